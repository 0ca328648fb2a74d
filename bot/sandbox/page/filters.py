"""The filters of the templates: from Block Kit's objects to words, fields and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from bot.blockkit.text import from_markdown
from bot.sandbox.page.mrkdwn import Reader, mrkdwn, plain_text
from bot.sandbox.page.rich_text import rich_text
from bot.sandbox.shapes import Json

_GATHERED = {
    "radio_buttons": "one",
    "checkboxes": "many",
    "multi_static_select": "many",
    "multi_users_select": "many",
    "multi_channels_select": "many",
    "multi_conversations_select": "many",
    "datetimepicker": "moment",
}
_INPUT_TYPES = {
    "email_text_input": "email",
    "url_text_input": "url",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
}
_LABEL_LENGTH = 80


def _reader(context: Context) -> Reader:
    reader = context["reader"]
    assert isinstance(reader, Reader)  # noqa: S101 - every page is rendered for a reader
    return reader


@pass_context
def words(context: Context, text: Json) -> Markup:
    """Write a text object."""
    if text.get("type") == "mrkdwn":
        return mrkdwn(str(text.get("text", "")), _reader(context))
    return plain_text(str(text.get("text", "")))


@pass_context
def marked_up(context: Context, text: str) -> Markup:
    """Write the text of a message, which is Slack's mark-up."""
    return mrkdwn(text, _reader(context))


@pass_context
def markdown(context: Context, text: str) -> Markup:
    """Write Markdown."""
    return mrkdwn(from_markdown(text), _reader(context))


@pass_context
def formatted(context: Context, block: Json) -> Markup:
    """Write a rich_text block."""
    return rich_text(block, _reader(context))


@pass_context
def cell(context: Context, cell: Json) -> Markup:
    """Write a cell of a table."""
    match cell.get("type"):
        case "rich_text":
            return rich_text(cell, _reader(context))
        case "raw_number":
            return plain_text(str(cell.get("text") or cell.get("value")))
        case _:
            return plain_text(str(cell.get("text", "")))


@dataclass(frozen=True)
class MenuOption:
    """One line of a menu."""

    value: str
    text: str


@dataclass(frozen=True)
class MenuGroup:
    """A part of a menu, with a label or without."""

    label: str
    options: Sequence[MenuOption]


@pass_context
def menu_groups(context: Context, element: Json) -> list[MenuGroup]:
    """List what a menu offers."""
    reader = _reader(context)
    people = [MenuOption(key, name) for key, name in reader.people.items()]
    channels = [MenuOption(key, f"#{name}") for key, name in reader.channels.items()]
    match str(element["type"]).removeprefix("multi_"):
        case "users_select":
            return [MenuGroup("", people)]
        case "channels_select":
            return [MenuGroup("", channels)]
        case "conversations_select":
            return [MenuGroup("", channels + people)]
        case _:
            return _offered(element)


def _offered(element: Json) -> list[MenuGroup]:
    if "options" in element:
        return [MenuGroup("", _options(element["options"]))]
    return [
        MenuGroup(group["label"]["text"], _options(group["options"]))
        for group in element.get("option_groups", [])
    ]


def _options(options: Sequence[Json]) -> list[MenuOption]:
    return [MenuOption(option["value"], option["text"]["text"]) for option in options]


def gathering(element: Json) -> str:
    """Say how the script reads a field: one of several, many of several, a moment, or text."""
    return _GATHERED.get(element["type"], "text")


def input_type(element: Json) -> str:
    """Give the type of the HTML input for an element."""
    return _INPUT_TYPES.get(element["type"], "text")


def label_of(block: Json) -> str:
    """Name an element that has no label of its own, by the words it stands beside."""
    text = str((block.get("text") or {}).get("text", "")) or "Choose"
    return text if len(text) <= _LABEL_LENGTH else f"{text[:_LABEL_LENGTH]}\N{HORIZONTAL ELLIPSIS}"


@pass_context
def local_input(context: Context, value: object) -> str:
    """Write a moment as an HTML input wants it, on the reader's clock."""
    if not isinstance(value, int):
        return ""
    return f"{_reader(context).local(datetime.fromtimestamp(value, UTC)):%Y-%m-%dT%H:%M}"
