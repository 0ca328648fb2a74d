"""What comes in, translated: a command, a press, a form or an event.

Each knows how its answer travels, so that a listener only says what to show.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import Enum
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias, TypeVar

from slack_bolt import Ack
from slack_sdk import WebClient

from bot.blockkit.surfaces import Home, Message, Modal
from bot.domain.people import Who
from bot.domain.refusals import BotError
from bot.slack.delivery import checked, checked_view, respond
from bot.views import people as people_views
from bot.views.fields import named

Body: TypeAlias = Mapping[str, Any]
T = TypeVar("T")

# Slack waits three seconds for an answer: one call to Slack has two of them, and
# an apology after a call that failed has what is left.
SECONDS = 2
LAST_SECONDS = 0.7


class UnknownWordError(BotError):
    """I do not know `{words}`.  `/ai-path help` lists everything that I can do."""


class StrangeFormError(BotError):
    """This form does not look as I made it.  Please open it again; nothing was changed."""


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

    def refuse(self, error: BotError) -> None:
        """Say no where the caller looks."""

    def apologise(self, message: Message) -> None:
        """Say that something broke, with as little of Slack's help as can be."""


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
        """Answer in the acknowledgement itself, for the caller alone."""
        told = checked(message)
        self.ack(text=told.text, blocks=list(told.blocks), response_type="ephemeral")

    def refuse(self, error: BotError) -> None:
        """Say no in the acknowledgement itself; a word that is not known gets the usage."""
        if isinstance(error, UnknownWordError):
            words, nearest = str(error.values["words"]), str(error.values["nearest"])
            self.show(people_views.unknown(words, nearest))
        else:
            self.show(people_views.refusal(error))

    def apologise(self, message: Message) -> None:
        """Say so in the acknowledgement itself."""
        self.show(message)

    def open(self, modal: Modal) -> None:
        """Open *modal* in front of the conversation."""
        self.client.views_open(trigger_id=self.trigger, view=checked_view(modal.view()))


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed.

    *view_id* is empty in a message, *response_url* elsewhere.  A modal that
    *fills_stack* lies on as many others as Slack allows.
    """

    who: Who
    action: str
    value: str
    place: Place
    trigger: str
    response_url: str
    view_id: str
    fills_stack: bool
    client: WebClient

    def show(self, message: Message) -> None:
        """Answer below the message that holds the button; elsewhere in a modal."""
        if self.place is Place.MESSAGE:
            respond(self.response_url, self.client.timeout, message)
        else:
            self.open(people_views.notice(message))

    def replace(self, message: Message) -> None:
        """Put *message* in the place of what holds the button; Home follows by itself."""
        if self.place is Place.MESSAGE:
            respond(self.response_url, self.client.timeout, message, replaces=True)
        elif self.place is Place.MODAL:
            self._update(people_views.notice(message))

    def refuse(self, error: BotError) -> None:
        """Say no beside the button."""
        self.show(people_views.refusal(error))

    def apologise(self, message: Message) -> None:
        """Say so beside the button, in the time that is left."""
        client = WebClient(
            token=self.client.token,
            base_url=self.client.base_url,
            timeout=LAST_SECONDS,  # type: ignore[arg-type]  # a socket waits for fractions too
            retry_handlers=[],
        )
        replace(self, client=client).show(message)

    def open(self, modal: Modal) -> None:
        """Open *modal*, on top of the one that holds the button where there is one."""
        if self.fills_stack:
            self._update(modal)
            return
        lay = self.client.views_push if self.place is Place.MODAL else self.client.views_open
        lay(trigger_id=self.trigger, view=checked_view(modal.view()))

    def _update(self, modal: Modal) -> None:
        self.client.views_update(view_id=self.view_id, view=checked_view(modal.view()))


@dataclass(frozen=True, slots=True)
class Form:
    """A form that was sent.  *values* are by field name: a word, several, or nothing."""

    who: Who
    callback: str
    values: Mapping[str, str | list[str] | None]
    metadata: str
    fills_stack: bool
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

    def chosen(self, name: str, read: Callable[[str], T]) -> T:
        """Read a field in which something on offer was chosen.

        Raises:
            StrangeFormError: if it holds what was never on offer.
        """
        return _as_offered(self.text(name), read)

    def subject(self, read: Callable[[str], T]) -> T:
        """Read what the form was opened for.

        Raises:
            StrangeFormError: if it was opened for nothing that there is.
        """
        return _as_offered(self.metadata, read)

    def turn(self, modal: Modal) -> None:
        """Put *modal* in the place of the form."""
        self.ack(response_action="update", view=checked_view(modal.view()))

    def refuse(self, error: BotError) -> None:
        """Say no beside the field at fault, or in front of the form."""
        if error.field in self.values:
            self.ack(response_action="errors", errors={named(error.field): error.message()})
        else:
            self._lay_in_front(people_views.refusal(error))

    def apologise(self, message: Message) -> None:
        """Say so in front of the form."""
        self._lay_in_front(message)

    def _lay_in_front(self, message: Message) -> None:
        """Show *message* on top of the form, which keeps its words; where there is no room, instead."""
        notice = people_views.notice(message)
        if self.fills_stack:
            self.turn(notice)
        else:
            self.ack(response_action="push", view=checked_view(notice.view()))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; nobody looks anywhere for an answer."""

    who: Who
    client: WebClient
    id: str = ""
    event: Body = field(default_factory=lambda: MappingProxyType({}))

    def refuse(self, error: BotError) -> None:
        """Say nothing: there is no place where the person looks."""

    def apologise(self, message: Message) -> None:
        """Say nothing, for the same reason."""

    def publish(self, home: Home) -> None:
        """Show *home* in the person's App Home."""
        self.client.views_publish(user_id=self.who.user, view=checked_view(home.view()))


def _as_offered(text: str, read: Callable[[str], T]) -> T:
    try:
        return read(text)
    except ValueError as error:
        raise StrangeFormError from error


def looked_up(choices: Mapping[str, T], word: str, *before: str) -> T:
    """Find what *word* stands for, after the words *before* it; capitals do not matter.

    Raises:
        UnknownWordError: if it stands for nothing; it names the nearest that does.
    """
    found = choices.get(word.lower())
    if found is None:
        near = get_close_matches(word.lower(), [name for name in choices if name], n=1)
        nearest = " ".join((*before, *near)) if near or before else ""
        raise UnknownWordError(words=" ".join((*before, word)), nearest=nearest)
    return found
