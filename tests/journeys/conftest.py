"""A workspace for each journey, on each database."""

from collections.abc import Iterator

import pytest

from tests.playground import Workspace, opened


@pytest.fixture
def workspace(database_url: str) -> Iterator[Workspace]:
    """A workspace on a Monday morning, in which nobody has met the bot."""
    with opened(database_url) as workspace:
        yield workspace
