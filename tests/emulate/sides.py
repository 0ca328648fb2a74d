"""Two servers that both say they are Slack, to be asked the same."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.request import Request, urlopen

from bot.sandbox import Sandbox, SandboxClient
from bot.sandbox.house import BOT_SCOPES
from tests.emulate.starting import TOKEN, Emulate, client, token_without, without
from tests.emulate.waiting import expired
from tests.slack.listening import Ear, listening

Json = dict[str, Any]
START = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Side:
    """One of the two: where it is, a person in it, and how one comes by triggers."""

    api_url: str
    token: str
    ada: str
    trigger_in: Callable[[Json | None], str]
    expired: Callable[[], str]
    without: Callable[[str], "Side"]

    def call(self, method: str, **arguments: object) -> Json:
        """Call a method as the bot."""
        return self.call_with(f"Bearer {self.token}", method, **arguments)

    def call_with(self, authorization: str, method: str, **arguments: object) -> Json:
        """Call a method with a header of one's own, or an empty one."""
        headers = {"Content-Type": "application/json; charset=utf-8"}
        if authorization:
            headers["Authorization"] = authorization
        body = json.dumps(arguments).encode()
        request = Request(self.api_url + method, data=body, headers=headers)  # noqa: S310 - loopback
        with urlopen(request) as answered:  # noqa: S310 - likewise
            return dict(json.load(answered))

    def trigger(self) -> str:
        """Get a trigger of something that Ada just did."""
        return self.trigger_in(None)

    def shown(self, method: str, view: Mapping[str, Any], below: Json | None = None) -> Json:
        """Open or push a modal for Ada, with a fresh trigger."""
        return self.call(method, trigger_id=self.trigger_in(below), view=view)


def emulated(emulate: Emulate, token: str = TOKEN) -> Side:
    """The side of somebody else."""
    ada, web = emulate.people["ada"], client(emulate.url, token)

    def trigger_in(below: Json | None) -> str:
        where = {"view_id": below["id"]} if below else {}
        answer = web.api_call("views.generateTriggerId", json={"user_id": ada, **where})
        return str(answer["trigger_id"])

    return Side(
        api_url=emulate.api_url,
        token=token,
        ada=ada,
        trigger_in=trigger_in,
        expired=lambda: expired(web, ada),
        without=lambda scope: emulated(emulate, token_without(scope)),
    )


@dataclass
class Seconds:
    """Seconds that pass when they are told to."""

    passed: float = 0.0

    def __call__(self) -> float:
        """Read them."""
        return self.passed


@dataclass
class Sandboxes:
    """Our own side: sandboxes whose bot only listens."""

    ear: Ear
    running: list[Sandbox] = field(default_factory=list)

    def open(self, scopes: tuple[str, ...] = BOT_SCOPES) -> Side:
        """Start a sandbox whose bot was granted *scopes*."""
        seconds = Seconds()
        sandbox = Sandbox(starts_at=START, scopes=scopes, elapsed=seconds)
        sandbox.start()
        sandbox.bot_url = self.ear.url
        self.running.append(sandbox)
        people = SandboxClient(sandbox.url)

        def trigger() -> str:
            people.command("UADA", "/ai-path")
            return self.ear.heard[-1].rpartition("trigger_id=")[2].partition("&")[0]

        def too_late() -> str:
            found = trigger()
            seconds.passed += 3.1
            return found

        return Side(
            api_url=sandbox.api_url,
            token="xoxb-sandbox",
            ada="UADA",
            trigger_in=lambda _: trigger(),
            expired=too_late,
            without=lambda scope: self.open(tuple(without(scope))),
        )


@contextmanager
def sandboxes() -> Iterator[Sandboxes]:
    """Let sandboxes be opened until the end of the block."""
    with listening() as ear:
        found = Sandboxes(ear)
        try:
            yield found
        finally:
            for sandbox in found.running:
                sandbox.stop()
