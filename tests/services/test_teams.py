from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import timedelta

import pytest

from bot.domain.checkins import Audience
from bot.domain.people import StrangerError, Who
from bot.domain.plans import TaskKey
from bot.domain.refusals import BotError
from bot.domain.sittings import Answered, Estimate, Result, Sitting
from bot.domain.teams import (
    NotALeadError,
    NotALeadOfThisTeamError,
    NotAnAdminError,
    Report,
    Team,
    TeamExistsError,
    TeamNameError,
    ThisWeek,
    UnknownMemberError,
    UnknownTeamError,
)
from bot.services import people, privacy, settings, teams
from bot.store import Session
from bot.store import plans as plan_store
from tests.services.conftest import (
    ADA,
    BEN,
    LENA,
    NAMES,
    OTTO,
    STRANGER,
    TWIN,
    World,
    answer_with,
)
from tests.store.conftest import statements_of

ADMINS = frozenset({"ULENA"})
# Somebody of another workspace whose id is the lead's.
LENAS_TWIN = Who("T2", "ULENA")
NAMES[LENAS_TWIN] = "Liz Twin"


def _create(
    world: World, who: Who = LENA, name: str = "Search", members: tuple[Who, ...] = ()
) -> Team:
    with world.begin() as session:
        return teams.create(session, who, name, members, admins=ADMINS, now=world.clock.now())


def _add(world: World, *members: Who, who: Who = LENA, name: str = "Search") -> Team:
    with world.begin() as session:
        return teams.add(session, who, name, members, world.clock.now(), admins={"UADMIN"})


def _report(world: World, who: Who = LENA, name: str = "Search") -> Report:
    with world.begin() as session:
        return teams.report(session, world.curriculum, who, name, world.clock.now())


def _led(world: World, who: Who = LENA) -> tuple[Team, ...]:
    with world.begin() as session:
        return teams.led(session, who)


def _team_of_ada(world: World) -> None:
    """Let Lena lead a team with Ada in it; Ben leads another, Otto is in none."""
    world.follow(ADA)
    world.join(BEN, LENA, OTTO, TWIN, LENAS_TWIN)
    _create(world, members=(ADA,))
    with world.begin() as session:
        teams.create(session, BEN, "Ads", [], admins={"UBEN"}, now=world.clock.now())


def test_an_admin_makes_a_team_and_leads_it(world: World) -> None:
    world.join(ADA, LENA)

    made = _create(world, members=(ADA,))

    assert made == Team(made.id, "Search", (LENA,))
    assert _led(world) == (made,)
    assert [line.name for line in _report(world).lines] == ["Ada Obi"]


def test_the_lead_of_a_team_may_make_another(world: World) -> None:
    world.join(LENA)
    search = _create(world)

    with world.begin() as session:
        ads = teams.create(session, LENA, "Ads", [], admins=(), now=world.clock.now())

    assert _led(world) == (ads, search)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [(STRANGER, StrangerError), (ADA, NotAnAdminError), (TWIN, NotAnAdminError)],
    ids=["a stranger", "an engineer", "somebody of another workspace"],
)
def test_nobody_else_makes_teams(world: World, who: Who, refusal: type[BotError]) -> None:
    world.join(ADA, LENA, TWIN)
    before = world.rows()

    with pytest.raises(refusal):
        _create(world, who)

    assert world.rows() == before


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("", TeamNameError),
        ("x" * 41, TeamNameError),
        ("Search", TeamExistsError),
    ],
    ids=["none", "too long", "taken"],
)
def test_a_name_that_will_not_do_makes_nothing(
    world: World, name: str, refusal: type[BotError]
) -> None:
    world.join(ADA, LENA)
    _create(world)
    before = world.rows()

    with pytest.raises(refusal):
        _create(world, name=name, members=(ADA,))

    assert world.rows() == before


@pytest.mark.parametrize("name", ["x", "x" * 40, "Suche & Ärger <!here>"])
def test_a_name_that_will_do_is_kept_to_the_letter(world: World, name: str) -> None:
    world.join(LENA)

    assert _create(world, name=name).name == name
    assert _report(world, name=name).team.name == name


def test_the_same_name_in_another_workspace_is_another_team(world: World) -> None:
    world.join(ADA, LENA, TWIN, LENAS_TWIN)
    here = _create(world, members=(ADA,))

    there = _create(world, LENAS_TWIN, members=(TWIN,))

    assert there.id != here.id
    assert [line.name for line in _report(world).lines] == ["Ada Obi"]
    assert [line.name for line in _report(world, LENAS_TWIN).lines] == ["Tess Twin"]


@pytest.mark.parametrize("unknown", [STRANGER, TWIN], ids=["a stranger", "another workspace"])
def test_a_member_who_is_not_known_here_changes_nothing(world: World, unknown: Who) -> None:
    world.join(ADA, BEN, LENA, TWIN)
    _create(world)
    before = world.rows()

    with pytest.raises(UnknownMemberError, match=f"<@{unknown.user}>"):
        _create(world, name="Ads", members=(BEN, unknown))
    with pytest.raises(UnknownMemberError):
        _add(world, BEN, unknown)

    assert world.rows() == before


