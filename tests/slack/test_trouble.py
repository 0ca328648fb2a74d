"""What becomes of an answer when Slack is in trouble."""

import threading

import pytest
from slack_sdk import WebClient

from bot.blockkit.surfaces import Message
from bot.deps import Deps
from bot.slack.calls import (
    LAST_SECONDS,
    SECONDS,
    Place,
    Press,
)
from tests.slack.conftest import Workspace, door_of
from tests.slack.having import ADA, everything, member, planned
from tests.slack.listening import Ear, Reply

SORRY = "Sorry, something went wrong on my side."


def test_the_form_of_a_command_is_not_asked_for_again_after_a_dropped_connection(
    workspace: Workspace,
) -> None:
    people = workspace.people
    member(workspace.deps)
    people.fault("views.open", "drop_before", times=2)

    answers = [people.command("UADA", "settings").text for _ in range(3)]

    assert [SORRY in text for text in answers[:2]] == [True, True]
    assert people.modal("UADA") is not None


@pytest.mark.parametrize("fault", ["429", "500", "drop_before", "drop_after", "timeout"])
def test_a_command_is_answered_whatever_becomes_of_its_form(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    people = workspace.people
    member(workspace.deps)
    before = everything(workspace.deps)
    people.fault("views.open", fault)

    seen = people.command("UADA", "settings")

    assert (
        seen.text
        == f"{SORRY} Please try again; if it happens again, give your admin this reference: 00000007"
    )
    assert [r.getMessage() for r in caplog.records if r.name.startswith("bot.")] == [
        "a listener failed, reference 00000007"
    ]
    assert everything(workspace.deps) == before


@pytest.mark.parametrize("fault", ["429", "500", "drop_before"])
def test_a_press_is_answered_beside_the_button_when_its_form_fails(
    workspace: Workspace, fault: str
) -> None:
    people = workspace.people
    member(workspace.deps)
    message = people.command("UADA", "help").messages[-1]
    people.fault("views.open", fault)

    seen = people.press("UADA", message, "ai_path.settings")

    assert seen.text.startswith(SORRY)
    assert seen.toasts == []


def test_a_task_stays_done_when_only_home_could_not_follow(
    workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    people = workspace.people
    task = str(planned(workspace.deps))
    people.home("UADA")
    people.fault("views.publish", "500")

    seen = people.press_in_home("UADA", "ai_path.task.done", task)

    assert seen.toasts == []
    assert people.modal("UADA") is None
    assert len([r for r in caplog.records if r.name.startswith("bot.")]) == 1
    assert "*Done:*" in people.command("UADA", "plan").text


def test_an_apology_that_fails_too_is_logged_and_nothing_leaves_the_listener(
    connected: Deps, ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    planned(connected)
    ear.replies = [Reply(500, "")]

    answer = door_of(connected).press("ai_path.plan.week", response_url=f"{ear.url}/hook")

    assert answer.status == 200
    assert [r.getMessage() for r in caplog.records if r.name.startswith("bot.")] == [
        "a listener failed, reference 00000007",
        "nor could the person be told, reference 00000007",
    ]


def test_an_apology_does_not_wait_for_a_silent_slack(ear: Ear) -> None:
    heard_enough = threading.Event()
    ear.when_spoken_to = lambda: heard_enough.wait(timeout=10)
    client = WebClient("xoxb-test", f"{ear.url}/api/", SECONDS, retry_handlers=[])
    press = Press(
        ADA, "ai_path.x", "", Place.HOME, "1.2.x", "", "V1", fills_stack=False, client=client
    )

    with pytest.raises(TimeoutError):
        press.apologise(Message("A note"))

    heard_enough.set()
    assert SECONDS + LAST_SECONDS < 3
