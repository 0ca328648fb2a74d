"""Who gets an answer at all: signed requests of a workspace that is served."""

import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from bot import logs
from bot.deps import Deps
from bot.main import web
from bot.sandbox import SandboxClient
from bot.settings import LogFormat, Settings, SettingsError
from bot.slack import app
from bot.slack.app import Installation
from bot.web.application import application
from tests.slack.conftest import INSTALLED, TOKEN, bolt, door_of
from tests.slack.having import everything, member
from tests.slack.knocking import SECRET, TEAM, Door, sign

COMMAND = urlencode(
    {
        "command": "/ai-path",
        "text": "away a-secret-holiday",
        "team_id": TEAM,
        "user_id": "UADA",
        "trigger_id": "1.2.x",
    }
).encode()
# The window of Slack's own advice is five minutes; the clock may tick while we ask.
INSIDE, OUTSIDE = 295, 305


def test_a_signed_request_is_answered(door: Door) -> None:
    answer = door.signed(COMMAND)

    assert answer.status == 200
    assert "Hello, I am AI Path." in answer.said["text"]


@pytest.mark.parametrize("seconds", [-INSIDE, INSIDE], ids=["a while ago", "a clock that is fast"])
def test_a_request_of_the_last_five_minutes_is_answered(door: Door, seconds: int) -> None:
    answer = door.post(COMMAND, sign(COMMAND, int(time.time()) + seconds))

    assert answer.status == 200


@pytest.mark.parametrize("seconds", [-OUTSIDE, OUTSIDE], ids=["too old", "from the future"])
def test_a_request_of_another_time_is_refused(door: Door, seconds: int) -> None:
    answer = door.post(COMMAND, sign(COMMAND, int(time.time()) + seconds))

    assert answer.status == 401


@pytest.mark.parametrize("timestamp", ["", "yesterday", "-1", "1e9", "٣"])
def test_a_timestamp_that_is_no_number_is_refused_and_is_no_fault_of_ours(
    door: Door, timestamp: str
) -> None:
    signed = sign(COMMAND, int(time.time()))

    answer = door.post(COMMAND, signed | {"X-Slack-Request-Timestamp": timestamp})

    assert answer.status == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Slack-Request-Timestamp": "0"},
        {"X-Slack-Signature": "v0=0000"},
        {"X-Slack-Signature": ""},
        {},
    ],
    ids=["another timestamp", "another signature", "no signature", "another body"],
)
def test_a_badly_signed_request_is_refused(door: Door, headers: dict[str, str]) -> None:
    body = COMMAND if headers else COMMAND + b"&user_id=ULENA"

    answer = door.post(body, sign(COMMAND, int(time.time())) | headers)

    assert answer.status == 401


def test_a_request_signed_with_another_secret_is_refused(door: Door) -> None:
    answer = door.post(COMMAND, sign(COMMAND, int(time.time()), secret="somebody-elses"))

    assert answer.status == 401


