"""Checks the quizzes that modules end with."""

from collections.abc import Iterator

from bot.content.problems import Finding
from bot.content.shapes import QuizQuestionPart
from bot.content.tree import Tree

LEAST_OPTIONS, MOST_OPTIONS = 3, 5
LEAST_QUESTIONS = 2


def malformed_quizzes(tree: Tree) -> Iterator[Finding]:
    """Find quiz questions without exactly one right choice, or that leave a choice unexplained."""
    for quiz in tree.quizzes.entries:
        for n, asked in enumerate(quiz.shape.questions):
            for what in _faults(asked):
                yield Finding(quiz.place.at("questions", n), f"{asked.id} {what}.")


def _faults(asked: QuizQuestionPart) -> Iterator[str]:
    right = sum(choice.correct for choice in asked.choices)
    if right != 1:
        yield f"has {right} right choices"
    if not LEAST_OPTIONS <= len(asked.choices) <= MOST_OPTIONS:
        yield f"has {len(asked.choices)} choices"
    if not all(choice.explain for choice in asked.choices):
        yield "has a choice without an explanation"


def few_questions(tree: Tree) -> Iterator[Finding]:
    """Find modules of which too little can be asked again later."""
    # A quiz that names another module than its file does is told elsewhere.
    counts = {quiz.stem: len(quiz.shape.questions) for quiz in tree.quizzes.entries}
    for module in tree.modules.entries:
        count = counts.get(module.shape.id, 0)
        if count < LEAST_QUESTIONS and module.shape.id not in tree.quizzes.lost:
            what = f"{module.shape.id} has {count} questions to be asked again."
            yield Finding(module.place.at("id"), what)
