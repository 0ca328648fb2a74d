"""One week of a plan, with everything that is worth showing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.curriculum import Curriculum, Module, Phase, Project, Track
from bot.domain.people import Engineer
from bot.domain.plans import LeftOut, Plan, PlannedModule

MOST_PER_WEEK = 2


@dataclass(frozen=True, slots=True)
class OnTheTable:
    """A planned module or project together with what the content says of it."""

    planned: PlannedModule
    item: Module | Project
    phase: Phase


@dataclass(frozen=True, slots=True)
class WeekOfPlan:
    """What is on the table in one week; *week* is its Monday, *today* the engineer's day.

    *open* holds at most two modules, the oldest first, and is empty when the
    plan is finished or has not begun.
    """

    engineer: Engineer
    track: Track
    plan: Plan
    week: date
    today: date
    open: tuple[OnTheTable, ...]


@dataclass(frozen=True, slots=True)
class WholePlan:
    """All of a plan, in order, with the titles of what is in it and what is not."""

    engineer: Engineer
    track: Track
    plan: Plan
    today: date
    titles: Mapping[str, str]

    def left_out_of(self, phase: Phase) -> tuple[LeftOut, ...]:
        """What *phase* does without."""
        return tuple(left for left in self.plan.left_out if left.phase == phase.id)

    def modules_of(self, phase: Phase) -> tuple[PlannedModule, ...]:
        """What *phase* holds."""
        return tuple(m for m in self.plan.modules if m.step.phase == phase.id)


def week_of_plan(
    curriculum: Curriculum, engineer: Engineer, plan: Plan, now: datetime
) -> WeekOfPlan:
    """Put together the week that *engineer* is in.

    Modules that the content no longer has are passed over: the plan stays
    usable while its content changes.
    """
    week = engineer.week(now)
    track = curriculum.tracks[plan.track]
    due = plan.of_week(engineer.rhythm.days_of(week)) or _ahead(plan, engineer.day(now))
    shown = [m for m in due if _exists(curriculum, m.item)][:MOST_PER_WEEK]
    return WeekOfPlan(
        engineer,
        track,
        plan,
        week,
        engineer.day(now),
        tuple(OnTheTable(m, curriculum.item(m.item), phase_of(track, m)) for m in shown),
    )


def _ahead(plan: Plan, today: date) -> tuple[PlannedModule, ...]:
    """Take up the next module when the week's own are done; a plan ahead begins on its day."""
    return (plan.current,) if plan.current and plan.starts_on <= today else ()


def whole_plan(curriculum: Curriculum, engineer: Engineer, plan: Plan, now: datetime) -> WholePlan:
    """Put together everything that *plan* holds."""
    ids = [m.item for m in plan.modules] + [left.item for left in plan.left_out]
    titles = {id_: title(curriculum, id_) for id_ in ids}
    return WholePlan(engineer, curriculum.tracks[plan.track], plan, engineer.day(now), titles)


def title(curriculum: Curriculum, item: str) -> str:
    """Name a module or project; one that the content lost goes by its id."""
    return curriculum.item(item).title if _exists(curriculum, item) else item


def _exists(curriculum: Curriculum, item: str) -> bool:
    return item in curriculum.modules or item in curriculum.projects


def phase_of(track: Track, planned: PlannedModule) -> Phase:
    """Find the phase of *planned*; the first where the track lost it."""
    by_id = {phase.id: phase for phase in track.phases}
    return by_id.get(planned.step.phase, track.phases[0])
