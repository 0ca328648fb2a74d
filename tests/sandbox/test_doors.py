"""The JSON doors: the clock, faults, the state, and what they refuse."""

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient

from bot.sandbox import Cast, Member, Sandbox, SandboxClient
from bot.sandbox.client import SandboxRefusedError
from bot.sandbox.travelling import MOST_STOPS

if TYPE_CHECKING:
    from tests.sandbox.conftest import Robot

Json = dict[str, Any]
MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def knock(sandbox: Sandbox, door: str, body: Json) -> Json:
    request = Request(f"{sandbox.url}/sandbox/{door}", json.dumps(body).encode())  # noqa: S310 - loopback
    with urlopen(request) as response:  # noqa: S310 - loopback
        return dict(json.load(response))


# The clock


def test_the_clock_is_moved_by_a_span(sandbox: Sandbox, people: SandboxClient) -> None:
    assert people.clock(advance="PT1H").ok

    assert sandbox.now() == MONDAY + timedelta(hours=1)


def test_the_clock_is_moved_to_a_moment(sandbox: Sandbox, people: SandboxClient) -> None:
    people.clock(to="2026-01-06T09:00:00+01:00")

    assert sandbox.now() == MONDAY + timedelta(days=1)
    assert people.state()["time"] == "2026-01-06T08:00:00+00:00"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"to": "2026-01-05T07:59:59Z"}, "moves forward only"),
        ({"to": "2026-01-06T08:00:00"}, "says no offset"),
        ({"advance": "soon"}, "no span"),
        ({}, "The field 'advance' is missing"),
    ],
)
def test_a_clock_that_cannot_be_moved_so_stays(sandbox: Sandbox, body: Json, sentence: str) -> None:
    answer = knock(sandbox, "clock", body)

    assert answer["ok"] is False
    assert sentence in answer["error"]
    assert sandbox.now() == MONDAY


def test_a_bot_may_live_through_the_time_that_passes(
    sandbox: Sandbox, people: SandboxClient, web: WebClient
) -> None:
    def live(to: datetime) -> None:
        sandbox.set_clock(to - timedelta(hours=1))
        web.chat_postMessage(channel="UADA", text=f"{sandbox.now():%A %H:%M}")

    sandbox.advance = live

    seen = people.clock(advance="P1D")

    assert seen.text == "Tuesday 07:00"
    assert [message["text"] for message in people.messages("UADA")] == ["Tuesday 07:00"]
    assert sandbox.now() == MONDAY + timedelta(days=1)


def test_the_clock_tells_how_many_messages_came_to_whomever(
    sandbox: Sandbox, web: WebClient
) -> None:
    def live(_to: datetime) -> None:
        for user in ("UADA", "UBAO"):
            web.chat_postMessage(channel=user, text="Good morning")

    sandbox.advance = live

    answer = knock(sandbox, "clock", {"user": "UADA", "advance": "PT1H"})

    assert (answer["posted"], len(answer["messages"])) == (2, 1)


def test_a_bot_may_go_beyond(sandbox: Sandbox, people: SandboxClient) -> None:
    sandbox.advance = lambda to: sandbox.set_clock(to + timedelta(minutes=1))

    people.clock(advance="PT1H")

    assert sandbox.now() == MONDAY + timedelta(hours=1, minutes=1)


# To the next message


def test_the_clock_goes_to_the_next_message(
    sandbox: Sandbox, people: SandboxClient, web: WebClient
) -> None:
    quiet, loud = MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=3)

    def live(to: datetime) -> None:
        sandbox.set_clock(to)
        if to == loud:
            web.chat_postMessage(channel="UADA", text="Good morning")

    sandbox.advance = live
    sandbox.next_moment = lambda: quiet if sandbox.now() < quiet else loud

    seen = people.clock(to="next")

    assert (seen.text, sandbox.now()) == ("Good morning", loud)


def test_what_is_overdue_has_its_turn_at_once(
    sandbox: Sandbox, people: SandboxClient, web: WebClient
) -> None:
    def live(_to: datetime) -> None:
        web.chat_postMessage(channel="UADA", text="At last")

    sandbox.advance = live
    sandbox.next_moment = lambda: MONDAY - timedelta(hours=1)

    seen = people.clock(to="next")

    assert (seen.text, sandbox.now()) == ("At last", MONDAY)


def test_what_is_overdue_and_stuck_holds_nobody(sandbox: Sandbox, people: SandboxClient) -> None:
    sandbox.next_moment = lambda: MONDAY

    assert people.clock(to="next").ok
    assert sandbox.now() == MONDAY


def test_a_search_for_a_message_ends(sandbox: Sandbox, people: SandboxClient) -> None:
    sandbox.next_moment = lambda: sandbox.now() + timedelta(hours=1)

    assert people.clock(to="next").ok
    assert sandbox.now() == MONDAY + timedelta(hours=MOST_STOPS)


def test_without_a_next_message_the_clock_stays(sandbox: Sandbox, people: SandboxClient) -> None:
    assert "does not tell" in people.clock(to="next").error

    sandbox.next_moment = lambda: None

    assert "Nothing is planned" in people.clock(to="next").error
    assert sandbox.now() == MONDAY


# Refusals


