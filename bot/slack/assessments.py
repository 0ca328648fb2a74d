"""The assessment, one screen after another in the same modal."""

from bot.blockkit.surfaces import Modal
from bot.deps import Deps
from bot.domain.people import Work, parse_hours
from bot.domain.sittings import Screen, Stage
from bot.services import assessments
from bot.services.assessments import About
from bot.slack.calls import Command, Form, Press
from bot.views import assessments as views


def assess(deps: Deps, call: Command) -> None:
    """Start the assessment, or go on with it."""
    call.open(_modal(deps, _begin(deps, call)))


def open_(deps: Deps, call: Press) -> None:
    """Start the assessment, or go on with it, from a button."""
    call.open(_modal(deps, _begin(deps, call)))


def _begin(deps: Deps, call: Command | Press) -> Screen:
    with deps.sessions.begin() as session:
        return assessments.begin(session, deps.material, call.who, deps.draw(), deps.now())


def _modal(deps: Deps, screen: Screen) -> Modal:
    return views.screen(screen, deps.curriculum, deps.bank)


def about(deps: Deps, call: Form) -> None:
    """Take in the first screen."""
    track = call.text("track")
    told = About(
        work=call.chosen("work", Work),
        target_role=call.text("role"),
        hours_per_week=parse_hours(call.text("hours")),
        track=None if track == views.RECOMMEND else track,
    )
    with deps.sessions.begin() as session:
        screen = assessments.tell_about(session, deps.material, call.who, told, deps.now())
    call.turn(_modal(deps, screen))


def ratings(deps: Deps, call: Form) -> None:
    """Take in one of the two rating screens."""
    given = {area: call.chosen(area, _level) for area in call.values if call.text(area)}
    stage = call.subject(Stage)
    with deps.sessions.begin() as session:
        screen = assessments.rate(session, deps.material, call.who, stage, given, deps.now())
    call.turn(_modal(deps, screen))


def _level(text: str) -> int:
    """Read one of the five levels that a rating can have."""
    return range(5).index(int(text))


def answer(deps: Deps, call: Form) -> None:
    """Take in an answer and show the next question, or the result."""
    question = call.metadata
    option = call.text(question)
    with deps.sessions.begin() as session:
        screen = assessments.answer(session, deps.material, call.who, question, option, deps.now())
    call.turn(_modal(deps, screen))


def show_result(deps: Deps, call: Press) -> None:
    """Show the last result again."""
    with deps.sessions.begin() as session:
        result = assessments.latest(session, deps.material, call.who)
    call.open(views.result(result))
