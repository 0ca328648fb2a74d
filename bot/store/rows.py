"""The tables.  No row leaves this floor."""

from datetime import UTC, date, datetime, time
from typing import ClassVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment.  It goes in with a zone and comes out in UTC, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone; SQLite keeps the rest as naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a zone"
            raise ValueError(message)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables share: named constraints, so that every migration can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime(), str: Text()}


# SQLite counts rows up by itself for plain integers only.
Id = BigInteger().with_variant(Integer, "sqlite")


def _person() -> Mapped[int]:
    return mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)


class WorkspaceRow(Base):
    """A Slack workspace that the bot is in."""

    __tablename__ = "workspaces"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]


class PersonRow(Base):
    """Somebody who has joined.

    The clock has decided on everything up to *watched_since* and looks again
    at *look_at*; that column's index answers "is anything due?".
    """

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("workspace_id", "slack_user_id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    slack_user_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str]
    zone: Mapped[str]
    nudge_day: Mapped[int]
    nudge_at: Mapped[time]
    checkin_at: Mapped[time]
    hours_per_week: Mapped[int]
    working_days: Mapped[str] = mapped_column(String(7))
    work: Mapped[str | None]
    target_role: Mapped[str] = mapped_column(default="")
    dm_channel: Mapped[str | None] = mapped_column(String(32))
    joined_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    gone_at: Mapped[datetime | None]
    watched_since: Mapped[datetime]
    look_at: Mapped[datetime | None] = mapped_column(index=True)


class AwayRow(Base):
    """Days on which a person is not there."""

    __tablename__ = "aways"
    __table_args__ = (UniqueConstraint("person_id", "first", "last"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = _person()
    first: Mapped[date]
    last: Mapped[date]


class TeamRow(Base):
    """A team of one workspace."""

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]


class TeamMemberRow(Base):
    """An engineer's place in a team."""

    __tablename__ = "team_members"
    team_id: Mapped[int] = mapped_column(
        ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]


class TeamLeadRow(Base):
    """Who may see a team's report."""

    __tablename__ = "team_leads"
    team_id: Mapped[int] = mapped_column(
        ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]


class AssessmentRow(Base):
    """One sitting, finished or not.  *seed* fixes which questions it may draw."""

    __tablename__ = "assessments"
    __table_args__ = (
        Index(
            "uq_assessments_open",
            "person_id",
            unique=True,
            sqlite_where=text("finished_at IS NULL"),
            postgresql_where=text("finished_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = _person()
    stage: Mapped[str] = mapped_column(String(16))
    seed: Mapped[int]
    wished_track: Mapped[str | None]
    pending_question: Mapped[str | None]
    content_version: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class RatingRow(Base):
    """A self-rating; shown to nobody but the engineer."""

    __tablename__ = "assessment_ratings"
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True
    )
    area: Mapped[str] = mapped_column(String(32), primary_key=True)
    level: Mapped[int]


class AnswerRow(Base):
    """An answer to one question; shown to nobody but the engineer."""

    __tablename__ = "assessment_answers"
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True
    )
    question: Mapped[str] = mapped_column(String(80), primary_key=True)
    option: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(8))
    answered_at: Mapped[datetime]


class EstimateRow(Base):
    """What a finished assessment says of one area."""

    __tablename__ = "assessment_estimates"
    assessment_id: Mapped[int] = mapped_column(
        ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True
    )
    area: Mapped[str] = mapped_column(String(32), primary_key=True)
    p_study: Mapped[float]
    p_skim: Mapped[float]
    p_skip: Mapped[float]
    theta: Mapped[float]
    sd: Mapped[float]
    verdict: Mapped[str] = mapped_column(String(8))


class PlanRow(Base):
    """A plan.  A person has at most one that has not ended."""

    __tablename__ = "plans"
    __table_args__ = (
        Index(
            "uq_plans_running",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = _person()
    assessment_id: Mapped[int | None] = mapped_column(
        ForeignKey("assessments.id", ondelete="SET NULL")
    )
    track: Mapped[str]
    content_version: Mapped[str]
    hours_per_week: Mapped[int]
    starts_on: Mapped[date]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class PlanModuleRow(Base):
    """One module or project of a plan, with its days."""

    __tablename__ = "plan_modules"
    __table_args__ = (UniqueConstraint("plan_id", "item"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id", ondelete="CASCADE"))
    position: Mapped[int]
    item: Mapped[str]
    phase: Mapped[str]
    verdict: Mapped[str] = mapped_column(String(8))
    hours: Mapped[int]
    why: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class PlanTaskRow(Base):
    """One task of a planned module, or one criterion of a planned project."""

    __tablename__ = "plan_tasks"
    plan_module_id: Mapped[int] = mapped_column(
        ForeignKey("plan_modules.id", ondelete="CASCADE"), primary_key=True
    )
    task: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    done_at: Mapped[datetime | None]


class LeftOutRow(Base):
    """A module that a plan does without."""

    __tablename__ = "plan_left_out"
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("plans.id", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    phase: Mapped[str]
    why: Mapped[str]


class CheckInRow(Base):
    """A week's answer; giving it again edits it."""

    __tablename__ = "checkins"
    __table_args__ = (UniqueConstraint("person_id", "week"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    week: Mapped[date]
    hours: Mapped[float]
    confidence: Mapped[str] = mapped_column(String(16))
    note: Mapped[str]
    first_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class CheckInTaskRow(Base):
    """A task that a check-in calls done; it closes nothing by itself."""

    __tablename__ = "checkin_tasks"
    checkin_id: Mapped[int] = mapped_column(
        ForeignKey("checkins.id", ondelete="CASCADE"), primary_key=True
    )
    item: Mapped[str] = mapped_column(primary_key=True)
    task: Mapped[str] = mapped_column(String(40), primary_key=True)


class BlockerRow(Base):
    """What stops an engineer, and whom they chose to tell."""

    __tablename__ = "blockers"
    __table_args__ = (UniqueConstraint("checkin_id"),)
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = _person()
    checkin_id: Mapped[int | None] = mapped_column(ForeignKey("checkins.id", ondelete="SET NULL"))
    text: Mapped[str]
    audience: Mapped[str] = mapped_column(String(16))
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


def _of_open_messages(name: str, *columns: str, state: str = "planned") -> Index:
    """Index the few messages that are not settled; the ledger's history stays out of it."""
    where = text(f"state = '{state}'")
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class DeliveryRow(Base):
    """One unprompted message: the record of what was meant, tried and done.

    The unique key is what makes every message happen at most once.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("person_id", "kind", "week"),
        _of_open_messages("ix_deliveries_next", "next_attempt_at", "workspace_id"),
        _of_open_messages("ix_deliveries_waiting", "workspace_id", "next_attempt_at"),
        _of_open_messages("ix_deliveries_claimed", "claimed_at", state="claimed"),
    )
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    week: Mapped[date]
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(8))
    why: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    error: Mapped[str | None]


class SeenEventRow(Base):
    """An event that was taken in already; Slack sends some twice."""

    __tablename__ = "seen_events"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class AccessRow(Base):
    """Who looked at what, and when."""

    __tablename__ = "access_log"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    viewer_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = _person()
    what: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]
