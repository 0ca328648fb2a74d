"""What people do in conversations: commands, messages, opening App Home."""

from dataclasses import replace
from typing import NoReturn

from bot.sandbox import payloads
from bot.sandbox.desk import Desk
from bot.sandbox.errors import ApiError, DoorError
from bot.sandbox.members import Member
from bot.sandbox.messages import Message
from bot.sandbox.objects import member_json, view_json
from bot.sandbox.parcels import Kind, Undelivered
from bot.sandbox.posting import answer, slackbot_says
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Channel


async def run_command(
    desk: Desk, user: str, channel_id: str | None, line: str, thread: str | None = None
) -> None:
    """Send a slash command, and show what the bot says to it.

    Raises:
        DoorError: There is no such command, it was typed into a thread, or the
            bot failed; Slackbot says so too.
    """
    member = desk.person(user)
    channel = desk.channel(user, channel_id)
    word, text = _split(desk, line)
    if word not in desk.house.commands:
        _refuse(desk, member, channel, f"`{word}` is not a valid command.")
    if thread is not None:
        sorry = f"`{word}` is not supported in threads. Sorry!"
        slackbot_says(desk.house, member.id, channel.id, sorry, thread)
        raise DoorError(sorry)
    form = payloads.command(desk.house, member, channel, word, text)
    outcome = await desk.dispatcher.send(Kind.COMMAND, form)
    if isinstance(outcome, Undelivered):
        _refuse(desk, member, channel, _failed(word, outcome.error))
    if outcome.fields:
        _show_answer(desk, member, channel, word, outcome.fields)


def _split(desk: Desk, line: str) -> tuple[str, str]:
    line = line.strip()
    if not line.startswith("/"):
        # Tests may leave out the one command of the one bot.
        return desk.house.settings.commands[0].command, line
    word, _, text = line.partition(" ")
    return word, text.strip()


def _show_answer(desk: Desk, member: Member, channel: Channel, word: str, said: Json) -> None:
    try:
        answer(desk.house, member.id, channel.id, said, None)
    except ApiError as refused:
        desk.house.toast(member.id, "; ".join((refused.error, *refused.messages)))
        _refuse(desk, member, channel, _failed(word, "invalid_command_response"))


def _failed(word: str, error: str) -> str:
    opening, closing = "\N{LEFT DOUBLE QUOTATION MARK}", "\N{RIGHT DOUBLE QUOTATION MARK}"
    return f"{word} failed with the error {opening}{error}{closing}"


def _refuse(desk: Desk, member: Member, channel: Channel, text: str) -> NoReturn:
    slackbot_says(desk.house, member.id, channel.id, text)
    raise DoorError(text)


async def say(
    desk: Desk, user: str, channel_id: str | None, text: str, thread: str | None = None
) -> None:
    """Write a message, or a reply; the bot hears of it in its own conversation alone.

    Raises:
        DoorError: It is empty, or answers what nobody can answer.
    """
    desk.person(user)
    channel = desk.channel(user, channel_id)
    if not text.strip():
        raise DoorError("An empty message cannot be sent.")
    house = desk.house
    words = payloads.escaped(house.workspace, text)
    message = Message(channel.id, house.next_ts(), user, words)
    if thread is not None:
        message.thread_ts = _answered(desk, user, channel, thread).ts
    house.workspace.post(message)
    if channel.is_im:
        await desk.dispatcher.send_event(payloads.said(house, message))


def _answered(desk: Desk, user: str, channel: Channel, ts: str) -> Message:
    message = desk.house.workspace.find_message(channel.id, ts)
    if message is None or not message.visible_to(user):
        raise DoorError(f"{user} sees no message {ts} in {channel.id}.")
    if message.ephemeral_to is not None:
        raise DoorError("A message that only you can see has no thread.")
    return message


async def open_home(desk: Desk, user: str, tab: str = "home") -> None:
    """Open the bot's App Home, or the tab with its messages."""
    desk.person(user)
    house = desk.house
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": house.workspace.im_of(user).id,
        "tab": tab,
        "event_ts": house.next_ts(),
    }
    home = house.workspace.homes.get(user)
    if home is not None and tab == "home":
        event["view"] = view_json(house, home)
    await desk.dispatcher.send_event(event)


async def change_member(desk: Desk, user: str, changes: Json) -> None:
    """Change an account, or open a new one, and tell the bot."""
    house = desk.house
    known = house.workspace.members.get(user)
    try:
        member = replace(known, **changes) if known else Member(id=user, **changes)
        written = member_json(house, member)
    except (TypeError, KeyError, ValueError) as wrong:
        raise DoorError(f"That is no account: {wrong}.") from None
    house.workspace.put_member(member)
    kind = "user_change" if known else "team_join"
    await desk.dispatcher.send_event({"type": kind, "user": written, "event_ts": house.next_ts()})
