"""An engineer's weekly answer, and what stops them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from math import isfinite

from bot.domain.plans import TaskKey
from bot.domain.refusals import BotError
from bot.domain.weeks import WeekOfPlan

LONGEST_NOTE = 3000
MOST_WEEKLY_HOURS = 80

# A number with more digits than this is the id of nothing, and too large for a database.
LONGEST_ID = 18


class NoteTooLongError(BotError):
    """This is longer than 3,000 characters.  Please shorten it, or link to the long form."""

    field = "note"


class BlockerTooLongError(BotError):
    """This is longer than 3,000 characters.  Please shorten it, or link to the long form."""

    field = "blocker"


class HoursNotPlausibleError(BotError):
    """Please give the hours of this week as a number from 0 to 80."""

    field = "hours"


class StaleBlockerError(BotError):
    """This blocker is closed already.  Nothing was changed."""


class StaleCheckInError(BotError):
    """This form is from an earlier week.  `/ai-path checkin` opens this week's."""


class Confidence(StrEnum):
    """How sure the engineer is of finishing as planned: about the plan, never about mood."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Audience(StrEnum):
    """Whom a blocker is told to."""

    NOBODY = "nobody"
    HELPERS = "helpers"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engineer fills in.  *tasks* are those that they call done."""

    hours: float
    confidence: Confidence
    tasks: frozenset[TaskKey] = frozenset()
    note: str = ""
    blocker: str = ""
    audience: Audience = Audience.NOBODY

    def __post_init__(self) -> None:
        if not 0 <= self.hours <= MOST_WEEKLY_HOURS:
            raise HoursNotPlausibleError
        if len(self.note) > LONGEST_NOTE:
            raise NoteTooLongError
        if len(self.blocker) > LONGEST_NOTE:
            raise BlockerTooLongError

    def about(self, tasks: frozenset[TaskKey]) -> "Answer":
        """The same answer, about these tasks only."""
        return replace(self, tasks=tasks)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """An answer for the week named by its Monday; it can be given again."""

    week: date
    answer: Answer
    first_at: datetime
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckInForm:
    """A check-in as the engineer sees it: new, or with what they answered.

    *week* is where the plan stands now, *of* the week that the check-in is
    about: this one, or the one before.
    """

    week: WeekOfPlan
    of: date
    given: CheckIn | None


@dataclass(frozen=True, slots=True)
class Blocker:
    """Something that stops an engineer, open until closed."""

    id: int
    text: str
    audience: Audience
    opened_at: datetime
    closed_at: datetime | None = None

    def age_in_days(self, now: datetime) -> int:
        """Whole days since it was opened."""
        return (now - self.opened_at).days


def parse_hours(text: str) -> float:
    """Read the hours of a week as somebody typed them.

    Raises:
        HoursNotPlausibleError: if it is no number from 0 to 80.
    """
    try:
        hours = float(text)
    except ValueError as error:
        raise HoursNotPlausibleError from error
    if not isfinite(hours):
        raise HoursNotPlausibleError
    return hours


def parse_blocker(text: str) -> int:
    """Read which blocker a button is about.

    Raises:
        StaleBlockerError: if it is about none.
    """
    if not text.isdecimal() or len(text) > LONGEST_ID:
        raise StaleBlockerError
    return int(text)


def parse_week(text: str) -> date | None:
    """Read which week a button is about; one that names none is about this week."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
