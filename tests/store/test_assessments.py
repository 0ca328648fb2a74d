from datetime import timedelta

import pytest

from bot.domain.people import Engineer
from bot.domain.plans import Verdict
from bot.domain.sittings import Answered, Estimate, Outcome, Sitting, Stage
from bot.store import Session, Sessions, assessments
from tests.store.conftest import BEN, LATER, NOW, join, statements_of

ESTIMATE = Estimate(study=0.2, skim=0.5, skip=0.3, theta=0.1, sd=0.4, verdict=Verdict.SKIM)
RIGHT = Answered("q1", "b", Outcome.CORRECT)
WRONG = Answered("q2", "a", Outcome.WRONG)


def _begun(session: Session, engineer: Engineer, seed: int = 7) -> Sitting:
    assessments.begin(session, engineer, seed, "v1", NOW)
    sitting = assessments.open_sitting(session, engineer)
    assert sitting is not None
    return sitting


def test_nobody_has_a_sitting_to_begin_with(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

        assert assessments.open_sitting(session, ada) is None
        assert assessments.latest_finished(session, ada) is None


def test_a_sitting_begins_with_the_first_screen(sessions: Sessions) -> None:
    with sessions.begin() as session:
        sitting = _begun(session, join(session), seed=2**31 - 1)

    assert sitting == Sitting(sitting.id, Stage.ABOUT, 2**31 - 1, None, None, {}, ())


def test_there_is_one_open_sitting_for_each_person(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")

        first, again, bens = _begun(session, ada), _begun(session, ada, 8), _begun(session, ben)

    assert again == first
    assert bens.id != first.id


def test_a_sitting_remembers_where_it_is(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        sitting = _begun(session, ada)
        assessments.set_wished_track(session, sitting, "mlops-pivot")
        assessments.rate(session, sitting, {"agents": 1, "mlops": 4})
        assessments.rate(session, sitting, {"mlops": 0})
        assessments.rate(session, sitting, {})
        assessments.answer(session, sitting, RIGHT, NOW)
        assessments.answer(session, sitting, WRONG, LATER)
        assessments.move(session, sitting, Stage.QUESTIONS, pending="q3")

    with sessions.begin() as session:
        found = assessments.open_sitting(session, ada)

    assert found == Sitting(
        id=sitting.id,
        stage=Stage.QUESTIONS,
        seed=7,
        wished_track="mlops-pivot",
        pending="q3",
        ratings={"agents": 1, "mlops": 0},
        answers=(RIGHT, WRONG),
    )


def test_the_first_answer_to_a_question_counts(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        sitting = _begun(session, ada)

        assessments.answer(session, sitting, RIGHT, NOW)
        assessments.answer(session, sitting, Answered("q1", "a", Outcome.WRONG), LATER)

        found = assessments.open_sitting(session, ada)
        assert found is not None
        assert found.answers == (RIGHT,)


def test_a_wish_can_be_taken_back(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        sitting = _begun(session, ada)
        assessments.set_wished_track(session, sitting, "mlops-pivot")

        assessments.set_wished_track(session, sitting, None)

        assert assessments.open_sitting(session, ada) == sitting


def test_a_finished_sitting_makes_room_for_the_next_and_the_latest_counts(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        ada = join(session)
        first = _begun(session, ada)
        assessments.move(session, first, Stage.DONE, finished_at=NOW)
        second = _begun(session, ada)
        assessments.move(session, second, Stage.DONE, finished_at=NOW + timedelta(weeks=8))

        latest = assessments.latest_finished(session, ada)

        assert assessments.open_sitting(session, ada) is None
        assert latest is not None
        assert (latest.id, latest.stage) == (second.id, Stage.DONE)
        assert latest.finished_at == NOW + timedelta(weeks=8)


def test_estimates_are_kept_to_the_last_digit(sessions: Sessions) -> None:
    precise = Estimate(
        study=1 / 3, skim=1e-12, skip=2 / 3, theta=-3.9999999999, sd=0.1, verdict=Verdict.SKIP
    )
    with sessions.begin() as session:
        sitting = _begun(session, join(session))

        assessments.keep_estimates(session, sitting, {"agents": precise, "mlops": ESTIMATE})

        assert assessments.estimates(session, sitting) == {"agents": precise, "mlops": ESTIMATE}


def test_estimates_of_one_sitting_are_of_no_other(sessions: Sessions) -> None:
    with sessions.begin() as session:
        adas = _begun(session, join(session))
        bens = _begun(session, join(session, BEN, "Ben Roy"))

        assessments.keep_estimates(session, adas, {"agents": ESTIMATE})

        assert assessments.estimates(session, bens) == {}


@pytest.mark.parametrize("areas", [1, 10])
def test_a_screen_of_ratings_takes_one_statement(sessions: Sessions, areas: int) -> None:
    with sessions.begin() as session:
        sitting = _begun(session, join(session))
    ratings = {f"area-{n}": n % 5 for n in range(areas)}

    assert statements_of(sessions, lambda s: assessments.rate(s, sitting, ratings)) == 1
