"""A message, and what its words and blocks say about whom and when."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.sandbox.shapes import Blocks, Json

_MENTION = re.compile(r"<@(\w+)")
_CALLS = ("<!here", "<!channel", "<!everyone")
_TIMES = ("<!date^", '"type": "date"', '"datetimepicker"')


@dataclass
class Message:
    """One message in a channel, seen by all of it or by one person alone."""

    channel: str
    ts: str
    author: str
    text: str
    blocks: Blocks = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    edited: str | None = None
    ephemeral_to: str | None = None
    files: tuple[str, ...] = ()
    changed: int = 0
    mentioned: Collection[str] = ()
    calls_everybody: bool = False
    tells_time: bool = False

    def visible_to(self, user: str) -> bool:
        """Tell whether *user* may see it, given that they see the channel."""
        return self.ephemeral_to in {None, user}

    def mentions(self, user: str) -> bool:
        """Tell whether *user* is meant by it."""
        return self.calls_everybody or user in self.mentioned

    def note_content(self) -> None:
        """Note whom it mentions, and whether it looks different when time passes.

        A page looks at hundreds of messages each time that something happens,
        so this is found out when a message is written and not when it is read.
        """
        # What is quoted in JSON keeps its mark-up, so one search does for both.
        said = self.text + json.dumps(self.blocks, ensure_ascii=False)
        users = (block_user for block_user in _rich_users(self.blocks))
        self.mentioned = frozenset(_MENTION.findall(said)).union(users)
        self.calls_everybody = any(call in said for call in _CALLS)
        self.tells_time = any(time in said for time in _TIMES)


def _rich_users(content: object) -> list[str]:
    match content:
        case {"type": "user", "user_id": str(user)}:
            return [user]
        case dict(fields):
            return _rich_users(list(fields.values()))
        case list(parts):
            return [user for part in parts for user in _rich_users(part)]
        case _:
            return []
