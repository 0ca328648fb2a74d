"""`tick` and `preview`: one pass of the clock, and a look ahead."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest

from bot.content import Loaded
from bot.sandbox import Member, Sandbox, SandboxClient
from bot.store import Sessions
from tests.cli.conftest import Line
from tests.schedule.crowd import DUE, TEAM, Crowd, change, entries, user

TOKEN = "xoxb-sandbox"
AT = DUE.isoformat()
PAUSE = timedelta(seconds=40)
TICK_KEYS = ["at", "planned", "sent", "skipped", "failed", "unknown", "retry_at"]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A workspace with two engineers."""
    members = [Member(user(n), f"e{n}", f"Engineer {n}", "UTC") for n in (1, 2)]
    found = Sandbox(starts_at=DUE, team_id=TEAM, bot_token=TOKEN, members=members)
    found.start()
    yield found
    found.stop()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """SQLite: what differs between the databases is tried where SQL is."""
    return sqlite_url


@pytest.fixture
def crowd(sessions: Sessions, loaded: Loaded) -> Crowd:
    """Two engineers who are due at the same moment, one of them in New York."""
    found = Crowd(2)
    found.settle(sessions, loaded.curriculum)
    return found


def test_tick_says_in_json_what_it_did(
    line: Line, crowd: Crowd, sandbox: Sandbox, sqlite_url: str
) -> None:
    del crowd
    settings = {
        "database_url": sqlite_url,
        "slack_api_url": sandbox.api_url,
        "slack_bot_token": TOKEN,
    }
    SandboxClient(sandbox.url).fault("chat.postMessage", "429", retry_after=40)

    first = line("tick", "--at", AT, "--json", **settings)
    retry_at = datetime.fromisoformat(first.object["retry_at"])
    in_time = retry_at.astimezone(timezone(timedelta(hours=1))).isoformat()
    second = line("tick", "--at", in_time, "--json", **settings)

    counts = {"planned": 2, "sent": 1, "skipped": 0, "failed": 0, "unknown": 0}
    assert (first.code, first.err, list(first.object)) == (0, "", TICK_KEYS)
    assert first.object == {"at": AT, **counts, "retry_at": retry_at.isoformat()}
    # Slack counts from its answer, which comes a little after the tick began.
    assert PAUSE <= retry_at - DUE < PAUSE + timedelta(seconds=30)
    assert second.object == {"at": in_time, **counts, "planned": 0, "retry_at": None}


def test_tick_says_in_words_what_it_did(
    line: Line, crowd: Crowd, sandbox: Sandbox, sqlite_url: str
) -> None:
    del crowd

    said = line(
        "tick",
        "--at",
        AT,
        database_url=sqlite_url,
        slack_api_url=sandbox.api_url,
        slack_bot_token=TOKEN,
    )

    assert said.out == "2 planned, 2 sent, 0 skipped, 0 failed, 0 unknown.\n"


def test_tick_without_a_moment_acts_now(line: Line, sqlite_url: str) -> None:
    said = line("tick", "--json", database_url=sqlite_url, slack_bot_token=TOKEN)

    assert said.object["at"] > "2026"
    assert said.object["at"].endswith("+00:00")


def test_tick_without_a_token_is_refused_before_anything_is_lost(
    line: Line, crowd: Crowd, sessions: Sessions, sqlite_url: str
) -> None:
    del crowd

    said = line("tick", "--at", AT, "--json", database_url=sqlite_url)

    assert (said.code, said.out) == (1, "")
    assert said.err == "AI_PATH_SLACK_BOT_TOKEN is not set, and this command needs it.\n"
    assert entries(sessions) == ()


def test_preview_tells_who_hears_what_when_and_why(
    line: Line, crowd: Crowd, sessions: Sessions, sqlite_url: str
) -> None:
    del crowd
    change(sessions, 2, zone="Asia/Kathmandu", look_at=None)

    said = line("preview", "--from", AT, "--json", database_url=sqlite_url)

    assert (said.code, said.err) == (0, "")
    assert said.object == {
        "messages": [
            {
                "user": user(1),
                "kind": "nudge",
                "at": AT,
                "local": AT,
                "why": "your weekly nudge, Monday 09:30 your time",
            },
            {
                "user": user(1),
                "kind": "checkin",
                "at": "2026-11-27T15:00:00+00:00",
                "local": "2026-11-27T15:00:00+00:00",
                "why": "your check-in, on your last working day of the week at 15:00 your time",
            },
            {
                "user": user(1),
                "kind": "nudge",
                "at": "2026-11-30T09:30:00+00:00",
                "local": "2026-11-30T09:30:00+00:00",
                "why": "your weekly nudge, Monday 09:30 your time",
            },
        ]
    }
    assert entries(sessions) == ()


def test_preview_tells_the_time_on_the_engineers_own_clock(
    line: Line, crowd: Crowd, sessions: Sessions, sqlite_url: str
) -> None:
    del crowd
    change(sessions, 1, zone="Asia/Kathmandu", look_at=DUE)
    change(sessions, 2, look_at=None)

    said = line("preview", "--from", AT, "--days", "1", database_url=sqlite_url)

    assert said.out.startswith(f"2026-11-23T15:15:00+05:45  {user(1)}  nudge: your weekly nudge")
    assert said.out.count("\n") == 1


def test_preview_says_so_when_nothing_will_be_sent(line: Line, sqlite_url: str) -> None:
    in_words = line("preview", database_url=sqlite_url)
    in_json = line("preview", "--json", database_url=sqlite_url)

    assert in_words.out == "Nothing will be sent.\n"
    assert json.loads(in_json.out) == {"messages": []}


@pytest.mark.parametrize("words", [["tick", "--at"], ["preview", "--from"]], ids=" ".join)
@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ("2026-11-23T09:30", "has no offset; add one, or Z for UTC."),
        ("2026-11-23", "has no offset; add one, or Z for UTC."),
        ("Monday", "is no moment in ISO 8601, such as 2026-11-23T09:30Z."),
        ("2026-13-01T00:00Z", "is no moment in ISO 8601, such as 2026-11-23T09:30Z."),
        ("0001-01-01T00:00+14:00", "is too far away to be meant."),
        ("9999-12-31T23:59-14:00", "is too far away to be meant."),
    ],
)
def test_a_moment_that_could_mean_several_is_wrong_usage(
    line: Line, words: list[str], moment: str, reason: str
) -> None:
    said = line(*words, moment, slack_bot_token=TOKEN)

    assert (said.code, said.out) == (2, "")
    assert f"'{moment}' {reason}" in said.err


@pytest.mark.parametrize("moment", ["2026-11-23T09:30Z", "2026-11-23T09:30:00+05:45"])
def test_a_moment_with_an_offset_is_understood(line: Line, sqlite_url: str, moment: str) -> None:
    said = line("tick", "--at", moment, database_url=sqlite_url, slack_bot_token=TOKEN)

    assert said.code == 0
