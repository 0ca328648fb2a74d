"""The files of content/, read, checked and turned into what the domain knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bot.content import advice, assessments, checks, curriculum
from bot.content.growing import grow
from bot.content.problems import BrokenContentError, Problem, Severity
from bot.content.tree import Tree
from bot.domain.advice import Advice
from bot.domain.curriculum import Curriculum
from bot.domain.questions import QuestionBank

__all__ = ["BrokenContentError", "Loaded", "Problem", "Report", "Severity", "check", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Content that passed every check, ready to be used."""

    curriculum: Curriculum
    bank: QuestionBank
    advice: Advice = field(default_factory=Advice)


@dataclass(frozen=True, slots=True)
class Report:
    """What an author wants to know: what to mend, what to look at, how much there is."""

    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    counts: Mapping[str, int]


def load(directories: Sequence[Path]) -> Loaded:
    """Load the content of *directories*; a later folder's file replaces an earlier one's.

    Raises:
        BrokenContentError: with every problem of every file, if there is one at all.
    """
    tree = grow(directories)
    errors = [each for each in checks.problems(tree) if each.severity is Severity.ERROR]
    if errors or tree.manifest is None or tree.common is None:
        raise BrokenContentError(errors)
    built = curriculum.curriculum(tree, tree.manifest.shape, tree.common.shape)
    return Loaded(built, assessments.bank(tree), advice.advice(tree))


def check(directories: Sequence[Path]) -> Report:
    """Report every problem of the content of *directories*, and count what it holds."""
    tree = grow(directories)
    found = sorted(checks.problems(tree))
    return Report(
        errors=tuple(each for each in found if each.severity is Severity.ERROR),
        warnings=tuple(each for each in found if each.severity is Severity.WARNING),
        counts=MappingProxyType(_counts(tree)),
    )


def _counts(tree: Tree) -> dict[str, int]:
    return {
        "files": len(tree.parsed),
        "tracks": len(tree.tracks.entries),
        "modules": len(tree.modules.entries),
        "tasks": sum(len(module.shape.tasks) for module in tree.modules.entries),
        "projects": len(tree.projects.entries),
        "resources": len(tree.resources.entries),
        "skills": len(tree.skills.entries),
        "quizzes": len(tree.quizzes.entries),
        "seed_items": len(tree.seed_items.entries),
        "areas": len(tree.areas.entries),
        "questions": len(tree.questions.entries),
        "quiz_questions": sum(len(quiz.shape.questions) for quiz in tree.quizzes.entries),
        "faqs": len(tree.faqs.entries),
        "tips": len(tree.tips.entries),
        "roles": len(tree.roles.entries),
        "mappings": len(tree.mappings.entries),
        "terms": len(tree.glossary.entries),
        "policies": len(tree.policies.entries),
        "wordings": len(tree.wordings.entries),
    }
