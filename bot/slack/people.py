"""Meeting people: help, joining, App Home, privacy."""

from collections.abc import Mapping
from typing import Any

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
        is_guest=_is_out(user),
    )
    with deps.sessions.begin() as session:
        people.join(session, call.who, profile, deps.now())
        standing = people.standing(session, deps.curriculum, call.who, deps.now())
    call.replace(views.help_text(standing))


def _is_out(user: Mapping[str, Any]) -> bool:
    """Whether this account is nobody whom the bot may write to."""
    return any(user.get(kind) for kind in ("deleted", "is_bot", "is_restricted"))


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
    """Stop everything for who left or became a guest; take it up again for who came back."""
    act = people.leave if _is_out(call.event["user"]) else people.come_back
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
