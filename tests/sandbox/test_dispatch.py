"""What is sent to the bot, and what people see of its answers."""

import threading
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient
from slack_sdk.signature import Clock, SignatureVerifier

from bot.sandbox import Sandbox, SandboxClient

if TYPE_CHECKING:
    from tests.sandbox.conftest import Delivery, Robot

Json = dict[str, Any]


class FixedClock(Clock):
    def now(self) -> float:
        return 1_767_600_000.0


def assert_signed(delivery: "Delivery") -> None:
    verifier = SignatureVerifier("secret", clock=FixedClock())
    assert verifier.is_valid_request(delivery.body, delivery.headers)


# Commands


def test_a_command_arrives_signed_and_complete(people: SandboxClient, robot: "Robot") -> None:
    people.command("UADA", "/ai-path  plan all ")

    assert_signed(robot.deliveries[0])
    form = robot.last
    assert form["command"] == "/ai-path"
    assert form["text"] == "plan all"
    assert (form["user_id"], form["user_name"]) == ("UADA", "ada")
    assert (form["channel_id"], form["channel_name"]) == ("DADA", "directmessage")
    assert form["team_id"] == "TSANDBOX"


def test_mentions_arrive_as_ids_and_signs_as_entities(
    people: SandboxClient, robot: "Robot"
) -> None:
    people.command("UADA", "add @bao and @nobody in #general not #nowhere <!channel> & me@b.c")

    assert robot.last["text"] == (
        "add <@UBAO|bao> and @nobody in <#CGENERAL|general> not #nowhere"
        " &lt;!channel&gt; &amp; me@b.c"
    )


@pytest.mark.parametrize(
    "said", ["hello", {"text": "hello"}, {"response_type": "ephemeral", "text": "hello"}]
)
def test_an_answer_is_for_the_asker_alone(
    people: SandboxClient, robot: "Robot", said: object
) -> None:
    robot.answers(said)

    seen = people.command("UADA", "help", channel="CGENERAL")

    assert seen.ok
    assert seen.text == "hello"
    assert seen.messages[0]["ephemeral_to"] == "UADA"


def test_an_answer_may_be_for_the_whole_channel(people: SandboxClient, robot: "Robot") -> None:
    robot.answers({"response_type": "in_channel", "text": "hello"})

    people.command("UADA", "help", channel="CGENERAL")

    assert [message["text"] for message in people.messages("UBAO")] == ["hello"]


@pytest.mark.parametrize("said", ["", " \n", {}])
def test_a_bare_acknowledgement_shows_nothing(
    people: SandboxClient, robot: "Robot", said: object
) -> None:
    robot.answers(said)

    assert people.command("UADA", "help").messages == []


def test_an_answer_that_looks_like_json_and_is_none_is_text(
    people: SandboxClient, robot: "Robot"
) -> None:
    robot.answers("{so}")

    assert people.command("UADA", "help").text == "{so}"


def test_an_answer_that_slack_refuses_is_told(people: SandboxClient, robot: "Robot") -> None:
    robot.answers({"blocks": [{"type": "nonsense"}]})

    seen = people.command("UADA", "help")

    assert "invalid_command_response" in seen.text
    assert "json-pointer:/blocks/0" in seen.toasts[0]


def test_an_unknown_command_reaches_no_bot(people: SandboxClient, robot: "Robot") -> None:
    seen = people.command("UADA", "/nonsense now")

    assert not seen.ok
    assert seen.text == seen.error == "`/nonsense` is not a valid command."
    assert robot.deliveries == []


def test_a_bot_that_fails_is_told(people: SandboxClient, robot: "Robot") -> None:
    robot.status = 500

    assert "dispatch_failed" in people.command("UADA", "help").text


def test_a_bot_that_is_not_there_is_told(sandbox: Sandbox, people: SandboxClient) -> None:
    sandbox.bot_url = "http://127.0.0.1:9/slack/events"
    assert "dispatch_failed" in people.command("UADA", "help").text

    sandbox.bot_url = None
    assert "dispatch_failed" in people.command("UADA", "help").text


