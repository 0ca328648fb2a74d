"""What comes in over HTTP: who may knock where, and that nothing odd breaks the door."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from slack_bolt import App

from bot.web.application import LARGEST_BODY, application
from tests.web.knocking import FORM, TEAM, Knock, signature

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

JSON = "application/json"
HELP = urlencode(
    {
        "command": "/ai-path",
        "text": "help",
        "team_id": TEAM,
        "user_id": "UADA",
        "trigger_id": "1.2.x",
    }
).encode()


def test_a_signed_command_is_answered_in_the_acknowledgement(door: "WSGIApplication") -> None:
    answer = Knock(HELP, environ=signature(HELP)).at(door)

    assert answer.status == 200
    assert "Hello, I am AI Path." in answer.said["text"]
    assert answer.headers["Content-Length"] == str(len(answer.body))


def test_being_alive_is_all_that_healthz_asks_for(bolt: App) -> None:
    door = application(bolt, {"database": lambda: False})

    answer = Knock(method="GET", path="/healthz").at(door)

    assert (answer.status, answer.said) == (200, {"ok": True})
    assert answer.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ({"database": True, "slack": True}, 200),
        ({"database": True, "slack": False}, 503),
        ({"database": False, "slack": False}, 503),
    ],
    ids=["all well", "one fails", "all fail"],
)
def test_readyz_tells_each_state_and_fails_with_the_first(
    bolt: App, states: dict[str, bool], status: int
) -> None:
    door = application(bolt, {name: lambda ok=ok: ok for name, ok in states.items()})  # type: ignore[misc]  # the default carries the value

    answer = Knock(method="GET", path="/readyz").at(door)

    assert answer.status == status
    assert answer.said == {"ok": status == 200, "checks": states}


def test_a_head_request_gets_the_headers_alone(door: "WSGIApplication") -> None:
    answer = Knock(method="HEAD", path="/healthz").at(door)

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(b'{"ok": true}'))


@pytest.mark.parametrize("path", ["/", "", "/slack", "/slack/events/", "/healthz/x", "/ré"])
def test_an_unknown_path_is_not_found(door: "WSGIApplication", path: str) -> None:
    answer = Knock(HELP, path=path, environ=signature(HELP)).at(door)

    assert (answer.status, answer.said) == (404, {"error": "Not Found"})


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/slack/events", "POST"),
        ("PUT", "/slack/events", "POST"),
        ("POST", "/healthz", "GET, HEAD"),
        ("DELETE", "/readyz", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_told_the_right_one(
    door: "WSGIApplication", method: str, path: str, allowed: str
) -> None:
    answer = Knock(method=method, path=path).at(door)

    assert answer.status == 405
    assert answer.headers["Allow"] == allowed


@pytest.mark.parametrize(
    ("length", "status"),
    [
        (str(LARGEST_BODY + 1), 413),
        ("9" * 5000, 413),
        ("-1", 400),
        ("1.5", 400),
        ("²", 400),
        ("٣", 400),
        ("", 411),
        (None, 411),
    ],
)
def test_a_body_of_an_impossible_length_is_refused(
    door: "WSGIApplication", length: str | None, status: int
) -> None:
    answer = Knock(HELP, environ=signature(HELP) | {"CONTENT_LENGTH": length}).at(door)

    assert answer.status == status


def test_the_largest_body_is_read_and_one_byte_more_is_not(door: "WSGIApplication") -> None:
    largest = HELP + b"&more=" + b"x" * (LARGEST_BODY - len(HELP) - len(b"&more="))

    taken = Knock(largest, environ=signature(largest)).at(door)
    refused = Knock(largest + b"x", environ=signature(largest + b"x")).at(door)

    assert (taken.status, refused.status) == (200, 413)


@pytest.mark.parametrize(
    "timestamp", ["", "now", "-1", "1e9", "1.5", "٣", "²", "9" * 13, "9" * 5000, None]
)
def test_a_timestamp_that_is_no_number_is_not_authorised(
    door: "WSGIApplication", timestamp: str | None
) -> None:
    signed = signature(HELP) | {"HTTP_X_SLACK_REQUEST_TIMESTAMP": timestamp}

    assert Knock(HELP, environ=signed).at(door).status == 401


@pytest.mark.parametrize("mac", ["", "v0=", "v0=é", "v1=00", None])
def test_a_signature_that_is_none_is_not_authorised(
    door: "WSGIApplication", mac: str | None
) -> None:
    signed = signature(HELP) | {"HTTP_X_SLACK_SIGNATURE": mac}

    assert Knock(HELP, environ=signed).at(door).status == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xff\xfe", FORM),
        (b"{", JSON),
        (b"[]", JSON),
        (b'"word"', JSON),
        (b"payload=%7B", FORM),
        (b"payload=null", FORM),
        (b'{"team": 5}', JSON),
        (b"[" * 100_000, JSON),
    ],
    ids=["no text", "cut off", "a list", "a word", "cut off form", "null", "a number", "deep"],
)
def test_a_body_that_slack_would_not_send_is_refused_signed_or_not(
    door: "WSGIApplication", body: bytes, kind: str
) -> None:
    signed = Knock(body, environ={"CONTENT_TYPE": kind, **signature(body)}).at(door)
    unsigned = Knock(body, environ={"CONTENT_TYPE": kind, **signature(b"another")}).at(door)

    assert (signed.status, unsigned.status) == (400, 400)


def test_a_signed_body_that_bolt_stumbles_over_is_refused_too(door: "WSGIApplication") -> None:
    body = b'{"type": "nonsense", "team": {"id": "TSANDBOX"}, "view": null}'
    told = {"CONTENT_TYPE": JSON, **signature(body)}

    assert Knock(body, environ=told).at(door).status == 400
