"""The heartbeat: a few recurring jobs, never one for each engineer."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler

from bot.deps import Deps
from bot.schedule import nudges

EVERY_SECONDS = 20


def heartbeat(
    deps: Deps, starts_at: datetime, turn: AbstractContextManager[object]
) -> BackgroundScheduler:
    """Build the scheduler, not started yet.  Its first beat comes at *starts_at* by the wall clock.

    A late beat is made up for once, however many were missed: what is due
    stands in the database, not in the beats.  Each tick waits for *turn*.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    def tick() -> None:
        with turn:
            nudges.tick(deps, deps.now())

    def upkeep() -> None:
        nudges.upkeep(deps, deps.now())

    scheduler.add_job(tick, "interval", seconds=EVERY_SECONDS, next_run_time=starts_at, id="tick")
    scheduler.add_job(upkeep, "interval", hours=1, next_run_time=starts_at, id="upkeep")
    return scheduler


@contextmanager
def beating(
    deps: Deps, starts_at: datetime, turn: AbstractContextManager[object]
) -> Iterator[None]:
    """Let the heart beat beside the block; at its end, what has begun is finished."""
    beat = heartbeat(deps, starts_at, turn)
    beat.start()
    try:
        yield
    finally:
        beat.shutdown()
