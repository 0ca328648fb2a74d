from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blockkit import elements
from bot.blockkit.surfaces import Block, Home, Modal
from bot.blockkit.validator import check_message, check_view

YES = elements.option("Yes", "yes")
NO = elements.option("No", "no", "rather not")
SURE = elements.confirm("Sure?", "This forgets all.", "Forget", "Keep")


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        pytest.param(elements.header("A"), {"type": "header", "text": plain("A")}, id="header"),
        pytest.param(elements.divider(), {"type": "divider"}, id="divider"),
        pytest.param(
            elements.section("A", fields=("b", "c"), block_id="s"),
            {
                "type": "section",
                "text": mrkdwn("A"),
                "fields": [mrkdwn("b"), mrkdwn("c")],
                "block_id": "s",
            },
            id="section",
        ),
        pytest.param(
            elements.section(None, fields=["b"]),
            {"type": "section", "fields": [mrkdwn("b")]},
            id="section of fields alone",
        ),
        pytest.param(
            elements.section("A", accessory=elements.button("B", "b")),
            {
                "type": "section",
                "text": mrkdwn("A"),
                "accessory": {"type": "button", "text": plain("B"), "action_id": "b"},
            },
            id="section with a button",
        ),
        pytest.param(
            elements.context("a", "b"),
            {"type": "context", "elements": [mrkdwn("a"), mrkdwn("b")]},
            id="context",
        ),
        pytest.param(
            elements.actions(elements.overflow("o", [YES]), block_id="row"),
            {
                "type": "actions",
                "elements": [{"type": "overflow", "action_id": "o", "options": [YES]}],
                "block_id": "row",
            },
            id="actions",
        ),
        pytest.param(
            elements.image("https://a.b/c.png", "A chart", title="C"),
            {
                "type": "image",
                "image_url": "https://a.b/c.png",
                "alt_text": "A chart",
                "title": plain("C"),
            },
            id="image",
        ),
        pytest.param(
            elements.button(
                "B", "b", value="7", style="danger", url="https://a.b", label="Bee", confirm=SURE
            ),
            {
                "type": "button",
                "text": plain("B"),
                "action_id": "b",
                "value": "7",
                "style": "danger",
                "url": "https://a.b",
                "accessibility_label": "Bee",
                "confirm": SURE,
            },
            id="button",
        ),
        pytest.param(
            SURE,
            {
                "title": plain("Sure?"),
                "text": plain("This forgets all."),
                "confirm": plain("Forget"),
                "deny": plain("Keep"),
            },
            id="confirm",
        ),
        pytest.param(
            NO,
            {"text": plain("No"), "value": "no", "description": plain("rather not")},
            id="option",
        ),
        pytest.param(
            elements.static_select("s", [YES, NO], initial="no", placeholder="Choose"),
            {
                "type": "static_select",
                "action_id": "s",
                "options": [YES, NO],
                "initial_option": NO,
                "placeholder": plain("Choose"),
            },
            id="select",
        ),
        pytest.param(
            elements.multi_static_select("s", [YES, NO], initial=["yes"], placeholder="Choose"),
            {
                "type": "multi_static_select",
                "action_id": "s",
                "options": [YES, NO],
                "initial_options": [YES],
                "placeholder": plain("Choose"),
            },
            id="multi select",
        ),
        pytest.param(
            elements.radio_buttons("r", [YES, NO], initial="yes"),
            {
                "type": "radio_buttons",
                "action_id": "r",
                "options": [YES, NO],
                "initial_option": YES,
            },
            id="radio buttons",
        ),
        pytest.param(
            elements.checkboxes("c", [YES, NO], initial=["no", "yes"]),
            {
                "type": "checkboxes",
                "action_id": "c",
                "options": [YES, NO],
                "initial_options": [YES, NO],
            },
            id="checkboxes",
        ),
        pytest.param(
            elements.plain_text_input(
                "t", multiline=True, initial="x", max_length=9, min_length=1, placeholder="p"
            ),
            {
                "type": "plain_text_input",
                "action_id": "t",
                "multiline": True,
                "initial_value": "x",
                "max_length": 9,
                "min_length": 1,
                "placeholder": plain("p"),
            },
            id="text input",
        ),
        pytest.param(
            elements.number_input("n", decimal=True, minimum=0, maximum=1e-7, initial=Decimal(0)),
            {
                "type": "number_input",
                "action_id": "n",
                "is_decimal_allowed": True,
                "min_value": "0",
                "max_value": "0.0000001",
                "initial_value": "0",
            },
            id="number input",
        ),
        pytest.param(
            elements.datepicker("d", initial=date(2026, 2, 8)),
            {"type": "datepicker", "action_id": "d", "initial_date": "2026-02-08"},
            id="datepicker",
        ),
        pytest.param(
            elements.timepicker("t", initial=time(9, 5, 59)),
            {"type": "timepicker", "action_id": "t", "initial_time": "09:05"},
            id="timepicker",
        ),
        pytest.param(
            elements.input_block("L", elements.datepicker("d"), "b", hint="H", optional=True),
            {
                "type": "input",
                "block_id": "b",
                "label": plain("L"),
                "element": {"type": "datepicker", "action_id": "d"},
                "hint": plain("H"),
                "optional": True,
            },
            id="input",
        ),
        pytest.param(
            elements.table([["A", "B"], ["c", " "]], align=["left", "right"]),
            {
                "type": "table",
                "rows": [
                    [{"type": "raw_text", "text": "A"}, {"type": "raw_text", "text": "B"}],
                    [
                        {"type": "raw_text", "text": "c"},
                        {"type": "raw_text", "text": "\N{EN DASH}"},
                    ],
                ],
                "column_settings": [{"align": "left"}, {"align": "right"}],
            },
            id="table",
        ),
    ],
)
def test_an_element_is_a_plain_dict_in_the_form_of_slack(built: Block, expected: Block) -> None:
    assert built == expected


