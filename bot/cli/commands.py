"""All commands, at one glance."""

from importlib.metadata import distributions

import click

from bot.cli import clock, content, database, doors, manifest, sandbox


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if asked:
        installed = (one.version for one in distributions(name="ai-path"))
        click.echo(f"ai-path {next(installed, 'as of its sources')}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and end.",
)
def ai_path() -> None:
    """Mentor a team on its way to production AI engineering, in Slack."""


ai_path.add_command(sandbox.sandbox)
ai_path.add_command(doors.run)
ai_path.add_command(doors.web)
ai_path.add_command(doors.worker)
ai_path.add_command(clock.tick)
ai_path.add_command(clock.preview)
ai_path.add_command(database.migrate)
ai_path.add_command(manifest.manifest)
ai_path.add_command(content.content)
