"""Unprompted messages."""

from dataclasses import replace

import pytest

from bot.domain.nudges import Kind
from bot.views import nudges
from tests.views.making import default_plan, letter, week_of, with_done
from tests.views.reading import read
from tests.views.small import SMALL

PLAN = default_plan(SMALL)
WHY = "your weekly nudge, Monday 09:30 your time"


def test_a_nudge_says_what_to_begin_with_and_why_it_comes() -> None:
    assert (
        read(nudges.letter(letter(Kind.NUDGE, week_of(SMALL, PLAN), WHY)))
        == """\
This week: *Probability &amp; statistics* (Basics), about 8 hours in all.
A good first step: Simulate three distributions
_Hand in:_ script. _Accepted when:_ values fall within limits.
You are 0% through First steps.
[My week: plan.week] [Check in: checkin 2026-11-23] [Settings: settings]
(Why now: your weekly nudge, Monday 09:30 your time. \
`/ai-path settings` changes day, hour and pace.)"""
    )


def test_a_nudge_points_at_the_first_task_that_is_open() -> None:
    shown = nudges.letter(letter(Kind.NUDGE, week_of(SMALL, with_done(PLAN, tasks=1))))

    assert "A good first step: Bootstrap an interval" in shown.text


def test_an_invitation_to_check_in_asks_three_things() -> None:
    why = "your check-in, on your last working day of the week at 15:00 your time"

    assert (
        read(nudges.letter(letter(Kind.CHECKIN, week_of(SMALL, PLAN), why)))
        == """\
How did your week go with *Probability &amp; statistics*? Three taps tell me: \
what you finished, how many hours it took, and how sure you are of the plan.
[Check in: checkin 2026-11-23] [My week: plan.week] [Settings: settings]
(Why now: your check-in, on your last working day of the week at 15:00 your time. \
`/ai-path settings` changes day, hour and pace.)"""
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            Kind.NUDGE,
            (
                "Nothing is open this week. You are 100% through First steps. "
                "A good moment to look back at what you built."
            ),
        ),
        (
            Kind.CHECKIN,
            (
                "How did your week go? Three taps tell me: what you finished, "
                "how many hours it took, and how sure you are of the plan."
            ),
        ),
    ],
)
def test_a_week_with_nothing_open_is_spoken_of_kindly(kind: Kind, words: str) -> None:
    shown = nudges.letter(letter(kind, week_of(SMALL, with_done(PLAN, modules=9))))

    assert shown.text.startswith(words)


def test_a_module_whose_tasks_were_edited_since_is_shown_where_it_is_right() -> None:
    first, *others = PLAN.modules
    edited = replace(PLAN, modules=(replace(first, tasks=("gone",)), *others))

    assert "Its tasks have changed since your plan was made" in (
        nudges.letter(letter(Kind.NUDGE, week_of(SMALL, edited))).text
    )


def test_without_a_plan_a_message_says_where_to_look() -> None:
    assert nudges.letter(letter(Kind.NUDGE, None)).text.startswith(
        "Your plan has changed since this message was planned. `/ai-path` shows what is next."
    )
