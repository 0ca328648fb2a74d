"""Who may come in: requests of this machine alone, and of no foreign page."""

from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class LoopbackOnly:
    """Refuses what another site's page could send through the visitor's browser.

    The server listens on the loopback address alone. A page on the internet
    can still make the browser talk to it, under a name of its own that leads
    here, or by a form: both show in the headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or refuse it."""
        if scope["type"] == "http" and not _is_ours(Request(scope)):
            refusal = JSONResponse(
                {"ok": False, "error": "Only this machine may."}, status_code=403
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_ours(request: Request) -> bool:
    host = urlsplit(f"//{request.headers.get('host', '')}")
    if host.hostname not in LOOPBACK:
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host.netloc