@pytest.mark.parametrize(
    ("door", "body", "sentence"),
    [
        ("command", {"text": "help"}, "The field 'user' is missing"),
        ("command", {"user": "UX", "text": "help"}, "nobody with the id 'UX'"),
        ("command", {"user": "UAIPATH", "text": "help"}, "is a program"),
        ("command", {"user": "UADA", "text": "help", "channel": "CX"}, "no channel 'CX'"),
        ("command", {"user": "UADA", "text": "help", "channel": "DBAO"}, "no channel 'DBAO'"),
        ("message", {"user": "UADA", "text": " "}, "An empty message"),
        ("message", {"user": "UADA"}, "The field 'text' is missing"),
        ("action", {"user": "UADA", "action_id": "a", "container": "x"}, "must be an object"),
        ("fault", {"method": "auth.test", "fault": "fire"}, "A fault is one of 429"),
        ("fault", {"method": "auth.test", "fault": "500", "times": "x"}, "A fault is one of"),
        ("fault", {"method": "auth.test", "fault": "500", "times": 0}, "at least once"),
        ("fault", {"fault": "500"}, "The field 'method' is missing"),
        ("fault", {"method": "chat.shout", "fault": "500"}, "no method 'chat.shout'"),
        ("away", {"away": "perhaps"}, "must be true or false"),
        ("member", {"user": "UADA", "shoe_size": 42}, "That is no account"),
        ("member", {"user": "UADA", "tz": "Mars/Base"}, "That is no account"),
        ("member", {"user": "UNEW"}, "That is no account"),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(
    sandbox: Sandbox, robot: "Robot", door: str, body: Json, sentence: str
) -> None:
    answer = knock(sandbox, door, body)

    assert answer["ok"] is False
    assert sentence in answer["error"]
    assert robot.deliveries == []


def test_a_closed_account_can_do_nothing(people: SandboxClient) -> None:
    people.member("UADA", deleted=True)

    assert people.command("UADA", "help").error == "Ada Obi's account is closed."


def test_a_door_that_is_not_there_names_those_that_are(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxRefusedError, match="There is no door 'window'"):
        SandboxClient(sandbox.url)._ask(Request(f"{sandbox.url}/sandbox/window", b"{}"))  # noqa: S310 - loopback


def test_a_body_that_is_no_object_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxRefusedError, match="no JSON object"):
        SandboxClient(sandbox.url)._ask(Request(f"{sandbox.url}/sandbox/clock", b"[]"))  # noqa: S310 - loopback


# The state


def test_the_state_tells_everything(
    people: SandboxClient, web: WebClient, robot: "Robot", modal: Json
) -> None:
    web.chat_postMessage(channel="UADA", text="hello")
    web.views_publish(user_id="UADA", view={"type": "home", "blocks": [{"type": "divider"}]})
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=modal)
    people.fault("auth.test", "500", times=2)
    robot.status = 500
    people.submit("UADA", {"note": "x"})

    state = people.state()

    assert state["time"] == MONDAY.isoformat()
    assert [user["id"] for user in state["users"]][:2] == ["UADA", "UBAO"]
    assert {"id": "DADA", "name": "directmessage", "user": "UADA"} in state["channels"]
    assert [message["text"] for message in state["messages"]] == ["hello"]
    assert [view["callback_id"] for view in state["views"]["UADA"]] == ["ask"]
    assert list(state["homes"]) == ["UADA"]
    assert state["files"] == []
    assert [toast["user"] for toast in state["toasts"]] == ["UADA"]
    assert state["faults"] == [{"method": "auth.test", "fault": "500", "times": 2}]
    assert (state["hits"], state["away"]) == ([], False)


def test_a_reset_puts_everything_back(
    people: SandboxClient, web: WebClient, robot: "Robot"
) -> None:
    before = people.state()
    people.say("UADA", "hello")
    first = robot.last["event_id"]
    people.clock(advance="P1D")
    people.fault("auth.test", "500")
    people.member("UADA", deleted=True)
    web.chat_postMessage(channel="general", text="hello")
    people.send_bot_away()
    people.say("UBAO", "hello")

    people.reset()

    assert people.state() == before
    people.say("UADA", "hello")
    assert robot.last["event_id"] != first


# The cast


def test_a_workspace_may_have_its_own_people() -> None:
    sandbox = Sandbox(members=[Member("U1", "eve", "Eve Moss", "Asia/Tokyo", is_restricted=True)])
    sandbox.start()
    web = WebClient(token="xoxb-sandbox", base_url=sandbox.api_url)

    members = web.users_list()["members"]
    sandbox.stop()

    assert [member["name"] for member in members] == ["eve", "ai-path", "slackbot"]
    assert members[0]["is_restricted"] is True


def test_a_workspace_may_have_its_own_channels_and_secrets() -> None:
    cast = Cast(members=(Member("U1", "eve", "Eve Moss"),), channels=("lab",))
    sandbox = Sandbox(
        members=cast, bot_token="xoxb-mine", team_id="TMINE", scopes=["channels:read"]
    )
    sandbox.start()
    web = WebClient(token="xoxb-mine", base_url=sandbox.api_url)

    team, channels = web.auth_test()["team_id"], web.conversations_list()["channels"]
    sandbox.stop()

    assert (team, [channel["name"] for channel in channels]) == ("TMINE", ["lab"])


# Coming and going


def test_a_sandbox_that_stands_can_be_set_and_stopped() -> None:
    sandbox = Sandbox(starts_at=MONDAY)

    sandbox.set_clock(MONDAY + timedelta(hours=1))
    sandbox.stop()

    assert sandbox.now() == MONDAY + timedelta(hours=1)
    assert not sandbox.url


def test_a_port_that_is_taken_is_refused(sandbox: Sandbox) -> None:
    port = int(sandbox.url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        Sandbox(port=port).start()


def test_a_sandbox_can_be_started_again() -> None:
    sandbox = Sandbox()
    sandbox.start()
    sandbox.stop()

    sandbox.start()

    assert SandboxClient(sandbox.url).state()["ok"]
    sandbox.stop()
