"""What a lead sees of a team: enough to help, nothing to judge by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.checkins import Blocker
from bot.domain.people import DAY_ENDS, Engineer, Who
from bot.domain.plans import Plan
from bot.domain.refusals import BotError

QUIET_WEEKS = 2
OLD_BLOCKER_DAYS = 7
BEHIND_MODULES = 2


class NotALeadError(BotError):
    """Only leads of a team see its report, and you lead none.  An admin can make you one."""


class NotALeadOfThisTeamError(BotError):
    """Only the leads of this team may do that.  Nothing was changed."""


class NotAnAdminError(BotError):
    """Only an admin or the lead of a team can create teams.  Ask one of your admins."""


class UnknownTeamError(BotError):
    """I know no team called "{name:.40}" here.  `/ai-path team` lists yours."""


class TeamExistsError(BotError):
    """There is a team called "{name}" already.  Please choose another name."""


class TeamNameError(BotError):
    """A team needs a name of 1 to 40 characters, and members whom I can find by their `@name`.

    What looks like a mention and is none stays in the name, so the name may hold no "@".
    """


class UnknownMemberError(BotError):
    """{person} has not met me yet.  Ask them to run `/ai-path` once, then add them again."""


class ThisWeek(StrEnum):
    """What a lead learns of an engineer's check-in this week."""

    IN = "in"
    DUE = "due"
    LATE = "late"
    AWAY = "away"
    PAUSED = "paused"
    NOT_STARTED = "not started"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Team:
    """A group of engineers with its leads."""

    id: int
    name: str
    leads: tuple[Who, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """What the report is made of, for one engineer.

    *checkins* are the weeks with a check-in, newest first; *blockers* hold
    only the open ones that the engineer chose to tell the lead.
    """

    engineer: Engineer
    plan: Plan | None
    phase: str
    checkins: tuple[date, ...]
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One engineer in the report.  *progress* and *expected* are shares from 0 to 1."""

    name: str
    phase: str
    progress: float
    expected: float
    ends_on: date | None
    this_week: ThisWeek
    last_checkin: date | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenBlocker:
    """A blocker that its engineer shared with the lead."""

    name: str
    text: str
    days: int


@dataclass(frozen=True, slots=True)
class Report:
    """A team at one moment, people in order of their names: never a ranking."""

    team: Team
    at: datetime
    lines: tuple[Line, ...]
    blockers: tuple[OpenBlocker, ...]

    @property
    def in_need(self) -> tuple[Line, ...]:
        """The engineers for whom there is a reason to ask."""
        return tuple(line for line in self.lines if line.reasons)


def report(team: Team, members: Sequence[Member], now: datetime) -> Report:
    """Put together what the leads of *team* may know at *now*."""
    ordered = sorted(members, key=lambda m: (m.engineer.name.casefold(), m.engineer.id))
    blockers = [
        OpenBlocker(m.engineer.name, blocker.text, blocker.age_in_days(now))
        for m in ordered
        for blocker in m.blockers
    ]
    return Report(
        team,
        now,
        tuple(line(member, now) for member in ordered),
        tuple(sorted(blockers, key=lambda blocker: -blocker.days)),
    )


def line(member: Member, now: datetime) -> Line:
    """Describe one engineer, with every number next to its plan."""
    plan, today = member.plan, member.engineer.day(now)
    return Line(
        name=member.engineer.name,
        phase=member.phase,
        progress=plan.progress if plan else 0.0,
        expected=plan.expected_progress(today) if plan else 0.0,
        ends_on=plan.ends_on if plan else None,
        this_week=this_week(member, now),
        last_checkin=member.checkins[0] if member.checkins else None,
        reasons=reasons(member, now),
    )


def this_week(member: Member, now: datetime) -> ThisWeek:
    """Say how the week's check-in stands."""
    engineer, plan = member.engineer, member.plan
    if engineer.paused:
        return ThisWeek.PAUSED
    if plan is None or plan.starts_on > engineer.day(now):
        return ThisWeek.NOT_STARTED
    if engineer.week(now) in member.checkins:
        return ThisWeek.IN
    if plan.is_finished:
        return ThisWeek.FINISHED
    return _awaited(engineer, plan, now)


def _awaited(engineer: Engineer, plan: Plan, now: datetime) -> ThisWeek:
    worked, today = engineer.working_days(engineer.week(now)), engineer.day(now)
    if not worked or (engineer.is_away(today) and today > worked[-1]):
        return ThisWeek.AWAY
    # Who begins on the last working day may not have been asked any more.
    if worked[-1] <= plan.starts_on:
        return ThisWeek.NOT_STARTED
    # The engineer is asked in the course of this day, and has the rest of it to answer.
    over = engineer.rhythm.moment(worked[-1], DAY_ENDS)
    return ThisWeek.LATE if now >= over else ThisWeek.DUE


def reasons(member: Member, now: datetime) -> tuple[str, ...]:
    """Say in words why somebody may need help.

    Nobody is named for silence who is away, paused or through with the plan.
    """
    engineer, plan = member.engineer, member.plan
    today = engineer.day(now)
    found = [
        f"blocker open for {blocker.age_in_days(now)} days"
        for blocker in member.blockers
        if blocker.age_in_days(now) >= OLD_BLOCKER_DAYS
    ]
    if engineer.paused or engineer.is_away(today) or plan is None or plan.is_finished:
        return tuple(found)
    quiet = quiet_weeks(member, now)
    if quiet >= QUIET_WEEKS:
        found.append(f"no check-in for {quiet} weeks")
    behind = plan.modules_behind(today)
    if behind >= BEHIND_MODULES:
        found.append(f"{behind} modules behind plan")
    return tuple(found)


def quiet_weeks(member: Member, now: datetime) -> int:
    """Count the weeks in a row, before this one, that were worked and had no check-in."""
    engineer, plan = member.engineer, member.plan
    if plan is None:
        return 0
    week, count = engineer.week(now) - timedelta(days=7), 0
    while week >= engineer.rhythm.week_of(plan.starts_on) and week not in member.checkins:
        count += any(day > plan.starts_on for day in engineer.working_days(week))
        week -= timedelta(days=7)
    return count
