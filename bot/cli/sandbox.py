"""The sandbox: the real bot against a local stand-in for Slack."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.ending import told_to_stop
from bot.cli.program import Credentials, Program
from bot.views.people import USAGE

if TYPE_CHECKING:
    from bot.sandbox import Sandbox

CREDENTIALS = Credentials(token="xoxb-sandbox", signing_secret="sandbox-signing-secret")  # noqa: S106 - opens nothing but the sandbox
TEAM = "TSANDBOX"
HINTS = {"/ai-path": "what you can do next"} | {
    f"/ai-path {verb}": what.replace("`", "") for verb, what in USAGE
}


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The page's port.")
@click.pass_obj
def sandbox(program: Program, port: int | None) -> None:
    """Start the bot with a workspace of its own, on this machine only."""
    settings = program.read_settings()
    ended = told_to_stop()
    chosen = settings.sandbox_port if port is None else port
    stand_in = _stand_in(chosen, program.now())
    with _started(stand_in, chosen), program.serve_stand_in(settings, stand_in, CREDENTIALS) as bot:
        stand_in.bot_url, stand_in.advance = bot.url, bot.advance
        stand_in.next_moment, stand_in.ledger = bot.next_moment, bot.ledger
        click.echo(f"AI Path sandbox ready at {stand_in.url}")
        ended.wait()
    click.echo("The sandbox has ended.", err=True)


def _stand_in(port: int, starts_at: datetime) -> "Sandbox":
    from bot.sandbox import CommandHint, Sandbox

    return Sandbox(
        port=port,
        starts_at=starts_at,
        running=True,
        team_id=TEAM,
        signing_secret=CREDENTIALS.signing_secret,
        bot_token=CREDENTIALS.token,
        commands=[CommandHint(name, hint) for name, hint in HINTS.items()],
    )


@contextmanager
def _started(stand_in: "Sandbox", port: int) -> Iterator[None]:
    try:
        stand_in.start()
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        message = f"The sandbox cannot have port {port} ({reason}); --port chooses another."
        raise click.ClickException(message) from error
    try:
        yield
    finally:
        stand_in.stop()
