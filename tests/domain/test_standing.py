"""Standing: what a person can do next."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.curriculum import Curriculum
from bot.domain.people import Engineer
from bot.domain.sittings import Sitting, Stage
from bot.domain.standing import Next, Standing
from bot.domain.teams import Team
from bot.domain.weeks import WeekOfPlan, week_of_plan
from tests.domain.building import plan_of, planned

OPEN = Sitting(1, Stage.QUESTIONS, 7, None, None, {}, ())
CLOSED = replace(OPEN, stage=Stage.DONE, finished_at=datetime(2026, 11, 22, tzinfo=UTC))
TEAM = Team(1, "Search")


@pytest.fixture
def new(ada: Engineer, now: datetime) -> Standing:
    """Somebody who has just joined."""
    return Standing(
        engineer=ada,
        open_sitting=None,
        finished_sitting=None,
        week=None,
        checked_in=False,
        blockers=(),
        teams=(),
        leads=(),
        at=now,
    )


@pytest.fixture
def week(small: Curriculum, ada: Engineer, now: datetime) -> WeekOfPlan:
    return week_of_plan(small, ada, plan_of(planned("a", now.date(), now.date())), now)


def test_whoever_is_new_is_assessed_first(new: Standing) -> None:
    assert new.steps == (Next.ASSESS,)


def test_an_open_assessment_is_resumed(new: Standing) -> None:
    assert replace(new, open_sitting=OPEN).steps == (Next.RESUME_ASSESSMENT,)


def test_after_the_assessment_comes_the_plan(new: Standing) -> None:
    assert replace(new, finished_sitting=CLOSED).steps == (Next.MAKE_PLAN,)


def test_with_a_plan_comes_the_week_and_the_check_in(new: Standing, week: WeekOfPlan) -> None:
    learning = replace(new, finished_sitting=CLOSED, week=week)

    assert learning.steps == (Next.WEEK, Next.CHECK_IN)
    assert replace(learning, checked_in=True).steps == (Next.WEEK, Next.EDIT_CHECK_IN)


def test_a_second_assessment_goes_on_beside_the_plan(new: Standing, week: WeekOfPlan) -> None:
    again = replace(new, finished_sitting=CLOSED, open_sitting=OPEN, week=week)

    assert again.steps == (Next.RESUME_ASSESSMENT, Next.WEEK, Next.CHECK_IN)


def test_leads_see_their_team_last(new: Standing) -> None:
    assert replace(new, teams=(TEAM,)).steps == (Next.ASSESS,)
    assert replace(new, leads=(TEAM,)).steps == (Next.ASSESS, Next.TEAM_REPORT)
