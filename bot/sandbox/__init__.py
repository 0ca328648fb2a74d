"""A stand-in for Slack: Web API, dispatch to the bot, and a page on which people can be played.

It is a house of its own beside the grid. It imports Slack's limits from
`bot.blockkit`, so that it refuses what Slack refuses, and nothing else of ours.
"""

from bot.sandbox.client import SandboxClient
from bot.sandbox.house import CommandHint
from bot.sandbox.limits import Limits
from bot.sandbox.members import DEFAULT_CAST, Cast, Member
from bot.sandbox.server import Sandbox

__all__ = ["DEFAULT_CAST", "Cast", "CommandHint", "Limits", "Member", "Sandbox", "SandboxClient"]
