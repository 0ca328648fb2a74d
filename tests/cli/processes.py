"""The program as its operators start it: a process of its own, with an environment of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 180
# As strict with itself as the tests are: a warning ends the process.
PROGRAM = [sys.executable, "-W", "error", "-m", "bot"]
NOT_INHERITED = ("AI_PATH_", "HTTP_PROXY", "HTTPS_PROXY", "PYTHONWARNINGS")


def environment(settings: dict[str, str]) -> dict[str, str]:
    """Make an environment with these settings and none that somebody's shell has."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(NOT_INHERITED)
    }
    ours = {f"AI_PATH_{name.upper()}": value for name, value in settings.items()}
    return inherited | ours | {"PYTHONPATH": str(ROOT)}


@contextmanager
def started(
    folder: Path, *arguments: str, shell: dict[str, str] | None = None, **settings: str
) -> Iterator[subprocess.Popen[str]]:
    """Start the program in *folder*; what still runs at the end of the block is killed.

    *shell* is what the environment holds beside the settings.
    """
    with subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(settings) | (shell or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def run(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """Run the program in *folder* to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=folder,
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
