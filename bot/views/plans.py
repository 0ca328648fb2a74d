"""The plan as it is read: one week, or the whole of it."""

from datetime import date

from bot.blockkit.elements import (
    actions,
    button,
    context,
    datepicker,
    divider,
    header,
    option,
    section,
    static_select,
)
from bot.blockkit.surfaces import Block, Message, Modal
from bot.blockkit.text import clip, escape, link
from bot.domain.curriculum import Curriculum, Module, Phase, Project
from bot.domain.plans import PlannedModule, Verdict
from bot.domain.sittings import Result
from bot.domain.weeks import OnTheTable, WeekOfPlan, WholePlan
from bot.views import tasks
from bot.views.fields import ID, field
from bot.views.messages import message
from bot.views.tasks import TaskWords
from bot.views.words import bar, counted, days, lines_within, long_day, percent

LONGEST_PLAN = 9000
LONGEST_TASKS = 6000
LONGEST_READINGS = 600

_VERDICTS = {Verdict.STUDY: "", Verdict.SKIM: " (tasks only)", Verdict.SKIP: ""}


def week(shown: WeekOfPlan) -> Message:
    """Show what is on the table this week, with a button for each task."""
    buttons = actions(whole_button(), button("Check in", "ai_path.checkin"))
    return message(*week_blocks(shown), buttons)


def whole_button() -> Block:
    """Lead to the whole plan."""
    return button("Whole plan", "ai_path.plan.all")


def week_blocks(shown: WeekOfPlan) -> tuple[Block, ...]:
    """Show what is on the table this week, wherever that is."""
    if not shown.open:
        return (section(_nothing_open(shown)),)
    modules = [block for on_the_table in shown.open for block in _module(on_the_table)]
    return (header("Your week"), context(_where(shown)), *modules)


def _nothing_open(shown: WeekOfPlan) -> str:
    plan = shown.plan
    if plan.is_finished:
        return (
            f"You have finished {escape(shown.track.title)}: every task is closed. "
            "`/ai-path assess` shows how far you have come."
        )
    if plan.starts_on > shown.today:
        return (
            f"Your plan starts on {long_day(plan.starts_on)}: {counted(plan.hours, 'hour')} of "
            f"{escape(shown.track.title)}, until {long_day(plan.ends_on)} at "
            f"{counted(plan.hours_per_week, 'hour')} a week. Until then there is nothing to do."
        )
    return "Nothing in your plan is open this week. `/ai-path plan all` shows what comes next."


def _where(shown: WeekOfPlan) -> str:
    plan = shown.plan
    return (
        f"{escape(shown.track.title)}: {bar(plan.progress)} {percent(plan.progress)} done, "
        f"planned until {long_day(plan.ends_on)} at {counted(plan.hours_per_week, 'hour')} a week"
    )


def _module(shown: OnTheTable) -> list[Block]:
    planned, item = shown.planned, shown.item
    return [
        divider(),
        section(
            f"*{escape(item.title)}*{_VERDICTS[planned.step.verdict]}\n{_goal(item)}\n"
            f"{days(planned.starts_on, planned.ends_on)}, about "
            f"{counted(planned.step.hours, 'hour')}. Why: {escape(planned.step.why)}."
        ),
        *_tasks(planned, item),
        *_readings(item),
    ]


def _goal(item: Module | Project) -> str:
    return clip(escape(item.brief if isinstance(item, Project) else item.outcome), 1000)


def _tasks(planned: PlannedModule, item: Module | Project) -> list[Block]:
    limit = LONGEST_TASKS // (2 * len(planned.tasks))
    return [
        _task(task, limit, is_done=task.key.task in planned.done)
        for task in tasks.of(item)
        if task.key.task in planned.tasks
    ]


def _task(task: TaskWords, limit: int, *, is_done: bool) -> Block:
    state, word, action = (
        ("Done", "Undo", "ai_path.task.undo") if is_done else ("To do", "Done", "ai_path.task.done")
    )
    return section(
        clip(f"*{state}:* {task.marked}", limit),
        accessory=button(word, action, value=str(task.key), label=clip(f"{word}: {task.do}", 75)),
    )


def _readings(item: Module | Project) -> list[Block]:
    if isinstance(item, Project) or not item.readings:
        return []
    lines = [
        link(reading.resource.url, reading.resource.title)
        + (f" ({escape(reading.part)})" if reading.part else "")
        for reading in item.readings
    ]
    return [context(clip("Read: " + "; ".join(lines), LONGEST_READINGS))]


def whole(shown: WholePlan) -> Message:
    """Show all phases with their modules, dates and progress."""
    plan = shown.plan
    intro = (
        f"*{escape(shown.track.title)}*: {counted(plan.hours, 'hour')} from "
        f"{long_day(plan.starts_on)} to {long_day(plan.ends_on)}, "
        f"{percent(plan.progress)} done"
    )
    phases = [lines for phase in shown.track.phases if (lines := _phase(shown, phase))]
    limit = min(3000, LONGEST_PLAN // max(1, len(phases)))
    return message(
        section(intro),
        *(section(lines_within(lines, limit)) for lines in phases),
        actions(button("My week", "ai_path.plan.week")),
    )


def _phase(shown: WholePlan, phase: Phase) -> list[str]:
    """Write a phase line by line; one of which nothing is planned has no lines."""
    planned = [_line(shown, module) for module in shown.modules_of(phase)]
    left_out = [
        f"• {escape(shown.titles[left.item])}: left out, {escape(left.why)}"
        for left in shown.left_out_of(phase)
    ]
    if not planned and not left_out:
        return []
    return [f"*{escape(phase.title)}*", f"Ends with: {escape(phase.exit)}", *planned, *left_out]


def _line(shown: WholePlan, module: PlannedModule) -> str:
    state = "done" if module.is_done else days(module.starts_on, module.ends_on)
    return f"• {escape(shown.titles[module.item])}{_VERDICTS[module.step.verdict]}: {state}"


def make_form(curriculum: Curriculum, result: Result, today: date) -> Modal:
    """Ask for the track and the first day of a new plan."""
    choices = [option(clip(track.title, 75), track.id) for track in curriculum.tracks.values()]
    recommended = result.track
    intro = (
        f"Recommended for you: *{escape(recommended.title)}*\n{escape(recommended.philosophy)}\n"
        f"Your pace is {counted(result.engineer.rhythm.hours_per_week, 'hour')} a week; "
        "`/ai-path settings` changes it at any time. The track is written for "
        f"{counted(recommended.pace_hours_per_week, 'hour')} a week."
    )
    return Modal(
        "ai_path.plan.make",
        "Your plan",
        (
            section(clip(intro, 3000)),
            field("Track", static_select(ID, choices, initial=recommended.id), "track"),
            field("First day", datepicker(ID, initial=today), "starts_on"),
        ),
        submit="Make my plan",
        notify_on_close=True,
    )


def made(shown: WeekOfPlan) -> Modal:
    """Show the first week of a new plan."""
    return Modal("ai_path.notice", "Your plan", week(shown).blocks)
