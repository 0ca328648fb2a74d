"""Everything that can come in from Slack, at one glance.

Bolt gets one listener for each kind and looks the id up here.  That is faster
than a registration for each id, since Bolt tries them one after another, and
nothing is ever left without an acknowledgement.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.slack import assessments, calls, checkins, people, plans, settings, teams
from bot.slack.calls import Body, Command, Event, Form, Place, Press
from bot.slack.guard import guarded

COMMANDS: Mapping[str, Callable[[Deps, Command], None]] = {
    "": people.help_,
    "help": people.help_,
    "assess": assessments.assess,
    "plan": plans.plan,
    "checkin": checkins.checkin,
    "settings": settings.settings,
    "away": settings.away,
    "pause": settings.pause,
    "resume": settings.resume,
    "team": teams.team,
    "privacy": people.privacy,
}

ACTIONS: Mapping[str, Callable[[Deps, Press], None]] = {
    "ai_path.join": people.join,
    "ai_path.assess": assessments.open_,
    "ai_path.plan.make": plans.open_make,
    "ai_path.plan.week": plans.week,
    "ai_path.plan.all": plans.whole,
    "ai_path.task.done": plans.done,
    "ai_path.task.undo": plans.undo,
    "ai_path.checkin": checkins.open_,
    "ai_path.blocker.close": checkins.close_blocker,
    "ai_path.settings": settings.open_,
    "ai_path.team.report": teams.show_report,
}

VIEWS: Mapping[str, Callable[[Deps, Form], None]] = {
    "ai_path.assess.about": assessments.about,
    "ai_path.assess.ratings": assessments.ratings,
    "ai_path.assess.question": assessments.answer,
    "ai_path.assess.result": plans.after_result,
    "ai_path.plan.make": plans.make,
    "ai_path.checkin": checkins.submit,
    "ai_path.settings": settings.save,
    "ai_path.away": settings.save_away,
}

EVENTS: Mapping[str, Callable[[Deps, Event], None]] = {
    "app_home_opened": people.home,
    "user_change": people.follow,
}

ANYTHING = re.compile(r".*", re.DOTALL)


def install(app: App, deps: Deps) -> None:
    """Give Bolt one listener for each kind of thing that comes in."""

    def on_command(ack: Ack, body: Body, client: WebClient) -> None:
        call = calls.command(body, ack, client)
        guarded(COMMANDS.get(call.verb.lower(), _unknown), deps, call)

    def on_action(ack: Ack, body: Body, client: WebClient) -> None:
        call = calls.press(body, ack, client)
        guarded(ACTIONS.get(body["actions"][0]["action_id"], _nothing), deps, call)
        if call.place is Place.HOME:
            guarded(people.refresh, deps, call)

    def on_view(ack: Ack, body: Body, client: WebClient) -> None:
        call = calls.form(body, ack, client)
        guarded(VIEWS.get(body["view"]["callback_id"], _close), deps, call)

    def on_event(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if body["event"]["type"] in EVENTS:
            guarded(_once, deps, calls.event(body, client))

    def on_anything(ack: Ack) -> None:
        ack()

    app.command(ANYTHING)(on_command)
    app.action(ANYTHING)(on_action)
    app.view_submission(ANYTHING)(on_view)
    app.event(ANYTHING)(on_event)
    app.view_closed(ANYTHING)(on_anything)
    app.shortcut(ANYTHING)(on_anything)
    app.options(ANYTHING)(on_anything)


def _unknown(deps: Deps, call: Command) -> None:
    """Answer a word that is no subcommand with the nearest one that is."""
    near = get_close_matches(call.verb.lower(), [name for name in COMMANDS if name], n=1)
    people.unknown(deps, call, near[0] if near else "")


def _once(deps: Deps, call: Event) -> None:
    """Take in an event, unless it was taken in before; Slack delivers some twice.

    It is noted after the work, so that an event that failed may come again.
    """
    if not people.was_seen(deps, call):
        EVENTS[call.event["type"]](deps, call)
        people.note_seen(deps, call)


def _nothing(deps: Deps, call: Press) -> None:
    """Take note of a press that asks for nothing, such as a link."""
    del deps
    call.ack()


def _close(deps: Deps, call: Form) -> None:
    """Close a form that nobody waits for."""
    del deps
    call.ack()
