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
from bot.domain.plans import PlannedModule, TaskKey, Verdict
from bot.domain.sittings import Result
from bot.domain.weeks import OnTheTable, WeekOfPlan, WholePlan
from bot.views.fields import ID, field
from bot.views.words import bar, counted, days, long_day, percent

_VERDICTS = {
    Verdict.STUDY: "",
    Verdict.SKIM: " (shortened)",
    Verdict.SKIP: "",
}


def week(shown: WeekOfPlan) -> Message:
    """Show what is on the table this week, with a button for each task."""
    if not shown.open:
        return _between(shown)
    blocks: list[Block] = [header("Your week"), context(_where(shown))]
    for on_the_table in shown.open:
        blocks += _module(on_the_table)
    blocks.append(actions(button("Whole plan", "ai_path.plan.all"), _check_in()))
    lines = [_where(shown), *(_spoken(on_the_table) for on_the_table in shown.open)]
    return Message("\n".join(lines), tuple(blocks))


def _check_in() -> Block:
    return button("Check in", "ai_path.checkin")


def _between(shown: WeekOfPlan) -> Message:
    if shown.plan.is_finished:
        text = (
            f"You have finished {escape(shown.track.title)}. Every task is closed. "
            "`/ai-path assess` shows how far you have come."
        )
    else:
        text = f"Your plan starts on {long_day(shown.plan.starts_on)}. Until then there is nothing to do."
    return Message(text, (section(text), actions(button("Whole plan", "ai_path.plan.all"))))


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
            f"{counted(planned.step.hours, 'hour')}. In your plan because: "
            f"{escape(planned.step.why)}."
        ),
        *_tasks(planned, item),
        *_readings(item),
    ]


def _goal(item: Module | Project) -> str:
    return escape(item.brief if isinstance(item, Project) else item.outcome)


def _tasks(planned: PlannedModule, item: Module | Project) -> list[Block]:
    return [
        section(
            clip(f"{_tick(key, planned)} {text}", 3000),
            accessory=_toggle(key, text, is_done=key.task in planned.done),
        )
        for key, text in task_texts(item)
        if key.task in planned.tasks
    ]


def task_texts(item: Module | Project) -> list[tuple[TaskKey, str]]:
    """List the tasks of a module, or the criteria of a project, in escaped words."""
    if isinstance(item, Project):
        return [(TaskKey(item.id, c.id), escape(c.text)) for c in item.criteria]
    return [
        (
            TaskKey(item.id, task.id),
            (
                f"{escape(task.do)}\n_Hand in:_ {escape(task.deliver)}. "
                f"_Accepted when:_ {escape(task.accept)}."
            ),
        )
        for task in item.tasks
    ]


def _tick(key: TaskKey, planned: PlannedModule) -> str:
    return "*Done:*" if key.task in planned.done else "*To do:*"


def _toggle(key: TaskKey, text: str, *, is_done: bool) -> Block:
    word = "Undo" if is_done else "Done"
    action = "ai_path.task.undo" if is_done else "ai_path.task.done"
    return button(word, action, value=str(key), label=clip(f"{word}: {text}", 75))


def _readings(item: Module | Project) -> list[Block]:
    if isinstance(item, Project) or not item.readings:
        return []
    lines = [
        link(reading.resource.url, reading.resource.title)
        + (f" ({escape(reading.part)})" if reading.part else "")
        for reading in item.readings
    ]
    return [context(clip("Read: " + "; ".join(lines), 3000))]


def _spoken(shown: OnTheTable) -> str:
    tasks = "; ".join(
        f"{'done' if key.task in shown.planned.done else 'to do'}: {text.splitlines()[0]}"
        for key, text in task_texts(shown.item)
    )
    return f"{escape(shown.item.title)}, {_goal(shown.item)} {tasks}"


def whole(shown: WholePlan) -> Message:
    """Show all phases with their modules, dates and progress."""
    plan = shown.plan
    intro = (
        f"*{escape(shown.track.title)}*: {counted(plan.hours, 'hour')} from "
        f"{long_day(plan.starts_on)} to {long_day(plan.ends_on)}, "
        f"{percent(plan.progress)} done"
    )
    phases = [_phase(shown, phase) for phase in shown.track.phases]
    told = [text for text in phases if text]
    return Message(
        "\n".join([intro, *told]),
        (
            section(intro),
            *(section(clip(text, 3000)) for text in told),
            actions(button("My week", "ai_path.plan.week")),
        ),
    )


def _phase(shown: WholePlan, phase: Phase) -> str:
    modules = shown.modules_of(phase)
    lines = [_line(shown, module) for module in modules]
    left_out = [
        f"~{escape(shown.titles[left.item])}~ left out: {escape(left.why)}"
        for left in shown.left_out_of(phase)
    ]
    if not lines and not left_out:
        return ""
    return "\n".join([f"*{escape(phase.title)}*", *lines, *left_out, f"_{escape(phase.exit)}_"])


def _line(shown: WholePlan, module: PlannedModule) -> str:
    state = "done" if module.is_done else days(module.starts_on, module.ends_on)
    return f"• {escape(shown.titles[module.item])}{_VERDICTS[module.step.verdict]}: {state}"


def make_form(curriculum: Curriculum, result: Result, today: date) -> Modal:
    """Ask for the track and the first day of a new plan."""
    tracks = [option(clip(track.title, 75), track.id) for track in curriculum.tracks.values()]
    recommended = result.track
    intro = (
        f"Recommended for you: *{escape(recommended.title)}*\n{escape(recommended.philosophy)}\n"
        f"At {counted(result.engineer.rhythm.hours_per_week, 'hour')} a week; "
        "you can change the pace in the settings at any time."
    )
    return Modal(
        "ai_path.plan.make",
        "Your plan",
        (
            section(intro),
            field("Track", static_select(ID, tracks, initial=recommended.id), "track"),
            field("First day", datepicker(ID, initial=today), "starts_on"),
        ),
        submit="Make my plan",
    )


def made(shown: WeekOfPlan) -> Modal:
    """Show the first week of a new plan."""
    return Modal("ai_path.notice", "Your plan", week(shown).blocks)
