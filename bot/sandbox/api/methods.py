"""The table of methods: each name with its function, and what it asks of a caller."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from bot.sandbox.api import about, chat, conversations, files, users, views
from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.house import House
from bot.sandbox.limits import (
    POSTS,
    POSTS_IN_CHANNEL,
    TIER_2,
    TIER_3,
    TIER_4,
    Allowance,
    Gate,
    Limits,
)
from bot.sandbox.shapes import Json
from bot.sandbox.sockets import SocketHub


class Token(Enum):
    """The tokens that open a method."""

    NONE = "none"
    BOT = "bot"
    APP = "app"


@dataclass(frozen=True)
class Method:
    """One method of the Web API: any of its *scopes* opens it."""

    run: Callable[[Call], Json]
    allowance: Allowance | None
    scopes: tuple[str, ...] = ()
    token: Token = Token.BOT


_LISTED = ("channels:read", "im:read")

# Slack lets several hundred calls of auth.test through in a minute, and bears
# with restarts, which open sockets: neither is worth a limit of its own here.
METHODS = {
    "api.test": Method(about.api_test, TIER_4, token=Token.NONE),
    "apps.connections.open": Method(about.connections_open, None, token=Token.APP),
    "auth.test": Method(about.auth_test, None),
    "chat.delete": Method(chat.delete, TIER_3, ("chat:write",)),
    "chat.postEphemeral": Method(chat.post_ephemeral, TIER_4, ("chat:write",)),
    "chat.postMessage": Method(chat.post_message, POSTS, ("chat:write",)),
    "chat.update": Method(chat.update, TIER_3, ("chat:write",)),
    "conversations.info": Method(conversations.info, TIER_3, _LISTED),
    "conversations.list": Method(conversations.list_all, TIER_2, _LISTED),
    "conversations.open": Method(conversations.open_im, TIER_3, ("im:write",)),
    "files.completeUploadExternal": Method(files.complete_upload, TIER_4, ("files:write",)),
    "files.getUploadURLExternal": Method(files.upload_url, TIER_4, ("files:write",)),
    "team.info": Method(about.team_info, TIER_3, ("team:read",)),
    "users.info": Method(users.info, TIER_4, ("users:read",)),
    "users.list": Method(users.list_all, TIER_2, ("users:read",)),
    "views.open": Method(views.open_view, TIER_4),
    "views.publish": Method(views.publish, TIER_4),
    "views.push": Method(views.push, TIER_4),
    "views.update": Method(views.update, TIER_4),
}


@dataclass(frozen=True)
class Answer:
    """What Slack answers to a call."""

    body: Json
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(house: House, sockets: SocketHub, name: str, token: str, arguments: Json) -> Answer:
    """Run a method and give what Slack would answer.

    Raises:
        RateLimitedError: It was called too often.
    """
    if name not in METHODS:
        return Answer(ApiError("unknown_method").answer())
    method, call = METHODS[name], Call(house, sockets, arguments)
    try:
        _check_token(house, method, token)
    except ApiError as refused:
        return Answer(refused.answer())
    return Answer(_run(name, method, call), _scope_headers(house, method))


def _run(name: str, method: Method, call: Call) -> Json:
    try:
        call.needs(*method.scopes)
        if call.house.settings.limits is Limits.SLACK:
            call.house.turnstile.enter(_gates(name, method, call))
        return {"ok": True, **method.run(call)}
    except ApiError as refused:
        return refused.answer()


def _check_token(house: House, method: Method, token: str) -> None:
    settings = house.settings
    if method.token is Token.NONE:
        return
    if not token:
        raise ApiError("not_authed")
    if token not in {settings.bot_token, settings.app_token}:
        raise ApiError("invalid_auth")
    wanted = settings.app_token if method.token is Token.APP else settings.bot_token
    if token != wanted:
        raise ApiError("not_allowed_token_type")


def _gates(name: str, method: Method, call: Call) -> Iterator[Gate]:
    if method.allowance is not None:
        yield Gate(name, method.allowance)
    if name == "chat.postMessage":
        yield Gate((name, chat.conversation_of(call)), POSTS_IN_CHANNEL)


def _scope_headers(house: House, method: Method) -> dict[str, str]:
    """Tell what was granted and what would do, as Slack does beside each answer."""
    if method.token is not Token.BOT:
        return {}
    return {
        "x-oauth-scopes": ",".join(house.settings.scopes),
        "x-accepted-oauth-scopes": ",".join(method.scopes),
    }
