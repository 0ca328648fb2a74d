"""What goes out to Slack: checked before, and sent once."""

import logging
from http import HTTPStatus
from typing import Any

from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.blockkit.surfaces import Message
from bot.blockkit.validator import check_message, check_view

logger = logging.getLogger(__name__)


class UndeliveredError(Exception):
    """Slack did not take an answer; the message says why."""


def checked(message: Message) -> Message:
    """Keep the text alone where Slack would refuse the blocks, and say so in the log."""
    problems = check_message(message.text, message.blocks)
    if not problems:
        return message
    logger.error("a message breaks Slack's rules: %s", problems)
    return Message(message.text)


def checked_view(view: dict[str, Any]) -> dict[str, Any]:
    """Note in the log what Slack would refuse of a view."""
    problems = check_view(view)
    if problems:
        logger.error("a view breaks Slack's rules: %s", problems)
    return view


def respond(url: str, seconds: int, message: Message, *, replaces: bool = False) -> None:
    """Answer through a response URL, below the message it belongs to or in its place.

    Raises:
        UndeliveredError: if Slack does not take the answer.
    """
    # Without handlers of its own this client would send again after a dropped
    # connection, and the answer would stand there twice.
    webhook = WebhookClient(url, seconds, retry_handlers=[])
    told = checked(message)
    answer = _send(webhook, told, replaces=replaces)
    if "invalid_blocks" in answer.body:
        logger.error("Slack refused the blocks of an answer: %s", answer.body)
        answer = _send(webhook, Message(told.text), replaces=replaces)
    if answer.status_code != HTTPStatus.OK:
        raise UndeliveredError(f"{answer.status_code} {answer.body}")


def _send(webhook: WebhookClient, told: Message, *, replaces: bool) -> WebhookResponse:
    return webhook.send(
        text=told.text,
        blocks=list(told.blocks),
        response_type="ephemeral",
        replace_original=replaces,
    )