@pytest.mark.parametrize(
    ("built", "keys"),
    [
        pytest.param(elements.section("A"), {"type", "text"}, id="section"),
        pytest.param(elements.image("https://a.b", "A"), {"type", "image_url", "alt_text"}, id="image"),
        pytest.param(elements.actions(), {"type", "elements"}, id="actions"),
        pytest.param(YES, {"text", "value"}, id="option"),
        pytest.param(
            elements.static_select("s", [YES]), {"type", "action_id", "options"}, id="select"
        ),
        pytest.param(
            elements.plain_text_input("t", initial=""),
            {"type", "action_id", "multiline"},
            id="text input that starts empty",
        ),
        pytest.param(elements.datepicker("d"), {"type", "action_id"}, id="datepicker"),
        pytest.param(elements.timepicker("t"), {"type", "action_id"}, id="timepicker"),
        pytest.param(elements.table([["A"]]), {"type", "rows"}, id="table"),
    ],
)  # fmt: skip
def test_what_is_not_given_is_left_out(built: Block, keys: set[str]) -> None:
    assert built.keys() == keys


@pytest.mark.parametrize(
    "built",
    [
        pytest.param(elements.static_select("s", [YES], initial="gone"), id="select"),
        pytest.param(elements.radio_buttons("s", [YES], initial="gone"), id="radio buttons"),
        pytest.param(elements.checkboxes("s", [YES], initial=["gone"]), id="checkboxes"),
        pytest.param(elements.multi_static_select("s", [YES], initial=["gone"]), id="multi select"),
    ],
)
def test_a_saved_choice_that_left_the_list_is_not_chosen(built: Block) -> None:
    assert {"initial_option", "initial_options"}.isdisjoint(built)


def words(longest: int) -> st.SearchStrategy[str]:
    return st.text(min_size=1, max_size=longest).filter(str.strip)


def choices(most: int) -> st.SearchStrategy[list[Block]]:
    choice = st.builds(elements.option, words(75), words(150), st.none() | words(75))
    return st.lists(choice, min_size=1, max_size=most)


IDS = st.text(min_size=1, max_size=255)
CONFIRMS = st.builds(elements.confirm, words(100), words(300), words(30), words(30))
BUTTONS = st.builds(
    elements.button,
    words(75),
    IDS,
    value=st.none() | words(2000),
    style=st.sampled_from([None, "primary", "danger"]),
    url=st.sampled_from([None, "https://a.b/c"]),
    label=st.none() | words(75),
    confirm=st.none() | CONFIRMS,
)
CHOOSERS = st.one_of(
    choices(100).flatmap(
        lambda offered: st.builds(
            elements.static_select,
            IDS,
            st.just(offered),
            initial=st.sampled_from([None, *(choice["value"] for choice in offered)]),
            placeholder=st.none() | words(150),
        )
    ),
    choices(10).flatmap(
        lambda offered: st.builds(
            elements.checkboxes,
            IDS,
            st.just(offered),
            initial=st.lists(st.sampled_from([choice["value"] for choice in offered])),
        )
    ),
    choices(10).flatmap(
        lambda offered: st.builds(
            elements.radio_buttons,
            IDS,
            st.just(offered),
            initial=st.sampled_from([None, *(choice["value"] for choice in offered)]),
        )
    ),
    st.builds(elements.datepicker, IDS, initial=st.none() | st.dates()),
    st.builds(elements.timepicker, IDS, initial=st.none() | st.times()),
)
NUMBERS = st.integers(min_value=-(10**9), max_value=10**9)
BOXES = st.one_of(
    st.builds(elements.plain_text_input, IDS, initial=st.none() | words(3000)),
    st.builds(elements.number_input, IDS, initial=st.none() | NUMBERS),
    choices(100).map(lambda offered: elements.multi_static_select("m", offered)),
    CHOOSERS,
)


@given(
    words(3000), st.lists(words(2000), max_size=10), st.none() | BUTTONS, words(150), words(3000)
)
def test_a_page_built_within_the_limits_passes(
    text: str, fields: list[str], accessory: Block | None, title: str, small: str
) -> None:
    home = Home(
        (
            elements.header(title),
            elements.divider(),
            elements.section(text, fields=fields, accessory=accessory),
            elements.context(small),
            elements.image("https://a.b/c.png", title, title=title),
        )
    )

    assert check_view(home.view()) == []


@given(CHOOSERS, BUTTONS)
def test_a_row_built_within_the_limits_passes(chooser: Block, button: Block) -> None:
    message = [elements.actions(chooser), elements.actions(button)]

    assert check_view(Home(tuple(message)).view()) == []


@given(box=BOXES, label=words(2000), hint=st.none() | words(2000), optional=st.booleans())
def test_a_form_built_within_the_limits_passes(
    box: Block, label: str, hint: str | None, *, optional: bool
) -> None:
    asked = elements.input_block(label, box, "asked", hint=hint, optional=optional)

    assert check_view(Modal("form", "Form", (asked,), submit="Save").view()) == []


@given(st.integers(1, 20).flatmap(lambda n: st.lists(st.lists(st.text(max_size=4), min_size=n, max_size=n), min_size=1, max_size=20)))  # fmt: skip
def test_an_even_table_passes_whatever_its_cells(rows: list[list[str]]) -> None:
    table = elements.table(rows, align=["center"] * len(rows[0]))

    assert check_message("A table", [table]) == []
