"""The check-in form and the thank-you after it."""

from bot.blockkit.elements import (
    checkboxes,
    number_input,
    option,
    plain_text_input,
    radio_buttons,
    section,
)
from bot.blockkit.surfaces import Block, Modal
from bot.blockkit.text import clip, escape
from bot.domain.checkins import (
    LONGEST_NOTE,
    MOST_WEEKLY_HOURS,
    Answer,
    Audience,
    CheckInForm,
    Confidence,
)
from bot.domain.weeks import OnTheTable
from bot.views import tasks
from bot.views.fields import ID, field
from bot.views.tasks import TaskWords
from bot.views.words import counted, day, lines_within, percent

MOST_CHOICES = 10
_CONFIDENCE = {
    Confidence.SURE: "Sure: the plan holds",
    Confidence.LIKELY: "Likely: with some luck",
    Confidence.UNSURE: "Not sure: something has to change",
}
_AUDIENCE = {
    Audience.NOBODY: "Nobody: it is a note to myself",
    Audience.LEAD: "My lead",
}


def form(shown: CheckInForm) -> Modal:
    """Ask the three questions of the week, and two that may be left out."""
    answer = shown.given.answer if shown.given else None
    return Modal(
        "ai_path.checkin",
        "Check-in",
        (
            section(
                f"The week of {day(shown.of)}. This takes a minute, and you can edit it later."
            ),
            *_tasks(shown, answer),
            _hours(answer),
            _confidence(answer),
            *_blocker(answer),
            _note(answer),
        ),
        submit="Send",
        private_metadata=shown.of.isoformat(),
    )


def _tasks(shown: CheckInForm, answer: Answer | None) -> list[Block]:
    choices = [
        option(clip(task.do, 75), str(task.key))
        for on_the_table in shown.week.open
        for task in _planned(on_the_table)
    ][:MOST_CHOICES]
    if not choices:
        return []
    chosen = [str(key) for key in answer.tasks] if answer else []
    done = checkboxes(ID, choices, initial=chosen)
    return [field("Which tasks did you finish?", done, "tasks", optional=True)]


def _planned(shown: OnTheTable) -> list[TaskWords]:
    return [task for task in tasks.of(shown.item) if task.key.task in shown.planned.tasks]


def _hours(answer: Answer | None) -> Block:
    number = number_input(
        ID,
        decimal=True,
        minimum=0,
        maximum=MOST_WEEKLY_HOURS,
        initial=answer.hours if answer else None,
    )
    return field("How many hours did you spend?", number, "hours")


def _confidence(answer: Answer | None) -> Block:
    choices = [option(text, value.value) for value, text in _CONFIDENCE.items()]
    given = answer.confidence.value if answer else None
    return field(
        "How sure are you of finishing as planned?",
        radio_buttons(ID, choices, initial=given),
        "confidence",
    )


def _blocker(answer: Answer | None) -> list[Block]:
    told = [option(text, value.value) for value, text in _AUDIENCE.items()]
    return [
        field(
            "Does anything stop you?",
            plain_text_input(
                ID,
                multiline=True,
                max_length=LONGEST_NOTE,
                initial=answer.blocker if answer else None,
            ),
            "blocker",
            optional=True,
        ),
        field(
            "If so, whom may I tell?",
            radio_buttons(ID, told, initial=(answer.audience if answer else Audience.NOBODY).value),
            "audience",
        ),
    ]


def _note(answer: Answer | None) -> Block:
    words = plain_text_input(
        ID,
        multiline=True,
        max_length=LONGEST_NOTE,
        initial=answer.note if answer else None,
    )
    return field("Anything to remember?", words, "note", hint="Only you see this.", optional=True)


def thanks(shown: CheckInForm) -> Modal:
    """Thank for the check-in, and say what follows from it."""
    given = shown.given.week if shown.given else shown.week.week
    lines = [
        f"Thank you, your check-in for the week of {day(given)} is in.",
        f"Your plan is {percent(shown.week.plan.progress)} done.",
        *_open_tasks(shown),
    ]
    return Modal("ai_path.notice", "Check-in", (section(lines_within(lines, 3000)),))


def _open_tasks(shown: CheckInForm) -> list[str]:
    """Point out tasks that were called finished and are still open in the plan."""
    finished = shown.given.answer.tasks if shown.given else frozenset()
    still_open = [
        f"• {escape(task.do)}"
        for on_the_table in shown.week.open
        for task in _planned(on_the_table)
        if task.key in finished and task.key.task not in on_the_table.planned.done
    ]
    if not still_open:
        return []
    first = (
        f"You ticked {counted(len(still_open), 'task')} still open in your plan. Close what is done "
        "with *Done* in `/ai-path plan`:"
    )
    return [first, *still_open]
