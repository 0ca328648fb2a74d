"""The JSON doors below ``/sandbox/``, for tests and demonstrations.

Each answers whether it worked, and what the person sees now.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.sandbox import gestures, places, submitting, touching, travelling
from bot.sandbox.api.methods import METHODS
from bot.sandbox.desk import Desk
from bot.sandbox.durations import moment, span
from bot.sandbox.errors import DoorError
from bot.sandbox.faults import Fault, Wrong
from bot.sandbox.house import House
from bot.sandbox.plugs import Plugs
from bot.sandbox.recording import Step
from bot.sandbox.shapes import Json


@dataclass(frozen=True)
class Machine:
    """What the doors of the machine need beside the desk."""

    desk: Desk
    plugs: Plugs
    moving: asyncio.Lock


Door: TypeAlias = Callable[[Machine, Json], Awaitable[Json]]


async def knock(machine: Machine, name: str, body: Json) -> Json:
    """Go through the door *name*; say whether that worked, and what is seen now."""
    desk = machine.desk
    house, since = desk.house, desk.house.workspace.changes
    body = places.to_ids(desk, body)
    step = Step(house.clock.now(), name, places.to_places(desk, body))
    house.recording.keep(step)
    try:
        said: Json = {"ok": True} | await DOORS[name](machine, body)
    except DoorError as refused:
        said = {"ok": False, "error": str(refused)}
    step.ok = said["ok"]
    user = str(body.get("user") or "")
    known = user in house.workspace.members
    seen = desk.seen_by(user, since) if known else desk.news(since)
    return said | seen | {"time": house.clock.now().isoformat()}


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise DoorError(f"The field {name!r} is missing.")
    return value


def _object(body: Json, name: str) -> Json:
    value = body.get(name)
    if value is not None and not isinstance(value, dict):
        raise DoorError(f"The field {name!r} must be an object.")
    return dict(value or {})


async def _command(machine: Machine, body: Json) -> Json:
    line = str(body.get("text") or "")
    user, thread = _text(body, "user"), body.get("thread")
    await gestures.run_command(machine.desk, user, body.get("channel"), line, thread)
    return {}


async def _message(machine: Machine, body: Json) -> Json:
    user, text, thread = _text(body, "user"), _text(body, "text"), body.get("thread")
    await gestures.say(machine.desk, user, body.get("channel"), text, thread)
    return {}


async def _action(machine: Machine, body: Json) -> Json:
    asked = touching.Touch(
        user=_text(body, "user"),
        container=_object(body, "container"),
        action_id=_text(body, "action_id"),
        block_id=body.get("block_id"),
        value=body.get("value"),
        values=_object(body, "values"),
        forced=bool(body.get("force")),
    )
    return {"dispatched": await touching.touch(machine.desk, asked)}


async def _submit(machine: Machine, body: Json) -> Json:
    user, view = _text(body, "user"), _text(body, "view")
    if closing := body.get("close"):
        await submitting.close(machine.desk, user, view, whole_stack=closing == "all")
        return {}
    errors = await submitting.submit(machine.desk, user, view, _object(body, "values"))
    if not errors:
        return {}
    return {"ok": False, "error": "Some answers need another look.", "errors": errors}


async def _home(machine: Machine, body: Json) -> Json:
    await gestures.open_home(machine.desk, _text(body, "user"), str(body.get("tab") or "home"))
    return {}


async def _member(machine: Machine, body: Json) -> Json:
    changes = {key: value for key, value in body.items() if key != "user"}
    await gestures.change_member(machine.desk, _text(body, "user"), changes)
    return {}


async def _clock(machine: Machine, body: Json) -> Json:
    house = machine.desk.house
    since = house.workspace.changes
    # Two people who move the clock at once do so one after the other.
    async with machine.moving:
        if body.get("to") == "next":
            await travelling.to_next(machine.plugs, house)
        else:
            await travelling.to(machine.plugs, house, _target(house, body))
    await machine.desk.dispatcher.repeat_due()
    posted = len(machine.desk.news(since)["messages"])
    return {"now": house.clock.now().isoformat(), "posted": posted}


def _target(house: House, body: Json) -> datetime:
    if "to" in body:
        return moment(_text(body, "to"))
    return house.clock.now() + span(_text(body, "advance"))


async def _fault(machine: Machine, body: Json) -> Json:
    if body.get("clear"):
        machine.desk.house.faults.clear()
        return {}
    try:
        wrong = Wrong(str(body.get("fault")))
        times, retry_after = int(body.get("times", 1)), int(body.get("retry_after", 1))
    except ValueError:
        raise DoorError(f"A fault is one of {', '.join(Wrong)}; times is a number.") from None
    fault = Fault(_text(body, "method"), wrong, times, retry_after)
    if fault.method not in METHODS:
        raise DoorError(f"There is no method {fault.method!r}.")
    if times < 1:
        raise DoorError("A fault happens at least once.")
    machine.desk.house.faults.plan(fault)
    return {}


async def _away(machine: Machine, body: Json) -> Json:
    away = body.get("away")
    if not isinstance(away, bool):
        raise DoorError("The field 'away' must be true or false.")
    machine.desk.house.bot_is_away = away
    return {}


async def _reset(machine: Machine, _body: Json) -> Json:
    machine.desk.dispatcher.forget()
    machine.desk.house.reset()
    return {}


DOORS: dict[str, Door] = {
    "command": _command,
    "message": _message,
    "action": _action,
    "submit": _submit,
    "home": _home,
    "member": _member,
    "clock": _clock,
    "fault": _fault,
    "away": _away,
    "reset": _reset,
}
"""Every door by its name in the address."""
