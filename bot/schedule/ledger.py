"""The sender's way to the ledger: short transactions, none around a call to Slack."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.deps import Deps
from bot.domain.nudges import Letter
from bot.domain.refusals import BotError
from bot.schedule.delivery import Outcome, later
from bot.services import nudges
from bot.store import nudges as store

logger = logging.getLogger(__name__)

# What reading a person or a plan raises where the database holds what cannot be.
UNWRITABLE = (BotError, ValueError, LookupError)


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages to send now, and what became of those that could not be written."""

    letters: tuple[Letter, ...] = ()
    unwritten: tuple[Outcome, ...] = ()

    def __len__(self) -> int:
        return len(self.letters) + len(self.unwritten)

    def __add__(self, other: "Batch") -> "Batch":
        return Batch(self.letters + other.letters, self.unwritten + other.unwritten)


def claim(deps: Deps, workspace: str, now: datetime, limit: int) -> Batch:
    """Take at most *limit* messages of *workspace*; one that breaks stops no other."""
    try:
        return _claim(deps, workspace, now, limit)
    except UNWRITABLE:
        logger.exception("a batch could not be written, so its messages are taken one by one")
    return _claim_singly(deps, workspace, now, limit)


def _claim(deps: Deps, workspace: str, now: datetime, limit: int) -> Batch:
    with deps.sessions.begin() as session:
        claims = nudges.claim(
            session, deps.curriculum, workspace, deps.worker, now=now, limit=limit
        )
    return Batch(claims.letters, claims.put_off)


def _claim_singly(deps: Deps, workspace: str, now: datetime, limit: int) -> Batch:
    batch = Batch()
    while len(batch) < limit and len(found := _claim_one(deps, workspace, now)):
        batch += found
    return batch


def _claim_one(deps: Deps, workspace: str, now: datetime) -> Batch:
    try:
        return _claim(deps, workspace, now, 1)
    except UNWRITABLE:
        logger.exception("a message could not be written, so it waits for somebody to mend it")
    return _put_off_one(deps, workspace, now)


def _put_off_one(deps: Deps, workspace: str, now: datetime) -> Batch:
    with deps.sessions.begin() as session:
        claimed = store.claim(session, workspace, deps.worker, now, 1)
        why = "it could not be written; the log says why"
        outcomes = tuple(later(one.id, one.attempts, why, now) for one in claimed)
        store.mark(session, outcomes, now)
    return Batch(unwritten=outcomes)


def mark(deps: Deps, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Note what became of claimed messages."""
    with deps.sessions.begin() as session:
        nudges.mark(session, outcomes, now)
