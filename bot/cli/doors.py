"""The commands that keep running until they are told to stop."""

import click

from bot.cli.program import Program


@click.command()
@click.pass_obj
def run(program: Program) -> None:
    """Run everything in one process: Socket Mode, clock and sender, for a small team."""
    program.run(program.read_settings())


@click.command()
@click.pass_obj
def web(program: Program) -> None:
    """Serve Slack's requests over HTTP."""
    program.web(program.read_settings())


@click.command()
@click.pass_obj
def worker(program: Program) -> None:
    """Run clock and sender without a door; on PostgreSQL any number of them."""
    program.worker(program.read_settings())
