"""How tests bring people to where a story starts, by the services that the doors use too."""

import sqlite3
from contextlib import closing
from datetime import date

from bot.deps import Deps
from bot.domain.checkins import Answer, Audience, Confidence
from bot.domain.people import Profile, Who, Work
from bot.domain.plans import TaskKey, Verdict, Wish
from bot.domain.sittings import AtQuestion, Estimate, Result, Screen, Stage
from bot.services import assessments, checkins, people, plans, teams
from bot.services.assessments import About
from bot.store import assessments as store
from tests.slack.knocking import TEAM

ADA = Who(TEAM, "UADA")
LENA = Who(TEAM, "ULENA")
TRACK = "backend-ai-implementation"
TODAY = date(2026, 11, 23)


def member(deps: Deps, who: Who = ADA, name: str = "Ada Obi", zone: str = "Europe/London") -> None:
    """Let somebody join."""
    with deps.sessions.begin() as session:
        people.join(session, who, Profile(name, zone), deps.now())


def at_question(deps: Deps, who: Who = ADA) -> AtQuestion:
    """Let somebody join and come to the first question."""
    member(deps, who)
    about = About(Work.BACKEND, "", 5, TRACK)
    with deps.sessions.begin() as session:
        assessments.begin(session, deps.material, who, 7, deps.now())
        screen: Screen = assessments.tell_about(session, deps.material, who, about, deps.now())
        for stage in (Stage.RATINGS, Stage.MORE_RATINGS):
            screen = assessments.rate(session, deps.material, who, stage, {}, deps.now())
    assert isinstance(screen, AtQuestion)
    return screen


def assessed(deps: Deps, who: Who = ADA) -> Result:
    """Let somebody have finished an assessment in which they knew nothing."""
    at_question(deps, who)
    nothing = Estimate(1.0, 0.0, 0.0, -2.0, 0.5, Verdict.STUDY)
    with deps.sessions.begin() as session:
        sitting = store.open_sitting(session, people.require(session, who))
        assert sitting is not None
        store.keep_estimates(session, sitting, dict.fromkeys(deps.bank.areas, nothing))
        store.move(session, sitting, Stage.DONE, finished_at=deps.now())
        return assessments.latest(session, deps.material, who)


def planned(deps: Deps, who: Who = ADA, starts_on: date = TODAY) -> TaskKey:
    """Let somebody have a plan; its first task is given back."""
    assessed(deps, who)
    wish = Wish(TRACK, starts_on)
    with deps.sessions.begin() as session:
        shown = plans.make(session, deps.curriculum, deps.bank, who, wish, deps.now())
    first = shown.plan.modules[0]
    return TaskKey(first.item, first.tasks[0])


def blocked(deps: Deps, text: str, who: Who = ADA) -> str:
    """Let somebody with a plan share a blocker with their lead; its id is given back."""
    answer = Answer(2, Confidence.UNSURE, blocker=text, audience=Audience.LEAD)
    with deps.sessions.begin() as session:
        checkins.submit(session, deps.curriculum, who, TODAY, answer, deps.now())
        standing = people.standing(session, deps.curriculum, who, deps.now())
    return str(standing.blockers[0].id)


def lead(deps: Deps, *members: Who, name: str = "Search") -> None:
    """Let Lena lead a team."""
    member(deps, LENA, "Lena Berg")
    with deps.sessions.begin() as session:
        teams.create(session, LENA, name, members, admins={LENA.user}, now=deps.now())


def everything(deps: Deps) -> list[str]:
    """All that the database holds."""
    with closing(sqlite3.connect(deps.sessions.kw["bind"].url.database)) as connection:
        return list(connection.iterdump())
