"""What the preview promises, the clock keeps."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.nudges import Kind, State
from bot.domain.people import NUDGE_DAYS, SUNDAY, Away, Rhythm, Who
from bot.services import nudges as service
from bot.store import Sessions, connect, disconnect
from bot.store import people as people_store
from tests.schedule.conftest import Town
from tests.schedule.crowd import DUE, TEAM, Crowd, entries, user

ZONES = ["UTC", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu", "Africa/Casablanca"]
# Around it, Europe and America change their clocks.
JOINED = datetime(2026, 10, 21, 7, 0, tzinfo=UTC)
A_WEEK = timedelta(days=7)
NUMBERS = count()


@dataclass(frozen=True)
class Person:
    """What somebody of a team has set."""

    rhythm: Rhythm
    away: Away | None
    paused: bool


@dataclass(frozen=True, order=True)
class Message:
    """Who hears what, when."""

    at: datetime
    user: str
    kind: Kind


def times(first: int, last: int) -> st.SearchStrategy[time]:
    """Draw a quarter of an hour between two hours, both included."""
    quarters = st.integers(first * 4, last * 4)
    return quarters.map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    """Draw a rhythm that the program takes."""
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    return Rhythm(
        zone=draw(st.sampled_from(ZONES)),
        nudge_day=draw(st.sampled_from([d for d in NUDGE_DAYS if d != SUNDAY or d in days])),
        nudge_at=draw(times(9, 16)),
        checkin_at=draw(times(8, 18)),
        working_days=days,
    )


def aways() -> st.SearchStrategy[Away | None]:
    """Draw a few days off, or none."""
    starts = st.integers(0, 20).map(lambda n: JOINED.date() + timedelta(days=n))
    spans = st.builds(lambda day, n: Away(day, day + timedelta(days=n)), starts, st.integers(0, 9))
    return st.none() | spans


TEAMS = st.lists(st.builds(Person, rhythms(), aways(), st.booleans()), min_size=1, max_size=4)
STARTS = st.integers(0, 14 * 24).map(lambda hours: JOINED + timedelta(hours=hours))


@settings(max_examples=500)
@given(team=TEAMS, start=STARTS)
def test_ticks_at_the_moments_of_a_preview_send_exactly_what_it_says(
    town: Town, sqlite_template: Path, tmp_path: Path, team: list[Person], start: datetime
) -> None:
    town.slack.reset()
    with fresh(sqlite_template, tmp_path) as sessions:
        here = replace(town, deps=replace(town.deps, sessions=sessions))
        settle(here, team)

        with sessions.begin() as session:
            foreseen = service.preview(session, start, start + A_WEEK)
        promised = [Message(f.at, f.engineer.who.user, f.decision.moment.kind) for f in foreseen]
        sent = [m for at in sorted({p.at for p in promised}) for m in sent_by_tick(here, at)]

    import sys; print(len(promised), file=sys.stderr)
    assert promised == sent


@contextmanager
def fresh(template: Path, folder: Path) -> Iterator[Sessions]:
    """Open an empty database."""
    path = folder / f"{next(NUMBERS)}.db"
    shutil.copy(template, path)
    sessions = connect(f"sqlite:///{path}")
    yield sessions
    disconnect(sessions)


def settle(town: Town, team: list[Person]) -> None:
    """Let *team* join, with plans that begin at once."""
    town.settle(Crowd(len(team), starts_on=date(2026, 10, 19)))
    with town.deps.sessions.begin() as session:
        for number, person in enumerate(team, start=1):
            engineer = people_store.find(session, Who(TEAM, user(number)))
            assert engineer is not None
            people_store.set_rhythm(session, engineer, person.rhythm)
            if person.away:
                people_store.add_away(session, engineer, person.away)
            people_store.set_paused(session, engineer, JOINED if person.paused else None)
            changed = people_store.find(session, engineer.who)
            assert changed is not None
            service.watch(session, changed, JOINED)


def sent_by_tick(town: Town, at: datetime) -> list[Message]:
    """Let the clock pass at *at*, and list what it sent, in the order of the preview."""
    before = {entry for entry in entries(town.deps.sessions) if entry.state is State.SENT}
    town.tick(at)
    after = {entry for entry in entries(town.deps.sessions) if entry.state is State.SENT}
    return sorted(Message(at, entry.user, entry.kind) for entry in after - before)


def test_a_preview_changes_nothing_and_begins_where_it_is_told_to(town: Town) -> None:
    town.settle(Crowd(2))

    with town.deps.sessions.begin() as session:
        at_it = service.preview(session, DUE, DUE)
        too_late = service.preview(session, DUE + timedelta(days=3), DUE + timedelta(days=4))

    assert [(f.engineer.who.user, f.at) for f in at_it] == [(user(1), DUE), (user(2), DUE)]
    assert too_late == ()
    assert entries(town.deps.sessions) == ()
