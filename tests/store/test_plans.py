from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.people import Engineer, Who
from bot.domain.plans import LeftOut, Plan, TaskKey
from bot.store import Session, Sessions, plans
from tests.store.conftest import (
    BEN,
    LATER,
    NOW,
    WEEK,
    join,
    plan,
    planned_module,
    statements_of,
)

A, B = planned_module("a"), planned_module("b", days=7)
LEFT_OUT = (LeftOut("x", "p1", "you have this"), LeftOut("m", "p2", "and this"))
FIRST_OF_A = TaskKey("a", "t1")


def _followed(session: Session, engineer: Engineer, meant: Plan) -> Plan:
    """Let *engineer* follow the plan that is *meant*."""
    plans.add(session, engineer, meant, assessment_id=None, now=NOW)
    return _running(session, engineer)


def _running(session: Session, engineer: Engineer) -> Plan:
    running = plans.running(session, engineer)
    assert running is not None
    return running


def test_a_plan_comes_back_as_it_was_made(sessions: Sessions) -> None:
    done = replace(planned_module("c", 14), done=frozenset({"t2"}))
    meant = plan(B, A, done, left_out=LEFT_OUT)
    with sessions.begin() as session:
        ada = join(session)
        plans.add(session, ada, meant, assessment_id=None, now=NOW)

    with sessions.begin() as session:
        running = _running(session, ada)

    assert running == replace(meant, id=running.id)


def test_a_plan_without_anything_left_out_is_one_too(sessions: Sessions) -> None:
    with sessions.begin() as session:
        assert _followed(session, join(session), plan(A)).left_out == ()


def test_nobody_follows_a_plan_to_begin_with(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)

        assert plans.running(session, ada) is None
        assert plans.running_of(session, []) == {}
        assert plans.starts(session, [ada.id]) == {}
        assert plans.done_so_far(session, ada) == {}


def test_nobody_follows_two_plans(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        _followed(session, ada, plan(A))

    with pytest.raises(IntegrityError), sessions.begin() as session:
        _followed(session, ada, plan(B))


def test_a_plan_that_ended_makes_room_for_the_next(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada = join(session)
        first = _followed(session, ada, plan(A))

        plans.end(session, first, LATER)

        assert plans.running(session, ada) is None
        assert plans.starts(session, [ada.id]) == {}
        assert _followed(session, ada, plan(B)).modules == (B,)


def test_plans_of_many_do_not_mix(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        adas = _followed(session, ada, plan(A, B, left_out=LEFT_OUT))
        bens = _followed(session, ben, replace(plan(B), starts_on=WEEK + timedelta(days=7)))
        ids = [ada.id, ben.id, 404]

        assert plans.running_of(session, ids) == {ada.id: adas, ben.id: bens}
        assert plans.starts(session, ids) == {ada.id: WEEK, ben.id: WEEK + timedelta(days=7)}


def test_many_large_plans_take_no_more_statements_than_a_small_one(sessions: Sessions) -> None:
    with sessions.begin() as session:
        small = join(session)
        _followed(session, small, plan(A))
        many = [join(session, Who("T1", f"U{n}"), f"N{n}") for n in range(6)]
        for person in many:
            _followed(session, person, plan(*(planned_module(f"m{n}") for n in range(12))))

    one = statements_of(sessions, lambda s: plans.running(s, small))
    six = statements_of(sessions, lambda s: plans.running_of(s, [m.id for m in many]))

    assert one == six == 3


def test_adding_and_moving_take_as_many_statements_for_a_large_plan(sessions: Sessions) -> None:
    large = plan(*(planned_module(f"m{n}") for n in range(30)), left_out=LEFT_OUT)
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")

    def add(engineer: Engineer, meant: Plan) -> int:
        return statements_of(
            sessions, lambda s: plans.add(s, engineer, meant, assessment_id=None, now=NOW)
        )

    assert add(ada, plan(A, left_out=LEFT_OUT)) == add(ben, large) == 4
    with sessions.begin() as session:
        running = _running(session, ben)
    assert statements_of(sessions, lambda s: plans.move(s, running)) == 2


def test_moving_keeps_new_days_and_pace_and_nothing_else(sessions: Sessions) -> None:
    later = replace(B, starts_on=B.starts_on + timedelta(days=7), ends_on=B.ends_on)
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        before = _followed(session, ada, plan(A, B))
        bens = _followed(session, ben, plan(A, B))
        moved = replace(before, hours_per_week=9, modules=(A, later))

        plans.move(session, moved)

        assert _running(session, ada) == moved
        assert _running(session, ben) == bens


def test_a_task_is_closed_and_opened_again_by_itself(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        before = _followed(session, ada, plan(A, B))
        bens = _followed(session, ben, plan(A, B))

        plans.close_task(session, before, FIRST_OF_A, NOW)
        plans.close_task(session, before, FIRST_OF_A, LATER)

        done = replace(A, done=frozenset({"t1"}))
        assert _running(session, ada) == replace(before, modules=(done, B))
        assert _running(session, ben) == bens

        plans.reopen_task(session, before, FIRST_OF_A)
        plans.reopen_task(session, before, FIRST_OF_A)

        assert _running(session, ada) == before


@pytest.mark.parametrize("key", [TaskKey("a", "t9"), TaskKey("z", "t1"), TaskKey("", "")])
def test_a_task_that_no_plan_holds_closes_nothing(sessions: Sessions, key: TaskKey) -> None:
    with sessions.begin() as session:
        ada = join(session)
        before = _followed(session, ada, plan(A, B))

        plans.close_task(session, before, key, NOW)

        assert _running(session, ada) == before


def test_what_is_done_is_known_over_all_plans_and_the_latest_has_the_last_word(
    sessions: Sessions,
) -> None:
    all_done = frozenset({"t1", "t2"})
    with sessions.begin() as session:
        ada, ben = join(session), join(session, BEN, "Ben Roy")
        _followed(session, ben, plan(replace(B, done=all_done)))
        first = _followed(session, ada, plan(replace(A, done=all_done), replace(B, done=all_done)))
        plans.end(session, first, NOW)
        second = _followed(session, ada, plan(replace(B, done=frozenset({"t1"}))))
        plans.end(session, second, NOW)

        assert plans.done_so_far(session, ada) == {"a": all_done, "b": frozenset({"t1"})}
