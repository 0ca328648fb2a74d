"""Constructors of blocks and elements, as the plain dicts that Slack reads.

The SDK's models are not used: they turn block types that they do not know yet
into nothing, and they let through much of what Slack refuses.
"""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from bot.blockkit.surfaces import Block

# One empty cell makes Slack refuse the whole message.
EMPTY_CELL = "\N{EN DASH}"


def header(text: str) -> Block:
    """Build a heading in large type."""
    return {"type": "header", "text": _plain(text)}


def section(
    text: str | None,
    *,
    fields: Sequence[str] = (),
    accessory: Block | None = None,
    block_id: str | None = None,
) -> Block:
    """Build a paragraph, with fields in two columns or an element beside it."""
    return _present(
        type="section",
        text=None if text is None else _mrkdwn(text),
        fields=[_mrkdwn(field) for field in fields] or None,
        accessory=accessory,
        block_id=block_id,
    )


def divider() -> Block:
    """Build a thin line."""
    return {"type": "divider"}


def context(*texts: str) -> Block:
    """Build a line of small print."""
    return {"type": "context", "elements": [_mrkdwn(text) for text in texts]}


def actions(*elements: Block, block_id: str | None = None) -> Block:
    """Build a row of buttons and menus."""
    return _present(type="actions", elements=list(elements), block_id=block_id)


def image(url: str, alt: str, *, title: str | None = None) -> Block:
    """Build a picture; *alt* says what it shows to those who do not see it."""
    return _present(type="image", image_url=url, alt_text=alt, title=_optional_plain(title))


def table(rows: Sequence[Sequence[str]], *, align: Sequence[str] | None = None) -> Block:
    """Build a table, the first row being its heading; an empty cell becomes a dash."""
    return _present(
        type="table",
        rows=[[_cell(text) for text in row] for row in rows],
        column_settings=None if align is None else [{"align": side} for side in align],
    )


def input_block(
    label: str,
    element: Block,
    block_id: str,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """Build a question of a form, *element* being the place for its answer."""
    return _present(
        type="input",
        block_id=block_id,
        label=_plain(label),
        element=element,
        hint=_optional_plain(hint),
        optional=optional,
    )


def button(  # noqa: PLR0913 - one argument for each key that Slack knows
    text: str,
    action_id: str,
    *,
    value: str | None = None,
    style: str | None = None,
    url: str | None = None,
    label: str | None = None,
    confirm: Block | None = None,
) -> Block:
    """Build a button; *label* is what a screen reader says instead of *text*."""
    return _present(
        type="button",
        text=_plain(text),
        action_id=action_id,
        value=value,
        style=style,
        url=url,
        accessibility_label=label,
        confirm=confirm,
    )


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """Build the question that stands between a press and what it does."""
    return {
        "title": _plain(title),
        "text": _plain(text),
        "confirm": _plain(yes),
        "deny": _plain(no),
    }


def option(text: str, value: str, description: str | None = None) -> Block:
    """Build one choice of a menu, of radio buttons or of checkboxes."""
    return _present(text=_plain(text), value=value, description=_optional_plain(description))


def overflow(action_id: str, options: Sequence[Block]) -> Block:
    """Build the menu behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def static_select(
    action_id: str,
    options: Sequence[Block],
    *,
    initial: str | None = None,
    placeholder: str | None = None,
) -> Block:
    """Build a menu in which one choice is made; *initial* is the value of one."""
    return _present(
        type="static_select",
        action_id=action_id,
        options=list(options),
        initial_option=_chosen(options, initial),
        placeholder=_optional_plain(placeholder),
    )


def multi_static_select(
    action_id: str,
    options: Sequence[Block],
    *,
    initial: Sequence[str] = (),
    placeholder: str | None = None,
) -> Block:
    """Build a menu in which several choices are made; *initial* are values."""
    return _present(
        type="multi_static_select",
        action_id=action_id,
        options=list(options),
        initial_options=_all_chosen(options, initial),
        placeholder=_optional_plain(placeholder),
    )


def radio_buttons(action_id: str, options: Sequence[Block], *, initial: str | None = None) -> Block:
    """Build a list in which one choice is made; *initial* is the value of one."""
    return _present(
        type="radio_buttons",
        action_id=action_id,
        options=list(options),
        initial_option=_chosen(options, initial),
    )


def checkboxes(action_id: str, options: Sequence[Block], *, initial: Sequence[str] = ()) -> Block:
    """Build a list in which several choices are made; *initial* are values."""
    return _present(
        type="checkboxes",
        action_id=action_id,
        options=list(options),
        initial_options=_all_chosen(options, initial),
    )


def plain_text_input(
    action_id: str,
    *,
    multiline: bool = False,
    initial: str | None = None,
    max_length: int | None = None,
    min_length: int | None = None,
    placeholder: str | None = None,
) -> Block:
    """Build a box for words."""
    return _present(
        type="plain_text_input",
        action_id=action_id,
        multiline=multiline,
        initial_value=initial or None,
        max_length=max_length,
        min_length=min_length,
        placeholder=_optional_plain(placeholder),
    )


def number_input(
    action_id: str,
    *,
    decimal: bool = False,
    minimum: float | Decimal | None = None,
    maximum: float | Decimal | None = None,
    initial: float | Decimal | None = None,
) -> Block:
    """Build a box for a number, in a modal alone."""
    return _present(
        type="number_input",
        action_id=action_id,
        is_decimal_allowed=decimal,
        min_value=_digits(minimum),
        max_value=_digits(maximum),
        initial_value=_digits(initial),
    )


def datepicker(action_id: str, *, initial: date | None = None) -> Block:
    """Build a calendar in which one day is chosen."""
    return _present(
        type="datepicker",
        action_id=action_id,
        initial_date=None if initial is None else initial.isoformat(),
    )


def timepicker(action_id: str, *, initial: time | None = None) -> Block:
    """Build a menu in which a time of the day is chosen."""
    return _present(
        type="timepicker",
        action_id=action_id,
        initial_time=None if initial is None else f"{initial:%H:%M}",
    )


def _present(**keys: object) -> Block:
    return {key: value for key, value in keys.items() if value is not None}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def _optional_plain(text: str | None) -> Block | None:
    return None if text is None else _plain(text)


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": text if text.strip() else EMPTY_CELL}


def _chosen(options: Sequence[Block], value: str | None) -> Block | None:
    # A value that was saved last month may have left the list since: the menu
    # then starts with nothing chosen instead of being refused.
    return next((choice for choice in options if choice["value"] == value), None)


def _all_chosen(options: Sequence[Block], values: Sequence[str]) -> list[Block] | None:
    return [choice for choice in options if choice["value"] in values] or None


def _digits(number: float | Decimal | None) -> str | None:
    # Slack reads numbers as words and knows no exponents.
    return None if number is None else f"{Decimal(str(number)):f}"
