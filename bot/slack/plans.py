"""The plan: made, read, worked through."""

from datetime import date

from bot.blockkit.surfaces import Message, Modal
from bot.deps import Deps
from bot.domain.plans import TaskKey, Wish
from bot.services import assessments, plans
from bot.slack.calls import Command, Form, Press, looked_up
from bot.views import plans as views


def plan(deps: Deps, call: Command) -> None:
    """Show this week of the plan, or with `all` the whole of it."""
    show = looked_up({"": _week, "week": _week, "all": _whole}, call.words, "plan")
    call.show(show(deps, call))


def week(deps: Deps, call: Press) -> None:
    """Show this week of the plan."""
    call.show(_week(deps, call))


def whole(deps: Deps, call: Press) -> None:
    """Show the whole plan."""
    call.show(_whole(deps, call))


def _week(deps: Deps, call: Command | Press) -> Message:
    with deps.sessions.begin() as session:
        shown = plans.this_week(session, deps.curriculum, call.who, deps.now())
    return views.week(shown)


def _whole(deps: Deps, call: Command | Press) -> Message:
    with deps.sessions.begin() as session:
        shown = plans.whole(session, deps.curriculum, call.who, deps.now())
    return views.whole(shown)


def done(deps: Deps, call: Press) -> None:
    """Note that a task is done."""
    key = TaskKey.parse(call.value)
    with deps.sessions.begin() as session:
        shown = plans.close_task(session, deps.curriculum, call.who, key, deps.now())
    call.replace(views.week(shown))


def undo(deps: Deps, call: Press) -> None:
    """Take back that a task is done."""
    key = TaskKey.parse(call.value)
    with deps.sessions.begin() as session:
        shown = plans.reopen_task(session, deps.curriculum, call.who, key, deps.now())
    call.replace(views.week(shown))


def open_make(deps: Deps, call: Press) -> None:
    """Ask for track and start of a new plan."""
    call.open(_make_form(deps, call))


def after_result(deps: Deps, call: Form) -> None:
    """Ask for track and start of a plan, straight from the result."""
    call.turn(_make_form(deps, call))


def _make_form(deps: Deps, call: Press | Form) -> Modal:
    with deps.sessions.begin() as session:
        result = assessments.latest(session, deps.material, call.who)
    return views.make_form(deps.curriculum, result, result.engineer.day(deps.now()))


def make(deps: Deps, call: Form) -> None:
    """Make the plan."""
    wish = Wish(call.text("track"), call.chosen("starts_on", date.fromisoformat))
    with deps.sessions.begin() as session:
        shown = plans.make(session, deps.curriculum, deps.bank, call.who, wish, deps.now())
    call.turn(views.made(shown))
