"""Where a person stands, from which follows what they can do next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.checkins import Blocker
from bot.domain.people import Engineer
from bot.domain.sittings import Sitting
from bot.domain.teams import Team
from bot.domain.weeks import WeekOfPlan


class Next(StrEnum):
    """Something that a person can do next."""

    ASSESS = "assess"
    RESUME_ASSESSMENT = "resume"
    MAKE_PLAN = "make-plan"
    WEEK = "week"
    CHECK_IN = "checkin"
    EDIT_CHECK_IN = "edit-checkin"
    TEAM_REPORT = "team-report"


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that Home and the help text are made of."""

    engineer: Engineer
    open_sitting: Sitting | None
    finished_sitting: Sitting | None
    week: WeekOfPlan | None
    checked_in: bool
    blockers: tuple[Blocker, ...]
    teams: tuple[Team, ...]
    leads: tuple[Team, ...]
    at: datetime

    @property
    def steps(self) -> tuple[Next, ...]:
        """What this person can do next, the most useful first."""
        return tuple(self._steps())

    def _steps(self) -> Iterator[Next]:
        if self.open_sitting:
            yield Next.RESUME_ASSESSMENT
        elif self.finished_sitting is None:
            yield Next.ASSESS
        elif self.week is None:
            yield Next.MAKE_PLAN
        if self.week:
            yield Next.WEEK
            yield Next.EDIT_CHECK_IN if self.checked_in else Next.CHECK_IN
        if self.leads:
            yield Next.TEAM_REPORT
