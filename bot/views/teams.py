"""The team report: who needs what, never who is best."""

from collections.abc import Sequence

from bot.blockkit.elements import context, header, section, table
from bot.blockkit.surfaces import Block, Message
from bot.blockkit.text import clip, escape
from bot.domain.teams import Line, OpenBlocker, Report, Team, ThisWeek
from bot.views.messages import in_words, message, quote
from bot.views.words import bar, counted, lines_within, long_day, named, percent

BANNER = "For helping, not for performance review. People are in order of their names."
LONGEST_REPORT = 9500
LEAST_TABLE = 3000
LONGEST_LIST = 2000
LONGEST_BLOCKER = 250
MOST_BLOCKERS = 8
MOST_ROWS = 99
_HEADING = ("Name", "Phase", "Progress", "Planned until", "Check-in this week", "Last check-in")


def report(shown: Report) -> Message:
    """Show a team: who may need help and what blocks them, then everybody by name."""
    top = (
        header(clip(f"Team {shown.team.name}", 150)),
        section(_headline(shown)),
        context(BANNER),
        *_attention(shown),
        *_blockers(shown),
    )
    room = max(LEAST_TABLE, LONGEST_REPORT - len(in_words(top)))
    return message(*top, *_table(shown, room))


def _headline(shown: Report) -> str:
    if not shown.lines:
        name = named(shown.team.name)
        return f"{name} has no members yet. `/ai-path team add {name} @ada` adds one."
    checked_in = sum(1 for line in shown.lines if line.this_week is ThisWeek.IN)
    return (
        f"{counted(checked_in, 'check-in')} this week from "
        f"{counted(len(shown.lines), 'person', 'people')}; "
        f"{counted(len(shown.blockers), 'open blocker')}; "
        f"{counted(len(shown.in_need), 'person', 'people')} may need help."
    )


def _attention(shown: Report) -> tuple[Block, ...]:
    if not shown.in_need:
        return ()
    lines = [f"• {named(line.name)}: {escape(', '.join(line.reasons))}" for line in shown.in_need]
    return (section(lines_within(["*May need help*", *lines], LONGEST_LIST)),)


def _blockers(shown: Report) -> tuple[Block, ...]:
    if not shown.blockers:
        return ()
    told = [quote(_blocker(blocker)) for blocker in shown.blockers[:MOST_BLOCKERS]]
    others = len(shown.blockers) - len(told)
    more = (
        (context(f"The oldest {len(told)} are shown, {others} more are open."),) if others else ()
    )
    return (section("*Open blockers, shared with you*"), *told, *more)


def _blocker(blocker: OpenBlocker) -> str:
    return (
        f"{clip(blocker.name, 40)}, blocker open for {counted(blocker.days, 'day')}: "
        f"{clip(blocker.text, LONGEST_BLOCKER)}"
    )


def _table(shown: Report, room: int) -> tuple[Block, ...]:
    if not shown.lines:
        return ()
    rows = _that_fit([_row(line) for line in shown.lines], room)
    found = table([_HEADING, *rows], align=["left"] * len(_HEADING))
    if len(rows) == len(shown.lines):
        return (found,)
    return (found, context(f"The first {len(rows)} of {len(shown.lines)} people, by name."))


def _that_fit(rows: Sequence[tuple[str, ...]], room: int) -> list[tuple[str, ...]]:
    """Take rows from the top until what Slack takes of a message is used up."""
    kept = []
    for row in rows[:MOST_ROWS]:
        room -= sum(map(len, row))
        if room < 0:
            break
        kept.append(row)
    return kept


def _row(line: Line) -> tuple[str, ...]:
    return (
        clip(line.name, 40),
        clip(line.phase, 40),
        f"{bar(line.progress)} {percent(line.progress)} done, {percent(line.expected)} planned",
        long_day(line.ends_on) if line.ends_on else "",
        line.this_week.value,
        f"week of {long_day(line.last_checkin)}" if line.last_checkin else "none yet",
    )


def created(team: Team) -> Message:
    """Confirm a new team, or a new member."""
    return message(
        section(
            f"Team {named(team.name)} is ready. Members see in App Home that you lead it and "
            f"what you see. `/ai-path team report {named(team.name)}` shows it."
        )
    )


def led(teams: tuple[Team, ...]) -> Message:
    """List the teams that somebody leads."""
    if not teams:
        return message(section("You lead no team yet. An admin can make you a lead."))
    names = [f"• `/ai-path team report {named(team.name)}`" for team in teams]
    return message(section(lines_within(["You lead:", *names], 3000)))
