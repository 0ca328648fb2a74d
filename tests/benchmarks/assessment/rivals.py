"""The rival that looks at one area at a time, with the same questions to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.ability import AREAS, Posterior, posterior
from bot.domain.answering import ANSWERS, Answer, Floats, Items, Sheet
from bot.domain.choosing import MOST_PER_AREA, Asked, Rules, chosen
from bot.domain.intake import read_bank
from bot.domain.placements import VERDICTS, level_weights, placed
from bot.domain.ratings import CONFIDENCE_SD, RATING_SD, Belief, claims
from bot.domain.worth import Stakes
from tests.benchmarks.assessment.scores import CUTS, HOURS
from tests.benchmarks.assessment.worlds import Bank, Person


@dataclass(frozen=True, eq=False)
class _Known:
    belief: Posterior
    stakes: Stakes
    asked: Asked


def place_alone(person: Person, bank: Bank, seed: int, budget: int) -> NDArray[np.intp]:
    """Place *person* without letting any area tell of another."""
    items = read_bank(bank.labels)
    rules = Rules(budget, 1, MOST_PER_AREA, (), seed)
    prior = _alone(person)
    answered: list[str] = []
    while True:
        known = _known(items, person, bank, prior, answered)
        following = chosen(items, known.asked, rules, known.belief, known.stakes)
        if following.item is None:
            levels = known.belief.density @ level_weights(CUTS)
            verdicts = placed(levels, known.stakes.has_right)
            return np.array([VERDICTS.index(verdict) for verdict in verdicts])
        answered.append(following.item)


def _alone(person: Person) -> Belief:
    """Hear each rating for its own area only."""
    noise = CONFIDENCE_SD**2 + RATING_SD**2
    said = claims([rating or 0 for rating in person.ratings.values()])
    return Belief(said / (1 + noise), np.eye(len(AREAS)) * noise / (1 + noise))


def _known(
    items: Items, person: Person, bank: Bank, prior: Belief, answered: Sequence[str]
) -> _Known:
    places = [bank.places[id] for id in answered]
    codes = np.array([ANSWERS.index(Answer(person.answers[p])) for p in places], dtype=np.intp)
    sheet = Sheet(items.take(places), codes)
    right = sheet.items.areas[codes == ANSWERS.index(Answer.CORRECT)]
    has_right: Floats = np.minimum(np.bincount(right, minlength=len(AREAS)), 1).astype(float)
    counts = np.bincount(sheet.items.areas, minlength=len(AREAS)).tolist()
    return _Known(
        posterior(prior, sheet),
        Stakes(HOURS, CUTS, has_right),
        Asked(frozenset(answered), tuple(counts)),
    )
