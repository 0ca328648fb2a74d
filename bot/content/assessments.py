"""Turns a tree without errors into the bank of questions."""

from types import MappingProxyType

from bot.content import shapes
from bot.content.tree import Entry, Tree
from bot.domain.questions import Area, Option, Question, QuestionBank


def bank(tree: Tree) -> QuestionBank:
    """Build the bank; *tree* must have passed every rule."""
    areas = (entry.shape for entry in tree.areas.entries)
    return QuestionBank(
        areas=MappingProxyType(
            {area.id: Area(area.id, area.title, area.anchors, area.modules) for area in areas}
        ),
        questions=MappingProxyType(
            {entry.shape.id: _question(entry) for entry in tree.questions.entries}
        ),
    )


def _question(entry: Entry[shapes.QuestionFile]) -> Question:
    asked = entry.shape
    return Question(
        id=asked.id,
        area=entry.stem,
        module=asked.module,
        level=asked.level,
        a=asked.a,
        b=asked.b,
        ask=asked.ask,
        options=tuple(
            Option(part.id, part.text, part.explain, part.correct) for part in asked.options
        ),
    )
