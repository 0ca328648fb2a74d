"""What the page owes everybody: errors where one looks, dark and narrow, and access for all."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Desk
from tests.journeys.playing import assess, join, make_plan
from tests.playground import Workspace


@pytest.fixture
def engineer(workspace: Workspace) -> str:
    """Ada, with a plan and a nudge, and Lena, who leads her team."""
    join(workspace.people, "ULENA")
    join(workspace.people, "UADA")
    assess(workspace.people, "UADA")
    make_plan(workspace.people, "UADA")
    workspace.people.close("UADA", all_of_them=True)
    workspace.people.command("ULENA", "/ai-path team create Search @ada")
    workspace.people.clock(advance="P5D")
    return "UADA"


def test_a_wrong_answer_in_a_form_is_told_beside_it(desk: Desk, engineer: str) -> None:
    desk.be(engineer)
    desk.type("/ai-path settings")
    desk.page.get_by_label("Time zone").fill("Europe/Berln")
    desk.page.get_by_role("button", name="Save", exact=True).click()

    error = desk.page.locator(".question.wrong .error")
    expect(error).to_contain_text('I do not know the time zone "Europe/Berln"')
    expect(desk.page.get_by_label("Time zone")).to_have_value("Europe/Berln")


def test_home_shows_the_week_and_follows_what_one_does(desk: Desk, engineer: str) -> None:
    desk.be(engineer)
    desk.page.get_by_role("link", name="Home").click()
    done = desk.page.get_by_role("button", name="Done:", exact=False)
    expect(done.first).to_be_visible()
    open_before = done.count()
    desk.picture("home")
    done.first.click()

    expect(desk.page.get_by_role("button", name="Undo:", exact=False)).to_have_count(1)
    expect(done).to_have_count(open_before - 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400], ids=["wide", "narrow"])
def test_everybody_can_use_the_page(
    browser: Browser, workspace: Workspace, engineer: str, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 860},
    )
    desk = Desk(context.new_page(), workspace.sandbox.url)
    workspace.people.command("ULENA", "/ai-path team report")
    serious: list[str] = []
    for user, place in (("ULENA", ""), (engineer, "&at=home"), (engineer, "")):
        desk.be(user, place)
        desk.picture(f"{scheme}-{width}-{user}{place.replace('&at=', '-')}")
        serious += _serious(desk)
    desk.type("/ai-path checkin")
    desk.page.get_by_label("How many hours did you spend?").wait_for()
    desk.picture(f"{scheme}-{width}-form")
    serious += _serious(desk)
    too_wide = desk.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    context.close()

    assert serious == []
    assert not too_wide


def _serious(desk: Desk) -> list[str]:
    found = Axe().run(desk.page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
