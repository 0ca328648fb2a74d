"""What comes in, translated: a command, a press, a form or an opened tab.

Each knows how its answer travels, so that a listener only says what to show.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, TypeAlias

from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from bot.blockkit.surfaces import Home, Message, Modal
from bot.blockkit.validator import check_message, check_view
from bot.domain.people import Who
from bot.domain.refusals import BotError
from bot.views import people as people_views
from bot.views.fields import PREFIX, named

logger = logging.getLogger(__name__)

Body: TypeAlias = Mapping[str, Any]
SEND_SECONDS = 5
_MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")


class Place(Enum):
    """Where a button sits."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


class Call(Protocol):
    """Something that came in and waits for its answer."""

    @property
    def who(self) -> Who:
        """Who is calling."""

    def show(self, message: Message) -> None:
        """Answer with a message that only the caller sees."""

    def refuse(self, error: BotError) -> None:
        """Say no where the caller looks."""


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: a subcommand *verb*, the *words* after it, and who is mentioned there."""

    who: Who
    verb: str
    words: str
    mentioned: tuple[Who, ...]
    trigger: str
    ack: Ack
    client: WebClient

    def show(self, message: Message) -> None:
        """Answer in the acknowledgement itself."""
        told = checked(message)
        self.ack(text=told.text, blocks=list(told.blocks), response_type="ephemeral")

    def refuse(self, error: BotError) -> None:
        """Say no in the acknowledgement itself."""
        self.show(people_views.refusal(error))

    def open(self, modal: Modal) -> None:
        """Open *modal* in front of the conversation."""
        self.client.views_open(trigger_id=self.trigger, view=checked_view(modal.view()))
        self.ack()


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed.  *view_id* is empty in a message, *response_url* elsewhere."""

    who: Who
    value: str
    place: Place
    trigger: str
    response_url: str
    view_id: str
    ack: Ack
    client: WebClient

    def show(self, message: Message) -> None:
        """Answer below the message that holds the button; elsewhere in a modal."""
        if self.place is not Place.MESSAGE:
            self.open(people_views.notice(message))
            return
        self._respond(message, replace=False)

    def replace(self, message: Message) -> None:
        """Put *message* in the place of what holds the button; Home follows by itself."""
        match self.place:
            case Place.MESSAGE:
                self._respond(message, replace=True)
            case Place.MODAL:
                view = checked_view(people_views.notice(message).view())
                self.client.views_update(view_id=self.view_id, view=view)
                self.ack()
            case Place.HOME:
                self.ack()

    def _respond(self, message: Message, *, replace: bool) -> None:
        told = checked(message)
        WebhookClient(self.response_url, timeout=SEND_SECONDS).send(
            text=told.text,
            blocks=list(told.blocks),
            response_type="ephemeral",
            replace_original=replace,
        )
        self.ack()

    def refuse(self, error: BotError) -> None:
        """Say no beside the button."""
        self.show(people_views.refusal(error))

    def open(self, modal: Modal) -> None:
        """Open *modal*, on top of the one that holds the button where there is one."""
        view = checked_view(modal.view())
        if self.place is Place.MODAL:
            self.client.views_push(trigger_id=self.trigger, view=view)
        else:
            self.client.views_open(trigger_id=self.trigger, view=view)
        self.ack()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was sent.  *values* are by field name: a word, several, or nothing."""

    who: Who
    values: Mapping[str, str | list[str] | None]
    metadata: str
    ack: Ack
    client: WebClient

    def text(self, name: str) -> str:
        """Read a field that holds one word or text; an empty one is empty."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def many(self, name: str) -> list[str]:
        """Read a field that holds several choices."""
        value = self.values.get(name)
        return value if isinstance(value, list) else []

    def show(self, message: Message) -> None:
        """Put *message* in the place of the form."""
        self.turn(people_views.notice(message))

    def turn(self, modal: Modal) -> None:
        """Put *modal* in the place of the form."""
        self.ack(response_action="update", view=checked_view(modal.view()))

    def refuse(self, error: BotError) -> None:
        """Say no beside the field at fault, or in front of the form, which keeps its words."""
        if error.field in self.values:
            self.ack(response_action="errors", errors={named(error.field): error.message()})
            return
        notice = people_views.notice(people_views.refusal(error))
        self.ack(response_action="push", view=checked_view(notice.view()))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in Slack; nobody waits for an answer."""

    id: str
    who: Who
    event: Body
    client: WebClient

    def show(self, message: Message) -> None:
        """Show nothing: there is no place where the person looks."""

    def refuse(self, error: BotError) -> None:
        """Say nothing, for the same reason."""

    def publish(self, home: Home) -> None:
        """Show *home* in the person's App Home."""
        publish(self.client, self.who, home)


def publish(client: WebClient, who: Who, home: Home) -> None:
    """Show *home* in App Home of *who*."""
    client.views_publish(user_id=who.user, view=checked_view(home.view()))


def checked(message: Message) -> Message:
    """Keep the text alone where Slack would refuse the blocks, and say so in the log."""
    problems = check_message(message.text, message.blocks)
    if not problems:
        return message
    logger.error("a message breaks Slack's rules: %s", problems)
    return Message(message.text)


def checked_view(view: dict[str, Any]) -> dict[str, Any]:
    """Note in the log what Slack would refuse of a view."""
    problems = check_view(view)
    if problems:
        logger.error("a view breaks Slack's rules: %s", problems)
    return view


def command(body: Body, ack: Ack, client: WebClient) -> Command:
    """Translate a slash command; Slack escapes what people type, and mentions come as ids."""
    who = Who(body["team_id"], body["user_id"])
    text = str(body.get("text") or "")
    verb, _, words = " ".join(_unescape(_MENTION.sub(" ", text)).split()).partition(" ")
    mentioned = tuple(Who(who.workspace, user) for user in _MENTION.findall(text))
    return Command(who, verb, words, mentioned, body["trigger_id"], ack, client)


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def press(body: Body, ack: Ack, client: WebClient) -> Press:
    """Translate a press of a button, or a choice outside a form."""
    action, view = body["actions"][0], body.get("view") or {}
    return Press(
        who=_who(body),
        value=str(action.get("value") or ""),
        place=Place(view.get("type", "message")),
        trigger=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        view_id=view.get("id", ""),
        ack=ack,
        client=client,
    )


def form(body: Body, ack: Ack, client: WebClient) -> Form:
    """Translate a form that was sent."""
    view = body["view"]
    values = {
        block.removeprefix(PREFIX): _value(next(iter(elements.values())))
        for block, elements in view["state"]["values"].items()
    }
    return Form(_who(body), values, view.get("private_metadata", ""), ack, client)


def _who(body: Body) -> Who:
    # An app that is installed for a whole organisation gets no team of its own.
    team, user = body.get("team") or {}, body["user"]
    return Who(team.get("id") or user["team_id"], user["id"])


def _value(element: Body) -> str | list[str] | None:
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"]]
    if chosen := element.get("selected_option"):
        return str(chosen["value"])
    found = (element.get(key) for key in ("value", "selected_date", "selected_time"))
    return next((value for value in found if value is not None), None)


def event(body: Body, client: WebClient) -> Event:
    """Translate an event; one that is about nobody is about the user "" of its workspace."""
    inner = body["event"]
    user = inner.get("user", "")
    user_id = user.get("id", "") if isinstance(user, Mapping) else user
    return Event(body["event_id"], Who(body["team_id"], user_id), inner, client)
