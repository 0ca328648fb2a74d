"""What people do to modals: submitting and closing them."""

from bot.sandbox import payloads
from bot.sandbox.desk import Desk
from bot.sandbox.errors import ApiError, DoorError
from bot.sandbox.forms import UnknownInputError, WrongValueError, complaints, fill
from bot.sandbox.members import Member
from bot.sandbox.parcels import Kind, Undelivered
from bot.sandbox.shapes import Json
from bot.sandbox.viewing import push_modal, update_view
from bot.sandbox.workspace import View

_TROUBLE = "We had some trouble connecting. Try again?"


async def submit(desk: Desk, user: str, view_id: str, values: Json) -> dict[str, str]:
    """Fill in and submit a modal; give the errors that the person then sees, by block id.

    Raises:
        DoorError: It is not on top, lacks an input of *values*, or the bot failed.
    """
    member = desk.person(user)
    view = _top(desk, member, view_id)
    if not view.content.get("submit"):
        raise DoorError("This modal has no button to submit it.")
    try:
        view.typed = fill(view.blocks, view.typed, values)
    except (UnknownInputError, WrongValueError) as wrong:
        raise DoorError(str(wrong)) from None
    view.errors = complaints(view.blocks, view.typed)
    if not view.errors:
        await _send(desk, member, view)
    return view.errors


async def _send(desk: Desk, member: Member, view: View) -> None:
    payload = payloads.submission(desk.house, member, view)
    outcome = await desk.dispatcher.send(Kind.INTERACTION, payload)
    if isinstance(outcome, Undelivered):
        desk.trouble(member.id, f"{_TROUBLE} ({outcome.error})")
    _follow(desk, view, outcome.fields)


def _follow(desk: Desk, view: View, said: Json) -> None:
    """Do what the bot answered to a submission."""
    try:
        match said:
            case {"response_action": "errors", "errors": dict(errors)}:
                _show_errors(desk, view, errors)
            case {"response_action": "update", "view": dict(content)}:
                update_view(desk.house, view, content)
            case {"response_action": "push", "view": dict(content)}:
                push_modal(desk.house, view.user, content)
            case {"response_action": "clear"}:
                desk.house.workspace.stack(view.user).clear()
            case {} if not said:
                _take_off(desk, view)
            case _:
                desk.trouble(view.user, f"{_TROUBLE} (invalid_response_action)")
    except ApiError as refused:
        reasons = "; ".join((refused.error, *refused.messages))
        desk.trouble(view.user, f"{_TROUBLE} ({reasons})")


def _show_errors(desk: Desk, view: View, errors: dict[str, str]) -> None:
    inputs = {block["block_id"] for block in view.blocks if block.get("type") == "input"}
    if not errors or not errors.keys() <= inputs:
        strange = ", ".join(sorted(errors.keys() - inputs)) or "none named"
        desk.trouble(view.user, f"{_TROUBLE} (errors for blocks that are no inputs: {strange})")
    view.errors = {block: str(text) for block, text in errors.items()}


def _take_off(desk: Desk, view: View) -> None:
    """Close one modal; the one below it shows again."""
    stack = desk.house.workspace.stack(view.user)
    if view in stack:
        del stack[stack.index(view) :]


async def close(desk: Desk, user: str, view_id: str, *, whole_stack: bool) -> None:
    """Close a modal, or all that are open, and tell the bot if it wants to know.

    Raises:
        DoorError: It is not on top.
    """
    member = desk.person(user)
    view = _top(desk, member, view_id)
    whole_stack = whole_stack or bool(view.content.get("clear_on_close"))
    stack = desk.house.workspace.stack(user)
    closed = list(reversed(stack)) if whole_stack else [view]
    for each in closed:
        stack.remove(each)
    for each in closed:
        if each.content.get("notify_on_close"):
            notice = payloads.closing(desk.house, member, each, is_cleared=whole_stack)
            await desk.dispatcher.send(Kind.INTERACTION, notice)


def _top(desk: Desk, member: Member, view_id: str) -> View:
    top = desk.house.workspace.top(member.id)
    if top is None:
        raise DoorError(f"{member.real_name} has no modal open.")
    if top.id != view_id:
        raise DoorError(f"The modal {view_id!r} is not on top; {top.id!r} is.")
    return top
