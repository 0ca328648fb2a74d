"""Meeting people: help, joining, App Home, privacy."""

from bot.deps import Deps
from bot.domain.people import Profile, StrangerError
from bot.services import events, people
from bot.services import privacy as privacy_service
from bot.slack.calls import Command, Event, Press
from bot.views import people as views


def help_(deps: Deps, call: Command | Press) -> None:
    """Say what one can do next."""
    with deps.sessions.begin() as session:
        standing = people.standing(session, deps.curriculum, call.who, deps.now())
    call.show(views.help_text(standing))


def privacy(deps: Deps, call: Command | Press) -> None:
    """Say who sees what, and who looked."""
    with deps.sessions.begin() as session:
        accesses = privacy_service.access_log(session, call.who)
    call.show(views.privacy(accesses))


def join(deps: Deps, call: Press) -> None:
    """Take somebody in, with the name and zone that Slack knows."""
    user = call.client.users_info(user=call.who.user)["user"]
    profile = Profile(
        name=user.get("real_name") or user["name"],
        zone=user.get("tz") or "UTC",
        is_guest=any(user.get(kind) for kind in ("is_restricted", "is_bot", "deleted")),
    )
    with deps.sessions.begin() as session:
        people.join(session, call.who, profile, deps.now())
        standing = people.standing(session, deps.curriculum, call.who, deps.now())
    call.replace(views.help_text(standing))


def home(deps: Deps, call: Event) -> None:
    """Show App Home, unless the other tab, with the messages, was opened."""
    if call.event.get("tab") == "messages":
        return
    try:
        with deps.sessions.begin() as session:
            standing = people.standing(session, deps.curriculum, call.who, deps.now())
    except StrangerError:
        call.publish(views.home_of_stranger())
    else:
        call.publish(views.home(standing))


def follow(deps: Deps, call: Event) -> None:
    """Stop everything for an account that was closed; take it up again for one reopened."""
    act = people.leave if call.event["user"].get("deleted") else people.come_back
    with deps.sessions.begin() as session:
        act(session, call.who, deps.now())


def was_seen(deps: Deps, call: Event) -> bool:
    """Whether an event was taken in before."""
    with deps.sessions.begin() as session:
        return events.was_seen(session, call.id)


def note_seen(deps: Deps, call: Event) -> None:
    """Note that an event was taken in."""
    with deps.sessions.begin() as session:
        events.note(session, call.id, deps.now())
