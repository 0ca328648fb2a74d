"""Messages, views and accounts as Slack writes them in answers and payloads."""

import mimetypes
from datetime import datetime
from urllib.parse import quote

from bot.sandbox.forms import state_values
from bot.sandbox.house import APP_ID, BOT_ID, House
from bot.sandbox.members import Member
from bot.sandbox.messages import Message
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import File, View


def message_json(house: House, message: Message) -> Json:
    """Write a message as Slack's payloads show it."""
    by_bot = message.author == house.bot.id
    written: Json = {
        "type": "message",
        "user": message.author,
        "ts": message.ts,
        "text": message.text,
        "team": house.settings.team_id,
        "blocks": message.blocks,
    }
    if by_bot:
        written |= {"bot_id": BOT_ID, "app_id": APP_ID}
    if message.thread_ts:
        written["thread_ts"] = message.thread_ts
    replies = [each for each in house.workspace.replies(message) if each.ephemeral_to is None]
    if replies:
        written |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users": list(dict.fromkeys(reply.author for reply in replies)),
            "latest_reply": replies[-1].ts,
        }
    if message.edited:
        written["edited"] = {"user": message.author, "ts": message.edited}
    if message.metadata:
        written["metadata"] = message.metadata
    if message.files:
        files = house.workspace.files
        written["files"] = [file_json(house, files[each]) for each in message.files]
    return written


_VIEW_DEFAULTS: Json = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


def view_json(house: House, view: View) -> Json:
    """Write a view as Slack's payloads show it, with what was put in so far."""
    return (
        _VIEW_DEFAULTS
        | view.content
        | {
            "id": view.id,
            "team_id": house.settings.team_id,
            "state": {"values": state_values(view.blocks, view.typed)},
            "hash": view.hash,
            "root_view_id": view.root_id,
            "previous_view_id": view.previous_id,
            "app_id": APP_ID,
            "app_installed_team_id": house.settings.team_id,
            "bot_id": BOT_ID,
        }
    )


def member_json(house: House, member: Member) -> Json:
    """Write an account as ``users.info`` shows it."""
    now = house.clock.now()
    written = {
        "id": member.id,
        "team_id": house.settings.team_id,
        "name": member.name,
        "deleted": member.deleted,
        "profile": {
            "real_name": member.real_name,
            "display_name": member.name,
            "title": member.title,
            "team": house.settings.team_id,
        },
        "is_bot": member.is_bot,
        "is_app_user": False,
        "updated": int(now.timestamp()),
    }
    # Of a closed account Slack tells neither the zone nor the standing.
    return written if member.deleted else written | _standing(member, now)


def _standing(member: Member, now: datetime) -> Json:
    return {
        "real_name": member.real_name,
        "tz": member.tz,
        "tz_label": member.local(now).tzname(),
        "tz_offset": member.tz_offset(now),
        "is_admin": member.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": member.is_restricted,
        "is_ultra_restricted": False,
    }


def file_json(house: House, file: File) -> Json:
    """Write a file as Slack's answers and messages show it."""
    address = f"{house.url}/files/{file.id}/{quote(file.name)}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
        "size": file.length,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "channels": list(file.shared_in),
    }
