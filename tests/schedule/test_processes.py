"""Several processes on one database, and one that is killed in the middle."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.content import Loaded
from bot.domain.nudges import State
from bot.sandbox import Member, Sandbox, SandboxClient
from bot.schedule.sender import AT_ONCE
from bot.services.nudges import CLAIM_LEASE
from bot.store import Sessions
from tests.cli import processes
from tests.schedule.conftest import TOKEN, Town, heard, on
from tests.schedule.crowd import DUE, TEAM, Crowd, states, user
from tests.schedule.waiting import until

if TYPE_CHECKING:
    from subprocess import Popen

MANY, PROCESSES = 2000, 8
OPEN = 30


@pytest.fixture
def large_sandbox() -> Iterator[Sandbox]:
    """A workspace with two thousand engineers."""
    members = [Member(user(n), f"e{n}", f"Engineer {n}", "UTC") for n in range(1, MANY + 1)]
    found = Sandbox(starts_at=DUE, team_id=TEAM, bot_token=TOKEN, members=members)
    found.start()
    yield found
    found.stop()


def test_eight_processes_at_once_send_two_thousand_messages_once_each(
    large_sandbox: Sandbox,
    postgres_sessions: Sessions,
    postgres_url: str,
    loaded: Loaded,
    tmp_path: Path,
) -> None:
    Crowd(MANY, direct=True).settle(postgres_sessions, loaded.curriculum)

    with ExitStack() as running:
        ticks = [
            running.enter_context(ticking(tmp_path, postgres_url, large_sandbox))
            for _ in range(PROCESSES)
        ]
        told = [outcome(process) for process in ticks]

    sums = Counter[str]()
    for one in told:
        sums.update(
            {name: one[name] for name in ("planned", "sent", "skipped", "failed", "unknown")}
        )
    assert sums == {"planned": MANY, "sent": MANY, "skipped": 0, "failed": 0, "unknown": 0}
    assert {one["retry_at"] for one in told} == {None}
    assert states(postgres_sessions) == {State.SENT: MANY}
    assert heard(SandboxClient(large_sandbox.url)) == {user(n): 1 for n in range(1, MANY + 1)}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_process_that_is_killed_leaves_unknown_what_it_held_and_nothing_is_sent_twice(
    town: Town, request: pytest.FixtureRequest, tmp_path: Path, kind: str
) -> None:
    everybody = Crowd(AT_ONCE + 8, direct=True)
    town = on(kind, town, request).settle(everybody)
    town.slack.fault("chat.postMessage", "timeout", times=OPEN)
    url = str(request.getfixturevalue(f"{kind.removesuffix('ql')}_url"))

    with ticking(tmp_path, url, town.sandbox) as process:
        until(lambda: states(town.deps.sessions)[State.SENT] == AT_ONCE - OPEN)
        process.kill()
        process.wait()
    left = states(town.deps.sessions)
    within_lease = town.tick(DUE + CLAIM_LEASE)
    after_lease = town.tick(DUE + CLAIM_LEASE + timedelta(minutes=1))

    assert left == {State.CLAIMED: OPEN, State.SENT: AT_ONCE - OPEN, State.PLANNED: 8}
    assert (within_lease.sent, within_lease.unknown) == (8, 0)
    assert (after_lease.sent, after_lease.unknown) == (0, OPEN)
    assert states(town.deps.sessions) == {State.UNKNOWN: OPEN, State.SENT: 10}
    assert set(town.heard().values()) == {1}
    assert town.heard().total() == 10


def ticking(folder: Path, url: str, sandbox: Sandbox) -> AbstractContextManager["Popen[str]"]:
    """Start a process that lets the clock pass once."""
    return processes.started(
        folder,
        *("tick", "--at", DUE.isoformat(), "--json"),
        database_url=url,
        slack_api_url=sandbox.api_url,
        slack_bot_token=TOKEN,
    )


def outcome(process: "Popen[str]") -> dict[str, Any]:
    """Wait for the end of a tick and read what it said."""
    said, complaints = process.communicate(timeout=processes.PATIENCE)
    assert (process.returncode, complaints) == (0, "")
    return dict(json.loads(said))
