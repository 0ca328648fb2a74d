from collections.abc import Mapping
from typing import Any

import pytest

from bot.blockkit import elements
from bot.blockkit.surfaces import Block, Home, Modal
from bot.blockkit.validator import Problem, check_message, check_view

A_LINK = "https://a.b/c"
MRKDWN: Block = {"type": "mrkdwn", "text": "x"}
PLAIN: Block = {"type": "plain_text", "text": "x"}
YES = elements.option("Yes", "yes")
NO = elements.option("No", "no")
BUTTON = elements.button("x", "b")
CELL: Block = {"type": "raw_text", "text": "x"}
RICH: Block = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
}
CARD: Block = {"type": "card", "body": MRKDWN, "icon": elements.image(A_LINK, "x")}
PIE: Block = {
    "type": "data_visualization",
    "title": "x",
    "chart": {"type": "pie", "segments": [{"label": "x", "value": 1}]},
}
DATA_TABLE: Block = {
    "type": "data_table",
    "caption": "x",
    "rows": [[CELL, CELL], [{"type": "raw_number", "value": 1.5}, RICH]],
}


def with_keys(block: Block, **keys: object) -> Block:
    return {**block, **keys}


def without(block: Block, key: str) -> Block:
    return {name: value for name, value in block.items() if name != key}


def line(*series: tuple[str, list[str]], categories: list[str]) -> Block:
    drawn = [
        {"name": name, "data": [{"label": label, "value": -1} for label in labels]}
        for name, labels in series
    ]
    chart = {"type": "line", "series": drawn, "axis_config": {"categories": categories}}
    return with_keys(PIE, chart=chart)


def select(**keys: object) -> Block:
    return elements.actions({"type": "static_select", "action_id": "s", **keys})


def form(element: Block, **keys: object) -> Block:
    return {**elements.input_block("L", element, "i"), **keys}


def problems_on(surface: str, *blocks: Block) -> list[Problem]:
    if surface == "message":
        return check_message("Hello", blocks)
    if surface == "home":
        return check_view(Home(blocks).view())
    return check_view(Modal("m", "M", blocks, submit="Save").view())


