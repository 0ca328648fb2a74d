"""How commands answer: words for people, one JSON object for programs."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

# Beyond them, adding a few days or another zone's hours leaves the calendar.
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """Give a command its `--json` switch."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")(command)


def tell(result: Mapping[str, object], words: str, *, as_json: bool) -> None:
    """Print *result*, or *words* for a person."""
    click.echo(json.dumps(result, default=_plain) if as_json else words)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else str(value)


class Moment(click.ParamType[datetime]):
    """A moment in ISO 8601 with an offset or `Z`; without one it would mean many moments."""

    name = "ISO8601"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the moment."""
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no moment in ISO 8601, such as 2026-11-23T09:30Z.", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} has no offset; add one, or Z for UTC.", param, ctx)
        if not EARLIEST <= moment <= LATEST:
            self.fail(f"{value!r} is too far away to be meant.", param, ctx)
        return moment
