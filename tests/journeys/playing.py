"""How people of a journey do the usual things."""

from typing import Any

from bot.sandbox import SandboxClient
from bot.sandbox.client import Seen


def join(people: SandboxClient, user: str) -> Seen:
    """Meet the bot."""
    welcome = people.command(user, "/ai-path")
    return people.press(user, welcome.messages[-1], "ai_path.join")


def assess(people: SandboxClient, user: str, option: str = "idk", hours: str = "5") -> Seen:
    """Take the whole assessment, always choosing *option*."""
    people.command(user, "/ai-path assess")
    seen = people.submit(user, {"ai_path.work": "backend", "ai_path.hours": hours})
    seen = people.submit(user, {"ai_path.llm-apps": "2"} if "llm" in str(seen.view) else {})
    seen = people.submit(user, {})
    while callback(seen) == "ai_path.assess.question":
        question = view(seen)["private_metadata"]
        seen = people.submit(user, {f"ai_path.{question}": option})
    return seen


def make_plan(people: SandboxClient, user: str, starts_on: str = "2026-11-23") -> Seen:
    """Make a plan, straight from the result."""
    people.submit(user, {})
    return people.submit(user, {"ai_path.starts_on": starts_on})


def view(seen: Seen) -> dict[str, Any]:
    """The modal on top; there has to be one."""
    assert seen.view is not None, seen
    return dict(seen.view)


def callback(seen: Seen) -> str:
    """Which modal is on top."""
    return str(view(seen)["callback_id"])


def words(seen: Seen) -> str:
    """Everything that the modal on top says, for looking into it."""
    return str(view(seen)["blocks"])