def test_a_name_that_is_taken_is_refused_before_anything_else_is_made(world: World) -> None:
    world.join(LENA)
    first = _create(world)

    with pytest.raises(TeamExistsError):
        _create(world)

    assert _led(world) == (first,)


@pytest.mark.parametrize("who", [LENA, Who("T1", "UADMIN")], ids=["the lead", "an admin"])
def test_lead_and_admin_put_members_in_once(world: World, who: Who) -> None:
    NAMES.setdefault(who, "Ann Admin")
    world.join(ADA, BEN, LENA, who)
    _create(world, members=(ADA,))

    team = _add(world, ADA, BEN, BEN, who=who)
    _add(world, BEN, who=who)

    assert team.leads == (LENA,)
    assert [line.name for line in _report(world).lines] == ["Ada Obi", "Ben Roy"]


def test_adding_nobody_adds_nobody(world: World) -> None:
    world.join(LENA)
    _create(world)

    _add(world)

    assert _report(world).lines == ()


ASKING: dict[str, tuple[Who, type[BotError], type[BotError]]] = {
    # who asks: what they hear about the team by its name, and without a name
    "a stranger": (STRANGER, StrangerError, StrangerError),
    "an engineer of the team": (ADA, NotALeadOfThisTeamError, NotALeadError),
    "an engineer of no team": (OTTO, NotALeadOfThisTeamError, NotALeadError),
    "the id of an engineer in another workspace": (TWIN, UnknownTeamError, NotALeadError),
    "the id of the lead in another workspace": (LENAS_TWIN, UnknownTeamError, NotALeadError),
}


@pytest.mark.parametrize("asking", ASKING)
def test_nobody_but_its_leads_sees_a_team(world: World, asking: str) -> None:
    who, refusal, without_name = ASKING[asking]
    _team_of_ada(world)
    before = world.rows()

    with pytest.raises(refusal):
        _report(world, who)
    with pytest.raises(without_name):
        _report(world, who, "")
    with pytest.raises(refusal):
        _add(world, OTTO, who=who)

    assert world.rows() == before


def test_the_lead_of_another_team_sees_their_own_alone(world: World) -> None:
    _team_of_ada(world)
    before = world.rows()

    with pytest.raises(NotALeadOfThisTeamError):
        _report(world, BEN)
    with pytest.raises(NotALeadOfThisTeamError):
        _add(world, OTTO, who=BEN)
    with pytest.raises(UnknownTeamError):
        _report(world, BEN, "No such team")

    assert _report(world, BEN, "").team.name == "Ads"
    assert world.rows() == before


def test_an_admin_who_leads_nothing_sees_nothing(world: World) -> None:
    admin = Who("T1", "UADMIN")
    NAMES[admin] = "Ann Admin"
    _team_of_ada(world)
    world.join(admin)

    with pytest.raises(NotALeadOfThisTeamError):
        _report(world, admin)
    assert _led(world, admin) == ()


def test_without_a_name_the_first_team_is_shown(world: World) -> None:
    world.join(LENA)
    _create(world)
    _create(world, name="Ads")

    assert _report(world, name="").team.name == "Ads"


def test_only_blockers_shared_with_the_lead_are_shown(world: World) -> None:
    world.follow(ADA, BEN, OTTO)
    world.join(LENA)
    _create(world, members=(ADA, BEN, OTTO))
    for who, audience in ((ADA, Audience.LEAD), (BEN, Audience.HELPERS), (OTTO, Audience.NOBODY)):
        world.check_in(who, answer_with(f"{audience.value} may know", audience, note="my note"))
    world.clock.forward(timedelta(days=8))

    report = _report(world)

    assert [(b.name, b.text, b.days) for b in report.blockers] == [("Ada Obi", "lead may know", 8)]
    assert {line.name: line.reasons for line in report.lines} == {
        "Ada Obi": ("blocker open for 8 days",),
        "Ben Roy": (),
        "Otto Kay": (),
    }
    assert "my note" not in repr(report)


def test_a_line_says_where_each_engineer_is(world: World, lost: World) -> None:
    world.follow(ADA, BEN, OTTO)
    world.join(LENA)
    _create(world, members=(ADA, BEN, OTTO, LENA))
    world.check_in(ADA)
    with world.begin() as session:
        settings.pause(session, world.curriculum, BEN, world.clock.now())

    report = _report(world)

    assert {line.name: line.this_week for line in report.lines} == {
        "Ada Obi": ThisWeek.IN,
        "Ben Roy": ThisWeek.PAUSED,
        "Lena Fox": ThisWeek.NOT_STARTED,
        "Otto Kay": ThisWeek.DUE,
    }
    first_phase = world.curriculum.tracks["recommended"].phases[0].title
    assert {line.name: line.phase for line in report.lines} == {
        "Ada Obi": first_phase,
        "Ben Roy": first_phase,
        "Lena Fox": "no plan yet",
        "Otto Kay": first_phase,
    }
    assert {line.phase for line in _report(lost).lines} == {"needs a new plan", "no plan yet"}


