"""The guided tour for somebody who is here for the first time."""

from bot.sandbox import CommandHint, Member, Sandbox
from tests.sandbox.pages import Page, look


def typed(page: Page) -> list[str]:
    return [tag["data-tour-type"] for _, tag in page.tags if "data-tour-type" in tag]


def test_the_tour_has_five_stops_and_waits_for_the_script(sandbox: Sandbox) -> None:
    page = look(sandbox)

    stops = [tag for _, tag in page.tags if "data-stop" in tag]
    assert [stop["data-target"] for stop in stops] == [
        *("people", "composer", "main", "clock", "people")
    ]
    assert all("hidden" in stop for stop in stops)
    assert "hidden" in page.having(id="tour")[0]
    assert "1 of 5 Be somebody. You play everybody here." in page.text


def test_the_tour_types_the_bots_own_command(sandbox: Sandbox) -> None:
    assert typed(look(sandbox)) == ["/ai-path", "/ai-path assess"]


def test_the_tour_leads_to_the_lead_and_then_to_a_team(sandbox: Sandbox) -> None:
    engineer, lead = look(sandbox, "UADA"), look(sandbox, "ULENA")

    assert "Become Lena Brandt" in engineer.text
    assert "Become Lena Brandt" not in lead.text
    assert typed(lead)[-1] == "/ai-path team create Search @ada @bao"


def test_whoever_is_alone_may_lead_nobody() -> None:
    sandbox = Sandbox(members=[Member("U1", "eve", "Eve Moss")], commands=[CommandHint("/learn")])
    sandbox.start()

    page = look(sandbox)
    sandbox.stop()

    assert typed(page) == ["/learn", "/learn assess", "/learn team create Search"]


def test_the_tour_can_be_begun_again(sandbox: Sandbox) -> None:
    assert look(sandbox).having(data_tour_begin="")
