"""Meeting the bot: welcome, help, App Home and what goes wrong."""

from collections.abc import Sequence

from bot.blockkit.elements import actions, button, context, divider, header, section
from bot.blockkit.surfaces import Block, Home, Message, Modal
from bot.blockkit.text import clip, escape, mention, moment
from bot.domain.checkins import Blocker
from bot.domain.people import StrangerError
from bot.domain.privacy import Access
from bot.domain.refusals import BotError
from bot.domain.standing import Next, Standing
from bot.domain.teams import Team, UnknownMemberError
from bot.views import doors, plans
from bot.views.messages import message, quote, without_tables
from bot.views.words import counted, lines_within, listed, long_day, named

MOST_BLOCKERS = 5
LONGEST_BLOCKER = 500

PRIVACY = (
    "A lead sees your phase, your progress, whether you checked in, and the blockers that you "
    "share with leads. Answers and self-ratings stay yours. Nothing here is for performance review."
)
USAGE = (
    ("assess", "find out where you stand, or go on where you stopped"),
    ("plan", "this week of your plan; `plan all` shows the whole of it"),
    ("checkin", "this week's check-in: early, late or a second time"),
    ("settings", "day, hour, hours a week, working days and time zone"),
    ("away", "days away, such as `away 2026-12-21 2027-01-03`; `away off` ends them"),
    ("pause", "no messages until `resume`"),
    (
        "team",
        "`team report`, `team create Name @ada`, `team add Name @ada`, `team lead Name @lena`",
    ),
    ("privacy", "what your lead sees, and who looked"),
)
_USAGE = "\n".join(f"`/ai-path {verb}`  {what}" for verb, what in USAGE)


def welcome() -> Message:
    """Greet somebody who has not joined."""
    return message(
        section(
            "Hello, I am AI Path. I help engineers on their way to production AI engineering: "
            "an assessment of about ten minutes, a plan with dates that fits your week, and one "
            f"nudge and one check-in a week. {PRIVACY}"
        ),
        actions(button("Get started", "ai_path.join", style="primary")),
    )


def refusal(error: BotError) -> Message:
    """Say no; somebody unknown is welcomed instead."""
    match error:
        case StrangerError():
            return welcome()
        case UnknownMemberError():
            # The person is a mention that Slack itself gave us, to be shown as a name.
            return message(section(error.message()))
        case _:
            return message(section(error.message(named)))


def trouble(reference: str) -> Message:
    """Say that something broke, with what helps to find it."""
    return message(
        section(
            "Sorry, something went wrong on my side. Please try again; if it happens again, "
            f"give your admin this reference: {reference}"
        )
    )


def notice(shown: Message) -> Modal:
    """Put a message into a modal, where a message cannot be shown."""
    blocks = shown.blocks or (section(shown.text),)
    return Modal("ai_path.notice", "AI Path", without_tables(blocks))


def help_text(standing: Standing) -> Message:
    """Say what this person can do next, then everything there is."""
    return message(
        section(_ahead(standing.steps)), doors.row(standing.steps), divider(), section(_USAGE)
    )


def _ahead(steps: Sequence[Next]) -> str:
    return f"What you can do next: {listed([doors.title(step) for step in steps])}."


def unknown(words: str, nearest: str) -> Message:
    """Answer a word that is no subcommand."""
    text = f"I do not know `{clip(named(words), 60)}`."
    if nearest:
        text += f" Did you mean `/ai-path {nearest}`?"
    return message(section(text), section(_USAGE))


def home(standing: Standing) -> Home:
    """Show App Home: the most relevant on top, every door as a button."""
    return Home(
        (
            header(clip(f"Hello {standing.engineer.name}", 150)),
            section(_ahead(standing.steps)),
            doors.row(standing.steps),
            *_week(standing),
            *_blockers(standing),
            divider(),
            doors.more(standing),
            context(_seen_by(standing)),
        )
    )


def home_of_stranger() -> Home:
    """Show App Home to somebody who has not joined."""
    return Home(welcome().blocks)


def _week(standing: Standing) -> tuple[Block, ...]:
    if standing.week is None:
        return ()
    return (divider(), *plans.week_blocks(standing.week), actions(plans.whole_button()))


def _blockers(standing: Standing) -> tuple[Block, ...]:
    if not standing.blockers:
        return ()
    shown = enumerate(standing.blockers[:MOST_BLOCKERS], start=1)
    return (divider(), *(_blocker(standing, number, blocker) for number, blocker in shown))


def _blocker(standing: Standing, number: int, blocker: Blocker) -> Block:
    age = counted(blocker.age_in_days(standing.at), "day")
    return quote(
        f"Blocker {number}, open for {age}: {clip(blocker.text, LONGEST_BLOCKER)}",
        accessory=button(
            "Solved",
            "ai_path.blocker.close",
            value=str(blocker.id),
            label=clip(f"Solved, blocker {number}: {blocker.text}", 75),
        ),
    )


def _seen_by(standing: Standing) -> str:
    if not standing.teams:
        return f"You are in no team, so nobody else sees your plan. {PRIVACY}"
    teams = "; ".join(f"{named(team.name)} ({_leads(team)})" for team in standing.teams)
    return f"Your teams and their leads: {clip(teams, 2000)}. {PRIVACY}"


def _leads(team: Team) -> str:
    return listed([mention(lead.user) for lead in team.leads] or ["nobody"])


def privacy(accesses: Sequence[Access]) -> Message:
    """Say who sees what, and who looked."""
    looks = [
        f"• {moment(access.at, fallback=long_day(access.at))}: "
        f"{named(access.viewer)} ({escape(access.what)})"
        for access in accesses
    ]
    lines = [PRIVACY, "*Who looked at you*", *(looks or ["Nobody has looked so far."])]
    return message(section(lines_within(lines, 3000)))
