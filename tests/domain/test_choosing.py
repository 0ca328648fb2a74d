"""Which question comes next, and when enough has been asked."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from bot.domain.ability import AREAS, CORRELATIONS, posterior
from bot.domain.answering import Items, Sheet
from bot.domain.choosing import (
    FIRST_STOP,
    FRONT_RUNNERS,
    MOST_PER_AREA,
    Asked,
    Next,
    Rules,
    Stop,
    askable,
    chosen,
)
from bot.domain.ratings import Belief
from bot.domain.worth import Stakes

EACH = 10
BANK = Items(
    tuple(f"{area}-{n}" for area in AREAS for n in range(EACH)),
    np.repeat(np.arange(len(AREAS)), EACH),
    np.full(len(AREAS) * EACH, 1.3),
    np.tile(np.linspace(-1.5, 1.5, EACH), len(AREAS)),
)
TWINS = replace(BANK, b=np.zeros(len(AREAS) * EACH))
NOBODY = Sheet(BANK.take([]), np.array([], dtype=np.intp))
START = posterior(Belief(np.zeros(10), CORRELATIONS), NOBODY)
STAKES = Stakes(np.full(10, 15.0), (-0.35, 0.65), np.zeros(10))
RULES = Rules(budget=20, min_per_area=1, most_per_area=MOST_PER_AREA, exclude=(), seed=7)
NONE_ASKED = Asked(frozenset(), (0,) * 10)


def asked(*counts: int) -> Asked:
    """Answer the first questions of the first areas, so many in each."""
    ids = [f"{area}-{n}" for area, count in zip(AREAS, counts, strict=False) for n in range(count)]
    return Asked(frozenset(ids), (*counts, *[0] * (10 - len(counts))))


def following(
    items: Items = BANK, seen: Asked = NONE_ASKED, rules: Rules = RULES, stakes: Stakes = STAKES
) -> Next:
    return chosen(items, seen, rules, START, stakes)


def area_of(id: str | None) -> str:
    return (id or "").rsplit("-", 1)[0]


def test_a_sitting_sees_six_tenths_of_each_area() -> None:
    shown = Counter(area_of(id) for id in askable(BANK, NONE_ASKED, RULES).ids)

    assert shown == dict.fromkeys(AREAS, 6)


def test_a_sitting_keeps_to_its_own_part_and_others_see_another() -> None:
    first, again = (askable(BANK, NONE_ASKED, RULES).ids for _ in range(2))
    other = askable(BANK, NONE_ASKED, replace(RULES, seed=8)).ids

    assert first == again
    assert set(first) != set(other)


def test_over_many_sittings_every_question_is_seen_about_as_often() -> None:
    seen = Counter(
        id for seed in range(300) for id in askable(BANK, NONE_ASKED, replace(RULES, seed=seed)).ids
    )

    assert len(seen) == len(BANK.ids)
    assert max(seen.values()) < 0.75 * 300
    assert min(seen.values()) > 0.45 * 300


def test_what_was_asked_or_rests_is_not_asked() -> None:
    rules = replace(RULES, exclude={"cloud-3"}, min_per_area=EACH)

    ids = askable(BANK, asked(2), rules).ids

    assert not {"python-ml-0", "python-ml-1", "cloud-3"} & set(ids)
    assert len(ids) == len(BANK.ids) - 3


def test_a_part_is_large_enough_for_the_minimum() -> None:
    rules = replace(RULES, min_per_area=8)

    assert Counter(area_of(id) for id in askable(BANK, NONE_ASKED, rules).ids)["cloud"] == 8


def test_an_area_is_asked_about_five_times_at_most() -> None:
    rules = replace(RULES, min_per_area=EACH)

    assert "python-ml" in {area_of(id) for id in askable(BANK, asked(4), rules).ids}
    assert "python-ml" not in {area_of(id) for id in askable(BANK, asked(5), rules).ids}


def test_the_dearest_area_comes_first() -> None:
    hours = np.full(10, 1.0)
    hours[AREAS.index("cloud")] = 60.0

    assert area_of(following(stakes=replace(STAKES, hours=hours)).item) == "cloud"


def test_the_last_questions_go_to_areas_without_any() -> None:
    hours = np.full(10, 1.0)
    hours[0] = 60.0
    dear = replace(STAKES, hours=hours)

    nine_left = following(seen=asked(1), rules=replace(RULES, budget=10), stakes=dear)
    ten_left = following(seen=asked(1), rules=replace(RULES, budget=11), stakes=dear)

    assert area_of(nine_left.item) != "python-ml"
    assert area_of(ten_left.item) == "python-ml"


def test_an_area_without_questions_is_owed_none() -> None:
    only = BANK.take(np.flatnonzero(BANK.areas == 0))

    assert area_of(following(only, asked(1), replace(RULES, budget=2)).item) == "python-ml"


def test_the_budget_ends_a_sitting() -> None:
    last = following(seen=asked(5, 5, 5, 4))
    over = following(seen=asked(5, 5, 5, 5))

    assert last.item is not None
    assert (over.item, over.stop) == (None, Stop.BUDGET)
    assert over.saves > 0


def test_an_empty_bank_ends_a_sitting() -> None:
    assert following(BANK.take([])) == Next(None, 0.0, Stop.EXHAUSTED)


def test_from_twelve_on_one_may_stop_when_no_question_saves_six_minutes() -> None:
    cheap = replace(STAKES, hours=np.full(10, 0.01))
    one_each = Asked(frozenset(f"{area}-0" for area in AREAS), (1,) * 10)
    eleven = replace(one_each, ids=one_each.ids | {"cloud-1"})
    twelve = replace(one_each, ids=eleven.ids | {"cloud-2"})

    assert len(twelve.ids) == FIRST_STOP
    assert following(seen=eleven, stakes=cheap).stop is None
    assert following(seen=twelve, stakes=cheap).stop is Stop.ENOUGH
    assert following(seen=twelve, stakes=cheap).item is not None
    assert following(seen=twelve, stakes=STAKES).stop is None


def test_one_may_not_stop_before_each_area_had_its_question() -> None:
    cheap = replace(STAKES, hours=np.full(10, 0.01))

    assert following(seen=asked(5, 5, 5), stakes=cheap).stop is None


def test_equal_seeds_ask_the_same_and_others_something_else() -> None:
    firsts = [following(TWINS, rules=replace(RULES, seed=seed)).item for seed in range(12)]

    assert following(TWINS, rules=replace(RULES, seed=3)).item == firsts[3]
    assert len(set(firsts)) > FRONT_RUNNERS


def test_a_question_far_from_the_best_is_never_drawn() -> None:
    only = BANK.take(np.flatnonzero(BANK.areas == 0))
    poor = replace(only, a=np.where(np.arange(EACH) == 4, 3.0, 0.1))
    rules = replace(RULES, min_per_area=EACH)

    drawn = {following(poor, rules=replace(rules, seed=seed)).item for seed in range(10)}

    assert drawn == {"python-ml-4"}


@pytest.mark.parametrize("seed", [-1, 0, 2**80])
def test_any_whole_number_is_a_seed(seed: int) -> None:
    assert following(rules=replace(RULES, seed=seed)).item is not None
