"""One sitting of the assessment: what is asked next, what was said, what it means."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from bot.domain.assessments import assess_step
from bot.domain.curriculum import Curriculum, Track
from bot.domain.people import Engineer, Work
from bot.domain.plans import Verdict, phase_items
from bot.domain.questions import Question, QuestionBank
from bot.domain.refusals import BotError

DONT_KNOW = "idk"
BUDGET = 20
RATING_SCREENS = 2


class NoAssessmentError(BotError):
    """There is no assessment open.  `/ai-path assess` starts one."""


class NotAssessedYetError(BotError):
    """Your plan needs an assessment first.  `/ai-path assess` takes about ten minutes."""


class Stage(StrEnum):
    """How far a sitting is."""

    ABOUT = "about"
    RATINGS = "ratings"
    MORE_RATINGS = "more-ratings"
    QUESTIONS = "questions"
    DONE = "done"


class Outcome(StrEnum):
    """What became of a question."""

    CORRECT = "correct"
    WRONG = "wrong"
    DONT_KNOW = "idk"


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: *option* is the id that was chosen, or "idk"."""

    question: str
    option: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Estimate:
    """What is known of one area: the probability of each verdict, and the one to plan with.

    *theta* and its standard deviation *sd* are on the bank's scale.
    """

    study: float
    skim: float
    skip: float
    theta: float
    sd: float
    verdict: Verdict

    @property
    def levels(self) -> tuple[float, float, float]:
        """The three probabilities in the order study, skim, skip."""
        return (self.study, self.skim, self.skip)


@dataclass(frozen=True, slots=True)
class Sitting:
    """An assessment that is under way, or finished."""

    id: int
    stage: Stage
    seed: int
    wished_track: str | None
    pending: str | None
    ratings: Mapping[str, int]
    answers: tuple[Answered, ...]
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AtStage:
    """The next screen is a form: about you, or one of the two rating screens."""

    engineer: Engineer
    sitting: Sitting


@dataclass(frozen=True, slots=True)
class AtQuestion:
    """The next screen is a question."""

    sitting: Sitting
    question: Question

    @property
    def number(self) -> int:
        """Which question this is, counted from one."""
        return len(self.sitting.answers) + 1


@dataclass(frozen=True, slots=True)
class Result:
    """A finished assessment: private to its engineer.  *track* is wished for or recommended."""

    engineer: Engineer
    sitting: Sitting
    estimates: Mapping[str, Estimate]
    bank: QuestionBank
    track: Track


Screen: TypeAlias = AtStage | AtQuestion | Result


@dataclass(frozen=True, slots=True)
class Measured:
    """The state after the answers so far.  *next_question* is empty when there is none."""

    estimates: Mapping[str, Estimate]
    next_question: str | None


def measure(
    bank: QuestionBank, sitting: Sitting, hours: Mapping[str, float], budget: int = BUDGET
) -> Measured:
    """Measure *sitting*: estimates by area, and the question to ask next.

    *hours* are the module hours at stake in each area.
    """
    outcome = assess_step(
        [{"id": q.id, "area": q.area, "a": q.a, "b": q.b} for q in bank.questions.values()],
        {area: sitting.ratings.get(area) for area in bank.areas},
        [(answer.question, answer.outcome.value) for answer in sitting.answers],
        hours=hours,
        budget=budget,
        seed=sitting.seed,
    )
    return Measured({area: _estimate(outcome, area) for area in bank.areas}, outcome["next_item"])


def _estimate(outcome: Mapping[str, Any], area: str) -> Estimate:
    study, skim, skip = outcome["levels"][area]
    return Estimate(
        study=study,
        skim=skim,
        skip=skip,
        theta=outcome["theta"][area],
        sd=outcome["sd"][area],
        verdict=Verdict(outcome["plan"][area]),
    )


def mark(bank: QuestionBank, question: str, option: str) -> Answered | None:
    """Judge an answer, or return nothing when the question or option no longer exists."""
    asked = bank.questions.get(question)
    if asked is None:
        return None
    if option == DONT_KNOW:
        return Answered(question, option, Outcome.DONT_KNOW)
    chosen = asked.option(option)
    if chosen is None:
        return None
    return Answered(question, option, Outcome.CORRECT if chosen.correct else Outcome.WRONG)


def area_of(bank: QuestionBank) -> dict[str, str]:
    """Map each module that an area teaches to that area."""
    return {module: area.id for area in bank.areas.values() for module in area.modules}


def hours_at_stake(curriculum: Curriculum, bank: QuestionBank, track: Track) -> dict[str, float]:
    """Sum the hours of *track*'s modules in each area: what a placement can save or miss."""
    areas = area_of(bank)
    hours = dict.fromkeys(bank.areas, 0.0)
    for phase in track.phases:
        for item in phase_items(curriculum, phase):
            if item in areas:
                hours[areas[item]] += curriculum.modules[item].hours
    return hours


def recommended_track(curriculum: Curriculum, work: Work | None) -> str:
    """Recommend a track from what somebody does today; the default where it does not tell."""
    match work:
        case Work.PLATFORM:
            fitting = "mlops-pivot"
        case Work.DATA:
            fitting = "production-ai-roadmap"
        case _:
            fitting = curriculum.default_track
    return fitting if fitting in curriculum.tracks else curriculum.default_track


def rating_areas(bank: QuestionBank, stage: Stage) -> Collection[str]:
    """List the areas that one of the two rating screens asks about."""
    areas = list(bank.areas)
    half = (len(areas) + 1) // RATING_SCREENS
    return areas[:half] if stage is Stage.RATINGS else areas[half:]


def after_ratings(stage: Stage) -> Stage:
    """Say what follows a rating screen."""
    return Stage.MORE_RATINGS if stage is Stage.RATINGS else Stage.QUESTIONS
