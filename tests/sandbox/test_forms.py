from typing import Any

import pytest

from bot.sandbox.elements import WrongValueError, elements_of, option_named, plain, slots, take
from bot.sandbox.forms import (
    Typed,
    UnknownInputError,
    complaints,
    fill,
    state_values,
    surviving,
    with_ids,
)
from bot.sandbox.ids import Ids

Json = dict[str, Any]
TEA = {"text": {"type": "plain_text", "text": "Tea"}, "value": "tea"}
MILK = {"text": {"type": "plain_text", "text": "Milk"}, "value": "milk"}


def question(element: Json, **more: object) -> Json:
    return {"type": "input", "block_id": "q", "element": {"action_id": "a", **element}, **more}


def select(kind: str, **more: object) -> Json:
    return {"type": kind, "options": [TEA, MILK], **more}


TAKEN = [
    pytest.param({"type": "plain_text_input"}, "words", "value", "words", id="words"),
    pytest.param({"type": "number_input"}, 4.5, "value", "4.5", id="number"),
    pytest.param({"type": "email_text_input"}, "a@b.c", "value", "a@b.c", id="email"),
    pytest.param({"type": "url_text_input"}, "https://a.b", "value", "https://a.b", id="address"),
    pytest.param(select("static_select"), "tea", "selected_option", TEA, id="menu"),
    pytest.param(select("radio_buttons"), "milk", "selected_option", MILK, id="radio buttons"),
    pytest.param(select("checkboxes"), ["tea"], "selected_options", [TEA], id="checkboxes"),
    pytest.param(
        {"type": "static_select", "option_groups": [{"options": [TEA]}]},
        TEA,
        "selected_option",
        TEA,
        id="menu in groups",
    ),
    pytest.param(
        select("multi_static_select"), ["tea", "milk"], "selected_options", [TEA, MILK], id="menus"
    ),
    pytest.param({"type": "external_select"}, TEA, "selected_option", TEA, id="found option"),
    pytest.param(
        {"type": "multi_external_select"}, [TEA], "selected_options", [TEA], id="found options"
    ),
    pytest.param({"type": "users_select"}, "UADA", "selected_user", "UADA", id="person"),
    pytest.param({"type": "multi_users_select"}, ["UADA"], "selected_users", ["UADA"], id="people"),
    pytest.param({"type": "channels_select"}, "C1", "selected_channel", "C1", id="channel"),
    pytest.param(
        {"type": "multi_channels_select"}, ["C1"], "selected_channels", ["C1"], id="channels"
    ),
    pytest.param(
        {"type": "conversations_select"}, "C1", "selected_conversation", "C1", id="conversation"
    ),
    pytest.param(
        {"type": "multi_conversations_select"},
        ["C1"],
        "selected_conversations",
        ["C1"],
        id="conversations",
    ),
    pytest.param({"type": "datepicker"}, "2026-01-05", "selected_date", "2026-01-05", id="day"),
    pytest.param({"type": "timepicker"}, "09:30", "selected_time", "09:30", id="time"),
    pytest.param(
        {"type": "datetimepicker"}, 1767614400, "selected_date_time", 1767614400, id="moment"
    ),
    pytest.param(
        {"type": "datetimepicker"}, "1767614400", "selected_date_time", 1767614400, id="digits"
    ),
    pytest.param(
        {"type": "datetimepicker"},
        "2026-01-05T14:00:00+02:00",
        "selected_date_time",
        1767614400,
        id="local moment",
    ),
    pytest.param({"type": "file_input"}, ["F1"], "files", ["F1"], id="files"),
    pytest.param(
        {"type": "rich_text_input"},
        {"type": "rich_text", "elements": []},
        "rich_text_value",
        {"type": "rich_text", "elements": []},
        id="rich text",
    ),
]


@pytest.mark.parametrize(("element", "value", "key", "held"), TAKEN)
def test_a_value_is_held_as_slack_holds_it(
    element: Json, value: object, key: str, held: object
) -> None:
    blocks = [question(element)]

    typed = fill(blocks, {}, {"q": value})

    assert state_values(blocks, typed) == {"q": {"a": {"type": element["type"], key: held}}}


