"""Unprompted messages: short, kind, and always with the reason why."""

from collections.abc import Callable

from bot.blockkit.elements import actions, button, context, section
from bot.blockkit.surfaces import Block, Message
from bot.blockkit.text import clip, escape
from bot.domain.nudges import Kind, Letter
from bot.domain.weeks import OnTheTable, WeekOfPlan
from bot.views import tasks
from bot.views.messages import message
from bot.views.words import counted, percent

_PLAN_ENDED = "Your plan has changed since this message was planned. `/ai-path` shows what is next."


def letter(shown: Letter) -> Message:
    """Write one unprompted message."""
    write = _WRITERS[shown.kind]
    text = write(shown.week) if shown.week else _PLAN_ENDED
    return message(
        section(clip(text, 2500)),
        actions(*_buttons(shown), button("Settings", "ai_path.settings")),
        context(f"Why now: {escape(shown.why)}. `/ai-path settings` changes day, hour and pace."),
    )


def _nudge(week: WeekOfPlan) -> str:
    through = f"You are {percent(week.plan.progress)} through {escape(week.track.title)}."
    if not week.open:
        return f"Nothing is open this week. {through} A good moment to look back at what you built."
    first = week.open[0]
    return (
        f"This week: *{escape(first.item.title)}* ({escape(first.phase.title)}), about "
        f"{counted(first.planned.step.hours, 'hour')} in all.\n{_first_task(first)}\n{through}"
    )


def _first_task(shown: OnTheTable) -> str:
    is_open = set(shown.planned.tasks) - shown.planned.done
    still_open = [task for task in tasks.of(shown.item) if task.key.task in is_open]
    if not still_open:
        return "Its tasks have changed since your plan was made; `/ai-path plan` shows them."
    return f"A good first step: {still_open[0].marked}"


def _checkin(week: WeekOfPlan) -> str:
    about = f" with *{escape(week.open[0].item.title)}*" if week.open else ""
    return (
        f"How did your week go{about}? Three taps tell me: what you finished, how many hours "
        "it took, and how sure you are of the plan."
    )


def _buttons(shown: Letter) -> tuple[Block, ...]:
    """Put what the message asks for first; a check-in stays about the week of its invitation."""
    week = button("My week", "ai_path.plan.week")
    check_in = button("Check in", "ai_path.checkin", value=shown.of.isoformat())
    return (check_in, week) if shown.kind is Kind.CHECKIN else (week, check_in)


_WRITERS: dict[Kind, Callable[[WeekOfPlan], str]] = {
    Kind.NUDGE: _nudge,
    Kind.CHECKIN: _checkin,
}
