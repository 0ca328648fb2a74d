"""V54: what the shipped content looks like in Slack, drawn by the views that people see."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.blockkit.surfaces import Message, Modal
from bot.blockkit.validator import check_message, check_view
from bot.content import Loaded
from bot.domain.curriculum import Module, Project
from bot.domain.plans import PlannedModule, Step, Verdict, task_ids
from bot.domain.weeks import OnTheTable
from bot.views import assessments, plans
from tests.views.making import at_question, default_plan, plan_of, week_of, whole_of

DAY = date(2026, 11, 23)


def refused(shown: Message | Modal) -> list[str]:
    """List what Slack would refuse."""
    if isinstance(shown, Message):
        return [str(problem) for problem in check_message(shown.text, shown.blocks)]
    return [str(problem) for problem in check_view(shown.view())]


def on_the_table(loaded: Loaded, item: Module | Project, verdict: Verdict) -> OnTheTable:
    """Lay a module or project on the table, whatever track it belongs to."""
    phase = loaded.curriculum.tracks[loaded.curriculum.default_track].phases[0]
    step = Step(item.id, phase.id, verdict, item.hours, f'part of "{phase.title}"')
    return OnTheTable(PlannedModule(step, DAY, DAY, task_ids(item)), item, phase)


def items(loaded: Loaded) -> Iterator[Module | Project]:
    yield from loaded.curriculum.modules.values()
    yield from loaded.curriculum.projects.values()


@pytest.mark.parametrize("verdict", [Verdict.STUDY, Verdict.SKIM])
def test_every_module_and_project_fits_a_message_with_all_its_tasks(
    loaded: Loaded, verdict: Verdict
) -> None:
    week = week_of(loaded, default_plan(loaded))
    for item in items(loaded):
        shown = plans.week(replace(week, open=(on_the_table(loaded, item, verdict),)))

        assert refused(shown) == [], item.id
        assert sum("accessory" in block for block in shown.blocks) == len(task_ids(item))


def test_the_two_longest_modules_fit_one_message_together(loaded: Loaded) -> None:
    week = week_of(loaded, default_plan(loaded))
    longest = sorted(items(loaded), key=lambda item: len(str(item)))[-2:]
    shown = tuple(on_the_table(loaded, item, Verdict.STUDY) for item in longest)

    assert refused(plans.week(replace(week, open=shown))) == []


def test_every_track_fits_a_message_as_a_whole_plan(loaded: Loaded) -> None:
    for track in loaded.curriculum.tracks.values():
        assert refused(plans.whole(whole_of(loaded, plan_of(loaded, track)))) == [], track.id


def test_every_question_of_the_bank_fits_a_modal(loaded: Loaded) -> None:
    for question in loaded.bank.questions:
        modal = assessments.screen(at_question(loaded, question), loaded.curriculum, loaded.bank)

        assert refused(modal) == [], question
