"""The author's command: is the content in order?"""

from dataclasses import asdict
from pathlib import Path

import click

from bot.cli.output import json_option, tell
from bot.cli.program import Program
from bot.content import Report
from bot.content import check as check_content
from bot.content.problems import Problem


@click.group()
def content() -> None:
    """Work on content/."""


@content.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@json_option
@click.pass_obj
def check(program: Program, folders: tuple[Path, ...], *, as_json: bool) -> None:
    """Name every problem of every file: where it is, what it is and how to mend it.

    FOLDERS are packs laid over one another; without any, the shipped content
    and the packs of the settings are checked.
    """
    report = check_content(folders or program.content_folders(program.read_settings()))
    tell(_result(report), _words(report), as_json=as_json)
    if report.errors:
        raise click.exceptions.Exit(1)


def _result(report: Report) -> dict[str, object]:
    return {
        "errors": [_fields(problem) for problem in report.errors],
        "warnings": [_fields(problem) for problem in report.warnings],
        "counts": dict(report.counts),
    }


def _fields(problem: Problem) -> dict[str, object]:
    fields = asdict(problem)
    return {name: fields[name] for name in ("file", "line", "code", "what", "remedy")}


def _words(report: Report) -> str:
    problems = [
        *(f"error   {_line(problem)}" for problem in report.errors),
        *(f"warning {_line(problem)}" for problem in report.warnings),
    ]
    counts = ", ".join(f"{number} {kind}" for kind, number in report.counts.items())
    return "\n".join([*problems, f"{counts}; {len(report.errors)} errors."])


def _line(problem: Problem) -> str:
    return f"{problem.file}:{problem.line} {problem.code} {problem.what} {problem.remedy}"
