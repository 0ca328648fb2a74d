"""The commands that keep running: they serve, they send, and they end when told to."""

import signal
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.content import Loaded
from bot.sandbox import Member, Sandbox, SandboxClient
from bot.services import nudges
from bot.store import Sessions
from bot.store.rows import DeliveryRow
from tests.cli import processes
from tests.cli.conftest import Line
from tests.schedule.conftest import heard
from tests.schedule.crowd import DUE, TEAM, Crowd, user
from tests.schedule.waiting import until

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from subprocess import Popen

TOKENS = {"slack_bot_token": "xoxb-sandbox", "slack_app_token": "xapp-sandbox"}
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LONGEST_END = 30
# A container often has no address of this kind.
WITH_IPV6 = pytest.mark.skipif(
    not Path("/proc/net/if_inet6").exists() or "lo" not in Path("/proc/net/if_inet6").read_text(),
    reason="this machine has no IPv6",
)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A stand-in for Slack with two engineers."""
    members = [Member(user(n), f"e{n}", f"Engineer {n}", "UTC") for n in (1, 2)]
    found = Sandbox(starts_at=DUE, team_id=TEAM, members=members)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def people(sandbox: Sandbox) -> SandboxClient:
    """The people of a fresh workspace."""
    found = SandboxClient(sandbox.url)
    found.reset()
    return found


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite: what differs between the databases is tried where SQL is."""
    return sqlite_url


@pytest.fixture
def overdue(sessions: Sessions, loaded: Loaded) -> Crowd:
    """Two engineers whose messages wait, whatever the time may be."""
    found = Crowd(2)
    found.settle(sessions, loaded.curriculum)
    with sessions.begin() as session:
        nudges.plan_due(session, DUE, 10)
        session.execute(update(DeliveryRow).values(next_attempt_at=LONG_AGO))
    return found


def opened(
    command: str, folder: Path, database_url: str, sandbox: Sandbox
) -> "AbstractContextManager[Popen[str]]":
    """Start a door with all that it needs."""
    return processes.started(
        folder,
        command,
        database_url=database_url,
        slack_api_url=sandbox.api_url,
        slack_bot_token=TOKENS["slack_bot_token"],
        slack_app_token=TOKENS["slack_app_token"],
    )


def told_to_end(process: "Popen[str]", signum: int) -> tuple[int, str, str]:
    """Ask *process* to end; say how it did."""
    process.send_signal(signum)
    said, complaints = process.communicate(timeout=LONGEST_END)
    return process.returncode, said, complaints


def test_run_answers_over_the_socket_sends_what_is_due_and_ends_when_told_to(
    overdue: Crowd,
    sandbox: Sandbox,
    people: SandboxClient,
    sqlite_url: str,
    tmp_path: Path,
) -> None:
    with opened("run", tmp_path, sqlite_url, sandbox) as process:
        until(lambda: "What you can do next" in people.command(user(1), "/ai-path help").text)
        until(lambda: waiting(people) == {user(n): 1 for n in overdue.ids})
        end = told_to_end(process, signal.SIGTERM)

    assert end == (0, "", "")


def test_worker_sends_what_is_due_and_ends_with_ctrl_c(
    overdue: Crowd, sandbox: Sandbox, people: SandboxClient, sqlite_url: str, tmp_path: Path
) -> None:
    with opened("worker", tmp_path, sqlite_url, sandbox) as process:
        until(lambda: heard(people) == {user(n): 1 for n in overdue.ids})
        end = told_to_end(process, signal.SIGINT)

    assert end == (0, "", "")


def waiting(people: SandboxClient) -> dict[str, int]:
    """Count the messages of the ledger that arrived, for each person."""
    state = people.state()
    owners = {channel["id"]: channel["user"] for channel in state["channels"]}
    nudged = [owners[m["channel"]] for m in state["messages"] if m.get("metadata")]
    return {each: nudged.count(each) for each in nudged}


@pytest.mark.parametrize(
    ("command", "missing"),
    [
        ("run", "slack_bot_token"),
        ("run", "slack_app_token"),
        ("worker", "slack_bot_token"),
        ("web", "slack_bot_token"),
        ("web", "slack_signing_secret"),
    ],
)
def test_without_what_it_needs_no_door_opens(line: Line, command: str, missing: str) -> None:
    given = {**TOKENS, "slack_signing_secret": "secret"}
    del given[missing]

    said = line(command, **given)

    assert (said.code, said.out) == (1, "")
    assert said.err == f"AI_PATH_{missing.upper()} is not set, and this command needs it.\n"


@pytest.mark.usefixtures("_own_signals")
@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("run", {"slack_bot_token": "xoxb-somebody-elses"}),
        ("run", {"slack_app_token": "xapp-somebody-elses"}),
        ("worker", {"slack_bot_token": "xoxb-somebody-elses"}),
        ("web", {"slack_bot_token": "xoxb-somebody-elses"}),
    ],
)
def test_a_token_that_slack_refuses_opens_no_door_and_is_not_shown(
    line: Line, sandbox: Sandbox, sqlite_url: str, command: str, wrong: dict[str, str]
) -> None:
    given = {**TOKENS, "slack_signing_secret": "secret", **wrong}

    said = line(command, database_url=sqlite_url, slack_api_url=sandbox.api_url, **given)

    (name,) = wrong
    assert (said.code, said.out) == (1, "")
    assert said.err == f"Slack does not accept AI_PATH_{name.upper()}: invalid_auth.\n"


@pytest.mark.usefixtures("_own_signals")
@pytest.mark.parametrize("command", ["run", "worker", "web"])
def test_a_slack_that_does_not_answer_opens_no_door(
    line: Line, sqlite_url: str, command: str
) -> None:
    said = line(
        command,
        database_url=sqlite_url,
        slack_api_url="http://127.0.0.1:9/api/",
        slack_signing_secret="secret",
        **TOKENS,
    )

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Slack does not answer where AI_PATH_SLACK_API_URL says it is: ")


@pytest.mark.usefixtures("_own_signals")
@pytest.mark.parametrize("command", ["run", "worker", "web"])
def test_a_database_that_is_behind_opens_no_door(line: Line, tmp_path: Path, command: str) -> None:
    empty = f"sqlite:///{tmp_path / 'empty.db'}"

    said = line(command, database_url=empty, slack_signing_secret="secret", **TOKENS)

    assert (said.code, said.out) == (1, "")
    assert said.err == "The database is not up to date. Run `ai-path migrate` first.\n"


@pytest.mark.parametrize(
    ("host", "family"),
    [
        pytest.param("127.0.0.1", socket.AF_INET, id="IPv4"),
        pytest.param("::1", socket.AF_INET6, id="IPv6", marks=WITH_IPV6),
    ],
)
def test_a_place_that_somebody_has_opens_no_door(
    line: Line, sandbox: Sandbox, sqlite_url: str, host: str, family: socket.AddressFamily
) -> None:
    with socket.create_server((host, 0), family=family) as somebody:
        said = line(
            "web",
            database_url=sqlite_url,
            slack_api_url=sandbox.api_url,
            slack_bot_token=TOKENS["slack_bot_token"],
            slack_signing_secret="secret",
            host=host,
            port=somebody.getsockname()[1],
        )

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(
        "AI_PATH_HOST and AI_PATH_PORT name no place to listen: Address already in use"
    )
