"""The Bolt app: one set of listeners behind HTTP and Socket Mode alike."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.deps import Deps
from bot.slack import routes

THREADS = 32
SECONDS = 5


@dataclass(frozen=True, slots=True)
class Installation:
    """The bot as one workspace knows it."""

    workspace: str
    bot_id: str
    bot_user: str
    token: str


def client(api_url: str, token: str | None = None) -> WebClient:
    """Build a client that repeats nothing by itself: a repeated post may be sent twice."""
    return WebClient(token=token, base_url=api_url, timeout=SECONDS, retry_handlers=[])


def installation(api_url: str, token: str) -> Installation:
    """Ask Slack whose *token* this is.

    Raises:
        SlackApiError: if Slack does not accept it.
    """
    answer = client(api_url, token).auth_test()
    return Installation(answer["team_id"], answer["bot_id"], answer["user_id"], token)


def build(deps: Deps, signing_secret: str, find: Callable[[str], Installation | None]) -> App:
    """Build the app; *find* knows the workspaces it serves, and no other gets an answer.

    The listener works in the request's own thread and its answer travels in
    the acknowledgement.
    """

    def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult | None:
        found = find(team_id or "")
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=found.workspace,
            bot_token=found.token,
            bot_id=found.bot_id,
            bot_user_id=found.bot_user,
        )

    app = App(
        logger=logging.getLogger("slack_bolt"),
        signing_secret=signing_secret,
        client=client(deps.slack_api_url),
        authorize=authorize,  # type: ignore[arg-type]  # Bolt refuses a request on nothing
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(THREADS),
    )
    routes.install(app, deps)
    return app
