"""How tests knock at the WSGI application, as servers do, with good and with odd requests."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SECRET = "sandbox-signing-secret"
TEAM = "TSANDBOX"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """The body as an object."""
        return dict(json.loads(self.body))


@dataclass(frozen=True)
class Knock:
    """One request; *environ* changes what a server would say of it, nothing takes it away."""

    body: bytes = b""
    method: str = "POST"
    path: str = "/slack/events"
    environ: Mapping[str, str | None] = field(default_factory=dict)

    def at(self, application: "WSGIApplication") -> Answer:
        """Knock."""
        told: dict[str, str | None] = {
            "REQUEST_METHOD": self.method,
            "PATH_INFO": self.path,
            "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": FORM,
            "CONTENT_LENGTH": str(len(self.body)),
            **self.environ,
        }
        environ: dict[str, Any] = {name: each for name, each in told.items() if each is not None}
        status: dict[str, Any] = {}

        def start_response(line: str, headers: list[tuple[str, str]], _: object = None) -> None:
            status.update(line=line, headers=dict(headers))

        content = application(environ | {"wsgi.input": BytesIO(self.body)}, start_response)  # type: ignore[arg-type]  # nobody writes in pieces
        return Answer(int(status["line"].split()[0]), status["headers"], b"".join(content))


def signature(body: bytes, at: int | None = None, secret: str = SECRET) -> dict[str, str]:
    """Sign *body* as Slack would at this moment, or as of *at*."""
    moment = int(time.time()) if at is None else at
    mac = hmac.new(secret.encode(), b"v0:%d:%s" % (moment, body), hashlib.sha256)
    return {
        "HTTP_X_SLACK_REQUEST_TIMESTAMP": str(moment),
        "HTTP_X_SLACK_SIGNATURE": f"v0={mac.hexdigest()}",
    }
