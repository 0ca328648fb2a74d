"""What can be wrong with the content, where it stands and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refusals import BotError

Key = str | int


class Severity(StrEnum):
    """Whether a problem stops the start or is only worth a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend.  Problems sort by file, then line, then code."""

    file: str
    line: int
    code: str
    what: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Say the problem in one line, the way compilers do."""
        return f"{self.file}:{self.line}: {self.code} {self.what} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file: the way of *keys* to a value, and how many lines *below* it."""

    file: str
    keys: tuple[Key, ...] = ()
    below: int = 0

    def at(self, *keys: Key, below: int = 0) -> "Place":
        """Go further along *keys*."""
        return Place(self.file, (*self.keys, *keys), below)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; its code, remedy and severity belong to the rule."""

    place: Place
    what: str


class BrokenContentError(BotError):
    """Nothing was loaded, because the content has problems to mend first: {listing}."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        listing = "".join(f"\n{problem}" for problem in self.problems)
        super().__init__(listing=listing.removesuffix("."))
