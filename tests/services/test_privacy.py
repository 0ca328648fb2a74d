from datetime import timedelta

import pytest

from bot.domain.people import StrangerError
from bot.domain.privacy import Access
from bot.services import privacy, teams
from tests.services.conftest import ADA, BEN, LENA, STRANGER, World


def test_everybody_sees_who_looked_at_them_and_nobody_else(world: World) -> None:
    world.join(ADA, BEN, LENA)
    first = world.clock.now()
    with world.begin() as session:
        teams.create(session, LENA, "Search", [ADA], admins={"ULENA"}, now=first)
        teams.report(session, world.curriculum, LENA, "Search", first)
        second = world.clock.forward(timedelta(days=7))
        teams.report(session, world.curriculum, LENA, "", second)

    with world.begin() as session:
        assert privacy.access_log(session, ADA) == (
            Access("Lena Fox", "team report", second),
            Access("Lena Fox", "team report", first),
        )
        assert privacy.access_log(session, BEN) == ()
        assert privacy.access_log(session, LENA) == ()


def test_a_stranger_has_no_log(world: World) -> None:
    with pytest.raises(StrangerError), world.begin() as session:
        privacy.access_log(session, STRANGER)
