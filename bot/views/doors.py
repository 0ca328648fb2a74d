"""The buttons that lead everywhere: the same doors in Home, help and messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.blockkit.elements import actions, button
from bot.blockkit.surfaces import Block
from bot.domain.standing import Next, Standing


@dataclass(frozen=True, slots=True)
class Door:
    """A button, and in the middle of a sentence what one does with it."""

    label: str
    does: str
    action_id: str
    style: str | None = None


_DOORS = {
    Next.ASSESS: Door("Start the assessment", "start the assessment", "ai_path.assess", "primary"),
    Next.RESUME_ASSESSMENT: Door(
        "Go on with the assessment", "go on with the assessment", "ai_path.assess", "primary"
    ),
    Next.MAKE_PLAN: Door("Make my plan", "make your plan", "ai_path.plan.make", "primary"),
    Next.WEEK: Door("My week", "look at your week", "ai_path.plan.week"),
    Next.CHECK_IN: Door("Check in", "check in", "ai_path.checkin", "primary"),
    Next.EDIT_CHECK_IN: Door("Edit my check-in", "edit your check-in", "ai_path.checkin"),
    Next.TEAM_REPORT: Door("Team report", "read the team report", "ai_path.team.report"),
}


def more(standing: Standing) -> Block:
    """Lay out the doors that one needs less often."""
    rest = (
        button("Resume messages", "ai_path.resume")
        if standing.engineer.paused
        else button("Pause messages", "ai_path.pause")
    )
    assessed = [
        button("My result", "ai_path.assess.result"),
        button("Make a new plan", "ai_path.plan.make"),
    ]
    return actions(
        *(assessed if standing.finished_sitting else []),
        button("Days away", "ai_path.away"),
        rest,
        button("Who sees what", "ai_path.privacy"),
        button("Help", "ai_path.help"),
    )


def row(steps: Sequence[Next]) -> Block:
    """Lay out the steps as buttons, with the settings at the end."""
    return actions(
        *(_button(_DOORS[step]) for step in steps), button("Settings", "ai_path.settings")
    )


def _button(door: Door) -> Block:
    return button(door.label, door.action_id, style=door.style)


def title(step: Next) -> str:
    """Say what a step does, in the middle of a sentence."""
    return _DOORS[step].does
