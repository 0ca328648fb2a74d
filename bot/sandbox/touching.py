"""What people do to elements: pressing buttons and choosing from menus."""

from dataclasses import dataclass, field

from bot.sandbox import payloads
from bot.sandbox.desk import Desk
from bot.sandbox.elements import (
    BUTTONS,
    HOLDINGS,
    MENUS,
    Slot,
    WrongValueError,
    option_named,
    options_of,
    slots,
    take,
)
from bot.sandbox.errors import DoorError
from bot.sandbox.forms import Typed, UnknownInputError, fill
from bot.sandbox.members import Member
from bot.sandbox.messages import Message
from bot.sandbox.parcels import Kind, Undelivered
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import View


@dataclass(frozen=True)
class Touch:
    """One touch of one element, as somebody asked for it.

    A *forced* touch is sent even if the element is no longer there, as when a
    person presses a button of a message that the bot changes at that moment.
    """

    user: str
    container: Json
    action_id: str
    block_id: str | None = None
    value: object = None
    values: Json = field(default_factory=dict)
    forced: bool = False


async def touch(desk: Desk, asked: Touch) -> bool:
    """Touch an element; tell whether that was sent to the bot.

    Raises:
        DoorError: It is not there, cannot hold the value, or the bot failed.
    """
    member = desk.person(asked.user)
    held_by = _container(desk, asked)
    try:
        typed = fill(held_by.blocks, _typed(desk, asked.user, held_by), asked.values)
        slot = _slot(held_by, asked)
        option = option_named(slot.element, asked.value) if slot.kind in MENUS else None
        if slot.kind in HOLDINGS:
            of_block = typed.setdefault(slot.block_id, {})
            of_block[slot.action_id] = take(slot.element, asked.value)
    except (UnknownInputError, WrongValueError) as wrong:
        raise DoorError(str(wrong)) from None
    _keep(desk, asked.user, held_by, typed)
    if not slot.dispatches:
        return False
    action = payloads.action(slot, typed, option, desk.house.clock.now())
    await _send(desk, member, held_by, typed, action)
    return True


async def _send(
    desk: Desk, member: Member, held_by: Message | View, typed: Typed, action: Json
) -> None:
    if isinstance(held_by, View):
        payload = payloads.view_action(desk.house, member, held_by, action)
    else:
        payload = payloads.message_action(desk.house, member, held_by, typed, action)
    outcome = await desk.dispatcher.send(Kind.INTERACTION, payload)
    if isinstance(outcome, Undelivered):
        desk.trouble(member.id, f"This app did not respond. Try again? ({outcome.error})")


def _container(desk: Desk, asked: Touch) -> Message | View:
    match asked.container:
        case {"view": str(id)}:
            return _view(desk, asked, id)
        case {"home": str(user)}:
            return _home(desk, asked, user)
        case {"message": str(ts)}:
            return _message(desk, asked, ts)
        case _:
            raise DoorError(
                'The container must be {"message": ts, "channel": id}, {"view": id} or {"home": user}.'
            )


def _view(desk: Desk, asked: Touch, id: str) -> View:
    view = desk.house.workspace.find_view(id)
    if view is not None and view.user == asked.user:
        return view
    if asked.forced:
        return View(id, asked.user, {"type": "modal", "blocks": []}, "", id)
    raise DoorError(f"{asked.user} has no view {id!r} open.")


def _home(desk: Desk, asked: Touch, user: str) -> View:
    if user != asked.user:
        raise DoorError("Nobody but its owner can use an App Home.")
    home = desk.house.workspace.homes.get(user)
    if home is None:
        raise DoorError(f"The bot has not published an App Home for {user} yet.")
    return home


def _message(desk: Desk, asked: Touch, ts: str) -> Message:
    channel = desk.channel(asked.user, asked.container.get("channel"))
    message = desk.house.workspace.find_message(channel.id, ts)
    if message is not None and message.visible_to(asked.user):
        return message
    if asked.forced:
        return Message(channel.id, ts, desk.house.bot.id, "")
    raise DoorError(f"{asked.user} sees no message {ts} in {channel.id}.")


def _slot(held_by: Message | View, asked: Touch) -> Slot:
    there = list(slots(held_by.blocks))
    named = [slot for slot in there if _is_meant(slot, asked)]
    fitting = [slot for slot in named if _offers(slot, asked.value)]
    if fitting:
        return fitting[0]
    if asked.forced:
        return _stale(asked)
    if named and named[0].kind not in BUTTONS:
        return named[0]
    known = ", ".join(dict.fromkeys(slot.action_id for slot in there)) or "none"
    value = f" with the value {asked.value!r}" if named else ""
    raise DoorError(f"There is no element {asked.action_id!r}{value} here. There are: {known}.")


def _is_meant(slot: Slot, asked: Touch) -> bool:
    return slot.action_id == asked.action_id and asked.block_id in {None, slot.block_id}


def _offers(slot: Slot, value: object) -> bool:
    """Tell whether an element could have been touched with *value*.

    Several elements of one message may share an action id; the value tells
    which one is meant.
    """
    if slot.kind in BUTTONS:
        return value is None or value == slot.element.get("value")
    offered = [option.get("value") for option in options_of(slot.element)]
    return not offered or all(each in offered for each in _plain_values(value))


def _plain_values(value: object) -> list[object]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _stale(asked: Touch) -> Slot:
    element: Json = {"type": "button", "action_id": asked.action_id}
    if asked.value is not None:
        element["value"] = asked.value
    return Slot({"type": "actions", "block_id": asked.block_id or "stale"}, element)


def _typed(desk: Desk, user: str, held_by: Message | View) -> Typed:
    if isinstance(held_by, View):
        return held_by.typed
    return desk.house.workspace.typed.get((user, held_by.channel, held_by.ts), {})


def _keep(desk: Desk, user: str, held_by: Message | View, typed: Typed) -> None:
    if isinstance(held_by, View):
        held_by.typed = typed
    else:
        desk.house.workspace.typed[user, held_by.channel, held_by.ts] = typed
