"""The table of methods: each name with its function and the token it wants."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from bot.sandbox.api import about, chat, conversations, files, users, views
from bot.sandbox.api.call import Call
from bot.sandbox.errors import ApiError
from bot.sandbox.house import House
from bot.sandbox.shapes import Json
from bot.sandbox.sockets import SocketHub


class Token(Enum):
    """The tokens that open a method."""

    NONE = "none"
    BOT = "bot"
    APP = "app"


@dataclass(frozen=True)
class Method:
    """One method of the Web API."""

    run: Callable[[Call], Json]
    token: Token = Token.BOT


METHODS = {
    "api.test": Method(about.api_test, Token.NONE),
    "apps.connections.open": Method(about.connections_open, Token.APP),
    "auth.test": Method(about.auth_test),
    "chat.delete": Method(chat.delete),
    "chat.postEphemeral": Method(chat.post_ephemeral),
    "chat.postMessage": Method(chat.post_message),
    "chat.update": Method(chat.update),
    "conversations.info": Method(conversations.info),
    "conversations.list": Method(conversations.list_all),
    "conversations.open": Method(conversations.open_im),
    "files.completeUploadExternal": Method(files.complete_upload),
    "files.getUploadURLExternal": Method(files.upload_url),
    "team.info": Method(about.team_info),
    "users.info": Method(users.info),
    "users.list": Method(users.list_all),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}


def answer(house: House, sockets: SocketHub, name: str, token: str, arguments: Json) -> Json:
    """Run a method and give what Slack would answer."""
    try:
        method = _method(name)
        _admit(house, method, token)
        return {"ok": True, **method.run(Call(house, sockets, arguments))}
    except ApiError as refused:
        return refused.answer()


def _method(name: str) -> Method:
    if name not in METHODS:
        raise ApiError("unknown_method")
    return METHODS[name]


def _admit(house: House, method: Method, token: str) -> None:
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
