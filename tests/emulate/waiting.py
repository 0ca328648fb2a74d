"""The one thing that has to be waited for: emulate's clock is the machine's."""

import time

from slack_sdk import WebClient


def expired(web: WebClient, user: str) -> str:
    """Get a trigger that was not used in time."""
    answer = web.api_call("views.generateTriggerId", json={"user_id": user})
    # Nobody can move that clock, and emulate tells when the time will be over.
    while (left := float(answer["expires_at"]) - time.time()) > 0:
        time.sleep(left)
    return str(answer["trigger_id"])
