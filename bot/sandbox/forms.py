"""What a person has filled in: the state of a message's or a view's inputs."""

import re
from copy import deepcopy
from typing import TypeAlias

from bot.sandbox.elements import HOLDINGS, Slot, WrongValueError, slots, take
from bot.sandbox.ids import Ids
from bot.sandbox.shapes import Blocks, Json

Typed: TypeAlias = dict[str, dict[str, object]]
"""Values that a person put in, by block id and action id, as Slack holds them."""

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_REQUIRED = "Please complete this required field."


class UnknownInputError(Exception):
    """Somebody named an input that is not there."""


def with_ids(blocks: Blocks, ids: Ids) -> Blocks:
    """Copy *blocks*, naming every block and element that has no name yet."""
    named = deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", ids.next("b"))
    for slot in slots(named):
        slot.element.setdefault("action_id", ids.next("a"))
    return named


def held(slot: Slot, typed: Typed) -> object:
    """Give what an element holds now: what was put in, else what the bot laid in."""
    of_block = typed.get(slot.block_id, {})
    if slot.action_id in of_block:
        return of_block[slot.action_id]
    return HOLDINGS[slot.kind].initial_value(slot.element)


def state_values(blocks: Blocks, typed: Typed) -> Json:
    """Write ``state.values`` as Slack would for these blocks."""
    values: Json = {}
    for slot in slots(blocks):
        if slot.kind in HOLDINGS:
            state = HOLDINGS[slot.kind].state(slot.element, held(slot, typed))
            values.setdefault(slot.block_id, {})[slot.action_id] = state
    return values


def surviving(blocks: Blocks, typed: Typed) -> Typed:
    """Keep what was put in for those elements whose block and action id remain."""
    kept: Typed = {}
    for slot in slots(blocks):
        of_block = typed.get(slot.block_id, {})
        if slot.kind in HOLDINGS and slot.action_id in of_block:
            kept.setdefault(slot.block_id, {})[slot.action_id] = of_block[slot.action_id]
    return kept


def fill(blocks: Blocks, typed: Typed, values: Json) -> Typed:
    """Put plain *values* into the inputs that they name.

    A key of *values* is a block id, an action id, or both with a slash between.

    Raises:
        UnknownInputError: A key names no input of these blocks.
        WrongValueError: An input cannot hold its value.
    """
    filled = deepcopy(typed)
    for key, plain in values.items():
        slot = _slot_named(blocks, key)
        filled.setdefault(slot.block_id, {})[slot.action_id] = take(slot.element, plain)
    return filled


def _slot_named(blocks: Blocks, key: str) -> Slot:
    holders = [slot for slot in slots(blocks) if slot.kind in HOLDINGS]
    for names in (_full_name, _block_name, _action_name):
        for slot in holders:
            if names(slot) == key:
                return slot
    there = ", ".join(_full_name(slot) for slot in holders) or "none"
    raise UnknownInputError(f"There is no input {key!r} here. The inputs are: {there}.")


def _full_name(slot: Slot) -> str:
    return f"{slot.block_id}/{slot.action_id}"


def _block_name(slot: Slot) -> str:
    return slot.block_id


def _action_name(slot: Slot) -> str:
    return slot.action_id


def complaints(blocks: Blocks, typed: Typed) -> dict[str, str]:
    """Say what Slack itself refuses in these inputs, by block id."""
    found = {}
    for slot in slots(blocks):
        if slot.is_input and slot.kind in HOLDINGS:
            complaint = _complaint(slot, held(slot, typed))
            if complaint:
                found[slot.block_id] = complaint
    return found


def _complaint(slot: Slot, value: object) -> str | None:
    if value in (None, "", []):
        return None if slot.block.get("optional") else _REQUIRED
    match slot.kind:
        case "plain_text_input":
            return _length_complaint(slot.element, str(value))
        case "number_input":
            return _number_complaint(slot.element, str(value))
        case "email_text_input":
            return None if _EMAIL.fullmatch(str(value)) else "Enter a valid email address."
        case "url_text_input":
            return None if _URL.fullmatch(str(value)) else "Enter a valid URL."
        case _:
            return _count_complaint(slot.element, value)


def _length_complaint(element: Json, text: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Must be at least {least} characters long."
    return f"Must be at most {most} characters long." if len(text) > most else None


def _number_complaint(element: Json, text: str) -> str | None:
    if not _NUMBER.fullmatch(text):
        return "Enter a number."
    if "." in text and not element.get("is_decimal_allowed"):
        return "Enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and float(text) < float(least):
        return f"Enter a number that is at least {least}."
    if most is not None and float(text) > float(most):
        return f"Enter a number that is at most {most}."
    return None


def _count_complaint(element: Json, value: object) -> str | None:
    most = element.get("max_selected_items")
    if most is not None and isinstance(value, list) and len(value) > most:
        return f"Choose at most {most}."
    return None


__all__ = [
    "Typed",
    "UnknownInputError",
    "WrongValueError",
    "complaints",
    "fill",
    "held",
    "state_values",
    "surviving",
    "with_ids",
]
