"""The one place where a listener's exceptions end: each is answered, none is lost."""

import logging
from collections.abc import Callable
from typing import TypeVar

from bot.deps import Deps
from bot.domain.refusals import BotError
from bot.slack.calls import Call
from bot.views import people as views

logger = logging.getLogger(__name__)

CallT = TypeVar("CallT", bound=Call)


def guarded(
    listener: Callable[[Deps, CallT], None], deps: Deps, read: Callable[[], CallT]
) -> CallT | None:
    """Run *listener* on the call that *read* gives; return that call if all went well.

    A refusal is shown as such, anything else is logged with a reference.
    """
    call = None
    try:
        call = read()
        return _answered(listener, deps, call)
    except Exception:
        reference = f"{deps.draw():08x}"
        logger.exception("a listener failed, reference %s", reference)
        if call is not None:
            _apologise(call, reference)
        return None


def _answered(listener: Callable[[Deps, CallT], None], deps: Deps, call: CallT) -> CallT | None:
    try:
        listener(deps, call)
    except BotError as error:
        call.refuse(error)
        return None
    return call


def _apologise(call: Call, reference: str) -> None:
    try:
        call.apologise(views.trouble(reference))
    except Exception:  # noqa: BLE001 - nothing may leave, and the reason stands in the log already
        logger.warning("nor could the person be told, reference %s", reference)
