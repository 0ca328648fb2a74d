"""Settings and absences."""

from datetime import date

from bot.blockkit.elements import (
    checkboxes,
    datepicker,
    number_input,
    option,
    plain_text_input,
    section,
    static_select,
    timepicker,
)
from bot.blockkit.surfaces import Message, Modal
from bot.domain.people import FEWEST_HOURS, MOST_HOURS, NUDGE_DAYS, WEEKDAY_NAMES, Engineer
from bot.views.fields import ID, field
from bot.views.messages import message
from bot.views.words import counted, days, lines_within, listed


def form(engineer: Engineer) -> Modal:
    """Ask for day, hour, pace, working days and zone."""
    rhythm = engineer.rhythm
    nudge_days = [option(WEEKDAY_NAMES[n], str(n)) for n in NUDGE_DAYS]
    all_days = [option(name, str(n)) for n, name in enumerate(WEEKDAY_NAMES)]
    works = [str(n) for n in rhythm.working_days]
    return Modal(
        "ai_path.settings",
        "Settings",
        (
            field(
                "Day of your weekly nudge",
                static_select(ID, nudge_days, initial=str(rhythm.nudge_day)),
                "day",
            ),
            field(
                "Time of your weekly nudge",
                timepicker(ID, initial=rhythm.nudge_at),
                "at",
                hint="Between 09:00 and 16:00, in your own time zone.",
            ),
            field(
                "Hours a week for learning",
                number_input(
                    ID, minimum=FEWEST_HOURS, maximum=MOST_HOURS, initial=rhythm.hours_per_week
                ),
                "hours",
                hint="Three to ten suit most people.",
            ),
            field("Working days", checkboxes(ID, all_days, initial=works), "days"),
            field(
                "Time zone",
                plain_text_input(ID, initial=rhythm.zone, max_length=60),
                "zone",
                hint="Such as Europe/Berlin.",
            ),
        ),
        submit="Save",
    )


def saved(engineer: Engineer, today: date) -> Modal:
    """Confirm new settings in words."""
    return Modal("ai_path.notice", "Settings", summary(engineer, today).blocks)


def summary(engineer: Engineer, today: date) -> Message:
    """Say how the rhythm stands now; absences that are over are left out."""
    rhythm = engineer.rhythm
    works = [WEEKDAY_NAMES[n] for n in sorted(rhythm.working_days)]
    slot = f"{WEEKDAY_NAMES[rhythm.nudge_day]}s at {rhythm.nudge_at:%H:%M}"
    lines = [
        f"Your nudge comes on {slot} ({rhythm.zone}).",
        f"You learn {counted(rhythm.hours_per_week, 'hour')} a week and work on {listed(works)}.",
        *_absences(engineer, today),
    ]
    if engineer.paused:
        lines.insert(0, "You are paused: no messages come until `/ai-path resume`.")
    return message(section(lines_within(lines, 3000)))


def _absences(engineer: Engineer, today: date) -> list[str]:
    spans = [f"• {days(a.first, a.last)}" for a in engineer.aways if a.last >= today]
    if not spans:
        return ["No days away are noted."]
    return ["Your plan moves around the days when you are away:", *spans]


def away_form() -> Modal:
    """Ask for the first and the last day away."""
    return Modal(
        "ai_path.away",
        "Away",
        (
            section("No messages come on these days, and your plan moves around them."),
            field("First day away", datepicker(ID), "first"),
            field("Last day away", datepicker(ID), "last"),
        ),
        submit="Save",
    )
