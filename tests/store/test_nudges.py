from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import event

from bot.domain.nudges import Decision, Kind, Review, State
from bot.domain.people import Engineer, Who
from bot.store import Session, Sessions, nudges, watches
from bot.store.database import engine_of
from bot.store.nudges import Claimed, Entry, Sent, Unsent, Waiting
from tests.store.conftest import (
    BEN,
    LATER,
    NOW,
    TWIN,
    WEEK,
    decision,
    join,
    review,
    statements_of,
)

MOMENT = timedelta(microseconds=1)
NEXT_WEEK = WEEK + timedelta(days=7)


def _plan(
    session: Session, engineer: Engineer, *decisions: Decision, now: datetime = NOW
) -> list[State]:
    workspaces = {engineer.id: engineer.who.workspace}
    return nudges.plan(session, workspaces, {engineer.id: review(*decisions)}, now)


def _claim(session: Session, now: datetime = NOW, limit: int = 10) -> tuple[Claimed, ...]:
    return nudges.claim(session, "T1", "worker-1", now, limit)


def _claimed(session: Session) -> tuple[Engineer, Claimed]:
    """Plan and claim one message."""
    ada = join(session)
    _plan(session, ada, decision())
    (message,) = _claim(session)
    return ada, message


def _states(session: Session) -> list[State]:
    return [entry.state for entry in nudges.entries(session)]


def _entry(state: State, error: str | None = None) -> Entry:
    return Entry("T1", "UADA", Kind.NUDGE, WEEK, NOW, state, "because", error)


def test_what_is_decided_is_written_down(sessions: Sessions) -> None:
    skipped = decision(Kind.CHECKIN, WEEK, LATER, skipped=True)
    with sessions.begin() as session:
        ada = join(session)

        assert sorted(_plan(session, ada, decision(), skipped)) == [State.PLANNED, State.SKIPPED]
        assert nudges.entries(session) == (
            _entry(State.PLANNED),
            Entry("T1", "UADA", Kind.CHECKIN, WEEK, LATER, State.SKIPPED, "because", None),
        )


