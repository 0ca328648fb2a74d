"""One pass of the clock, and a look ahead."""

from dataclasses import asdict
from datetime import datetime, timedelta

import click

from bot.cli.output import Moment, json_option, tell
from bot.cli.program import Program
from bot.domain.nudges import Foreseen
from bot.services import nudges
from bot.settings import require


@click.command()
@click.option("--at", type=Moment(), help="The moment to act at; now without it.")
@json_option
@click.pass_obj
def tick(program: Program, at: datetime | None, *, as_json: bool) -> None:
    """Do everything that is due at one moment, once."""
    settings = program.read_settings()
    require(settings, "slack_bot_token")
    with program.open_deps(settings) as deps:
        done = program.tick(deps, at or program.now())
    words = (
        f"{done.planned} planned, {done.sent} sent, {done.skipped} skipped, "
        f"{done.failed} failed, {done.unknown} unknown."
    )
    tell(asdict(done), words, as_json=as_json)


@click.command()
@click.option("--from", "start", type=Moment(), help="Where to begin; now without it.")
@click.option("--days", type=click.IntRange(1, 366), default=7, show_default=True)
@json_option
@click.pass_obj
def preview(program: Program, start: datetime | None, days: int, *, as_json: bool) -> None:
    """Say who will hear what, when and why, in the order of sending; change nothing."""
    begin = start or program.now()
    with (
        program.open_deps(program.read_settings()) as deps,
        deps.sessions.begin() as session,
    ):
        foreseen = nudges.preview(session, begin, begin + timedelta(days=days))
    messages = [_message(one) for one in foreseen]
    lines = [f"{m['local']}  {m['user']}  {m['kind']}: {m['why']}" for m in messages]
    words = "\n".join(lines) or "Nothing will be sent."
    tell({"messages": messages}, words, as_json=as_json)


def _message(foreseen: Foreseen) -> dict[str, object]:
    return {
        "user": foreseen.engineer.who.user,
        "kind": foreseen.decision.moment.kind.value,
        "at": foreseen.at,
        "local": foreseen.at.astimezone(foreseen.engineer.rhythm.tz).isoformat(),
        "why": foreseen.decision.why,
    }