FAULTS_ON_HOME: dict[str, tuple[Block, str]] = {
    "unknown block": ({"type": "task_card"}, "/type"),
    "block that we avoid": ({"type": "plan", "title": "x"}, "/type"),
    "block without type": ({"text": MRKDWN}, "/type"),
    "type that is no word": ({"type": ["section"]}, "/type"),
    "unknown key": (with_keys(elements.divider(), colour="red"), "/colour"),
    "key with a slash": (with_keys(elements.divider(), **{"a/b~c": 1}), "/a~1b~0c"),
    "missing text": ({"type": "header"}, ""),
    "text that is no object": ({"type": "header", "text": "x"}, "/text"),
    "text that is no string": ({"type": "header", "text": with_keys(PLAIN, text=7)}, "/text/text"),
    "flag that is none": (
        {"type": "header", "text": with_keys(PLAIN, emoji="yes")},
        "/text/emoji",
    ),
    "mrkdwn in a header": ({"type": "header", "text": MRKDWN}, "/text/type"),
    "mrkdwn in a button": (elements.actions(with_keys(BUTTON, text=MRKDWN)), "/elements/0/text/type"),
    "mrkdwn in a label": (form(elements.datepicker("d"), label=MRKDWN), "/label/type"),
    "mrkdwn in a hint": (form(elements.datepicker("d"), hint=MRKDWN), "/hint/type"),
    "mrkdwn in a placeholder": (select(options=[YES], placeholder=MRKDWN), "/elements/0/placeholder/type"),
    "mrkdwn in a menu": (select(options=[with_keys(YES, text=MRKDWN)]), "/elements/0/options/0/text/type"),
    "mrkdwn in a question": (
        elements.actions(with_keys(BUTTON, confirm={"title": PLAIN, "text": MRKDWN, "confirm": PLAIN, "deny": PLAIN})),
        "/elements/0/confirm/text/type",
    ),
    "raw text in a section": ({"type": "section", "text": CELL}, "/text/type"),
    "section with nothing": ({"type": "section"}, ""),
    "fields that are no list": ({"type": "section", "fields": MRKDWN}, "/fields"),
    "unknown element": (elements.actions({"type": "knob"}), "/elements/0/type"),
    "element that is no object": ({"type": "actions", "elements": ["x"]}, "/elements/0"),
    "input in a row": (elements.actions(elements.plain_text_input("t")), "/elements/0/type"),
    "button as a question": (form(BUTTON), "/element/type"),
    "button without id": (elements.actions(without(BUTTON, "action_id")), "/elements/0"),
    "button of a strange style": (elements.actions(with_keys(BUTTON, style="bold")), "/elements/0/style"),
    "button to nowhere": (elements.actions(with_keys(BUTTON, url="a.b/c")), "/elements/0/url"),
    "option without value": (select(options=[without(YES, "value")]), "/elements/0/options/0"),
    "option with a link in a menu": (select(options=[with_keys(YES, url=A_LINK)]), "/elements/0/options/0/url"),
    "menu without options": (select(), "/elements/0"),
    "menu with options twice": (
        select(options=[YES], option_groups=[{"label": PLAIN, "options": [YES]}]),
        "/elements/0",
    ),
    "empty group": (select(option_groups=[{"label": PLAIN, "options": []}]), "/elements/0/option_groups/0/options"),
    "initial option not offered": (select(options=[YES], initial_option=NO), "/elements/0/initial_option"),
    "initial option half offered": (
        select(options=[YES], initial_option=with_keys(YES, value="no")),
        "/elements/0/initial_option",
    ),
    "initial option in no group": (
        select(option_groups=[{"label": PLAIN, "options": [YES]}], initial_option=NO),
        "/elements/0/initial_option",
    ),
    "initial options not offered": (
        elements.actions(with_keys(elements.checkboxes("c", [YES]), initial_options=[YES, NO])),
        "/elements/0/initial_options/1",
    ),
    "day that is none": (
        elements.actions(with_keys(elements.datepicker("d"), initial_date="2026-02-29")),
        "/elements/0/initial_date",
    ),
    "day in another form": (
        elements.actions(with_keys(elements.datepicker("d"), initial_date="20260228")),
        "/elements/0/initial_date",
    ),
    "time that is none": (
        elements.actions(with_keys(elements.timepicker("t"), initial_time="24:00")),
        "/elements/0/initial_time",
    ),
    "image without alt": (without(elements.image(A_LINK, "x"), "alt_text"), ""),
    "image without source": ({"type": "image", "alt_text": "x"}, ""),
    "image with two sources": (with_keys(elements.image(A_LINK, "x"), slack_file={"id": "F1"}), ""),
    "image file without id": ({"type": "image", "alt_text": "x", "slack_file": {}}, "/slack_file"),
    "length that is no whole number": (
        form(with_keys(elements.plain_text_input("t"), max_length=1.5)),
        "/element/max_length",
    ),
    "length that is a flag": (
        form(with_keys(elements.plain_text_input("t"), max_length=True)),
        "/element/max_length",
    ),
    "mass call in rich text": (
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "here"}]}]},
        "/elements/0/elements/0/type",
    ),
    "card with nothing to see": (with_keys(without(CARD, "body"), subtitle=MRKDWN), ""),
    "card with a menu": (with_keys(CARD, actions=[elements.overflow("o", [YES])]), "/actions/0/type"),
    "carousel of sections": ({"type": "carousel", "elements": [elements.section("x")]}, "/elements/0/type"),
    "same action id in a block": (
        elements.actions(BUTTON, elements.overflow("b", [YES])),
        "/elements/1/action_id",
    ),
    "same action id in a card": (with_keys(CARD, actions=[BUTTON, BUTTON]), "/actions/1/action_id"),
    "same block id in a carousel": (
        {"type": "carousel", "elements": [with_keys(CARD, block_id="c")] * 2},
        "/elements/1/block_id",
    ),
    "two that want the cursor": (
        elements.actions(
            with_keys(elements.datepicker("a"), focus_on_load=True),
            with_keys(elements.datepicker("b"), focus_on_load=True),
        ),
        "/elements/1/focus_on_load",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("block", "pointer"), FAULTS_ON_HOME.values(), ids=FAULTS_ON_HOME.keys())
