"""How fast a slash command is answered over HTTP, with 1,000 engineers in SQLite.

The bot runs as `ai-path web` in a process of its own, behind gunicorn; the
requests come from this one over loopback.  Its liveness page, which touches
neither Bolt nor the database, is measured beside it as the server's limit.
"""

import hashlib
import hmac
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server
from statistics import median, quantiles
from urllib.parse import urlencode

from bot import content
from bot.domain.people import Profile, Rhythm, Who
from bot.domain.plans import Verdict, Wish
from bot.domain.sittings import Estimate, Sitting, Stage
from bot.sandbox import Sandbox
from bot.services import people, plans
from bot.settings import shipped
from bot.store import Session, Sessions, connect, disconnect
from bot.store import assessments as assessment_store
from bot.store import people as people_store
from bot.store.migrations import migrate

ENGINEERS = 1_000
WARM_UP = 50
REQUESTS = 500
ROUNDS = 3
GOAL_MS = 50
SECRET = "benchmark"
WORKSPACE = "TSANDBOX"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        sessions = connect(url)
        fill(sessions)
        disconnect(sessions)
        with serving(url) as port:
            limit = measured(port, lambda _: ("GET", "/healthz", b"", {}))
            help_ = measured(port, lambda n: command(n, "help"))
            plan = measured(port, lambda n: command(n, "plan"))
    print(f"Slash commands over HTTP, {ENGINEERS:,} engineers in SQLite, one at a time, ms")
    print(f"{'':24}{'p50':>8}{'p99':>8}{'x limit':>9}")
    report("liveness page (limit)", limit, limit)
    report("/ai-path help", help_, limit)
    report("/ai-path plan", plan, limit)
    met = "met" if median(plan) <= GOAL_MS else "NOT met"
    print(f"Goal: /ai-path plan within {GOAL_MS} ms at the median: {met}.")


def report(name: str, times: list[float], limit: list[float]) -> None:
    """Print one line of the table."""
    p99 = quantiles(times, n=100)[98]
    print(f"{name:24}{median(times):8.2f}{p99:8.2f}{median(times) / median(limit):9.1f}")


def fill(sessions: Sessions) -> None:
    """Put engineers with running plans into an empty database."""
    migrate(sessions, shipped("migrations"))
    loaded = content.load([shipped("content")])
    now = datetime.now(UTC)
    with sessions.begin() as session:
        for number in range(ENGINEERS):
            add(session, loaded, Who(WORKSPACE, f"U{number}"), now)


def add(session: Session, loaded: content.Loaded, who: Who, now: datetime) -> None:
    """Add one engineer who was assessed and follows the default track."""
    engineer = people.join(session, who, Profile(f"Engineer {who.user}", "Europe/Berlin"), now)
    people_store.set_rhythm(session, engineer, replace(Rhythm(zone="Europe/Berlin")))
    assessment_store.begin(session, engineer, 1, loaded.curriculum.version, now)
    sitting = assessment_store.open_sitting(session, engineer)
    assert isinstance(sitting, Sitting)
    estimate = Estimate(0.8, 0.15, 0.05, -1.0, 0.5, Verdict.STUDY)
    assessment_store.keep_estimates(session, sitting, dict.fromkeys(loaded.bank.areas, estimate))
    assessment_store.move(session, sitting, Stage.DONE, finished_at=now)
    wish = Wish(loaded.curriculum.default_track, engineer.day(now))
    plans.make(session, loaded.curriculum, loaded.bank, who, wish, now)


@contextmanager
def serving(url: str) -> Iterator[int]:
    """Run `ai-path web` against a stand-in for Slack, in a process of its own."""
    sandbox = Sandbox(signing_secret=SECRET, team_id=WORKSPACE)
    sandbox.start()
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "AI_PATH_DATABASE_URL": url,
        "AI_PATH_SLACK_API_URL": sandbox.api_url,
        "AI_PATH_SLACK_BOT_TOKEN": "xoxb-sandbox",
        "AI_PATH_SLACK_SIGNING_SECRET": SECRET,
        "AI_PATH_PORT": str(port),
    }
    process = subprocess.Popen([sys.executable, "-m", "bot", "web"], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()
        sandbox.stop()


def wait_for(port: int) -> None:
    """Return when the page answers, after 30 seconds at the most."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            request(HTTPConnection("127.0.0.1", port), "GET", "/healthz", b"", {})
        except ConnectionError:
            continue
        return
    raise TimeoutError("the server did not answer")


Call = tuple[str, str, bytes, dict[str, str]]


def command(number: int, words: str) -> Call:
    """Sign a slash command of one of the engineers."""
    body = urlencode(
        {
            "command": "/ai-path",
            "text": words,
            "team_id": WORKSPACE,
            "user_id": f"U{number * 7 % ENGINEERS}",
            "channel_id": "C1",
            "trigger_id": "1.2.3",
            "response_url": "http://127.0.0.1:9/",
        }
    ).encode()
    stamp = str(int(time.time()))
    signed = hmac.new(SECRET.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signed}",
    }
    return "POST", "/slack/events", body, headers


def measured(port: int, call: Callable[[int], Call]) -> list[float]:
    """Send requests one after another; list the times in milliseconds of all rounds."""
    times: list[float] = []
    for _ in range(ROUNDS):
        connection = HTTPConnection("127.0.0.1", port)
        for number in range(WARM_UP + REQUESTS):
            made = call(number)
            start = time.perf_counter()
            request(connection, *made)
            if number >= WARM_UP:
                times.append((time.perf_counter() - start) * 1000)
        connection.close()
    return times


def request(
    connection: HTTPConnection, method: str, path: str, body: bytes, headers: dict[str, str]
) -> None:
    """Send one request and insist that it was answered well."""
    connection.request(method, path, body, headers)
    with connection.getresponse() as response:
        told = response.read()
        assert response.status == HTTPStatus.OK, told
