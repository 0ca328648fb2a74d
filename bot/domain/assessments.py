"""The measuring core: from ratings and answers to placements and the next question."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.domain.ability import AREAS, CORRELATIONS, Posterior, posterior
from bot.domain.answering import ANSWERS, Answer, Floats, Items, Sheet
from bot.domain.choosing import MOST_PER_AREA, Asked, Next, Rules, askable, chosen
from bot.domain.intake import (
    BrokenBankError,
    read_answers,
    read_bank,
    read_cuts,
    read_hours,
    read_means,
    read_ratings,
)
from bot.domain.placements import level_weights, placed
from bot.domain.ratings import Belief, heard, over_rating
from bot.domain.worth import Stakes, values

__all__ = ["BrokenBankError", "assess_step", "gate_step", "value_of_more"]

CUTS = (-0.35, 0.65)
BUDGET = 20


def assess_step(  # noqa: PLR0913  # the door's signature is a contract with its callers
    bank: Sequence[Mapping[str, Any]],
    self_ratings: Mapping[str, int | None],
    responses: Sequence[tuple[str, str]],
    *,
    hours: Mapping[str, float],
    area_means: Mapping[str, float] | None = None,
    cuts: tuple[float, float] = CUTS,
    budget: int = BUDGET,
    min_per_area: int = 1,
    exclude: Collection[str] = (),
    seed: int = 0,
) -> dict[str, Any]:
    """Measure one engineer after some answers and choose the next question.

    *bank* holds questions with "id", "area", "a" and "b"; *self_ratings* are 0 to
    4 by area, or nothing; *responses* are pairs of question id and "correct",
    "wrong" or "idk" in any order; *hours* are the module hours at stake by area.
    *area_means* moves the prior to what a team is like, *exclude* rests questions,
    *seed* makes one sitting differ from another.

    A response to a question that has left the bank is not measured, but counts
    towards *budget*: the bank may be edited while somebody is answering.

    Answers a dict of plain values:

    - "levels": the chances of study, skim and skip by area, summing to one;
    - "plan": "study", "skim" or "skip" by area, the cheapest in expected hours;
      "skip" only with at least one right answer in the area itself;
    - "theta" and "sd": the ability on the bank's scale and how unsure it is;
    - "next_item": the id of the question to ask, or nothing;
    - "stop_reason": "budget" or "exhausted" when there is no next question,
      "enough" when there is one but the person may stop without loss, else nothing;
    - "value_of_next_hours": the hours that the best next question is expected to
      save, also when the budget is spent;
    - "over_rating": by area from -1 to 1, the chance that the rating claims a higher
      level than the measured one less the chance that it claims a lower one.

    Raises:
        BrokenBankError: if something in the arguments cannot be measured with.
    """
    case = _case(bank, self_ratings, responses, area_means, hours, cuts)
    rules = Rules(budget, min_per_area, max(MOST_PER_AREA, min_per_area), exclude, int(seed))
    return _report(case, chosen(case.items, case.asked, rules, case.posterior, case.stakes))


def gate_step(  # noqa: PLR0913  # it mirrors assess_step
    bank: Sequence[Mapping[str, Any]],
    self_ratings: Mapping[str, int | None],
    responses: Sequence[tuple[str, str]],
    *,
    area: str,
    budget: int,
    hours: Mapping[str, float],
    area_means: Mapping[str, float] | None = None,
    cuts: tuple[float, float] = CUTS,
    exclude: Collection[str] = (),
    seed: int = 0,
) -> dict[str, Any]:
    """Do the same as *assess_step* at the gate of a module: ask about its *area* alone.

    *responses* are those of the assessment and of the gate so far, *budget* is the
    number that there will be at its end, so three more than at its beginning.

    Raises:
        BrokenBankError: if something in the arguments cannot be measured with.
    """
    case = _case(bank, self_ratings, responses, area_means, hours, cuts)
    elsewhere = {question["id"] for question in bank if question["area"] != area}
    rules = Rules(budget, 0, len(bank), elsewhere.union(exclude), int(seed))
    return _report(case, chosen(case.items, case.asked, rules, case.posterior, case.stakes))


def value_of_more(  # noqa: PLR0913  # it mirrors assess_step
    bank: Sequence[Mapping[str, Any]],
    self_ratings: Mapping[str, int | None],
    responses: Sequence[tuple[str, str]],
    *,
    hours: Mapping[str, float],
    area_means: Mapping[str, float] | None = None,
    cuts: tuple[float, float] = CUTS,
    exclude: Collection[str] = (),
    seed: int = 0,
    count: int = 5,
) -> float:
    """Estimate the hours that *count* more questions would save this person.

    The sum over the most valuable ones.  It is rough: they overlap, but two answers
    can also overturn what one cannot.  In simulation it tells who gains little from
    who gains more, yet was up to twice what a group then saved, or half of it.

    Raises:
        BrokenBankError: if something in the arguments cannot be measured with.
    """
    case = _case(bank, self_ratings, responses, area_means, hours, cuts)
    rules = Rules(BUDGET, 0, MOST_PER_AREA, exclude, int(seed))
    candidates = askable(case.items, case.asked, rules)
    saved = values(candidates, case.posterior, case.stakes).saved
    return float(np.sort(saved)[::-1][:count].sum())


@dataclass(frozen=True, eq=False)
class _Case:
    """Everything known of one engineer at one step."""

    items: Items
    asked: Asked
    ratings: Sequence[int | None]
    posterior: Posterior
    stakes: Stakes


def _case(  # the arguments of the door, handed through once
    bank: Sequence[Mapping[str, Any]],
    self_ratings: Mapping[str, int | None],
    responses: Sequence[tuple[str, str]],
    area_means: Mapping[str, float] | None,
    hours: Mapping[str, float],
    cuts: tuple[float, float],
) -> _Case:
    items = read_bank(bank)
    ratings = read_ratings(self_ratings)
    answers = read_answers(responses)
    sheet = _sheet(items, answers)
    prior = heard(Belief(read_means(area_means or {}), CORRELATIONS), ratings)
    return _Case(
        items,
        Asked(frozenset(answers), _counts(sheet)),
        ratings,
        posterior(prior, sheet),
        Stakes(read_hours(hours), read_cuts(cuts), _has_right(sheet)),
    )


def _sheet(items: Items, answers: Mapping[str, Answer]) -> Sheet:
    """Order the answers as the bank does, so that it does not matter in which they came."""
    places = [place for place, id in enumerate(items.ids) if id in answers]
    codes = [ANSWERS.index(answers[items.ids[place]]) for place in places]
    return Sheet(items.take(places), np.asarray(codes, dtype=np.intp))


def _counts(sheet: Sheet) -> tuple[int, ...]:
    return tuple(np.bincount(sheet.items.areas, minlength=len(AREAS)).tolist())


def _has_right(sheet: Sheet) -> Floats:
    right = sheet.codes == ANSWERS.index(Answer.CORRECT)
    return (np.bincount(sheet.items.areas[right], minlength=len(AREAS)) > 0).astype(np.float64)


def _report(case: _Case, following: Next) -> dict[str, Any]:
    levels = case.posterior.density @ level_weights(case.stakes.cuts)
    verdicts = placed(levels, case.stakes.has_right)
    return {
        "levels": dict(zip(AREAS, levels.tolist(), strict=True)),
        "plan": {area: verdict.value for area, verdict in zip(AREAS, verdicts, strict=True)},
        "theta": dict(zip(AREAS, case.posterior.mean.tolist(), strict=True)),
        "sd": dict(zip(AREAS, case.posterior.sd.tolist(), strict=True)),
        "next_item": following.item,
        "stop_reason": following.stop.value if following.stop else None,
        "value_of_next_hours": following.saves,
        "over_rating": dict(zip(AREAS, over_rating(levels, case.ratings), strict=True)),
    }
