"""The methods that write, change and delete messages."""

from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.messages import Message
from bot.sandbox.objects import message_json
from bot.sandbox.posting import by_bot, checked, writable
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import im_id


def post_message(call: Call) -> Json:
    """Write a message that everyone in the conversation sees."""
    house = call.house
    channel = writable(house, call.required("channel", "channel_not_found"))
    message = by_bot(house, channel.id, checked(house, call.text("text"), call.blocks()))
    message.metadata = _metadata(call)
    message.thread_ts = call.text("thread_ts") or None
    house.workspace.post(message)
    return {"channel": channel.id, "ts": message.ts, "message": message_json(house, message)}


def conversation_of(call: Call) -> str:
    """Name the conversation that a message is for, in one way whichever way the bot did."""
    workspace, asked = call.house.workspace, call.text("channel")
    if asked in workspace.members:
        return im_id(asked)
    channel = workspace.channel_named(asked)
    return channel.id if channel else asked


def _metadata(call: Call) -> Json | None:
    if call.structure("metadata", "invalid_metadata_format") is None:
        return None
    metadata = call.structured("metadata", "invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or "event_payload" not in metadata:
        raise ApiError("invalid_metadata_schema")
    return metadata


def post_ephemeral(call: Call) -> Json:
    """Write a message that one person alone sees."""
    house = call.house
    member = house.workspace.members.get(call.text("user"))
    channel = writable(house, call.required("channel", "channel_not_found"))
    if member is None or channel.owner not in {None, member.id}:
        raise ApiError("user_not_in_channel")
    message = by_bot(house, channel.id, checked(house, call.text("text"), call.blocks()))
    message.ephemeral_to = member.id
    house.workspace.post(message)
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """Write other words into a message of the bot."""
    house = call.house
    message = _own(call, "cant_update_message")
    blocks = call.blocks() if "blocks" in call.arguments else message.blocks
    if "text" in call.arguments and "blocks" not in call.arguments:
        # As in Slack: a new text alone takes the place of the old blocks.
        blocks = []
    content = checked(house, call.text("text", message.text), blocks)
    house.workspace.edit(message, text=content.text, blocks=content.blocks, at=house.next_ts())
    if "metadata" in call.arguments:
        message.metadata = _metadata(call)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message_json(house, message),
    }


def delete(call: Call) -> Json:
    """Take a message of the bot away."""
    message = _own(call, "cant_delete_message")
    call.house.workspace.remove(message)
    return {"channel": message.channel, "ts": message.ts}


def _own(call: Call, error: str) -> Message:
    workspace = call.house.workspace
    channel = workspace.channels.get(call.text("channel"))
    if channel is None:
        raise ApiError("channel_not_found")
    message = workspace.find_message(channel.id, call.text("ts"))
    # Slack keeps no ephemeral message, so it finds none to change.
    if message is None or message.ephemeral_to is not None:
        raise ApiError("message_not_found")
    if message.author != call.house.bot.id:
        raise ApiError(error)
    return message
