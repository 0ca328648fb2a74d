"""What the assessment must reach, held against what was measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.benchmarks.assessment.measuring import Found, Quizzes
from tests.benchmarks.assessment.scores import Score
from tests.benchmarks.assessment.worlds import World

HONEST = World("honest raters")
UNRELATED = World("unrelated areas", within=0.0, across=0.0)
EXPERT = World("expert labels", label_noise=0.55)
CLICKS = World("random clickers", clicks=True)
SILENT = World("no ratings", silent=True)
ALL_FOUR = World("all rate 4", rates=4)
ALL_NOUGHT = World("all rate 0", rates=0)
WORLDS = (
    HONEST,
    EXPERT,
    UNRELATED,
    CLICKS,
    World("correlation .2", within=0.2, across=0.2),
    World("correlation .7", within=0.7, across=0.7),
    World("guessing .18", guess=0.18),
    World("guessing .33", guess=0.33),
    World("rating noise 0", rating_noise=0.0),
    World("rating noise .9", rating_noise=0.9),
    World("proud raters", rating_bias=1.0),
    World("shy raters", rating_bias=-1.0),
    SILENT,
    ALL_FOUR,
    ALL_NOUGHT,
    World("specialists", mean=-0.4, specialties=2),
    World("juniors", mean=-0.8),
    World("seniors", mean=0.8),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured, worlds by their name."""

    worlds: Mapping[str, Found]
    quizzes: Quizzes
    unrelated_quizzes: Quizzes
    alone: Score
    gates: Score
    median_ms: float
    slow_ms: float

    def at_twenty(self, name: str) -> Score:
        return self.worlds[name].by_mark[20]


@dataclass(frozen=True, slots=True)
class Check:
    """One figure that must lie on one side of a bound."""

    name: str
    value: float
    sign: str
    bound: float

    @property
    def holds(self) -> bool:
        return self.value <= self.bound if self.sign == "<=" else self.value >= self.bound

    def __str__(self) -> str:
        missed = "" if self.holds else ", MISSED"
        return f"{self.name} {self.value:.3f} ({self.sign} {self.bound:.3f}{missed})"


def at_most(name: str, value: float, bound: float) -> Check:
    return Check(name, value, "<=", bound)


def at_least(name: str, value: float, bound: float) -> Check:
    return Check(name, value, ">=", bound)


def demands(found: Measured) -> dict[int, list[Check]]:
    """List the checks of each numbered demand."""
    return {
        **_accuracy(found),
        4: _honest(found),
        5: _expert(found),
        6: _robust(found),
        7: [at_least("right with gates", found.gates.right, 0.665)],
        8: [
            at_most("median ms", found.median_ms, 10.0),
            at_most("99th percentile ms", found.slow_ms, 10.0),
        ],
        9: [
            at_most("most used question", found.worlds[HONEST.name].most_used, 0.70),
            at_least("share of the bank used", found.worlds[HONEST.name].bank_used, 0.75),
        ],
    }


def _accuracy(found: Measured) -> dict[int, list[Check]]:
    now, sooner = found.at_twenty(HONEST.name), found.worlds[HONEST.name].by_mark[15]
    by_right, by_cost = found.quizzes.by_right, found.quizzes.by_cost
    return {
        1: [
            at_least("right", now.right, 0.605),
            at_most("opposite", now.opposite, 0.035),
            at_most("hours", now.cost, 31.5),
            at_most("hours / fixed 30", now.cost / by_cost[30].cost, 0.87),
        ],
        2: [
            at_least("20 less fixed 60", now.right - by_right[60].right, -0.01),
            at_least("15 less fixed 40", sooner.right - by_right[40].right, 0.0),
        ],
        3: [at_least("less area by area", now.right - found.alone.right, 0.04)],
    }


def _honest(found: Measured) -> list[Check]:
    truth = found.worlds[HONEST.name].truth
    # Of random clickers nothing is known, so nothing said of them can be calibrated.
    others = [each.truth for name, each in found.worlds.items() if name != CLICKS.name]
    return [
        at_most("calibration", truth.error, 0.03),
        at_most("worst world", max(each.error for each in others), 0.07),
        at_least("sure areas right", truth.sure, 0.92),
        at_least("least coverage", min(each.coverage for each in others), 0.74),
        at_most("most coverage", max(each.coverage for each in others), 0.90),
    ]


def _expert(found: Measured) -> list[Check]:
    now = found.at_twenty(EXPERT.name)
    return [
        at_least("right", now.right, 0.555),
        at_most("opposite", now.opposite, 0.055),
        at_most("hours", now.cost, 36.0),
    ]


def _robust(found: Measured) -> list[Check]:
    honest, silent = found.at_twenty(HONEST.name).cost, found.at_twenty(SILENT.name).cost
    four, nought = found.at_twenty(ALL_FOUR.name).cost, found.at_twenty(ALL_NOUGHT.name).cost
    apart = found.at_twenty(UNRELATED.name).right
    return [
        at_most("all-4 / honest", four / honest, 1.10),
        at_most("all-0 / honest", nought / honest, 1.10),
        at_most("all-4 / no ratings", four / silent, 1.10),
        at_most("all-0 / no ratings", nought / silent, 1.10),
        at_most("clickers' skips", found.at_twenty(CLICKS.name).skips, 0.01),
        at_least(
            "unrelated less fixed 30", apart - found.unrelated_quizzes.by_right[30].right, -0.015
        ),
    ]
