"""A plausible history, lived through the services: people who learn, slip, answer, get stuck.

It is for demonstrations and for measuring.  Equal seeds live equal lives.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import numpy as np

from bot.domain.checkins import Answer, Audience, Confidence
from bot.domain.people import Profile, Who, Work
from bot.domain.plans import TaskKey, Wish
from bot.domain.questions import Question
from bot.domain.sittings import DONT_KNOW, AtQuestion, AtStage, Result, Screen
from bot.services import assessments, checkins, people, plans
from bot.services.assessments import About, Material
from bot.store import Session

BLOCKERS = (
    "Waiting for access to the staging cluster",
    "The evaluation set is not labelled yet, and nobody owns it",
    "The vendor's rate limit stops our batch job",
    "Review of the service has been open since last week",
    "Two releases at once, so no time for learning",
)
NOTES = ("", "", "Pairing helped", "The second task took twice as long as planned")
ROLE = "AI engineer"
ADMITS = 0.5  # of those who do not know, the share that says so


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody to play: *pace* is the share of the promised hours that is really spent.

    *diligence* and *trouble* are the chances of a check-in and of a blocker
    in a week; *ability* is on the question bank's scale.
    """

    who: Who
    profile: Profile
    work: Work
    hours: int
    pace: float
    diligence: float
    trouble: float
    ability: float
    seed: int


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens to the database at a moment."""

    at: datetime
    act: Callable[[Session], object]


def character(who: Who, profile: Profile, seed: int, number: int) -> Character:
    """Draw the *number*th character of a cast."""
    chance = np.random.default_rng([seed, number])
    return Character(
        who=who,
        profile=profile,
        work=list(Work)[int(chance.integers(len(Work)))],
        hours=int(chance.choice([3, 4, 5, 6, 8, 10])),
        pace=float(chance.beta(6, 2)),
        diligence=float(chance.beta(5, 1.5)),
        trouble=float(chance.uniform(0.0, 0.2)),
        ability=float(chance.normal(-0.4, 0.8)),
        seed=int(chance.integers(2**31)),
    )


def arrive(session: Session, material: Material, one: Character, now: datetime) -> None:
    """Join, take the assessment and make a plan that starts today."""
    engineer = people.join(session, one.who, one.profile, now)
    chance = np.random.default_rng(one.seed)
    screen = assessments.begin(session, material, one.who, one.seed, now)
    while not isinstance(screen, Result):
        screen = _go_on(session, material, one, screen, chance, now)
    wish = Wish(screen.track.id, engineer.day(now))
    plans.make(session, material.curriculum, material.bank, one.who, wish, now)


def _go_on(
    session: Session,
    material: Material,
    one: Character,
    screen: Screen,
    chance: np.random.Generator,
    now: datetime,
) -> Screen:
    match screen:
        case AtQuestion(question=question):
            option = _choice(question, one.ability, chance)
            return assessments.answer(session, material, one.who, question.id, option, now)
        case AtStage(sitting=sitting) if sitting.stage == "about":
            about = About(one.work, ROLE, one.hours, None)
            return assessments.tell_about(session, material, one.who, about, now)
        case AtStage(sitting=sitting):
            ratings = {
                area: int(np.clip(round(2 + one.ability + chance.normal(0, 0.8)), 0, 4))
                for area in material.bank.areas
            }
            return assessments.rate(session, material, one.who, sitting.stage, ratings, now)
        case Result():
            return screen


def _choice(question: Question, ability: float, chance: np.random.Generator) -> str:
    """Answer as somebody of *ability* would: the two-parameter logistic model with guessing."""
    knows = chance.random() < 1 / (1 + np.exp(-question.a * (ability - question.b)))
    if knows:
        return next(option.id for option in question.options if option.correct)
    if chance.random() < ADMITS:
        return DONT_KNOW
    return question.options[int(chance.integers(len(question.options)))].id


def life(
    material: Material, one: Character, arrives_at: datetime, weeks: int
) -> Iterator[Happening]:
    """Tell what happens to *one* over *weeks* weeks, in order of time."""
    yield Happening(arrives_at, partial(_arrive, material=material, one=one, now=arrives_at))
    chance = np.random.default_rng([one.seed, 1])
    for number in range(weeks):
        monday = arrives_at + timedelta(weeks=number)
        worked = monday + timedelta(days=3, hours=float(chance.uniform(6, 9)))
        answered = worked + timedelta(hours=float(chance.uniform(20, 26)))
        hours = round(one.hours * one.pace * float(chance.uniform(0.5, 1.4)), 1)
        yield Happening(worked, partial(_work, material=material, one=one, hours=hours, now=worked))
        if chance.random() < one.diligence:
            answer = _answer(one, hours, chance)
            yield Happening(
                answered,
                partial(_check_in, material=material, one=one, answer=answer, now=answered),
            )


def _arrive(session: Session, *, material: Material, one: Character, now: datetime) -> None:
    arrive(session, material, one, now)


def _answer(one: Character, hours: float, chance: np.random.Generator) -> Answer:
    stuck = chance.random() < one.trouble
    return Answer(
        hours=hours,
        confidence=Confidence.UNSURE if stuck else Confidence.LIKELY,
        note=NOTES[int(chance.integers(len(NOTES)))],
        blocker=BLOCKERS[int(chance.integers(len(BLOCKERS)))] if stuck else "",
        audience=Audience.LEAD if stuck else Audience.NOBODY,
    )


def _work(
    session: Session, *, material: Material, one: Character, hours: float, now: datetime
) -> None:
    """Close as many tasks as the hours since the plan began allow."""
    week = plans.this_week(session, material.curriculum, one.who, now)
    spent = hours
    for planned in week.plan.modules:
        each = planned.step.hours / len(planned.tasks)
        for task in planned.tasks:
            if task in planned.done:
                continue
            if spent < each / 2:
                return
            spent -= each
            plans.close_task(
                session, material.curriculum, one.who, TaskKey(planned.item, task), now
            )


def _check_in(
    session: Session, *, material: Material, one: Character, answer: Answer, now: datetime
) -> None:
    engineer = people.require(session, one.who)
    week = engineer.week(now)
    checkins.submit(session, material.curriculum, one.who, week, answer, now)