@pytest.mark.parametrize(
    ("element", "held"),
    [
        pytest.param({"type": "plain_text_input"}, {"value": None}, id="nothing typed"),
        pytest.param({"type": "static_select"}, {"selected_option": None}, id="nothing chosen"),
        pytest.param({"type": "checkboxes"}, {"selected_options": []}, id="nothing ticked"),
        pytest.param(
            {"type": "plain_text_input", "initial_value": "so"}, {"value": "so"}, id="laid in"
        ),
    ],
)
def test_an_untouched_input_tells_what_the_bot_laid_in(element: Json, held: Json) -> None:
    assert state_values([question(element)], {})["q"]["a"] == {"type": element["type"], **held}


@pytest.mark.parametrize("blank", [None, ""])
def test_a_value_can_be_taken_out_again(blank: object) -> None:
    blocks = [question({"type": "plain_text_input", "initial_value": "so"})]

    typed = fill(blocks, {}, {"q": blank})

    assert state_values(blocks, typed)["q"]["a"]["value"] is None


def test_rich_text_may_be_given_as_words() -> None:
    element = {"type": "rich_text_input", "action_id": "a"}

    held = take(element, "so")

    assert plain(held) == "so"


@pytest.mark.parametrize(
    ("element", "value"),
    [
        pytest.param({"type": "plain_text_input"}, ["a"], id="a list as words"),
        pytest.param({"type": "plain_text_input"}, True, id="a truth as words"),
        pytest.param({"type": "rich_text_input"}, 7, id="a number as rich text"),
        pytest.param(select("static_select"), "wine", id="an option that is not offered"),
        pytest.param(select("static_select"), {}, id="an empty object as option"),
        pytest.param(select("checkboxes"), "tea", id="one value as many"),
        pytest.param({"type": "external_select"}, "tea", id="a bare value of an external menu"),
        pytest.param({"type": "datetimepicker"}, "soon", id="no moment"),
        pytest.param({"type": "datetimepicker"}, 1.5, id="half a second"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(element: Json, value: object) -> None:
    with pytest.raises(WrongValueError, match="'a' "):
        fill([question(element)], {}, {"q": value})


def test_an_option_of_a_menu_is_found_by_its_value() -> None:
    menu = {"type": "overflow", "action_id": "a", "options": [TEA, MILK]}

    assert option_named(menu, "milk") == MILK
    with pytest.raises(WrongValueError, match="'tea', 'milk'"):
        option_named(menu, "wine")


@pytest.mark.parametrize("key", ["q", "a", "q/a"])
def test_an_input_is_named_by_its_block_its_action_or_both(key: str) -> None:
    blocks = [question({"type": "plain_text_input"})]

    assert fill(blocks, {}, {key: "x"}) == {"q": {"a": "x"}}


def test_an_unknown_input_is_refused_with_the_names_of_the_known() -> None:
    with pytest.raises(UnknownInputError, match="q/a"):
        fill([question({"type": "plain_text_input"})], {}, {"z": "x"})


def test_filling_leaves_the_earlier_values_as_they_were() -> None:
    before: Typed = {"q": {"a": "old"}}

    fill([question({"type": "plain_text_input"})], before, {"q": "new"})

    assert before == {"q": {"a": "old"}}


@pytest.mark.parametrize(
    ("element", "value", "complaint"),
    [
        pytest.param({"type": "plain_text_input"}, None, "required", id="empty"),
        pytest.param({"type": "plain_text_input", "min_length": 3}, "ab", "at least 3", id="short"),
        pytest.param({"type": "plain_text_input", "min_length": 2}, "ab", None, id="long enough"),
        pytest.param({"type": "plain_text_input", "max_length": 2}, "abc", "at most 2", id="long"),
        pytest.param({"type": "plain_text_input", "max_length": 2}, "ab", None, id="short enough"),
        pytest.param({"type": "plain_text_input"}, "a" * 3001, "at most 3000", id="Slack's limit"),
        pytest.param({"type": "number_input"}, "many", "Enter a number", id="words"),
        pytest.param({"type": "number_input"}, "1.5", "whole", id="decimals"),
        pytest.param(
            {"type": "number_input", "is_decimal_allowed": True}, "1.5", None, id="allowed decimals"
        ),
        pytest.param({"type": "number_input", "min_value": "2"}, "1", "at least 2", id="too few"),
        pytest.param({"type": "number_input", "min_value": "2"}, "2", None, id="just enough"),
        pytest.param({"type": "number_input", "max_value": "2"}, "3", "at most 2", id="too many"),
        pytest.param({"type": "number_input", "max_value": "2"}, "2", None, id="not too many"),
        pytest.param({"type": "email_text_input"}, "ada", "valid email", id="no email"),
        pytest.param({"type": "email_text_input"}, "ada@b.org", None, id="an email"),
        pytest.param({"type": "url_text_input"}, "ada", "valid URL", id="no address"),
        pytest.param({"type": "url_text_input"}, "https://b.org", None, id="an address"),
        pytest.param({"type": "datepicker"}, "2026-01-05", None, id="a day"),
        pytest.param(
            select("multi_static_select", max_selected_items=1),
            ["tea", "milk"],
            "at most 1",
            id="two of one",
        ),
        pytest.param(
            select("multi_static_select", max_selected_items=1), ["tea"], None, id="one of one"
        ),
    ],
)
def test_slack_complains_of_wrong_answers(
    element: Json, value: object, complaint: str | None
) -> None:
    blocks = [question(element)]

    found = complaints(blocks, fill(blocks, {}, {"q": value}))

    assert (complaint is None) == (not found)
    assert (complaint or "") in found.get("q", "")


def test_an_optional_question_may_stay_open() -> None:
    assert complaints([question({"type": "plain_text_input"}, optional=True)], {}) == {}


def test_only_questions_are_complained_of() -> None:
    menu = {**select("static_select"), "action_id": "a"}

    assert complaints([{"type": "actions", "block_id": "q", "elements": [menu]}], {}) == {}


def test_values_survive_where_block_and_action_remain() -> None:
    typed: Typed = {"q": {"a": "kept", "gone": "x"}, "r": {"a": "x"}}

    assert surviving([question({"type": "plain_text_input"})], typed) == {"q": {"a": "kept"}}


def test_whatever_has_no_name_is_given_one() -> None:
    blocks: list[Json] = [
        {"type": "divider"},
        {"type": "actions", "elements": [{"type": "button"}]},
        {"type": "divider", "block_id": "mine"},
    ]

    named = with_ids(blocks, Ids(1))

    assert len({block["block_id"] for block in named}) == 3
    assert named[1]["elements"][0]["action_id"]
    assert named[2]["block_id"] == "mine"
    assert "block_id" not in blocks[0]


def test_elements_are_found_in_every_block_that_has_some() -> None:
    button = {"type": "button", "action_id": "b"}
    picture = {"type": "image"}
    blocks: list[Json] = [
        {"type": "section", "accessory": button},
        {"type": "section", "accessory": picture},
        {"type": "section"},
        {"type": "actions", "elements": [button]},
        {"type": "card", "actions": [button]},
        {"type": "carousel", "elements": [{"type": "card", "actions": [button]}]},
        question(button),
        {"type": "divider"},
    ]

    assert [len(elements_of(block)) for block in blocks] == [1, 0, 0, 1, 1, 1, 1, 0]
    assert len(list(slots(blocks))) == 5


def test_an_input_is_sent_at_once_only_when_it_asks_for_that() -> None:
    quiet = question({"type": "plain_text_input"})
    eager = question({"type": "plain_text_input"}, dispatch_action=True)

    assert [slot.dispatches for slot in slots([quiet, eager])] == [False, True]


@pytest.mark.parametrize(
    ("held", "shown"),
    [(None, ""), ("words", "words"), (TEA, "tea"), ([TEA, MILK], ["tea", "milk"]), (7, 7)],
)
def test_what_is_held_is_shown_as_a_plain_value(held: object, shown: object) -> None:
    assert plain(held) == shown
