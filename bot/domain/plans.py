"""One engineer's dated way through a track: built, read and re-dated."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from bot.domain.curriculum import Curriculum, Module, Phase, Project, Track
from bot.domain.people import Engineer
from bot.domain.refusals import BotError

SKIM_SHARE = 0.5
LONGEST_PLAN = timedelta(days=5 * 366)


class StartInThePastError(BotError):
    """A plan cannot start in the past.  Please choose today or a later day."""

    field = "starts_on"


class StartTooFarError(BotError):
    """Please choose a start within the next year."""

    field = "starts_on"


class NothingToLearnError(BotError):
    """Your assessment says that you have everything of this track.  Choose another track."""

    field = "track"


class NeverEndingPlanError(BotError):
    """At this pace the plan would take longer than five years.  Please add hours or days."""

    field = "hours"


class NoPlanYetError(BotError):
    """You have no plan yet.  `/ai-path assess` makes one in about ten minutes."""


class UnknownTrackError(BotError):
    """I do not know this track any more.  Please choose one from the list."""

    field = "track"


class StaleTaskError(BotError):
    """This task is not in your plan any more.  `/ai-path plan` shows the plan as it is now."""


class Verdict(StrEnum):
    """What the assessment says of an area, and so of each module that teaches it."""

    STUDY = "study"
    SKIM = "skim"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, order=True)
class TaskKey:
    """Names a task of a module, or a criterion of a project."""

    item: str
    task: str

    def __str__(self) -> str:
        return f"{self.item}/{self.task}"

    @classmethod
    def parse(cls, text: str) -> "TaskKey":
        """Read what `str` wrote; anything else names a task that no plan has."""
        item, _, task = text.partition("/")
        return cls(item, task)


@dataclass(frozen=True, slots=True)
class Step:
    """One module or project of a plan before it has dates.  *hours* is what it takes here."""

    item: str
    phase: str
    verdict: Verdict
    hours: int
    why: str


@dataclass(frozen=True, slots=True)
class PlannedModule:
    """One module or project of a plan with its days, both ends included.

    *done* holds the ids of tasks (of a project: criteria) that are closed.
    """

    step: Step
    starts_on: date
    ends_on: date
    tasks: tuple[str, ...]
    done: frozenset[str] = frozenset()

    @property
    def item(self) -> str:
        """The id of the module or project."""
        return self.step.item

    @property
    def is_done(self) -> bool:
        """Whether every task is closed."""
        return self.done >= set(self.tasks)

    @property
    def hours_done(self) -> float:
        """The share of the hours that its closed tasks stand for."""
        if self.is_done:
            return self.step.hours
        return self.step.hours * len(self.done & set(self.tasks)) / len(self.tasks)

    @property
    def hours_left(self) -> int:
        """Whole hours that its open tasks still take."""
        return ceil(self.step.hours - self.hours_done)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A module that the plan does without, and why."""

    item: str
    phase: str
    why: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What an engineer asks of a plan, besides what their settings say."""

    track: str
    starts_on: date


@dataclass(frozen=True, slots=True)
class Outline:
    """What a plan holds, in order, before anything is dated."""

    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One engineer's plan.  *hours_per_week* is the pace it was dated at."""

    id: int
    track: str
    content_version: str
    hours_per_week: int
    starts_on: date
    modules: tuple[PlannedModule, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def hours(self) -> int:
        """All hours of the plan."""
        return sum(module.step.hours for module in self.modules)

    @property
    def hours_done(self) -> float:
        """The hours that closed tasks stand for; reported hours do not count here."""
        return sum(module.hours_done for module in self.modules)

    @property
    def progress(self) -> float:
        """The share of the plan that is done, from 0 to 1."""
        return self.hours_done / self.hours

    @property
    def ends_on(self) -> date:
        """The last day with something left to do; of a finished plan its last day."""
        # What was done ahead of its day keeps that day, which may be later than the rest's.
        left = [module for module in self.modules if not module.is_done]
        return max(module.ends_on for module in left or self.modules)

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to do."""
        return self.current is None

    @property
    def current(self) -> PlannedModule | None:
        """The first module that is not done."""
        return next((module for module in self.modules if not module.is_done), None)

    def has(self, key: TaskKey) -> bool:
        """Whether the plan holds this task."""
        module = self.module(key.item)
        return module is not None and key.task in module.tasks

    def is_done(self, key: TaskKey) -> bool:
        """Whether the plan holds this task, and it is closed."""
        module = self.module(key.item)
        return module is not None and key.task in module.done

    def module(self, item: str) -> PlannedModule | None:
        """Find a module or project of this plan."""
        return next((module for module in self.modules if module.item == item), None)

    def expected_progress(self, day: date) -> float:
        """The share that would be done by the evening before *day*, all going to plan."""
        due = sum(m.step.hours for m in self.modules if m.ends_on < day)
        return due / self.hours

    def modules_behind(self, day: date) -> int:
        """How many modules should be done by now and are not."""
        return sum(1 for m in self.modules if m.ends_on < day and not m.is_done)

    def of_week(self, days: Sequence[date]) -> tuple[PlannedModule, ...]:
        """The open modules of the week that has these *days*: overdue ones first."""
        return tuple(m for m in self.modules if m.starts_on <= days[-1] and not m.is_done)


def outline(
    curriculum: Curriculum,
    track: Track,
    area_of: Mapping[str, str],
    verdicts: Mapping[str, Verdict],
) -> Outline:
    """Decide what of *track* goes into a plan, and say why.

    *area_of* names the assessed area of a module, *verdicts* what the
    assessment said of that area; a module of no area is always studied.

    Raises:
        NothingToLearnError: if nothing would be left.
    """
    steps: list[Step] = []
    left_out: list[LeftOut] = []
    for phase in track.phases:
        for item in phase_items(curriculum, phase):
            verdict = verdicts.get(area_of.get(item, ""), Verdict.STUDY)
            if verdict is Verdict.SKIP and item in curriculum.modules:
                why = "your assessment says that you have this"
                left_out.append(LeftOut(item, phase.id, why))
            else:
                steps.append(_step(curriculum.item(item), phase, verdict))
    if not any(step.item in curriculum.modules for step in steps):
        raise NothingToLearnError
    return Outline(tuple(steps), tuple(left_out))


def phase_items(curriculum: Curriculum, phase: Phase) -> tuple[str, ...]:
    """List the modules and projects of *phase* in order, the first choices taken.

    A project comes last in its phase, after what it needs.
    """
    chosen: list[str] = []
    if phase.choice:
        chosen = [item for bundle in phase.choice.bundles[: phase.choice.count] for item in bundle]
    items = dict.fromkeys((*phase.modules, *chosen, *phase.projects))
    return tuple(sorted(items, key=lambda item: item in curriculum.projects))


def _step(item: Module | Project, phase: Phase, verdict: Verdict) -> Step:
    if isinstance(item, Project):
        why = f'shows what you can do: the proof of "{phase.title}"'
        return Step(item.id, phase.id, Verdict.STUDY, item.hours, why)
    if verdict is Verdict.SKIM:
        hours = ceil(item.hours * SKIM_SHARE)
        return Step(item.id, phase.id, verdict, hours, "you know part of it: do the tasks only")
    return Step(item.id, phase.id, Verdict.STUDY, item.hours, f'part of "{phase.title}"')


def is_known(curriculum: Curriculum, item: str) -> bool:
    """Whether the content (still) has the module or project called *item*."""
    return item in curriculum.modules or item in curriculum.projects


def task_ids(item: Module | Project) -> tuple[str, ...]:
    """List what has to be closed: the tasks of a module, the criteria of a project."""
    if isinstance(item, Project):
        return tuple(criterion.id for criterion in item.criteria)
    return tuple(task.id for task in item.tasks)


def dated(
    curriculum: Curriculum,
    steps: Sequence[Step],
    engineer: Engineer,
    starts_on: date,
    done: Mapping[str, Collection[str]] | None = None,
) -> tuple[PlannedModule, ...]:
    """Lay *steps* over the engineer's working days from *starts_on* on.

    The hours a week are spread evenly over the working days of an ordinary
    week, so a part-time or holiday week carries its share and no more.
    *done* holds what is closed already and takes no more time.

    Raises:
        NeverEndingPlanError: if it would take more than five years.
    """
    closed = done or {}
    days = _Days(engineer, starts_on)
    return tuple(
        _laid(
            PlannedModule(
                step,
                starts_on,
                starts_on,
                task_ids(curriculum.item(step.item)),
                frozenset(closed.get(step.item, ())),
            ),
            days,
        )
        for step in steps
    )


def _laid(module: PlannedModule, days: "_Days") -> PlannedModule:
    """Lay what is left of *module* over the next *days*."""
    return replace(module, starts_on=days.open(), ends_on=days.spend(module.hours_left))


class _Days:
    """A walk over the days on which an engineer can learn, spending hours."""

    def __init__(self, engineer: Engineer, starts_on: date) -> None:
        self._per_day = engineer.rhythm.hours_per_week / len(engineer.rhythm.working_days)
        self._walk = _working_days(engineer, starts_on)
        self._day = starts_on
        self._left = 0.0

    def open(self) -> date:
        """The first day that still has time."""
        if self._left <= _A_MOMENT:
            self._day, self._left = next(self._walk), self._per_day
        return self._day

    def spend(self, hours: float) -> date:
        """Use up *hours* and return the day on which the last of them falls."""
        day = self.open()
        while hours > self._left + _A_MOMENT:
            hours -= self._left
            self._left = 0.0
            day = self.open()
        self._left -= hours
        return day


# Hours are thirds and sevenths at times; less than this is rounding, not time.
_A_MOMENT = 1e-6


def _working_days(engineer: Engineer, starts_on: date) -> Iterator[date]:
    day = starts_on
    while day - starts_on < LONGEST_PLAN:
        if engineer.works_on(day):
            yield day
        day += timedelta(days=1)
    raise NeverEndingPlanError


def redated(curriculum: Curriculum, plan: Plan, engineer: Engineer, today: date) -> Plan:
    """Move what is not done to the days that are left; what is done stays where it was.

    What the content no longer has stays too, for nobody can work on it.

    Raises:
        NeverEndingPlanError: if it would take more than five years.
    """
    days = _Days(engineer, max(today, plan.starts_on))
    modules = tuple(
        module if module.is_done or not is_known(curriculum, module.item) else _laid(module, days)
        for module in plan.modules
    )
    return replace(plan, modules=modules, hours_per_week=engineer.rhythm.hours_per_week)


def check_start(starts_on: date, today: date) -> None:
    """Refuse a start that cannot be meant.

    Raises:
        StartInThePastError: if it is before today.
        StartTooFarError: if it is more than a year ahead.
    """
    if starts_on < today:
        raise StartInThePastError
    if starts_on > today + timedelta(days=366):
        raise StartTooFarError
