import asyncio

from bot.sandbox.pulse import Pulse


def test_who_waits_is_woken_by_the_next_beat() -> None:
    async def wait() -> bool:
        pulse = Pulse()
        asyncio.get_running_loop().call_soon(pulse.beat)
        return await pulse.after(0, patience=5)

    assert asyncio.run(wait())


def test_who_missed_a_beat_does_not_wait() -> None:
    async def wait() -> bool:
        pulse = Pulse()
        pulse.beat()
        return await pulse.after(0, patience=0)

    assert asyncio.run(wait())


def test_who_waits_in_vain_is_told() -> None:
    async def wait() -> bool:
        return await Pulse().after(0, patience=0)

    assert not asyncio.run(wait())
