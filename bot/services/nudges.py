"""Unprompted messages: what is due, what it says, what became of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.domain import nudges as rules
from bot.domain.curriculum import Curriculum
from bot.domain.nudges import Activity, Foreseen, Letter, Review, State
from bot.domain.people import Engineer
from bot.domain.plans import Plan
from bot.domain.weeks import week_of_plan
from bot.store import Session
from bot.store import checkins as checkin_store
from bot.store import nudges as store
from bot.store import people as people_store
from bot.store import plans as plan_store
from bot.store.nudges import Claimed, Sent, Unsent

MEMORY = timedelta(weeks=10)
CLAIM_LEASE = timedelta(minutes=2)
POSTPONED = timedelta(hours=1)


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
    ahead = rules.first_look(engineer, activity, now)
    people_store.watch(session, engineer.id, ahead.since, ahead.look_at)


def plan_due(session: Session, now: datetime, limit: int) -> Counter[State] | None:
    """Write into the ledger what is due for at most *limit* people.

    Returns how many lines of each state are new, or nothing when nobody was
    left to look at.
    """
    due = store.due_people(session, now, limit)
    return _plan(session, due, now) if due else None


def _plan(session: Session, due: Mapping[int, datetime], now: datetime) -> Counter[State]:
    engineers = people_store.by_ids(session, due)
    known = activities(session, engineers, min(due.values()))
    reviews = {
        person: rules.review(engineer, known[person], due[person], now)
        for person, engineer in engineers.items()
    }
    workspaces = {person: engineer.who.workspace for person, engineer in engineers.items()}
    return Counter(store.plan(session, workspaces, reviews, now))


def due_people(session: Session, now: datetime, limit: int) -> tuple[int, ...]:
    """List at most *limit* people to look at."""
    return tuple(store.due_people(session, now, limit))


def plan_for(session: Session, person: int, now: datetime) -> Counter[State]:
    """Write into the ledger what is due for one person."""
    due = store.due_person(session, person, now)
    return _plan(session, due, now)


def postpone(session: Session, person: int, now: datetime) -> None:
    """Look at a person again in an hour, when somebody may have mended what is wrong."""
    store.look_later(session, person, now + POSTPONED)


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
) -> tuple[Letter, ...]:
    """Take at most *limit* messages of *workspace*, with all they need to be written."""
    claimed = store.claim(session, workspace, worker, now, limit)
    people = {message.person_id for message in claimed}
    engineers = people_store.by_ids(session, people)
    plans = plan_store.running_of(session, people)
    channels = people_store.dm_channels(session, people)
    return tuple(
        _letter(curriculum, message, engineers[message.person_id], plans, channels, now)
        for message in claimed
    )


def _letter(
    curriculum: Curriculum,
    message: Claimed,
    engineer: Engineer,
    plans: Mapping[int, Plan],
    channels: Mapping[int, str],
    now: datetime,
) -> Letter:
    plan = plans.get(engineer.id)
    return Letter(
        message.id,
        message.kind,
        message.why,
        message.attempts,
        engineer,
        channels.get(engineer.id),
        week_of_plan(curriculum, engineer, plan, now) if plan else None,
    )


def mark(session: Session, outcomes: Sequence[Sent | Unsent], now: datetime) -> None:
    """Note what became of claimed messages."""
    store.mark(session, outcomes, now)


def give_up_abandoned(session: Session, now: datetime) -> int:
    """Call *unknown* what a process claimed and did not mark within the lease."""
    return store.give_up_abandoned(session, now - CLAIM_LEASE, now)


def preview(session: Session, start: datetime, end: datetime) -> tuple[Foreseen, ...]:
    """Say what will be sent from *start* to *end*, in that order; changes nothing."""
    watches = store.watches(session)
    engineers = people_store.by_ids(session, [watch.person_id for watch in watches])
    known = activities(session, engineers, start)
    found = [
        foreseen
        for watch in watches
        for foreseen in rules.foresee(
            engineers[watch.person_id],
            known[watch.person_id],
            Review((), since=watch.since, look_at=max(watch.look_at, start)),
            end,
        )
    ]
    return tuple(sorted(found, key=lambda f: (f.at, f.engineer.who, f.decision.moment.kind)))


def next_moment(session: Session) -> datetime | None:
    """Say when the clock has something to do next, or never as things stand."""
    return store.next_look(session)
