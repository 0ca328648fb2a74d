"""The command line, run within the test: what it says, and how it ends."""

import json
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bot.main import main, program
from bot.settings import Settings


@dataclass(frozen=True)
class Said:
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        """The one JSON object on stdout; there is nothing else."""
        return dict(json.loads(self.out))


Line = Callable[..., Said]


@pytest.fixture
def line(capfd: pytest.CaptureFixture[str]) -> Line:
    """Run a command: its words, then settings by name."""

    def run(*words: str, **settings: object) -> Said:
        own = Settings(_env_file=None, **settings)  # type: ignore[call-arg,arg-type]  # pydantic reads them
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main(words, replace(program(), read_settings=lambda: own))
        captured = capfd.readouterr()
        return Said(int(end.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def _own_signals() -> Iterator[None]:
    """Leave no door's answer to Ctrl-C behind."""
    before = {signum: signal.getsignal(signum) for signum in (signal.SIGINT, signal.SIGTERM)}
    yield
    for signum, answer in before.items():
        signal.signal(signum, answer)
