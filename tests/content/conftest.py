from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

SMALL = Path(__file__).parent / "small"
REAL = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def real() -> Path:
    """The content that is shipped."""
    return REAL


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of a small content without any fault, to plant faults in."""
    return copytree(SMALL, tmp_path / "small")


@pytest.fixture
def plant(small: Path) -> Callable[[str, str, str], Path]:
    """Replace some text of a file in the small content."""

    def _plant(name: str, old: str, new: str) -> Path:
        path = small / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return path

    return _plant
