"""What people say of themselves."""

import numpy as np
import pytest

from bot.domain.ability import AREAS, CORRELATIONS
from bot.domain.ratings import CONFIDENCE_SD, RATING_SD, Belief, claims, heard, over_rating

START = Belief(np.zeros(10), CORRELATIONS)


def rated(**ratings: int) -> list[int | None]:
    return [ratings.get(area.replace("-", "_")) for area in AREAS]


def test_no_rating_changes_nothing() -> None:
    assert heard(START, [None] * 10) is START


def test_one_rating_moves_its_area_as_the_textbook_says() -> None:
    belief = heard(START, rated(cloud=4))

    noise = CONFIDENCE_SD**2 + RATING_SD**2
    place = AREAS.index("cloud")
    assert belief.mean[place] == pytest.approx(2.15 / (1 + noise))
    assert belief.covariance[place, place] == pytest.approx(noise / (1 + noise))


def test_a_rating_says_more_of_its_own_block_than_of_another() -> None:
    belief = heard(START, rated(cloud=4))

    assert belief.mean[AREAS.index("mlops")] > belief.mean[AREAS.index("agents")] > 0


def test_a_high_rating_among_low_ones_counts_more_than_one_among_high_ones() -> None:
    humble = heard(START, [4, *[1] * 9])
    proud = heard(START, [4, *[3] * 9])

    assert humble.mean[0] - humble.mean[1:].mean() > proud.mean[0] - proud.mean[1:].mean()


@pytest.mark.parametrize("rating", range(5))
def test_the_same_rating_everywhere_speaks_of_the_average_only(rating: int) -> None:
    belief = heard(START, [rating] * 10)

    apart = np.array([1, -1, *[0] * 8])
    assert apart @ belief.covariance @ apart == pytest.approx(
        apart @ CORRELATIONS @ apart, rel=0.02
    )
    assert belief.covariance.sum() < CORRELATIONS.sum()


def test_from_five_equal_ratings_on_they_are_a_row_of_ticks() -> None:
    four = heard(START, [*[2] * 4, *[None] * 6])
    five = heard(START, [*[2] * 5, *[None] * 5])

    assert four.covariance[0, 0] < 0.8 < five.covariance[0, 0]


def test_four_equal_ratings_and_one_other_are_five_judgements() -> None:
    belief = heard(START, [*[2] * 4, 3, *[None] * 5])

    assert belief.covariance[0, 0] < 0.8


def test_a_two_claims_the_middle_of_the_level_to_skim() -> None:
    assert claims([2]) == pytest.approx([0.15])
    assert (np.diff(claims([0, 1, 2, 3, 4])) > 0).all()


@pytest.mark.parametrize(
    ("rating", "gap"),
    [(None, 0.0), (0, -0.8), (1, -0.8), (2, 0.2 - 0.3), (3, 0.7), (4, 0.7)],
    ids=["none", "0", "1", "2", "3", "4"],
)
def test_over_rating_compares_the_claim_with_the_level(rating: int | None, gap: float) -> None:
    assert over_rating(np.array([[0.2, 0.5, 0.3]]), [rating]) == pytest.approx([gap])
