"""Turns a tree without errors into what the content says beside the curriculum."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from bot.content import advice_shapes as shapes
from bot.content.shapes import Named
from bot.content.tree import Shelf, Tree
from bot.domain.advice import (
    Advice,
    BlockerOpen,
    Faq,
    FewHours,
    HoursInAreas,
    ItemStarts,
    MappingCard,
    NoArtefact,
    NoteMentions,
    PhaseStarts,
    Policy,
    Position,
    Role,
    SameItem,
    Term,
    Tip,
    Trigger,
)
from bot.domain.wordings import Wording

S = TypeVar("S", bound=Named)
T = TypeVar("T")


def advice(tree: Tree) -> Advice:
    """Build it; *tree* must have passed every rule."""
    return Advice(
        faqs=_each(tree.faqs, _faq),
        tips=_each(tree.tips, _tip),
        roles=_each(tree.roles, _role),
        mappings=_each(tree.mappings, _mapping),
        glossary=_each(tree.glossary, _term),
        policies=_each(tree.policies, _policy),
        wordings=tuple(_wording(entry.shape) for entry in tree.wordings.entries),
    )


def _each(shelf: Shelf[S], build: Callable[[S], T]) -> Mapping[str, T]:
    return MappingProxyType({entry.shape.id: build(entry.shape) for entry in shelf.entries})


def _faq(file: shapes.FaqFile) -> Faq:
    positions = tuple(Position(part.seed, part.says) for part in file.positions)
    return Faq(file.id, file.ask, file.answer, positions, file.checked_on)


def _tip(file: shapes.TipFile) -> Tip:
    return Tip(file.id, _trigger(file.trigger), file.text, file.tracks_off, file.seed_items)


def _trigger(part: shapes.TriggerPart) -> Trigger:  # noqa: PLR0911 - one answer for each kind
    match part:
        case shapes.PhaseStartsPart():
            return PhaseStarts(part.number)
        case shapes.ItemStartsPart():
            return ItemStarts(part.items)
        case shapes.HoursInAreasPart():
            return HoursInAreas(part.areas, part.hours)
        case shapes.NoArtefactPart():
            return NoArtefact(part.days)
        case shapes.SameItemPart():
            return SameItem(part.weeks)
        case shapes.FewHoursPart():
            return FewHours(part.weeks)
        case shapes.BlockerOpenPart():
            return BlockerOpen(part.days)
        case _:
            return NoteMentions(part.words)


def _role(file: shapes.RoleFile) -> Role:
    return Role(
        id=file.id,
        title=file.title,
        summary=file.summary,
        duties=file.duties,
        evidence=file.evidence,
        modules=file.modules,
        seed_items=file.seed_items,
    )


def _mapping(file: shapes.MappingFile) -> MappingCard:
    return MappingCard(
        id=file.id,
        has=file.has,
        becomes=file.becomes,
        gap=file.gap,
        gap_is_ours=file.gap_is_ours,
        modules=file.modules,
        seed_items=file.seed_items,
    )


def _term(file: shapes.TermFile) -> Term:
    return Term(file.id, file.term, file.means, file.aliases, file.module)


def _policy(file: shapes.PolicyFile) -> Policy:
    return Policy(file.id, file.rule, file.kept_by, file.seed_items)


def _wording(file: shapes.WordingFile) -> Wording:
    return Wording(file.id, file.kind, file.text)
