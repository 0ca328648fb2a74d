"""What the tests of the services are made of: a world of two workspaces on the real content."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import psycopg
import pytest

from bot.content import Loaded
from bot.domain.checkins import Answer, Audience, Confidence
from bot.domain.curriculum import Curriculum
from bot.domain.people import Engineer, Profile, Who
from bot.domain.plans import Plan, TaskKey, Verdict, Wish
from bot.domain.sittings import Estimate, Stage
from bot.domain.weeks import WeekOfPlan
from bot.services import checkins, people, plans
from bot.services.assessments import Material
from bot.store import Session, Sessions
from bot.store import assessments as assessment_store
from bot.store import people as people_store
from bot.store import plans as plan_store
from bot.store import watches as watch_store
from bot.store.database import engine_of
from bot.store.rows import Base
from tests.conftest import Clock
from tests.store.conftest import empty, opened

ADA, BEN, LENA, OTTO = (Who("T1", f"U{name}") for name in ("ADA", "BEN", "LENA", "OTTO"))
# Somebody of another workspace whose id is Ada's.
TWIN = Who("T2", "UADA")
STRANGER = Who("T1", "USTRANGER")
NAMES = {ADA: "Ada Obi", BEN: "Ben Roy", LENA: "Lena Fox", OTTO: "Otto Kay", TWIN: "Tess Twin"}
MONDAY = date(2026, 11, 23)
TRACK = "recommended"


@pytest.fixture(scope="session")
def shared_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sessions]:
    """One SQLite database for all tests of this folder."""
    path = tmp_path_factory.mktemp("shared") / "shared.db"
    shutil.copy(sqlite_template, path)
    yield from opened(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def shared_postgresql(postgres: Callable[[str], str], postgres_template: str) -> Iterator[Sessions]:
    """One PostgreSQL database for all tests of this folder."""
    with psycopg.connect(postgres("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE services TEMPLATE {postgres_template}".encode())
    yield from opened(postgres("services"))


@pytest.fixture(params=["sqlite", "postgresql"])
def sessions(request: pytest.FixtureRequest) -> Iterator[Sessions]:
    """Sessions on an empty database: the test runs once on each kind."""
    found: Sessions = request.getfixturevalue(f"shared_{request.param}")
    yield found
    empty(found)


@dataclass(frozen=True)
class World:
    """A database, the content and a clock, and what people usually do with them."""

    sessions: Sessions
    loaded: Loaded
    clock: Clock

    @property
    def curriculum(self) -> Curriculum:
        """What there is to learn."""
        return self.loaded.curriculum

    @property
    def material(self) -> Material:
        """What assessments are made of."""
        return Material(self.loaded.curriculum, self.loaded.bank)

    def begin(self) -> AbstractContextManager[Session]:
        """Begin a transaction."""
        return self.sessions.begin()

    def join(self, *joining: Who, zone: str = "UTC") -> Engineer:
        """Take people in; give back the last."""
        with self.begin() as session:
            for who in joining:
                people.join(session, who, Profile(NAMES[who], zone), self.clock.now())
        return self.find(joining[-1])

    def find(self, who: Who = ADA) -> Engineer:
        """Find somebody who has joined."""
        with self.begin() as session:
            return people.require(session, who)

    def assess(self, *assessed: Who, verdict: Verdict = Verdict.STUDY) -> None:
        """Let people finish an assessment that says *verdict* of every area."""
        estimate = Estimate(study=0.6, skim=0.3, skip=0.1, theta=0, sd=0.5, verdict=verdict)
        with self.begin() as session:
            for who in assessed:
                engineer = people.require(session, who)
                assessment_store.begin(session, engineer, 7, "v1", self.clock.now())
                sitting = assessment_store.open_sitting(session, engineer)
                assert sitting is not None
                areas = dict.fromkeys(self.loaded.bank.areas, estimate)
                assessment_store.keep_estimates(session, sitting, areas)
                assessment_store.move(session, sitting, Stage.DONE, finished_at=self.clock.now())

    def make(self, who: Who = ADA, track: str = TRACK, starts_on: date = MONDAY) -> WeekOfPlan:
        """Make a plan."""
        with self.begin() as session:
            return plans.make(
                session,
                self.curriculum,
                self.loaded.bank,
                who,
                Wish(track, starts_on),
                self.clock.now(),
            )

    def follow(self, *following: Who) -> None:
        """Take people in who follow a plan from this Monday on."""
        self.join(*following)
        self.assess(*following)
        for who in following:
            self.make(who)

    def plan(self, who: Who = ADA) -> Plan:
        """Read the plan that somebody follows."""
        with self.begin() as session:
            running = plan_store.running(session, people.require(session, who))
        assert running is not None
        return running

    def check_in(self, who: Who = ADA, answer: Answer | None = None) -> None:
        """Check in for this week."""
        with self.begin() as session:
            week = people.require(session, who).week(self.clock.now())
            given = answer or answer_with("No GPU")
            checkins.submit(session, self.curriculum, who, week, given, self.clock.now())

    def looks(self) -> dict[Who, object]:
        """Say when the clock looks at whom."""
        with self.begin() as session:
            watching = {w.person_id: w.look_at for w in watch_store.watches(session)}
            engineers = people_store.by_ids(session, watching)
        return {engineers[id_].who: look_at for id_, look_at in watching.items()}

    def rows(self) -> dict[str, set[str]]:
        """Read everything that is in the database, table by table."""
        with engine_of(self.sessions).connect() as connection:
            return {
                name: {repr(tuple(row)) for row in connection.execute(table.select())}
                for name, table in Base.metadata.tables.items()
            }


def answer_with(blocker: str = "", audience: Audience = Audience.LEAD, note: str = "") -> Answer:
    """Answer a check-in."""
    return Answer(4, Confidence.LIKELY, note=note, blocker=blocker, audience=audience)


def first_task(plan: Plan) -> TaskKey:
    """Name the first task of *plan*."""
    module = plan.modules[0]
    return TaskKey(module.item, module.tasks[0])


@pytest.fixture
def world(sessions: Sessions, loaded: Loaded, clock: Clock) -> World:
    """A world in which nobody has joined, on a Monday at 08:00 in UTC."""
    return World(sessions, loaded, clock)


@pytest.fixture
def lost(world: World) -> World:
    """The same world after its authors have taken the track out of the content."""
    tracks = {id_: track for id_, track in world.curriculum.tracks.items() if id_ != TRACK}
    curriculum = replace(world.curriculum, tracks=tracks, default_track=next(iter(tracks)))
    return replace(world, loaded=replace(world.loaded, curriculum=curriculum))
