"""The shape of the files beside the curriculum: answers, tips, roles, mappings and words."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from bot.content.shapes import Ids, Named, Shape, Text
from bot.domain.advice import When
from bot.domain.wordings import WordingKind

Count = Annotated[int, Field(strict=True, ge=1)]
Some = Annotated[Ids, Field(min_length=1)]
Flag = Annotated[bool, Field(strict=True)]


class Carrying(Named):
    """What takes up points of the published roadmaps."""

    seed_items: Ids


class Teachable(Carrying):
    """What modules lead to."""

    modules: Some


class PositionPart(Shape):
    """What one roadmap says."""

    seed: Text
    says: Text


class FaqFile(Named):
    """One entry of `faqs.yaml`."""

    ask: Text
    answer: Text
    positions: Annotated[tuple[PositionPart, ...], Field(min_length=1)]
    checked_on: date


class PhaseStartsPart(Shape):
    """A phase begins."""

    when: Literal[When.PHASE_STARTS]
    number: Count


class ItemStartsPart(Shape):
    """A module or project begins."""

    when: Literal[When.ITEM_STARTS]
    items: Some


class HoursInAreasPart(Shape):
    """Hours went into some areas, and no project is finished."""

    when: Literal[When.HOURS_IN_AREAS]
    areas: Some
    hours: Count


class NoArtefactPart(Shape):
    """Nothing to show was handed in for a while."""

    when: Literal[When.NO_ARTEFACT]
    days: Count


class SameItemPart(Shape):
    """The same module has been open for a while."""

    when: Literal[When.SAME_ITEM]
    weeks: Count


class FewHoursPart(Shape):
    """Several check-ins told of few hours."""

    when: Literal[When.FEW_HOURS]
    weeks: Count


class BlockerOpenPart(Shape):
    """A blocker has been open for a while."""

    when: Literal[When.BLOCKER_OPEN]
    days: Count


class NoteMentionsPart(Shape):
    """The last note mentions something."""

    when: Literal[When.NOTE_MENTIONS]
    words: Some


TriggerPart = (
    PhaseStartsPart
    | ItemStartsPart
    | HoursInAreasPart
    | NoArtefactPart
    | SameItemPart
    | FewHoursPart
    | BlockerOpenPart
    | NoteMentionsPart
)


class TipFile(Carrying):
    """One entry of `nudges.yaml`."""

    trigger: Annotated[TriggerPart, Field(discriminator="when")]
    text: Text
    tracks_off: Ids


class RoleFile(Teachable):
    """One entry of `roles.yaml`."""

    title: Text
    summary: Text
    duties: Some
    evidence: Some


class MappingFile(Teachable):
    """One entry of `mappings.yaml`."""

    has: Text
    becomes: Text
    gap: Text
    gap_is_ours: Flag = False


class TermFile(Named):
    """One entry of `glossary.yaml`."""

    term: Text
    means: Text
    aliases: Ids = ()
    module: Text | None = None


class PolicyFile(Carrying):
    """One entry of `policies.yaml`."""

    rule: Text
    kept_by: Text


class WordingFile(Named):
    """One entry of `wordings.yaml`."""

    kind: WordingKind
    text: Text
