"""The openings of unprompted messages: several for each kind, with placeholders to fill."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class WordingKind(StrEnum):
    """What an unprompted message is about, as far as its opening goes."""

    NUDGE = "nudge"
    CHECKIN = "checkin"
    REMINDER = "reminder"
    NO_PROGRESS = "no-progress"
    THINNING = "thinning"
    PAUSE = "pause"
    DIGEST = "digest"


class Placeholder(StrEnum):
    """What a text leaves open, filled in already in words: `hours` is "8 hours", `weeks` "3 weeks"."""

    MODULE = "module"
    PHASE = "phase"
    TRACK = "track"
    HOURS = "hours"
    WEEKS = "weeks"
    TEAM = "team"
    WEEK = "week"
    CHECKINS = "checkins"
    BLOCKERS = "blockers"


_OF_MODULE = frozenset({Placeholder.MODULE, Placeholder.TRACK})

# Each kind knows these facts for certain, so a wording may count on them.
PLACEHOLDERS: Mapping[WordingKind, frozenset[Placeholder]] = MappingProxyType(
    {
        WordingKind.NUDGE: _OF_MODULE | {Placeholder.PHASE, Placeholder.HOURS},
        WordingKind.CHECKIN: _OF_MODULE,
        WordingKind.REMINDER: _OF_MODULE,
        WordingKind.NO_PROGRESS: _OF_MODULE | {Placeholder.WEEKS},
        WordingKind.THINNING: frozenset({Placeholder.TRACK, Placeholder.WEEKS}),
        WordingKind.PAUSE: frozenset({Placeholder.TRACK, Placeholder.WEEKS}),
        WordingKind.DIGEST: frozenset(
            {Placeholder.TEAM, Placeholder.WEEK, Placeholder.CHECKINS, Placeholder.BLOCKERS}
        ),
    }
)

_OPEN = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Wording:
    """One opening.  Placeholders are written `{module}`; its id lets the next one be another."""

    id: str
    kind: WordingKind
    text: str

    def filled(self, words: Mapping[Placeholder, str]) -> str:
        """Put *words* in, as they are: mark-up is for the views."""
        return _OPEN.sub(lambda open_: words[Placeholder(open_[1])], self.text)


def placeholders(text: str) -> tuple[str, ...]:
    """List what stands between braces in *text*."""
    return tuple(_OPEN.findall(text))


def has_loose_brace(text: str) -> bool:
    """Whether *text* opens or closes a brace without the other."""
    return not {"{", "}"}.isdisjoint(_OPEN.sub("", text))