def test_whoever_is_through_is_finished(world: World) -> None:
    world.follow(ADA)
    world.join(LENA)
    _create(world, members=(ADA,))
    with world.begin() as session:
        _finish(session, world)

    (line,) = _report(world).lines

    assert (line.phase, line.progress) == ("finished", 1.0)


def _finish(session: Session, world: World) -> None:
    plan = world.plan()
    for module in plan.modules:
        for task in module.tasks:
            plan_store.close_task(session, plan, TaskKey(module.item, task), world.clock.now())


def test_silence_is_counted_from_the_beginning_of_the_plan(world: World) -> None:
    world.follow(ADA)
    world.join(LENA)
    _create(world, members=(ADA,))
    world.check_in()
    world.clock.forward(timedelta(weeks=20))

    (line,) = _report(world).lines

    assert "no check-in for 19 weeks" in line.reasons
    assert line.last_checkin is not None


def _parts(value: object) -> Iterator[object]:
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
    elif isinstance(value, (tuple, list, frozenset)):
        for part in value:
            yield from _parts(part)


def test_nothing_of_an_assessment_reaches_the_lead(world: World) -> None:
    world.follow(ADA)
    world.join(LENA)
    _create(world, members=(ADA,))

    parts = list(_parts(_report(world)))

    assert len(parts) > 10
    assert not [p for p in parts if isinstance(p, (Answered, Estimate, Result, Sitting))]


def _looks(world: World, who: Who) -> list[str]:
    with world.begin() as session:
        return [access.viewer for access in privacy.access_log(session, who)]


def test_every_look_is_noted_for_each_who_was_looked_at_but_not_for_the_lead(
    world: World,
) -> None:
    world.join(ADA, BEN, LENA, OTTO)
    _create(world, members=(ADA, BEN, LENA))
    assert _looks(world, ADA) == []

    _report(world)
    _report(world)

    assert _looks(world, ADA) == _looks(world, BEN) == ["Lena Fox", "Lena Fox"]
    assert _looks(world, LENA) == _looks(world, OTTO) == []


def test_a_look_that_was_refused_is_no_look(world: World) -> None:
    _team_of_ada(world)

    with pytest.raises(NotALeadOfThisTeamError):
        _report(world, BEN)

    assert _looks(world, ADA) == []


def test_whoever_left_is_left_out_and_not_looked_at(world: World) -> None:
    world.follow(ADA, BEN)
    world.join(LENA)
    _create(world, members=(ADA, BEN))
    world.check_in(ADA)
    with world.begin() as session:
        people.leave(session, ADA, world.clock.now())

    report = _report(world)

    assert [line.name for line in report.lines] == ["Ben Roy"]
    assert report.blockers == ()
    assert _looks(world, ADA) == []
    assert _looks(world, BEN) == ["Lena Fox"]


def _statements(world: World, act: Callable[[Session], object]) -> int:
    return statements_of(world.sessions, act)


def test_a_report_takes_as_many_statements_for_a_large_team(world: World) -> None:
    crowd = [Who("T1", f"U{n:03}") for n in range(10)]
    for who in crowd:
        NAMES.setdefault(who, f"N {who.user}")
    world.follow(ADA, *crowd)
    world.join(LENA)
    _create(world, members=(ADA,))

    def report(session: Session) -> object:
        return teams.report(session, world.curriculum, LENA, "Search", world.clock.now())

    small = _statements(world, report)
    adding = _statements(world, lambda s: teams.add(s, LENA, "Search", crowd, world.clock.now()))

    assert _statements(world, report) == small == 13
    assert adding == 7


def test_a_lead_takes_others_in_as_leads_and_nobody_else_does(world: World) -> None:
    world.join(ADA, LENA, OTTO)
    now = world.clock.now()
    with world.begin() as session:
        teams.create(session, LENA, "Search", [ADA], admins={"ULENA"}, now=now)

    with world.begin() as session, pytest.raises(NotALeadOfThisTeamError):
        teams.add_leads(session, ADA, "Search", [ADA], now)
    with world.begin() as session:
        teams.add_leads(session, LENA, "Search", [OTTO, OTTO], now)

    with world.begin() as session:
        assert teams.report(session, world.curriculum, OTTO, "Search", now).team.name == "Search"
        assert [team.name for team in teams.led(session, ADA)] == []


def test_what_was_meant_as_a_mention_does_not_end_in_the_name(world: World) -> None:
    world.join(LENA)

    with world.begin() as session, pytest.raises(TeamNameError):
        teams.create(session, LENA, "Two @adaa", [], admins={"ULENA"}, now=world.clock.now())
