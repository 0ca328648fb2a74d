"""Settings and absences."""

from datetime import date, time

from bot.blockkit.surfaces import Modal
from bot.deps import Deps
from bot.domain.people import Away, parse_away, parse_hours, parse_weekdays
from bot.services import people
from bot.services import settings as service
from bot.slack.calls import Command, Form, Press
from bot.views import settings as views


def settings(deps: Deps, call: Command) -> None:
    """Open the settings."""
    call.open(_form(deps, call))


def open_(deps: Deps, call: Press) -> None:
    """Open the settings from a button."""
    call.open(_form(deps, call))


def _form(deps: Deps, call: Command | Press) -> Modal:
    with deps.sessions.begin() as session:
        engineer = people.require(session, call.who)
    return views.form(engineer)


def save(deps: Deps, call: Form) -> None:
    """Keep new settings."""
    chosen = service.Chosen(
        zone=call.text("zone").strip(),
        nudge_day=call.chosen("day", int),
        nudge_at=call.chosen("at", time.fromisoformat),
        hours_per_week=parse_hours(call.text("hours")),
        working_days=parse_weekdays(call.many("days")),
    )
    with deps.sessions.begin() as session:
        engineer = service.change(session, deps.curriculum, call.who, chosen, deps.now())
    call.turn(views.saved(engineer, engineer.day(deps.now())))


def away(deps: Deps, call: Command) -> None:
    """Note days away, forget them with `off`, or without any open the form."""
    act = {"": _away_form, "off": _come_back}.get(call.words.lower(), _go_away)
    act(deps, call)


def open_away(deps: Deps, call: Press) -> None:
    """Ask for days away from a button."""
    _away_form(deps, call)


def _away_form(deps: Deps, call: Command | Press) -> None:
    with deps.sessions.begin() as session:
        people.require(session, call.who)
    call.open(views.away_form())


def _come_back(deps: Deps, call: Command) -> None:
    with deps.sessions.begin() as session:
        engineer = service.come_back(session, deps.curriculum, call.who, deps.now())
    call.show(views.summary(engineer, engineer.day(deps.now())))


def _go_away(deps: Deps, call: Command) -> None:
    with deps.sessions.begin() as session:
        people.require(session, call.who)
        span = parse_away(call.words)
        engineer = service.go_away(session, deps.curriculum, call.who, span, deps.now())
    call.show(views.summary(engineer, engineer.day(deps.now())))


def save_away(deps: Deps, call: Form) -> None:
    """Note days away from the form."""
    first, last = (call.chosen(name, date.fromisoformat) for name in ("first", "last"))
    span = Away(first, last)
    with deps.sessions.begin() as session:
        engineer = service.go_away(session, deps.curriculum, call.who, span, deps.now())
    call.turn(views.saved(engineer, engineer.day(deps.now())))


def pause(deps: Deps, call: Command | Press) -> None:
    """Stop all unprompted messages."""
    with deps.sessions.begin() as session:
        engineer = service.pause(session, deps.curriculum, call.who, deps.now())
    call.show(views.summary(engineer, engineer.day(deps.now())))


def resume(deps: Deps, call: Command | Press) -> None:
    """Start the messages again."""
    with deps.sessions.begin() as session:
        engineer = service.resume(session, deps.curriculum, call.who, deps.now())
    call.show(views.summary(engineer, engineer.day(deps.now())))
