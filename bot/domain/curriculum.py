"""What there is to learn: tracks, phases, modules, tasks, projects and resources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class CheckKind(StrEnum):
    """How a task's deliverable is accepted."""

    CI = "ci"
    METRIC = "metric"
    REVIEW = "review"
    QUIZ = "quiz"
    BOT = "bot"


class EvidenceKind(StrEnum):
    """What closes a task."""

    LINK = "link"
    TEXT = "text"
    NUMBER_AND_LINK = "number-and-link"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing a person can do, at a level from 1 (explains it) to 4 (reviews others)."""

    id: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to read, watch or run.  *hours* estimate the whole of it."""

    id: str
    title: str
    url: str
    kind: str
    area: str
    level: str
    hours: float
    cost: str
    publisher: str
    why: str
    retired: bool = False
    replaced_by: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The part of a resource that a module asks for; *part* may be empty for all of it."""

    resource: Resource
    part: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One step of a module: what to do, what to hand in and what makes it acceptable."""

    id: str
    do: str
    deliver: str
    check: CheckKind
    accept: str
    evidence: EvidenceKind


@dataclass(frozen=True, slots=True)
class QuizChoice:
    """One answer of a quiz question, and why it is right or wrong."""

    text: str
    explain: str
    correct: bool = False


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question to try oneself on at the end of a module; it is never scored."""

    id: str
    ask: str
    choices: tuple[QuizChoice, ...]


@dataclass(frozen=True, slots=True)
class Module:
    """A week's worth of learning.  *hours* is the author's estimate."""

    id: str
    title: str
    area: str
    hours: int
    outcome: str
    skills: Mapping[str, int]
    needs: tuple[str, ...]
    tasks: tuple[Task, ...]
    readings: tuple[Reading, ...]
    reflect: str
    body: str = ""
    reviewed_on: date | None = None
    aliases: tuple[str, ...] = ()
    seed_items: tuple[str, ...] = ()
    quiz: tuple[QuizQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a project must show to be accepted."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """How *reviewers* give points to each criterion, and which share of them is enough."""

    points: tuple[int, ...]
    reviewers: int
    no_zero: bool
    min_share: float


@dataclass(frozen=True, slots=True)
class Project:
    """A larger piece of work that several modules lead up to.  *hours* is an estimate."""

    id: str
    title: str
    hours: int
    needs: tuple[str, ...]
    brief: str
    criteria: tuple[Criterion, ...]
    common_criteria: tuple[str, ...]
    stretch: str = ""
    body: str = ""
    reviewed_on: date | None = None
    aliases: tuple[str, ...] = ()
    seed_items: tuple[str, ...] = ()
    scoring: Scoring | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """*count* of several bundles of modules and projects, each about as long."""

    count: int
    bundles: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a track that ends with something to show."""

    id: str
    title: str
    weeks: int
    modules: tuple[str, ...]
    projects: tuple[str, ...]
    exit: str
    choice: Choice | None = None
    seed_range: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A track for somebody who starts elsewhere.  Replacements apply at the same time."""

    name: str
    note: str
    replace: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    prepend: tuple[str, ...] = ()
    weeks_max: int | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One way through the modules, with its own stance on what matters."""

    id: str
    title: str
    seed: str
    audience: str
    philosophy: str
    seed_claim: str
    pace_hours_per_week: int
    weeks_range: tuple[int, int]
    assumes: Mapping[str, str]
    stances: Mapping[str, str]
    phases: tuple[Phase, ...]
    electives: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
    seed_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Everything of content/ that can be learnt, with all references resolved.

    *seeds* titles the published roadmaps that the tracks follow.
    """

    version: str
    default_track: str
    skills: Mapping[str, Skill]
    resources: Mapping[str, Resource]
    modules: Mapping[str, Module]
    projects: Mapping[str, Project]
    tracks: Mapping[str, Track]
    seeds: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def item(self, id: str) -> Module | Project:
        """Look up the module or project called *id*.

        Raises:
            KeyError: if the content has neither.
        """
        return self.modules[id] if id in self.modules else self.projects[id]
