"""All commands, at one glance."""

import click

from bot.cli import clock, content, database, doors, manifest, sandbox


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ai-path", prog_name="ai-path")
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