def test_a_fault_is_found_where_it_stands(block: Block, pointer: str) -> None:
    problems = problems_on("home", elements.divider(), block)

    assert [each.pointer for each in problems] == [f"/blocks/1{pointer}"]


FAULTS_IN_MESSAGES: dict[str, tuple[Block, str]] = {
    "empty cell": (with_keys(elements.table([["x"]]), rows=[[with_keys(CELL, text="")]]), "/rows/0/0/text"),
    "blank cell": (with_keys(elements.table([["x"]]), rows=[[with_keys(CELL, text=" ")]]), "/rows/0/0/text"),
    "ragged table": (elements.table([["a", "b"], ["c"], ["d", "e"]]), "/rows/1"),
    "column without align": (
        with_keys(elements.table([["x"]]), column_settings=[{"is_wrapped": True}]),
        "/column_settings/0",
    ),
    "strange align": (elements.table([["x"]], align=["middle"]), "/column_settings/0/align"),
    "number in a table": (
        with_keys(elements.table([["x"]]), rows=[[{"type": "raw_number", "value": 1}]]),
        "/rows/0/0/type",
    ),
    "ragged data table": (with_keys(DATA_TABLE, rows=[[CELL], [CELL, CELL]]), "/rows/1"),
    "data table without caption": (without(DATA_TABLE, "caption"), ""),
    "rich heading": (with_keys(DATA_TABLE, rows=[[CELL, RICH], [CELL, CELL]]), "/rows/0/1"),
    "number that is none": (
        with_keys(DATA_TABLE, rows=[[CELL], [{"type": "raw_number", "value": "1"}]]),
        "/rows/1/0/value",
    ),
    "number that is a flag": (
        with_keys(DATA_TABLE, rows=[[CELL], [{"type": "raw_number", "value": True}]]),
        "/rows/1/0/value",
    ),
    "unknown chart": (with_keys(PIE, chart={"type": "radar"}), "/chart/type"),
    "two series of one name": (line(("a", ["x"]), ("a", ["x"]), categories=["x"]), "/chart/series/1"),
    "series that leaves a category out": (line(("a", ["x"]), categories=["x", "y"]), "/chart/series/0"),
    "series with one point too many": (line(("a", ["x", "x"]), categories=["x"]), "/chart/series/0"),
    "two categories of one name": (
        line(("a", ["x", "x"]), categories=["x", "x"]),
        "/chart/axis_config/categories/1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("block", "pointer"), FAULTS_IN_MESSAGES.values(), ids=FAULTS_IN_MESSAGES.keys()
)
def test_a_fault_of_a_table_or_chart_is_found(block: Block, pointer: str) -> None:
    problems = check_message("Hello", [elements.divider(), block])

    assert [each.pointer for each in problems] == [f"/blocks/1{pointer}"]


def test_a_series_covers_the_axis_in_any_order() -> None:
    chart = line(("a", ["x", "y"]), ("b", ["y", "x"]), categories=["x", "y"])

    assert check_message("Hello", [chart]) == []


FAULTS_OF_NUMBERS = {
    "decimals where none are allowed": ({"initial_value": "1.5"}, "/blocks/0/element/initial_value"),
    "bound with decimals": ({"min_value": "1.5"}, "/blocks/0/element/min_value"),
    "word": ({"initial_value": "ten"}, "/blocks/0/element/initial_value"),
    "number itself": ({"initial_value": 10}, "/blocks/0/element/initial_value"),
    "exponent": ({"initial_value": "1e3"}, "/blocks/0/element/initial_value"),
    "bounds crossed": ({"min_value": "9", "max_value": "10.0"}, "/blocks/0/element/max_value"),
    "ten above nine": ({"min_value": "10", "max_value": "9"}, "/blocks/0/element"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "pointer"), FAULTS_OF_NUMBERS.values(), ids=FAULTS_OF_NUMBERS.keys()
)
def test_a_number_that_slack_cannot_read_is_found(keys: dict[str, Any], pointer: str) -> None:
    box = with_keys(elements.number_input("n"), **keys)

    assert [each.pointer for each in problems_on("modal", form(box))] == [pointer]


def test_decimals_pass_where_they_are_allowed() -> None:
    box = elements.number_input("n", decimal=True, minimum=0.5, maximum=1.5, initial=1)

    assert problems_on("modal", form(box)) == []


def test_block_ids_are_unique_in_a_message() -> None:
    blocks = [elements.section("x", block_id=block_id) for block_id in ("a", "b", "a")]

    assert check_message("Hello", blocks) == [
        Problem("/blocks/2/block_id", "repeats the block_id a")
    ]


def test_two_blocks_may_share_an_action_id() -> None:
    assert check_message("Hello", [elements.actions(BUTTON), elements.actions(BUTTON)]) == []


def test_two_cards_of_a_carousel_may_share_an_action_id() -> None:
    card = with_keys(CARD, actions=[BUTTON])

    assert problems_on("home", {"type": "carousel", "elements": [card, card]}) == []


def test_links_and_ids_are_no_characters_of_a_message() -> None:
    link = A_LINK.ljust(3000, "x")
    blocks = [elements.actions(elements.button("x", "b" * 255, url=link))] * 5

    assert check_message("Hello", blocks) == []


def test_a_problem_says_what_is_wrong() -> None:
    (problem,) = check_message("Hello", [elements.header("x" * 151)])

    assert problem == Problem("/blocks/0/text/text", "has 151 characters where 150 are allowed")


ASKING = form(elements.datepicker("d"))

FAULTS_OF_VIEWS: dict[str, tuple[Mapping[str, Any], str]] = {
    "no type": ({"blocks": [elements.divider()]}, "/type"),
    "unknown type": ({"type": "message", "blocks": [elements.divider()]}, "/type"),
    "no blocks": ({"type": "home"}, "/blocks"),
    "home with a title": (with_keys(Home((ASKING,)).view(), title=PLAIN), "/title"),
    "modal without title": (without(Modal("m", "M", (elements.divider(),)).view(), "title"), ""),
    "modal with mrkdwn in its title": (
        with_keys(Modal("m", "M", (elements.divider(),)).view(), title=MRKDWN),
        "/title/type",
    ),
    "modal with an unknown key": (
        with_keys(Modal("m", "M", (elements.divider(),)).view(), colour="red"),
        "/colour",
    ),
    "modal that asks and has no submit": (Modal("m", "M", (ASKING,)).view(), ""),
}


@pytest.mark.parametrize(("view", "pointer"), FAULTS_OF_VIEWS.values(), ids=FAULTS_OF_VIEWS.keys())
def test_a_fault_of_a_view_is_found(view: Mapping[str, Any], pointer: str) -> None:
    assert [each.pointer for each in check_view(view)] == [pointer]


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(Modal("m", "M", (ASKING,), submit="Save").view(), id="form"),
        pytest.param(Modal("m", "M", (elements.divider(),)).view(), id="modal that asks nothing"),
        pytest.param(Home((ASKING,)).view(), id="home that asks"),
    ],
)
def test_a_good_view_passes(view: dict[str, Any]) -> None:
    assert check_view(view) == []
