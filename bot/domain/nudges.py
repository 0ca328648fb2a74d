"""When an unprompted message is due: decided for one engineer, by the engineer's own clock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.people import DAY_STARTS, Engineer
from bot.domain.weeks import WeekOfPlan

STALE_AFTER = timedelta(hours=48)

# Where nudge and check-in share a day, there is time to do something in between.
A_WHILE = timedelta(hours=2)


class Kind(StrEnum):
    """What an unprompted message is about."""

    NUDGE = "nudge"
    CHECKIN = "checkin"


class State(StrEnum):
    """Where a message stands in the delivery ledger."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Activity:
    """What the decision needs to know of an engineer.

    *plan_from* is the day the running plan starts, or nothing without one.
    *settled* holds the (kind, week) pairs that the ledger already has,
    *checked_in* the weeks with a check-in.
    """

    plan_from: date | None = None
    settled: frozenset[tuple[Kind, date]] = frozenset()
    checked_in: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Moment:
    """A message of one *kind* for one *week*, at a moment in UTC."""

    at: datetime
    kind: Kind
    week: date


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a moment: sent, or skipped for a reason in words."""

    moment: Moment
    why: str
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that is about to be written, with all that it takes.

    *of* is the week that it is about, named by its Monday.  *channel* is the
    direct-message channel where it is known already; *week*, which is how the
    plan stands now, is missing when the plan ended since.
    """

    id: int
    kind: Kind
    of: date
    why: str
    attempts: int
    engineer: Engineer
    channel: str | None
    week: WeekOfPlan | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A message that will go out at *at*, if nothing changes until then."""

    engineer: Engineer
    at: datetime
    decision: Decision


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one pass of the clock did.  *retry_at* is the next moment for something that has to wait."""

    at: datetime
    planned: int
    sent: int
    skipped: int
    failed: int
    unknown: int
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class Review:
    """The outcome of one look at an engineer.

    Every moment up to *since* is settled; *look_at* is when to look again,
    or nothing as things stand.
    """

    decisions: tuple[Decision, ...]
    since: datetime
    look_at: datetime | None


def moments(engineer: Engineer, activity: Activity, week: date) -> tuple[Moment, ...]:
    """List what *engineer* should hear in *week*, in order of time.

    A week without a working day, before the plan or of somebody who paused
    has none.
    """
    if activity.plan_from is None or engineer.paused or engineer.gone:
        return ()
    days = days_of_plan(engineer, activity.plan_from, week)
    if not days:
        return ()
    nudge = _nudge(engineer, week, days)
    asked = engineer.rhythm.moment(days[-1], engineer.rhythm.checkin_at)
    checkin = Moment(max(asked, nudge.at + A_WHILE), Kind.CHECKIN, week)
    return tuple(moment for moment in (nudge, checkin) if _is_open(moment, activity))


def days_of_plan(engineer: Engineer, plan_from: date, week: date) -> tuple[date, ...]:
    """List the days of *week* that *engineer* works on a plan that starts on *plan_from*."""
    return tuple(day for day in engineer.working_days(week) if day >= plan_from)


def _nudge(engineer: Engineer, week: date, days: Sequence[date]) -> Moment:
    """Find the chosen day of the week, or the next working day after it."""
    order = engineer.rhythm.days_of(week)
    chosen = next(day for day in order if day.weekday() == engineer.rhythm.nudge_day)
    day = next((day for day in days if day >= chosen), days[-1])
    return Moment(engineer.rhythm.moment(day, engineer.rhythm.nudge_at), Kind.NUDGE, week)


def _is_open(moment: Moment, activity: Activity) -> bool:
    if moment.kind is Kind.CHECKIN and moment.week in activity.checked_in:
        return False
    return (moment.kind, moment.week) not in activity.settled


def upcoming(engineer: Engineer, activity: Activity, after: datetime) -> Iterator[Moment]:
    """Walk through the moments later than *after*.

    The walk has no end, as absences and plans ahead do; nobody hears anything
    without a plan, or while they are paused.
    """
    week = engineer.week(after)
    while activity.plan_from and not engineer.paused and not engineer.gone:
        yield from (m for m in moments(engineer, activity, week) if m.at > after)
        week += timedelta(days=7)


def first_look(engineer: Engineer, activity: Activity, now: datetime) -> Review:
    """Start to watch over *engineer* from *now* on: nothing that has passed comes up again."""
    coming = next((moment.at for moment in upcoming(engineer, activity, now)), None)
    return Review((), since=now, look_at=coming)


def review(engineer: Engineer, activity: Activity, since: datetime, now: datetime) -> Review:
    """Decide on every moment after *since* and up to *now*.

    After downtime only the newest is sent, and only while it is younger than
    48 hours; the rest is skipped and counted.  At an hour that is not welcome
    the newest waits for the next one that is.
    """
    passed = list(_passed(engineer, activity, since, now))
    if not passed:
        return first_look(engineer, activity, now)
    *older, newest = passed
    skips = tuple(Decision(m, "a newer message took its place", skipped=True) for m in older)
    welcome = next_welcome(engineer, newest, now)
    if welcome is None:
        late = Decision(newest, "no welcome hour within 48 hours", skipped=True)
        return _decided(engineer, activity, now, (*skips, late))
    if welcome > now:
        return Review(skips, since=since, look_at=welcome)
    sent = Decision(newest, why(engineer, newest))
    return _decided(engineer, activity, now, (*skips, sent))


def _passed(
    engineer: Engineer, activity: Activity, since: datetime, now: datetime
) -> Iterator[Moment]:
    for moment in upcoming(engineer, activity, since):
        if moment.at > now:
            return
        yield moment


def next_welcome(engineer: Engineer, moment: Moment, now: datetime) -> datetime | None:
    """Find the first hour at or after *now* at which *moment* is neither stale nor unwelcome."""
    days = (engineer.day(now) + timedelta(days=n) for n in range(3))
    mornings = (engineer.rhythm.moment(day, DAY_STARTS) for day in days)
    for at in (now, *(morning for morning in mornings if morning > now)):
        if at - moment.at < STALE_AFTER and engineer.may_be_disturbed(at):
            return at
    return None


def _decided(
    engineer: Engineer, activity: Activity, now: datetime, decisions: tuple[Decision, ...]
) -> Review:
    settled = activity.settled | {(d.moment.kind, d.moment.week) for d in decisions}
    ahead = first_look(engineer, replace(activity, settled=settled), now)
    return replace(ahead, decisions=decisions)


def foresee(
    engineer: Engineer, activity: Activity, ahead: Review, until: datetime
) -> Iterator[Foreseen]:
    """Say what will be sent up to *until*, if the clock looks at each moment it means to."""
    while ahead.look_at and ahead.look_at <= until:
        at = ahead.look_at
        ahead = review(engineer, activity, ahead.since, at)
        yield from (Foreseen(engineer, at, d) for d in ahead.decisions if not d.skipped)


def why(engineer: Engineer, moment: Moment) -> str:
    """Say in words why this message comes now."""
    local = moment.at.astimezone(engineer.rhythm.tz)
    at = local.time().isoformat("minutes")
    if moment.kind is Kind.NUDGE:
        return f"your weekly nudge, {local:%A} {at} your time"
    return f"your check-in, on your last working day of the week at {at} your time"
