"""The shape of every kind of file: which keys it has and what they hold.

Shapes only say what can be read at all.  Whether what is read makes sense is
for `bot.content.checks`, so texts that a check judges may be empty here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from bot.domain.curriculum import CheckKind, EvidenceKind

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Judged = Annotated[str, StringConstraints(strip_whitespace=True)]
Whole = Annotated[int, Field(strict=True, ge=0)]
Number = Annotated[float, Field(strict=True)]
Range = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}-[0-9]{1,3} (weeks|months)$")]
Ids = tuple[Text, ...]


class Shape(BaseModel):
    """What every shape has in common: nothing may be added, nothing changed."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Named(Shape):
    """Anything with an id."""

    id: Text


class Versioned(Shape):
    """A file that says which form of this schema it was written for."""

    schema_: Literal[1] = Field(alias="schema")


class Titled(Named, Versioned):
    """What people find by its title: a track, a module or a project."""

    title: Text
    seed_items: Ids


class Learnable(Titled):
    """What a module and a project have in common; *body* is the text below the front matter."""

    needs: Ids
    reviewed_on: date
    aliases: Ids = ()
    body: Judged = ""


class ManifestFile(Versioned):
    """`manifest.yaml`: the content as a whole."""

    content_version: Text
    default_track: Text
    seeds: Mapping[str, Text]
    hours_note: Text


class SkillFile(Named):
    """One entry of `skills.yaml`."""

    name: Text
    group: Text


class ResourceFile(Named):
    """One entry of `resources/<area>.yaml`; the last keys are for exams."""

    title: Text
    url: Text
    kind: Literal["article", "book", "course", "docs", "exam", "paper", "repo", "tutorial", "video"]
    area: Text
    level: Literal["beginner", "intermediate", "advanced"]
    hours: Annotated[float, Field(strict=True, ge=0)]
    hours_basis: Literal["estimate", "publisher"]
    cost: Literal["free", "freemium", "paid"]
    publisher: Text
    why: Text
    seen: Text
    note: Judged = ""
    status: Literal["active", "retired"] = "active"
    retired_on: date | None = None
    replaced_by: Ids = ()
    checked_on: date | None = None


class CheckPart(Shape):
    """How a task is accepted."""

    kind: CheckKind
    accept: Judged


class TaskPart(Named):
    """One task of a module."""

    do: Judged
    deliver: Judged
    check: CheckPart
    evidence: EvidenceKind


class ReadingPart(Shape):
    """A resource that a module asks for, and which part of it."""

    ref: Text
    part: Judged = ""


class ModuleFile(Learnable):
    """`modules/<area>/<id>.md`."""

    area: Text
    hours: Whole
    outcome: Judged
    skills: Mapping[str, Annotated[int, Field(strict=True, ge=1, le=4)]]
    tasks: tuple[TaskPart, ...]
    resources: tuple[ReadingPart, ...]
    reflect: Judged


class ScoringPart(Shape):
    """How reviewers score a project."""

    points: tuple[Whole, ...]
    reviewers: Whole
    no_zero: bool
    min_share: Annotated[float, Field(strict=True, ge=0, le=1)]


class CommonFile(Shape):
    """`projects/_common.yaml`: what holds for every project."""

    common: tuple[Text, ...]
    scoring: Mapping[str, ScoringPart]


class CriterionPart(Named):
    """One thing a project must show."""

    text: Text


class ProjectFile(Learnable):
    """`projects/<id>.md`."""

    hours: Annotated[int, Field(strict=True, ge=1)]
    brief: Text
    accept: tuple[CriterionPart, ...]
    stretch: Judged = ""
    scoring: Text


class ChoosePart(Shape):
    """A choice inside a phase: *count* of the bundles."""

    count: Annotated[int, Field(strict=True, ge=1)]
    from_: tuple[Annotated[Ids, Field(min_length=1)], ...] = Field(alias="from", min_length=2)


class PhasePart(Named):
    """One phase of a track."""

    title: Text
    seed_range: Range | None = None
    weeks: Annotated[int, Field(strict=True, ge=1)]
    modules: Ids
    projects: Ids
    choose: ChoosePart | None = None
    exit: Text


class VariantPart(Shape):
    """A variant of a track; without a pace of its own it has the track's."""

    replace: Mapping[str, Text] = Field(default_factory=dict)
    prepend: Ids = ()
    weeks_max: Annotated[int, Field(strict=True, ge=1)] | None = None
    pace_hours_per_week: Annotated[int, Field(strict=True, ge=1, le=40)] | None = None
    note: Text


class TrackFile(Titled):
    """`tracks/<id>.yaml`."""

    seed: Text
    audience: Text
    philosophy: Text
    seed_claim: Text
    pace_hours_per_week: Annotated[int, Field(strict=True, ge=1, le=40)]
    weeks_range: tuple[Whole, Whole]
    assumes: Mapping[str, Text]
    stances: Mapping[str, Text]
    phases: Annotated[tuple[PhasePart, ...], Field(min_length=1)]
    electives: Ids
    variants: Mapping[str, VariantPart] = Field(default_factory=dict)


class QuizChoicePart(Shape):
    """One answer of a quiz question."""

    text: Text
    correct: Annotated[bool, Field(strict=True)] = False
    explain: Judged = ""


class QuizQuestionPart(Named):
    """One question of a quiz."""

    ask: Text
    choices: tuple[QuizChoicePart, ...]


class QuizFile(Versioned):
    """`quizzes/<module-id>.yaml`: questions to try oneself on, never scored."""

    module: Text
    questions: Annotated[tuple[QuizQuestionPart, ...], Field(min_length=1)]


class SeedItemFile(Named):
    """One entry of `seeds/items.yaml`: what a published roadmap says and where it lands."""

    kind: Text
    says: Text
    lands: Annotated[Ids, Field(min_length=1)]


class AreaFile(Named):
    """One entry of `areas.yaml`."""

    title: Text
    anchors: tuple[Text, Text, Text, Text, Text]
    modules: Ids


class OptionPart(Named):
    """One option of a bank question."""

    text: Text
    correct: Annotated[bool, Field(strict=True)] = False
    explain: Judged = ""


class QuestionFile(Named):
    """One question of the bank."""

    module: Text
    level: Whole
    a: Number
    b: Number
    ask: Text
    options: tuple[OptionPart, ...]


class BankFile(Versioned):
    """`questions/<area>.yaml`, whose questions are read one by one as `QuestionFile`."""

    area: Text
    questions: tuple[object, ...]
