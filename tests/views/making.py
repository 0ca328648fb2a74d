"""How tests make what views show: from the real content, without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.content import Loaded
from bot.domain import plans as rules
from bot.domain.checkins import Answer, CheckIn, CheckInForm
from bot.domain.curriculum import Track
from bot.domain.nudges import Kind, Letter
from bot.domain.people import Engineer, Who
from bot.domain.plans import Plan, Verdict
from bot.domain.sittings import AtQuestion, Estimate, Result, Sitting, Stage, area_of
from bot.domain.teams import Line, OpenBlocker, Report, Team, ThisWeek
from bot.domain.weeks import WeekOfPlan, WholePlan, week_of_plan, whole_plan

MONDAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ADA = Engineer(1, Who("TACME", "UADA"), "Ada Obi")
LENA = Who("TACME", "ULENA")
SEARCH = Team(1, "Search", (LENA,))
EVERYTHING_NEW: Mapping[str, Verdict] = {}


def plan_of(loaded: Loaded, track: Track, verdicts: Mapping[str, Verdict] = EVERYTHING_NEW) -> Plan:
    """Make the plan of somebody who starts on *track* this Monday."""
    curriculum = loaded.curriculum
    outline = rules.outline(curriculum, track, area_of(loaded.bank), verdicts)
    dated = rules.dated(curriculum, outline.steps, ADA, MONDAY)
    return Plan(1, track.id, curriculum.version, 5, MONDAY, dated, outline.left_out)


def default_plan(loaded: Loaded, verdicts: Mapping[str, Verdict] = EVERYTHING_NEW) -> Plan:
    """Make a plan on the default track."""
    curriculum = loaded.curriculum
    return plan_of(loaded, curriculum.tracks[curriculum.default_track], verdicts)


def with_done(plan: Plan, *, modules: int = 0, tasks: int = 0) -> Plan:
    """Close the first *modules*, and of the next one the first *tasks*."""
    changed = [
        replace(module, done=frozenset(module.tasks[: tasks if place == modules else None]))
        if place <= modules
        else module
        for place, module in enumerate(plan.modules)
    ]
    return replace(plan, modules=tuple(changed))


def week_of(loaded: Loaded, plan: Plan, weeks: int = 0) -> WeekOfPlan:
    """Show *plan* as it stands some weeks from now."""
    return week_of_plan(loaded.curriculum, ADA, plan, NOW + timedelta(weeks=weeks))


def whole_of(loaded: Loaded, plan: Plan) -> WholePlan:
    """Show all of *plan*."""
    return whole_plan(loaded.curriculum, ADA, plan, NOW)


def letter(kind: Kind, week: WeekOfPlan | None, why: str = "it is Monday") -> Letter:
    """Make an unprompted message."""
    return Letter(1, kind, MONDAY, why, 1, ADA, "D1", week)


def checkin(week: WeekOfPlan, answer: Answer | None, of_week: date = MONDAY) -> CheckInForm:
    """Make a check-in, answered or not."""
    return CheckInForm(week, of_week, CheckIn(of_week, answer, NOW) if answer else None)


def sitting(stage: Stage = Stage.ABOUT, ratings: Mapping[str, int] | None = None) -> Sitting:
    """Make an assessment that is under way."""
    return Sitting(1, stage, 7, None, None, ratings or {}, ())


def at_question(loaded: Loaded, question: str) -> AtQuestion:
    """Come to a question."""
    return AtQuestion(sitting(Stage.QUESTIONS), loaded.bank.questions[question])


def estimate(study: float, skim: float, verdict: Verdict) -> Estimate:
    """Make what is known of an area."""
    return Estimate(study, skim, 1 - study - skim, 0.0, 1.0, verdict)


def result(loaded: Loaded, estimates: Mapping[str, Estimate], track: str = "") -> Result:
    """Make a finished assessment."""
    found = loaded.curriculum.tracks[track or loaded.curriculum.default_track]
    return Result(ADA, sitting(Stage.DONE), estimates, loaded.bank, found)


def line(name: str = "Ada Obi", reasons: tuple[str, ...] = (), phase: str = "Basics") -> Line:
    """Make one engineer's line of a report."""
    return Line(
        name, phase, 0.42, 0.5, date(2027, 3, 26), ThisWeek.IN, MONDAY - timedelta(7), reasons
    )


def report(
    lines: tuple[Line, ...], blockers: tuple[OpenBlocker, ...] = (), name: str = "Search"
) -> Report:
    """Make a team's report."""
    return Report(Team(1, name, (LENA,)), NOW, lines, blockers)
