"""Only what changed is sent to a page that is open."""

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient

from bot.sandbox import Sandbox, SandboxClient
from bot.sandbox.page.drawing import MOST_KEPT, Album
from tests.sandbox.pages import Page, look, parts

if TYPE_CHECKING:
    from tests.sandbox.conftest import Robot

Json = dict[str, Any]


def digests(page: Page) -> Json:
    """Give the signs of all pieces that a page was delivered with."""
    signed = [tag for _, tag in page.tags if tag.get("data-digest")]
    names = ("data-part", "data-list", "data-key")
    return {next(tag[n] for n in names if n in tag): tag["data-digest"] for tag in signed}


def news(sandbox: Sandbox, have: Json, at: str = "CGENERAL", **asked: object) -> Json:
    return parts(sandbox, **{"as": "UADA", "at": at, "have": have, **asked})


@pytest.fixture
def have(sandbox: Sandbox, web: WebClient) -> Json:
    """The page of Ada at a channel with two messages."""
    for text in ("one", "two"):
        web.chat_postMessage(channel="general", text=text)
    look(sandbox, at="CGENERAL")
    return digests(look(sandbox, at="CGENERAL"))


def test_a_page_that_has_everything_is_sent_nothing(sandbox: Sandbox, have: Json) -> None:
    assert news(sandbox, have) == {
        "parts": {},
        "items": {},
        "lists": {},
        "toasts": [],
        "new_from": "",
        "latest": 2,
    }


def test_a_new_message_is_sent_alone(sandbox: Sandbox, web: WebClient, have: Json) -> None:
    ts = web.chat_postMessage(channel="general", text="three")["ts"]

    sent = news(sandbox, have)

    assert list(sent["items"]) == [f"m{ts}"]
    assert "three" in sent["items"][f"m{ts}"]["html"]
    assert sent["lists"]["log"]["keys"][-1] == f"m{ts}"
    assert len(sent["lists"]["log"]["keys"]) == 4
    # Others have one message more to read.
    assert set(sent["parts"]) == {"sidebar"}


def test_a_changed_message_is_sent_without_the_order(
    sandbox: Sandbox, web: WebClient, people: SandboxClient, have: Json
) -> None:
    ts = people.messages("UADA")[0]["ts"]
    web.chat_update(channel="CGENERAL", ts=ts, text="changed")

    sent = news(sandbox, have)

    assert list(sent["items"]) == [f"m{ts}"]
    assert sent["lists"] == {}


def test_a_message_that_is_gone_is_missing_in_the_order(
    sandbox: Sandbox, web: WebClient, people: SandboxClient, have: Json
) -> None:
    first, second = (message["ts"] for message in people.messages("UADA"))
    web.chat_delete(channel="CGENERAL", ts=first)

    sent = news(sandbox, have)

    assert sent["lists"]["log"]["keys"] == ["d2026-01-05", f"m{second}"]
    assert 'class="author"' in sent["items"][f"m{second}"]["html"]


def test_a_new_name_is_seen_everywhere(sandbox: Sandbox, people: SandboxClient, have: Json) -> None:
    people.say("UBAO", "hello", "general")
    sent = news(sandbox, have)
    known = have | {key: item["digest"] for key, item in sent["items"].items()}

    people.member("UBAO", real_name="Bao T.")

    (changed,) = news(sandbox, known)["items"].values()
    assert "Bao T." in changed["html"]


def test_what_tells_the_time_follows_the_clock(
    sandbox: Sandbox, web: WebClient, people: SandboxClient, have: Json
) -> None:
    told = web.chat_postMessage(channel="general", text="<!date^1767600000^{ago}|then>")["ts"]
    known = have | {f"m{told}": news(sandbox, have)["items"][f"m{told}"]["digest"]}

    people.clock(advance="PT1H")

    sent = news(sandbox, known)
    assert list(sent["items"]) == [f"m{told}"]
    assert "1 hour ago" in sent["items"][f"m{told}"]["html"]
    assert {"clock", "sidebar"} == set(sent["parts"])


def test_what_was_chosen_in_a_message_is_shown(
    sandbox: Sandbox, web: WebClient, people: SandboxClient, robot: "Robot"
) -> None:
    option = {"text": {"type": "plain_text", "text": "One"}, "value": "1"}
    menu = {"type": "static_select", "action_id": "menu", "options": [option]}
    blocks = [{"type": "actions", "elements": [menu]}]
    message = web.chat_postMessage(channel="general", text="choose", blocks=blocks)
    key = f"m{message['ts']}"
    before = news(sandbox, {})["items"][key]

    people.action("UADA", {"message": message["ts"], "channel": "CGENERAL"}, "menu", "1")

    after = news(sandbox, {key: before["digest"]})["items"][key]
    assert "selected" not in before["html"]
    assert 'value="1" selected' in after["html"]
    assert robot.deliveries


def test_app_home_is_a_part_of_its_own(sandbox: Sandbox, web: WebClient) -> None:
    have = digests(look(sandbox, at="home"))
    web.views_publish(user_id="UADA", view={"type": "home", "blocks": [{"type": "divider"}]})

    sent = news(sandbox, have, at="home")

    assert set(sent["parts"]) == {"home"}
    assert sent["lists"] == {}


def test_a_quiet_channel_says_so(sandbox: Sandbox) -> None:
    assert "It is quiet in here" in look(sandbox, at="CGENERAL").text
    assert news(sandbox, {})["lists"]["log"]["keys"] == ["empty"]


def test_a_modal_comes_and_goes_with_a_word_of_slackbot(
    sandbox: Sandbox, people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=modal)
    before = news(sandbox, {}, at="DADA")
    robot.status = 500
    people.close("UADA")
    people.command("UADA", "help")

    after = news(sandbox, {}, at="DADA")

    assert "Ask" in before["parts"]["modal"]["html"]
    assert not after["parts"]["modal"]["html"].strip()
    assert "dispatch_failed" in "".join(item["html"] for item in after["items"].values())
    assert before["toasts"] == after["toasts"] == []


def test_a_toast_is_told_once(
    sandbox: Sandbox, people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=modal)
    robot.status = 500
    people.submit("UADA", {"note": "x"})

    (toast,) = news(sandbox, {}, toasts=0)["toasts"]

    assert "dispatch_failed" in toast["text"]
    assert news(sandbox, {}, toasts=toast["number"])["toasts"] == []


def test_strange_signs_count_as_none(sandbox: Sandbox) -> None:
    assert set(parts(sandbox, have="everything")["parts"]) == {"clock", "head", "modal", "sidebar"}


def test_nothing_of_an_earlier_life_is_shown_after_a_reset(
    sandbox: Sandbox, web: WebClient, people: SandboxClient
) -> None:
    web.chat_postMessage(channel="general", text="earlier")
    look(sandbox, at="CGENERAL")
    people.reset()
    web.chat_postMessage(channel="general", text="later")

    text = look(sandbox, at="CGENERAL").text

    assert "later" in text
    assert "earlier" not in text


def test_an_album_draws_again_only_what_changed() -> None:
    album, paint = Album(), iter(["one", "two", "three"])

    drawn = [album.piece("a", version, paint.__next__).html for version in (1, 1, 2)]

    assert drawn == ["one", "one", "two"]


def test_an_album_does_not_grow_for_ever() -> None:
    album, drawn = Album(), list[str]()

    def draw() -> str:
        drawn.append("x")
        return "x"

    for number in range(MOST_KEPT + 1):
        album.piece(number, None, draw)
    album.piece(MOST_KEPT, None, draw)
    album.piece(0, None, draw)

    assert len(drawn) == MOST_KEPT + 2
