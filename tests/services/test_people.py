from datetime import timedelta

import pytest

from bot.domain.nudges import State
from bot.domain.people import GuestError, Profile, Rhythm, StrangerError, Who
from bot.domain.standing import Next
from bot.services import assessments, nudges, people, teams
from bot.store import nudges as nudge_store
from tests.services.conftest import ADA, BEN, LENA, STRANGER, TWIN, World, answer_with


def _steps(world: World, who: Who = ADA) -> tuple[Next, ...]:
    with world.begin() as session:
        return people.standing(session, world.curriculum, who, world.clock.now()).steps


def test_joining_twice_is_one_person(world: World) -> None:
    first = world.join(ADA, zone="Europe/Berlin")

    with world.begin() as session:
        again = people.join(session, ADA, Profile("Other", "Asia/Tokyo"), world.clock.now())

    assert again == first
    assert (again.name, again.rhythm.zone) == ("Ada Obi", "Europe/Berlin")


def test_one_user_id_in_two_workspaces_is_two_people(world: World) -> None:
    ada, twin = world.join(ADA), world.join(TWIN)

    assert ada.id != twin.id
    assert (world.find(ADA).name, world.find(TWIN).name) == ("Ada Obi", "Tess Twin")


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Pacific/Auckland", "Pacific/Auckland"),
        ("Mars/Olympus", "UTC"),
        ("", "UTC"),
        ("../../etc/passwd", "UTC"),
    ],
)
def test_a_zone_that_nobody_knows_falls_back(world: World, zone: str, expected: str) -> None:
    assert world.join(ADA, zone=zone).rhythm == Rhythm(zone=expected)


def test_nobody_is_found_or_held_who_has_not_joined(world: World) -> None:
    world.join(ADA)

    for who in (STRANGER, TWIN):
        with pytest.raises(StrangerError), world.begin() as session:
            people.require(session, who)
        with pytest.raises(StrangerError), world.begin() as session:
            people.hold(session, who)


def test_whoever_is_held_is_who_was_asked_for(world: World) -> None:
    ada = world.join(BEN, ADA)

    with world.begin() as session:
        assert people.hold(session, ADA) == ada


def test_what_comes_next_follows_from_where_one_stands(world: World) -> None:
    world.join(ADA)
    assert _steps(world) == (Next.ASSESS,)

    with world.begin() as session:
        assessments.begin(session, world.material, ADA, 7, world.clock.now())
    assert _steps(world) == (Next.RESUME_ASSESSMENT,)

    world.assess(ADA)
    assert _steps(world) == (Next.MAKE_PLAN,)

    world.make()
    assert _steps(world) == (Next.WEEK, Next.CHECK_IN)

    world.check_in()
    assert _steps(world) == (Next.WEEK, Next.EDIT_CHECK_IN)


def test_a_standing_shows_ones_own_teams_and_blockers(world: World) -> None:
    world.follow(ADA, BEN)
    world.join(LENA)
    world.check_in(ADA, answer_with("No GPU"))
    world.check_in(BEN, answer_with("No data"))
    with world.begin() as session:
        team = teams.create(session, LENA, "Search", [ADA], admins={"ULENA"}, now=world.clock.now())

    with world.begin() as session:
        ada = people.standing(session, world.curriculum, ADA, world.clock.now())
        lena = people.standing(session, world.curriculum, LENA, world.clock.now())

    assert [blocker.text for blocker in ada.blockers] == ["No GPU"]
    assert (ada.teams, ada.leads) == ((team,), ())
    assert (lena.teams, lena.leads, lena.blockers) == ((), (team,), ())
    assert lena.steps == (Next.ASSESS, Next.TEAM_REPORT)


def test_a_plan_whose_track_is_gone_makes_room_for_a_new_one(world: World, lost: World) -> None:
    world.follow(ADA)

    assert _steps(lost) == (Next.MAKE_PLAN,)


def test_whoever_leaves_hears_nothing_more(world: World) -> None:
    world.follow(ADA, BEN)
    now = world.clock.forward(timedelta(hours=2))
    with world.begin() as session:
        nudges.plan_due(session, now, 10)

    with world.begin() as session:
        people.leave(session, ADA, now)

    assert world.find(ADA).gone
    assert ADA not in world.looks()
    assert BEN in world.looks()
    with world.begin() as session:
        assert {
            entry.user: (entry.state, entry.error) for entry in nudge_store.entries(session)
        } == {
            "UADA": (State.SKIPPED, "the account was closed"),
            "UBEN": (State.PLANNED, None),
        }


def test_whoever_left_is_not_watched_again_whatever_they_press(world: World) -> None:
    world.follow(ADA)
    with world.begin() as session:
        people.leave(session, ADA, world.clock.now())

    world.check_in()
    world.make()

    assert world.looks() == {}


def test_a_stranger_leaves_without_a_trace(world: World) -> None:
    world.follow(ADA)
    before = world.rows()

    with world.begin() as session:
        people.leave(session, STRANGER, world.clock.now())
        people.leave(session, TWIN, world.clock.now())

    assert world.rows() == before


def test_whoever_comes_back_is_watched_again(world: World) -> None:
    world.follow(ADA)
    watched = world.looks()
    with world.begin() as session:
        people.leave(session, ADA, world.clock.now())

    with world.begin() as session:
        people.come_back(session, ADA, world.clock.now())

    assert not world.find(ADA).gone
    assert world.looks() == watched


def test_whoever_never_left_does_not_come_back(world: World) -> None:
    world.follow(ADA)
    watched = world.looks()

    with world.begin() as session:
        people.come_back(session, ADA, world.clock.forward(timedelta(days=1)))
        people.come_back(session, STRANGER, world.clock.now())

    assert world.looks() == watched


def test_a_guest_is_not_taken_in(world: World) -> None:
    with world.begin() as session, pytest.raises(GuestError):
        people.join(session, ADA, Profile("Ada Obi", "UTC", is_guest=True), world.clock.now())

    with world.begin() as session, pytest.raises(StrangerError):
        people.require(session, ADA)
