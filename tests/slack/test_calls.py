"""Where an answer appears, and how what comes in is read."""

import json
from dataclasses import replace
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from bot.blockkit.elements import section
from bot.blockkit.surfaces import Message
from bot.deps import Deps
from bot.domain.people import HoursOutOfRangeError, Who
from bot.domain.plans import NoPlanYetError
from bot.slack.calls import (
    Event,
    Form,
    StrangeFormError,
    UnknownWordError,
    looked_up,
)
from tests.slack.conftest import Workspace, door_of
from tests.slack.having import ADA, assessed, blocked, lead, member, planned
from tests.slack.listening import Ear, Reply

NOTE = Message("A note", (section("A note"),))


# Where a button sits decides where its answer appears.


def test_the_answer_to_a_button_in_a_message_appears_below_it(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    message = people.command("UADA", "plan").messages[-1]

    seen = people.press("UADA", message, "ai_path.plan.all")

    assert seen.view is None
    assert seen.messages[-1]["ts"] != message["ts"]
    assert seen.messages[-1]["ephemeral_to"] == "UADA"
    assert "Ends with:" in seen.text


def test_the_answer_to_a_button_in_home_appears_in_a_modal(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    people.home("UADA")

    seen = people.press_in_home("UADA", "ai_path.plan.all")

    assert seen.view is not None
    assert "Ends with:" in str(seen.view["blocks"])
    assert seen.messages == []


def test_the_answer_to_a_button_in_a_modal_lies_on_it_and_in_the_third_takes_its_place(
    workspace: Workspace,
) -> None:
    people = workspace.people
    planned(workspace.deps)
    people.home("UADA")
    people.press_in_home("UADA", "ai_path.plan.all")

    def depth() -> int:
        return len(people.state()["views"]["UADA"])

    depths = [depth()]
    for action in ("ai_path.plan.week", "ai_path.plan.all", "ai_path.plan.week"):
        seen = people.press_in_modal("UADA", action)
        depths.append(depth())
        assert seen.toasts == []

    assert depths == [1, 2, 3, 3]
    assert "Your week" in str(people.modal("UADA"))


def test_a_table_is_read_out_in_a_modal_which_holds_none(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    lead(workspace.deps, ADA)
    people.home("ULENA")

    seen = people.press_in_home("ULENA", "ai_path.team.report")

    assert seen.toasts == []
    assert seen.view is not None
    assert "Ada Obi. Phase:" in str(seen.view["blocks"])


def test_a_task_is_done_where_its_button_is(workspace: Workspace) -> None:
    people = workspace.people
    task = str(planned(workspace.deps))
    message = people.command("UADA", "plan").messages[-1]
    people.home("UADA")
    people.press_in_home("UADA", "ai_path.plan.week")

    in_modal = people.press_in_modal("UADA", "ai_path.task.done", task)
    in_home = people.press_in_home("UADA", "ai_path.task.undo", task)
    in_message = people.press("UADA", message, "ai_path.task.done", task)

    assert "*Done:*" in str(in_modal.view)
    assert "*Done:*" not in str(in_home.home)
    assert [(m["ts"], "*Done:*" in m["text"]) for m in in_message.messages] == [
        (message["ts"], True)
    ]


def test_home_follows_a_press_in_it_once(connected: Deps, ear: Ear) -> None:
    door = door_of(replace(connected, slack_api_url=f"{ear.url}/api/"))
    ear.replies = [Reply(body='{"ok": true}')]
    task = str(planned(connected))
    home: dict[str, Any] = {"type": "home", "id": "V1", "blocks": []}

    door.press("ai_path.task.done", task, view=home)
    door.press("ai_path.settings", view=home)

    assert [each.partition(" ")[0] for each in ear.heard] == [
        "/api/views.publish",
        "/api/views.open",
    ]


def test_home_follows_a_form_that_lay_in_front_of_it(workspace: Workspace) -> None:
    people = workspace.people
    assessed(workspace.deps)
    people.home("UADA")
    people.press_in_home("UADA", "ai_path.plan.make")

    seen = people.submit("UADA", {"ai_path.starts_on": "2026-11-23"})

    assert "Your week" in str(seen.home)


def test_home_follows_when_a_form_that_comes_last_is_closed_without_being_sent(
    workspace: Workspace,
) -> None:
    people = workspace.people
    member(workspace.deps)
    people.home("UADA")
    assessed(workspace.deps)
    people.command("UADA", "help")
    people.press("UADA", people.messages("UADA")[-1], "ai_path.plan.make")

    seen = people.close("UADA")

    assert "make your plan" in str(seen.home)


def test_no_session_is_open_while_slack_is_called(connected: Deps, ear: Ear) -> None:
    pool = connected.sessions.kw["bind"].pool
    open_then: list[int] = []
    ear.when_spoken_to = lambda: open_then.append(pool.checkedout())
    ear.replies = [Reply(body='{"ok": true, "user": {"name": "ada", "real_name": "Ada Obi"}}')]
    door = door_of(replace(connected, slack_api_url=f"{ear.url}/api/"))

    door.press("ai_path.join", response_url=f"{ear.url}/hook")
    door.command("assess")
    door.event({"type": "app_home_opened", "user": "UADA", "tab": "home"})
    door.command("settings")

    assert open_then == [0] * 5


def test_nothing_is_shown_to_somebody_who_looks_nowhere(ear: Ear) -> None:
    event = Event(ADA, WebClient("xoxb-test", f"{ear.url}/api/"))

    event.refuse(NoPlanYetError())
    event.apologise(NOTE)

    assert ear.heard == []


# Forms.


def sent(values: dict[str, str | list[str] | None], *, fills_stack: bool = False) -> Form:
    """A form that was sent."""
    client = WebClient("xoxb-test")
    ack = Ack()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    return Form(Who("T", "U"), "ai_path.x", values, "", fills_stack, ack, client)


def said(form: Form) -> dict[str, Any]:
    """What the form's acknowledgement says."""
    assert form.ack.response is not None
    return dict(json.loads(form.ack.response.body))


def test_a_refusal_stands_beside_the_field_at_fault() -> None:
    form = sent({"hours": "99"})

    form.refuse(HoursOutOfRangeError())

    assert said(form) == {
        "response_action": "errors",
        "errors": {
            "ai_path.hours": "Please choose between 1 and 40 hours a week. "
            "Three to ten suit most people."
        },
    }


def test_a_refusal_about_no_field_lies_in_front_of_the_form() -> None:
    form = sent({"days": []})

    form.refuse(HoursOutOfRangeError())

    assert said(form)["response_action"] == "push"


def test_a_refusal_takes_the_place_of_a_form_that_nothing_can_lie_upon() -> None:
    form = sent({}, fills_stack=True)

    form.refuse(NoPlanYetError())

    assert said(form)["response_action"] == "update"


def test_an_apology_lies_in_front_of_the_form_which_keeps_its_words() -> None:
    form = sent({"hours": "5"})

    form.apologise(NOTE)

    assert said(form)["response_action"] == "push"


def test_a_field_is_read_as_what_it_holds() -> None:
    form = sent({"word": "w", "several": ["a", "b"], "nothing": None})

    assert [form.text(name) for name in ("word", "several", "nothing", "missing")] == [
        "w",
        "",
        "",
        "",
    ]
    assert [form.many(name) for name in ("word", "several", "nothing", "missing")] == [
        [],
        ["a", "b"],
        [],
        [],
    ]


def test_what_was_never_on_offer_was_not_chosen() -> None:
    form = sent({"day": "7", "other": "soon"})

    assert form.chosen("day", int) == 7
    for name in ("other", "missing"):
        with pytest.raises(StrangeFormError):
            form.chosen(name, int)
    with pytest.raises(StrangeFormError):
        form.subject(int)


def test_a_form_that_was_refused_keeps_what_was_typed(workspace: Workspace) -> None:
    people = workspace.people
    member(workspace.deps)
    people.command("UADA", "settings")

    refused = people.submit("UADA", {"ai_path.zone": "Berlin-ish", "ai_path.hours": "7"})

    assert list(refused.errors) == ["ai_path.zone"]
    assert "Europe/Berlin" in refused.errors["ai_path.zone"]
    state = str(people.modal("UADA"))
    assert "Berlin-ish" in state
    assert "'7'" in state


# Words.


@pytest.mark.parametrize(
    ("word", "before", "nearest"),
    [
        ("asess", (), "assess"),
        ("xyzzy", (), ""),
        ("al", ("plan",), "plan all"),
        ("xyzzy", ("plan",), "plan"),
    ],
)
def test_an_unknown_word_gets_the_nearest_one(
    word: str, before: tuple[str, ...], nearest: str
) -> None:
    with pytest.raises(UnknownWordError) as refused:
        looked_up({"": 0, "assess": 1, "all": 2}, word, *before)

    assert refused.value.values["nearest"] == nearest
    assert refused.value.values["words"] == " ".join((*before, word))


def test_capitals_do_not_matter() -> None:
    assert looked_up({"assess": 1}, "ASSESS") == 1


def test_a_blocker_is_solved_in_home_and_nowhere_to_be_seen_again(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    blocker = blocked(workspace.deps, "No access")
    shown = people.home("UADA")

    solved = people.press_in_home("UADA", "ai_path.blocker.close", blocker)

    assert "No access" in str(shown.home)
    assert "No access" not in str(solved.home)
