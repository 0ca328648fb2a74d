"""The plan: made, read, worked through."""

from datetime import timedelta

import pytest

from bot.deps import Deps
from tests.slack.conftest import Workspace
from tests.slack.having import TODAY, assessed, everything, member, planned
from tests.slack.knocking import Door, chosen, dated


def make(door: Door, track: str = "recommended", starts_on: str = TODAY.isoformat()) -> object:
    """Send the form that makes a plan."""
    values = {"track": chosen(track), "starts_on": dated(starts_on)}
    return door.submit("ai_path.plan.make", values).said


def test_a_plan_is_made_from_the_form_and_shows_its_first_week(workspace: Workspace) -> None:
    people = workspace.people
    assessed(workspace.deps)
    home = people.home("UADA")
    people.press_in_home("UADA", "ai_path.plan.make")

    made = people.submit("UADA", {"ai_path.starts_on": TODAY.isoformat()})

    assert "make your plan" in str(home.home)
    assert made.view is not None
    assert "Your week" in str(made.view["blocks"])
    assert "Your week" in people.command("UADA", "plan").text


@pytest.mark.parametrize(
    ("track", "starts_on", "field", "words"),
    [
        ("recommended", "2026-11-22", "starts_on", "cannot start in the past"),
        ("recommended", "2027-11-25", "starts_on", "within the next year"),
        ("gone", "2026-11-23", "track", "do not know this track any more"),
    ],
)
def test_a_wish_that_cannot_be_met_is_refused_beside_its_field(
    door: Door, connected: Deps, track: str, starts_on: str, field: str, words: str
) -> None:
    assessed(connected)
    before = everything(connected)

    said = make(door, track, starts_on)

    assert isinstance(said, dict)
    assert list(said["errors"]) == [f"ai_path.{field}"]
    assert words in said["errors"][f"ai_path.{field}"]
    assert everything(connected) == before


def test_a_plan_that_is_made_twice_is_one_plan_in_the_place_of_another(
    door: Door, connected: Deps
) -> None:
    assessed(connected)

    first, second = make(door), make(door)

    assert first == second


def test_without_an_assessment_there_is_no_plan(door: Door, connected: Deps) -> None:
    member(connected)
    before = everything(connected)

    said = [make(door), door.submit("ai_path.assess.result", {}).said]

    assert all("Your plan needs an assessment first." in str(each) for each in said)
    assert everything(connected) == before


@pytest.mark.parametrize("typed", ["plan", "plan week", "plan all", "checkin"])
def test_without_a_plan_there_is_nothing_to_show(workspace: Workspace, typed: str) -> None:
    member(workspace.deps)
    before = everything(workspace.deps)

    seen = workspace.people.command("UADA", typed)

    assert seen.text == ("You have no plan yet. `/ai-path assess` makes one in about ten minutes.")
    assert everything(workspace.deps) == before


def test_a_week_and_the_whole_plan_lead_to_each_other(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    week = people.command("UADA", "plan week")

    whole = people.press("UADA", week.messages[-1], "ai_path.plan.all")
    back = people.press("UADA", whole.messages[-1], "ai_path.plan.week")

    assert whole.text == people.command("UADA", "plan all").text
    assert back.text == week.text


def test_a_task_is_done_and_undone_in_place(workspace: Workspace) -> None:
    people = workspace.people
    task = str(planned(workspace.deps))
    week = people.command("UADA", "plan").messages[-1]
    before = everything(workspace.deps)

    done = people.press("UADA", week, "ai_path.task.done", task)
    undone = people.press("UADA", done.messages[-1], "ai_path.task.undo", task)

    assert "*Done:*" in done.text
    assert "*Done:*" not in undone.text
    assert len(people.messages("UADA")) == 1
    assert everything(workspace.deps) == before


def test_a_task_that_is_done_twice_is_done_once(door: Door, connected: Deps) -> None:
    task = str(planned(connected))
    home = {"type": "home", "id": "V1", "blocks": []}

    door.press("ai_path.task.done", task, view=home)
    once = everything(connected)
    door.press("ai_path.task.done", task, view=home)

    assert everything(connected) == once


@pytest.mark.parametrize("action", ["ai_path.task.done", "ai_path.task.undo"])
@pytest.mark.parametrize("value", ["gone/gone", "nonsense", "", "<!channel>/" * 50])
def test_a_stale_task_is_refused_and_nothing_changes(
    workspace: Workspace, action: str, value: str
) -> None:
    people = workspace.people
    planned(workspace.deps)
    week = people.command("UADA", "plan").messages[-1]
    before = everything(workspace.deps)
    in_message = {"message": week["ts"], "channel": week["channel"]}

    seen = people.action("UADA", in_message, action, value, force=True)

    assert seen.text == (
        "This task is not in your plan any more. `/ai-path plan` shows the plan as it is now."
    )
    assert len(people.messages("UADA")) == 2
    assert everything(workspace.deps) == before


def test_a_plan_ahead_says_when_it_starts(workspace: Workspace) -> None:
    planned(workspace.deps, starts_on=TODAY + timedelta(days=7))

    assert workspace.people.command("UADA", "plan").text.startswith(
        "Your plan starts on Mon 30 Nov 2026: "
    )
