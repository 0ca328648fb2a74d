"""Slack's rules for callers: what the bot may do, and how often."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import Limits, Sandbox, SandboxClient
from bot.sandbox.limits import Allowance, Gate, RateLimitedError, Turnstile

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.conftest import Robot

MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)


class Dial:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


def refused(turnstile: Turnstile, *gates: Gate) -> int:
    with pytest.raises(RateLimitedError) as refusal:
        turnstile.enter(gates)
    return refusal.value.retry_after


# Counting


def test_an_allowance_comes_back_exactly_when_its_time_is_over() -> None:
    dial = Dial()
    turnstile, gate = Turnstile(dial), Gate("a", Allowance(2, 10 * SECOND))
    turnstile.enter([gate])
    turnstile.enter([gate])

    dial.now = MONDAY + 10 * SECOND - MOMENT
    assert refused(turnstile, gate) == 1

    dial.now = MONDAY + 10 * SECOND
    turnstile.enter([gate])


def test_the_wait_is_told_in_whole_seconds_and_never_too_short() -> None:
    dial = Dial()
    turnstile, gate = Turnstile(dial), Gate("a", Allowance(1, 10 * SECOND))
    turnstile.enter([gate])

    dial.now = MONDAY + 2 * SECOND + MOMENT

    assert refused(turnstile, gate) == 8
    dial.now += 8 * SECOND
    turnstile.enter([gate])


def test_a_call_that_one_gate_refuses_is_counted_at_none() -> None:
    dial = Dial()
    turnstile = Turnstile(dial)
    narrow, wide = Gate("n", Allowance(1, SECOND)), Gate("w", Allowance(2, 60 * SECOND))
    turnstile.enter([narrow, wide])
    assert refused(turnstile, narrow, wide) == 1

    dial.now += SECOND
    turnstile.enter([narrow, wide])

    assert refused(turnstile, wide) == 59


def test_each_gate_counts_for_itself() -> None:
    turnstile, allowance = Turnstile(Dial()), Allowance(1, SECOND)

    turnstile.enter([Gate("a", allowance)])
    turnstile.enter([Gate("b", allowance)])

    assert refused(turnstile, Gate("a", allowance)) == 1


@given(st.lists(st.integers(0, 5_000), max_size=60))
def test_no_window_ever_holds_more_than_its_allowance(gaps: list[int]) -> None:
    dial, allowance = Dial(), Allowance(3, 3 * SECOND)
    turnstile, passed = Turnstile(dial), list[datetime]()

    for gap in gaps:
        dial.now += timedelta(milliseconds=gap)
        try:
            turnstile.enter([Gate("a", allowance)])
        except RateLimitedError as wait:
            dial.now += timedelta(seconds=wait.retry_after)
            turnstile.enter([Gate("a", allowance)])
        passed.append(dial.now)

    assert all(b - a >= 3 * SECOND for a, b in zip(passed, passed[3:], strict=False))


# In the workspace


@pytest.fixture
def strict() -> Iterator[Sandbox]:
    """A sandbox with Slack's limits, and the scopes that the bot asks for."""
    sandbox = Sandbox(starts_at=MONDAY, limits=Limits.SLACK)
    sandbox.start()
    yield sandbox
    sandbox.stop()


@pytest.fixture
def caller(strict: Sandbox) -> WebClient:
    return WebClient(token="xoxb-sandbox", base_url=strict.api_url, retry_handlers=[])


def wait_told(call: "Callable[[], object]") -> int:
    with pytest.raises(SlackApiError) as refusal:
        call()
    assert refusal.value.response.status_code == 429
    assert refusal.value.response["error"] == "ratelimited"
    return int(refusal.value.response.headers["retry-after"])


def test_a_channel_bears_a_short_burst_of_messages_and_then_one_a_second(
    strict: Sandbox, caller: WebClient
) -> None:
    for name in ("UADA", "DADA", "UADA"):
        caller.chat_postMessage(channel=name, text="hello")

    assert wait_told(lambda: caller.chat_postMessage(channel="DADA", text="hello")) == 3
    caller.chat_postMessage(channel="UBAO", text="hello")
    strict.set_clock(MONDAY + 3 * SECOND)
    caller.chat_postMessage(channel="DADA", text="hello")


