"""Reading requests: forms, JSON and uploads, the ways in which clients send them."""

import json
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.sandbox.shapes import Json

_JSON = "application/json"


async def arguments(request: Request) -> Json:
    """Read the arguments of a Web API call, from the address, a form or JSON.

    Raises:
        ValueError: The body cannot be read as what it says it is.
    """
    given: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if kind.startswith(_JSON):
        given |= json_object(body)
    elif kind.startswith("multipart/"):
        given |= _parts(kind, body)
    else:
        given |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    return given


def token(request: Request, given: Json) -> str:
    """Take the token from the header, or out of the arguments."""
    in_form = str(given.pop("token", "") or "")
    header = request.headers.get("authorization", "")
    return header.removeprefix("Bearer ").strip() or in_form


def json_object(body: bytes) -> Json:
    """Read a body that is one JSON object; an empty one counts as ``{}``.

    Raises:
        ValueError: It is something else.
    """
    read = json.loads(body or b"{}")
    if not isinstance(read, dict):
        raise ValueError("The body must be one JSON object.")  # noqa: TRY004 - its text is what is wrong
    return read


async def uploaded(request: Request) -> bytes:
    """Read a file's bytes, sent bare or as the one part of a form."""
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if not kind.startswith("multipart/"):
        return body
    parts = [part for part in _parts(kind, body).values() if isinstance(part, bytes)]
    return parts[0] if parts else b""


def _parts(kind: str, body: bytes) -> Json:
    head = f"content-type: {kind}\r\n\r\n".encode()
    return {
        str(part.get_param("name", header="content-disposition")): _content(part)
        for part in BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body).iter_parts()
    }


def _content(part: MIMEPart) -> str | bytes:
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    return raw if part.get_filename() else raw.decode()
