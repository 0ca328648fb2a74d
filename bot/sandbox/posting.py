"""Messages of the bot: what Slack refuses, and where it puts the rest."""

from dataclasses import dataclass

from bot.blockkit.validator import Problem, check_message
from bot.sandbox.errors import ApiError
from bot.sandbox.forms import with_ids
from bot.sandbox.house import House
from bot.sandbox.members import SLACKBOT_ID, Member
from bot.sandbox.messages import Message
from bot.sandbox.shapes import Blocks, Json
from bot.sandbox.workspace import Channel

MOST_CHARACTERS = 40_000


@dataclass(frozen=True)
class Content:
    """The words and blocks of a message that Slack accepted."""

    text: str
    blocks: Blocks


def pointed(problems: list[Problem], root: str = "") -> tuple[str, ...]:
    """Write problems as Slack does, each with its JSON pointer from the argument *root*."""
    return tuple(f"[ERROR] {each.what} [json-pointer:{root}{each.pointer}]" for each in problems)


def checked(house: House, text: str, blocks: Blocks) -> Content:
    """Accept the content of a message, or refuse it as Slack would.

    Raises:
        ApiError: There is nothing to show, too much of it, or a block is wrong.
    """
    if not text.strip() and not blocks:
        raise ApiError("no_text")
    if len(text) > MOST_CHARACTERS:
        raise ApiError("msg_too_long")
    # What blockkit advises about the text is this project's own rule; Slack
    # refuses for the sake of blocks alone.
    problems = [each for each in check_message(text, blocks) if each.pointer.startswith("/blocks")]
    if problems:
        raise ApiError("invalid_blocks", pointed(problems))
    return Content(text, with_ids(blocks, house.ids))


def writable(house: House, id: str) -> Channel:
    """Find the conversation in which the bot wants to write.

    Raises:
        ApiError: There is none, or nobody is left to read it.
    """
    workspace = house.workspace
    member = workspace.members.get(id)
    channel = workspace.im_of(reader(member).id) if member else workspace.channel_named(id)
    if channel is None:
        raise ApiError("channel_not_found")
    if channel.owner is not None:
        reader(workspace.members[channel.owner])
    return channel


def reader(member: Member) -> Member:
    """Give the person to whom the bot may write.

    Raises:
        ApiError: The account is a program's, or closed.
    """
    if member.is_bot or member.id == SLACKBOT_ID:
        raise ApiError("cannot_dm_bot")
    if member.deleted:
        raise ApiError("account_inactive")
    return member


def by_bot(house: House, channel: str, content: Content) -> Message:
    """Prepare a message of the bot, which is not yet posted."""
    return Message(channel, house.next_ts(), house.bot.id, content.text, content.blocks)


def slackbot_says(
    house: House, user: str, channel: str, text: str, thread: str | None = None
) -> Message:
    """Let Slackbot tell one person what went wrong."""
    message = Message(channel, house.next_ts(), SLACKBOT_ID, text, ephemeral_to=user)
    message.thread_ts = thread
    return house.workspace.post(message)


def answer(house: House, user: str, channel: str, said: Json, original: str | None) -> None:
    """Do what a bot says in answer to a command, or through a response URL.

    Raises:
        ApiError: Slack would refuse the message.
    """
    old = house.workspace.find_message(channel, original) if original else None
    if said.get("delete_original"):
        if old is not None:
            house.workspace.remove(old)
        return
    content = checked(house, str(said.get("text") or ""), list(said.get("blocks") or []))
    if said.get("replace_original") and old is not None:
        house.workspace.edit(old, text=content.text, blocks=content.blocks, at=house.next_ts())
        return
    message = by_bot(house, channel, content)
    message.thread_ts = said.get("thread_ts")
    message.ephemeral_to = None if said.get("response_type") == "in_channel" else user
    house.workspace.post(message)
