"""The team report: who needs what, never who is best."""

from bot.blockkit.elements import context, header, section, table
from bot.blockkit.surfaces import Block, Message
from bot.blockkit.text import clip, escape
from bot.domain.teams import Line, OpenBlocker, Report, Team
from bot.views.words import bar, counted, day, percent

BANNER = "For helping, not for performance review. People are in order of their names."
MOST_ROWS = 60
MOST_BLOCKERS = 10


def report(shown: Report) -> Message:
    """Show a team: a headline, a table, who may need help, and what blocks them."""
    headline = _headline(shown)
    text = "\n".join(
        [headline, *(_spoken(line) for line in shown.lines), *map(_blocker, shown.blockers), BANNER]
    )
    return Message(
        clip(text, 12_000),
        (
            header(clip(f"Team {shown.team.name}", 150)),
            section(headline),
            *_table(shown),
            *_attention(shown),
            *_blockers(shown),
            context(BANNER),
        ),
    )


def _headline(shown: Report) -> str:
    if not shown.lines:
        return (
            f"{escape(shown.team.name)} has no members yet. "
            f"`/ai-path team add {escape(shown.team.name)} @ada` adds one."
        )
    checked_in = sum(1 for line in shown.lines if line.this_week == "in")
    return (
        f"{counted(checked_in, 'check-in')} this week from "
        f"{counted(len(shown.lines), 'person', 'people')}; "
        f"{counted(len(shown.blockers), 'open blocker')}; "
        f"{counted(len(shown.in_need), 'person', 'people')} may need something."
    )


def _table(shown: Report) -> tuple[Block, ...]:
    if not shown.lines:
        return ()
    heading = ("Name", "Phase", "Progress", "Planned until", "This week", "Last check-in")
    rows = [heading, *(_row(line) for line in shown.lines[:MOST_ROWS])]
    found: list[Block] = [table(rows, align=["left"] * len(heading))]
    if len(shown.lines) > MOST_ROWS:
        found.append(context(f"The first {MOST_ROWS} of {len(shown.lines)} people."))
    return tuple(found)


def _row(line: Line) -> tuple[str, ...]:
    return (
        clip(line.name, 40),
        clip(line.phase, 40),
        f"{bar(line.progress)} {percent(line.progress)} of {percent(line.expected)} planned",
        day(line.ends_on) if line.ends_on else "",
        line.this_week.value,
        f"week of {day(line.last_checkin)}" if line.last_checkin else "none yet",
    )


def _attention(shown: Report) -> tuple[Block, ...]:
    if not shown.in_need:
        return ()
    lines = [f"• {escape(line.name)}: {escape(', '.join(line.reasons))}" for line in shown.in_need]
    return (section(clip("*May need something*\n" + "\n".join(lines), 3000)),)


def _blockers(shown: Report) -> tuple[Block, ...]:
    if not shown.blockers:
        return ()
    lines = [f"• {_blocker(blocker)}" for blocker in shown.blockers[:MOST_BLOCKERS]]
    return (section(clip("*Open blockers, shared with you*\n" + "\n".join(lines), 3000)),)


def _blocker(blocker: OpenBlocker) -> str:
    return (
        f"{escape(blocker.name)}, open for {counted(blocker.days, 'day')}: "
        f"{clip(escape(blocker.text), 250)}"
    )


def _spoken(line: Line) -> str:
    reasons = f"; may need something: {', '.join(line.reasons)}" if line.reasons else ""
    return (
        f"{escape(line.name)}: {escape(line.phase)}, {percent(line.progress)} done of "
        f"{percent(line.expected)} planned, check-in this week: {line.this_week}{escape(reasons)}"
    )


def created(team: Team) -> Message:
    """Confirm a new team, or a new member."""
    text = (
        f"Team {escape(team.name)} is ready. Members see in App Home that you lead it and what "
        "you see. `/ai-path team report` shows it."
    )
    return Message(text, (section(text),))


def led(teams: tuple[Team, ...]) -> Message:
    """List the teams that somebody leads."""
    names = "\n".join(f"• `/ai-path team report {escape(team.name)}`" for team in teams)
    text = f"You lead:\n{names}" if teams else "You lead no team yet. An admin can make you one."
    return Message(text, (section(clip(text, 3000)),))
