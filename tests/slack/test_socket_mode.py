"""The same listeners behind Socket Mode."""

import json
from collections.abc import Iterator

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.deps import Deps
from bot.sandbox import Sandbox, SandboxClient
from tests.slack.conftest import bolt
from tests.slack.having import member


@pytest.fixture
def socketed(connected: Deps, sandbox: Sandbox, slack: SandboxClient) -> Iterator[SandboxClient]:
    """The people of a workspace whose bot calls in by Socket Mode."""
    over_http, sandbox.bot_url = sandbox.bot_url, None
    handler = SocketModeHandler(bolt(connected), "xapp-sandbox", concurrency=4)
    handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    yield slack
    handler.close()  # type: ignore[no-untyped-call]  # likewise
    sandbox.bot_url = over_http


def test_in_socket_mode_everything_is_acknowledged(
    socketed: SandboxClient, connected: Deps
) -> None:
    member(connected)

    welcome = socketed.command("UADA", "help")
    in_message = {
        "message": welcome.messages[-1]["ts"],
        "channel": welcome.messages[-1]["channel"],
    }
    unknown = socketed.action("UADA", in_message, "other.action", force=True)
    form = socketed.press("UADA", welcome.messages[-1], "ai_path.settings")
    refused = socketed.submit("UADA", {"ai_path.zone": "Nowhere"})
    said = socketed.say("UADA", "Good morning")
    home = socketed.home("UADA")

    assert "What you can do next" in welcome.text
    assert unknown.toasts == []
    assert form.view is not None
    assert list(refused.errors) == ["ai_path.zone"]
    assert said.toasts == []
    assert home.home is not None
    assert "Hello Ada Obi" in json.dumps(home.home)
