"""The guided tour: five stops for somebody who is here for the first time."""

from dataclasses import dataclass

from bot.sandbox.house import House
from bot.sandbox.members import Member
from bot.sandbox.page.faces import address


@dataclass(frozen=True)
class Stop:
    """One stop: what to do, which part of the page it is about, and a help to do it."""

    title: str
    words: str
    target: str
    typed: str = ""
    href: str = ""
    help: str = ""


def tour(house: House, me: Member) -> list[Stop]:
    """Give the stops in their order."""
    command = house.settings.commands[0].command
    return [
        Stop(
            "Be somebody",
            "You play everybody here. Choose a person in the list of people; each has a time zone "
            "of their own, and the bot knows it.",
            "people",
        ),
        Stop(
            f"Type {command}",
            "Write to the bot as you would in Slack. It answers with what you can do next; the "
            "line suggests its commands when you type a slash.",
            "composer",
            typed=command,
            help="Type it for me",
        ),
        Stop(
            "Assess and plan",
            "Get started, then take the assessment: ten minutes, and not knowing is a good answer. "
            "It ends with a plan, which stands in the app's own tab from then on.",
            "main",
            typed=f"{command} assess",
            help="Type it for me",
        ),
        Stop(
            "Move the clock",
            "Let a week pass, or go to the next message: reminders and check-ins come when they "
            "are due where the person lives. Behind the scenes you see what fired, and why.",
            "clock",
        ),
        _lead_stop(house, me, command),
    ]


def _lead_stop(house: House, me: Member, command: str) -> Stop:
    title = "Be the lead"
    words = (
        "A lead gathers people in a team and reads how it goes, as far as the people agreed. "
        "The team's report grows with each check-in."
    )
    lead = next((each for each in house.workspace.people() if "lead" in each.title.lower()), None)
    if lead is not None and lead.id != me.id:
        href = address(lead.id, "app")
        return Stop(title, words, "people", href=href, help=f"Become {lead.real_name}")
    others = [each for each in house.workspace.people() if each.id != me.id]
    typed = f"{command} team create Search " + " ".join(f"@{each.name}" for each in others[:2])
    return Stop(title, words, "composer", typed=typed.strip(), help="Type it for me")
