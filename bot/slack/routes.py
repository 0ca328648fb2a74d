"""Everything that can come in from Slack, at one glance.

Bolt gets one listener for each kind and looks the id up here.  That is faster
than a registration for each id, since Bolt tries them one after another, and
nothing is ever left without an acknowledgement.
"""

import re
from collections.abc import Callable, Mapping

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.deps import Deps
from bot.slack import assessments, checkins, payloads, people, plans, settings, teams
from bot.slack.calls import Body, Command, Event, Form, Place, Press, looked_up
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
    "ai_path.assess.result": assessments.show_result,
    "ai_path.plan.make": plans.open_make,
    "ai_path.plan.week": plans.week,
    "ai_path.plan.all": plans.whole,
    "ai_path.task.done": plans.done,
    "ai_path.task.undo": plans.undo,
    "ai_path.checkin": checkins.open_,
    "ai_path.blocker.close": checkins.close_blocker,
    "ai_path.settings": settings.open_,
    "ai_path.away": settings.open_away,
    "ai_path.pause": settings.pause,
    "ai_path.resume": settings.resume,
    "ai_path.privacy": people.privacy,
    "ai_path.help": people.help_,
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

# What changes something that App Home shows, so that Home follows: a press in it,
# and a form, which may lie in front of it without saying so.
CHANGING_ACTIONS = {
    "ai_path.join",
    "ai_path.task.done",
    "ai_path.task.undo",
    "ai_path.blocker.close",
    "ai_path.pause",
    "ai_path.resume",
}
CHANGING_VIEWS = {
    "ai_path.assess.about",
    "ai_path.plan.make",
    "ai_path.checkin",
    "ai_path.settings",
    "ai_path.away",
}

ANYTHING = re.compile(r".*", re.DOTALL)


def install(app: App, deps: Deps) -> None:
    """Give Bolt one listener for each kind of thing that comes in.

    Each acknowledges first, whatever happens then; what a listener says in its
    acknowledgement takes the place of the empty one.
    """

    def on_command(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        guarded(_command, deps, lambda: payloads.command(body, ack, client))

    def on_action(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        done = guarded(_press, deps, lambda: payloads.press(body, client))
        if done and done.place is Place.HOME and done.action in CHANGING_ACTIONS:
            guarded(people.home, deps, lambda: Event(done.who, client))

    def on_view(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        done = guarded(_form, deps, lambda: payloads.form(body, ack, client))
        if done and done.callback in CHANGING_VIEWS:
            guarded(people.home, deps, lambda: Event(done.who, client))

    def on_closed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        guarded(people.home, deps, lambda: payloads.closed(body, client))

    def on_event(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if body["event"]["type"] in EVENTS:
            guarded(_once, deps, lambda: payloads.event(body, client))

    def on_anything(ack: Ack) -> None:
        ack()

    app.command(ANYTHING)(on_command)
    app.action(ANYTHING)(on_action)
    app.view_submission(ANYTHING)(on_view)
    app.view_closed(ANYTHING)(on_closed)
    app.event(ANYTHING)(on_event)
    app.shortcut(ANYTHING)(on_anything)
    app.options(ANYTHING)(on_anything)


def _command(deps: Deps, call: Command) -> None:
    looked_up(COMMANDS, call.verb)(deps, call)


def _press(deps: Deps, call: Press) -> None:
    """Do what a button is for; a link, say, is for nothing."""
    if call.action in ACTIONS:
        ACTIONS[call.action](deps, call)


def _form(deps: Deps, call: Form) -> None:
    """Take in a form; one that nobody waits for closes."""
    if call.callback in VIEWS:
        VIEWS[call.callback](deps, call)


def _once(deps: Deps, call: Event) -> None:
    """Take in an event, unless it was taken in before; Slack delivers some twice.

    It is noted after the work, so that one whose work was cut off may come again.
    """
    if not people.was_seen(deps, call):
        EVENTS[call.event["type"]](deps, call)
        people.note_seen(deps, call)
