"""The whole main job, by mouse and keyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Desk
from tests.journeys.playing import join
from tests.playground import Workspace


def submit(page: Page, name: str) -> None:
    """Press the button that sends the form on top, and wait for what follows."""
    before = page.locator("#modal form").get_attribute("data-view")
    shown = page.locator("#modal .modal-blocks").inner_text()
    page.locator("#modal").get_by_role("button", name=name, exact=True).click()
    page.wait_for_function(
        "([view, shown]) => {"
        " const form = document.querySelector('#modal form');"
        " return !form || form.dataset.view !== view"
        " || form.querySelector('.modal-blocks').innerText !== shown; }",
        arg=[before, shown],
    )


def test_an_engineer_and_a_lead_live_a_week(desk: Desk, workspace: Workspace) -> None:
    page = desk.page
    join(workspace.people, "ULENA")

    desk.be("UADA")
    desk.type("/ai-path")
    page.get_by_role("button", name="Get started").click()
    page.get_by_role("button", name="Start the assessment").click()
    page.get_by_label("Your work today").select_option("Backend")
    submit(page, "Next")
    submit(page, "Next")
    submit(page, "Next")
    desk.picture("question")
    while page.get_by_text("Question", exact=False).first.is_visible():
        if not page.get_by_label("I don't know").is_visible():
            break
        page.get_by_label("I don't know").check()
        submit(page, "Next")
    expect(page.get_by_role("heading", name="Where you stand").first).to_be_visible()
    desk.picture("result")
    submit(page, "Make my plan")
    submit(page, "Make my plan")
    expect(page.locator("#modal")).to_contain_text("From deterministic features")
    page.get_by_role("button", name="Close all").click()

    desk.be("ULENA")
    desk.type("/ai-path team create Search @ada")
    expect(page.locator("#main")).to_contain_text("Team Search")

    desk.be("UADA")
    page.get_by_role("button", name=re.compile("forward by .*week")).click()
    expect(page.locator("#main")).to_contain_text("How did your week go")
    desk.picture("messages")
    page.get_by_role("button", name="Check in").last.click()
    page.get_by_label("How many hours did you spend?").fill("4")
    page.get_by_label("Likely", exact=False).check()
    page.get_by_label("Does anything stop you?").fill("No access to the GPU queue")
    page.get_by_label("My lead").check()
    submit(page, "Send")
    expect(page.locator("#modal")).to_contain_text("is in")
    page.get_by_role("button", name="Close all").click()

    desk.be("ULENA")
    desk.type("/ai-path team report")
    expect(page.get_by_role("cell", name="Ada Obi").last).to_be_visible()
    expect(page.locator("#main")).to_contain_text("No access to the GPU queue")
    desk.picture("sandbox")
