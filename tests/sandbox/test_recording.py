"""Recording what one does, and doing it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
from slack_sdk import WebClient

from bot.sandbox import Sandbox, SandboxClient
from bot.sandbox.client import DivergedError, in_message
from tests.sandbox.pages import Page, fetch

if TYPE_CHECKING:
    from tests.sandbox.conftest import Delivery, Robot

Json = dict[str, Any]
MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


@dataclass
class Troupe:
    """A sandbox that can be left for a fresh one, with a bot that follows."""

    robot: "Robot"
    sandbox: Sandbox

    @property
    def people(self) -> SandboxClient:
        return SandboxClient(self.sandbox.url)

    @property
    def web(self) -> WebClient:
        return WebClient(token="xoxb-sandbox", base_url=self.sandbox.api_url)

    def move_on(self, sandbox: Sandbox) -> None:
        self.sandbox.stop()
        self.sandbox = sandbox
        sandbox.bot_url, sandbox.advance = self.robot.url, self.live
        sandbox.start()

    def live(self, to: datetime) -> None:
        """Write to Ada each morning at eight."""
        while (morning := self.sandbox.now() + timedelta(days=1)) <= to:
            self.sandbox.set_clock(morning)
            self.web.chat_postMessage(channel="UADA", text=f"Good morning, {morning:%A}")
        self.sandbox.set_clock(to)


@pytest.fixture
def troupe(robot: "Robot", button: Json, modal: Json) -> Iterator[Troupe]:
    """A bot with a button, a form that is wrong once, and a message each morning."""
    troupe = Troupe(robot, Sandbox())
    sent = count()

    def play(delivery: "Delivery") -> object:
        match delivery.payload:
            case {"command": _}:
                blocks = [{"type": "actions", "elements": [button]}]
                return {"text": "Go?", "blocks": blocks, "response_type": "in_channel"}
            case {"type": "block_actions", "trigger_id": trigger}:
                troupe.web.views_open(trigger_id=trigger, view=modal)
            case {"type": "view_submission"} if next(sent) % 2 == 0:
                return {"response_action": "errors", "errors": {"note": "Say more."}}
        return ""

    robot.does = play
    troupe.move_on(Sandbox(starts_at=MONDAY))
    yield troupe
    troupe.sandbox.stop()


def play_a_day(people: SandboxClient) -> None:
    """Do one of everything, the way the page does it."""
    people.home("UADA")
    people.say("UADA", "hello @bao", "general")
    asked = people.command("UADA", "/ai-path go").messages[-1]
    people.action("UADA", in_message(asked), "go", "1")
    people.submit("UADA", {})
    people.submit("UADA", {"note": "x"})
    people.clock(advance="P2D")
    people.submit("UADA", {"note": "more"})
    people.press("UADA", asked, "go")
    people.close("UADA")
    people.fault("auth.test", "500")
    people.member("UMIA", tz="Europe/Berlin")
    people.send_bot_away()
    people.command("UADA", "/ai-path go")


def test_what_was_done_can_be_done_again_on_a_fresh_sandbox(troupe: Troupe) -> None:
    play_a_day(troupe.people)
    recording, before = troupe.people.recording(), troupe.people.state()

    troupe.move_on(Sandbox(starts_at=MONDAY))
    came = troupe.people.replay(recording)

    assert troupe.people.state() == before
    assert troupe.people.recording() == recording
    assert [seen.ok for seen in came].count(False) == 3


def test_a_recording_names_places_and_not_ids(troupe: Troupe) -> None:
    people = troupe.people
    people.command("UADA", "/ai-path go")
    asked = people.command("UADA", "/ai-path go").messages[-1]

    people.press("UADA", asked, "go")
    people.submit("UADA", {"note": "x"})

    steps = people.recording()["steps"]
    assert steps[2]["body"]["container"] == {"message": "#2", "channel": "DADA"}
    assert (steps[3]["door"], steps[3]["ok"]) == ("submit", False)
    assert steps[3]["body"] == {"user": "UADA", "view": "top", "values": {"note": "x"}}


def test_places_mean_what_the_person_sees(troupe: Troupe) -> None:
    people = troupe.people
    troupe.web.chat_postEphemeral(channel="general", user="UBAO", text="psst")
    people.say("UADA", "first", "general")
    people.command("UADA", "/ai-path go", "general")

    container = {"message": "#2", "channel": "general"}
    assert people.action("UADA", container, "go").ok
    assert people.action("UADA", {"view": "top"}, "text", "x").ok


@pytest.mark.parametrize("place", ["#0", "#9", "#x", "#", "top"])
def test_a_place_where_nothing_is_is_refused(people: SandboxClient, place: str) -> None:
    people.say("UADA", "hello", "general")

    seen = people.action("UADA", {"message": place, "channel": "general"}, "go")

    assert seen.error == f"UADA sees no message {place} in CGENERAL."


def test_no_place_is_known_in_a_channel_that_is_not_there(people: SandboxClient) -> None:
    assert (
        "no channel 'CX'" in people.action("UADA", {"message": "#1", "channel": "CX"}, "go").error
    )
    assert "nobody" in people.action("UX", {"view": "top"}, "go").error
    assert "no modal open" in people.submit("UADA", {}, "top").error


def test_a_button_that_was_gone_is_recorded_as_it_was_pressed(people: SandboxClient) -> None:
    people.action("UADA", {"message": "1.000001", "channel": "DADA"}, "go", force=True)
    people.action("UADA", {"view": "VGONE"}, "go", force=True)

    containers = [step["body"]["container"] for step in people.recording()["steps"]]
    assert containers == [{"message": "1.000001", "channel": "DADA"}, {"view": "VGONE"}]


def test_each_thing_is_done_at_its_time(troupe: Troupe) -> None:
    watch = count(step=600)
    troupe.move_on(Sandbox(starts_at=MONDAY, running=True, elapsed=watch.__next__))
    troupe.people.say("UADA", "hello")
    recording = troupe.people.recording()
    said_at = datetime.fromisoformat(recording["steps"][0]["at"])
    troupe.move_on(Sandbox(starts_at=MONDAY))

    troupe.people.replay(recording)

    assert troupe.sandbox.now() == said_at > MONDAY


def test_a_replay_that_goes_otherwise_says_where(people: SandboxClient, robot: "Robot") -> None:
    robot.answers("Hello")
    people.home("UADA")
    people.command("UADA", "help")
    recording = people.recording()
    people.reset()
    robot.status = 500

    with pytest.raises(DivergedError, match=r"Step 2, command .* did not work now: /ai-path fail"):
        people.replay(recording)


def test_a_reset_begins_another_recording(people: SandboxClient) -> None:
    people.say("UADA", "hello")

    people.reset()

    assert people.recording() == {"version": 1, "starts_at": MONDAY.isoformat(), "steps": []}


def test_a_recording_is_offered_as_a_file(sandbox: Sandbox) -> None:
    with urlopen(f"{sandbox.url}/sandbox/recording") as response:  # noqa: S310 - loopback
        assert response.headers["content-disposition"] == 'attachment; filename="recording.json"'


def test_the_page_shows_what_was_recorded(sandbox: Sandbox, people: SandboxClient) -> None:
    assert "Nothing was done yet." in Page(fetch(sandbox, "/bench/recording").decode()).text
    people.say("UADA", "hello " * 40)
    people.clock(advance="soon")

    page = Page(fetch(sandbox, "/bench/recording").decode())

    assert 'Somebody clock Mon 08:00:00 {"advance": "soon"} refused Ada Obi message' in page.text
    assert "hello hello \N{HORIZONTAL ELLIPSIS}" in page.text
    assert page.having(download="recording.json")
