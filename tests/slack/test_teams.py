"""Teams: made by hand, and shown to their leads alone."""

import pytest

from bot.domain.people import Who
from tests.slack.conftest import Workspace
from tests.slack.having import ADA, LENA, everything, lead, member, planned

BAO = Who(ADA.workspace, "UBAO")


def test_an_admin_makes_a_team_and_sees_its_report(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    member(workspace.deps, LENA, "Lena Berg")

    created = people.command("ULENA", "team create R&D @ada")
    report = people.command("ULENA", "team report R&D")

    assert created.text.startswith("Team R&amp;D is ready.")
    assert "Ada Obi. Phase:" in report.text
    assert [b["type"] for b in report.messages[-1]["blocks"]][-1] == "table"


def test_members_are_added_and_the_teams_one_leads_are_listed(workspace: Workspace) -> None:
    people = workspace.people
    member(workspace.deps)
    member(workspace.deps, BAO, "Bao Tran")
    lead(workspace.deps, ADA)

    added = people.command("ULENA", "team add Search @bao")
    listed = people.command("ULENA", "team")
    report = people.command("ULENA", "team report")

    assert added.text.startswith("Team Search is ready.")
    assert listed.text == "You lead:\n• `/ai-path team report Search`"
    assert "Bao Tran. Phase: no plan yet" in report.text


def test_a_lead_names_another_who_then_sees_the_report(workspace: Workspace) -> None:
    people = workspace.people
    member(workspace.deps)
    member(workspace.deps, BAO, "Bao Tran")
    lead(workspace.deps, ADA)

    named = people.command("ULENA", "team lead Search @bao")
    report = people.command("UBAO", "team report Search")

    assert named.text.startswith("Team Search is ready.")
    assert "Ada Obi. Phase:" in report.text


def test_who_leads_no_team_is_told_how_to(workspace: Workspace) -> None:
    member(workspace.deps)

    assert workspace.people.command("UADA", "team").text.startswith("You lead no team yet.")


@pytest.mark.parametrize(
    ("user", "typed", "words"),
    [
        ("UADA", "team report Search", "Only the leads of this team may do that."),
        ("UADA", "team report", "Only leads of a team see its report"),
        ("UADA", "team create Ads @bao", "Only an admin or the lead of a team can create teams."),
        ("UADA", "team add Search @bao", "Only the leads of this team may do that."),
        ("UADA", "team lead Search @ada", "Only the leads of this team may do that."),
        ("ULENA", "team create Ads @nobody", "A team needs a name of 1 to 40 characters"),
        ("ULENA", "team report Ads", 'I know no team called "Ads" here.'),
        ("ULENA", "team create Search", 'There is a team called "Search" already.'),
        ("ULENA", "team create", "A team needs a name of 1 to 40 characters"),
        ("ULENA", f"team create {'x' * 41}", "A team needs a name of 1 to 40 characters"),
        ("ULENA", "team create Ads @mia", "<@UMIA> has not met me yet."),
        ("ULENA", "team add Search @mia", "<@UMIA> has not met me yet."),
        ("ULENA", "team report <!channel>", 'I know no team called "&lt;!channel&gt;" here.'),
    ],
)
def test_what_one_may_not_or_cannot_do_is_refused_and_changes_nothing(
    workspace: Workspace, user: str, typed: str, words: str
) -> None:
    member(workspace.deps)
    member(workspace.deps, BAO, "Bao Tran")
    lead(workspace.deps, ADA)
    before = everything(workspace.deps)

    seen = workspace.people.command(user, typed)

    assert seen.text.startswith(words)
    assert len(seen.messages) == 1
    assert everything(workspace.deps) == before


def test_a_report_opens_from_home_for_leads_alone(workspace: Workspace) -> None:
    people = workspace.people
    planned(workspace.deps)
    lead(workspace.deps, ADA)
    people.home("UADA")

    home = people.home("ULENA")
    report = people.press_in_home("ULENA", "ai_path.team.report")
    refused = people.action("UADA", {"home": "UADA"}, "ai_path.team.report", force=True)

    assert "Team report" in str(home.home)
    assert "Ada Obi. Phase:" in str(report.view)
    assert "Only leads of a team see its report" in str(refused.view)
