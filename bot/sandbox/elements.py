"""How each element of Block Kit keeps what a person chose in it.

One table row per type: the key of its value in Slack's payloads, the key of
its initial value, and how a plain value (a string, a number, a list) becomes
the value that Slack would send.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.shapes import Blocks, Json

BUTTONS = frozenset({"button"})
"""Elements that are pressed and keep nothing."""

MENUS = frozenset({"overflow"})
"""Elements that offer options and keep nothing."""


class WrongValueError(Exception):
    """Somebody put a value into an element that cannot hold it."""


@dataclass(frozen=True)
class Slot:
    """One element at its place in a message or a view."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        """Name the block."""
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        """Name the element within its block."""
        return str(self.element.get("action_id", ""))

    @property
    def kind(self) -> str:
        """Name the element's type."""
        return str(self.element.get("type", ""))

    @property
    def is_input(self) -> bool:
        """Tell an input, which waits for the submission, from an interactive element."""
        return self.block.get("type") == "input"

    @property
    def dispatches(self) -> bool:
        """Tell whether touching this element is sent to the bot at once."""
        return not self.is_input or bool(self.block.get("dispatch_action"))


def slots(blocks: Blocks) -> Iterator[Slot]:
    """Go through every interactive element of *blocks*, in reading order."""
    for block in blocks:
        yield from (Slot(block, element) for element in elements_of(block))


def elements_of(block: Json) -> list[Json]:
    """List the elements of one block that a person can touch."""
    match block.get("type"):
        case "input":
            return [block["element"]]
        case "actions":
            return list(block.get("elements", []))
        case "section":
            accessory = block.get("accessory")
            return [accessory] if accessory and accessory.get("type") != "image" else []
        case "card":
            return list(block.get("actions", []))
        case "carousel":
            return [action for card in block.get("elements", []) for action in elements_of(card)]
        case _:
            return []


def options_of(element: Json) -> list[Json]:
    """List the options of an element, those of its groups in order."""
    grouped = [option for group in element.get("option_groups", []) for option in group["options"]]
    return list(element.get("options", [])) + grouped


@dataclass(frozen=True)
class Holding:
    """How one type of element holds its value."""

    key: str
    initial: str
    take: Callable[[Json, object], object]
    many: bool = False

    def blank(self) -> object:
        """Give the value of an element that nobody touched."""
        return [] if self.many else None

    def initial_value(self, element: Json) -> object:
        """Give the value that the bot laid into the element."""
        return element.get(self.initial, self.blank())

    def state(self, element: Json, value: object) -> Json:
        """Write *value* as Slack writes it below ``state.values``."""
        return {"type": element["type"], self.key: value}


def _text(_element: Json, plain: object) -> object:
    if isinstance(plain, bool) or not isinstance(plain, str | int | float):
        raise WrongValueError("takes text")
    return str(plain) or None


def _moment(_element: Json, plain: object) -> object:
    if isinstance(plain, str):
        return _seconds(plain)
    if isinstance(plain, bool) or not isinstance(plain, int):
        raise WrongValueError("takes a Unix time in seconds")
    return plain


def _seconds(text: str) -> int:
    try:
        return int(text) if text.isdigit() else int(datetime.fromisoformat(text).timestamp())
    except ValueError:
        raise WrongValueError("takes a Unix time in seconds, or an ISO 8601 time") from None


def _option(element: Json, plain: object) -> object:
    known = options_of(element)
    for option in known:
        if plain in (option.get("value"), option):
            return option
    values = ", ".join(repr(option.get("value")) for option in known)
    raise WrongValueError(f"has no option {plain!r}; it offers {values}")


def _options(element: Json, plain: object) -> object:
    return [_option(element, each) for each in _many(plain)]


def _found_option(_element: Json, plain: object) -> object:
    # The options of an external menu come from the bot, one search at a time,
    # so there is nothing to compare with.
    if isinstance(plain, dict) and {"text", "value"} <= plain.keys():
        return plain
    raise WrongValueError("takes an option with text and value")


def _found_options(element: Json, plain: object) -> object:
    return [_found_option(element, each) for each in _many(plain)]


def _texts(_element: Json, plain: object) -> object:
    return [str(each) for each in _many(plain)]


def _many(plain: object) -> Iterable[object]:
    if not isinstance(plain, list | tuple):
        raise WrongValueError("takes a list of values")
    return plain


def _rich_text(_element: Json, plain: object) -> object:
    if isinstance(plain, dict):
        return plain
    if not isinstance(plain, str):
        raise WrongValueError("takes text or a rich_text object")
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": plain}]}
    return {"type": "rich_text", "elements": [section]} if plain else None


_TEXT_INPUT = Holding("value", "initial_value", _text)
_SELECT = Holding("selected_option", "initial_option", _option)
_MULTI_SELECT = Holding("selected_options", "initial_options", _options, many=True)

HOLDINGS = {
    "plain_text_input": _TEXT_INPUT,
    "email_text_input": _TEXT_INPUT,
    "url_text_input": _TEXT_INPUT,
    "number_input": _TEXT_INPUT,
    "rich_text_input": Holding("rich_text_value", "initial_value", _rich_text),
    "static_select": _SELECT,
    "radio_buttons": _SELECT,
    "multi_static_select": _MULTI_SELECT,
    "checkboxes": _MULTI_SELECT,
    "external_select": Holding("selected_option", "initial_option", _found_option),
    "multi_external_select": Holding(
        "selected_options", "initial_options", _found_options, many=True
    ),
    "users_select": Holding("selected_user", "initial_user", _text),
    "multi_users_select": Holding("selected_users", "initial_users", _texts, many=True),
    "channels_select": Holding("selected_channel", "initial_channel", _text),
    "multi_channels_select": Holding("selected_channels", "initial_channels", _texts, many=True),
    "conversations_select": Holding("selected_conversation", "initial_conversation", _text),
    "multi_conversations_select": Holding(
        "selected_conversations", "initial_conversations", _texts, many=True
    ),
    "datepicker": Holding("selected_date", "initial_date", _text),
    "timepicker": Holding("selected_time", "initial_time", _text),
    "datetimepicker": Holding("selected_date_time", "initial_date_time", _moment),
    "file_input": Holding("files", "initial_files", _texts, many=True),
}
"""Every element that keeps a value."""


def take(element: Json, plain: object) -> object:
    """Turn a plain value into the one that *element* would hold.

    Raises:
        WrongValueError: The element cannot hold that.
    """
    holding = HOLDINGS[element["type"]]
    if plain is None or plain == "":
        return holding.blank()
    try:
        return holding.take(element, plain)
    except WrongValueError as wrong:
        raise WrongValueError(f"{element.get('action_id')!r} {wrong}.") from None


def plain(value: object) -> object:
    """Turn what an element holds back into a plain value, as a form shows it."""
    match value:
        case {"type": "rich_text"}:
            return _rich_words(value)
        case {"value": held}:
            return held
        case list(many):
            return [plain(each) for each in many]
        case None:
            return ""
        case _:
            return value


def _rich_words(value: object) -> str:
    if isinstance(value, dict):
        return str(value.get("text", "")) + _rich_words(value.get("elements", []))
    return "".join(_rich_words(each) for each in value) if isinstance(value, list) else ""


def option_named(element: Json, plain: object) -> Json:
    """Find the option of a menu that a person picked.

    Raises:
        WrongValueError: The menu does not offer it.
    """
    try:
        return dict(_option(element, plain))  # type: ignore[call-overload, no-any-return]  # options are objects
    except WrongValueError as wrong:
        raise WrongValueError(f"{element.get('action_id')!r} {wrong}.") from None
