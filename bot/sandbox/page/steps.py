"""What was recorded, ready to be shown."""

import json
from dataclasses import dataclass

from bot.sandbox.house import House
from bot.sandbox.recording import Step

MOST_STEPS = 100
_WORDS = 160


@dataclass(frozen=True)
class StepRow:
    """One thing that somebody did."""

    who: str
    door: str
    what: str
    moment: str
    time: str
    ok: bool


def step_rows(house: House) -> list[StepRow]:
    """Prepare the newest steps of the recording, the newest first."""
    return [_step_row(house, step) for step in reversed(house.recording.steps[-MOST_STEPS:])]


def _step_row(house: House, step: Step) -> StepRow:
    user = step.body.get("user")
    member = house.workspace.members.get(str(user))
    said = {name: value for name, value in step.body.items() if name != "user" and value}
    what = json.dumps(said, ensure_ascii=False) if said else ""
    return StepRow(
        who=member.real_name if member else "Somebody",
        door=step.door,
        what=what if len(what) <= _WORDS else f"{what[:_WORDS]}\N{HORIZONTAL ELLIPSIS}",
        moment=step.at.isoformat(),
        time=f"{step.at:%a %H:%M:%S}",
        ok=step.ok,
    )
