"""Checks that each piece of content fits one message as Slack writes it, not only as we do.

Escaping and mark-up lengthen a text, so what fits in the file may still not
fit in Slack.  What is too long already in the file is told there.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.blockkit.elements import context, divider, header, section
from bot.blockkit.surfaces import Block
from bot.blockkit.text import clip, escape, from_markdown
from bot.blockkit.validator import check_message
from bot.content import shapes
from bot.content.advice_shapes import FaqFile, RoleFile
from bot.content.problems import Finding, Place
from bot.content.tree import Tree

LONGEST_SECTION = 3000
LONGEST_HEADER = 150

# A message holds fifty blocks, some of which are not text.
MANY = 40

# The text of a message is made from its blocks, and cut where they are long.
_TEXT = "What the blocks show"


def unfit_screens(tree: Tree) -> Iterator[Finding]:
    """Find content that Slack would refuse to show."""
    for place, screen in _screens(tree):
        if screen.may_not_fit:
            for problem in check_message(_TEXT, screen.blocks()):
                what = f"As a message it is refused: {problem.pointer} {problem.what}."
                yield Finding(place, what)


@dataclass(frozen=True, slots=True)
class _Screen:
    """A title and paragraphs of texts; *marked* is Markdown."""

    title: str
    texts: tuple[str, ...]
    marked: str = ""

    @property
    def may_not_fit(self) -> bool:
        """Whether it is worth laying out: most texts fit whatever becomes of their signs."""
        return len(self.texts) > MANY or any(_longest(text) > LONGEST_SECTION for text in self._all)

    @property
    def _all(self) -> tuple[str, ...]:
        # What is too long as it was written is told elsewhere.
        return tuple(t for t in (*self.texts, self.marked) if 0 < len(t) <= LONGEST_SECTION)

    def blocks(self) -> list[Block]:
        """Lay it out."""
        paragraphs = [
            from_markdown(text) if text is self.marked else escape(text) for text in self._all
        ]
        heading = [header(clip(self.title, LONGEST_HEADER)), divider()] if self.title else []
        return [*heading, *(section(text) for text in paragraphs), context("Why now")]


def _longest(text: str) -> int:
    """Say how long *text* can get: each of these signs is written with up to five."""
    return len(text) + 4 * sum(text.count(sign) for sign in "&<>[")


def _screens(tree: Tree) -> Iterator[tuple[Place, _Screen]]:
    for module in tree.modules.entries:
        yield module.place.at("body"), _module(module.shape)
    for project in tree.projects.entries:
        yield project.place.at("accept"), _project(project.shape)
    for track in tree.tracks.entries:
        yield track.place.at("phases"), _track(track.shape)
    for quiz in tree.quizzes.entries:
        for n, asked in enumerate(quiz.shape.questions):
            yield quiz.place.at("questions", n), _quiz(asked)
    for faq in tree.faqs.entries:
        yield faq.place.at("answer"), _faq(faq.shape)
    for role in tree.roles.entries:
        yield role.place.at("duties"), _role(role.shape)


def _module(module: shapes.ModuleFile) -> _Screen:
    tasks = [f"{task.do}\n{task.deliver}\n{task.check.accept}" for task in module.tasks]
    return _Screen(module.title, (module.outcome, *tasks, module.reflect), module.body)


def _project(project: shapes.ProjectFile) -> _Screen:
    criteria = [criterion.text for criterion in project.accept]
    return _Screen(project.title, (project.brief, *criteria, project.stretch), project.body)


def _track(track: shapes.TrackFile) -> _Screen:
    phases = [f"{phase.title}\n{phase.exit}" for phase in track.phases]
    stances = [f"{name}: {stance}" for name, stance in track.stances.items()]
    return _Screen(track.title, (track.philosophy, track.seed_claim, *phases, *stances))


def _quiz(asked: shapes.QuizQuestionPart) -> _Screen:
    choices = [f"{choice.text}\n{choice.explain}" for choice in asked.choices]
    return _Screen("", (asked.ask, *choices))


def _faq(faq: FaqFile) -> _Screen:
    return _Screen("", (faq.ask, faq.answer, *(part.says for part in faq.positions)))


def _role(role: RoleFile) -> _Screen:
    return _Screen(role.title, (role.summary, *role.duties, *role.evidence))
