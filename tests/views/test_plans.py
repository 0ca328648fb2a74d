"""The plan as it is read."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.plans import Verdict
from bot.views import plans
from tests.views.making import MONDAY, default_plan, result, week_of, whole_of, with_done
from tests.views.reading import read
from tests.views.small import SMALL

PLAN = default_plan(SMALL, {"security": Verdict.SKIM})


def test_a_week_shows_where_one_is_what_to_do_and_what_to_read() -> None:
    shown = plans.week(week_of(SMALL, with_done(PLAN, tasks=1)))

    assert (
        read(shown)
        == """\
# Your week
(First steps: ▰▰▱▱▱▱▱▱▱▱ 21% done, planned until Thu 17 Dec 2026 at 5 hours a week)
---
*Probability &amp; statistics*
You can report a result with its uncertainty.
Mon 23 Nov to Wed 2 Dec, about 8 hours. Why: part of "Basics".
*Done:* Simulate three distributions
_Hand in:_ script. _Accepted when:_ values fall within limits.
[Undo: task.undo probability/simulate]
*To do:* Bootstrap an interval
_Hand in:_ notebook. _Accepted when:_ it is read in one sentence.
[Done: task.done probability/bootstrap]
(Read: <https://example.com/book|Think Stats> (chapters 1 to 3); \
<https://example.com/book|Think Stats>)
[Whole plan: plan.all] [Check in: checkin]"""
    )


def test_the_text_of_a_week_says_all_of_it() -> None:
    shown = plans.week(week_of(SMALL, with_done(PLAN, tasks=1)))

    assert (
        shown.text
        == """\
Your week
First steps: 21% done, planned until Thu 17 Dec 2026 at 5 hours a week
*Probability &amp; statistics*
You can report a result with its uncertainty.
Mon 23 Nov to Wed 2 Dec, about 8 hours. Why: part of "Basics".
*Done:* Simulate three distributions
_Hand in:_ script. _Accepted when:_ values fall within limits.
*To do:* Bootstrap an interval
_Hand in:_ notebook. _Accepted when:_ it is read in one sentence.
Read: <https://example.com/book|Think Stats> (chapters 1 to 3); \
<https://example.com/book|Think Stats>"""
    )


def test_a_week_with_a_skimmed_module_and_a_project_says_so() -> None:
    shown = plans.week(week_of(SMALL, with_done(PLAN, modules=1), weeks=1))

    assert (
        read(shown)
        == """\
# Your week
(First steps: ▰▰▰▰▱▱▱▱▱▱ 42% done, planned until Thu 17 Dec 2026 at 5 hours a week)
---
*Prompt injection* (tasks only)
You can say what an attacker may do.
Thu 3 Dec, about 1 hour. Why: you know part of it: do the tasks only.
*To do:* Attack your own app
_Hand in:_ report. _Accepted when:_ three attacks are shown.
[Done: task.done defence/attack]
---
*A service*
Put a model behind an API.
Fri 4 Dec to Thu 17 Dec, about 10 hours. Why: shows what you can do: the proof of "Service".
*To do:* It answers within a second.
[Done: task.done proj-service/c1]
[Whole plan: plan.all] [Check in: checkin]"""
    )


def test_a_button_says_aloud_which_task_it_closes() -> None:
    blocks = plans.week(week_of(SMALL, with_done(PLAN, tasks=1))).blocks

    labels = [b["accessory"]["accessibility_label"] for b in blocks if "accessory" in b]

    assert labels == ["Undo: Simulate three distributions", "Done: Bootstrap an interval"]


def test_a_finished_plan_leads_on() -> None:
    shown = plans.week(week_of(SMALL, with_done(PLAN, modules=9)))

    assert shown.text == (
        "You have finished First steps: every task is closed. "
        "`/ai-path assess` shows how far you have come."
    )


def test_a_plan_that_is_ahead_says_when_it_starts() -> None:
    later = replace(PLAN, starts_on=MONDAY + timedelta(days=7))
    moved = replace(
        later,
        modules=tuple(
            replace(module, starts_on=MONDAY + timedelta(days=30)) for module in later.modules
        ),
    )

    assert plans.week(week_of(SMALL, moved)).text == (
        "Your plan starts on Mon 30 Nov 2026: 19 hours of First steps, until Thu 17 Dec 2026 "
        "at 5 hours a week. Until then there is nothing to do."
    )


def test_a_plan_whose_modules_the_content_lost_says_where_to_look() -> None:
    lost = tuple(
        replace(module, step=replace(module.step, item=f"lost-{place}"))
        for place, module in enumerate(PLAN.modules)
    )

    assert plans.week(week_of(SMALL, replace(PLAN, modules=lost))).text == (
        "Nothing in your plan is open this week. `/ai-path plan all` shows what comes next."
    )


def test_the_whole_plan_shows_every_phase_with_its_dates_and_its_end() -> None:
    plan = with_done(default_plan(SMALL, {"security": Verdict.SKIP}), modules=1)

    assert (
        read(plans.whole(whole_of(SMALL, plan)))
        == """\
*First steps*: 18 hours from Mon 23 Nov 2026 to Wed 16 Dec 2026, 44% done
*Basics*
Ends with: A report with an interval.
• Probability &amp; statistics: done
• Prompt injection: left out, your assessment says that you have this
*Service*
Ends with: A service that runs.
• A service: Thu 3 Dec to Wed 16 Dec
[My week: plan.week]"""
    )


def test_a_phase_of_which_nothing_is_left_is_not_shown() -> None:
    plan = default_plan(SMALL)
    short = replace(plan, modules=plan.modules[:2])

    assert "Service" not in plans.whole(whole_of(SMALL, short)).text


def test_a_new_plan_begins_with_what_is_recommended() -> None:
    assert (
        read(plans.make_form(SMALL.curriculum, result(SMALL, {}), MONDAY))
        == """\
<Your plan>
Recommended for you: *First steps*
Start small, measure, ship.
Your pace is 5 hours a week; `/ai-path settings` changes it at any time. The track is written for 5 hours a week.
Track?
  x First steps
First day?
  = 2026-11-23
(Make my plan)"""
    )


def test_a_plan_that_was_made_shows_its_first_week() -> None:
    week = week_of(SMALL, PLAN)

    made = plans.made(week)

    assert made.title == "Your plan"
    assert made.blocks == plans.week(week).blocks