@pytest.fixture
def hasty(robot: "Robot") -> Iterator[Sandbox]:
    """A sandbox that waits for the bot a twentieth of a second."""
    sandbox = Sandbox(bot_url=robot.url, ack_seconds=0.05)
    sandbox.start()
    yield sandbox
    sandbox.stop()


def test_a_bot_that_is_too_slow_is_told(hasty: Sandbox, robot: "Robot") -> None:
    released = threading.Event()
    robot.does = lambda _delivery: released.wait() and ""

    seen = SandboxClient(hasty.url).command("UADA", "help")
    released.set()

    assert "operation_timeout" in seen.text


def test_a_bot_may_call_back_before_it_acknowledges(
    people: SandboxClient, robot: "Robot", web: WebClient
) -> None:
    robot.does = lambda delivery: str(
        web.chat_postMessage(channel=delivery.form["user_id"], text="first")["ok"]
    )

    seen = people.command("UADA", "help")

    assert [message["text"] for message in seen.messages] == ["first", "True"]


# Events


def test_a_message_to_the_bot_arrives_as_an_event(people: SandboxClient, robot: "Robot") -> None:
    people.say("UADA", "hello <there>")

    assert_signed(robot.deliveries[0])
    envelope = robot.last
    assert envelope["type"] == "event_callback"
    assert envelope["event_id"].startswith("Ev")
    event = envelope["event"]
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", "UADA")
    assert event["text"] == "hello &lt;there&gt;"
    assert "x-slack-retry-num" not in robot.deliveries[0].headers


def test_a_message_in_a_channel_is_none_of_the_bots_business(
    people: SandboxClient, robot: "Robot"
) -> None:
    seen = people.say("UADA", "hello", channel="general")

    assert seen.text == "hello"
    assert robot.deliveries == []


def test_app_home_is_opened_with_what_stands_there(
    people: SandboxClient, robot: "Robot", web: WebClient
) -> None:
    people.home("UADA")
    first = robot.last["event"]
    web.views_publish(user_id="UADA", view={"type": "home", "blocks": [{"type": "divider"}]})

    seen = people.home("UADA")

    assert (first["type"], first["tab"], first["channel"]) == ("app_home_opened", "home", "DADA")
    assert "view" not in first
    assert seen.home is not None
    assert robot.last["event"]["view"]["id"] == seen.home["id"]


def test_a_changed_account_is_told(people: SandboxClient, robot: "Robot") -> None:
    people.member("UADA", deleted=True)
    changed = robot.last["event"]
    people.member("UNEW", name="new", real_name="New Person", tz="Asia/Tokyo")

    assert (changed["type"], changed["user"]["deleted"]) == ("user_change", True)
    joined = robot.last["event"]
    assert (joined["type"], joined["user"]["tz_offset"]) == ("team_join", 32400)


def retries(robot: "Robot") -> list[tuple[str | None, str | None]]:
    return [
        (
            delivery.headers.get("x-slack-retry-num"),
            delivery.headers.get("x-slack-retry-reason"),
        )
        for delivery in robot.deliveries
    ]


def test_an_event_that_failed_comes_three_times_again(
    people: SandboxClient, robot: "Robot"
) -> None:
    robot.status = 500

    people.say("UADA", "hello")
    assert retries(robot) == [(None, None), ("1", "http_error")]
    people.clock(advance="PT59S")
    assert len(robot.deliveries) == 2
    people.clock(advance="PT1S")
    assert len(robot.deliveries) == 3
    people.clock(advance="PT5M")
    people.clock(advance="P1D")

    assert retries(robot)[2:] == [("2", "http_error"), ("3", "http_error")]
    assert len({delivery.payload["event_id"] for delivery in robot.deliveries}) == 1


def test_an_event_that_got_through_at_last_is_not_sent_again(
    people: SandboxClient, robot: "Robot"
) -> None:
    robot.status = 500
    people.say("UADA", "hello")
    robot.status = 200

    people.clock(advance="P1D")
    people.clock(advance="P1D")

    assert len(robot.deliveries) == 3


def test_a_bot_may_ask_not_to_be_asked_again(people: SandboxClient, robot: "Robot") -> None:
    robot.status = 500
    robot.headers = {"x-slack-no-retry": "1"}

    people.say("UADA", "hello")

    assert len(robot.deliveries) == 1


