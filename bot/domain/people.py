"""Who learns here, and when they may be written to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.domain.refusals import BotError

MONDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = 0, 3, 4, 5, 6
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FEWEST_HOURS, MOST_HOURS = 1, 40
DAY_STARTS, DAY_ENDS = time(8), time(19)
_WEEK = frozenset(range(7))
_SATURDAY_TO_MONDAY = {SATURDAY, SUNDAY, MONDAY}
LONGEST_AWAY = timedelta(days=366)
NUDGE_DAYS = (SUNDAY, *range(MONDAY, THURSDAY + 1))
EARLIEST_SLOT, LATEST_SLOT = time(9), time(16)


class HoursOutOfRangeError(BotError):
    """Please choose between 1 and 40 hours a week.  Three to ten suit most people."""

    field = "hours"


class UnknownZoneError(BotError):
    """I do not know the time zone "{zone:.60}".  Did you mean {suggestion}?"""

    field = "zone"


class NoWorkingDayError(BotError):
    """Please keep at least one working day, so that your plan has a day to happen on."""

    field = "days"


class SlotOutOfRangeError(BotError):
    """Please choose 09:00 to 16:00 on a day from Monday to Thursday, or on a Sunday that you work.

    Friday afternoons and weekends are when nudges are least welcome.
    """

    field = "at"


class CheckInSlotError(BotError):
    """Please choose a time from 08:00 to before 19:00 for your check-in."""

    field = "checkin_at"


class AwayBackwardsError(BotError):
    """The last day away is before the first one.  Please swap the two dates."""

    field = "last"


class AwayOverError(BotError):
    """These days are already over, so there is nothing to move."""

    field = "last"


class AwayTooLongError(BotError):
    """I can note up to a year away at a time.  Please choose an earlier last day."""

    field = "last"


class StrangerError(BotError):
    """We have not met yet.  One button starts it."""


class GuestError(BotError):
    """I am here for members of this workspace, and guests are not written to.  Ask your admin."""


class AwayFormError(BotError):
    """Please write dates as `/ai-path away 2026-12-21 2027-01-03`, or `/ai-path away off`."""


class Work(StrEnum):
    """What an engineer does today."""

    BACKEND = "backend"
    FULL_STACK = "full-stack"
    FRONTEND = "frontend"
    PLATFORM = "platform"
    DATA = "data"


@dataclass(frozen=True, slots=True, order=True)
class Who:
    """A person as Slack names them: a user id is unique within its workspace only."""

    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack tells about a person when they join."""

    name: str
    zone: str
    is_guest: bool = False


@cache
def known_zones() -> frozenset[str]:
    """List the time zones one can live in; finding them takes long, so it is done once."""
    # The zone "localtime" means another place on each machine, and "Factory" means none.
    return frozenset(available_timezones() - {"localtime", "Factory"})


