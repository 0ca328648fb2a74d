"""Turns a tree without errors into the curriculum."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from bot.content import shapes
from bot.content.tree import Shelf, Tree
from bot.domain.curriculum import (
    Choice,
    Criterion,
    Curriculum,
    Module,
    Phase,
    Project,
    QuizChoice,
    QuizQuestion,
    Reading,
    Resource,
    Scoring,
    Skill,
    Task,
    Track,
    Variant,
)

S = TypeVar("S", bound=shapes.Named)
T = TypeVar("T")
V = TypeVar("V")


def curriculum(tree: Tree, manifest: shapes.ManifestFile, common: shapes.CommonFile) -> Curriculum:
    """Build the curriculum; *tree* must have passed every rule."""
    resources = _each(tree.resources, _resource)
    return Curriculum(
        version=manifest.content_version,
        default_track=manifest.default_track,
        skills=_each(tree.skills, _skill),
        resources=resources,
        modules=_each(
            tree.modules, lambda file: _module(file, resources, tree.quizzes.shape(file.id))
        ),
        projects=_each(tree.projects, lambda file: _project(file, common)),
        tracks=_each(tree.tracks, _track),
        seeds=_frozen(manifest.seeds),
    )


def _frozen(mapping: Mapping[str, V]) -> Mapping[str, V]:
    return MappingProxyType(dict(mapping))


def _each(shelf: Shelf[S], build: Callable[[S], T]) -> Mapping[str, T]:
    return _frozen({entry.shape.id: build(entry.shape) for entry in shelf.entries})


def _skill(file: shapes.SkillFile) -> Skill:
    return Skill(file.id, file.name, file.group)


def _resource(file: shapes.ResourceFile) -> Resource:
    return Resource(
        id=file.id,
        title=file.title,
        url=file.url,
        kind=file.kind,
        area=file.area,
        level=file.level,
        hours=file.hours,
        cost=file.cost,
        publisher=file.publisher,
        why=file.why,
        retired=file.status == "retired",
        replaced_by=file.replaced_by,
        note=file.note,
    )


def _module(
    file: shapes.ModuleFile, resources: Mapping[str, Resource], quiz: shapes.QuizFile | None
) -> Module:
    return Module(
        id=file.id,
        title=file.title,
        area=file.area,
        hours=file.hours,
        outcome=file.outcome,
        skills=_frozen(file.skills),
        needs=file.needs,
        tasks=tuple(_task(part) for part in file.tasks),
        readings=tuple(Reading(resources[part.ref], part.part) for part in file.resources),
        reflect=file.reflect,
        body=file.body,
        reviewed_on=file.reviewed_on,
        aliases=file.aliases,
        seed_items=file.seed_items,
        quiz=tuple(_question(part) for part in (quiz.questions if quiz else ())),
    )


def _task(part: shapes.TaskPart) -> Task:
    return Task(
        id=part.id,
        do=part.do,
        deliver=part.deliver,
        check=part.check.kind,
        accept=part.check.accept,
        evidence=part.evidence,
    )


def _question(part: shapes.QuizQuestionPart) -> QuizQuestion:
    choices = (QuizChoice(each.text, each.explain, each.correct) for each in part.choices)
    return QuizQuestion(part.id, part.ask, tuple(choices))


def _project(file: shapes.ProjectFile, common: shapes.CommonFile) -> Project:
    scoring = common.scoring[file.scoring]
    return Project(
        id=file.id,
        title=file.title,
        hours=file.hours,
        needs=file.needs,
        brief=file.brief,
        criteria=tuple(Criterion(part.id, part.text) for part in file.accept),
        common_criteria=common.common,
        stretch=file.stretch,
        body=file.body,
        reviewed_on=file.reviewed_on,
        aliases=file.aliases,
        seed_items=file.seed_items,
        scoring=Scoring(scoring.points, scoring.reviewers, scoring.no_zero, scoring.min_share),
    )


def _track(file: shapes.TrackFile) -> Track:
    return Track(
        id=file.id,
        title=file.title,
        seed=file.seed,
        audience=file.audience,
        philosophy=file.philosophy,
        seed_claim=file.seed_claim,
        pace_hours_per_week=file.pace_hours_per_week,
        weeks_range=file.weeks_range,
        assumes=_frozen(file.assumes),
        stances=_frozen(file.stances),
        phases=tuple(_phase(part) for part in file.phases),
        electives=file.electives,
        variants=tuple(_variant(name, part) for name, part in file.variants.items()),
        seed_items=file.seed_items,
    )


def _phase(part: shapes.PhasePart) -> Phase:
    return Phase(
        id=part.id,
        title=part.title,
        weeks=part.weeks,
        modules=part.modules,
        projects=part.projects,
        exit=part.exit,
        choice=Choice(part.choose.count, part.choose.from_) if part.choose else None,
        seed_range=part.seed_range or "",
    )


def _variant(name: str, part: shapes.VariantPart) -> Variant:
    return Variant(name, part.note, _frozen(part.replace), part.prepend, part.weeks_max)
