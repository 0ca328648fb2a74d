"""The page, as the server writes it."""

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from slack_sdk import WebClient

from bot.sandbox import Sandbox, SandboxClient
from bot.sandbox.page.faces import Face
from tests.sandbox.pages import Page, fetch, look

if TYPE_CHECKING:
    from tests.sandbox.conftest import Robot

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def options(*values: str) -> list[Json]:
    return [{"text": plain(value.title()), "value": value} for value in values]


def test_the_page_shows_people_with_their_time(sandbox: Sandbox) -> None:
    page = look(sandbox)

    assert "Ada Obi" in page.text
    assert "Mon 21:00" in page.text  # in Auckland
    assert "08:00 Mon 5 Jan 2026" in page.text
    assert page.having(aria_current="true")[0]["href"] == "/?as=UADA&at=app"


def test_the_first_person_looks_when_nobody_is_named(sandbox: Sandbox) -> None:
    for path in ("/", "/?as=UX&at=CX", "/?as=UADA&at=DBAO"):
        assert 'data-as="UADA" data-at="DADA"' in fetch(sandbox, path).decode()


def test_a_closed_account_is_nobody_to_be(sandbox: Sandbox, people: SandboxClient) -> None:
    people.member("UADA", deleted=True)

    page = look(sandbox)

    assert "Ada Obi" not in page.text
    assert page.having(data_as="UBAO")


def test_the_page_lets_no_foreign_script_in(sandbox: Sandbox) -> None:
    with urlopen(sandbox.url) as response:  # noqa: S310 - loopback
        policy = response.headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy


def test_an_element_that_holds_nothing_shows_nothing() -> None:
    assert Face("m1", {}, [], {}).value({}, {"type": "button"}) == ""


def test_what_people_write_stays_text(sandbox: Sandbox, people: SandboxClient) -> None:
    people.member("UADA", real_name='<script>"x"</script>')
    people.say("UADA", '<img src=x onerror="alert(1)"> *bold*')

    page = look(sandbox)

    assert '<img src=x onerror="alert(1)"> bold' in page.text
    assert not page.having(src="x")
    assert "<script>" not in page.html.replace("<script src", "")


def test_messages_stand_under_their_days(sandbox: Sandbox, web: WebClient) -> None:
    for day in (5, 10, 11, 12):
        sandbox.set_clock(datetime(2026, 1, day, 8, tzinfo=UTC))
        web.chat_postMessage(channel="UADA", text=f"on day {day}")

    text = look(sandbox).text

    labels = ["Monday, 5 January 2026", "Saturday, 10 January 2026", "Yesterday", "Today"]
    places = [text.index(label) for label in labels]
    assert places == sorted(places)


def test_a_message_follows_its_author_for_five_minutes(
    sandbox: Sandbox, web: WebClient, people: SandboxClient
) -> None:
    for text, gap in (("one", "PT4M59S"), ("two", "PT5M"), ("three", "PT0S")):
        web.chat_postMessage(channel="UADA", text=text)
        people.clock(advance=gap)

    page = look(sandbox)

    assert page.html.count('class="author"') == 2
    assert page.html.count(" follows") == 1


def test_a_message_that_was_changed_says_so(sandbox: Sandbox, web: WebClient) -> None:
    message = web.chat_postMessage(channel="UADA", text="one")
    web.chat_update(channel="DADA", ts=message["ts"], text="changed")

    assert look(sandbox).text.count("changed (edited)") == 1


def test_only_the_reader_sees_what_is_only_for_them(
    sandbox: Sandbox, web: WebClient, people: SandboxClient
) -> None:
    web.chat_postEphemeral(channel="CGENERAL", user="UADA", text="psst")
    people.command("UADA", "/nonsense", channel="general")

    mine, theirs = look(sandbox, at="CGENERAL").text, look(sandbox, "UBAO", "CGENERAL").text

    assert "Only visible to you" in mine
    assert "psst" in mine
    assert "Slackbot" in mine
    assert "psst" not in theirs


@pytest.fixture(autouse=True)
def conversation(web: WebClient) -> None:
    """Ada's conversation with the bot is open, as after a first visit."""
    web.conversations_open(users="UADA")


