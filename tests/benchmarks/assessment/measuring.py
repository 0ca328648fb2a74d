"""What is measured in one world: sittings, gates, rivals, time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from bot.domain.assessments import assess_step
from tests.benchmarks.assessment.quizzes import counts, fixed_quiz, quiz_plans, tuned
from tests.benchmarks.assessment.rivals import place_alone
from tests.benchmarks.assessment.scores import Honesty, Score, honesty, score
from tests.benchmarks.assessment.sittings import (
    BY_AREA,
    Sat,
    pass_gates,
    plans,
    sit,
    stacked,
    thetas,
)
from tests.benchmarks.assessment.worlds import (
    QUESTIONS,
    Bank,
    Floats,
    Person,
    World,
    draw_bank,
    draw_people,
)

MARKS = (15, 20)
TUNED_ON, TRIED_ON = 3000, 2000


@dataclass(frozen=True, slots=True)
class Job:
    """One world, and how much of it to draw."""

    world: World
    banks: int
    people: int
    seed: int


@dataclass(frozen=True, slots=True)
class Draw:
    """One bank of a world with the people who sit in front of it."""

    bank: Bank
    people: list[Person]
    seed: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a world showed: scores by questions asked, and whether the words are true."""

    world: World
    by_mark: dict[int, Score]
    truth: Honesty
    most_used: float
    bank_used: float


def draws(job: Job) -> Iterator[Draw]:
    """Draw the banks and people of a world, the same for the same seed."""
    for number in range(job.banks):
        chance = np.random.default_rng([job.seed, number])
        bank = draw_bank(job.world, chance)
        people = list(draw_people(job.world, bank, job.people, chance))
        yield Draw(bank, people, 100_000 * number)


def sittings(draw: Draw) -> list[Sat]:
    """Let everybody of *draw* sit."""
    return [sit(p, draw.bank, draw.seed + i, MARKS) for i, p in enumerate(draw.people)]


def measure(job: Job) -> Found:
    """Sit through a world."""
    rounds = [sittings(draw) for draw in draws(job)]
    sats = [sat for round_ in rounds for sat in round_]
    truth = thetas(sats)
    last = MARKS[-1]
    levels, means, sds = (stacked(sats, last, what) for what in ("levels", "theta", "sd"))
    used = [Counter(id for sat in round_ for id, _ in sat.responses) for round_ in rounds]
    return Found(
        job.world,
        {mark: score(plans(sats, mark), truth) for mark in MARKS},
        honesty(levels, means, sds, truth),
        float(np.mean([max(use.values()) / job.people for use in used])),
        float(np.mean([sum(n > 0.01 * job.people for n in u.values()) for u in used]) / QUESTIONS),
    )


def measure_gates(job: Job) -> Score:
    """Sit, then open every area with its three questions."""
    placed: list[list[int]] = []
    truth: list[Floats] = []
    for draw in draws(job):
        for number, (person, sat) in enumerate(zip(draw.people, sittings(draw), strict=True)):
            placed.append(pass_gates(person, draw.bank, sat, MARKS[-1], draw.seed + number))
            truth.append(person.theta)
    return score(np.array(placed), np.array(truth))


def measure_alone(job: Job) -> Score:
    """Sit with each area for itself."""
    placed = [
        place_alone(person, draw.bank, draw.seed + number, MARKS[-1])
        for draw in draws(job)
        for number, person in enumerate(draw.people)
    ]
    truth = [person.theta for draw in draws(job) for person in draw.people]
    return score(np.array(placed), np.array(truth))


def measure_quiz(job: Job, length: int, *, by_cost: bool) -> Score:
    """Give everybody the same *length* questions, with cut-offs tuned on other people."""
    scores = []
    for draw in draws(replace(job, people=TUNED_ON + TRIED_ON)):
        quiz = fixed_quiz(draw.bank, length)
        right = counts(draw.people, quiz)
        truth = np.array([person.theta for person in draw.people])
        cut_offs = tuned(right[:TUNED_ON], truth[:TUNED_ON], length, by_cost=by_cost)
        scores.append(score(quiz_plans(right[TUNED_ON:], cut_offs), truth[TUNED_ON:]))
    return Score(*np.mean([[s.right, s.opposite, s.cost, s.skips] for s in scores], axis=0))


def step_milliseconds(job: Job) -> Floats:
    """Time every step of a few sittings."""
    taken = []
    draw = next(iter(draws(job)))
    for number, person in enumerate(draw.people[:40]):
        responses = sit(person, draw.bank, number, MARKS).responses
        for asked in range(len(responses)):
            start = perf_counter()
            assess_step(
                draw.bank.labels, person.ratings, responses[:asked], hours=BY_AREA, seed=number
            )
            taken.append(1000 * (perf_counter() - start))
    return np.array(taken)


@dataclass(frozen=True, slots=True)
class Quizzes:
    """The fixed quizzes of one world: tuned for right placements, or for hours."""

    by_right: dict[int, Score]
    by_cost: dict[int, Score]


def measure_quizzes(job: Job) -> Quizzes:
    """Give the fixed quizzes of 30, 40 and 60 questions."""
    lengths = (30, 40, 60)
    return Quizzes(
        {length: measure_quiz(job, length, by_cost=False) for length in lengths},
        {length: measure_quiz(job, length, by_cost=True) for length in lengths},
    )
