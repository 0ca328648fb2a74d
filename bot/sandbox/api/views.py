"""The methods that show modals and App Home."""

from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.objects import view_json
from bot.sandbox.posting import reader
from bot.sandbox.shapes import Json
from bot.sandbox.tickets import TicketError
from bot.sandbox.viewing import open_modal, publish_home, push_modal, update_view
from bot.sandbox.workspace import View

_BAD_TRIGGER = "[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]"


def open_view(call: Call) -> Json:
    """Show a first modal to the person who just did something."""
    return _answer(call, open_modal(call.house, _whose(call), call.structured("view")))


def push(call: Call) -> Json:
    """Lay a modal upon the one from which the person did something."""
    return _answer(call, push_modal(call.house, _whose(call), call.structured("view")))


def update(call: Call) -> Json:
    """Put other content into an open view."""
    view = _found(call)
    content = call.structured("view")
    return _answer(call, update_view(call.house, view, content, call.text("hash") or None))


def publish(call: Call) -> Json:
    """Show something in a person's App Home."""
    member = call.house.workspace.members.get(call.text("user_id"))
    if member is None:
        raise ApiError("user_not_found")
    content = call.structured("view")
    known = call.text("hash") or None
    return _answer(call, publish_home(call.house, reader(member).id, content, known))


def _whose(call: Call) -> str:
    try:
        return call.house.tickets.redeem_trigger(call.required("trigger_id"))
    except TicketError as refused:
        if refused.error == "invalid_trigger_id":
            raise ApiError("invalid_arguments", (_BAD_TRIGGER,)) from None
        raise ApiError(refused.error) from None


def _found(call: Call) -> View:
    workspace = call.house.workspace
    if view_id := call.text("view_id"):
        view = workspace.find_view(view_id)
    else:
        view = workspace.find_external(call.required("external_id"))
    if view is None:
        raise ApiError("not_found")
    return view


def _answer(call: Call, view: View) -> Json:
    return {"view": view_json(call.house, view)}
