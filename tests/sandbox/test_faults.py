"""Faults on purpose, and the bot that is away."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Limits, Sandbox, SandboxClient
from bot.sandbox.faults import MOST_HITS, Fault, Faults, Hit, Wrong
from tests.sandbox.pages import Page, fetch

if TYPE_CHECKING:
    from tests.sandbox.conftest import Robot

Json = dict[str, Any]
MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def test_a_fault_strikes_its_method_as_often_as_planned() -> None:
    faults = Faults()
    faults.plan(Fault("chat.postMessage", Wrong.SERVER_ERROR, times=2))

    struck = [faults.strike("chat.postMessage", with_blocks=False) for _ in range(3)]

    assert [bool(fault) for fault in struck] == [True, True, False]


def test_a_fault_leaves_other_methods_alone() -> None:
    faults = Faults()
    planned = Fault("chat.postMessage", Wrong.DROP_BEFORE)
    faults.plan(planned)

    assert faults.strike("chat.update", with_blocks=True) is None
    assert faults.waiting() == (planned,)


def test_refused_blocks_let_the_bare_text_through() -> None:
    faults = Faults()
    faults.plan(Fault("chat.postMessage", Wrong.INVALID_BLOCKS))

    assert faults.strike("chat.postMessage", with_blocks=False) is None
    assert faults.strike("chat.postMessage", with_blocks=True) is not None


def test_faults_happen_in_the_order_in_which_they_were_planned() -> None:
    faults = Faults()
    faults.plan(Fault("chat.update", Wrong.RATE_LIMITED))
    faults.plan(Fault("chat.update", Wrong.SERVER_ERROR))

    first = faults.strike("chat.update", with_blocks=False)

    assert first is not None
    assert first.wrong is Wrong.RATE_LIMITED


def test_faults_are_forgotten_when_told() -> None:
    faults = Faults()
    faults.plan(Fault("chat.update", Wrong.TIMEOUT))

    faults.clear()

    assert faults.waiting() == ()


def test_the_oldest_hit_gives_way() -> None:
    faults = Faults()

    for number in range(MOST_HITS + 1):
        faults.note(Hit(MONDAY, "auth.test", str(number), "500"))

    assert [hit.about for hit in faults.hits] == [str(n) for n in range(1, MOST_HITS + 1)]


# What was hit


def hits(people: SandboxClient) -> list[tuple[str, str, str]]:
    return [(hit["request"], hit["about"], hit["what"]) for hit in people.state()["hits"]]


def test_a_request_that_was_hit_is_remembered_with_what_it_was_about(
    people: SandboxClient, web: WebClient
) -> None:
    people.fault("chat.postMessage", "500")

    with pytest.raises(SlackApiError):
        web.chat_postMessage(channel="UADA", text="x" * 200)
    web.chat_postMessage(channel="UADA", text="again")

    assert hits(people) == [("chat.postMessage", f"UADA {'x' * 95}\N{HORIZONTAL ELLIPSIS}", "500")]


def test_a_request_that_met_slacks_limits_is_remembered() -> None:
    sandbox = Sandbox(limits=Limits.SLACK)
    sandbox.start()
    web = WebClient(token="xoxb-sandbox", base_url=sandbox.api_url, retry_handlers=[])
    for _ in range(20):
        web.users_list()

    with pytest.raises(SlackApiError):
        web.users_list()
    remembered = hits(SandboxClient(sandbox.url))
    sandbox.stop()

    assert remembered == [("users.list", "", "429 by Slack's limits")]


def test_all_faults_can_be_disarmed_and_what_was_hit_stays(
    people: SandboxClient, web: WebClient
) -> None:
    people.fault("auth.test", "500", times=2)
    with pytest.raises(SlackApiError):
        web.auth_test()

    assert people.clear_faults().ok

    assert web.auth_test()["ok"]
    assert people.state()["faults"] == []
    assert hits(people) == [("auth.test", "", "500")]


# The bot that is away


def test_a_bot_that_is_away_hears_nothing_and_people_see_what_slack_shows(
    people: SandboxClient, robot: "Robot", web: WebClient, button: Json, modal: Json
) -> None:
    web.chat_postMessage(
        channel="UADA", text="go", blocks=[{"type": "actions", "elements": [button]}]
    )
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=modal)
    robot.deliveries.clear()
    people.send_bot_away()

    said = people.command("UADA", "plan all")
    pressed = people.press("UADA", people.messages("UADA")[0], "go")
    submitted = people.submit("UADA", {"note": "x"})
    people.say("UADA", "hello")

    assert "failed with the error" in said.error
    assert pressed.toasts == ["This app did not respond. Try again? (dispatch_failed)"]
    assert submitted.toasts == ["We had some trouble connecting. Try again? (dispatch_failed)"]
    assert robot.deliveries == []
    assert hits(people) == [
        ("slash_commands", "/ai-path plan all", "the bot is away"),
        ("interactive", "go", "the bot is away"),
        ("interactive", "view_submission ask", "the bot is away"),
        ("events_api", "message", "the bot is away"),
        ("events_api", "message", "the bot is away"),
    ]


def test_events_come_again_when_the_bot_is_back(people: SandboxClient, robot: "Robot") -> None:
    people.send_bot_away()
    people.say("UADA", "hello")

    people.bring_bot_back()
    people.clock(advance="PT1M")

    assert [each.headers.get("x-slack-retry-num") for each in robot.deliveries] == ["2"]


def test_time_passes_without_a_bot_that_is_away(sandbox: Sandbox, people: SandboxClient) -> None:
    lived: list[datetime] = []
    sandbox.advance = lived.append
    people.send_bot_away()
    people.clock(advance="PT1H")
    people.bring_bot_back()

    people.clock(advance="PT1H")

    assert lived == [MONDAY + timedelta(hours=2)]


# On the page


def test_the_page_offers_every_fault_for_every_method(sandbox: Sandbox) -> None:
    page = Page(fetch(sandbox, "/bench/faults").decode())

    assert {found["value"] for found in page.having() if "value" in found} >= set(Wrong)
    assert "chat.postMessage chat.update conversations.info" in page.text
    assert "Nothing waits to go wrong. What was hit No request was hit yet." in page.text
    assert page.having(data_away="yes")


def test_the_page_shows_what_is_armed_and_what_was_hit(
    sandbox: Sandbox, people: SandboxClient, web: WebClient
) -> None:
    people.fault("auth.test", "500")
    people.fault("users.info", "429", times=3)
    with pytest.raises(SlackApiError):
        web.auth_test()
    people.fault("auth.test", "timeout")
    people.send_bot_away()

    page = Page(fetch(sandbox, "/bench/faults").decode())

    assert "users.info 429: too many requests 3 times auth.test No answer comes once" in page.text
    assert "auth.test Mon 08:00:00 500" in page.text
    assert "The bot is away: whatever you do" in page.text
    assert page.having(data_away="no")
    assert page.having(data_disarm="")
