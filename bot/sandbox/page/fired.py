"""What the bot's clockwork did, and why, ready to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.house import House
from bot.sandbox.members import Member
from bot.sandbox.plugs import LedgerRow

MOST_ROWS = 100
_TONES = {
    "planned": "ahead",
    "claimed": "ahead",
    "sent": "good",
    "failed": "bad",
    "unknown": "bad",
}


@dataclass(frozen=True)
class FiredRow:
    """One message that the bot sent, is about to send, or left unsent."""

    who: str
    kind: str
    moment: str
    local: str
    state: str
    tone: str
    why: str
    error: str


def fired_rows(house: House, ledger: Sequence[LedgerRow]) -> list[FiredRow]:
    """Prepare the newest rows of a ledger, the newest first."""
    newest = sorted(ledger, key=_due_at, reverse=True)[:MOST_ROWS]
    return [_fired_row(house.workspace.members, row) for row in newest]


def _due_at(row: LedgerRow) -> datetime:
    due: datetime = row["due_at"]
    return due


def _fired_row(members: dict[str, Member], row: LedgerRow) -> FiredRow:
    user, state, due = str(row["user"]), str(row["state"]), _due_at(row)
    member = members.get(user)
    local = member.local(due) if member else due
    return FiredRow(
        who=member.real_name if member else user,
        kind=str(row["kind"]).replace("_", " "),
        moment=due.isoformat(),
        local=f"{local:%a} {local.day} {local:%b}, {local:%H:%M}",
        state=state,
        tone=_TONES.get(state, "quiet"),
        why=str(row.get("why") or ""),
        error=str(row.get("error") or ""),
    )
