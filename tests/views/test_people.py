"""Welcome, help, App Home and what goes wrong."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.blockkit.surfaces import Message
from bot.domain.checkins import Audience, Blocker
from bot.domain.people import StrangerError
from bot.domain.plans import NoPlanYetError
from bot.domain.privacy import Access
from bot.domain.sittings import Stage
from bot.domain.teams import Team, TeamExistsError, UnknownMemberError
from bot.views import people, teams
from tests.views.making import ADA, LENA, NOW, SEARCH, default_plan, line, report, sitting, week_of
from tests.views.reading import read
from tests.views.small import SMALL
from tests.views.specimens import standing

WEEK = week_of(SMALL, default_plan(SMALL))


def test_a_stranger_is_told_what_this_is_and_who_sees_what() -> None:
    welcome = """\
Hello, I am AI Path. I help engineers on their way to production AI engineering: an assessment \
of about ten minutes, a plan with dates that fits your week, and one nudge and one check-in a \
week. A lead sees your phase, your progress, whether you checked in, and the blockers that you \
share with leads. Answers and self-ratings stay yours. Nothing here is for performance review.
[Get started: join]"""

    assert read(people.welcome()) == welcome
    assert read(people.home_of_stranger()) == welcome
    assert read(people.refusal(StrangerError())) == welcome


def test_home_shows_what_is_next_the_week_the_blockers_and_who_sees_it() -> None:
    shown = standing(
        finished_sitting=sitting(Stage.DONE),
        week=WEEK,
        teams=(SEARCH,),
        leads=(SEARCH,),
        blockers=(Blocker(7, "No <access>", Audience.LEAD, NOW - timedelta(days=1)),),
    )

    assert (
        read(people.home(shown))
        == """\
# Hello Ada Obi
What you can do next: look at your week, check in and read the team report.
[My week: plan.week] [Check in: checkin] [Team report: team.report] [Settings: settings]
---
# Your week
(First steps: ▱▱▱▱▱▱▱▱▱▱ 0% done, planned until Thu 17 Dec 2026 at 5 hours a week)
---
*Probability &amp; statistics*
You can report a result with its uncertainty.
Mon 23 Nov to Wed 2 Dec, about 8 hours. Why: part of "Basics".
*To do:* Simulate three distributions
_Hand in:_ script. _Accepted when:_ values fall within limits.
[Done: task.done probability/simulate]
*To do:* Bootstrap an interval
_Hand in:_ notebook. _Accepted when:_ it is read in one sentence.
[Done: task.done probability/bootstrap]
(Read: <https://example.com/book|Think Stats> (chapters 1 to 3); \
<https://example.com/book|Think Stats>)
[Whole plan: plan.all]
---
Blocker 1, open for 1 day: No <access>
[Solved: blocker.close 7]
---
[My result: assess.result] [Make a new plan: plan.make] [Days away: away] [Pause messages: pause] [Who sees what: privacy] [Help: help]
(Your teams and their leads: Search (<@ULENA>). A lead sees your phase, your progress, whether \
you checked in, and the blockers that you share with leads. Answers and self-ratings stay yours. \
Nothing here is for performance review.)"""
    )


def test_home_of_a_newcomer_offers_the_assessment_and_says_that_nobody_looks() -> None:
    shown = read(people.home(standing()))

    assert "What you can do next: start the assessment." in shown
    assert "You are in no team, so nobody else sees your plan." in shown


def test_home_shows_five_blockers_at_most_each_with_a_button_of_its_own() -> None:
    same = tuple(Blocker(n, "The same words " * 9, Audience.LEAD, NOW) for n in range(6))

    blocks = people.home(standing(blockers=same)).blocks

    labels = [b["accessory"]["accessibility_label"] for b in blocks if "accessory" in b]
    assert len(labels) == len(set(labels)) == 5


def test_a_team_that_nobody_leads_says_so() -> None:
    shown = standing(teams=(Team(1, "Search", (LENA, replace(LENA, user="UTOM"))), Team(2, "Ads")))

    assert "Search (<@ULENA> and <@UTOM>); Ads (nobody)." in read(people.home(shown))


def test_help_says_what_is_next_and_everything_there_is() -> None:
    assert (
        read(people.help_text(standing(open_sitting=sitting())))
        == """\
What you can do next: go on with the assessment.
[Go on with the assessment: assess] [Settings: settings]
---
`/ai-path assess`  find out where you stand, or go on where you stopped
`/ai-path plan`  this week of your plan; `plan all` shows the whole of it
`/ai-path checkin`  this week's check-in: early, late or a second time
`/ai-path settings`  day, hour, hours a week, working days and time zone
`/ai-path away`  days away, such as `away 2026-12-21 2027-01-03`; `away off` ends them
`/ai-path pause`  no messages until `resume`
`/ai-path team`  `team report`, `team create Name @ada`, `team add Name @ada`, `team lead Name @lena`
`/ai-path privacy`  what your lead sees, and who looked"""
    )


def test_an_unknown_word_gets_the_nearest_one_and_the_usage() -> None:
    near, far = people.unknown("a`ses", "assess"), people.unknown("xyzzy", "")

    assert near.text.startswith(
        "I do not know `ases`. Did you mean `/ai-path assess`?\n`/ai-path assess`  find out"
    )
    assert far.text.startswith("I do not know `xyzzy`.\n`/ai-path assess`  find out")


def test_a_refusal_is_one_line_in_which_nothing_is_alive() -> None:
    refused = people.refusal(TeamExistsError(name="<!channel> *now*"))

    assert refused.text == (
        'There is a team called "&lt;!channel&gt; now" already. Please choose another name.'
    )
    assert people.refusal(NoPlanYetError()).text.startswith("You have no plan yet.")


def test_somebody_whom_slack_named_is_shown_by_name() -> None:
    refused = people.refusal(UnknownMemberError(person="<@UBEN>"))

    assert refused.text.startswith("<@UBEN> has not met me yet.")


def test_trouble_comes_with_what_helps_to_find_it() -> None:
    assert people.trouble("00c0ffee").text == (
        "Sorry, something went wrong on my side. Please try again; if it happens again, "
        "give your admin this reference: 00c0ffee"
    )


def test_a_message_can_be_shown_in_a_modal() -> None:
    assert read(people.notice(people.trouble("1"))).startswith("<AI Path>\nSorry,")
    assert read(people.notice(Message("Words alone"))) == "<AI Path>\nWords alone\n(Close)"


def test_a_long_table_is_read_out_in_several_paragraphs() -> None:
    everybody = tuple(line(f"Person {n}") for n in range(60))

    modal = people.notice(teams.report(report(everybody)))

    paragraphs = [b["text"]["text"] for b in modal.blocks if "Person" in str(b)]
    assert len(paragraphs) == 4
    assert sum(text.count("Person") for text in paragraphs) == 60


def test_who_looked_is_told_with_the_moment_on_the_readers_own_clock() -> None:
    looked = Access("Lena *Berg*", "team report", datetime(2026, 11, 23, 8, tzinfo=UTC))

    lines = people.privacy([looked]).text.splitlines()

    assert lines[1:] == [
        "*Who looked at you*",
        (
            "• <!date^1795420800^{date_short_pretty} at {time}|Mon 23 Nov 2026>: "
            "Lena Berg (team report)"
        ),
    ]
    assert people.privacy([]).text.endswith("Nobody has looked so far.")


def test_a_name_of_any_length_is_greeted() -> None:
    shown = people.home(standing(engineer=replace(ADA, name="A" * 500)))

    assert len(shown.blocks[0]["text"]["text"]) == 150
