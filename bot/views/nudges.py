"""Unprompted messages: short, kind, and always with the reason why."""

from collections.abc import Callable

from bot.blockkit.elements import actions, button, context, section
from bot.blockkit.surfaces import Message
from bot.blockkit.text import clip, escape
from bot.domain.nudges import Kind, Letter
from bot.domain.weeks import OnTheTable, WeekOfPlan
from bot.views.plans import task_texts
from bot.views.words import counted, percent


def letter(shown: Letter) -> Message:
    """Write one unprompted message."""
    write = _WRITERS[shown.kind]
    text = write(shown.week) if shown.week else _PLAN_ENDED
    told = clip(text, 2500)
    return Message(
        f"{told}\nWhy now: {shown.why}.",
        (
            section(told),
            actions(
                button("My week", "ai_path.plan.week"),
                button("Check in", "ai_path.checkin"),
                button("Settings", "ai_path.settings"),
            ),
            context(f"Why now: {escape(shown.why)}. `/ai-path settings` changes day and hour."),
        ),
    )


_PLAN_ENDED = "Your plan has changed since this message was planned. `/ai-path` shows what is next."


def _nudge(week: WeekOfPlan) -> str:
    if not week.open:
        return (
            f"You are {percent(week.plan.progress)} through {escape(week.track.title)}, and "
            "nothing is open this week. A good moment to look back at what you built."
        )
    first = week.open[0]
    return (
        f"You are {percent(week.plan.progress)} through {escape(week.track.title)}. This week: "
        f"*{escape(first.item.title)}* ({escape(first.phase.title)}), about "
        f"{counted(first.planned.step.hours, 'hour')} in all.\n{_first_task(first)}"
    )


def _first_task(shown: OnTheTable) -> str:
    open_tasks = [t for key, t in task_texts(shown.item) if key.task not in shown.planned.done]
    return f"A good first step: {open_tasks[0]}" if open_tasks else "All its tasks are done."


def _checkin(week: WeekOfPlan) -> str:
    about = f" on *{escape(week.open[0].item.title)}*" if week.open else ""
    return (
        f"How did your week go{about}? Three taps tell me, and your plan follows: "
        "what you finished, how many hours, and how sure you are of the plan."
    )


_WRITERS: dict[Kind, Callable[[WeekOfPlan], str]] = {
    Kind.NUDGE: _nudge,
    Kind.CHECKIN: _checkin,
}
