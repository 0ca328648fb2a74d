"""The Bolt app: one set of listeners behind HTTP and Socket Mode alike."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus

from slack_bolt import App, BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.deps import Deps
from bot.slack import routes
from bot.slack.calls import SECONDS, Body

logger = logging.getLogger(__name__)

THREADS = 32
SECONDS_TO_START = 10


@dataclass(frozen=True, slots=True)
class Installation:
    """The bot as one workspace knows it."""

    workspace: str
    bot_id: str
    bot_user: str
    token: str


def client(api_url: str, token: str | None = None, seconds: int = SECONDS) -> WebClient:
    """Build a client that repeats nothing by itself: a repeated post may be sent twice."""
    return WebClient(token=token, base_url=api_url, timeout=seconds, retry_handlers=[])


def installation(api_url: str, token: str) -> Installation:
    """Ask Slack whose *token* this is.

    Raises:
        SlackApiError: if Slack does not accept it.
    """
    answer = client(api_url, token, SECONDS_TO_START).auth_test()
    return Installation(answer["team_id"], answer["bot_id"], answer["user_id"], token)


def build(deps: Deps, signing_secret: str, find: Callable[[str], Installation | None]) -> App:
    """Build the app; *find* knows the workspaces it serves, and no other gets an answer.

    The listener works in the request's own thread and its answer travels in
    the acknowledgement.
    """

    def only_ours(
        context: BoltContext, body: Body, next_: Callable[[], None]
    ) -> BoltResponse | None:
        # Bolt itself would ask a workspace that it does not know to install the app again.
        found = find(context.team_id or "")
        if found is None and body.get("type") != "url_verification":
            logger.warning("a request of workspace %s, which is not served", context.team_id)
            return BoltResponse(status=HTTPStatus.OK)
        context["installation"] = found
        next_()
        return None

    app = App(
        logger=logging.getLogger("slack_bolt"),
        signing_secret=signing_secret,
        client=client(deps.slack_api_url),
        before_authorize=only_ours,
        authorize=_authorize,
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(THREADS),
    )
    routes.install(app, deps)
    return app


def _authorize(context: BoltContext) -> AuthorizeResult:
    found: Installation = context["installation"]
    return AuthorizeResult(
        enterprise_id=context.enterprise_id,
        team_id=found.workspace,
        bot_token=found.token,
        bot_id=found.bot_id,
        bot_user_id=found.bot_user,
    )