def test_a_reset_forgets_events_that_wait(people: SandboxClient, robot: "Robot") -> None:
    robot.status = 500
    people.say("UADA", "hello")

    people.reset()
    people.clock(advance="P1D")

    assert len(robot.deliveries) == 2


def test_a_flowing_clock_sends_events_again_by_itself(robot: "Robot") -> None:
    again = threading.Event()

    def fail(_delivery: "Delivery") -> str:
        if len(robot.deliveries) == 3:
            again.set()
        return ""

    robot.status, robot.does = 500, fail
    # Each look at this watch finds a minute more.
    sandbox = Sandbox(bot_url=robot.url, running=True, elapsed=count(step=60).__next__)
    sandbox.start()
    SandboxClient(sandbox.url).home("UADA")

    assert again.wait(10)
    sandbox.stop()


# Elements


@pytest.fixture
def menu() -> Json:
    return {
        "type": "static_select",
        "action_id": "pick",
        "options": [
            {"text": {"type": "plain_text", "text": name}, "value": name} for name in ("a", "b")
        ],
    }


def test_a_button_of_a_message_is_pressed(
    people: SandboxClient, robot: "Robot", web: WebClient, button: Json, menu: Json
) -> None:
    row = {"type": "actions", "block_id": "row", "elements": [button, menu]}
    web.chat_postMessage(channel="UADA", text="x", blocks=[row])
    (message,) = people.messages("UADA")

    seen = people.press("UADA", message, "go")

    assert seen.ok
    assert_signed(robot.deliveries[0])
    payload = robot.last
    (action,) = payload["actions"]
    assert payload["type"] == "block_actions"
    assert payload["container"]["message_ts"] == message["ts"]
    assert payload["channel"] == {"id": "DADA", "name": "directmessage"}
    assert payload["message"]["text"] == "x"
    assert payload["state"]["values"]["row"]["pick"]["selected_option"] is None
    assert payload["response_url"].startswith("http://127.0.0.1:")
    assert (action["action_id"], action["block_id"], action["value"]) == ("go", "row", "1")
    assert action["text"]["text"] == "Go"


def test_an_ephemeral_message_is_not_sent_along(
    people: SandboxClient, robot: "Robot", button: Json
) -> None:
    robot.answers({"text": "x", "blocks": [{"type": "actions", "elements": [button]}]})
    seen = people.command("UADA", "help")
    robot.answers("")

    people.press("UADA", seen.messages[0], "go")

    assert robot.last["container"]["is_ephemeral"] is True
    assert "message" not in robot.last


def test_what_was_chosen_in_a_message_is_sent_with_the_next_touch(
    people: SandboxClient, robot: "Robot", web: WebClient, button: Json, menu: Json
) -> None:
    row = {"type": "actions", "block_id": "row", "elements": [button, menu]}
    web.chat_postMessage(channel="UADA", text="x", blocks=[row])
    (message,) = people.messages("UADA")

    people.press("UADA", message, "pick", "b")
    chosen = robot.last["actions"][0]
    people.press("UADA", message, "go")

    assert chosen["selected_option"]["value"] == "b"
    assert robot.last["state"]["values"]["row"]["pick"]["selected_option"]["value"] == "b"


def test_a_choice_can_be_taken_back(
    people: SandboxClient, robot: "Robot", web: WebClient, menu: Json
) -> None:
    web.chat_postMessage(channel="UADA", text="x", blocks=[{"type": "actions", "elements": [menu]}])
    (message,) = people.messages("UADA")
    people.press("UADA", message, "pick", "b")

    people.press("UADA", message, "pick")

    assert robot.last["actions"][0]["selected_option"] is None


def test_of_two_buttons_with_one_name_the_value_tells_which(
    people: SandboxClient, robot: "Robot", web: WebClient, button: Json
) -> None:
    rows = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "x"}, "accessory": each}
        for each in (button, button | {"value": "2"})
    ]
    web.chat_postMessage(channel="UADA", text="x", blocks=rows)
    (message,) = people.messages("UADA")

    people.press("UADA", message, "go", "2")

    assert robot.last["actions"][0]["block_id"] == message["blocks"][1]["block_id"]


