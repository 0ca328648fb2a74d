"""The methods about people."""

from bot.sandbox.api.call import Call
from bot.sandbox.api.paging import page_of
from bot.sandbox.errors import ApiError
from bot.sandbox.objects import member_json
from bot.sandbox.shapes import Json


def info(call: Call) -> Json:
    """Describe one account."""
    member = call.house.workspace.members.get(call.text("user"))
    if member is None:
        raise ApiError("user_not_found")
    return {"user": member_json(call.house, member)}


def list_all(call: Call) -> Json:
    """List the accounts, page by page."""
    page = page_of(call, list(call.house.workspace.members.values()))
    return {
        "members": [member_json(call.house, member) for member in page.items],
        "cache_ts": int(call.house.clock.now().timestamp()),
        "response_metadata": {"next_cursor": page.next_cursor},
    }
