"""The program behind a real server: a process that serves, reports, and ends when told to."""

import json
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from bot.sandbox import Sandbox, SandboxClient
from tests.cli import processes
from tests.schedule.waiting import until
from tests.web.conftest import TOKEN
from tests.web.knocking import SECRET

if TYPE_CHECKING:
    from subprocess import Popen

LONGEST_END = 10


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def serving(
    tmp_path: Path,
    sqlite_url: str,
    sandbox: Sandbox,
    people: SandboxClient,
    port: int,
) -> Iterator["Popen[str]"]:
    """The program, serving the sandbox over HTTP with two workers."""
    del people
    with processes.started(
        tmp_path,
        "web",
        database_url=sqlite_url,
        slack_api_url=sandbox.api_url,
        slack_bot_token=TOKEN,
        slack_signing_secret=SECRET,
        port=str(port),
        workers="2",
    ) as process:
        until(lambda: process.poll() is not None or answers(port, "healthz")[0] == 200)
        sandbox.bot_url = f"http://127.0.0.1:{port}/slack/events"
        yield process
        sandbox.bot_url = None


def answers(port: int, path: str) -> tuple[int, object]:
    """Ask the server; a server that is not there yet answers 0."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)
    except URLError:
        return 0, None


def test_it_serves_a_command_tells_its_state_and_ends_when_told_to(
    serving: "Popen[str]", people: SandboxClient, port: int
) -> None:
    seen = people.command("UADA", "/ai-path help")
    ready = answers(port, "readyz")

    serving.send_signal(signal.SIGTERM)
    _, complaints = serving.communicate(timeout=LONGEST_END)

    assert "Hello, I am AI Path." in seen.text
    assert ready == (
        200,
        {"ok": True, "checks": {"database": True, "schema": True, "content": True, "slack": True}},
    )
    assert (serving.returncode, complaints) == (0, "")
