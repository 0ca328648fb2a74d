"""Socket Mode: the bot calls in."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.sandbox import Sandbox, SandboxClient

Json = dict[str, Any]


@pytest.fixture
def quick(robot: object) -> Iterator[Sandbox]:  # noqa: ARG001 - keeps the shared bot in order
    """A sandbox of its own, which waits for the bot a fifth of a second."""
    sandbox = Sandbox(ack_seconds=0.2, scopes=["commands", "im:history"])
    sandbox.start()
    yield sandbox
    sandbox.stop()


def call_in(sandbox: Sandbox) -> ClientConnection:
    web = WebClient(base_url=sandbox.api_url)
    return connect(web.apps_connections_open(app_token="xapp-sandbox")["url"])


def read(line: ClientConnection) -> Json:
    return dict(json.loads(line.recv(timeout=5)))


def acknowledge(line: ClientConnection, payload: object = None) -> Json:
    """Take the next envelope, and answer it."""
    envelope = read(line)
    answer = {"envelope_id": envelope["envelope_id"]}
    line.send(json.dumps(answer if payload is None else answer | {"payload": payload}))
    return envelope


@pytest.fixture
def line(quick: Sandbox) -> Iterator[ClientConnection]:
    with call_in(quick) as line:
        read(line)
        yield line


@pytest.fixture
def people(quick: Sandbox) -> SandboxClient:
    return SandboxClient(quick.url)


def test_a_bot_that_calls_in_is_greeted(quick: Sandbox) -> None:
    with call_in(quick) as line:
        hello = read(line)

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)


def test_a_ticket_is_good_for_one_connection(quick: Sandbox) -> None:
    web = WebClient(base_url=quick.api_url)
    url = web.apps_connections_open(app_token="xapp-sandbox")["url"]
    with connect(url) as line:
        read(line)

        with pytest.raises(InvalidStatus):
            connect(url)


def test_a_command_is_answered_in_the_acknowledgement(
    people: SandboxClient, line: ClientConnection
) -> None:
    with ThreadPoolExecutor() as pool:
        seen = pool.submit(people.command, "UADA", "help")
        envelope = acknowledge(line, {"text": "hello"})

    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    assert envelope["payload"]["user_id"] == "UADA"
    assert seen.result().text == "hello"


def test_a_command_may_be_answered_with_text(people: SandboxClient, line: ClientConnection) -> None:
    with ThreadPoolExecutor() as pool:
        seen = pool.submit(people.command, "UADA", "help")
        acknowledge(line, "hello")

    assert seen.result().text == "hello"


def test_an_event_travels_with_its_attempt(people: SandboxClient, line: ClientConnection) -> None:
    with ThreadPoolExecutor() as pool:
        seen = pool.submit(people.say, "UADA", "hello")
        first = read(line)
        second = acknowledge(line)

    assert seen.result().ok
    assert (first["type"], first["retry_attempt"], first["retry_reason"]) == ("events_api", 0, "")
    assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    assert first["accepts_response_payload"] is False


def test_who_does_not_acknowledge_is_too_slow(
    people: SandboxClient, line: ClientConnection
) -> None:
    seen = people.command("UADA", "help")

    assert "operation_timeout" in seen.text
    assert read(line)["type"] == "slash_commands"


def test_words_that_are_no_acknowledgement_are_passed_over(
    people: SandboxClient, line: ClientConnection
) -> None:
    with ThreadPoolExecutor() as pool:
        seen = pool.submit(people.command, "UADA", "help")
        for noise in ("noise", "[1]", '{"envelope_id": "other"}'):
            line.send(noise)
        acknowledge(line, {"text": "hello"})

    assert seen.result().text == "hello"


def test_two_connections_take_turns(quick: Sandbox, people: SandboxClient) -> None:
    with call_in(quick) as first, call_in(quick) as second, ThreadPoolExecutor() as pool:
        assert [read(first)["num_connections"], read(second)["num_connections"]] == [1, 2]
        for line in (first, second):
            seen = pool.submit(people.command, "UADA", "help")
            acknowledge(line)
            assert seen.result().ok


def test_a_bot_that_hangs_up_did_not_take_the_parcel(
    people: SandboxClient, line: ClientConnection
) -> None:
    with ThreadPoolExecutor() as pool:
        seen = pool.submit(people.command, "UADA", "help")
        read(line)
        line.close()

    assert "dispatch_failed" in seen.result().text


def test_lines_end_with_the_sandbox(quick: Sandbox, line: ClientConnection) -> None:
    quick.stop()

    with pytest.raises(ConnectionClosed):
        line.recv(timeout=5)
