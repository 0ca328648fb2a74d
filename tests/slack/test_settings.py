"""Settings and absences."""

from datetime import time
from typing import Any

import pytest

from bot.deps import Deps
from bot.domain.people import Engineer
from bot.services import people as service
from tests.slack.conftest import Workspace
from tests.slack.having import ADA, everything, member, planned
from tests.slack.knocking import Answer, Door, chosen, dated, ticked, timed, typed


def save(door: Door, **changes: dict[str, Any]) -> Answer:
    """Send the settings."""
    values = {
        "day": chosen("2"),
        "at": timed("10:00"),
        "hours": typed("7"),
        "days": ticked("0", "1", "2"),
        "zone": typed(" Europe/Berlin "),
    }
    return door.submit("ai_path.settings", values | changes)


def ada(deps: Deps) -> Engineer:
    """Ada as she is known now."""
    with deps.sessions.begin() as session:
        return service.require(session, ADA)


def test_settings_are_kept_and_confirmed_in_words(door: Door, connected: Deps) -> None:
    member(connected)

    answer = save(door)

    rhythm = ada(connected).rhythm
    assert (rhythm.zone, rhythm.nudge_day, rhythm.nudge_at) == ("Europe/Berlin", 2, time(10))
    assert (rhythm.hours_per_week, rhythm.working_days) == (7, frozenset({0, 1, 2}))
    assert "Your nudge comes on Wednesdays at 10:00 (Europe/Berlin)." in str(answer.said["view"])


def test_settings_open_from_everywhere_with_what_is_set(workspace: Workspace) -> None:
    people = workspace.people
    member(workspace.deps, zone="Europe/Berlin")
    message = people.command("UADA", "help").messages[-1]
    people.home("UADA")

    by_command = people.command("UADA", "settings")
    in_message = people.press("UADA", message, "ai_path.settings")
    in_home = people.press_in_home("UADA", "ai_path.settings")

    for seen in (by_command, in_message, in_home):
        assert "Europe/Berlin" in str(seen.view)


def test_settings_that_are_sent_twice_are_kept_once(door: Door, connected: Deps) -> None:
    planned(connected)

    first = save(door)
    before = everything(connected)
    second = save(door)

    assert second.said == first.said
    assert everything(connected) == before


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"zone": typed("Berlin")}, "zone"),
        ({"zone": typed("<!channel>")}, "zone"),
        ({"hours": typed("41")}, "hours"),
        ({"hours": typed("4.5")}, "hours"),
        ({"at": timed("16:01")}, "at"),
        ({"at": timed("08:59")}, "at"),
        ({"day": chosen("6")}, "at"),
        ({"days": ticked()}, "days"),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(
    door: Door, connected: Deps, changes: dict[str, Any], field: str
) -> None:
    planned(connected)
    before = everything(connected)

    answer = save(door, **changes)

    assert list(answer.said["errors"]) == [f"ai_path.{field}"]
    assert everything(connected) == before


@pytest.mark.parametrize(
    "changes",
    [{"day": chosen("soon")}, {"at": timed("noon")}, {"day": typed(None)}],
)
def test_what_was_never_on_offer_is_refused(
    door: Door, connected: Deps, changes: dict[str, Any]
) -> None:
    member(connected)
    before = everything(connected)

    assert "This form does not look as I made it." in str(save(door, **changes).said["view"])
    assert everything(connected) == before


@pytest.mark.parametrize(
    ("typed_in", "words"),
    [
        ("away 2026-12-21 2027-01-03", "• Mon 21 Dec 2026 to Sun 3 Jan 2027"),
        ("away 2026-12-24", "• Thu 24 Dec"),
    ],
)
def test_days_away_are_noted_by_a_command(workspace: Workspace, typed_in: str, words: str) -> None:
    planned(workspace.deps)

    assert workspace.people.command("UADA", typed_in).text.splitlines()[-1] == words


def test_days_away_are_forgotten_again(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    people.command("UADA", "away 2026-12-24")

    seen = people.command("UADA", "away OFF")

    assert seen.text.endswith("No days away are noted.")
    assert ada(workspace.deps).aways == ()


@pytest.mark.parametrize(
    ("typed_in", "words"),
    [
        ("away tomorrow", "Please write dates as"),
        ("away 2026-12-21 2027-01-03 2027-01-04", "Please write dates as"),
        ("away 2027-01-03 2026-12-21", "The last day away is before the first one."),
        ("away 2026-11-01", "These days are already over"),
        ("away 2026-12-01 2028-12-01", "I can note up to a year away at a time."),
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    workspace: Workspace, typed_in: str, words: str
) -> None:
    planned(workspace.deps)
    before = everything(workspace.deps)

    seen = workspace.people.command("UADA", typed_in)

    assert seen.text.startswith(words)
    assert everything(workspace.deps) == before


def test_days_away_can_be_chosen_in_a_form(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    people.command("UADA", "away")

    seen = people.submit("UADA", {"ai_path.first": "2026-12-24", "ai_path.last": "2026-12-28"})

    assert "Thu 24 Dec to Mon 28 Dec" in str(seen.view)


@pytest.mark.parametrize(
    ("first", "last"), [("2026-12-28", "2026-12-24"), ("2026-11-01", "2026-11-02")]
)
def test_days_in_a_form_that_cannot_be_meant_are_refused_beside_the_last(
    door: Door, connected: Deps, first: str, last: str
) -> None:
    member(connected)
    before = everything(connected)

    answer = door.submit("ai_path.away", {"first": dated(first), "last": dated(last)})

    assert list(answer.said["errors"]) == ["ai_path.last"]
    assert everything(connected) == before


def test_a_pause_lasts_until_it_is_ended(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)

    paused = people.command("UADA", "pause")
    was_paused = ada(workspace.deps).paused
    resumed = people.command("UADA", "resume")

    assert paused.text.startswith("You are paused: no messages come until `/ai-path resume`.")
    assert was_paused
    assert "paused" not in resumed.text
    assert not ada(workspace.deps).paused
