from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checkins import LONGEST_NOTE, Answer, Audience, Blocker, CheckIn, Confidence
from bot.domain.people import Engineer, Who
from bot.domain.plans import TaskKey
from bot.store import Session, Sessions, checkins
from tests.store.conftest import BEN, LATER, NOW, WEEK, found, join, statements_of

FULL = Answer(
    hours=4.25,
    confidence=Confidence.LIKELY,
    tasks=frozenset({TaskKey("a", "t1"), TaskKey("b", "t2")}),
    note="It went well <!channel>",
    blocker="No access to the GPU",
    audience=Audience.LEAD,
)
EMPTY = Answer(hours=0, confidence=Confidence.UNSURE)
# What PostgreSQL can keep: no zero character, no halves of a pair.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=300)


def _kept(session: Session, engineer: Engineer, answer: Answer = FULL) -> CheckIn:
    checkins.keep(session, engineer, WEEK, answer, NOW)
    checkin = checkins.of_week(session, engineer, WEEK)
    assert checkin is not None
    return checkin


def _blockers(session: Session, engineer: Engineer) -> tuple[Blocker, ...]:
    return checkins.open_blockers(session, [engineer.id])[engineer.id]


@pytest.mark.parametrize("answer", [FULL, EMPTY], ids=["everything", "next to nothing"])
def test_an_answer_comes_back_as_it_was_given(sessions: Sessions, answer: Answer) -> None:
    with sessions.begin() as session:
        ada = join(session)
        checkins.keep(session, ada, WEEK, answer, NOW)

    with sessions.begin() as session:
        assert checkins.of_week(session, ada, WEEK) == CheckIn(WEEK, answer, NOW)


@given(note=WORDS, blocker=WORDS.filter(bool))
def test_words_come_back_to_the_letter(sessions: Sessions, note: str, blocker: str) -> None:
    answer = replace(FULL, note=note, blocker=blocker)
    with sessions.begin() as session:
        assert _kept(session, join(session), answer).answer == answer


def test_the_longest_words_fit(sessions: Sessions) -> None:
    words = "ü" * LONGEST_NOTE
    answer = replace(FULL, note=words, blocker=words)
    with sessions.begin() as session:
        assert _kept(session, join(session), answer).answer == answer


def test_a_second_answer_takes_the_place_of_the_first(sessions: Sessions) -> None:
    second = replace(FULL, hours=6, note="", tasks=frozenset({TaskKey("a", "t2")}))
    with sessions.begin() as session:
        ada = join(session)
        _kept(session, ada)

        checkins.keep(session, ada, WEEK, second, LATER)

        assert checkins.of_week(session, ada, WEEK) == CheckIn(WEEK, second, NOW, LATER)


def test_answers_of_other_weeks_and_people_stay(sessions: Sessions) -> None:
    week_before = WEEK - timedelta(days=7)
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        checkins.keep(session, ada, week_before, EMPTY, NOW)
        bens = _kept(session, ben)

        checkins.keep(session, ada, WEEK, FULL, LATER)

        assert checkins.of_week(session, ada, week_before) == CheckIn(week_before, EMPTY, NOW)
        assert checkins.of_week(session, ben, WEEK) == bens
        assert checkins.of_week(session, ben, week_before) is None


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (WEEK, (WEEK,)),
        (WEEK + timedelta(days=1), ()),
        (WEEK - timedelta(days=7), (WEEK, WEEK - timedelta(days=7))),
    ],
    ids=["from this week", "from after it", "from the week before"],
)
def test_weeks_with_a_checkin_are_listed_newest_first(
    sessions: Sessions, since: date, expected: tuple[date, ...]
) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        for week in (WEEK - timedelta(days=14), WEEK, WEEK - timedelta(days=7)):
            checkins.keep(session, ada, week, EMPTY, NOW)

        assert checkins.weeks_of(session, [ada.id, ben.id], since) == {ada.id: expected, ben.id: ()}


def test_a_blocker_is_open_from_its_first_mention_on(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _kept(session, ada)
        (blocker,) = _blockers(session, ada)

        other = replace(FULL, blocker="No GPU at all", audience=Audience.NOBODY)
        checkins.keep(session, ada, WEEK, other, LATER)

        assert blocker == Blocker(blocker.id, "No access to the GPU", Audience.LEAD, NOW)
        assert _blockers(session, ada) == (
            Blocker(blocker.id, "No GPU at all", Audience.NOBODY, NOW),
        )


def test_a_blocker_goes_with_the_words_that_named_it(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _kept(session, ada)

        checkins.keep(session, ada, WEEK, replace(FULL, blocker=""), LATER)

        assert _blockers(session, ada) == ()


def test_blockers_of_several_weeks_are_listed_oldest_first(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        checkins.keep(session, ada, WEEK, replace(FULL, blocker="new"), LATER)
        checkins.keep(session, ada, WEEK - timedelta(days=7), replace(FULL, blocker="old"), NOW)

        found = checkins.open_blockers(session, [ada.id, ben.id])

        assert [blocker.text for blocker in found[ada.id]] == ["old", "new"]
        assert found[ben.id] == ()


def test_a_blocker_is_closed_once_and_by_its_owner_alone(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        _kept(session, ada)
        (blocker,) = _blockers(session, ada)

        assert not checkins.close_blocker(session, ben, blocker.id, LATER)
        assert _blockers(session, ada) == (blocker,)
        assert checkins.close_blocker(session, ada, blocker.id, LATER)
        assert _blockers(session, ada) == ()
        assert not checkins.close_blocker(session, ada, blocker.id, LATER)
        assert not checkins.close_blocker(session, ada, 404, LATER)


def test_a_closed_blocker_stays_closed_when_the_same_words_come_again(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _kept(session, ada)
        (blocker,) = _blockers(session, ada)
        checkins.close_blocker(session, ada, blocker.id, LATER)

        checkins.keep(session, ada, WEEK, replace(FULL, note="and more"), LATER)

        assert _blockers(session, ada) == ()


def test_other_words_after_closing_are_another_blocker(sessions: Sessions) -> None:
    other = replace(FULL, blocker="Now the data is missing")
    with sessions.begin() as session:
        ada = join(session)
        _kept(session, ada)
        (closed,) = _blockers(session, ada)
        checkins.close_blocker(session, ada, closed.id, LATER)

        checkins.keep(session, ada, WEEK, other, LATER)

        (opened,) = _blockers(session, ada)
        assert opened == Blocker(opened.id, "Now the data is missing", Audience.LEAD, LATER)
        assert opened.id != closed.id
        checkin = checkins.of_week(session, ada, WEEK)
        assert checkin is not None
        assert checkin.answer == other


def test_many_take_no_more_statements_than_one(sessions: Sessions) -> None:
    with sessions.begin() as session:
        people = [join(session, Who("T1", f"U{n}"), f"N{n}").id for n in range(8)]
        for n in range(8):
            checkins.keep(session, found(session, Who("T1", f"U{n}")), WEEK, FULL, NOW)

    assert statements_of(sessions, lambda s: checkins.weeks_of(s, people, WEEK)) == 1
    assert statements_of(sessions, lambda s: checkins.open_blockers(s, people)) == 1
