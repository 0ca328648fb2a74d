"""The delivery ledger: every unprompted message, from plan to outcome.

Two rules make it safe with any number of processes.  A message's key is
unique, so planning it twice is harmless.  A claim is one statement, so two
processes never hold the same message.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select, update

from bot.domain.nudges import Decision, Kind, Review, State
from bot.store.database import Session
from bot.store.inserts import insert_if_new
from bot.store.rows import DeliveryRow, PersonRow

_DUE = (
    select(PersonRow.id, PersonRow.watched_since)
    .where(PersonRow.look_at <= bindparam("now"))
    .order_by(PersonRow.look_at, PersonRow.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_DUE_ONE = select(PersonRow.id, PersonRow.watched_since).where(
    PersonRow.id == bindparam("person"), PersonRow.look_at <= bindparam("now")
)
_NEXT_LOOK = select(func.min(PersonRow.look_at))
_NEXT_ATTEMPT = select(func.min(DeliveryRow.next_attempt_at)).where(
    DeliveryRow.state == State.PLANNED.value
)
_WATCHES = select(PersonRow.id, PersonRow.watched_since, PersonRow.look_at).where(
    PersonRow.look_at.is_not(None)
)
_SETTLED = select(DeliveryRow.person_id, DeliveryRow.kind, DeliveryRow.week).where(
    DeliveryRow.person_id.in_(bindparam("people", expanding=True)),
    DeliveryRow.week >= bindparam("since"),
)
_WATCH = (
    update(PersonRow)
    .where(PersonRow.id == bindparam("person"))
    .values(watched_since=bindparam("new_since"), look_at=bindparam("new_look"))
)
_WORKSPACES = (
    select(DeliveryRow.workspace_id)
    .where(
        DeliveryRow.state == State.PLANNED.value, DeliveryRow.next_attempt_at <= bindparam("now")
    )
    .distinct()
)
_OPEN_OF_WORKSPACE = (
    select(DeliveryRow.id)
    .where(
        DeliveryRow.workspace_id == bindparam("workspace"),
        DeliveryRow.state == State.PLANNED.value,
        DeliveryRow.next_attempt_at <= bindparam("now"),
    )
    .order_by(DeliveryRow.next_attempt_at, DeliveryRow.id)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
)
# As a CTE, so that PostgreSQL picks (and locks) the rows once and for all.
_CLAIM = (
    update(DeliveryRow)
    .where(DeliveryRow.id.in_(select(_OPEN_OF_WORKSPACE.cte("waiting").c.id)))
    .values(
        state=State.CLAIMED.value,
        claimed_at=bindparam("now"),
        claimed_by=bindparam("worker"),
        attempts=DeliveryRow.attempts + 1,
    )
    .returning(
        DeliveryRow.id,
        DeliveryRow.person_id,
        DeliveryRow.kind,
        DeliveryRow.week,
        DeliveryRow.due_at,
        DeliveryRow.why,
        DeliveryRow.attempts,
    )
    .execution_options(synchronize_session=False)
)
_ABANDONED = (
    update(DeliveryRow)
    .where(DeliveryRow.state == State.CLAIMED.value, DeliveryRow.claimed_at < bindparam("before"))
    .values(
        state=State.UNKNOWN.value,
        settled_at=bindparam("now"),
        error="the process ended before it could note the outcome",
    )
    .returning(DeliveryRow.id)
    .execution_options(synchronize_session=False)
)
_LIST = (
    select(
        PersonRow.workspace_id,
        PersonRow.slack_user_id,
        DeliveryRow.kind,
        DeliveryRow.week,
        DeliveryRow.due_at,
        DeliveryRow.state,
        DeliveryRow.why,
        DeliveryRow.error,
    )
    .join(PersonRow, PersonRow.id == DeliveryRow.person_id)
    .order_by(DeliveryRow.due_at, DeliveryRow.id)
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that this process, and no other, may send now."""

    id: int
    person_id: int
    kind: Kind
    week: date
    due_at: datetime
    why: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Watch:
    """How the clock watches over one person."""

    person_id: int
    since: datetime
    look_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, as an operator reads it."""

    workspace: str
    user: str
    kind: Kind
    week: date
    due_at: datetime
    state: State
    why: str
    error: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message went out and Slack said where it stands."""

    id: int
    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message did not go out, or nobody knows.  With *retry_at* it is tried again then."""

    id: int
    state: State
    error: str
    retry_at: datetime | None = None


def due_people(session: Session, now: datetime, limit: int) -> dict[int, datetime]:
    """List at most *limit* people to look at, each with the moment decided up to.

    On PostgreSQL those whom another process looks at right now are left out.
    """
    return dict(session.execute(_DUE, {"now": now, "limit": limit}).all())


def due_person(session: Session, person: int, now: datetime) -> dict[int, datetime]:
    """Say up to which moment one person is decided; nothing when it is not their turn."""
    rows = session.execute(_DUE_ONE, {"person": person, "now": now})
    return dict(rows.all())


def look_later(session: Session, person: int, look_at: datetime) -> None:
    """Look at a person at *look_at*, and not before."""
    session.execute(update(PersonRow).where(PersonRow.id == person).values(look_at=look_at))


def next_look(session: Session) -> datetime | None:
    """Say when there is next anything to look at or to send."""
    moments = [session.scalar(_NEXT_LOOK), session.scalar(_NEXT_ATTEMPT)]
    return min((moment for moment in moments if moment), default=None)


def watches(session: Session) -> tuple[Watch, ...]:
    """List everybody whom the clock watches over."""
    return tuple(
        Watch(person, since, look_at)
        for person, since, look_at in session.execute(_WATCHES)
        if look_at
    )


def settled(
    session: Session, people: Collection[int], since: date
) -> dict[int, frozenset[tuple[Kind, date]]]:
    """List what the ledger has for each of *people* in the weeks since *since*."""
    found = defaultdict[int, set[tuple[Kind, date]]](set)
    rows = session.execute(_SETTLED, {"people": list(people), "since": since})
    for person, kind, week in rows:
        found[person].add((Kind(kind), week))
    return {person: frozenset(found[person]) for person in people}


def plan(
    session: Session, workspaces: dict[int, str], reviews: dict[int, Review], now: datetime
) -> list[State]:
    """Write down what *reviews* decided; what is there already stays as it is.

    Returns the states of the new lines.
    """
    rows = [
        _line(person, workspaces[person], decision, now)
        for person, review in reviews.items()
        for decision in review.decisions
    ]
    session.connection().execute(
        _WATCH,
        [
            {"person": person, "new_since": review.since, "new_look": review.look_at}
            for person, review in reviews.items()
        ],
    )
    if not rows:
        return []
    new = session.execute(insert_if_new(session, DeliveryRow, rows, (DeliveryRow.state,)))
    return [State(state) for (state,) in new]


def _line(person: int, workspace: str, decision: Decision, now: datetime) -> dict[str, object]:
    moment = decision.moment
    return {
        "workspace_id": workspace,
        "person_id": person,
        "kind": moment.kind.value,
        "week": moment.week,
        "due_at": moment.at,
        "state": (State.SKIPPED if decision.skipped else State.PLANNED).value,
        "why": decision.why,
        "next_attempt_at": None if decision.skipped else now,
        "settled_at": now if decision.skipped else None,
    }


def waiting_workspaces(session: Session, now: datetime) -> tuple[str, ...]:
    """List the workspaces with something to send."""
    return tuple(session.scalars(_WORKSPACES, {"now": now}))


def claim(
    session: Session, workspace: str, worker: str, now: datetime, limit: int
) -> tuple[Claimed, ...]:
    """Take at most *limit* messages of *workspace* that nobody else holds, the oldest first."""
    rows = session.execute(
        _CLAIM, {"workspace": workspace, "worker": worker, "now": now, "limit": limit}
    )
    claimed = (
        Claimed(id_, person, Kind(kind), week, due_at, why, attempts)
        for id_, person, kind, week, due_at, why, attempts in rows
    )
    return tuple(sorted(claimed, key=lambda message: (message.due_at, message.id)))


def mark(session: Session, outcomes: Sequence[Sent | Unsent], now: datetime) -> None:
    """Note what became of claimed messages."""
    for outcome in outcomes:
        session.execute(
            update(DeliveryRow)
            .where(DeliveryRow.id == outcome.id, DeliveryRow.state == State.CLAIMED.value)
            .values(**_outcome(outcome, now))
            .execution_options(synchronize_session=False)
        )


def _outcome(outcome: Sent | Unsent, now: datetime) -> dict[str, object]:
    match outcome:
        case Sent(channel=channel, ts=ts):
            return {
                "state": State.SENT.value,
                "settled_at": now,
                "channel": channel,
                "ts": ts,
                "error": None,
            }
        case Unsent(error=error, retry_at=None, state=state):
            return {"state": state.value, "settled_at": now, "error": error}
        case Unsent(error=error, retry_at=retry_at):
            return {
                "state": State.PLANNED.value,
                "next_attempt_at": retry_at,
                "claimed_at": None,
                "claimed_by": None,
                "error": error,
            }


def give_up_abandoned(session: Session, before: datetime, now: datetime) -> int:
    """Call *unknown* what was claimed before *before* and never marked.

    Its process is gone.  Slack may have the message or not, so it is not sent
    again.  Returns how many there were.
    """
    return len(session.execute(_ABANDONED, {"before": before, "now": now}).all())


def entries(session: Session) -> tuple[Entry, ...]:
    """Read the whole ledger, in order of time."""
    return tuple(
        Entry(workspace, user, Kind(kind), week, due_at, State(state), why, error)
        for workspace, user, kind, week, due_at, state, why, error in session.execute(_LIST)
    )
