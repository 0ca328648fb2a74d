"""The measuring core through its door."""

from collections import Counter
from math import isfinite
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ability import AREAS
from bot.domain.assessments import BrokenBankError, assess_step, gate_step, value_of_more
from bot.domain.refusals import BotError

EACH = 12
BANK: list[dict[str, Any]] = [
    {
        "id": f"{area}-{n}",
        "area": area,
        "a": 0.7 + 0.1 * ((5 * n + place) % EACH),
        "b": -2 + 4 * n / (EACH - 1),
    }
    for place, area in enumerate(AREAS)
    for n in range(EACH)
]
AREA_OF = {question["id"]: question["area"] for question in BANK}
HOURS = dict(zip(AREAS, (12, 20, 12, 12, 12, 24, 16, 22, 12, 8), strict=True))
TOLERANCE = 1e-9

Wild = list[tuple[str, float, float, str]]
STEPS = settings(max_examples=60, deadline=None)

words = st.sampled_from(["correct", "wrong", "idk"])
ratings = st.fixed_dictionaries(
    {}, optional={area: st.none() | st.integers(0, 4) for area in AREAS}
)
wild_banks = st.lists(
    st.tuples(st.sampled_from(AREAS), st.floats(0.01, 10), st.floats(-10, 10), words),
    min_size=1,
    max_size=40,
)


def step(
    responses: list[tuple[str, str]],
    **given: Any,  # noqa: ANN401  # handed through to the door
) -> dict[str, Any]:
    bank = given.pop("bank", BANK)
    rated = given.pop("ratings", {})
    return assess_step(bank, rated, responses, **{"hours": HOURS} | given)


def sheet(word: str, *, each: int = 2) -> list[tuple[str, str]]:
    """Give the same answer to some questions of each area."""
    return [(f"{area}-{4 + 2 * n}", word) for area in AREAS for n in range(each)]