@pytest.fixture
def logged(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Logging as the program sets it up at INFO, put back afterwards."""
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    logs.configure(LogFormat.CONSOLE, "INFO")
    yield capsys
    root.handlers[:], root.level = before


def test_what_a_badly_signed_request_says_is_not_logged(
    logged: pytest.CaptureFixture[str], connected: Deps
) -> None:
    door = door_of(connected)
    logging.getLogger("a-witness").info("the log is on")

    door.post(COMMAND, sign(COMMAND, 1) | {"X-Slack-Signature": "v0=a-forged-signature"})

    told = logged.readouterr().err
    assert "the log is on" in told
    assert "a-secret-holiday" not in told
    assert "a-forged-signature" not in told


def test_a_workspace_that_is_not_served_gets_no_answer(
    door: Door, connected: Deps, slack: SandboxClient
) -> None:
    before = everything(connected)

    answers = [
        door.command("help", team_id="TFOREIGN", response_url=f"{connected.slack_api_url}none"),
        door.press("ai_path.join", team={"id": "TFOREIGN"}, user={"id": "UADA"}),
        door.event({"type": "app_home_opened", "user": "UADA", "tab": "home"}, team="TFOREIGN"),
    ]

    assert [(answer.status, answer.body) for answer in answers] == [(200, "")] * 3
    assert everything(connected) == before
    assert slack.messages("UADA") == []


def test_slack_may_ask_whether_the_address_is_ours(door: Door) -> None:
    question = {"type": "url_verification", "challenge": "a-challenge", "token": "t"}

    answer = door.signed(json.dumps(question).encode(), "application/json")

    assert answer.said == {"challenge": "a-challenge"}


def test_without_a_signing_secret_the_program_does_not_start() -> None:
    settings = Settings(slack_bot_token=SecretStr(TOKEN), slack_signing_secret=SecretStr(""))

    with pytest.raises(SettingsError, match="AI_PATH_SLACK_SIGNING_SECRET is not set"):
        web(settings)


def test_the_token_says_which_workspace_is_served(connected: Deps) -> None:
    found = app.installation(connected.slack_api_url, TOKEN)

    assert found.workspace == TEAM
    assert found.token == TOKEN


ASKING = """
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from bot.content import load
from bot.deps import Deps
from bot.store import connect
from tests.slack.conftest import door_of

loaded = load([Path("content")])
deps = Deps(
    sessions=connect("sqlite:///{database}"), curriculum=loaded.curriculum, bank=loaded.bank,
    now=lambda: datetime(2026, 11, 23, 8, 0, tzinfo=UTC), draw=lambda: 7,
    bot_token=lambda _: "xoxb-test", slack_api_url="http://127.0.0.1:9/api/",
)
door = door_of(deps)
print(door.command("help").said["text"])
print(repr(door.command("help", team_id="TFOREIGN").body))
"""


def test_slacks_own_names_in_the_environment_change_nothing(
    sqlite_url: str, tmp_path: Path
) -> None:
    names = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "client-secret",
        "SLACK_BOT_TOKEN": "xoxb-somebody-elses",
        "SLACK_SIGNING_SECRET": "somebody-elses",
    }

    asked = subprocess.run(
        [sys.executable, "-c", ASKING.format(database=sqlite_url.removeprefix("sqlite:///"))],
        env=os.environ | names | {"HOME": str(tmp_path)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )

    welcome, foreign = asked.stdout.splitlines()
    assert welcome.startswith("Hello, I am AI Path.")
    assert foreign == "''"
    assert list(tmp_path.glob(".bolt*")) == []


def test_five_listeners_that_wait_for_slack_do_not_starve_a_sixth(
    connected: Deps, slack: SandboxClient
) -> None:
    all_inside, turns = threading.Barrier(6), count()

    def find(team: str) -> Installation | None:
        if next(turns) < 5:
            all_inside.wait(timeout=10)
        return INSTALLED if team == TEAM else None

    door = Door(application(app.build(connected, SECRET, find), {}))
    member(connected)
    slack.fault("views.open", "timeout", times=5)

    with ThreadPoolExecutor(5) as pool:
        waiting = [pool.submit(door.command, "settings") for _ in range(5)]
        all_inside.wait(timeout=10)
        answer = door.command("help")
        were_done = [each.done() for each in waiting]

    assert "What you can do next" in answer.said["text"]
    assert were_done == [False] * 5
    assert all("went wrong" in each.result().said["text"] for each in waiting)


def test_a_session_ends_before_its_listener_does(connected: Deps) -> None:
    door = door_of(connected)
    pool = connected.sessions.kw["bind"].pool

    answers = [door.command(text) for text in ("help", "plan", "assess", "away nonsense")]

    assert [answer.status for answer in answers] == [200] * 4
    assert pool.checkedout() == 0


def test_bolt_is_handed_everything_it_would_otherwise_look_for(connected: Deps) -> None:
    built = bolt(connected)

    assert built.process_before_response
    assert built.client.retry_handlers == []
    assert built.client.timeout == 2
