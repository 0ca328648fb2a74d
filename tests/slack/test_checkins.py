"""The weekly check-in, and blockers."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.people import Who
from tests.slack.conftest import Workspace
from tests.slack.having import ADA, TODAY, blocked, everything, lead, member, planned
from tests.slack.knocking import Answer, Door, chosen, ticked, typed


def send(door: Door, week: date | str = TODAY, **changes: dict[str, Any]) -> Answer:
    """Send a check-in."""
    values = {
        "hours": typed("4"),
        "confidence": chosen("likely"),
        "audience": chosen("nobody"),
        "blocker": typed(None),
        "note": typed(None),
    }
    return door.submit("ai_path.checkin", values | changes, private_metadata=str(week))


def test_a_check_in_takes_three_taps_and_can_be_edited(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    people.command("UADA", "checkin")

    thanks = people.submit("UADA", {"ai_path.hours": "4.5", "ai_path.confidence": "likely"})
    again = people.command("UADA", "checkin")

    assert "your check-in for the week of Mon 23 Nov is in" in str(thanks.view)
    assert "4.5" in str(again.view)
    assert "Edit my check-in" in str(people.home("UADA").home)


def test_a_check_in_opens_from_home_and_home_follows(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    people.home("UADA")
    people.press_in_home("UADA", "ai_path.checkin")

    seen = people.submit("UADA", {"ai_path.hours": "1", "ai_path.confidence": "sure"})

    assert "Edit my check-in" in str(seen.home)


@pytest.mark.parametrize(
    ("value", "week"),
    [
        ("2026-11-16", "2026-11-16"),
        ("2026-11-23", "2026-11-23"),
        ("2026-11-09", "2026-11-23"),
        ("", "2026-11-23"),
        ("nonsense", "2026-11-23"),
    ],
    ids=["last week's", "this week's", "too old", "of no week", "forged"],
)
def test_an_invitation_opens_the_check_in_of_its_week(
    workspace: Workspace, value: str, week: str
) -> None:
    people = workspace.people
    planned(workspace.deps)
    message = people.command("UADA", "help").messages[-1]
    in_message = {"message": message["ts"], "channel": message["channel"]}

    seen = people.action("UADA", in_message, "ai_path.checkin", value or None, force=True)

    assert seen.view is not None
    assert seen.view["private_metadata"] == week


def test_a_check_in_that_is_sent_twice_is_in_once(door: Door, connected: Deps) -> None:
    planned(connected)

    first = send(door)
    rows = len(everything(connected))
    second = send(door)

    assert second.said == first.said
    assert len(everything(connected)) == rows


def test_tasks_that_were_ticked_and_are_open_are_pointed_out(door: Door, connected: Deps) -> None:
    task = str(planned(connected))

    answer = send(door, tasks=ticked(task, "gone/gone"))

    assert "You ticked 1 task still open in your plan." in str(answer.said["view"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"hours": typed("81")}, "hours"),
        ({"hours": typed("lots")}, "hours"),
        ({"note": typed("n" * 3001)}, "note"),
        ({"blocker": typed("b" * 3001)}, "blocker"),
    ],
    ids=["too many hours", "no number", "a long note", "a long blocker"],
)
def test_what_cannot_be_taken_is_refused_beside_its_field(
    door: Door, connected: Deps, changes: dict[str, Any], field: str
) -> None:
    planned(connected)
    before = everything(connected)

    answer = send(door, **changes)

    assert list(answer.said["errors"]) == [f"ai_path.{field}"]
    assert everything(connected) == before


def test_a_note_of_the_longest_length_is_taken(door: Door, connected: Deps) -> None:
    planned(connected)

    assert send(door, note=typed("n" * 3000)).said["response_action"] == "update"


@pytest.mark.parametrize(("weeks", "taken"), [(0, True), (1, True), (2, False), (-1, False)])
def test_a_form_is_taken_for_this_week_and_the_last(
    door: Door, connected: Deps, weeks: int, *, taken: bool
) -> None:
    planned(connected)
    before = everything(connected)

    answer = send(door, TODAY - timedelta(weeks=weeks))

    if taken:
        assert f"week of Mon {TODAY - timedelta(weeks=weeks):%d %b}" in str(answer.said["view"])
    else:
        assert "This form is from an earlier week." in str(answer.said["view"])
        assert everything(connected) == before


@pytest.mark.parametrize(
    "changes",
    [{"confidence": chosen("certain")}, {"audience": chosen("world")}, {"audience": typed(None)}],
    ids=["confidence", "audience", "nobody chosen"],
)
def test_a_choice_that_was_never_on_offer_is_refused(
    door: Door, connected: Deps, changes: dict[str, Any]
) -> None:
    planned(connected)
    before = everything(connected)

    answer = send(door, **changes)

    assert "This form does not look as I made it." in str(answer.said["view"])
    assert everything(connected) == before


def test_a_blocker_reaches_the_lead_harmless(workspace: Workspace) -> None:
    planned(workspace.deps)
    lead(workspace.deps, ADA)
    blocked(workspace.deps, "No access to <!channel> & *more*")

    report = workspace.people.command("ULENA", "team report")

    assert "No access to &lt;!channel&gt; &amp; *more*" in report.text
    quoted = next(b for b in report.messages[-1]["blocks"] if "No access" in str(b))
    assert quoted["text"]["type"] == "plain_text"


@pytest.mark.parametrize("value", ["0", "999", "", "mine", "9" * 40])
def test_a_blocker_that_is_not_there_is_refused(door: Door, connected: Deps, value: str) -> None:
    planned(connected)
    blocked(connected, "No access")
    before = everything(connected)

    answer = door.press(
        "ai_path.blocker.close", value, view={"type": "home", "id": "V1", "blocks": []}
    )

    assert answer.status == 200
    assert everything(connected) == before


def test_a_blocker_is_solved_once_and_by_its_owner_alone(workspace: Workspace) -> None:
    people = workspace.people
    bao = Who(ADA.workspace, "UBAO")
    planned(workspace.deps)
    member(workspace.deps, bao, "Bao Tran")
    blocker = blocked(workspace.deps, "No access")
    people.home("UADA")
    message = people.command("UBAO", "help").messages[-1]
    in_message = {"message": message["ts"], "channel": message["channel"]}

    foreign = people.action("UBAO", in_message, "ai_path.blocker.close", blocker, force=True)
    solved = people.press_in_home("UADA", "ai_path.blocker.close", blocker)
    again = people.action("UADA", {"home": "UADA"}, "ai_path.blocker.close", blocker, force=True)

    assert foreign.text == "This blocker is closed already. Nothing was changed."
    assert "No access" not in str(solved.home)
    assert solved.view is None
    assert "This blocker is closed already." in str(again.view)
