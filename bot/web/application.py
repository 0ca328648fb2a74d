"""The WSGI application: Slack's requests, and two questions about health."""

import json
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST_BODY = 512 * 1024

Check = Callable[[], bool]


def application(app: App, checks: Mapping[str, Check]) -> "WSGIApplication":
    """Build the application around Bolt; *checks* are what `/readyz` asks."""
    slack = SlackRequestHandler(app)

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "POST", "/slack/events":
                if (refusal := _refusal(environ)) is not None:
                    return _answer(start_response, refusal, {"error": refusal.phrase})
                return slack(environ, start_response)
            case "GET", "/healthz":
                return _answer(start_response, HTTPStatus.OK, {"ok": True})
            case "GET", "/readyz":
                return _ready(start_response, checks)
            case _:
                return _answer(start_response, HTTPStatus.NOT_FOUND, {"error": "Not Found"})

    return serve


def _refusal(environ: "WSGIEnvironment") -> HTTPStatus | None:
    """Refuse before Bolt reads it what Bolt would answer with a fault of its own."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return HTTPStatus.BAD_REQUEST
    if int(length) > LARGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    timestamp = str(environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", ""))
    if not (timestamp.isascii() and timestamp.isdecimal()):
        return HTTPStatus.UNAUTHORIZED
    return None


def _ready(start_response: "StartResponse", checks: Mapping[str, Check]) -> Iterable[bytes]:
    states = {name: check() for name, check in checks.items()}
    status = HTTPStatus.OK if all(states.values()) else HTTPStatus.SERVICE_UNAVAILABLE
    return _answer(start_response, status, {"ok": all(states.values()), "checks": states})


def _answer(
    start_response: "StartResponse", status: HTTPStatus, body: Mapping[str, object]
) -> Iterable[bytes]:
    content = json.dumps(body).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
    start_response(f"{status.value} {status.phrase}", headers)
    return [content]
