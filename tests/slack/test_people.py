"""Meeting the bot: joining, help, App Home, privacy, leaving."""

import pytest

from bot.domain.people import Who
from bot.sandbox import SandboxClient
from bot.services import people as service
from tests.slack.conftest import Workspace
from tests.slack.having import ADA, everything, lead, member, planned
from tests.slack.knocking import TEAM, Door


def zone(workspace: Workspace, user: str) -> str:
    """The zone in which somebody is known."""
    with workspace.deps.sessions.begin() as session:
        return service.require(session, Who(TEAM, user)).rhythm.zone


def test_a_stranger_is_welcomed_and_joins_with_one_button(workspace: Workspace) -> None:
    people = workspace.people

    welcome = people.command("UADA", "plan")
    joined = people.press("UADA", welcome.messages[-1], "ai_path.join")

    assert welcome.text.startswith("Hello, I am AI Path.")
    assert joined.text.startswith("What you can do next: start the assessment.")
    assert [m["text"] for m in people.messages("UADA")] == [joined.text]


def test_who_joins_is_known_by_the_name_and_zone_that_slack_knows(workspace: Workspace) -> None:
    people = workspace.people
    people.home("UMIA")

    joined = people.press_in_home("UMIA", "ai_path.join")

    assert "Hello Mia Kerekere" in str(joined.home)
    assert joined.view is None
    assert zone(workspace, "UMIA") == "Pacific/Auckland"


def test_joining_twice_changes_nothing(workspace: Workspace) -> None:
    people = workspace.people
    welcome = people.command("UADA", "help")
    people.press("UADA", welcome.messages[-1], "ai_path.join")
    before = everything(workspace.deps)
    container = {"message": welcome.messages[-1]["ts"], "channel": welcome.messages[-1]["channel"]}

    again = people.action("UADA", container, "ai_path.join", force=True)

    assert again.text.startswith("What you can do next")
    assert everything(workspace.deps) == before


def test_help_offers_what_fits(workspace: Workspace) -> None:
    planned(workspace.deps)

    seen = workspace.people.command("UADA", "")

    assert seen.text.startswith("What you can do next: look at your week and check in.")


def test_home_is_there_for_strangers_and_for_members(workspace: Workspace) -> None:
    people = workspace.people
    member(workspace.deps)

    assert "Hello, I am AI Path." in str(people.home("UBAO").home)
    assert "Hello Ada Obi" in str(people.home("UADA").home)


def test_the_tab_with_messages_is_not_home(door: Door, slack: SandboxClient) -> None:
    door.event({"type": "app_home_opened", "user": "UADA", "tab": "messages"})

    assert slack.state()["homes"] == {}


def test_everybody_may_know_who_looked_at_them(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    lead(workspace.deps, ADA)
    before = people.command("UADA", "privacy")

    people.command("ULENA", "team report Search")
    after = people.command("UADA", "privacy")

    assert "Nobody has looked so far." in before.text
    assert after.text.endswith("Lena Berg (team report)")


@pytest.mark.parametrize(("changes", "gone"), [({"deleted": True}, True), ({"title": "x"}, False)])
def test_a_closed_account_stops_a_person_and_any_other_change_does_not(
    workspace: Workspace, changes: dict[str, object], *, gone: bool
) -> None:
    planned(workspace.deps)

    workspace.people.member("UADA", **changes)

    with workspace.deps.sessions.begin() as session:
        assert service.require(session, ADA).gone is gone


def test_an_account_that_is_reopened_goes_on(workspace: Workspace) -> None:
    planned(workspace.deps)
    workspace.people.member("UADA", deleted=True)

    workspace.people.member("UADA", deleted=False)

    with workspace.deps.sessions.begin() as session:
        assert not service.require(session, ADA).gone


def test_a_closed_account_of_somebody_unknown_is_no_trouble(workspace: Workspace) -> None:
    before = [line for line in everything(workspace.deps) if "seen_event" not in line]

    workspace.people.member("UBAO", deleted=True)

    after = [line for line in everything(workspace.deps) if "seen_event" not in line]
    assert after == before
