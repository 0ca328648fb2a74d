"""Which question is worth asking next, and when enough has been asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from math import ceil

import numpy as np

from bot.domain.ability import AREAS, Posterior
from bot.domain.answering import Floats, Items
from bot.domain.worth import Stakes, Worth, values

# Hours saved by one question alone are often nil, because one answer rarely
# overturns a placement: two may.  So what is learnt about the levels counts too.
# Between .1 and .3 simulation shows no difference in placements beyond chance; the
# least of these spreads the questions most evenly.
CURIOSITY = 0.1

# Five questions settle an area as far as a chat can; the next is better spent elsewhere.
MOST_PER_AREA = 5

# Each sitting sees its own part of the bank, so that answers handed on are of little use.
SHARE_SEEN = 0.6

# Almost equally good questions take turns, which spreads their use.
FRONT_RUNNERS = 3
NEARLY_AS_GOOD = 0.9

# From here on a person may stop without loss if no question is worth six minutes.
FIRST_STOP = 12
WORTH_ASKING = 0.1


class Stop(StrEnum):
    """Why a sitting ends, or may end."""

    BUDGET = "budget"
    ENOUGH = "enough"
    EXHAUSTED = "exhausted"


@dataclass(frozen=True, slots=True)
class Rules:
    """How many questions may be asked, and which are out."""

    budget: int
    min_per_area: int
    most_per_area: int
    exclude: Collection[str]
    seed: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked so far: every id, also of questions that have left the bank since."""

    ids: frozenset[str]
    by_area: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Next:
    """The question to ask next, the hours it is expected to save, and a reason to stop."""

    item: str | None
    saves: float
    stop: Stop | None


def chosen(items: Items, asked: Asked, rules: Rules, posterior: Posterior, stakes: Stakes) -> Next:
    """Choose the next question from *items*, or say why there is none."""
    candidates = askable(items, asked, rules)
    if not candidates.ids:
        return Next(None, 0.0, Stop.EXHAUSTED)
    worth = values(candidates, posterior, stakes)
    best = float(worth.saved.max())
    if len(asked.ids) >= rules.budget:
        return Next(None, best, Stop.BUDGET)
    owed = _owed(candidates, asked, rules)
    place = _drawn(candidates, _scores(candidates, worth, owed, asked, rules), asked, rules)
    enough = len(asked.ids) >= FIRST_STOP and best < WORTH_ASKING and not owed.any()
    return Next(candidates.ids[place], best, Stop.ENOUGH if enough else None)


def askable(items: Items, asked: Asked, rules: Rules) -> Items:
    """Keep the questions that this sitting may still ask."""
    shown: list[int] = []
    for area, count in enumerate(asked.by_area):
        if count < rules.most_per_area:
            shown += _part_seen(items, np.flatnonzero(items.areas == area).tolist(), rules)
    return items.take([place for place in shown if items.ids[place] not in asked.ids])


def _part_seen(items: Items, places: Sequence[int], rules: Rules) -> list[int]:
    """Draw this sitting's part of an area's questions; it stays the same throughout."""
    free = [place for place in places if items.ids[place] not in rules.exclude]
    free.sort(key=lambda place: _lot(rules.seed, items.ids[place]))
    return free[: max(ceil(SHARE_SEEN * len(free)), rules.min_per_area)]


def _lot(*names: object) -> bytes:
    """Draw a lot that depends on *names* alone, on any machine and in any version."""
    return blake2b(repr(names).encode(), digest_size=8).digest()


def _owed(candidates: Items, asked: Asked, rules: Rules) -> Floats:
    """Count the questions still missing to each area's minimum, as far as there are any."""
    available = np.bincount(candidates.areas, minlength=len(AREAS))
    missing = np.maximum(rules.min_per_area - np.asarray(asked.by_area), 0)
    owed: Floats = np.minimum(missing, available).astype(np.float64)
    return owed


def _scores(candidates: Items, worth: Worth, owed: Floats, asked: Asked, rules: Rules) -> Floats:
    """Rate *candidates*; when only the owed questions still fit, the others drop out."""
    scores = worth.saved + CURIOSITY * worth.teaches
    if owed.sum() < rules.budget - len(asked.ids):
        return scores
    return np.where(owed[candidates.areas] > 0, scores, -1.0)


def _drawn(candidates: Items, scores: Floats, asked: Asked, rules: Rules) -> int:
    """Draw one of the best questions, the same one for equal seeds and equal sheets."""
    lots = [_lot(rules.seed, len(asked.ids), id) for id in candidates.ids]
    ranked = sorted(range(len(lots)), key=lambda place: (-scores[place], lots[place]))
    best = scores[ranked[0]]
    front = [place for place in ranked[:FRONT_RUNNERS] if scores[place] >= NEARLY_AS_GOOD * best]
    return min(front, key=lots.__getitem__)
