from bot.domain.people import Who
from bot.domain.teams import Team
from bot.store import Session, Sessions, teams
from tests.store.conftest import BEN, LATER, NOW, TWIN, join

LENA = Who("T1", "ULENA")


def _made(session: Session, name: str = "Search", lead: Who = LENA) -> Team:
    made = teams.create(session, lead.workspace, name, join(session, lead, "Lena Fox"), NOW)
    assert made is not None
    return made


def test_a_team_is_found_by_its_name_with_its_leads(sessions: Sessions) -> None:
    with sessions.begin() as session:
        made = _made(session)

        assert made == Team(made.id, "Search", (LENA,))
        assert teams.named(session, "T1", "Search") == made
        assert teams.named(session, "T1", "search") is None
        assert teams.member_ids(session, made) == ()


def test_a_name_is_given_once_in_a_workspace_and_again_in_another(sessions: Sessions) -> None:
    with sessions.begin() as session:
        here = _made(session)
        there = _made(session, lead=TWIN)

        assert teams.create(session, "T1", "Search", join(session, BEN, "Ben"), LATER) is None
        assert teams.named(session, "T1", "Search") == here
        assert teams.named(session, "T2", "Search") == there != here


def test_members_are_put_in_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        team, ada, ben = _made(session), join(session), join(session, BEN, "Ben Roy")

        teams.add_members(session, team, [ada], NOW)
        teams.add_members(session, team, [ada, ben], LATER)
        teams.add_members(session, team, [], LATER)

        assert sorted(teams.member_ids(session, team)) == [ada.id, ben.id]


def test_one_sees_the_teams_that_one_leads_and_those_that_one_is_in_by_name(
    sessions: Sessions,
) -> None:
    with sessions.begin() as session:
        search, ads = _made(session, "Search"), _made(session, "Ads")
        ada, lena = join(session), join(session, LENA)
        teams.add_members(session, search, [ada], NOW)
        teams.add_members(session, ads, [ada], NOW)

        assert teams.led_by(session, lena) == (ads, search)
        assert teams.teams_with(session, ada) == (ads, search)
        assert teams.led_by(session, ada) == ()
        assert teams.teams_with(session, lena) == ()
