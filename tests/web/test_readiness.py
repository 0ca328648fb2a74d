"""Whether the program can work: each thing that it stands on is asked by itself."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.deps import Deps
from bot.sandbox import Sandbox, SandboxClient
from bot.store import connect, disconnect
from bot.store.migrations import migrate
from bot.web.readiness import REMEMBERED_FOR, Remembered, checks, slack_answers
from tests.conftest import MIGRATIONS, Clock
from tests.web.conftest import TOKEN

MOMENT = timedelta(seconds=1)


def states(deps: Deps, sandbox: Sandbox, clock: Clock) -> dict[str, bool]:
    """Ask every check."""
    reachable = replace(deps, slack_api_url=sandbox.api_url)
    found = checks(reachable, MIGRATIONS, TOKEN, clock.now)
    return {name: check() for name, check in found.items()}


def test_where_everything_is_in_order_every_check_says_so(
    deps: Deps, sandbox: Sandbox, people: SandboxClient, clock: Clock
) -> None:
    del people

    assert states(deps, sandbox, clock) == {
        "database": True,
        "schema": True,
        "content": True,
        "slack": True,
    }


def test_without_a_database_its_schema_is_missing_too(
    deps: Deps, sandbox: Sandbox, people: SandboxClient, clock: Clock
) -> None:
    del people
    gone = connect("postgresql://127.0.0.1:9/nowhere")

    found = states(replace(deps, sessions=gone), sandbox, clock)
    disconnect(gone)

    assert found == {"database": False, "schema": False, "content": True, "slack": True}


def test_a_schema_that_is_behind_is_told_from_a_database_that_is_gone(
    deps: Deps, sandbox: Sandbox, people: SandboxClient, clock: Clock
) -> None:
    del people
    migrate(deps.sessions, MIGRATIONS, "base")

    found = states(deps, sandbox, clock)

    assert (found["database"], found["schema"]) == (True, False)


def test_content_without_a_track_is_no_content(
    deps: Deps, sandbox: Sandbox, people: SandboxClient, clock: Clock
) -> None:
    del people
    empty = replace(deps, curriculum=replace(deps.curriculum, tracks={}))

    assert states(empty, sandbox, clock)["content"] is False


@pytest.mark.parametrize("fault", ["429", "500", "drop_before"])
def test_a_slack_in_trouble_is_not_ready(
    sandbox: Sandbox, people: SandboxClient, fault: str
) -> None:
    people.fault("auth.test", fault)

    assert [slack_answers(sandbox.api_url, TOKEN) for _ in range(2)] == [False, True]


def test_a_slack_that_does_not_know_the_token_is_not_ready(sandbox: Sandbox) -> None:
    assert not slack_answers(sandbox.api_url, "xoxb-somebody-elses")


def test_a_slack_that_is_not_there_is_not_ready() -> None:
    assert not slack_answers("http://127.0.0.1:9/api/", TOKEN)


def test_an_answer_is_remembered_for_a_while_and_no_longer(clock: Clock) -> None:
    answers = iter([False, True])
    check = Remembered(lambda: next(answers), clock.now)

    first = check()
    clock.forward(REMEMBERED_FOR - MOMENT)
    remembered = check()
    clock.forward(MOMENT)
    anew = check()

    assert [first, remembered, anew] == [False, False, True]


def test_many_who_ask_at_once_are_answered_by_one_question(clock: Clock) -> None:
    asked, together = [], threading.Barrier(8)

    def ask() -> bool:
        asked.append(1)
        return True

    check = Remembered(ask, clock.now)

    def come() -> bool:
        together.wait()
        return check()

    with ThreadPoolExecutor(8) as pool:
        answers = [each.result() for each in [pool.submit(come) for _ in range(8)]]

    assert (answers, len(asked)) == ([True] * 8, 1)
