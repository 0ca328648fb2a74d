"""Whether the program can do its work: each thing it stands on is asked by itself."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from typing import TypeAlias

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.store.database import is_alive
from bot.store.migrations import current_revision, head_revision

Check: TypeAlias = Callable[[], bool]

SLACK_SECONDS = 2
REMEMBERED_FOR = timedelta(seconds=15)


def checks(
    deps: Deps, migrations: Path, token: str, now: Callable[[], datetime]
) -> dict[str, Check]:
    """List what has to be in order, each under its name.

    Slack is asked every 15 seconds by the clock *now* and no more often,
    however often somebody wants to know.
    """
    head = head_revision(migrations)
    return {
        "database": lambda: is_alive(deps.sessions),
        "schema": lambda: is_alive(deps.sessions) and current_revision(deps.sessions) == head,
        "content": lambda: bool(deps.curriculum.tracks),
        "slack": Remembered(lambda: slack_answers(deps.slack_api_url, token), now),
    }


class Remembered:
    """A check that is asked anew only when its last answer is old; whoever comes meanwhile waits."""

    def __init__(self, check: Check, now: Callable[[], datetime]) -> None:
        self._check = check
        self._now = now
        self._turn = threading.Lock()
        self._asked_at: datetime | None = None
        self._answer = False

    def __call__(self) -> bool:
        """Answer, from memory if that is fresh."""
        with self._turn:
            now = self._now()
            if self._asked_at is None or now - self._asked_at >= REMEMBERED_FOR:
                self._answer, self._asked_at = self._check(), now
            return self._answer


def slack_answers(api_url: str, token: str) -> bool:
    """Whether Slack is there and accepts *token*."""
    client = WebClient(token=token, base_url=api_url, timeout=SLACK_SECONDS, retry_handlers=[])
    try:
        return bool(client.auth_test()["ok"])
    except (SlackClientError, HTTPException, OSError):
        return False
