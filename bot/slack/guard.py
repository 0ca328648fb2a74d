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


def guarded(listener: Callable[[Deps, CallT], None], deps: Deps, call: CallT) -> None:
    """Run *listener*; a refusal is shown as such, anything else is logged with a reference."""
    try:
        try:
            listener(deps, call)
        except BotError as error:
            call.refuse(error)
    except Exception:
        reference = f"{deps.draw():08x}"
        logger.exception("listener %s failed, reference %s", listener.__name__, reference)
        _apologise(call, reference)


def _apologise(call: Call, reference: str) -> None:
    try:
        call.show(views.trouble(reference))
    except Exception:
        logger.exception("the apology failed too, reference %s", reference)