def test_an_overflow_menu_sends_its_option(
    people: SandboxClient, robot: "Robot", web: WebClient, menu: Json
) -> None:
    overflow = menu | {"type": "overflow", "action_id": "more"}
    web.chat_postMessage(
        channel="UADA", text="x", blocks=[{"type": "actions", "elements": [overflow]}]
    )
    (message,) = people.messages("UADA")

    people.press("UADA", message, "more", "a")

    assert robot.last["actions"][0]["selected_option"]["value"] == "a"
    refused = people.press("UADA", message, "more", "c")
    assert (refused.ok, "'a', 'b'" in refused.error) == (False, True)


def test_a_value_that_is_not_offered_is_refused(
    people: SandboxClient, web: WebClient, menu: Json, button: Json
) -> None:
    row = {"type": "actions", "elements": [menu, button]}
    web.chat_postMessage(channel="UADA", text="x", blocks=[row])
    (message,) = people.messages("UADA")

    assert "'a', 'b'" in people.press("UADA", message, "pick", "c").error
    assert "'go' with the value '9'" in people.press("UADA", message, "go", "9").error


def test_an_element_that_is_not_there_is_refused(
    people: SandboxClient, robot: "Robot", web: WebClient
) -> None:
    web.chat_postMessage(channel="UADA", text="x")
    (message,) = people.messages("UADA")

    seen = people.press("UADA", message, "go")

    assert (seen.ok, robot.deliveries) == (False, [])
    assert seen.error == "There is no element 'go' here. There are: none."


def test_a_stale_button_may_be_pressed_on_purpose(
    people: SandboxClient, robot: "Robot", web: WebClient
) -> None:
    web.chat_postMessage(channel="UADA", text="x")
    (message,) = people.messages("UADA")
    here = {"message": message["ts"], "channel": "DADA"}
    places: list[Json] = [here, {"message": "1.0"}, {"view": "V0"}]

    for place in places:
        assert people.action("UADA", place, "go", "1", force=True).ok
        assert robot.last["actions"][0]["value"] == "1"
    people.action("UADA", here, "go", block_id="row", force=True)

    assert "value" not in robot.last["actions"][0]
    assert robot.last["actions"][0]["block_id"] == "row"


@pytest.mark.parametrize(
    ("container", "sentence"),
    [
        ({"message": "1.0"}, "sees no message"),
        ({"message": "1.0", "channel": "DBAO"}, "no channel"),
        ({"view": "V0"}, "no view"),
        ({"home": "UBAO"}, "its owner"),
        ({"home": "UADA"}, "not published"),
        ({}, "The container must be"),
    ],
)
def test_a_container_that_is_not_there_is_refused(
    people: SandboxClient, container: dict[str, str], sentence: str
) -> None:
    seen = people.action("UADA", container, "go")

    assert not seen.ok
    assert sentence in seen.error


def test_a_message_for_one_cannot_be_used_by_another(
    people: SandboxClient, web: WebClient, button: Json
) -> None:
    web.chat_postEphemeral(
        channel="CGENERAL",
        user="UADA",
        text="x",
        blocks=[{"type": "actions", "elements": [button]}],
    )
    (message,) = people.messages("UADA")

    assert "sees no message" in people.press("UBAO", message, "go").error


def test_a_touch_that_fails_is_told(
    people: SandboxClient, robot: "Robot", web: WebClient, button: Json
) -> None:
    web.chat_postMessage(
        channel="UADA", text="x", blocks=[{"type": "actions", "elements": [button]}]
    )
    robot.status = 500

    seen = people.press("UADA", people.messages("UADA")[0], "go")

    assert not seen.ok
    assert seen.toasts == [seen.error] == ["This app did not respond. Try again? (dispatch_failed)"]


def test_a_button_of_app_home_is_pressed(
    people: SandboxClient, robot: "Robot", web: WebClient, button: Json
) -> None:
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    view = web.views_publish(user_id="UADA", view=home)["view"]

    people.press_in_home("UADA", "go")

    payload = robot.last
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert (payload["view"]["hash"], payload["view"]["type"]) == (view["hash"], "home")


# Modals


