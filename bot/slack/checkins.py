"""The weekly check-in, and blockers."""

from datetime import date

from bot.blockkit.surfaces import Modal
from bot.deps import Deps
from bot.domain.checkins import Answer, Audience, Confidence, parse_hours, parse_week
from bot.domain.plans import TaskKey
from bot.services import checkins, people
from bot.slack.calls import Command, Form, Press
from bot.views import checkins as views
from bot.views import people as people_views


def checkin(deps: Deps, call: Command) -> None:
    """Open this week's check-in."""
    call.open(_form(deps, call, None))


def open_(deps: Deps, call: Press) -> None:
    """Open the check-in that the button is about."""
    call.open(_form(deps, call, parse_week(call.value)))


def _form(deps: Deps, call: Command | Press, asked: date | None) -> Modal:
    with deps.sessions.begin() as session:
        shown = checkins.open_form(session, deps.curriculum, call.who, asked, deps.now())
    return views.form(shown)


def submit(deps: Deps, call: Form) -> None:
    """Take in a check-in."""
    answer = Answer(
        hours=parse_hours(call.text("hours")),
        confidence=call.chosen("confidence", Confidence),
        tasks=frozenset(TaskKey.parse(key) for key in call.many("tasks")),
        note=call.text("note").strip(),
        blocker=call.text("blocker").strip(),
        audience=call.chosen("audience", Audience),
    )
    week = call.subject(date.fromisoformat)
    with deps.sessions.begin() as session:
        shown = checkins.submit(session, deps.curriculum, call.who, week, answer, deps.now())
    call.turn(views.thanks(shown))


def close_blocker(deps: Deps, call: Press) -> None:
    """Close one of one's own blockers."""
    with deps.sessions.begin() as session:
        checkins.close_blocker(session, call.who, call.value, deps.now())
        standing = people.standing(session, deps.curriculum, call.who, deps.now())
    call.replace(people_views.help_text(standing))