def test_planning_twice_is_harmless(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _plan(session, ada, decision())
        again = _plan(session, ada, decision(at=LATER), decision(Kind.CHECKIN), now=LATER)

        assert again == [State.PLANNED]
        assert nudges.entries(session)[0] == _entry(State.PLANNED)
        assert len(nudges.entries(session)) == 2


def test_a_message_that_was_sent_is_not_planned_again(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, message = _claimed(session)
        nudges.mark(session, [Sent(message.id, "D1", "1.2")], NOW)

        assert _plan(session, ada, decision(), decision(skipped=True)) == []
        assert _claim(session) == ()


def test_kinds_weeks_and_people_have_messages_of_their_own(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        _plan(session, ada, decision(), decision(Kind.CHECKIN), decision(week=NEXT_WEEK))
        _plan(session, ben, decision())

        assert nudges.settled(session, [ada.id, ben.id, 404], WEEK) == {
            ada.id: {(Kind.NUDGE, WEEK), (Kind.CHECKIN, WEEK), (Kind.NUDGE, NEXT_WEEK)},
            ben.id: {(Kind.NUDGE, WEEK)},
            404: frozenset(),
        }
        assert nudges.settled(session, [ada.id], WEEK + timedelta(days=1)) == {
            ada.id: {(Kind.NUDGE, NEXT_WEEK)}
        }


def test_deciding_nothing_writes_nothing(sessions: Sessions) -> None:
    with sessions.begin() as session:
        assert _plan(session, join(session)) == []
        assert nudges.entries(session) == ()


def _many(session: Session, count: int) -> tuple[dict[int, str], dict[int, Review]]:
    people = [join(session, Who("T1", f"U{n}"), f"N{n}") for n in range(count)]
    reviews = {
        p.id: review(decision(), decision(Kind.CHECKIN, skipped=True), look_at=LATER)
        for p in people
    }
    return {p.id: "T1" for p in people}, reviews


def test_planning_for_many_takes_one_statement(sessions: Sessions) -> None:
    with sessions.begin() as session:
        workspaces, reviews = _many(session, 100)

    def plan(session: Session) -> None:
        assert len(nudges.plan(session, workspaces, reviews, NOW)) == 200

    assert statements_of(sessions, plan) == 1


def test_a_long_absence_of_the_clock_is_not_too_much_at_once(sessions: Sessions) -> None:
    weeks = [WEEK + timedelta(weeks=n) for n in range(100)]
    with sessions.begin() as session:
        people = [join(session, Who("T1", f"U{n}"), f"N{n}") for n in range(40)]
        reviews = {p.id: review(*(decision(week=w, skipped=True) for w in weeks)) for p in people}

        new = nudges.plan(session, {p.id: "T1" for p in people}, reviews, NOW)

    # More values than either database takes with one statement.
    assert new == [State.SKIPPED] * 4000


@pytest.mark.parametrize(
    ("early", "is_due"), [(MOMENT, False), (timedelta(), True), (-MOMENT, True)]
)
def test_a_message_goes_out_from_its_moment_on(
    sessions: Sessions, early: timedelta, *, is_due: bool
) -> None:
    with sessions.begin() as session:
        _plan(session, join(session), decision(), now=NOW + early)

        assert nudges.waiting_workspaces(session, NOW) == (("T1",) if is_due else ())
        assert len(nudges.waiting(session, NOW)) == is_due
        assert len(_claim(session)) == is_due


def test_what_waits_is_told_with_its_moment(sessions: Sessions) -> None:
    with sessions.begin() as session:
        assert nudges.next_attempt(session) is None
        ada = join(session)
        _plan(session, ada, decision(), decision(Kind.CHECKIN, skipped=True), now=LATER)

        assert nudges.next_attempt(session) == LATER
        assert nudges.waiting(session, LATER) == (Waiting(ada.id, LATER, decision()),)


def test_a_claim_takes_messages_of_its_workspace_oldest_first_up_to_its_limit(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        ada, ben, twin = join(session), join(session, BEN, "Ben"), join(session, TWIN, "Ada Twin")
        _plan(session, ada, decision(at=LATER), now=LATER)
        _plan(session, ben, decision(at=NOW), decision(Kind.CHECKIN, at=LATER))
        _plan(session, twin, decision())

        assert sorted(nudges.waiting_workspaces(session, LATER)) == ["T1", "T2"]
        first = _claim(session, LATER, limit=2)
        second = _claim(session, LATER, limit=2)

        assert [(m.person_id, m.kind) for m in first] == [
            (ben.id, Kind.NUDGE),
            (ben.id, Kind.CHECKIN),
        ]
        assert second == (Claimed(second[0].id, ada.id, Kind.NUDGE, WEEK, LATER, "because", 1),)
        assert _claim(session, LATER) == ()
        assert nudges.waiting_workspaces(session, LATER) == ("T2",)
        assert nudges.next_attempt(session) == NOW


def _claim_until_empty(sessions: Sessions, worker: str) -> list[int]:
    mine: list[int] = []
    while True:
        with sessions.begin() as session:
            claimed = nudges.claim(session, "T1", worker, NOW, 7)
        if not claimed:
            return mine
        mine += [message.id for message in claimed]


def test_no_two_workers_ever_get_the_same_message(sessions: Sessions) -> None:
    with sessions.begin() as session:
        workspaces, reviews = _many(session, 150)
        nudges.plan(session, workspaces, reviews, NOW)

    with ThreadPoolExecutor(8) as pool:
        shares = pool.map(_claim_until_empty, [sessions] * 8, [f"w{n}" for n in range(8)])
        claimed = [id_ for share in shares for id_ in share]

    assert len(claimed) == len(set(claimed)) == 150


def _plan_all(sessions: Sessions, person: int) -> int:
    with sessions.begin() as session:
        decisions = [decision(week=WEEK + timedelta(weeks=n)) for n in range(20)]
        return len(nudges.plan(session, {person: "T1"}, {person: review(*decisions)}, NOW))


def test_many_who_plan_at_once_write_each_message_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

    with ThreadPoolExecutor(6) as pool:
        new = list(pool.map(_plan_all, [sessions] * 6, [ada.id] * 6))

    assert sum(new) == 20


def test_a_message_that_went_out_is_sent(sessions: Sessions) -> None:
    with sessions.begin() as session:
        _, message = _claimed(session)

        nudges.mark(session, [Sent(message.id, "D1", "1.2")], LATER)

        assert nudges.entries(session) == (_entry(State.SENT),)


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN, State.SKIPPED])
def test_a_message_that_did_not_go_out_says_why(sessions: Sessions, state: State) -> None:
    with sessions.begin() as session:
        _, message = _claimed(session)

        nudges.mark(session, [Unsent(message.id, state, "no such channel")], LATER)

        assert nudges.entries(session) == (_entry(state, "no such channel"),)
        assert _claim(session, LATER) == ()


def test_a_message_that_is_tried_again_waits_for_its_moment(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, message = _claimed(session)
        again = Unsent(message.id, State.PLANNED, "rate limited", retry_at=LATER)

        nudges.mark(session, [again], NOW)

        assert nudges.entries(session) == (_entry(State.PLANNED, "rate limited"),)
        assert _claim(session, LATER - MOMENT) == ()
        (second,) = _claim(session, LATER)
        assert second == Claimed(message.id, ada.id, Kind.NUDGE, WEEK, NOW, "because", 2)

        nudges.mark(session, [Sent(message.id, "D1", "1.2")], LATER)

        assert nudges.entries(session) == (_entry(State.SENT),)


def test_outcomes_of_every_kind_are_marked_together(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _plan(session, ada, *(decision(week=WEEK + timedelta(weeks=n)) for n in range(6)))
        a, b, c, d, e, f = sorted(message.id for message in _claim(session))

    outcomes: list[Sent | Unsent] = [
        Sent(a, "D1", "1.1"),
        Unsent(b, State.FAILED, "refused"),
        Unsent(c, State.UNKNOWN, "lost"),
        Unsent(d, State.PLANNED, "wait", retry_at=LATER),
        Sent(e, "D1", "1.2"),
        Unsent(f, State.PLANNED, "wait", retry_at=LATER),
    ]

    assert statements_of(sessions, lambda s: nudges.mark(s, outcomes, NOW)) == 3
    with sessions.begin() as session:
        assert sorted(_states(session)) == [
            State.FAILED,
            State.PLANNED,
            State.PLANNED,
            State.SENT,
            State.SENT,
            State.UNKNOWN,
        ]
        assert {message.id for message in _claim(session, LATER)} == {d, f}


def _outcomes(id_: int) -> list[Sequence[Sent | Unsent]]:
    return [
        [Sent(id_, "D1", "9.9")],
        [Unsent(id_, State.FAILED, "late")],
        [Unsent(id_, State.PLANNED, "late", retry_at=LATER)],
    ]


def test_only_what_is_claimed_can_be_marked(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _plan(session, ada, decision(), now=NOW)
        (message,) = _claim(session)
        nudges.mark(session, [Unsent(message.id, State.PLANNED, "wait", retry_at=LATER)], NOW)
        before = nudges.entries(session)

        for outcomes in ([], *_outcomes(message.id), *_outcomes(message.id + 1)):
            nudges.mark(session, outcomes, NOW)

        assert nudges.entries(session) == before
        assert nudges.next_attempt(session) == LATER


@pytest.mark.parametrize("settled", range(3), ids=["sent", "failed", "put off"])
def test_an_outcome_that_comes_too_late_changes_nothing(sessions: Sessions, settled: int) -> None:
    with sessions.begin() as session:
        _, message = _claimed(session)
        nudges.mark(session, _outcomes(message.id)[settled], NOW)
        before = nudges.entries(session)

        for outcomes in _outcomes(message.id):
            nudges.mark(session, outcomes, LATER)

        assert nudges.entries(session) == before


@pytest.mark.parametrize(("age", "is_abandoned"), [(MOMENT, True), (timedelta(), False)])
def test_a_claim_is_given_up_exactly_when_its_lease_is_over(
    sessions: Sessions, age: timedelta, *, is_abandoned: bool
) -> None:
    with sessions.begin() as session:
        _claimed(session)

        assert nudges.give_up_abandoned(session, NOW + age, LATER) == is_abandoned
        assert _states(session) == [State.UNKNOWN if is_abandoned else State.CLAIMED]
        assert _claim(session, LATER) == ()
        assert nudges.give_up_abandoned(session, NOW + age, LATER) == 0


def test_what_was_given_up_is_not_sent_however_late_its_process_comes_back(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        _, message = _claimed(session)
        nudges.give_up_abandoned(session, LATER, LATER)

        nudges.mark(
            session, [Unsent(message.id, State.PLANNED, "rate limited", retry_at=LATER)], LATER
        )

        assert _claim(session, LATER) == ()
        (entry,) = nudges.entries(session)
        assert entry == _entry(State.UNKNOWN, "the process ended before it could note the outcome")


def test_what_waits_can_be_called_off_and_nothing_else(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, claimed = _claimed(session)
        ben = join(session, BEN, "Ben Roy")
        _plan(session, ada, decision(Kind.CHECKIN, at=LATER))
        _plan(session, ben, decision(Kind.CHECKIN, at=LATER))

        nudges.call_off(session, ada.id, "the engineer paused", LATER)

        assert [(e.user, e.state, e.error) for e in nudges.entries(session)] == [
            ("UADA", State.CLAIMED, None),
            ("UADA", State.SKIPPED, "the engineer paused"),
            ("UBEN", State.PLANNED, None),
        ]
        nudges.mark(session, [Sent(claimed.id, "D1", "1.2")], LATER)
        assert [message.person_id for message in _claim(session, LATER)] == [ben.id]


def test_the_ledger_is_read_in_order_of_time(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _plan(session, ada, decision(at=LATER), decision(Kind.CHECKIN, at=NOW))

        assert [entry.due_at for entry in nudges.entries(session)] == [NOW, LATER]


LOOKS: dict[str, tuple[str, Callable[[Session], object]]] = {
    "who is due": ("ix_people_look_at", lambda s: watches.due_people(s, NOW, 10)),
    "when to look next": ("ix_people_look_at", watches.next_look),
    "where something waits": ("ix_deliveries_", lambda s: nudges.waiting_workspaces(s, NOW)),
    "when to send next": ("ix_deliveries_next", nudges.next_attempt),
    "what waits": ("ix_deliveries_", lambda s: nudges.waiting(s, NOW)),
    "what to claim": ("ix_deliveries_waiting", _claim),
    "what was abandoned": (
        "ix_deliveries_claimed",
        lambda s: nudges.give_up_abandoned(s, NOW, NOW),
    ),
}


def _ways(sessions: Sessions, look: Callable[[Session], object]) -> str:
    """Say how the database finds what *look* asks for."""
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        asked.append((statement, parameters))

    engine = engine_of(sessions)
    event.listen(engine, "before_cursor_execute", note)
    with sessions.begin() as session:
        look(session)
    event.remove(engine, "before_cursor_execute", note)
    statement, parameters = asked[-1]
    explain = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    with sessions.begin() as session:
        connection = session.connection()
        if engine.dialect.name == "postgresql":
            # In an empty table every way is as good; in a full one only an index is.
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = connection.exec_driver_sql(f"{explain} {statement}", cast("Any", parameters))
        return str(plan.all())


@pytest.mark.parametrize("question", LOOKS)
def test_what_the_clock_asks_is_answered_by_an_index(sessions: Sessions, question: str) -> None:
    index, look = LOOKS[question]

    way = _ways(sessions, look)

    assert index in way
    assert "Seq Scan" not in way
    assert "SCAN deliveries'" not in way
    assert "SCAN people'" not in way