@pytest.mark.parametrize(
    ("method", "calls"), [("users.list", 20), ("conversations.open", 50), ("users.info", 100)]
)
def test_a_method_is_limited_by_its_tier(
    strict: Sandbox, caller: WebClient, method: str, calls: int
) -> None:
    arguments = {"user": "UADA", "users": "UADA"}
    for _ in range(calls):
        caller.api_call(method, params=arguments)

    assert wait_told(lambda: caller.api_call(method, params=arguments)) == 60
    strict.set_clock(MONDAY + timedelta(minutes=1))
    caller.api_call(method, params=arguments)


def test_messages_of_a_whole_workspace_are_limited_too(caller: WebClient) -> None:
    for number in range(300):
        with pytest.raises(SlackApiError, match="channel_not_found"):
            caller.chat_postMessage(channel=f"C{number}", text="hello")

    assert wait_told(lambda: caller.chat_postMessage(channel="UADA", text="hello")) == 60


def test_a_reset_gives_every_allowance_back(strict: Sandbox, caller: WebClient) -> None:
    for _ in range(3):
        caller.chat_postMessage(channel="UADA", text="hello")

    SandboxClient(strict.url).reset()

    assert caller.chat_postMessage(channel="UADA", text="hello")["ok"]


def test_nothing_is_counted_unless_asked_for(web: WebClient) -> None:
    for _ in range(30):
        web.chat_postMessage(channel="UADA", text="hello")

    assert web.users_list()["ok"]


# Scopes


@pytest.mark.parametrize(
    ("method", "needed"),
    [
        ("files.getUploadURLExternal", "files:write"),
        ("team.info", "team:read"),
        ("conversations.list", "channels:read,im:read"),
    ],
)
def test_what_was_not_granted_is_refused_with_what_is_missing(
    caller: WebClient, method: str, needed: str
) -> None:
    with pytest.raises(SlackApiError) as refusal:
        caller.api_call(method)

    assert refusal.value.response.data == {
        "ok": False,
        "error": "missing_scope",
        "needed": needed,
        "provided": "chat:write,commands,im:write,users:read",
    }
    assert refusal.value.response.headers["x-accepted-oauth-scopes"] == needed


def test_every_answer_tells_what_was_granted(caller: WebClient) -> None:
    headers = caller.auth_test().headers

    assert headers["x-oauth-scopes"] == "chat:write,commands,im:write,users:read"
    assert headers["x-accepted-oauth-scopes"] == ""


def scoped(*scopes: str) -> Sandbox:
    sandbox = Sandbox(starts_at=MONDAY, scopes=scopes)
    sandbox.start()
    return sandbox


def test_who_may_read_one_kind_of_channel_may_not_read_the_other() -> None:
    sandbox = scoped("im:read", "im:write")
    web = WebClient(token="xoxb-sandbox", base_url=sandbox.api_url)
    web.conversations_open(users="UADA")

    assert [each["id"] for each in web.conversations_list(types="im")["channels"]] == ["DADA"]
    assert web.conversations_info(channel="DADA")["ok"]
    with pytest.raises(SlackApiError, match="channels:read"):
        web.conversations_list()
    with pytest.raises(SlackApiError, match="channels:read"):
        web.conversations_info(channel="CGENERAL")
    sandbox.stop()


def test_an_event_comes_only_to_who_may_hear_of_it(robot: "Robot") -> None:
    sandbox = scoped("commands")
    sandbox.bot_url = robot.url
    people = SandboxClient(sandbox.url)

    people.say("UADA", "hello")
    people.member("UADA", title="Lead")
    people.home("UADA")
    sandbox.stop()

    assert [each.payload["event"]["type"] for each in robot.deliveries] == ["app_home_opened"]


def test_without_its_scope_there_is_no_command(robot: "Robot") -> None:
    sandbox = scoped("chat:write")
    sandbox.bot_url = robot.url

    seen = SandboxClient(sandbox.url).command("UADA", "help")
    sandbox.stop()

    assert seen.error == "`/ai-path` is not a valid command."
    assert robot.deliveries == []
