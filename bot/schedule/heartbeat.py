"""The heartbeat: a few recurring jobs, never one for each engineer."""

from datetime import UTC

from apscheduler.schedulers.background import BackgroundScheduler

from bot.deps import Deps
from bot.schedule import nudges

EVERY_SECONDS = 20


def heartbeat(deps: Deps) -> BackgroundScheduler:
    """Build the scheduler, not started yet.

    A late beat is made up for once, however many were missed: what is due
    stands in the database, not in the beats.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )

    def tick() -> None:
        nudges.tick(deps, deps.now())

    def upkeep() -> None:
        nudges.upkeep(deps, deps.now())

    scheduler.add_job(tick, "interval", seconds=EVERY_SECONDS, id="tick")
    scheduler.add_job(upkeep, "interval", hours=1, id="upkeep")
    return scheduler
