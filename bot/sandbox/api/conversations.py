"""The methods about channels and direct conversations."""

from bot.sandbox.api.call import Call
from bot.sandbox.api.paging import page_of
from bot.sandbox.errors import ApiError
from bot.sandbox.posting import reader
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Channel

_SCOPES = {"public_channel": "channels:read", "im": "im:read"}


def open_im(call: Call) -> Json:
    """Open the conversation of one person with the bot."""
    channel = _asked_for(call)
    full = _written(channel) if call.is_set("return_im") else {"id": channel.id}
    return {"channel": full}


def _asked_for(call: Call) -> Channel:
    workspace = call.house.workspace
    if known := call.text("channel"):
        return _found(call, known)
    users = [each for each in call.text("users").split(",") if each]
    if not users:
        raise ApiError("users_list_not_supplied")
    if len(users) > 1:
        # Conversations of several people are of no use to this bot; to refuse
        # is better than to pretend.
        raise ApiError("method_not_supported_for_channel_type")
    member = workspace.members.get(users[0])
    if member is None:
        raise ApiError("user_not_found")
    if member.deleted:
        raise ApiError("user_disabled")
    return workspace.im_of(reader(member).id)


def list_all(call: Call) -> Json:
    """List channels and conversations, page by page."""
    kinds = set(call.text("types", "public_channel").split(","))
    for kind in sorted(kinds & _SCOPES.keys()):
        call.needs(_SCOPES[kind])
    channels = call.house.workspace.channels.values()
    wanted = [channel for channel in channels if _kind(channel) in kinds]
    page = page_of(call, wanted)
    return {
        "channels": [_written(channel) for channel in page.items],
        "response_metadata": {"next_cursor": page.next_cursor},
    }


def info(call: Call) -> Json:
    """Describe one channel or conversation."""
    channel = _found(call, call.text("channel"))
    call.needs(_SCOPES[_kind(channel)])
    return {"channel": _written(channel)}


def _kind(channel: Channel) -> str:
    return "im" if channel.is_im else "public_channel"


def _found(call: Call, id: str) -> Channel:
    channel = call.house.workspace.channels.get(id)
    if channel is None:
        raise ApiError("channel_not_found")
    return channel


def _written(channel: Channel) -> Json:
    if channel.is_im:
        return {"id": channel.id, "is_im": True, "user": channel.owner, "is_open": True}
    return {
        "id": channel.id,
        "name": channel.name,
        "is_channel": True,
        "is_im": False,
        "is_private": False,
        "is_archived": False,
        "is_general": channel.name == "general",
        "is_member": True,
    }
