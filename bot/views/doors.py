"""The buttons that lead everywhere: the same doors in Home, help and messages."""

from collections.abc import Sequence

from bot.blockkit.elements import actions, button
from bot.blockkit.surfaces import Block
from bot.domain.standing import Next

_LABELS = {
    Next.ASSESS: ("Start the assessment", "ai_path.assess", "primary"),
    Next.RESUME_ASSESSMENT: ("Go on with the assessment", "ai_path.assess", "primary"),
    Next.MAKE_PLAN: ("Make my plan", "ai_path.plan.make", "primary"),
    Next.WEEK: ("My week", "ai_path.plan.week", None),
    Next.CHECK_IN: ("Check in", "ai_path.checkin", "primary"),
    Next.EDIT_CHECK_IN: ("Edit my check-in", "ai_path.checkin", None),
    Next.TEAM_REPORT: ("Team report", "ai_path.team.report", None),
}


def row(steps: Sequence[Next]) -> Block:
    """Lay out the steps as buttons, with the settings at the end."""
    return actions(*(_button(step) for step in steps), button("Settings", "ai_path.settings"))


def _button(step: Next) -> Block:
    label, action_id, style = _LABELS[step]
    return button(label, action_id, style=style)


def title(step: Next) -> str:
    """Name a step in words."""
    return _LABELS[step][0]