def nearest_zone(zone: str) -> str:
    """Guess which zone was meant: by its last word first, so that "berlin" finds its city."""
    by_city = {name.rsplit("/", 1)[-1].lower(): name for name in sorted(known_zones())}
    wanted = zone.strip().rsplit("/", 1)[-1].replace(" ", "_").lower()
    close = get_close_matches(wanted, by_city, n=1, cutoff=0.6)
    return by_city[close[0]] if close else "Europe/London"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When and how much: everything in the engineer's own *zone*.

    *nudge_day* and *working_days* count from Monday = 0.
    """

    zone: str = "UTC"
    nudge_day: int = MONDAY
    nudge_at: time = time(9, 30)
    checkin_at: time = time(15)
    hours_per_week: int = 5
    working_days: frozenset[int] = frozenset(range(MONDAY, FRIDAY + 1))

    def __post_init__(self) -> None:
        if self.zone not in known_zones():
            raise UnknownZoneError(zone=self.zone, suggestion=nearest_zone(self.zone))
        if not FEWEST_HOURS <= self.hours_per_week <= MOST_HOURS:
            raise HoursOutOfRangeError
        if not self.working_days or not self.working_days <= _WEEK:
            raise NoWorkingDayError
        if not EARLIEST_SLOT <= self.nudge_at <= LATEST_SLOT:
            raise SlotOutOfRangeError
        if not DAY_STARTS <= self.checkin_at < DAY_ENDS:
            raise CheckInSlotError
        if self.nudge_day not in NUDGE_DAYS:
            raise SlotOutOfRangeError
        if self.nudge_day == SUNDAY and SUNDAY not in self.working_days:
            raise SlotOutOfRangeError

    @property
    def tz(self) -> ZoneInfo:
        """The zone, ready for arithmetic."""
        return ZoneInfo(self.zone)

    @property
    def days_before_monday(self) -> int:
        """How many days the week runs before its Monday.

        In a good part of the world work starts on Sunday, in some of it on
        Saturday.  Somebody who learns at weekends alone keeps a weekend whole.
        """
        if self.working_days >= _SATURDAY_TO_MONDAY and FRIDAY not in self.working_days:
            return 2
        return 1 if SUNDAY in self.working_days and SATURDAY not in self.working_days else 0

    def week_of(self, day: date) -> date:
        """Name the week of *day* by its Monday.

        A Sunday opens the week of the Monday after it where weeks start on
        Sunday, so that every week has exactly one name in every calendar.
        """
        ahead = day + timedelta(days=self.days_before_monday)
        return ahead - timedelta(days=ahead.weekday())

    def days_of(self, week: date) -> tuple[date, ...]:
        """List the seven days of the week named *week*, in order."""
        first = week - timedelta(days=self.days_before_monday)
        return tuple(first + timedelta(days=n) for n in range(7))

    def moment(self, day: date, at: time) -> datetime:
        """Turn a local day and time into one moment, in UTC.

        In the hour that a clock change skips, the moment is as late as the
        clock jumped; in the hour that happens twice, it is the first.
        """
        return datetime.combine(day, at.replace(fold=0), self.tz).astimezone(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """Days without nudges, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise AwayBackwardsError
        if self.last - self.first > LONGEST_AWAY:
            raise AwayTooLongError

    def covers(self, day: date) -> bool:
        """Whether *day* is one of these."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Engineer:
    """Somebody who learns, or leads, or both."""

    id: int
    who: Who
    name: str
    rhythm: Rhythm = Rhythm()
    aways: tuple[Away, ...] = ()
    paused: bool = False
    gone: bool = False
    work: Work | None = None
    target_role: str = ""

    def day(self, now: datetime) -> date:
        """The date on this person's own wall."""
        return now.astimezone(self.rhythm.tz).date()

    def week(self, now: datetime) -> date:
        """The week this person is in, named by its Monday."""
        return self.rhythm.week_of(self.day(now))

    def is_away(self, day: date) -> bool:
        """Whether this person has said to be away on *day*."""
        return any(away.covers(day) for away in self.aways)

    def works_on(self, day: date) -> bool:
        """Whether *day* is a working day that this person is there for."""
        return day.weekday() in self.rhythm.working_days and not self.is_away(day)

    def working_days(self, week: date) -> tuple[date, ...]:
        """The days of *week* that this person works."""
        return tuple(day for day in self.rhythm.days_of(week) if self.works_on(day))

    def may_be_disturbed(self, now: datetime) -> bool:
        """Whether an unprompted message is welcome at this moment."""
        local = now.astimezone(self.rhythm.tz)
        return (
            not self.paused
            and not self.gone
            and self.works_on(local.date())
            and DAY_STARTS <= local.time() < DAY_ENDS
        )


def parse_hours(text: str) -> int:
    """Read hours a week as somebody typed them.

    Raises:
        HoursOutOfRangeError: if it is no whole number.
    """
    try:
        return int(text)
    except ValueError as error:
        raise HoursOutOfRangeError from error


def parse_away(text: str) -> Away:
    """Read `2026-12-21 2027-01-03`; one day alone is a day off.

    Raises:
        AwayFormError: if these are not one or two dates.
    """
    first, *rest = text.split() or [""]
    last, *more = rest or [first]
    try:
        away = Away(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise AwayFormError from error
    if more:
        raise AwayFormError
    return away


def parse_weekdays(values: Iterable[str]) -> frozenset[int]:
    """Read weekday numbers as they come back from a form, Monday = 0; others are no days."""
    days = {str(day): day for day in range(len(WEEKDAY_NAMES))}
    return frozenset(days[value] for value in values if value in days)