@pytest.fixture
def opened(
    people: SandboxClient, robot: "Robot", web: WebClient, modal: Json, button: Json
) -> Json:
    """A modal that Ada has open, with a question and a button."""
    row = {"type": "actions", "block_id": "row", "elements": [button]}
    people.command("UADA", "help")
    trigger = robot.last["trigger_id"]
    web.views_open(trigger_id=trigger, view=modal | {"blocks": [*modal["blocks"], row]})
    robot.deliveries.clear()
    return modal


def test_a_modal_is_submitted_and_closes(
    people: SandboxClient, robot: "Robot", opened: Json
) -> None:
    seen = people.submit("UADA", {"note": "all well"})

    assert (seen.ok, seen.view) == (True, None)
    payload = robot.last
    assert payload["type"] == "view_submission"
    assert payload["view"]["callback_id"] == opened["callback_id"]
    assert payload["view"]["state"]["values"]["note"]["text"]["value"] == "all well"
    assert payload["trigger_id"]


@pytest.mark.usefixtures("opened")
def test_a_required_answer_is_asked_for_by_slack_itself(
    people: SandboxClient, robot: "Robot"
) -> None:
    seen = people.submit("UADA", {})

    assert (seen.ok, list(seen.errors), robot.deliveries) == (False, ["note"], [])
    assert seen.view is not None
    assert seen.view["errors"] == seen.errors


@pytest.mark.usefixtures("opened")
def test_the_bots_errors_stand_in_the_modal(people: SandboxClient, robot: "Robot") -> None:
    robot.answers({"response_action": "errors", "errors": {"note": "Say more."}})

    seen = people.submit("UADA", {"note": "x"})

    assert (seen.ok, seen.errors) == (False, {"note": "Say more."})
    assert people.modal("UADA") is not None


@pytest.mark.parametrize("errors", [{"row": "x"}, {"nowhere": "x"}, {}])
@pytest.mark.usefixtures("opened")
def test_errors_for_what_is_no_input_are_trouble(
    people: SandboxClient, robot: "Robot", errors: Json
) -> None:
    robot.answers({"response_action": "errors", "errors": errors})

    seen = people.submit("UADA", {"note": "x"})

    assert "We had some trouble connecting" in seen.toasts[0]


@pytest.mark.usefixtures("opened")
def test_a_submission_may_change_the_modal(
    people: SandboxClient, robot: "Robot", modal: Json
) -> None:
    other = modal | {"title": {"type": "plain_text", "text": "Thanks"}}
    robot.answers({"response_action": "update", "view": other})

    seen = people.submit("UADA", {"note": "kept"})

    assert seen.view is not None
    assert seen.view["title"]["text"] == "Thanks"
    assert seen.view["state"]["values"]["note"]["text"]["value"] == "kept"


@pytest.mark.usefixtures("opened")
def test_a_submission_may_lay_a_modal_upon_it(
    people: SandboxClient, robot: "Robot", modal: Json
) -> None:
    robot.answers({"response_action": "push", "view": modal})

    people.submit("UADA", {"note": "x"})

    assert len(people.state()["views"]["UADA"]) == 2


@pytest.mark.usefixtures("opened")
def test_a_submission_may_clear_the_stack(
    people: SandboxClient, robot: "Robot", modal: Json
) -> None:
    robot.answers({"response_action": "push", "view": modal})
    people.submit("UADA", {"note": "x"})
    robot.answers({"response_action": "clear"})

    seen = people.submit("UADA", {"note": "x"})

    assert seen.view is None


@pytest.mark.usefixtures("opened")
def test_an_empty_answer_shows_the_modal_below(
    people: SandboxClient, robot: "Robot", modal: Json
) -> None:
    robot.answers({"response_action": "push", "view": modal})
    below = people.modal("UADA")
    people.submit("UADA", {"note": "x"})
    robot.answers("")

    seen = people.submit("UADA", {"note": "x"})

    assert below is not None
    assert seen.view is not None
    assert seen.view["id"] == below["id"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("text", id="text"),
        pytest.param({"response_action": "dance"}, id="an unknown action"),
        pytest.param({"response_action": "update", "view": {"type": "modal"}}, id="a wrong view"),
    ],
)
@pytest.mark.usefixtures("opened")
def test_an_answer_that_slack_does_not_understand_is_trouble(
    people: SandboxClient, robot: "Robot", said: object
) -> None:
    robot.answers(said)

    seen = people.submit("UADA", {"note": "x"})

    assert "We had some trouble connecting" in seen.toasts[0]
    assert seen.view is not None


