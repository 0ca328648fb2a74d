"""The shapes of JSON that travel between the workspace, the bot and the page."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""One JSON object, as Slack's documents describe it."""

Blocks: TypeAlias = list[Json]
"""The blocks of a message or a view."""