MESSAGE_BLOCKS: list[Json] = [
    {"type": "header", "text": plain("Your week :tada:")},
    {
        "type": "section",
        "text": mrkdwn("*Bold* words"),
        "fields": [mrkdwn("left"), plain("right")],
        "accessory": {"type": "image", "image_url": "https://a.b/i.png", "alt_text": "A face"},
    },
    {"type": "divider"},
    {
        "type": "context",
        "elements": [
            mrkdwn("small"),
            {"type": "image", "image_url": "https://a.b/c.png", "alt_text": "A sign"},
        ],
    },
    {
        "type": "image",
        "image_url": "https://a.b/w.png",
        "alt_text": "A view",
        "title": plain("Lake"),
    },
    {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich words"}]}
        ],
    },
    {"type": "markdown", "text": "## Heading\n\n- item"},
    {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "b",
                "text": plain("Press"),
                "style": "primary",
                "value": "1",
                "url": "https://a.b",
                "accessibility_label": "Press me",
                "confirm": {
                    "title": plain("Sure?"),
                    "text": plain("Really"),
                    "confirm": plain("Yes"),
                    "deny": plain("No"),
                },
            },
            {
                "type": "overflow",
                "action_id": "o",
                "options": [*options("one"), {**options("two")[0], "url": "https://a.b/two"}],
            },
            {"type": "static_select", "action_id": "s", "options": options("tea", "milk")},
            {"type": "users_select", "action_id": "u", "initial_user": "UBAO"},
            {"type": "channels_select", "action_id": "c"},
            {"type": "conversations_select", "action_id": "v"},
            {"type": "datepicker", "action_id": "d", "initial_date": "2026-01-09"},
            {"type": "datetimepicker", "action_id": "m", "initial_date_time": 1767614400},
        ],
    },
    {
        "type": "section",
        "text": mrkdwn("word " * 30),
        "accessory": {
            "type": "multi_static_select",
            "action_id": "ms",
            "option_groups": [{"label": plain("Group"), "options": options("a", "b")}],
            "initial_options": options("b"),
        },
    },
    {
        "type": "card",
        "title": mrkdwn("Card title"),
        "subtitle": mrkdwn("under it"),
        "body": mrkdwn("Card body"),
        "icon": {"type": "image", "image_url": "https://a.b/x.png", "alt_text": "An icon"},
        "hero_image": {"type": "image", "image_url": "https://a.b/h.png", "alt_text": "A hero"},
        "actions": [{"type": "button", "action_id": "k", "text": plain("Card button")}],
    },
    {"type": "carousel", "elements": [{"type": "card", "body": mrkdwn("Slide")}]},
    {
        "type": "video",
        "alt_text": "A film",
        "title": plain("Film"),
        "thumbnail_url": "https://a.b/t.png",
        "video_url": "https://a.b/v",
    },
]


@pytest.fixture
def page(sandbox: Sandbox, web: WebClient) -> Page:
    """Ada's conversation with every block that a message may hold."""
    web.chat_postMessage(channel="UADA", text="fallback", blocks=MESSAGE_BLOCKS)
    return look(sandbox)


@pytest.mark.parametrize(
    "words",
    [
        "Your week 🎉",
        "Bold words",
        "left",
        "right",
        "small",
        "Lake",
        "rich words",
        "Heading",
        "Press",
        "One",
        "Tea",
        "Group",
        "Card title",
        "under it",
        "Card body",
        "Card button",
        "Slide",
        "Film",
        "A film",
    ],
)
def test_every_block_of_a_message_is_shown(page: Page, words: str) -> None:
    assert words in page.text


def test_the_fallback_is_not_shown_beside_blocks(page: Page) -> None:
    assert "fallback" not in page.text
    assert "cannot show" not in page.text


def test_every_picture_says_what_it_shows(page: Page) -> None:
    pictures = [found for tag, found in page.tags if tag == "img"]

    assert [each["alt"] for each in pictures] == ["A face", "A sign", "A view", "A hero", "An icon"]


def test_a_button_carries_what_a_press_needs(page: Page) -> None:
    (button,) = page.having(data_action="b")

    assert button["aria-label"] == "Press me"
    assert (button["data-value"], button["data-url"]) == ("1", "https://a.b")
    assert json.loads(button["data-confirm"])["title"]["text"] == "Sure?"
    assert page.having(data_action="o", data_value="two", data_url="https://a.b/two")


def test_a_container_names_itself(page: Page) -> None:
    containers = [
        json.loads(found["data-container"]) for _, found in page.tags if "data-container" in found
    ]

    assert containers == [{"message": "1767600000.000000", "channel": "DADA"}]


def test_menus_offer_people_and_channels(page: Page) -> None:
    assert page.having(value="UBAO", selected="")
    assert "#general" in page.text
    assert page.having(value="2026-01-09", type="date")
    assert page.having(value="2026-01-05T12:00", type="datetime-local", data_offset="+00:00")
    assert page.having(type="checkbox", value="b", checked="")


def test_an_element_without_a_label_is_named_by_its_words(page: Page) -> None:
    names = [found["aria-label"] for tag, found in page.tags if tag == "select"]

    assert names == ["Choose"] * 4


