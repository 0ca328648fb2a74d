"""What Slack sends, read into calls."""

from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from bot.domain.people import Who
from bot.slack import payloads
from bot.slack.calls import Place

CLIENT = WebClient("xoxb-test")


def command(text: str) -> Any:  # noqa: ANN401 - a call, whose fields are compared
    """Read a slash command."""
    body = {"team_id": "T1", "user_id": "U1", "trigger_id": "1.2.x", "text": text}
    return payloads.command(body, Ack(), CLIENT)  # type: ignore[no-untyped-call]  # Bolt's


@pytest.mark.parametrize(
    ("text", "verb", "words"),
    [
        ("", "", ""),
        ("  plan  ", "plan", ""),
        ("team  create   Search ", "team", "create Search"),
        ("team create R&amp;D &lt;one&gt;", "team", "create R&D <one>"),
        ("team create &amp;lt;", "team", "create &lt;"),
        ("team create Search <@U2|ben> <@U3>", "team", "create Search"),
    ],
)
def test_a_command_is_a_verb_and_the_words_after_it(text: str, verb: str, words: str) -> None:
    call = command(text)

    assert (call.verb, call.words) == (verb, words)
    assert call.who == Who("T1", "U1")


def test_who_is_mentioned_is_named_by_id_and_not_by_what_was_typed() -> None:
    call = command("team add Search <@U2|ben> @ben <@U3>")

    assert call.mentioned == (Who("T1", "U2"), Who("T1", "U3"))


def test_a_command_without_words_is_none() -> None:
    body = {"team_id": "T1", "user_id": "U1", "trigger_id": "1.2.x"}

    assert payloads.command(body, Ack(), CLIENT).verb == ""  # type: ignore[no-untyped-call]  # Bolt's


@pytest.mark.parametrize(
    ("view", "place", "fills"),
    [
        (None, Place.MESSAGE, False),
        ({"type": "home", "id": "V1", "root_view_id": "V1"}, Place.HOME, False),
        (
            {"type": "modal", "id": "V1", "root_view_id": "V1", "previous_view_id": None},
            Place.MODAL,
            False,
        ),
        (
            {"type": "modal", "id": "V2", "root_view_id": "V1", "previous_view_id": "V1"},
            Place.MODAL,
            False,
        ),
        (
            {"type": "modal", "id": "V3", "root_view_id": "V1", "previous_view_id": "V2"},
            Place.MODAL,
            True,
        ),
    ],
)
def test_a_press_knows_where_its_button_sits(
    view: dict[str, Any] | None, place: Place, *, fills: bool
) -> None:
    body = {
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "actions": [{"action_id": "ai_path.x", "value": "7"}],
        "view": view,
        "trigger_id": "1.2.x",
    }

    press = payloads.press(body, CLIENT)

    assert (press.place, press.fills_stack) == (place, fills)
    assert (press.who, press.action, press.value) == (Who("T1", "U1"), "ai_path.x", "7")


@pytest.mark.parametrize("team", [None, {}, {"id": None}])
def test_an_app_of_a_whole_organisation_finds_the_workspace_with_the_person(
    team: dict[str, Any] | None,
) -> None:
    body = {"team": team, "user": {"id": "U1", "team_id": "T2"}, "view": {}}

    assert payloads.closed(body, CLIENT).who == Who("T2", "U1")


def test_a_form_is_read_field_by_field() -> None:
    values: dict[str, dict[str, Any]] = {
        "ai_path.word": {"ai_path.word": {"type": "plain_text_input", "value": "Hello"}},
        "ai_path.empty": {"ai_path.empty": {"type": "plain_text_input", "value": None}},
        "ai_path.one": {"ai_path.one": {"selected_option": {"value": "a"}}},
        "ai_path.none": {"ai_path.none": {"selected_option": None}},
        "ai_path.several": {
            "ai_path.several": {"selected_options": [{"value": "a"}, {"value": "b"}]}
        },
        "ai_path.day": {"ai_path.day": {"selected_date": "2026-11-23"}},
        "ai_path.time": {"ai_path.time": {"selected_time": "09:30"}},
        "strange": {},
    }
    body = {
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "view": {"callback_id": "ai_path.x", "state": {"values": values}, "private_metadata": "m"},
    }

    form = payloads.form(body, Ack(), CLIENT)  # type: ignore[no-untyped-call]  # Bolt's

    assert form.values == {
        "word": "Hello",
        "empty": None,
        "one": "a",
        "none": None,
        "several": ["a", "b"],
        "day": "2026-11-23",
        "time": "09:30",
    }
    assert (form.callback, form.metadata, form.fills_stack) == ("ai_path.x", "m", False)


@pytest.mark.parametrize(
    ("user", "found"), [("U1", "U1"), ({"id": "U1", "deleted": True}, "U1"), (None, "")]
)
def test_an_event_is_about_somebody_or_nobody(user: object, found: str) -> None:
    inner = {"type": "any"} | ({} if user is None else {"user": user})

    event = payloads.event({"team_id": "T1", "event_id": "Ev1", "event": inner}, CLIENT)

    assert (event.id, event.who) == ("Ev1", Who("T1", found))
