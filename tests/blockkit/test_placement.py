import pytest

from bot.blockkit import elements
from bot.blockkit.element_limits import ELEMENTS
from bot.blockkit.limits import BLOCKS
from bot.blockkit.places import Place
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
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "x", "style": {"bold": True}},
                {"type": "link", "url": A_LINK},
                {"type": "user", "user_id": "U1"},
                {"type": "usergroup", "usergroup_id": "S1"},
                {"type": "channel", "channel_id": "C1"},
                {"type": "emoji", "name": "tada"},
                {"type": "date", "timestamp": 1772271000, "format": "{date}", "fallback": "x"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": " "}]}
            ],
        },
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "x"}]},
    ],
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


def form(element: Block, **keys: object) -> Block:
    return {**elements.input_block("L", element, "i"), **keys}


BLOCK_SAMPLES: dict[str, Block] = {
    "section": elements.section("x", accessory=BUTTON),
    "divider": elements.divider(),
    "image": elements.image(A_LINK, "x"),
    "actions": elements.actions(BUTTON),
    "context": {"type": "context", "elements": [MRKDWN, PLAIN, elements.image(A_LINK, "x")]},
    "input": form(elements.datepicker("d")),
    "header": elements.header("x"),
    "rich_text": RICH,
    "video": {
        "type": "video",
        "title": PLAIN,
        "alt_text": "x",
        "thumbnail_url": A_LINK,
        "video_url": A_LINK,
    },
    "markdown": {"type": "markdown", "text": "**x**"},
    "table": elements.table([["x", ""]]),
    "data_table": DATA_TABLE,
    "data_visualization": PIE,
    "alert": {"type": "alert", "text": PLAIN, "level": "info"},
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD, CARD]},
}

SURFACES = {
    "section": "message modal home",
    "divider": "message modal home",
    "image": "message modal home",
    "actions": "message modal home",
    "context": "message modal home",
    "input": "message modal home",
    "header": "message modal home",
    "rich_text": "message modal home",
    "video": "message modal home",
    "markdown": "message",
    "table": "message",
    "data_table": "message",
    "data_visualization": "message",
    "alert": "modal",
    "card": "message home",
    "carousel": "message home",
}


def problems_on(surface: str, *blocks: Block) -> list[Problem]:
    if surface == "message":
        return check_message("Hello", blocks)
    if surface == "home":
        return check_view(Home(blocks).view())
    return check_view(Modal("m", "M", blocks, submit="Save").view())


def test_each_block_of_the_table_has_a_sample() -> None:
    assert BLOCK_SAMPLES.keys() == BLOCKS.keys() == SURFACES.keys()


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
@pytest.mark.parametrize("kind", BLOCK_SAMPLES)
def test_a_block_stands_where_slack_allows_it(kind: str, surface: str) -> None:
    allowed = surface in SURFACES[kind].split()

    problems = problems_on(surface, BLOCK_SAMPLES[kind])

    refused = [Problem("/blocks/0", f"is a {kind}, which no {surface} may hold")]
    assert problems == ([] if allowed else refused)


ELEMENT_SAMPLES: dict[str, Block] = {
    "button": BUTTON,
    "image": elements.image(A_LINK, "x"),
    "overflow": elements.overflow("o", [with_keys(YES, url=A_LINK)]),
    "radio_buttons": elements.radio_buttons("r", [with_keys(YES, text=MRKDWN), NO], initial="no"),
    "checkboxes": elements.checkboxes("c", [YES, NO], initial=["no"]),
    "static_select": elements.static_select("s", [YES, NO], initial="yes"),
    "multi_static_select": elements.multi_static_select("s", [YES, NO], initial=["yes", "no"]),
    "external_select": {"type": "external_select", "action_id": "s", "min_query_length": 0},
    "multi_external_select": {"type": "multi_external_select", "action_id": "s"},
    "users_select": {"type": "users_select", "action_id": "s", "initial_user": "U1"},
    "multi_users_select": {"type": "multi_users_select", "action_id": "s", "initial_users": ["U1"]},
    "conversations_select": {
        "type": "conversations_select",
        "action_id": "s",
        "filter": {"include": ["public"], "exclude_bot_users": True},
    },
    "multi_conversations_select": {"type": "multi_conversations_select", "action_id": "s"},
    "channels_select": {"type": "channels_select", "action_id": "s", "initial_channel": "C1"},
    "multi_channels_select": {"type": "multi_channels_select", "action_id": "s"},
    "datepicker": {"type": "datepicker", "action_id": "d", "initial_date": "2028-02-29"},
    "timepicker": {"type": "timepicker", "action_id": "t", "initial_time": "23:59"},
    "datetimepicker": {
        "type": "datetimepicker",
        "action_id": "d",
        "initial_date_time": 1772271000,
    },
    "plain_text_input": elements.plain_text_input("t", initial="x", min_length=1, max_length=1),
    "number_input": elements.number_input("n", minimum=-1, maximum=1, initial=0),
    "email_text_input": {
        "type": "email_text_input",
        "action_id": "e",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    },
    "url_text_input": {"type": "url_text_input", "action_id": "u", "initial_value": A_LINK},
    "file_input": {"type": "file_input", "action_id": "f", "filetypes": ["pdf"]},
    "rich_text_input": {"type": "rich_text_input", "action_id": "r", "initial_value": RICH},
}

MODAL_ALONE = ("number_input", "email_text_input", "url_text_input", "file_input")


def placed(place: str, element: Block) -> Block:
    match place:
        case Place.SECTION:
            return elements.section("x", accessory=element)
        case Place.ACTIONS:
            return elements.actions(element)
        case _:
            return form(element)


def test_each_element_of_the_table_has_a_sample() -> None:
    assert ELEMENT_SAMPLES.keys() == ELEMENTS.keys()


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("kind", ELEMENT_SAMPLES)
def test_an_element_stands_where_the_table_allows_it(kind: str, place: Place) -> None:
    problems = problems_on("modal", placed(place, ELEMENT_SAMPLES[kind]))

    assert (problems == []) is (place in ELEMENTS[kind].places)


@pytest.mark.parametrize(
    ("kind", "surfaces"),
    [
        *((kind, {"modal"}) for kind in MODAL_ALONE),
        ("datetimepicker", {"message", "modal"}),
        ("rich_text_input", {"modal", "home"}),
        ("plain_text_input", {"message", "modal", "home"}),
        ("checkboxes", {"message", "modal", "home"}),
    ],
)
def test_an_input_stands_on_the_surfaces_of_slack(kind: str, surfaces: set[str]) -> None:
    block = form(ELEMENT_SAMPLES[kind])

    assert {each for each in ("message", "modal", "home") if not problems_on(each, block)} == (
        surfaces
    )
