"""The team report."""

from dataclasses import replace

import pytest

from bot.domain.teams import OpenBlocker, Team, ThisWeek
from bot.views import teams
from tests.views.making import SEARCH, line, report
from tests.views.reading import read


def test_a_report_says_who_may_need_help_and_then_how_everybody_is() -> None:
    bao = replace(
        line("Bao Tran", ("no check-in for 2 weeks", "2 modules behind plan")),
        this_week=ThisWeek.LATE,
        last_checkin=None,
        ends_on=None,
    )

    shown = teams.report(report((line("Ada Obi"), bao), (OpenBlocker("Bao Tran", "No <GPU>", 9),)))

    assert (
        read(shown)
        == """\
# Team Search
1 check-in this week from 2 people; 1 open blocker; 1 person may need help.
(For helping, not for performance review. People are in order of their names.)
*May need help*
• Bao Tran: no check-in for 2 weeks, 2 modules behind plan
*Open blockers, shared with you*
Bao Tran, blocker open for 9 days: No <GPU>
Name | Phase | Progress | Planned until | Check-in this week | Last check-in
Ada Obi | Basics | ▰▰▰▰▱▱▱▱▱▱ 42% done, 50% planned | Fri 26 Mar 2027 | in | \
week of Mon 16 Nov 2026
Bao Tran | Basics | ▰▰▰▰▱▱▱▱▱▱ 42% done, 50% planned | \N{EN DASH} | late | none yet"""
    )
    assert (
        shown.text
        == """\
Team Search
1 check-in this week from 2 people; 1 open blocker; 1 person may need help.
For helping, not for performance review. People are in order of their names.
*May need help*
• Bao Tran: no check-in for 2 weeks, 2 modules behind plan
*Open blockers, shared with you*
Bao Tran, blocker open for 9 days: No &lt;GPU&gt;
Ada Obi. Phase: Basics; Progress: 42% done, 50% planned; Planned until: Fri 26 Mar 2027; \
Check-in this week: in; Last check-in: week of Mon 16 Nov 2026
Bao Tran. Phase: Basics; Progress: 42% done, 50% planned; Planned until: \N{EN DASH}; \
Check-in this week: late; Last check-in: none yet"""
    )


def test_a_team_without_members_is_told_how_to_get_some() -> None:
    assert (
        read(teams.report(report(())))
        == """\
# Team Search
Search has no members yet. `/ai-path team add Search @ada` adds one.
(For helping, not for performance review. People are in order of their names.)"""
    )


@pytest.mark.parametrize(("size", "shown"), [(1, 1), (50, 50), (200, 77)])
def test_a_large_team_is_shown_as_far_as_slack_takes_it(size: int, shown: int) -> None:
    phase = "From deterministic features to learned behaviour"
    lines = tuple(line(f"Person {n:03}", phase=phase) for n in range(size))

    seen = read(teams.report(report(lines)))

    assert seen.count("Person ") == shown
    assert (f"(The first {shown} of {size} people, by name.)" in seen) == (shown < size)


def test_everybody_is_in_the_table_while_slack_takes_a_hundred_rows() -> None:
    def short(size: int) -> str:
        lines = tuple(replace(line(f"P{n}"), phase="B", ends_on=None) for n in range(size))
        return read(teams.report(report(tuple(replace(e, last_checkin=None) for e in lines))))

    assert "The first" not in short(99)
    assert "(The first 99 of 100 people, by name.)" in short(100)


@pytest.mark.parametrize(("number", "more"), [(8, ""), (9, "(The oldest 8 are shown, 1 more")])
def test_of_many_blockers_the_oldest_are_shown(number: int, more: str) -> None:
    blockers = tuple(OpenBlocker("Ada Obi", f"Blocker {n}", 20 - n) for n in range(number))

    seen = read(teams.report(report((line(),), blockers)))

    assert seen.count("Ada Obi, blocker open for") == 8
    assert more in seen
    assert ("The oldest" in seen) == bool(more)


def test_a_team_is_ready_and_says_where_it_is_seen() -> None:
    assert teams.created(SEARCH).text == (
        "Team Search is ready. Members see in App Home that you lead it and what you see. "
        "`/ai-path team report Search` shows it."
    )


def test_a_lead_is_told_the_teams_and_others_how_to_become_one() -> None:
    assert teams.led((SEARCH, Team(2, "Ads"))).text == (
        "You lead:\n• `/ai-path team report Search`\n• `/ai-path team report Ads`"
    )
    assert teams.led(()).text == "You lead no team yet. An admin can make you a lead."
