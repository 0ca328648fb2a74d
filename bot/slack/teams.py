"""Teams: made by hand, and their report."""

from bot.deps import Deps
from bot.services import teams
from bot.slack.calls import Command, Press, looked_up
from bot.views import teams as views


def team(deps: Deps, call: Command) -> None:
    """Do what the first word after `team` says; without one, list the teams one leads."""
    verb, _, words = call.words.partition(" ")
    acts = {"": _list, "report": _report, "create": _create, "add": _add, "lead": _lead}
    looked_up(acts, verb, "team")(deps, call, words)


def show_report(deps: Deps, call: Press) -> None:
    """Show the report of the first team that one leads."""
    _report(deps, call, "")


def _report(deps: Deps, call: Command | Press, name: str) -> None:
    with deps.sessions.begin() as session:
        shown = teams.report(session, deps.curriculum, call.who, name, deps.now())
    call.show(views.report(shown))


def _create(deps: Deps, call: Command, words: str) -> None:
    with deps.sessions.begin() as session:
        created = teams.create(
            session, call.who, words, call.mentioned, admins=deps.admins, now=deps.now()
        )
    call.show(views.created(created))


def _add(deps: Deps, call: Command, words: str) -> None:
    with deps.sessions.begin() as session:
        changed = teams.add(
            session, call.who, words, call.mentioned, deps.now(), admins=deps.admins
        )
    call.show(views.created(changed))


def _lead(deps: Deps, call: Command, words: str) -> None:
    with deps.sessions.begin() as session:
        changed = teams.add_leads(
            session, call.who, words, call.mentioned, deps.now(), admins=deps.admins
        )
    call.show(views.created(changed))


def _list(deps: Deps, call: Command, words: str) -> None:
    del words
    with deps.sessions.begin() as session:
        led = teams.led(session, call.who)
    call.show(views.led(led))
