"""The WSGI application: Slack's requests, and two questions about health."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest

from bot.web.readiness import Check

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST_BODY = 512 * 1024
MOST_DIGITS = 12

# What Bolt raises while it reads a body that is not what Slack sends; it does
# so before it looks at the signature, so anybody could have written it.
_UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: HTTPStatus
    body: bytes
    headers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Route:
    """Who answers at one path, and the methods that may be used there."""

    methods: Sequence[str]
    answer: Callable[["WSGIEnvironment"], Answer]


def application(app: App, checks: Mapping[str, Check]) -> "WSGIApplication":
    """Build the application around Bolt; *checks* are what `/readyz` asks."""
    routes = {
        "/slack/events": Route(["POST"], partial(_hand_to_slack, app)),
        "/healthz": Route(["GET", "HEAD"], lambda _: _said(HTTPStatus.OK, {"ok": True})),
        "/readyz": Route(["GET", "HEAD"], lambda _: _ready(checks)),
    }

    def serve(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        answer = _answer(routes, environ)
        length = ("Content-Length", str(len(answer.body)))
        start_response(f"{answer.status.value} {answer.status.phrase}", [*answer.headers, length])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    return serve


def _answer(routes: Mapping[str, Route], environ: "WSGIEnvironment") -> Answer:
    route = routes.get(environ.get("PATH_INFO", ""))
    if route is None:
        return _refused(HTTPStatus.NOT_FOUND)
    if environ["REQUEST_METHOD"] not in route.methods:
        return _refused(HTTPStatus.METHOD_NOT_ALLOWED, ("Allow", ", ".join(route.methods)))
    return route.answer(environ)


def _hand_to_slack(app: App, environ: "WSGIEnvironment") -> Answer:
    """Let Bolt answer, unless it would fail at what came in."""
    if (refusal := _refusal(environ)) is not None:
        return _refused(refusal)
    came = WsgiHttpRequest(environ)
    try:
        request = BoltRequest(
            body=came.get_body(), query=came.query_string, headers=came.get_headers()
        )
    except _UNREADABLE:
        return _refused(HTTPStatus.BAD_REQUEST)
    response = app.dispatch(request)
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        # Our listeners answer for themselves, so Bolt stumbled over the shape of
        # what came in, and has logged it.
        return _refused(HTTPStatus.BAD_REQUEST)
    return _from_bolt(response)


def _refusal(environ: "WSGIEnvironment") -> HTTPStatus | None:
    """Refuse before anything is read what is too large, or signed by nobody for certain."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not length:
        return HTTPStatus.LENGTH_REQUIRED
    if not _is_number(length):
        return HTTPStatus.BAD_REQUEST
    if len(length) > MOST_DIGITS or int(length) > LARGEST_BODY:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
    signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
    if not (_is_number(timestamp) and len(timestamp) <= MOST_DIGITS and signature.isascii()):
        return HTTPStatus.UNAUTHORIZED
    return None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _from_bolt(response: BoltResponse) -> Answer:
    headers = [
        (name, value)
        for name, values in response.headers.items()
        for value in values
        if name.lower() != "content-length"
    ]
    return Answer(HTTPStatus(response.status), response.body.encode(), headers)


def _ready(checks: Mapping[str, Check]) -> Answer:
    states = {name: check() for name, check in checks.items()}
    is_ready = all(states.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return _said(status, {"ok": is_ready, "checks": states})


def _refused(status: HTTPStatus, *headers: tuple[str, str]) -> Answer:
    return _said(status, {"error": status.phrase}, *headers)


def _said(status: HTTPStatus, told: Mapping[str, object], *headers: tuple[str, str]) -> Answer:
    kind = ("Content-Type", "application/json")
    return Answer(status, json.dumps(told).encode(), [kind, *headers])
