"""The delivery ledger: every unprompted message, from plan to outcome.

Two rules make it safe with any number of processes.  A message's key is
unique, so planning it twice is harmless.  A claim is one statement, so two
processes never hold the same message.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select, update

from bot.domain.nudges import Decision, Kind, Moment, Review, State
from bot.store.database import Session
from bot.store.inserts import insert_if_new
from bot.store.rows import DeliveryRow, PersonRow

_IS_PLANNED = DeliveryRow.state == State.PLANNED.value
_IS_CLAIMED = DeliveryRow.state == State.CLAIMED.value

_PLAN = insert_if_new(DeliveryRow, returning=(DeliveryRow.state,))
_NEXT_ATTEMPT = select(func.min(DeliveryRow.next_attempt_at)).where(_IS_PLANNED)
_SETTLED = select(DeliveryRow.person_id, DeliveryRow.kind, DeliveryRow.week).where(
    DeliveryRow.person_id.in_(bindparam("people", expanding=True)),
    DeliveryRow.week >= bindparam("since"),
)
_WORKSPACES = (
    select(DeliveryRow.workspace_id)
    .where(_IS_PLANNED, DeliveryRow.next_attempt_at <= bindparam("now"))
    .distinct()
)
_WAITING = select(
    DeliveryRow.person_id,
    DeliveryRow.next_attempt_at,
    DeliveryRow.due_at,
    DeliveryRow.kind,
    DeliveryRow.week,
    DeliveryRow.why,
).where(_IS_PLANNED, DeliveryRow.next_attempt_at <= bindparam("until"))
_OPEN_OF_WORKSPACE = (
    select(DeliveryRow.id)
    .where(
        DeliveryRow.workspace_id == bindparam("workspace"),
        _IS_PLANNED,
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
)
_ABANDONED = (
    update(DeliveryRow)
    .where(_IS_CLAIMED, DeliveryRow.claimed_at < bindparam("before"))
    .values(
        state=State.UNKNOWN.value,
        settled_at=bindparam("now"),
        error="the process ended before it could note the outcome",
    )
    .returning(DeliveryRow.id)
)
_CALL_OFF = (
    update(DeliveryRow)
    .where(DeliveryRow.person_id == bindparam("person"), _IS_PLANNED)
    .values(
        state=State.SKIPPED.value,
        settled_at=bindparam("now"),
        next_attempt_at=None,
        error=bindparam("reason"),
    )
)
_THIS_CLAIMED = update(DeliveryRow).where(DeliveryRow.id == bindparam("message"), _IS_CLAIMED)
_MARK_SENT = _THIS_CLAIMED.values(
    state=State.SENT.value,
    settled_at=bindparam("now"),
    channel=bindparam("in_channel"),
    ts=bindparam("at_ts"),
    error=None,
)
_MARK_UNSENT = _THIS_CLAIMED.values(
    state=bindparam("outcome"), settled_at=bindparam("now"), error=bindparam("reason")
)
_TRY_AGAIN = _THIS_CLAIMED.values(
    state=State.PLANNED.value,
    next_attempt_at=bindparam("retry_at"),
    attempts=DeliveryRow.attempts - bindparam("forgiven"),
    claimed_at=None,
    claimed_by=None,
    error=bindparam("reason"),
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
class Waiting:
    """A message that is planned and goes out at *next_attempt_at*."""

    person_id: int
    next_attempt_at: datetime
    decision: Decision


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
    """A message did not go out, or nobody knows.  With *retry_at* it is tried again then.

    An attempt that does not count was none: the message had to wait.
    """

    id: int
    state: State
    error: str
    retry_at: datetime | None = None
    counts: bool = True


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
    session: Session, workspaces: Mapping[int, str], reviews: Mapping[int, Review], now: datetime
) -> list[State]:
    """Write down what *reviews* decided; what is there already stays as it is.

    Returns the states of the new lines.
    """
    rows = [
        _line(person, workspaces[person], decision, now)
        for person, review in reviews.items()
        for decision in review.decisions
    ]
    return [State(state) for (state,) in _PLAN.run(session, rows)]


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


def waiting(session: Session, until: datetime) -> tuple[Waiting, ...]:
    """List what is planned to go out up to *until*."""
    return tuple(
        Waiting(person, at, Decision(Moment(due_at, Kind(kind), week), why))
        for person, at, due_at, kind, week, why in session.execute(_WAITING, {"until": until})
        if at
    )


def claim(
    session: Session, workspace: str, worker: str, now: datetime, limit: int
) -> tuple[Claimed, ...]:
    """Take at most *limit* messages of *workspace* that nobody else holds, the oldest first."""
    rows = session.connection().execute(
        _CLAIM, {"workspace": workspace, "worker": worker, "now": now, "limit": limit}
    )
    claimed = (
        Claimed(id_, person, Kind(kind), week, due_at, why, attempts)
        for id_, person, kind, week, due_at, why, attempts in rows
    )
    return tuple(sorted(claimed, key=lambda message: (message.due_at, message.id)))


def next_attempt(session: Session) -> datetime | None:
    """Say when there is next anything to send."""
    return session.scalar(_NEXT_ATTEMPT)


def call_off(session: Session, person: int, reason: str, now: datetime) -> None:
    """Skip what *person* was still to hear."""
    session.connection().execute(_CALL_OFF, {"person": person, "reason": reason, "now": now})


def mark(session: Session, outcomes: Sequence[Sent | Unsent], now: datetime) -> None:
    """Note what became of claimed messages; one that is not claimed any more stays as it is."""
    sent, unsent, again = [], [], []
    for outcome in outcomes:
        match outcome:
            case Sent(id=id_, channel=channel, ts=ts):
                sent.append({"message": id_, "in_channel": channel, "at_ts": ts, "now": now})
            case Unsent(id=id_, state=state, error=error, retry_at=None):
                told = {"outcome": state.value, "reason": error, "now": now}
                unsent.append({"message": id_, **told})
            case _:
                when = {"message": outcome.id, "retry_at": outcome.retry_at}
                when["forgiven"] = 0 if outcome.counts else 1
                again.append({**when, "reason": outcome.error})
    for statement, rows in ((_MARK_SENT, sent), (_MARK_UNSENT, unsent), (_TRY_AGAIN, again)):
        if rows:
            session.connection().execute(statement, rows)


def give_up_abandoned(session: Session, before: datetime, now: datetime) -> int:
    """Call *unknown* what was claimed before *before* and never marked.

    Its process is gone.  Slack may have the message or not, so it is not sent
    again.  Returns how many there were.
    """
    return len(session.connection().execute(_ABANDONED, {"before": before, "now": now}).all())


def entries(session: Session) -> tuple[Entry, ...]:
    """Read the whole ledger, in order of time."""
    return tuple(
        Entry(workspace, user, Kind(kind), week, due_at, State(state), why, error)
        for workspace, user, kind, week, due_at, state, why, error in session.execute(_LIST)
    )
