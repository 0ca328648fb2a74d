"""Slack's signature below a request, version v0."""

import hashlib
import hmac


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """Sign *body* as Slack does."""
    basis = b"v0:%d:%b" % (timestamp, body)
    return "v0=" + hmac.new(secret.encode(), basis, hashlib.sha256).hexdigest()


def signed_headers(secret: str, timestamp: int, body: bytes) -> dict[str, str]:
    """Give the headers that prove to the bot who sent *body*, and when."""
    return {
        "x-slack-request-timestamp": str(timestamp),
        "x-slack-signature": signature(secret, timestamp, body),
    }
