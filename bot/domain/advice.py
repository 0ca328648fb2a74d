"""What the content says beside the curriculum: answers, tips, roles, mappings and terms."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from bot.domain.wordings import Wording

# Less than this share of the promised hours is a week that something else took.
FEW = 0.5


class When(StrEnum):
    """What can call for a tip: all of it known from the plan, closed tasks and check-ins."""

    PHASE_STARTS = "phase-starts"
    ITEM_STARTS = "item-starts"
    HOURS_IN_AREAS = "hours-in-areas"
    NO_ARTEFACT = "no-artefact"
    SAME_ITEM = "same-item"
    FEW_HOURS = "few-hours"
    BLOCKER_OPEN = "blocker-open"
    NOTE_MENTIONS = "note-mentions"


@dataclass(frozen=True, slots=True)
class PhaseStarts:
    """The *number*-th phase of the track begins."""

    number: int


@dataclass(frozen=True, slots=True)
class ItemStarts:
    """One of these modules and projects begins."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoursInAreas:
    """So many *hours* went into modules of *areas*, and no project is finished yet."""

    areas: tuple[str, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class NoArtefact:
    """For so many *days* no task was closed with a link, a number or a file."""

    days: int


@dataclass(frozen=True, slots=True)
class SameItem:
    """For so many *weeks* the same module or project has been the first open one."""

    weeks: int


@dataclass(frozen=True, slots=True)
class FewHours:
    """In each of the last *weeks* with a check-in, less than half of the hours were spent."""

    weeks: int


@dataclass(frozen=True, slots=True)
class BlockerOpen:
    """A blocker has been open for so many *days*."""

    days: int


@dataclass(frozen=True, slots=True)
class NoteMentions:
    """The engineer's last note holds one of *words*; `certif*` stands for all that start so."""

    words: tuple[str, ...]


Trigger = (
    PhaseStarts
    | ItemStarts
    | HoursInAreas
    | NoArtefact
    | SameItem
    | FewHours
    | BlockerOpen
    | NoteMentions
)


@dataclass(frozen=True, slots=True)
class Situation:
    """Where an engineer stands, as far as a tip may ask.

    *begins* is the module or project just begun, with no task closed, and
    *phase* the number of the phase that begins with it; *hours* sums the
    closed work by area; *shares* compares reported with promised hours, the
    newest check-in first.
    """

    track: str
    begins: str | None = None
    phase: int | None = None
    hours: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    has_finished_project: bool = False
    days_without_artefact: int = 0
    weeks_on_item: int = 0
    shares: tuple[float, ...] = ()
    oldest_blocker_days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tip:
    """A pitfall or a piece of advice, for the moment when it matters.

    *tracks_off* are the tracks whose stance it would contradict.
    """

    id: str
    trigger: Trigger
    text: str
    tracks_off: tuple[str, ...] = ()
    seed_items: tuple[str, ...] = ()

    def is_due(self, situation: Situation) -> bool:
        """Whether this is the moment for it; that it comes once is for others to know."""
        return situation.track not in self.tracks_off and _fires(self.trigger, situation)


def due(tips: Iterable[Tip], situation: Situation) -> tuple[Tip, ...]:
    """Pick the tips whose moment it is, in their own order."""
    return tuple(tip for tip in tips if tip.is_due(situation))


def _fires(trigger: Trigger, situation: Situation) -> bool:  # noqa: PLR0911 - one answer for each kind
    match trigger:
        case PhaseStarts(number):
            return situation.phase == number
        case ItemStarts(items):
            return situation.begins in items
        case HoursInAreas(areas, hours):
            spent = sum(situation.hours.get(area, 0) for area in areas)
            return spent >= hours and not situation.has_finished_project
        case NoArtefact(days):
            return situation.days_without_artefact >= days
        case SameItem(weeks):
            return situation.weeks_on_item >= weeks
        case FewHours(weeks):
            latest = situation.shares[:weeks]
            return len(latest) == weeks and max(latest) < FEW
        case BlockerOpen(days):
            return (situation.oldest_blocker_days or 0) >= days
        case _:
            return any(_mentions(situation.note, word) for word in trigger.words)


def _mentions(note: str, word: str) -> bool:
    start = re.escape(word.removesuffix("*"))
    end = "" if word.endswith("*") else r"\b"
    return re.search(rf"\b{start}{end}", note, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Position:
    """What one of the published roadmaps says to a question, told in our words."""

    seed: str
    says: str


@dataclass(frozen=True, slots=True)
class Faq:
    """A question that many ask, our answer, and where the roadmaps differ."""

    id: str
    ask: str
    answer: str
    positions: tuple[Position, ...]
    checked_on: date


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody in a role does, and what shows that they can; no role ranks above another."""

    id: str
    title: str
    summary: str
    duties: tuple[str, ...]
    evidence: tuple[str, ...]
    modules: tuple[str, ...]
    seed_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MappingCard:
    """What an engineer *has*, what it *becomes* in AI work, and the *gap* that is left.

    *gap_is_ours* tells that no roadmap names the gap; *modules* close it.
    """

    id: str
    has: str
    becomes: str
    gap: str
    gap_is_ours: bool
    modules: tuple[str, ...]
    seed_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that engineers meet, other names it goes by, and where it is taught."""

    id: str
    term: str
    means: str
    aliases: tuple[str, ...] = ()
    module: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What the program does or leaves, whatever a roadmap says, and what keeps it so."""

    id: str
    rule: str
    kept_by: str
    seed_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """All of it, each kind in the order of its file."""

    faqs: Mapping[str, Faq] = field(default_factory=lambda: MappingProxyType({}))
    tips: Mapping[str, Tip] = field(default_factory=lambda: MappingProxyType({}))
    roles: Mapping[str, Role] = field(default_factory=lambda: MappingProxyType({}))
    mappings: Mapping[str, MappingCard] = field(default_factory=lambda: MappingProxyType({}))
    glossary: Mapping[str, Term] = field(default_factory=lambda: MappingProxyType({}))
    policies: Mapping[str, Policy] = field(default_factory=lambda: MappingProxyType({}))
    wordings: tuple[Wording, ...] = ()
