from datetime import timedelta

import pytest

from bot.domain.nudges import Review
from bot.domain.people import Engineer, Who
from bot.store import Session, Sessions, watches
from bot.store.watches import Watch
from tests.store.conftest import ADA, BEN, NOW, empty, join, review, statements_of

MOMENT = timedelta(microseconds=1)


def _watched(session: Session, *looks: timedelta) -> list[Engineer]:
    """Take somebody in for each of *looks*, to be looked at so much after now."""
    people = [join(session, Who("T1", f"U{n}"), f"N{n}") for n in range(len(looks))]
    reviews = zip(people, looks, strict=True)
    watches.keep(session, {p.id: review(look_at=NOW + look) for p, look in reviews})
    return people


def test_whoever_just_joined_is_not_looked_at(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

        assert watches.watches(session) == ()
        assert watches.next_look(session) is None
        assert watches.due_people(session, NOW + timedelta(weeks=99), 10) == {}
        assert watches.due_person(session, ada.id, NOW + timedelta(weeks=99)) == {}


@pytest.mark.parametrize(
    ("early", "is_due"), [(MOMENT, False), (timedelta(), True), (-MOMENT, True)]
)
def test_a_look_is_due_exactly_from_its_moment_on(
    sessions: Sessions, early: timedelta, *, is_due: bool
) -> None:
    with sessions.begin() as session:
        (ada,) = _watched(session, early)
        expected = {ada.id: NOW} if is_due else {}

        assert watches.due_people(session, NOW, 10) == expected
        assert watches.due_person(session, ada.id, NOW) == expected


def test_the_longest_due_come_first_and_no_more_than_asked_for(sessions: Sessions) -> None:
    with sessions.begin() as session:
        late, latest, soon = _watched(
            session, timedelta(hours=-1), timedelta(hours=-2), timedelta(hours=1)
        )

        assert list(watches.due_people(session, NOW, 10)) == [latest.id, late.id]
        assert list(watches.due_people(session, NOW, 1)) == [latest.id]
        assert watches.due_person(session, soon.id, NOW) == {}


def test_a_look_is_kept_for_each_and_can_be_taken_away(sessions: Sessions) -> None:
    later = NOW + timedelta(days=1)
    with sessions.begin() as session:
        ada, ben = join(session, ADA), join(session, BEN, "Ben Roy")
        watches.keep(session, {ada.id: review(look_at=later), ben.id: review(look_at=NOW)})
        assert watches.watches(session) == (
            Watch(ada.id, NOW, later),
            Watch(ben.id, NOW, NOW),
        )
        assert watches.next_look(session) == NOW

        watches.keep(session, {ben.id: Review((), since=later, look_at=None)})

        assert watches.watches(session) == (Watch(ada.id, NOW, later),)
        assert watches.next_look(session) == later


def test_a_look_can_be_put_off_without_deciding_anything(sessions: Sessions) -> None:
    later = NOW + timedelta(hours=1)
    with sessions.begin() as session:
        (ada,) = _watched(session, timedelta())

        watches.look_later(session, ada.id, later)

        assert watches.watches(session) == (Watch(ada.id, NOW, later),)


def test_two_processes_look_at_different_people(shared_postgresql: Sessions) -> None:
    sessions = shared_postgresql
    with sessions.begin() as session:
        ada, ben = _watched(session, timedelta(hours=-2), timedelta(hours=-1))

    with sessions.begin() as one, sessions.begin() as other:
        assert list(watches.due_people(one, NOW, 1)) == [ada.id]
        assert list(watches.due_people(other, NOW, 10)) == [ben.id]
        assert watches.due_person(other, ada.id, NOW) == {}
    empty(sessions)


def test_keeping_five_hundred_looks_takes_one_statement(sessions: Sessions) -> None:
    with sessions.begin() as session:
        people = [join(session, Who("T1", f"U{n}"), f"N{n}") for n in range(50)]

    def keep(session: Session) -> None:
        watches.keep(session, {person.id: review(look_at=NOW) for person in people})

    assert statements_of(sessions, keep) == 1
