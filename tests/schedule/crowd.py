"""Many engineers at once, written straight into the tables, and a look at the ledger."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert, update

from bot.domain.curriculum import Curriculum, Module
from bot.domain.nudges import State
from bot.store import Sessions
from bot.store import nudges as ledger
from bot.store.nudges import Entry
from bot.store.rows import (
    DeliveryRow,
    PersonRow,
    PlanModuleRow,
    PlanRow,
    PlanTaskRow,
    WorkspaceRow,
)

TEAM = "TSANDBOX"
WEEK = date(2026, 11, 23)
# Monday 09:30, when everybody of the crowd hears of their week.
DUE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TRACK = "backend-ai-implementation"


def user(number: int) -> str:
    """Name the account of one of the crowd, counted from 1."""
    return f"U{number:04}"


@dataclass(frozen=True)
class Crowd:
    """*number* engineers of one workspace with a plan, the first account being *first*.

    *direct* says whether the bot knows where to write already: Slack takes a
    user's id for that as well.
    """

    number: int
    first: int = 1
    team: str = TEAM
    zone: str = "UTC"
    track: str = TRACK
    direct: bool = False
    starts_on: date = WEEK

    @property
    def ids(self) -> range:
        """The numbers of all."""
        return range(self.first, self.first + self.number)

    def settle(self, sessions: Sessions, curriculum: Curriculum) -> None:
        """Write everybody into the database, a week before their plans begin."""
        before = DUE - timedelta(days=7)
        workspace = {"id": self.team, "created_at": before, "name": ""}
        module = _first_module(curriculum)
        with sessions.begin() as session:
            if session.get(WorkspaceRow, self.team) is None:
                session.execute(insert(WorkspaceRow), [workspace])
            session.execute(insert(PersonRow), [self._person(n, before) for n in self.ids])
            session.execute(insert(PlanRow), [self._plan(n, before) for n in self.ids])
            session.execute(insert(PlanModuleRow), [_module(n, module) for n in self.ids])
            session.execute(insert(PlanTaskRow), [_task(n, module) for n in self.ids])

    def _person(self, number: int, before: datetime) -> dict[str, object]:
        return {
            "id": number,
            "workspace_id": self.team,
            "slack_user_id": user(number),
            "name": f"Engineer {number}",
            "zone": self.zone,
            "nudge_day": 0,
            "nudge_at": time(9, 30),
            "checkin_at": time(15),
            "hours_per_week": 5,
            "working_days": "01234",
            "dm_channel": user(number) if self.direct else None,
            "joined_at": before,
            "watched_since": before,
            "look_at": DUE,
        }

    def _plan(self, number: int, before: datetime) -> dict[str, object]:
        return {
            "id": number,
            "person_id": number,
            "track": self.track,
            "content_version": "1",
            "hours_per_week": 5,
            "starts_on": self.starts_on,
            "created_at": before,
        }


def _first_module(curriculum: Curriculum) -> Module:
    return curriculum.modules[curriculum.tracks[TRACK].phases[0].modules[0]]


def _module(number: int, module: Module) -> dict[str, object]:
    return {
        "id": number,
        "plan_id": number,
        "position": 0,
        "item": module.id,
        "phase": "start",
        "verdict": "study",
        "hours": module.hours,
        "why": "it comes first",
        "starts_on": WEEK,
        "ends_on": WEEK + timedelta(days=11),
    }


def _task(number: int, module: Module) -> dict[str, object]:
    return {"plan_module_id": number, "task": module.tasks[0].id, "position": 0}


def change(sessions: Sessions, number: int, **values: object) -> None:
    """Change the row of one person, in ways that the program itself would not."""
    with sessions.begin() as session:
        session.execute(update(PersonRow).where(PersonRow.id == number).values(**values))


def entries(sessions: Sessions) -> Sequence[Entry]:
    """Read the whole ledger."""
    with sessions.begin() as session:
        return ledger.entries(session)


def states(sessions: Sessions) -> Counter[State]:
    """Count the ledger's messages by where they stand."""
    return Counter(entry.state for entry in entries(sessions))


def only_entry(sessions: Sessions) -> Entry:
    """Read the one message that the ledger has."""
    (entry,) = entries(sessions)
    return entry


def attempts(sessions: Sessions) -> list[int]:
    """Say how often each message was tried."""
    with sessions.begin() as session:
        return [row.attempts for row in session.query(DeliveryRow).order_by(DeliveryRow.id)]


def claims(sessions: Sessions) -> list[datetime | None]:
    """Say when each message was claimed last."""
    with sessions.begin() as session:
        return [row.claimed_at for row in session.query(DeliveryRow).order_by(DeliveryRow.id)]


def next_attempts(sessions: Sessions) -> list[datetime | None]:
    """Say when each message is tried next."""
    with sessions.begin() as session:
        return [row.next_attempt_at for row in session.query(DeliveryRow).order_by(DeliveryRow.id)]
