"""Meeting the bot: welcome, help, App Home and what goes wrong."""

from collections.abc import Sequence

from bot.blockkit.elements import actions, button, context, divider, header, section
from bot.blockkit.surfaces import Block, Home, Message, Modal
from bot.blockkit.text import clip, escape, mention
from bot.domain.people import StrangerError
from bot.domain.privacy import Access
from bot.domain.refusals import BotError
from bot.domain.standing import Next, Standing
from bot.views import doors, plans
from bot.views.words import counted, day, listed

PRIVACY = (
    "Your lead sees your phase, your progress, whether you checked in, and blockers that you "
    "share. Answers and self-ratings stay yours. Nothing here is for performance review."
)
USAGE = (
    ("assess", "find out where you stand, or go on where you stopped"),
    ("plan", "this week of your plan; `plan all` shows the whole of it"),
    ("checkin", "this week's check-in, now, early, late or again"),
    ("settings", "day, hour, hours a week, working days and time zone"),
    ("away", "`away 2026-12-21 2027-01-03`, or `away off`"),
    ("pause", "no more messages until `resume`"),
    ("team", "`team report`, `team create Name @ada`, `team add Name @ada`"),
    ("privacy", "what your lead sees, and who looked"),
)


def welcome() -> Message:
    """Greet somebody who has not joined."""
    text = (
        "Hello, I am AI Path. I help engineers on their way to production AI engineering: "
        "an assessment of about ten minutes, a plan with dates that fits your week, and one "
        f"message a week. {PRIVACY}"
    )
    return Message(text, (section(text), actions(_join())))


def _join() -> Block:
    return button("Get started", "ai_path.join", style="primary")


def refusal(error: BotError) -> Message:
    """Say no; somebody unknown is welcomed instead."""
    match error:
        case StrangerError():
            return welcome()
        case _:
            text = error.message(escape)
            return Message(text, (section(text),))


def trouble(reference: str) -> Message:
    """Say that something broke, with what helps to find it."""
    text = (
        "Sorry, something went wrong on my side and nothing was changed. Please try again. "
        f"If it stays, tell your admin this reference: {reference}"
    )
    return Message(text, (section(text),))


def notice(message: Message) -> Modal:
    """Put a message into a modal, where a message cannot be shown."""
    return Modal("ai_path.notice", "AI Path", message.blocks)


def help_text(standing: Standing) -> Message:
    """Say what this person can do next, then everything there is."""
    usage = "\n".join(f"`/ai-path {verb}`  {what}" for verb, what in USAGE)
    ahead = _ahead(standing.steps)
    return Message(
        f"{ahead}\n{usage}",
        (section(ahead), doors.row(standing.steps), divider(), section(usage)),
    )


def _ahead(steps: Sequence[Next]) -> str:
    names = [doors.title(step).lower() for step in steps]
    return f"What you can do next: {listed(names)}." if names else "There is nothing to do now."


def unknown(word: str, nearest: str) -> Message:
    """Answer a word that is no subcommand."""
    text = f"I do not know `{clip(escape(word.replace('`', '')), 60)}`."
    if nearest:
        text += f" Did you mean `/ai-path {nearest}`?"
    usage = "\n".join(f"`/ai-path {verb}`  {what}" for verb, what in USAGE)
    return Message(f"{text}\n{usage}", (section(text), section(usage)))


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
            context(_seen_by(standing)),
            context("`/ai-path help` lists everything that I can do."),
        )
    )


def home_of_stranger() -> Home:
    """Show App Home to somebody who has not joined."""
    return Home(welcome().blocks)


def _week(standing: Standing) -> tuple[Block, ...]:
    return (divider(), *plans.week(standing.week).blocks) if standing.week else ()


def _blockers(standing: Standing) -> tuple[Block, ...]:
    if not standing.blockers:
        return ()
    return (
        divider(),
        *(
            section(
                f"*Blocker*, open for {counted(blocker.age_in_days(standing.at), 'day')}: "
                f"{clip(escape(blocker.text), 500)}",
                accessory=button(
                    "Solved",
                    "ai_path.blocker.close",
                    value=str(blocker.id),
                    label=clip(f"Solved: {blocker.text}", 75),
                ),
            )
            for blocker in standing.blockers[:5]
        ),
    )


def _seen_by(standing: Standing) -> str:
    if not standing.teams:
        return f"You are in no team, so nobody else sees your plan. {PRIVACY}"
    teams = "; ".join(
        f"{escape(team.name)} ({listed([mention(lead.user) for lead in team.leads])})"
        for team in standing.teams
    )
    return f"Your teams and their leads: {teams}. {PRIVACY}"


def privacy(accesses: Sequence[Access]) -> Message:
    """Say who sees what, and who looked."""
    looks = "\n".join(
        f"{day(access.at.date())}: {escape(access.viewer)} ({escape(access.what)})"
        for access in accesses
    )
    text = f"{PRIVACY}\n*Who looked at you*\n{looks or 'Nobody has looked so far.'}"
    return Message(text, (section(clip(text, 3000)),))
