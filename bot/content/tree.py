"""Everything that was read from the files, with the place where each entry stands.

The tree is what checks look at.  Entries that could not be read are missing
from it, but it remembers their names, so that one broken file is reported
once and not again by everything that refers to it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from pydantic import BaseModel

from bot.content import advice_shapes, shapes
from bot.content.parsing import Parsed
from bot.content.problems import Finding, Place

# Covariant, so that a module's and a project's entry can be looked at as what both are.
S_co = TypeVar("S_co", bound=BaseModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[S_co]):
    """One entry: its shape, and as it was written in *raw*."""

    place: Place
    shape: S_co
    raw: object

    @property
    def stem(self) -> str:
        """The name of its file without the ending."""
        return PurePosixPath(self.place.file).stem


@dataclass(frozen=True, slots=True)
class Shelf(Generic[S_co]):
    """All entries of one kind; *lost* names those that could not be read."""

    entries: tuple[Entry[S_co], ...]
    by_id: Mapping[str, Entry[S_co]]
    lost: frozenset[str]
    whole: bool = True

    @classmethod
    def of(
        cls, entries: Sequence[Entry[S_co]], key: Callable[[S_co], str], lost: Collection[str]
    ) -> "Shelf[S_co]":
        """Sort *entries* by what *key* says of them; the first of two namesakes stays."""
        by_id = {key(entry.shape): entry for entry in reversed(entries)}
        return cls(tuple(entries), by_id, frozenset(lost))

    @property
    def is_complete(self) -> bool:
        """Tell whether everything of this kind could be read."""
        return self.whole and not self.lost

    def with_gaps(self) -> "Shelf[S_co]":
        """Remember that a whole file of entries could not be read."""
        return replace(self, whole=False)

    def knows(self, id: str) -> bool:
        """Tell whether *id* exists, as far as can be told from what could be read."""
        return id in self.by_id or id in self.lost or not self.whole

    def shape(self, id: str) -> S_co | None:
        """Find the shape called *id*, if it could be read."""
        entry = self.by_id.get(id)
        return entry.shape if entry else None


@dataclass(frozen=True, slots=True)
class Tree:
    """The content as it was read.  *strays* are files that no part of the bot would read."""

    manifest: Entry[shapes.ManifestFile] | None
    common: Entry[shapes.CommonFile] | None
    skills: Shelf[shapes.SkillFile]
    resources: Shelf[shapes.ResourceFile]
    modules: Shelf[shapes.ModuleFile]
    projects: Shelf[shapes.ProjectFile]
    tracks: Shelf[shapes.TrackFile]
    quizzes: Shelf[shapes.QuizFile]
    seed_items: Shelf[shapes.SeedItemFile]
    areas: Shelf[shapes.AreaFile]
    banks: Shelf[shapes.BankFile]
    questions: Shelf[shapes.QuestionFile]
    faqs: Shelf[advice_shapes.FaqFile]
    tips: Shelf[advice_shapes.TipFile]
    roles: Shelf[advice_shapes.RoleFile]
    mappings: Shelf[advice_shapes.MappingFile]
    glossary: Shelf[advice_shapes.TermFile]
    policies: Shelf[advice_shapes.PolicyFile]
    wordings: Shelf[advice_shapes.WordingFile]
    unparsable: tuple[Finding, ...]
    misshapen: tuple[Finding, ...]
    strays: tuple[Place, ...]
    parsed: Mapping[str, Parsed]

    def line_of(self, place: Place) -> int:
        """Find the line at which *place* stands."""
        parsed = self.parsed.get(place.file)
        return parsed.line_of(place.keys) + place.below if parsed else 1 + place.below

    def hours(self, id: str) -> int | None:
        """Say how long the module or project *id* takes, if it could be read."""
        found = self.modules.shape(id) or self.projects.shape(id)
        return found.hours if found else None