def test_tables_are_tables(sandbox: Sandbox, web: WebClient) -> None:
    rich = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich cell"}]}
        ],
    }
    raw = {"type": "raw_text", "text": "raw"}
    blocks: list[Json] = [
        {
            "type": "table",
            "rows": [[raw, raw], [rich, {"type": "raw_text", "text": "46 %"}]],
            "column_settings": [{"align": "left"}, {"align": "right"}],
        },
        {
            "type": "data_table",
            "caption": "Hours",
            "row_header_column_index": 0,
            "rows": [[raw, raw], [raw, {"type": "raw_number", "value": 4.5}], [raw, raw]],
        },
    ]
    web.chat_postMessage(channel="UADA", text="x", blocks=blocks)

    page = look(sandbox)

    assert "rich cell" in page.text
    assert "4.5" in page.text
    assert page.html.count('<th scope="row"') == 2
    assert page.html.count("<tbody>") == page.html.count("</tbody>") == 2
    assert len(page.having(role="group", aria_label="Hours")) == 1


def test_charts_are_drawn_with_their_names(sandbox: Sandbox, web: WebClient) -> None:
    point = [{"label": "W1", "value": 3}]
    series = [{"name": "Done", "data": point}]
    for kind in ("bar", "line", "area"):
        chart = {"type": kind, "series": series, "axis_config": {"categories": ["W1"]}}
        block = {"type": "data_visualization", "title": f"A {kind} chart", "chart": chart}
        web.chat_postMessage(channel="UADA", text="x", blocks=[block])
    pie = {"type": "pie", "segments": [{"label": "All", "value": 1}]}
    block = {"type": "data_visualization", "title": "A pie chart", "chart": pie}
    web.chat_postMessage(channel="UADA", text="x", blocks=[block])

    page = look(sandbox)

    for kind in ("bar", "line", "area", "pie"):
        assert page.having(role="img", aria_label=f"A {kind} chart")
    assert "Done, W1: 3" in page.text
    assert "All: 1 (100%)" in page.text


def question(name: str, element: Json, **more: object) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(f"Label {name}"),
        "element": {"action_id": name, **element},
        **more,
    }


QUESTIONS = [
    question("words", {"type": "plain_text_input", "max_length": 9, "placeholder": plain("Say")}),
    question("lines", {"type": "plain_text_input", "multiline": True}, optional=True),
    question("count", {"type": "number_input", "is_decimal_allowed": False}, hint=plain("Whole")),
    question("part", {"type": "number_input", "is_decimal_allowed": True}, dispatch_action=True),
    question("mail", {"type": "email_text_input"}),
    question("link", {"type": "url_text_input"}),
    question("time", {"type": "timepicker"}),
    question("when", {"type": "datetimepicker"}),
    question("one", {"type": "radio_buttons", "options": options("yes", "no")}),
    question("some", {"type": "checkboxes", "options": options("tea", "milk")}),
    question("who", {"type": "multi_users_select"}),
    question("menu", {"type": "static_select", "options": options("x", "y")}),
    question("rich", {"type": "rich_text_input"}),
    question("files", {"type": "file_input"}),
    question("search", {"type": "external_select"}),
]


@pytest.fixture
def asked(people: SandboxClient, robot: "Robot", web: WebClient, modal: Json) -> Json:
    """A modal with every question that there is, open for Ada."""
    people.command("UADA", "help")
    alert = {"type": "alert", "text": mrkdwn("Take care"), "level": "warning"}
    view = modal | {"blocks": [alert, *QUESTIONS], "close": plain("Not now")}
    return dict(web.views_open(trigger_id=robot.last["trigger_id"], view=view)["view"])


def test_a_modal_shows_every_question(sandbox: Sandbox, asked: Json) -> None:
    page = look(sandbox)

    assert page.having(data_view=asked["id"], data_depth="1")
    for name in ("words", "lines", "count", "mail", "one", "some", "menu", "rich"):
        assert f"Label {name}" in page.text
        assert page.having(data_field=f"{name}/{name}")
    assert "Take care" in page.text
    assert "Not now" in page.text
    assert "an element of type external_select yet" in page.text


@pytest.mark.usefixtures("asked")
def test_a_question_is_read_by_the_script_as_its_kind(sandbox: Sandbox) -> None:
    page = look(sandbox)

    kinds = {
        each["data-action"]: each["data-kind"] for each in page.having() if "data-kind" in each
    }
    assert kinds["words"] == kinds["menu"] == "text"
    assert (kinds["one"], kinds["some"], kinds["when"]) == ("one", "many", "moment")
    assert len(page.having(data_touches="")) == 1
    assert page.having(inputmode="numeric")
    assert page.having(inputmode="decimal")
    assert page.having(maxlength="9", placeholder="Say")


