"""Whatever comes in, signed or not, gets an answer that is no fault of ours."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.knocking import FORM, TEAM, Knock, signature

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PATHS = ["/slack/events", "/healthz", "/readyz", "/", "/slack/install"]
METHODS = ["POST", "GET", "HEAD", "PUT", "OPTIONS"]
KINDS = [FORM, "application/json", "application/json; charset=utf-8", "text/plain", "", None]

# The words that Bolt and our own listeners look for.
KEYS = [
    *("type", "team", "team_id", "user", "user_id", "id", "enterprise", "authorizations"),
    *("event", "event_id", "tab", "command", "text", "trigger_id", "actions", "action_id"),
    *("value", "container", "message", "view", "callback_id", "state", "values", "channel"),
    *("private_metadata", "response_url", "response_urls", "is_ext_shared_channel", "challenge"),
    *("ssl_check", "selected_option", "block_id", "function_data", "inputs", "bot_id"),
]
WORDS = [
    *("command", "block_actions", "view_submission", "view_closed", "event_callback", "shortcut"),
    *("app_home_opened", "user_change", "url_verification", "block_suggestion", "message_action"),
    *("/ai-path", "help", "assess", TEAM, "UADA", "ai_path.join", "ai_path.checkin", "home", ""),
]

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text()
)
OBJECTS = st.recursive(
    st.dictionaries(st.sampled_from(KEYS), SCALARS, max_size=6),
    lambda inner: st.dictionaries(
        st.sampled_from(KEYS), SCALARS | inner | st.lists(inner, max_size=2), max_size=6
    ),
    max_leaves=12,
)
ALMOST = st.fixed_dictionaries(
    {"type": st.sampled_from(WORDS), "team": st.just({"id": TEAM}), "user": st.just({"id": "UADA"})}
)


def as_json(told: Mapping[str, Any]) -> bytes:
    """Write an event."""
    return json.dumps(told).encode()


def as_payload(told: Mapping[str, Any]) -> bytes:
    """Write an interaction."""
    return urlencode({"payload": json.dumps(told)}).encode()


def as_fields(told: Mapping[str, Any]) -> bytes:
    """Write a command."""
    return urlencode({name: str(value) for name, value in told.items()}, errors="replace").encode()


WILD = OBJECTS | st.builds(lambda known, more: {**more, **known}, ALMOST, OBJECTS)
BODIES = (
    st.binary()
    | st.builds(as_json, WILD)
    | st.builds(as_payload, WILD)
    | st.builds(as_fields, WILD)
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "HTTP_X_SLACK_REQUEST_TIMESTAMP",
            "HTTP_X_SLACK_SIGNATURE",
            "HTTP_X_SLACK_RETRY_NUM",
            "HTTP_X_SLACK_BOLT_LAZY_ONLY",
            "HTTP_X_SLACK_BOLT_LAZY_FUNCTION_NAME",
            "QUERY_STRING",
        ]
    ),
    st.text(st.characters(max_codepoint=255)),
    max_size=3,
)
LENGTHS = st.none() | st.text() | st.integers(-1, 10**7).map(str)


@settings(max_examples=100)
@given(
    body=BODIES,
    method=st.sampled_from(METHODS),
    path=st.sampled_from(PATHS) | st.text(),
    headers=HEADERS,
    length=LENGTHS,
)
def test_no_request_of_a_stranger_is_a_fault_of_ours(
    door: "WSGIApplication",
    body: bytes,
    method: str,
    path: str,
    headers: dict[str, str],
    length: str | None,
) -> None:
    told = {**headers, "CONTENT_LENGTH": length}

    assert Knock(body, method, path, told).at(door).status < 500


@settings(max_examples=100)
@given(body=BODIES, kind=st.sampled_from(KINDS), headers=HEADERS)
def test_no_signed_request_is_a_fault_of_ours(
    door: "WSGIApplication", body: bytes, kind: str | None, headers: dict[str, str]
) -> None:
    told = {**headers, **signature(body), "CONTENT_TYPE": kind}

    assert Knock(body, environ=told).at(door).status < 500
