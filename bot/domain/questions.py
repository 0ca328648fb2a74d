"""What is asked: the ten areas with their rating anchors, and the bank of questions."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """One of the ten measured areas.

    *anchors* describe what somebody at levels 0 to 4 has done in the last
    twelve months; *modules* are those that teach the area.
    """

    id: str
    title: str
    anchors: tuple[str, str, str, str, str]
    modules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, and why it is right or wrong."""

    id: str
    text: str
    explain: str
    correct: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A multiple-choice question with exactly one right option.

    *a* (discrimination) and *b* (difficulty) are set by experts on the
    bank's scale until enough people have answered.
    """

    id: str
    area: str
    module: str
    level: int
    a: float
    b: float
    ask: str
    options: tuple[Option, ...]

    def option(self, id: str) -> Option | None:
        """Find the option called *id*, or nothing when the question was edited since."""
        return next((option for option in self.options if option.id == id), None)


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """The areas in their fixed order, and every question by its id."""

    areas: Mapping[str, Area]
    questions: Mapping[str, Question]