@pytest.mark.usefixtures("opened")
def test_a_bot_that_fails_leaves_the_modal_open(people: SandboxClient, robot: "Robot") -> None:
    robot.status = 500

    seen = people.submit("UADA", {"note": "x"})

    assert not seen.ok
    assert seen.toasts == ["We had some trouble connecting. Try again? (dispatch_failed)"]
    assert seen.view is not None
    assert seen.view["state"]["values"]["note"]["text"]["value"] == "x"


@pytest.mark.usefixtures("opened")
def test_a_bot_may_close_the_modal_while_it_is_submitted(
    people: SandboxClient, robot: "Robot"
) -> None:
    def reset(_delivery: "Delivery") -> str:
        people.close("UADA")
        return ""

    robot.does = reset

    assert people.submit("UADA", {"note": "x"}).view is None


@pytest.mark.usefixtures("opened")
def test_what_was_typed_is_sent_with_a_button_of_the_modal(
    people: SandboxClient, robot: "Robot"
) -> None:
    view = people.modal("UADA")
    assert view is not None

    seen = people.action("UADA", {"view": view["id"]}, "go", values={"note": "half"})

    assert robot.last["view"]["state"]["values"]["note"]["text"]["value"] == "half"
    assert seen.dispatched
    assert people.press_in_modal("UADA", "go").ok


@pytest.mark.usefixtures("opened")
def test_an_input_waits_for_the_submission(people: SandboxClient, robot: "Robot") -> None:
    seen = people.press_in_modal("UADA", "text", "later")

    assert (seen.ok, seen.dispatched, robot.deliveries) == (True, False, [])
    assert seen.view is not None
    assert seen.view["state"]["values"]["note"]["text"]["value"] == "later"


def test_a_modal_without_a_submit_button_cannot_be_submitted(
    people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    quiet = {"type": "modal", "title": modal["title"], "blocks": [{"type": "divider"}]}
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=quiet)

    assert people.submit("UADA").error == "This modal has no button to submit it."


@pytest.mark.usefixtures("opened")
def test_only_the_modal_on_top_can_be_used(people: SandboxClient) -> None:
    assert "is not on top" in people.submit("UADA", view="V0").error
    assert people.submit("UBAO").error == "Bao Tran has no modal open."
    assert "There is no input 'nowhere'" in people.submit("UADA", {"nowhere": "x"}).error


def closing_stack(
    people: SandboxClient, robot: "Robot", web: WebClient, modal: Json, **top: object
) -> None:
    told = modal | {"notify_on_close": True}
    people.command("UADA", "help")
    web.views_open(trigger_id=robot.last["trigger_id"], view=told)
    people.command("UADA", "help")
    web.views_push(trigger_id=robot.last["trigger_id"], view=told | top)
    robot.deliveries.clear()


def test_closing_shows_the_modal_below_and_is_told(
    people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    closing_stack(people, robot, web, modal)

    people.close("UADA")

    assert [(each.payload["type"], each.payload["is_cleared"]) for each in robot.deliveries] == [
        ("view_closed", False)
    ]
    assert len(people.state()["views"]["UADA"]) == 1


def test_all_modals_can_be_closed_at_once(
    people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    closing_stack(people, robot, web, modal)

    people.close("UADA", all_of_them=True)

    assert [each.payload["is_cleared"] for each in robot.deliveries] == [True, True]
    assert people.modal("UADA") is None


def test_a_modal_may_take_those_below_with_it(
    people: SandboxClient, robot: "Robot", web: WebClient, modal: Json
) -> None:
    closing_stack(people, robot, web, modal, clear_on_close=True)

    people.close("UADA")

    assert people.modal("UADA") is None


@pytest.mark.usefixtures("opened")
def test_a_bot_that_did_not_ask_is_not_told_of_closing(
    people: SandboxClient, robot: "Robot"
) -> None:
    people.close("UADA")

    assert robot.deliveries == []