def drawn(
    wild: Wild,
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    """Make a bank of *wild* questions, all answered."""
    bank = [{"id": f"q{n}", "area": area, "a": a, "b": b} for n, (area, a, b, _) in enumerate(wild)]
    return bank, [(f"q{n}", word) for n, (*_, word) in enumerate(wild)]


def assert_sound(outcome: dict[str, Any]) -> None:
    for area in AREAS:
        levels = outcome["levels"][area]
        assert sum(levels) == pytest.approx(1.0)
        assert min(levels) >= 0
        assert outcome["plan"][area] in {"study", "skim", "skip"}
        assert isfinite(outcome["theta"][area])
        assert 0 < outcome["sd"][area] < 3
        assert -1 <= outcome["over_rating"][area] <= 1
    assert outcome["value_of_next_hours"] >= -TOLERANCE


@STEPS
@given(wild_banks, ratings, st.data())
def test_the_order_of_answers_does_not_matter(
    wild: Wild, rated: dict[str, int | None], data: st.DataObject
) -> None:
    bank, responses = drawn(wild)
    shuffled = data.draw(st.permutations(responses))

    assert step(shuffled, bank=bank, ratings=rated) == step(responses, bank=bank, ratings=rated)


@STEPS
@given(wild_banks, ratings, st.data())
def test_the_order_of_the_bank_does_not_matter_either(
    wild: Wild, rated: dict[str, int | None], data: st.DataObject
) -> None:
    bank, responses = drawn(wild)
    shuffled = data.draw(st.permutations(bank))

    one = step(responses, bank=bank, ratings=rated)
    other = step(responses, bank=shuffled, ratings=rated)

    for area in AREAS:
        assert other["theta"][area] == pytest.approx(one["theta"][area], abs=TOLERANCE)
        assert other["levels"][area] == pytest.approx(one["levels"][area], abs=TOLERANCE)


@STEPS
@given(wild_banks, ratings, st.data())
def test_turning_an_answer_right_never_lowers_its_area(
    wild: Wild, rated: dict[str, int | None], data: st.DataObject
) -> None:
    bank, responses = drawn(wild)
    place = data.draw(st.integers(0, len(bank) - 1))
    area = bank[place]["area"]
    righted = list(responses)
    righted[place] = (bank[place]["id"], "correct")

    before = step(responses, bank=bank, ratings=rated)
    after = step(righted, bank=bank, ratings=rated)

    assert after["theta"][area] >= before["theta"][area] - TOLERANCE
    assert after["levels"][area][0] <= before["levels"][area][0] + TOLERANCE
    assert after["levels"][area][2] >= before["levels"][area][2] - TOLERANCE


@STEPS
@given(wild_banks, ratings, st.data())
def test_i_do_not_know_is_never_worse_than_wrong(
    wild: Wild, rated: dict[str, int | None], data: st.DataObject
) -> None:
    bank, responses = drawn(wild)
    place = data.draw(st.integers(0, len(bank) - 1))
    id, area = bank[place]["id"], bank[place]["area"]

    wrong, honest = (
        step([*responses[:place], (id, word), *responses[place + 1 :]], bank=bank, ratings=rated)
        for word in ("wrong", "idk")
    )

    assert honest["theta"][area] >= wrong["theta"][area] - TOLERANCE
    assert honest["levels"][area][0] <= wrong["levels"][area][0] + TOLERANCE


@STEPS
@given(wild_banks, ratings, st.floats(-4, 4))
def test_whatever_is_answered_the_outcome_is_sound(
    wild: Wild, rated: dict[str, int | None], mean: float
) -> None:
    bank, responses = drawn(wild)

    assert_sound(step(responses, bank=bank, ratings=rated, area_means=dict.fromkeys(AREAS, mean)))


@settings(max_examples=12, deadline=None)
@given(
    st.integers(0, 10**6),
    st.integers(0, 30),
    st.integers(0, 3),
    st.sets(st.sampled_from([question["id"] for question in BANK]), max_size=30),
)
def test_a_whole_sitting_keeps_all_its_rules(
    seed: int, budget: int, least: int, resting: set[str]
) -> None:
    chance = np.random.default_rng(seed)
    rules = {"budget": budget, "min_per_area": least, "exclude": resting, "seed": seed}
    responses: list[tuple[str, str]] = []
    while (id := (outcome := step(responses, **rules))["next_item"]) is not None:
        responses.append((id, str(chance.choice(["correct", "wrong", "idk"]))))

    ids = [id for id, _ in responses]
    by_area = Counter(AREA_OF[id] for id in ids)
    assert outcome["stop_reason"] == "budget"
    assert len(ids) == len(set(ids)) == budget
    assert not resting & set(ids)
    assert max(by_area.values(), default=0) <= 5
    if budget >= least * len(AREAS):
        assert min(by_area[area] for area in AREAS) >= least


def test_a_long_sitting_ends_when_five_of_each_area_are_asked() -> None:
    responses: list[tuple[str, str]] = []
    while (id := (outcome := step(responses, budget=99))["next_item"]) is not None:
        responses.append((id, "wrong"))

    assert outcome["stop_reason"] == "exhausted"
    assert Counter(AREA_OF[id] for id, _ in responses) == dict.fromkeys(AREAS, 5)


def test_the_same_seed_gives_the_same_sitting_and_another_one_another() -> None:
    assert step(sheet("idk"), seed=1) == step(sheet("idk"), seed=1)
    assert len({step([], seed=seed)["next_item"] for seed in range(20)}) > 3


EXTREMES = {
    "all-right": sheet("correct", each=4),
    "all-wrong": sheet("wrong", each=4),
    "all-idk": sheet("idk", each=4),
    "empty": [],
}


@pytest.mark.parametrize("rating", [None, 0, 4], ids=["unrated", "all-0", "all-4"])
@pytest.mark.parametrize("responses", EXTREMES.values(), ids=EXTREMES.keys())
def test_an_extreme_sheet_is_measured_like_any_other(
    responses: list[tuple[str, str]], rating: int | None
) -> None:
    outcome = step(responses, ratings=dict.fromkeys(AREAS, rating), budget=60)

    assert_sound(outcome)


def test_all_right_is_skipped_and_all_wrong_is_studied() -> None:
    best = step(sheet("correct", each=4))
    worst = step(sheet("wrong", each=4))

    assert set(best["plan"].values()) == {"skip"}
    assert set(worst["plan"].values()) == {"study"}


@pytest.mark.parametrize("word", ["wrong", "idk"])
def test_nothing_is_skipped_without_a_right_answer_in_it(word: str) -> None:
    certain = {
        "ratings": dict.fromkeys(AREAS, 4) | {"cloud": 3},
        "area_means": dict.fromkeys(AREAS, 4),
    }

    outcome = step([("cloud-11", word), ("mlops-0", "correct")], **certain)

    assert outcome["plan"]["cloud"] == "skim"
    assert outcome["levels"]["cloud"][2] > 0.9
    assert outcome["plan"]["mlops"] == "skip"
    assert outcome["plan"]["agents"] == "skim"


def test_a_rating_counts_less_once_answers_speak() -> None:
    answers = [("cloud-3", "correct"), ("cloud-5", "correct"), ("cloud-7", "wrong")]

    def lift(responses: list[tuple[str, str]]) -> float:
        rated, unrated = step(responses, ratings={"cloud": 4}), step(responses)
        return float(rated["theta"]["cloud"] - unrated["theta"]["cloud"])

    assert lift([]) > lift(answers) > 0


def test_a_miss_takes_credit_from_every_rating() -> None:
    rated = {"cloud": 4, "agents": 3, "llm-apps": 4, "mlops": 3}

    def fall(ratings: dict[str, int]) -> float:
        missed = [(f"cloud-{n}", "wrong") for n in range(4)]
        before, after = step([], ratings=ratings), step(missed, ratings=ratings)
        return float(before["theta"]["agents"] - after["theta"]["agents"])

    assert fall(rated) > fall({"agents": 3}) > 0


def test_over_rating_is_seen_in_both_directions_and_silent_without_a_rating() -> None:
    proud = step(sheet("wrong", each=5), ratings={"cloud": 4, "mlops": 3})["over_rating"]
    shy = step(sheet("correct", each=5), ratings={"cloud": 0, "mlops": 1})["over_rating"]

    assert proud["cloud"] > 0.8
    assert shy["cloud"] < -0.8
    assert proud["agents"] == shy["agents"] == 0.0


def test_the_mean_of_a_team_moves_what_is_thought_before_the_first_answer() -> None:
    assert step([], area_means={"cloud": 0.8})["theta"]["cloud"] == pytest.approx(0.8, abs=0.01)
    assert step([])["theta"]["cloud"] == pytest.approx(0.0, abs=0.01)


def test_cut_scores_decide_what_a_level_is() -> None:
    hard = step(sheet("correct"), cuts=(2.5, 3.5))
    easy = step(sheet("correct"), cuts=(-3.5, -2.5))

    assert set(hard["plan"].values()) == {"study"}
    assert set(easy["plan"].values()) == {"skip"}


def test_an_answer_to_a_question_that_is_gone_is_not_measured_but_counts() -> None:
    gone = [("retired-question", "wrong")]

    assert step(gone)["theta"] == step([])["theta"]
    assert step(gone, budget=2)["next_item"] is not None
    assert step(gone, budget=1)["stop_reason"] == "budget"


def test_an_area_without_hours_is_still_asked_about_once() -> None:
    responses: list[tuple[str, str]] = []
    while (id := step(responses, hours={"cloud": 40})["next_item"]) is not None:
        responses.append((id, "correct"))

    assert {AREA_OF[id] for id, _ in responses} == set(AREAS)


def test_the_outcome_holds_plain_values_alone() -> None:
    outcome = step(sheet("correct"), ratings={"cloud": 2})

    assert list(outcome) == [
        "levels",
        "plan",
        "theta",
        "sd",
        "next_item",
        "stop_reason",
        "value_of_next_hours",
        "over_rating",
    ]
    assert type(outcome["plan"]["cloud"]) is str
    assert type(outcome["theta"]["cloud"]) is float
    assert type(outcome["levels"]["cloud"][0]) is float
    assert type(outcome["over_rating"]["cloud"]) is float
    assert type(outcome["value_of_next_hours"]) is float


def test_a_gate_asks_three_questions_about_its_area_alone() -> None:
    before = sheet("correct", each=5)
    responses = list(before)
    while (
        id := gate_step(
            BANK, {}, responses, area="cloud", budget=len(before) + 3, hours=HOURS, seed=5
        )["next_item"]
    ) is not None:
        responses.append((id, "wrong"))

    assert [AREA_OF[id] for id, _ in responses[len(before) :]] == ["cloud"] * 3
    assert len(set(responses)) == len(responses)


def test_a_gate_can_change_the_placement_it_checks() -> None:
    before = [("cloud-5", "correct")]
    asked = [(f"cloud-{n}", "wrong") for n in (2, 3, 4)]

    def plan(responses: list[tuple[str, str]]) -> str:
        outcome = gate_step(BANK, {}, responses, area="cloud", budget=4, hours=HOURS)
        return str(outcome["plan"]["cloud"])

    assert plan(before) != "study"
    assert plan(before + asked) == "study"


def test_a_gate_rests_what_is_excluded() -> None:
    resting = {f"cloud-{n}" for n in range(EACH) if n != 6}

    outcome = gate_step(BANK, {}, [], area="cloud", budget=3, hours=HOURS, exclude=resting)

    assert outcome["next_item"] == "cloud-6"


def test_more_questions_are_worth_more_than_one_but_less_than_so_many_times_the_best() -> None:
    responses = sheet("correct", each=1)

    def worth(count: int) -> float:
        return value_of_more(BANK, {}, responses, hours=HOURS, count=count)

    assert worth(0) == 0.0
    assert worth(1) == step(responses)["value_of_next_hours"]
    assert worth(1) < worth(5) <= 5 * worth(1)


@pytest.mark.parametrize(
    "given",
    [
        {"bank": [{"id": "q", "area": "cloud", "a": float("nan"), "b": 0.0}]},
        {"bank": [BANK[0], BANK[0]]},
        {"bank": []},
        {"ratings": {"cloud": 5}},
        {"responses": [("cloud-1", "maybe")]},
        {"hours": {"cloud": -1.0}},
        {"area_means": {"cloud": float("inf")}},
        {"cuts": (1.0, 0.0)},
    ],
    ids=["nan", "twice", "empty", "rating", "answer", "hours", "mean", "cuts"],
)
def test_what_cannot_be_measured_with_is_refused_in_one_sentence(given: dict[str, Any]) -> None:
    responses = given.pop("responses", [])

    with pytest.raises(BrokenBankError, match="This assessment cannot be measured") as refusal:
        step(responses, **given)

    assert isinstance(refusal.value, BotError)