@pytest.mark.usefixtures("asked")
def test_errors_stand_at_their_question_and_what_was_typed_stays(
    sandbox: Sandbox, people: SandboxClient
) -> None:
    people.submit("UADA", {"words": "kept", "one": "no", "some": ["milk"], "count": "x"})

    page = look(sandbox)

    assert "answers need another look" in page.text
    assert "Enter a number." in page.text
    assert page.having(value="kept")
    assert page.having(type="radio", value="no", checked="")
    assert page.having(type="checkbox", value="milk", checked="")
    (wrong,) = [
        each for each in page.having(aria_invalid="true") if each["name"].endswith(":count")
    ]
    assert wrong["aria-describedby"].split() == [f"{wrong['id']}-error", f"{wrong['id']}-hint"]


def test_one_error_is_told_in_the_singular(
    sandbox: Sandbox, people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=modal)
    people.submit("UADA", {})

    assert "1 answer needs another look" in look(sandbox).text


def test_a_modal_upon_another_says_how_deep_it_lies(
    sandbox: Sandbox, people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    for show in (web.views_open, web.views_push):
        people.command("UADA", "help")
        show(trigger_id=robot.last["trigger_id"], view=modal)

    assert "2 of 3" in look(sandbox).text


def test_app_home_shows_what_the_bot_published(sandbox: Sandbox, web: WebClient) -> None:
    empty = look(sandbox, at="home")
    home = {"type": "home", "blocks": [{"type": "header", "text": plain("Good morning")}]}
    web.views_publish(user_id="UADA", view=home)

    full = look(sandbox, at="home")

    assert "Nothing here yet" in empty.text
    assert "Good morning" in full.text
    assert full.having(id="composer", hidden="")


def test_the_composer_knows_commands_and_people(sandbox: Sandbox) -> None:
    html = look(sandbox).html
    found = re.search(r'<script type="application/json" id="hints">(.*?)</script>', html)

    assert found is not None
    hints = json.loads(found.group(1))
    assert hints["commands"][1] == {
        "insert": "/ai-path plan ",
        "name": "/ai-path plan",
        "note": "[week | all]",
    }
    assert hints["people"][0]["name"] == "@ada"


def test_changes_are_streamed(sandbox: Sandbox, web: WebClient) -> None:
    with urlopen(f"{sandbox.url}/changes", timeout=5) as stream:  # noqa: S310 - loopback
        assert stream.headers["content-type"].startswith("text/event-stream")
        web.chat_postMessage(channel="UADA", text="hello")

        assert stream.readline().startswith(b"data: ")


def test_a_stream_ends_with_the_sandbox() -> None:
    sandbox = Sandbox()
    sandbox.start()
    with urlopen(f"{sandbox.url}/changes", timeout=5) as stream:  # noqa: S310 - loopback
        sandbox.stop()

        assert stream.read().startswith(b"data: ")


def test_a_clock_that_flows_says_so() -> None:
    sandbox = Sandbox(running=True)
    sandbox.start()

    page = look(sandbox)
    sandbox.stop()

    assert page.having(data_running="")


def test_every_script_that_a_script_asks_for_is_there(sandbox: Sandbox) -> None:
    asked, read = ["page.js"], set[str]()

    while asked:
        name = asked.pop()
        read.add(name)
        script = fetch(sandbox, f"/static/{name}").decode()
        asked += [each for each in re.findall(r'"./([a-z]+\.js)"', script) if each not in read]

    assert {"page.js", "parts.js", "threads.js", "tour.js"} < read


@pytest.mark.parametrize("name", ["page.css", "page.js", "icon.svg"])
def test_what_the_page_needs_is_served_from_here(sandbox: Sandbox, name: str) -> None:
    assert fetch(sandbox, f"/static/{name}")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Host": "evil.example"}, id="a name that leads here"),
        pytest.param({"Host": "127.0.0.1.evil.example"}, id="a name that looks like ours"),
        pytest.param({"Origin": "https://evil.example"}, id="a foreign page"),
        pytest.param({"Origin": "null"}, id="a page of nowhere"),
    ],
)
def test_no_foreign_page_comes_in(sandbox: Sandbox, headers: dict[str, str]) -> None:
    with pytest.raises(HTTPError, match="403") as refused:
        fetch(sandbox, "/sandbox/state", **headers)
    refused.value.close()


def test_the_page_itself_comes_in(sandbox: Sandbox) -> None:
    assert fetch(sandbox, "/sandbox/state", Origin=sandbox.url)
