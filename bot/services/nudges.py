"""Unprompted messages: what is due, what it says, what became of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import nudges as rules
from bot.domain.curriculum import Curriculum
from bot.domain.nudges import Activity, Foreseen, Kind, Letter, Moment, Review, State
from bot.domain.people import Engineer
from bot.domain.plans import Plan
from bot.domain.weeks import week_of_plan
from bot.store import Session
from bot.store import checkins as checkin_store
from bot.store import nudges as store
from bot.store import people as people_store
from bot.store import plans as plan_store
from bot.store import watches as watch_store
from bot.store.nudges import Claimed, Entry, Sent, Unsent
from bot.store.watches import Watch

MEMORY = timedelta(weeks=10)
CLAIM_LEASE = timedelta(minutes=2)
POSTPONED = timedelta(hours=1)
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Claims:
    """Messages to send now, and what became of those that are unwelcome now."""

    letters: tuple[Letter, ...]
    put_off: tuple[Unsent, ...] = ()


def activities(
    session: Session, engineers: Mapping[int, Engineer], now: datetime
) -> dict[int, Activity]:
    """Gather what the decision needs, in a number of statements that does not grow."""
    since = (now - MEMORY).date()
    starts = plan_store.starts(session, engineers)
    settled = store.settled(session, engineers, since)
    weeks = checkin_store.weeks_of(session, engineers, since)
    return {
        person: Activity(starts.get(person), settled[person], frozenset(weeks[person]))
        for person in engineers
    }


def watch(session: Session, engineer: Engineer, now: datetime) -> None:
    """Watch over *engineer* from now on; called whenever their plan or settings change."""
    activity = activities(session, {engineer.id: engineer}, now)[engineer.id]
    watch_store.keep(session, {engineer.id: rules.first_look(engineer, activity, now)})


def stop(session: Session, engineer: Engineer, reason: str, now: datetime) -> None:
    """Say nothing more to *engineer*, not even what waits to be sent already."""
    watch_store.keep(session, {engineer.id: Review((), since=now, look_at=None)})
    store.call_off(session, engineer.id, reason, now)


def plan_due(session: Session, now: datetime, limit: int) -> Counter[State] | None:
    """Write into the ledger what is due for at most *limit* people.

    Returns how many lines of each state are new, or nothing when nobody was
    left to look at.
    """
    due = watch_store.due_people(session, now, limit)
    return _plan(session, due, now) if due else None


def _plan(session: Session, due: Mapping[int, datetime], now: datetime) -> Counter[State]:
    engineers = people_store.by_ids(session, due)
    known = activities(session, engineers, min(due.values()))
    reviews = {
        person: rules.review(engineer, known[person], due[person], now)
        for person, engineer in engineers.items()
    }
    workspaces = {person: engineer.who.workspace for person, engineer in engineers.items()}
    watch_store.keep(session, reviews)
    return Counter(store.plan(session, workspaces, reviews, now))


def due_people(session: Session, now: datetime, limit: int) -> tuple[int, ...]:
    """List at most *limit* people to look at."""
    return tuple(watch_store.due_people(session, now, limit))


def plan_for(session: Session, person: int, now: datetime) -> Counter[State]:
    """Write into the ledger what is due for one person, if it still is."""
    due = watch_store.due_person(session, person, now)
    return _plan(session, due, now) if due else Counter()


def postpone(session: Session, person: int, now: datetime) -> None:
    """Look at a person again in an hour, when somebody may have mended what is wrong."""
    watch_store.look_later(session, person, now + POSTPONED)


def waiting_workspaces(session: Session, now: datetime) -> tuple[str, ...]:
    """List the workspaces with something to send."""
    return store.waiting_workspaces(session, now)


def keep_channel(session: Session, engineer: Engineer, channel: str) -> None:
    """Keep the direct-message channel with *engineer*."""
    people_store.set_dm_channel(session, engineer.id, channel)


def claim(
    session: Session,
    curriculum: Curriculum,
    workspace: str,
    worker: str,
    now: datetime,
    limit: int,
) -> Claims:
    """Take at most *limit* messages of *workspace*, with all they need to be written.

    One that waited until it is unwelcome waits on, or is skipped.
    """
    claimed = store.claim(session, workspace, worker, now, limit)
    people = {message.person_id for message in claimed}
    engineers = people_store.by_ids(session, people)
    plans = plan_store.running_of(session, people)
    channels = people_store.dm_channels(session, people)
    known = activities(session, engineers, now)
    put_off = tuple(
        outcome
        for message in claimed
        if (outcome := _unwelcome(message, engineers[message.person_id], known, now))
    )
    store.mark(session, put_off, now)
    waiting = {outcome.id for outcome in put_off}
    letters = tuple(
        _letter(curriculum, message, engineers[message.person_id], plans, channels, now)
        for message in claimed
        if message.id not in waiting
    )
    return Claims(letters, put_off)


def _unwelcome(
    message: Claimed, engineer: Engineer, known: Mapping[int, Activity], now: datetime
) -> Unsent | None:
    """Decide again on a message that had to wait: the person may be away or have answered."""
    answered = message.week in known[engineer.id].checked_in
    if message.kind is Kind.CHECKIN and answered:
        return Unsent(message.id, State.SKIPPED, "the check-in came before the invitation")
    moment = Moment(message.due_at, message.kind, message.week)
    welcome = rules.next_welcome(engineer, moment, now)
    if welcome is None:
        return Unsent(message.id, State.SKIPPED, "no welcome hour within 48 hours")
    if welcome > now:
        why = "waits for a welcome hour"
        return Unsent(message.id, State.PLANNED, why, welcome, counts=False)
    return None


def _letter(
    curriculum: Curriculum,
    message: Claimed,
    engineer: Engineer,
    plans: Mapping[int, Plan],
    channels: Mapping[int, str],
    now: datetime,
) -> Letter:
    plan = plans.get(engineer.id)
    followed = plan if plan and plan.track in curriculum.tracks else None
    return Letter(
        message.id,
        message.kind,
        message.week,
        message.why,
        message.attempts,
        engineer,
        channels.get(engineer.id),
        week_of_plan(curriculum, engineer, followed, now) if followed else None,
    )


def mark(session: Session, outcomes: Sequence[Sent | Unsent], now: datetime) -> None:
    """Note what became of claimed messages."""
    store.mark(session, outcomes, now)


def give_up_abandoned(session: Session, now: datetime) -> int:
    """Call *unknown* what a process claimed and did not mark within the lease."""
    return store.give_up_abandoned(session, now - CLAIM_LEASE, now)


def preview(session: Session, start: datetime, end: datetime) -> tuple[Foreseen, ...]:
    """Say what will be sent from *start* to *end*, in that order; changes nothing."""
    watches = watch_store.watches(session)
    slices = (watches[n : n + AT_ONCE] for n in range(0, len(watches), AT_ONCE))
    found = [one for part in slices for one in _foreseen(session, part, start, end)]
    found += _waiting(session, start, end)
    return tuple(sorted(found, key=lambda f: (f.at, f.engineer.who, f.decision.moment.kind)))


def _foreseen(
    session: Session, watches: Sequence[Watch], start: datetime, end: datetime
) -> Iterator[Foreseen]:
    engineers = people_store.by_ids(session, [watch.person_id for watch in watches])
    known = activities(session, engineers, start)
    for watch in watches:
        ahead = Review((), since=watch.since, look_at=max(watch.look_at, start))
        yield from rules.foresee(engineers[watch.person_id], known[watch.person_id], ahead, end)


def _waiting(session: Session, start: datetime, end: datetime) -> list[Foreseen]:
    """List what is planned already and goes out as soon as it may."""
    waiting = store.waiting(session, end)
    engineers = people_store.by_ids(session, {one.person_id for one in waiting})
    return [
        Foreseen(engineers[one.person_id], max(one.next_attempt_at, start), one.decision)
        for one in waiting
    ]


def ledger(session: Session) -> tuple[Entry, ...]:
    """Read the whole ledger, in order of time."""
    return store.entries(session)


def next_moment(session: Session) -> datetime | None:
    """Say when the clock has something to do next, or never as things stand."""
    moments = (watch_store.next_look(session), store.next_attempt(session))
    return min((moment for moment in moments if moment), default=None)
