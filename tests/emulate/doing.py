"""How people do the usual things."""

from tests.emulate.playing import Player


def join(player: Player, user: str) -> None:
    """Meet the bot in App Home."""
    player.open_home(user)
    player.press(user, player.homes[user], "ai_path.join")


def assess(player: Player, user: str) -> None:
    """Take the whole assessment, knowing nothing."""
    player.command(user, "assess")
    player.submit(user, {"ai_path.work": "backend", "ai_path.hours": "5"})
    while player.top(user)["callback_id"] == "ai_path.assess.ratings":
        player.submit(user)
    while player.top(user)["callback_id"] == "ai_path.assess.question":
        question = player.top(user)["private_metadata"]
        player.submit(user, {f"ai_path.{question}": "idk"})


def make_plan(player: Player, user: str) -> None:
    """Join, take the assessment, and make a plan straight from its result."""
    join(player, user)
    assess(player, user)
    player.submit(user)
    player.submit(user, {"ai_path.starts_on": "2026-11-23"})
