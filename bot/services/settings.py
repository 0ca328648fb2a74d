"""Settings and absences: whenever one changes, the plan and the rhythm follow."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta

from bot.domain.curriculum import Curriculum
from bot.domain.people import LONGEST_AWAY, Away, AwayOverError, Engineer, Who
from bot.services import nudges, people, plans
from bot.store import Session
from bot.store import people as store


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the settings form holds; times are local, days count from Monday = 0."""

    zone: str
    nudge_day: int
    nudge_at: time
    hours_per_week: int
    working_days: frozenset[int]


def change(
    session: Session, curriculum: Curriculum, who: Who, chosen: Chosen, now: datetime
) -> Engineer:
    """Keep new settings.

    Raises:
        BotError: if they cannot be meant; the sentence says which and why.
    """
    engineer = people.hold(session, who)
    store.set_rhythm(session, engineer, replace(engineer.rhythm, **asdict(chosen)))
    return _follow(session, curriculum, who, now)


def go_away(
    session: Session, curriculum: Curriculum, who: Who, away: Away, now: datetime
) -> Engineer:
    """Note days away.

    Raises:
        AwayOverError: if they have passed.
    """
    engineer = people.hold(session, who)
    if away.last < engineer.day(now):
        raise AwayOverError
    store.add_away(session, engineer, away)
    return _follow(session, curriculum, who, now)


def come_back(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> Engineer:
    """Forget the days away from today on."""
    engineer = people.hold(session, who)
    store.clear_away(session, engineer, engineer.day(now))
    return _follow(session, curriculum, who, now)


def pause(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> Engineer:
    """Stop all unprompted messages until they are asked for again."""
    engineer = people.hold(session, who)
    store.set_paused(session, engineer, now)
    paused = _follow(session, curriculum, who, now)
    nudges.stop(session, paused, "the engineer paused", now)
    return paused


def resume(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> Engineer:
    """Take the rhythm up again; the plan moves to the days that are left.

    The days of the pause are noted as days away, so that nobody takes them
    for silence.
    """
    engineer = people.hold(session, who)
    paused = store.paused_since(session, engineer)
    today = engineer.day(now)
    if paused and engineer.day(paused) < today:
        first = max(engineer.day(paused), today - LONGEST_AWAY)
        store.add_away(session, engineer, Away(first, today - timedelta(days=1)))
    store.set_paused(session, engineer, None)
    return _follow(session, curriculum, who, now)


def _follow(session: Session, curriculum: Curriculum, who: Who, now: datetime) -> Engineer:
    engineer = people.require(session, who)
    plans.redate(session, curriculum, engineer, now)
    nudges.watch(session, engineer, now)
    return engineer
