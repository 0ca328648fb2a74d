"""A real browser in front of the sandbox's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.playground import Workspace, opened

PICTURES = Path(__file__).parent.parent.parent / "var" / "pictures"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as Debian packs it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def workspace(sqlite_url: str) -> Iterator[Workspace]:
    """A workspace on a Monday morning, in which nobody has met the bot."""
    with opened(sqlite_url) as workspace:
        yield workspace


@dataclass(frozen=True)
class Desk:
    """A person in front of the page."""

    page: Page
    url: str

    def be(self, user: str, place: str = "") -> None:
        """Open the page as *user*."""
        self.page.goto(f"{self.url}/?as={user}{place}")

    def type(self, text: str) -> None:
        """Write to the bot, and wait until the page has followed."""
        self.page.locator("#composer-text").fill(text)
        self.page.locator("#composer .send").click()

    def picture(self, name: str) -> None:
        """Keep what the page shows as a picture."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png")


@pytest.fixture
def desk(browser: Browser, workspace: Workspace) -> Iterator[Desk]:
    """A desk with an ordinary window."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(10_000)
    # The tour has its own place; here it would cover what is looked at.
    context.add_init_script("localStorage.setItem('ai-path-tour', 'over')")
    yield Desk(context.new_page(), workspace.sandbox.url)
    context.close()
