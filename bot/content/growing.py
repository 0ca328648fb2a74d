"""Grows the tree: reads every kind of file and gives each entry its shape."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content import advice_shapes, shapes
from bot.content.files import ContentFile, gather, read
from bot.content.parsing import Parsed, UnparsableError
from bot.content.problems import Finding, Place
from bot.content.tree import Entry, Shelf, Tree
from bot.domain.advice import When

S = TypeVar("S", bound=BaseModel)
N = TypeVar("N", bound=shapes.Named)

MANIFEST = "manifest.yaml"
SKILLS = "skills.yaml"
AREAS = "areas.yaml"
COMMON = "projects/_common.yaml"
WORDINGS = "wordings.yaml"
REQUIRED = (MANIFEST, SKILLS, AREAS, COMMON, WORDINGS)

MODULES = "modules/*/*.md"
PROJECTS = "projects/*.md"
TRACKS = "tracks/*.yaml"
RESOURCES = "resources/*.yaml"
QUIZZES = "quizzes/*.yaml"
BANKS = "questions/*.yaml"
SEED_ITEMS = "seeds/items.yaml"
FAQS = "faqs.yaml"
TIPS = "nudges.yaml"
ROLES = "roles.yaml"
MAPPINGS = "mappings.yaml"
GLOSSARY = "glossary.yaml"
POLICIES = "policies.yaml"
PATTERNS = (COMMON, MODULES, PROJECTS, TRACKS, RESOURCES, QUIZZES, BANKS, SEED_ITEMS)
FOLDERS = frozenset(pattern.split("/", maxsplit=1)[0] for pattern in PATTERNS)

# Where a key says which shape applies, its value stands in the way to what is wrong.
_TAGS = frozenset(When)

_WRONG = {
    "missing": "is missing",
    "extra_forbidden": "is a key that nobody reads",
    "model_type": "should be a mapping of keys to values",
    "tuple_type": "should be a list",
}


def grow(directories: Sequence[Path]) -> Tree:
    """Read all files of *directories*, laid over one another in their order."""
    gardener = _Gardener(gather(directories))
    gardener.miss_directories(directories)
    gardener.miss_files(directories)
    return gardener.tree()


@dataclass(slots=True)
class _Gardener:
    """Reads kind after kind and keeps what went wrong on the way."""

    files: tuple[ContentFile, ...]
    parsed: dict[str, Parsed] = field(default_factory=dict)
    unparsable: list[Finding] = field(default_factory=list)
    misshapen: list[Finding] = field(default_factory=list)

    def miss_directories(self, directories: Sequence[Path]) -> None:
        """Note the folders that do not exist, or that there is none to read."""
        if not directories:
            self.unparsable.append(Finding(Place("content"), "No folder was named."))
        for directory in directories:
            if not directory.is_dir():
                self.unparsable.append(Finding(Place(str(directory)), "There is no such folder."))

    def miss_files(self, directories: Sequence[Path]) -> None:
        """Note the files that every content has and this has not."""
        there = {str(file.name) for file in self.files}
        # Packs only add to the first folder, so that is where a file is missing.
        for directory in filter(Path.is_dir, directories[:1]):
            for name in REQUIRED:
                if name not in there:
                    place = Place(str(directory / name))
                    self.misshapen.append(Finding(place, "This file is missing."))

    def tree(self) -> Tree:
        """Read every kind."""
        banks = self._each(BANKS, shapes.BankFile, lambda bank: bank.area)
        return Tree(
            manifest=self._only(MANIFEST, shapes.ManifestFile),
            common=self._only(COMMON, shapes.CommonFile),
            skills=self._listed(SKILLS, shapes.SkillFile),
            resources=self._listed(RESOURCES, shapes.ResourceFile),
            modules=self._each(MODULES, shapes.ModuleFile, _own_id),
            projects=self._each(PROJECTS, shapes.ProjectFile, _own_id),
            tracks=self._each(TRACKS, shapes.TrackFile, _own_id),
            quizzes=self._each(QUIZZES, shapes.QuizFile, lambda quiz: quiz.module),
            seed_items=self._listed(SEED_ITEMS, shapes.SeedItemFile),
            areas=self._listed(AREAS, shapes.AreaFile),
            banks=banks,
            questions=self._inside(banks),
            faqs=self._listed(FAQS, advice_shapes.FaqFile),
            tips=self._listed(TIPS, advice_shapes.TipFile),
            roles=self._listed(ROLES, advice_shapes.RoleFile),
            mappings=self._listed(MAPPINGS, advice_shapes.MappingFile),
            glossary=self._listed(GLOSSARY, advice_shapes.TermFile),
            policies=self._listed(POLICIES, advice_shapes.PolicyFile),
            wordings=self._listed(WORDINGS, advice_shapes.WordingFile),
            strays=tuple(_strays(self.files)),
            unparsable=tuple(self.unparsable),
            misshapen=tuple(self.misshapen),
            parsed=self.parsed,
        )

    def _only(self, name: str, shape: type[S]) -> Entry[S] | None:
        """Read the one file called *name*."""
        entries = [self._shaped(*found, shape) for found in self._like(name)]
        return entries[0] if entries else None

    def _each(self, pattern: str, shape: type[S], key: Callable[[S], str]) -> Shelf[S]:
        """Read files that hold one entry each."""
        entries, lost = [], set()
        for place, value in self._like(pattern):
            entry = self._shaped(place, value, shape)
            if entry is None:
                lost.add(Path(place.file).stem)
            else:
                entries.append(entry)
        return Shelf.of(entries, key, lost)

    def _listed(self, pattern: str, shape: type[N]) -> Shelf[N]:
        """Read files that hold a list of entries."""
        lists = [(place, self._list(place, value)) for place, value in self._like(pattern)]
        shelf = self._picked(
            ((place.at(n), raw) for place, raws in lists for n, raw in enumerate(raws or ())),
            shape,
        )
        missing = pattern in REQUIRED and not lists
        return shelf.with_gaps() if missing or any(raws is None for _, raws in lists) else shelf

    def _inside(self, banks: Shelf[shapes.BankFile]) -> Shelf[shapes.QuestionFile]:
        """Read the questions of *banks* one by one, so that a bad one spoils no other."""
        return self._picked(
            (
                (bank.place.at("questions", n), raw)
                for bank in banks.entries
                for n, raw in enumerate(bank.shape.questions)
            ),
            shapes.QuestionFile,
        )

    def _picked(self, raws: Iterator[tuple[Place, object]], shape: type[N]) -> Shelf[N]:
        entries, lost = [], set()
        for place, raw in raws:
            entry = self._shaped(place, raw, shape)
            if entry is None:
                lost.add(_id_of(raw))
            else:
                entries.append(entry)
        return Shelf.of(entries, _own_id, lost)

    def _like(self, pattern: str) -> Iterator[tuple[Place, object]]:
        """Parse each file whose name fits *pattern*; one that cannot be parsed is `UNREAD`."""
        for file in self.files:
            if not file.is_like(pattern):
                continue
            place = Place(str(file.path))
            try:
                parsed = read(file.path)
            except UnparsableError as error:
                self.unparsable.append(Finding(place.at(below=error.line - 1), error.what))
                yield place, UNREAD
            else:
                self.parsed[place.file] = parsed
                yield place, parsed.value

    def _list(self, place: Place, value: object) -> list[object] | None:
        if isinstance(value, list):
            return value
        if value is not UNREAD:
            self.misshapen.append(Finding(place, "The file should hold a list of entries."))
        return None

    def _shaped(self, place: Place, raw: object, shape: type[S]) -> Entry[S] | None:
        """Give *raw* its shape, or note everything that is in the way of it."""
        if raw is UNREAD:
            return None
        try:
            return Entry(place, shape.model_validate(raw), raw)
        except ValidationError as error:
            self.misshapen.extend(_wrong(place, each) for each in error.errors(include_url=False))
            return None


class _Unread:
    """Stands for the value of a file that could not be parsed."""


UNREAD = _Unread()


def _own_id(shape: shapes.Named) -> str:
    return shape.id


def _id_of(raw: object) -> str:
    return str(raw.get("id")) if isinstance(raw, Mapping) else ""


def _wrong(place: Place, error: ErrorDetails) -> Finding:
    """Say in our words what does not fit."""
    keys = [key for key in error["loc"] if key not in _TAGS]
    way = ".".join(str(key) for key in keys) or "The entry"
    message = error["msg"][0].lower() + error["msg"][1:]
    return Finding(place.at(*keys), f"{way} {_WRONG.get(error['type'], message)}.")


def _strays(files: Sequence[ContentFile]) -> Iterator[Place]:
    """Find files that look like content, but that nobody would ever read."""
    for file in files:
        known = any(file.is_like(pattern) for pattern in PATTERNS)
        if file.name.parts[0] in FOLDERS and not known and file.name.stem != "README":
            yield Place(str(file.path))
