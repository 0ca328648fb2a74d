"""Forms as a person fills them in: what Slack would send along as their state."""

from collections.abc import Iterator, Mapping
from typing import Any

INITIAL = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
}


def filled(view: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """Give *view* as it is when it is sent, with *values* put in by block id."""
    inputs = {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
    assert values.keys() <= inputs.keys(), f"only {sorted(inputs)} are asked for"
    states = {
        id: {block["element"]["action_id"]: _state(block["element"], values.get(id))}
        for id, block in inputs.items()
    }
    return {**view, "state": {"values": states}}


def _state(element: Mapping[str, Any], value: str | None) -> dict[str, Any]:
    kind = element["type"]
    key, initial = INITIAL[kind]
    if value is None:
        return {"type": kind, key: element.get(initial, [] if key == "selected_options" else None)}
    if key == "selected_option":
        return {"type": kind, key: _option(element, value)}
    return {"type": kind, key: value}


def _option(element: Mapping[str, Any], value: str) -> Mapping[str, Any]:
    groups = element.get("option_groups") or [element]
    options = {option["value"]: option for group in groups for option in group["options"]}
    assert value in options, f"{value} is not on offer: {sorted(options)}"
    return dict(options[value])


def button(blocks: object, action_id: str) -> dict[str, Any]:
    """Find what is there to be pressed."""
    found = [each for each in _objects(blocks) if each.get("action_id") == action_id]
    assert found, f"there is no {action_id} to press in {blocks}"
    return found[0]


def _objects(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _objects(each)
