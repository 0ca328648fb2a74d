"""The bench: what goes on behind the scenes."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.error import HTTPError

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.page.fired import MOST_ROWS
from tests.sandbox.pages import Page, fetch

Json = dict[str, Any]
MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def bench(sandbox: Sandbox, tab: str) -> Page:
    return Page(fetch(sandbox, f"/bench/{tab}").decode())


def row(**different: object) -> Json:
    sent = {"user": "UMIA", "kind": "check_in", "due_at": MONDAY, "state": "sent", "why": "Monday"}
    return sent | different


def test_a_tab_that_is_not_there_is_not_found(sandbox: Sandbox) -> None:
    with pytest.raises(HTTPError, match="404"):
        bench(sandbox, "attic")


# What fired


def test_what_fired_is_told_with_its_reason_on_the_persons_clock(sandbox: Sandbox) -> None:
    sandbox.ledger = lambda: [row(), row(state="failed", why=None, error="It broke.")]

    page = bench(sandbox, "fired")

    assert "Mia Kerekere Mon 5 Jan, 21:00 check in sent Monday" in page.text
    assert "check in failed It broke." in page.text
    assert page.having(datetime="2026-01-05T08:00:00+00:00")


def test_the_newest_stands_first(sandbox: Sandbox) -> None:
    later = MONDAY + timedelta(hours=1)
    sandbox.ledger = lambda: [row(kind="morning"), row(kind="noon", due_at=later)]

    text = bench(sandbox, "fired").text

    assert text.index("noon") < text.index("morning")


def test_a_long_ledger_is_cut_after_the_newest(sandbox: Sandbox) -> None:
    def rows() -> list[Json]:
        return [row(due_at=MONDAY + timedelta(days=day)) for day in range(MOST_ROWS + 1)]

    sandbox.ledger = rows

    tags = bench(sandbox, "fired").tags
    moments = [found["datetime"] for _, found in tags if "datetime" in found]

    assert len(moments) == MOST_ROWS
    assert moments[-1] == (MONDAY + timedelta(days=1)).isoformat()


def test_somebody_unknown_is_named_by_the_id_and_in_utc(sandbox: Sandbox) -> None:
    sandbox.ledger = lambda: [row(user="UGONE", state="archived")]

    assert "UGONE Mon 5 Jan, 08:00 check in archived" in bench(sandbox, "fired").text


def test_an_empty_ledger_says_what_to_do(sandbox: Sandbox) -> None:
    sandbox.ledger = list

    assert "Nothing yet." in bench(sandbox, "fired").text


def test_a_bot_without_a_ledger_is_said_to_have_none(sandbox: Sandbox) -> None:
    assert "No bot has plugged its ledger in" in bench(sandbox, "fired").text


def test_the_way_to_the_next_message_is_shown_where_there_is_one(sandbox: Sandbox) -> None:
    assert "data-next" not in fetch(sandbox, "/").decode()

    sandbox.next_moment = lambda: MONDAY

    assert "Move the clock forward to the next message" in fetch(sandbox, "/").decode()
