"""One week of a plan, with everything that is worth showing of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.curriculum import Curriculum, Module, Phase, Project, Track
from bot.domain.people import Engineer
from bot.domain.plans import LeftOut, Plan, PlannedModule, UnknownTrackError, is_known

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

    Raises:
        UnknownTrackError: if the content no longer has the track.
    """
    week, today, track = engineer.week(now), engineer.day(now), track_of(curriculum, plan)
    due = _known(curriculum, plan.of_week(engineer.rhythm.days_of(week)))
    shown = due[:MOST_PER_WEEK] or _ahead(curriculum, plan, today)
    table = tuple(OnTheTable(m, curriculum.item(m.item), phase_of(track, m)) for m in shown)
    return WeekOfPlan(engineer, track, plan, week, today, table)


def _known(curriculum: Curriculum, modules: Iterable[PlannedModule]) -> list[PlannedModule]:
    return [module for module in modules if is_known(curriculum, module.item)]


def _ahead(curriculum: Curriculum, plan: Plan, today: date) -> list[PlannedModule]:
    """Take up the next module when the week's own are done; a plan ahead begins on its day."""
    if plan.starts_on > today:
        return []
    return _known(curriculum, (module for module in plan.modules if not module.is_done))[:1]


def whole_plan(curriculum: Curriculum, engineer: Engineer, plan: Plan, now: datetime) -> WholePlan:
    """Put together everything that *plan* holds.

    Raises:
        UnknownTrackError: if the content no longer has the track.
    """
    ids = [m.item for m in plan.modules] + [left.item for left in plan.left_out]
    titles = {id_: title(curriculum, id_) for id_ in ids}
    return WholePlan(engineer, track_of(curriculum, plan), plan, engineer.day(now), titles)


def title(curriculum: Curriculum, item: str) -> str:
    """Name a module or project; one that the content lost goes by its id."""
    return curriculum.item(item).title if is_known(curriculum, item) else item


def track_of(curriculum: Curriculum, plan: Plan) -> Track:
    """Find the track that *plan* follows.

    Raises:
        UnknownTrackError: if the content no longer has it.
    """
    if plan.track not in curriculum.tracks:
        raise UnknownTrackError
    return curriculum.tracks[plan.track]


def phase_of(track: Track, planned: PlannedModule) -> Phase:
    """Find the phase of *planned*; the first where the track lost it."""
    by_id = {phase.id: phase for phase in track.phases}
    return by_id.get(planned.step.phase, track.phases[0])
