"""A person, a moment and something small to learn."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.curriculum import Curriculum, Track
from bot.domain.people import Engineer
from tests.domain.building import curriculum, engineer, module, phase, project, track


@pytest.fixture
def ada() -> Engineer:
    """Works from Monday to Friday, by the clock of Greenwich."""
    return engineer()


@pytest.fixture
def now() -> datetime:
    """A Monday morning in winter: 08:00 in UTC."""
    return datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture
def today() -> date:
    """The day of *now*, in most of the world."""
    return date(2026, 11, 23)


@pytest.fixture
def way() -> Track:
    """Two phases; the second has a project that stands before its modules."""
    return track(phase("one", "a", "b"), phase("two", "c", projects=("show",)))


@pytest.fixture
def small(way: Track) -> Curriculum:
    """Three modules of five hours and a project of ten; b needs a."""
    return curriculum(
        way, module("a"), module("b", needs=("a",)), module("c"), project("show", hours=10)
    )
