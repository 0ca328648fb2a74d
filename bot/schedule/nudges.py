"""One pass of the clock over everything that is due."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.deps import Deps
from bot.domain.nudges import State, Ticked
from bot.schedule.sender import send_due
from bot.services import events, nudges

logger = logging.getLogger(__name__)

AT_ONCE = 500
STUCK_FOR = timedelta(hours=1)


def tick(deps: Deps, now: datetime) -> Ticked:
    """Plan, claim, send and mark everything that is due at *now*."""
    with deps.sessions.begin() as session:
        abandoned = nudges.give_up_abandoned(session, now)
    new = _plan(deps, now)
    dispatched = send_due(deps, now)
    return Ticked(
        at=now,
        planned=new[State.PLANNED],
        sent=dispatched.states[State.SENT],
        skipped=new[State.SKIPPED] + dispatched.states[State.SKIPPED],
        failed=dispatched.states[State.FAILED],
        unknown=dispatched.states[State.UNKNOWN] + abandoned,
        retry_at=dispatched.retry_at,
    )


def live_until(deps: Deps, to: datetime, set_clock: Callable[[datetime], None]) -> None:
    """Move a clock to *to*, stopping at each moment that has something due and doing it.

    What is still due after its moment is tried again an hour later, so that
    nothing that is stuck keeps the clock from moving.
    """
    stop = _next_stop(deps)
    while stop is not None and stop <= to:
        set_clock(stop)
        tick(deps, stop)
        stop = _next_stop(deps, stop)
    set_clock(to)


def _next_stop(deps: Deps, last: datetime | None = None) -> datetime | None:
    with deps.sessions.begin() as session:
        due = nudges.next_moment(session)
    if due is None:
        return None
    if last is not None and due <= last:
        return last + STUCK_FOR
    # Something may be overdue, and a clock does not run backwards.
    return max(due, deps.now())


def _plan(deps: Deps, now: datetime) -> Counter[State]:
    """Write down what is due, in batches; each is a transaction of its own."""
    new = Counter[State]()
    while (batch := _plan_batch(deps, now)) is not None:
        new += batch
    return new


def _plan_batch(deps: Deps, now: datetime) -> Counter[State] | None:
    try:
        with deps.sessions.begin() as session:
            return nudges.plan_due(session, now, AT_ONCE)
    except Exception:
        logger.exception("a batch could not be planned, so its people are taken one by one")
    return _plan_singly(deps, now)


def _plan_singly(deps: Deps, now: datetime) -> Counter[State]:
    """Plan for one engineer at a time, so that one that breaks stops no other."""
    new = Counter[State]()
    with deps.sessions.begin() as session:
        people = nudges.due_people(session, now, AT_ONCE)
    for person in people:
        try:
            with deps.sessions.begin() as session:
                new += nudges.plan_for(session, person, now)
        except Exception:
            logger.exception("nothing could be planned for person %s", person)
            with deps.sessions.begin() as session:
                nudges.postpone(session, person, now)
    return new


def upkeep(deps: Deps, now: datetime) -> None:
    """Forget what is no longer needed."""
    with deps.sessions.begin() as session:
        events.forget_old(session, now)
