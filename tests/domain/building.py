"""Small things made by hand: an engineer, a curriculum, a plan."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time
from types import MappingProxyType
from typing import TypedDict, Unpack

from bot.domain.curriculum import (
    CheckKind,
    Choice,
    Criterion,
    Curriculum,
    EvidenceKind,
    Module,
    Phase,
    Project,
    Task,
    Track,
)
from bot.domain.people import Engineer, Rhythm, Who
from bot.domain.plans import Plan, PlannedModule, Step, Verdict

NO_SKILLS = MappingProxyType[str, int]({})
NO_WORDS = MappingProxyType[str, str]({})
WEEKDAYS = frozenset(range(5))
SUNDAY_TO_THURSDAY = frozenset({6, 0, 1, 2, 3})
SATURDAY_TO_WEDNESDAY = frozenset({5, 6, 0, 1, 2})


class Settings(TypedDict, total=False):
    """What may be said of a rhythm; the rest is as the house sets it."""

    zone: str
    nudge_day: int
    nudge_at: time
    checkin_at: time
    hours_per_week: int
    working_days: frozenset[int]


def engineer(name: str = "Ada", id: int = 1, **settings: Unpack[Settings]) -> Engineer:
    return Engineer(id, Who("T1", f"U{name.upper()}"), name, Rhythm(**settings))


def module(
    id: str, hours: int = 5, tasks: Iterable[str] = ("t1", "t2"), needs: tuple[str, ...] = ()
) -> Module:
    return Module(
        id=id,
        title=id.title(),
        area="mlops",
        hours=hours,
        outcome=f"You can do {id}.",
        skills=NO_SKILLS,
        needs=needs,
        tasks=tuple(_task(task) for task in tasks),
        readings=(),
        reflect="What surprised you?",
    )


def _task(id: str) -> Task:
    return Task(id, "Do it", "A link", CheckKind.REVIEW, "it runs", EvidenceKind.LINK)


def project(id: str, hours: int = 10, criteria: Iterable[str] = ("c1", "c2")) -> Project:
    return Project(
        id=id,
        title=id.title(),
        hours=hours,
        needs=(),
        brief="Build it.",
        criteria=tuple(Criterion(criterion, "It runs.") for criterion in criteria),
        common_criteria=(),
    )


def phase(
    id: str, *modules: str, projects: tuple[str, ...] = (), choice: Choice | None = None
) -> Phase:
    return Phase(id, id.title(), 3, modules, projects, "Show it.", choice)


def track(*phases: Phase, id: str = "way") -> Track:
    return Track(
        id=id,
        title="The way",
        seed="all",
        audience="Everybody",
        philosophy="Start small.",
        seed_claim="",
        pace_hours_per_week=5,
        weeks_range=(4, 8),
        assumes=NO_WORDS,
        stances=NO_WORDS,
        phases=phases,
        electives=(),
    )


def curriculum(way: Track, *items: Module | Project) -> Curriculum:
    return Curriculum(
        version="1",
        default_track=way.id,
        skills=MappingProxyType({}),
        resources=MappingProxyType({}),
        modules={item.id: item for item in items if isinstance(item, Module)},
        projects={item.id: item for item in items if isinstance(item, Project)},
        tracks={way.id: way},
    )


def step(item: str, hours: int = 5) -> Step:
    return Step(item, "one", Verdict.STUDY, hours, "part of it")


def planned(item: str, first: date, last: date, *done: str, hours: int = 5) -> PlannedModule:
    return PlannedModule(step(item, hours), first, last, ("t1", "t2"), frozenset(done))


def plan_of(*modules: PlannedModule, starts_on: date | None = None) -> Plan:
    first = starts_on or min(module.starts_on for module in modules)
    return Plan(7, "way", "1", 5, first, modules)


def finished(plan: Plan) -> Plan:
    done = tuple(replace(module, done=frozenset(module.tasks)) for module in plan.modules)
    return replace(plan, modules=done)
