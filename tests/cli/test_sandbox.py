"""`sandbox`: one line when the page answers, a database of its own, a clean end."""

import re
import signal
import socket
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from bot.domain.people import Who
from bot.sandbox import SandboxClient
from bot.store import connect, disconnect, people
from tests.cli import processes
from tests.cli.conftest import Line

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from subprocess import Popen

READY = re.compile(r"AI Path sandbox ready at (http://127\.0\.0\.1:(\d+))\n")
ENDED = (0, "", "The sandbox has ended.\n")
ADA = "UADA"


def sandbox(
    folder: Path, shell: dict[str, str] | None = None, **settings: str
) -> "AbstractContextManager[Popen[str]]":
    """Start a sandbox on a port that is free."""
    return processes.started(folder, "sandbox", "--port", "0", shell=shell, **settings)


def page(process: "Popen[str]") -> str:
    """Wait for the one line, and read where the page is."""
    assert process.stdout is not None
    found = READY.fullmatch(process.stdout.readline())
    assert found, process.communicate()
    return found[1]


def end(process: "Popen[str]", signum: int = signal.SIGTERM) -> tuple[int, str, str]:
    """Ask a sandbox to end; say how it did."""
    process.send_signal(signum)
    said, complaints = process.communicate(timeout=processes.PATIENCE)
    return process.returncode, said, complaints


def test_it_says_one_line_serves_the_page_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    with sandbox(tmp_path) as process:
        url = page(process)
        with urlopen(url) as answer:  # noqa: S310 - the sandbox's own address
            shown = answer.read().decode()
        welcome = SandboxClient(url).command(ADA, "/ai-path")
        ended = end(process, signal.SIGINT)

    assert "AI Path" in shown
    assert "Hello, I am AI Path." in welcome.text
    assert ended == ENDED
    assert list((tmp_path / "var").iterdir()) == []


def test_each_begins_with_a_database_of_its_own_and_asks_no_proxy(tmp_path: Path) -> None:
    proxy = {"HTTP_PROXY": "http://127.0.0.1:9"}

    with sandbox(tmp_path, proxy) as one, sandbox(tmp_path, proxy) as other:
        here, there = SandboxClient(page(one)), SandboxClient(page(other))
        join(here)
        known, unknown = (town.command(ADA, "/ai-path").text for town in (here, there))
        ends = [end(one), end(other)]

    assert "What you can do next" in known
    assert "Hello, I am AI Path." in unknown
    assert ends == [ENDED, ENDED]
    assert list((tmp_path / "var").iterdir()) == []


def test_a_database_that_is_named_is_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'kept.db'}"

    with sandbox(tmp_path, database_url=url) as process:
        join(SandboxClient(page(process)))
        end(process)

    sessions = connect(url)
    with sessions.begin() as session:
        kept = people.find(session, Who("TSANDBOX", ADA))
    disconnect(sessions)
    assert kept is not None
    assert not (tmp_path / "var").exists()


def join(town: SandboxClient) -> None:
    """Let Ada meet the bot."""
    welcome = town.command(ADA, "/ai-path")
    town.press(ADA, welcome.messages[-1], "ai_path.join")


@pytest.mark.usefixtures("_own_signals")
@pytest.mark.parametrize("by", ["option", "setting"])
def test_a_port_that_is_taken_is_told_in_one_sentence(line: Line, by: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as somebody:
        port = somebody.getsockname()[1]
        said = (
            line("sandbox", "--port", str(port))
            if by == "option"
            else line("sandbox", sandbox_port=port)
        )

    assert (said.code, said.out) == (1, "")
    assert said.err == (
        f"Error: The sandbox cannot have port {port} (Address already in use); "
        "--port chooses another.\n"
    )
