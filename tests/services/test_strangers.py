"""Every service that is asked by somebody, asked by somebody whom it must not serve."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from types import ModuleType
from typing import Any

import pytest

from bot.domain.checkins import Audience
from bot.domain.people import Away, Profile, StrangerError, Who, Work
from bot.domain.plans import Wish
from bot.domain.refusals import BotError
from bot.domain.sittings import Stage
from bot.services import (
    assessments,
    checkins,
    events,
    nudges,
    people,
    plans,
    privacy,
    settings,
    teams,
)
from bot.services.assessments import About
from bot.services.settings import Chosen
from tests.services.conftest import (
    ADA,
    LENA,
    MONDAY,
    STRANGER,
    TRACK,
    TWIN,
    World,
    answer_with,
    first_task,
)

MODULES = (assessments, checkins, events, nudges, people, plans, privacy, settings, teams)
SECRET = "only Ada may know"
# How one joins; and accounts that Slack closes or opens, met before or not.
OPEN_TO_STRANGERS = {"people.join", "people.leave", "people.come_back"}


@dataclass(frozen=True)
class Service:
    """A public function of a service that is asked by somebody."""

    module: ModuleType
    name: str

    @property
    def function(self) -> Callable[..., object]:
        """The function itself."""
        found: Callable[..., object] = getattr(self.module, self.name)
        return found

    def __str__(self) -> str:
        return f"{self.module.__name__.rpartition('.')[2]}.{self.name}"


def _is_asked_by_somebody(module: ModuleType, name: str, found: object) -> bool:
    return (
        inspect.isfunction(found)
        and found.__module__ == module.__name__
        and not name.startswith("_")
        and "who" in inspect.signature(found).parameters
    )


SERVICES = [
    Service(module, name)
    for module in MODULES
    for name, found in vars(module).items()
    if _is_asked_by_somebody(module, name, found)
]


def _arguments(world: World) -> Mapping[str, Any]:
    """Give a value for each argument that a service takes, about Ada wherever it can be."""
    with world.begin() as session:
        standing = people.standing(session, world.curriculum, ADA, world.clock.now())
    question = next(iter(world.loaded.bank.questions))
    return {
        "curriculum": world.curriculum,
        "bank": world.loaded.bank,
        "material": world.material,
        "now": world.clock.now(),
        "seed": 1,
        "about": About(Work.BACKEND, "", 5, None),
        "stage": Stage.RATINGS,
        "ratings": {"agents": 4},
        "question": question,
        "option": "idk",
        "week": MONDAY,
        "asked": MONDAY,
        "answer": answer_with("mine", Audience.LEAD),
        "blocker": str(standing.blockers[0].id),
        "profile": Profile("Somebody", "UTC"),
        "wish": Wish(TRACK, MONDAY),
        "key": first_task(world.plan()),
        "chosen": Chosen("UTC", 0, time(9, 30), 5, frozenset({0})),
        "away": Away(MONDAY, MONDAY + timedelta(days=1)),
        "name": "Search",
        "members": [ADA],
        "admins": frozenset({"UADMIN"}),
    }


def _ask(world: World, service: Service, who: Who) -> object:
    known = {**_arguments(world), "who": who}
    wanted = [name for name in inspect.signature(service.function).parameters if name != "session"]
    with world.begin() as session:
        return service.function(session, **{name: known[name] for name in wanted})


def _live(world: World) -> None:
    """Let Ada have everything that one can have, and Lena lead her."""
    world.follow(ADA)
    world.join(LENA)
    world.check_in(ADA, answer_with(SECRET, Audience.LEAD, note=SECRET))
    with world.begin() as session:
        now = world.clock.now()
        teams.create(session, LENA, "Search", [ADA], admins={"ULENA"}, now=now)
        assessments.begin(session, world.material, ADA, 7, now)


def test_the_list_of_services_is_not_empty() -> None:
    assert len(SERVICES) >= 25


def _refuses(world: World, service: Service) -> bool:
    try:
        _ask(world, service, STRANGER)
    except StrangerError:
        return True
    return False


def test_a_stranger_is_not_served(world: World) -> None:
    _live(world)
    before = world.rows()
    closed = [service for service in SERVICES if str(service) not in OPEN_TO_STRANGERS]

    assert [str(service) for service in closed if not _refuses(world, service)] == []
    assert world.rows() == before


def _shown(world: World, service: Service) -> str:
    try:
        return repr(_ask(world, service, TWIN))
    except BotError as error:
        return str(error)


@pytest.mark.parametrize("has_plan", [False, True], ids=["new here", "with a plan"])
def test_somebody_of_another_workspace_sees_and_changes_nothing_of_this_one(
    world: World, *, has_plan: bool
) -> None:
    _live(world)
    before = world.rows()
    world.join(TWIN)
    if has_plan:
        world.follow(TWIN)

    shown = {str(service): _shown(world, service) for service in SERVICES}

    assert [name for name, words in shown.items() if SECRET in words or "Ada Obi" in words] == []
    after = world.rows()
    assert {table for table, rows in before.items() if not rows <= after[table]} == set()
