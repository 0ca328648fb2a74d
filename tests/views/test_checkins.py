"""The check-in and the thanks for it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.checkins import Answer, Audience, Confidence
from bot.domain.curriculum import Criterion
from bot.domain.plans import TaskKey
from bot.domain.weeks import OnTheTable
from bot.views import checkins
from tests.views.making import MONDAY, checkin, default_plan, week_of, with_done
from tests.views.reading import read
from tests.views.small import PROJECT, SMALL

PLAN = default_plan(SMALL)
ANSWER = Answer(
    2.5,
    Confidence.LIKELY,
    frozenset({TaskKey("probability", "simulate")}),
    note="Ask Bao",
    blocker="No <access>",
    audience=Audience.LEAD,
)


def test_a_new_check_in_is_empty_and_tells_nobody() -> None:
    assert (
        read(checkins.form(checkin(week_of(SMALL, PLAN), None)))
        == """\
<Check-in>
The week of Mon 23 Nov. This takes a minute, and you can edit it later.
Which tasks did you finish? (may be left out)
  o Simulate three distributions
  o Bootstrap an interval
How many hours did you spend?
How sure are you of finishing as planned?
  o Sure: the plan holds
  o Likely: with some luck
  o Not sure: something has to change
Does anything stop you? (may be left out)
If so, whom may I tell?
  x Nobody: it is a note to myself
  o My lead
Anything to remember? (may be left out)
  Only you see this.
(Send)"""
    )


def test_a_check_in_that_is_edited_holds_what_was_said() -> None:
    assert (
        read(checkins.form(checkin(week_of(SMALL, PLAN), ANSWER)))
        == """\
<Check-in>
The week of Mon 23 Nov. This takes a minute, and you can edit it later.
Which tasks did you finish? (may be left out)
  x Simulate three distributions
  o Bootstrap an interval
How many hours did you spend?
  = 2.5
How sure are you of finishing as planned?
  o Sure: the plan holds
  x Likely: with some luck
  o Not sure: something has to change
Does anything stop you? (may be left out)
  = No <access>
If so, whom may I tell?
  o Nobody: it is a note to myself
  x My lead
Anything to remember? (may be left out)
  Only you see this.
  = Ask Bao
(Send)"""
    )


def test_a_week_without_tasks_asks_for_none() -> None:
    finished = week_of(SMALL, with_done(PLAN, modules=9))

    assert "Which tasks" not in read(checkins.form(checkin(finished, None)))


def test_of_many_tasks_the_first_ten_can_be_ticked() -> None:
    criteria = tuple(Criterion(f"c{n}", f"Criterion {n}") for n in range(11))
    week = week_of(SMALL, PLAN)
    planned = replace(PLAN.modules[2], tasks=tuple(each.id for each in criteria))
    table = OnTheTable(planned, replace(PROJECT, criteria=criteria), week.open[0].phase)

    shown = read(checkins.form(checkin(replace(week, open=(table,)), None)))

    assert "o Criterion 9" in shown
    assert "Criterion 10" not in shown


def test_thanks_name_the_week_and_what_is_still_open() -> None:
    thanks = checkins.thanks(checkin(week_of(SMALL, PLAN), ANSWER, MONDAY - timedelta(days=7)))

    assert (
        read(thanks)
        == """\
<Check-in>
Thank you, your check-in for the week of Mon 16 Nov is in.
Your plan is 0% done.
You ticked 1 task still open in your plan. Close what is done with *Done* in `/ai-path plan`:
• Simulate three distributions
(Close)"""
    )


def test_thanks_for_tasks_that_are_closed_ask_for_nothing() -> None:
    closed = week_of(SMALL, with_done(PLAN, tasks=1))

    assert (
        read(checkins.thanks(checkin(closed, ANSWER)))
        == """\
<Check-in>
Thank you, your check-in for the week of Mon 23 Nov is in.
Your plan is 21% done.
(Close)"""
    )
