"""What people did, kept so that it can be done again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.sandbox.shapes import Json

VERSION = 1


@dataclass
class Step:
    """One thing that somebody did: when, through which door, and whether it worked."""

    at: datetime
    door: str
    body: Json
    ok: bool = False


class Recording:
    """Everything that people did since the start."""

    def __init__(self, starts_at: datetime) -> None:
        self.starts_at = starts_at
        self.steps: list[Step] = []

    def keep(self, step: Step) -> Step:
        """Keep one step; whether it worked is written into it later."""
        self.steps.append(step)
        return step

    def written(self) -> Json:
        """Write it all down."""
        steps = [asdict(step) | {"at": step.at.isoformat()} for step in self.steps]
        return {"version": VERSION, "starts_at": self.starts_at.isoformat(), "steps": steps}
