"""Reading the page as a program can: its words, and its tags."""

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from bot.sandbox import Sandbox

Json = dict[str, Any]


class Page(HTMLParser):
    """A page, read once: its text, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def having(self, **wanted: str) -> list[dict[str, str]]:
        named = {name.replace("_", "-"): value for name, value in wanted.items()}
        return [found for _, found in self.tags if named.items() <= found.items()]


def fetch(sandbox: Sandbox, path: str, **headers: str) -> bytes:
    request = Request(sandbox.url + path, headers=headers)  # noqa: S310 - loopback
    with urlopen(request) as response:  # noqa: S310 - loopback
        return bytes(response.read())


def look(sandbox: Sandbox, user: str = "UADA", at: str = "app", **where: str) -> Page:
    query = urlencode({"as": user, "at": at, **where})
    return Page(fetch(sandbox, f"/?{query}").decode())


def parts(sandbox: Sandbox, **asked: object) -> Json:
    """Ask for what changed, as the page does."""
    request = Request(f"{sandbox.url}/parts", json.dumps(asked).encode())  # noqa: S310 - loopback
    with urlopen(request) as response:  # noqa: S310 - loopback
        return dict(json.load(response))
