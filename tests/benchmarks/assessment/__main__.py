"""How well the assessment measures, in many imagined worlds, against its demands.

Run it with `python -m tests.benchmarks.assessment`.  Five banks with a hundred
people each take about a quarter of an hour; `--people 500` is for a release.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor

import numpy as np

from tests.benchmarks.assessment.demands import HONEST, UNRELATED, WORLDS, Measured, demands
from tests.benchmarks.assessment.measuring import (
    Found,
    Job,
    Quizzes,
    measure,
    measure_alone,
    measure_gates,
    measure_quizzes,
    step_milliseconds,
)
from tests.benchmarks.assessment.worlds import World


def show(found: Found) -> None:
    """Print one world."""
    print(f"{found.world.name:18} 15: {found.by_mark[15]}")
    print(f"{'':18} 20: {found.by_mark[20]}")
    print(f"{'':18} {found.truth}", flush=True)


def show_quizzes(quizzes: Quizzes) -> None:
    """Print the fixed quizzes."""
    for length, score in quizzes.by_right.items():
        print(f"fixed {length}, for right    {score}")
        print(f"fixed {length}, for hours    {quizzes.by_cost[length]}")


def show_demands(found: Measured) -> None:
    """Print every demand with its figures."""
    for number, checks in demands(found).items():
        met = "met   " if all(check.holds for check in checks) else "MISSED"
        print(f"{number} {met} {'; '.join(map(str, checks))}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--banks", type=int, default=5)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()

    def job(world: World) -> Job:
        return Job(world, asked.banks, asked.people, asked.seed)

    taken = step_milliseconds(job(HONEST))
    with ProcessPoolExecutor(asked.workers) as pool:
        worlds = {}
        for found in pool.map(measure, map(job, WORLDS)):
            worlds[found.world.name] = found
            show(found)
        alone, gates = (
            pool.submit(measure_alone, job(HONEST)),
            pool.submit(measure_gates, job(HONEST)),
        )
        quizzes = pool.map(measure_quizzes, [job(HONEST), job(UNRELATED)])
        of_honest, of_unrelated = quizzes
        print(f"area by area       20: {alone.result()}")
        print(f"with gates             {gates.result()}")
    show_quizzes(of_honest)
    median, slow = np.percentile(taken, [50, 99]).tolist()
    show_demands(
        Measured(worlds, of_honest, of_unrelated, alone.result(), gates.result(), median, slow)
    )


if __name__ == "__main__":
    main()
