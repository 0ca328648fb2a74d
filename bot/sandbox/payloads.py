"""The payloads that Slack sends to a bot, built from what is in the workspace."""

import re
from datetime import datetime

from bot.sandbox.elements import BUTTONS, HOLDINGS, MENUS, Slot
from bot.sandbox.forms import Typed, held, state_values
from bot.sandbox.house import APP_ID, House
from bot.sandbox.ids import stamp
from bot.sandbox.members import Member
from bot.sandbox.messages import Message
from bot.sandbox.objects import message_json, view_json
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Channel, View, Workspace

# The deprecated verification token still travels in each payload.
_TOKEN = "sandbox-verification-token"  # noqa: S105 - no secret, Slack deprecated it
_MENTION = re.compile(r"(?<!\S)([@#])([\w.-]+)")


def escaped(workspace: Workspace, text: str) -> str:
    """Write what a person typed as Slack sends it: entities, and mentions by id."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MENTION.sub(lambda found: _mention(workspace, found), safe)


def _mention(workspace: Workspace, found: re.Match[str]) -> str:
    sign, name = found.groups()
    if sign == "#":
        channel = workspace.channel_named(name)
        return f"<#{channel.id}|{channel.name}>" if channel else found.group()
    member = next((m for m in workspace.members.values() if m.name == name), None)
    return f"<@{member.id}|{member.name}>" if member else found.group()


def command(house: House, member: Member, channel: Channel, word: str, text: str) -> Json:
    """Build the form of a slash command."""
    return {
        "token": _TOKEN,
        "team_id": house.settings.team_id,
        "team_domain": house.settings.team_name,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": member.id,
        "user_name": member.name,
        "command": word,
        "text": escaped(house.workspace, text),
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url(house, member.id, channel.id),
        "trigger_id": house.tickets.issue_trigger(member.id),
    }


def response_url(house: House, user: str, channel: str, original_ts: str | None = None) -> str:
    """Give a new response URL."""
    return f"{house.url}/response/{house.tickets.issue_reach(user, channel, original_ts)}"


def _interaction(house: House, member: Member, kind: str) -> Json:
    team = {"id": house.settings.team_id, "domain": house.settings.team_name}
    return {
        "type": kind,
        "team": team,
        "user": {
            "id": member.id,
            "username": member.name,
            "name": member.name,
            "team_id": house.settings.team_id,
        },
        "api_app_id": APP_ID,
        "token": _TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def message_action(
    house: House, member: Member, message: Message, typed: Typed, action: Json
) -> Json:
    """Build the payload of an element that was touched in a message."""
    channel = house.workspace.channels[message.channel]
    ephemeral = message.ephemeral_to is not None
    thread = {"thread_ts": message.thread_ts} if message.thread_ts else {}
    payload = _interaction(house, member, "block_actions") | {
        "trigger_id": house.tickets.issue_trigger(member.id),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
            **thread,
        },
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": state_values(message.blocks, typed)},
        "response_url": response_url(house, member.id, channel.id, message.ts),
        "actions": [action],
    }
    # Slack does not keep ephemeral messages, so it cannot send them along.
    return payload if ephemeral else payload | {"message": message_json(house, message)}


def view_action(house: House, member: Member, view: View, action: Json) -> Json:
    """Build the payload of an element that was touched in a modal or in App Home."""
    return _interaction(house, member, "block_actions") | {
        "trigger_id": house.tickets.issue_trigger(member.id),
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(house, view),
        "actions": [action],
    }


def submission(house: House, member: Member, view: View) -> Json:
    """Build the payload of a modal that was submitted."""
    return _interaction(house, member, "view_submission") | {
        "trigger_id": house.tickets.issue_trigger(member.id),
        "view": view_json(house, view),
        "response_urls": [],
    }


def closing(house: House, member: Member, view: View, *, is_cleared: bool) -> Json:
    """Build the payload of a modal that was closed."""
    return _interaction(house, member, "view_closed") | {
        "view": view_json(house, view),
        "is_cleared": is_cleared,
    }


def action(slot: Slot, typed: Typed, option: Json | None, at: datetime) -> Json:
    """Build the part of the payload that says what was touched, and how."""
    payload: Json = {
        "type": slot.kind,
        "action_id": slot.action_id,
        "block_id": slot.block_id,
        "action_ts": stamp(at),
    }
    if slot.kind in BUTTONS:
        shown = {
            key: slot.element[key] for key in ("text", "value", "style") if key in slot.element
        }
        return payload | shown
    if slot.kind in MENUS:
        return payload | {"selected_option": option}
    return payload | HOLDINGS[slot.kind].state(slot.element, held(slot, typed))


def said(house: House, message: Message) -> Json:
    """Build the event of a message in the conversation with the bot."""
    event: Json = {
        "type": "message",
        "channel": message.channel,
        "channel_type": "im",
        "user": message.author,
        "text": message.text,
        "ts": message.ts,
        "event_ts": message.ts,
        "team": house.settings.team_id,
    }
    return event if message.thread_ts is None else event | {"thread_ts": message.thread_ts}


def event(house: House, inner: Json) -> Json:
    """Build the envelope of an event."""
    team = house.settings.team_id
    return {
        "token": _TOKEN,
        "team_id": team,
        "api_app_id": APP_ID,
        "event": inner,
        "type": "event_callback",
        "event_id": house.ids.event(),
        "event_time": int(house.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team,
                "user_id": house.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
