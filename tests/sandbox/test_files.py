"""Files of the conversation: looked at where that can do no harm, and downloaded."""

from urllib.request import urlopen

import pytest
from slack_sdk import WebClient

from bot.sandbox import Sandbox
from bot.sandbox.viewable import viewable_as
from tests.sandbox.pages import Page, look


def share(web: WebClient, name: str, content: bytes = b"x" * 10) -> str:
    web.conversations_open(users="UADA")
    answer = web.files_upload_v2(channel="DADA", content=content, filename=name, title=f"My {name}")
    return str(answer["files"][0]["url_private"])


def links(page: Page, word: str) -> list[dict[str, str]]:
    return [tag for _, tag in page.tags if tag.get("aria-label", "").startswith(word)]


def test_a_file_can_be_opened_and_downloaded(sandbox: Sandbox, web: WebClient) -> None:
    address = share(web, "plan one.ics")
    share(web, "big.csv", b"x" * 2048)

    page = look(sandbox)

    assert "My plan one.ics plan one.ics · 10 B Open Download" in page.text
    assert "big.csv · 2 kB" in page.text
    assert links(page, "Open")[0]["href"] == f"{address}?view=1"
    assert links(page, "Download")[0]["href"] == address
    assert links(page, "Download")[0]["download"] == "plan one.ics"


def test_a_picture_is_shown(sandbox: Sandbox, web: WebClient) -> None:
    address = share(web, "chart.png")

    page = look(sandbox)

    assert page.having(src=f"{address}?view=1", alt="My chart.png")


def test_what_could_hold_a_script_is_only_downloaded(sandbox: Sandbox, web: WebClient) -> None:
    share(web, "page.html")

    page = look(sandbox)

    assert links(page, "Open") == []
    assert len(links(page, "Download")) == 1


@pytest.mark.parametrize(
    ("name", "query", "kind", "way"),
    [
        ("plan.md", "?view=1", "text/plain; charset=utf-8", "inline"),
        ("plan.md", "", "text/markdown; charset=utf-8", "attachment"),
        ("chart.png", "?view=1", "image/png", "inline"),
        ("page.html", "?view=1", "text/html; charset=utf-8", "attachment"),
        ("odd.thing", "?view=1", "application/octet-stream", "attachment"),
    ],
)
def test_a_file_comes_as_what_does_no_harm(
    web: WebClient, name: str, query: str, kind: str, way: str
) -> None:
    address = share(web, name)

    with urlopen(address + query) as response:  # noqa: S310 - loopback
        headers = response.headers

    assert headers["content-type"] == kind
    assert headers["content-disposition"].startswith(f"{way}; filename")
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.xml", "a.pdf", "a.xlsx", "a", "a.js"])
def test_only_pictures_and_plain_words_are_shown(name: str) -> None:
    assert viewable_as(name) is None
