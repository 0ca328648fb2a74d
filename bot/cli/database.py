"""The database's own command."""

import click

from bot.cli.output import json_option, tell
from bot.cli.program import Program
from bot.store.migrations import UnknownRevisionError
from bot.store.migrations import migrate as migrate_to


@click.command()
@click.option("--to", default="head", show_default=True, metavar="REV", help="Where to go.")
@json_option
@click.pass_obj
def migrate(program: Program, to: str, *, as_json: bool) -> None:
    """Bring the database to the shape that this version knows."""
    with program.open_database(program.read_settings()) as sessions:
        try:
            revision = migrate_to(sessions, program.migrations, to)
        except UnknownRevisionError as error:
            raise click.ClickException(f"{error}. Nothing was changed.") from error
    at = revision or "empty"
    tell({"revision": revision}, f"The database is at revision {at}.", as_json=as_json)
