"""Everything that can come in: each id has a way in, and nothing is left without an answer."""

from typing import Any
from urllib.parse import urlencode

import pytest

from bot.blockkit.surfaces import Modal
from bot.content import Loaded
from bot.deps import Deps
from bot.sandbox import SandboxClient
from bot.slack.routes import (
    ACTIONS,
    CHANGING_ACTIONS,
    CHANGING_VIEWS,
    COMMANDS,
    EVENTS,
    VIEWS,
)
from bot.views.people import USAGE
from tests.slack.conftest import Workspace
from tests.slack.having import everything, planned
from tests.slack.knocking import TEAM, Door
from tests.views.reading import buttons
from tests.views.specimens import every_kind


@pytest.fixture(scope="module")
def pressed(loaded: Loaded) -> set[str]:
    """The id of every button in any view."""
    return {b["action_id"] for view in every_kind(loaded) for b in buttons(view.blocks)}


@pytest.fixture(scope="module")
def submitted(loaded: Loaded) -> set[str]:
    """The id of every form."""
    modals = (view for view in every_kind(loaded) if isinstance(view, Modal))
    return {modal.callback_id for modal in modals if modal.submit}


def test_every_button_leads_somewhere_and_every_way_has_a_button(pressed: set[str]) -> None:
    assert pressed == set(ACTIONS)


def test_every_form_is_taken_in_and_every_way_has_a_form(submitted: set[str]) -> None:
    assert submitted == set(VIEWS)


def test_every_command_is_in_the_usage() -> None:
    words = " ".join(f"{verb} {what}" for verb, what in USAGE)

    assert {verb for verb, _ in USAGE} <= set(COMMANDS)
    assert [verb for verb in COMMANDS if verb not in {"", "help"} and verb not in words] == []


def test_home_follows_only_what_there_is() -> None:
    assert set(ACTIONS) >= CHANGING_ACTIONS
    assert set(VIEWS) >= CHANGING_VIEWS


@pytest.mark.parametrize("way", ["members", "strangers"])
@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_every_command_answers_everybody(
    workspace: Workspace, caplog: pytest.LogCaptureFixture, verb: str, way: str
) -> None:
    if way == "members":
        planned(workspace.deps)

    seen = workspace.people.command("UADA", verb)

    assert seen.view is not None or seen.text
    assert way == "members" or seen.text.startswith("Hello, I am AI Path.")
    assert [r for r in caplog.records if r.name.startswith("bot.")] == []


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_every_press_of_a_stranger_is_met_with_a_welcome(workspace: Workspace, action: str) -> None:
    people = workspace.people
    before = everything(workspace.deps)
    message = people.command("UBAO", "help").messages[-1]
    in_message = {"message": message["ts"], "channel": message["channel"]}

    seen = people.action("UBAO", in_message, action, "x/y", force=True)

    if action == "ai_path.join":
        assert seen.text.startswith("What you can do next")
    else:
        assert seen.text.startswith("Hello, I am AI Path.")
        assert everything(workspace.deps) == before


@pytest.mark.parametrize("callback", sorted(VIEWS))
def test_every_form_of_a_stranger_that_lacks_everything_changes_nothing(
    door: Door, connected: Deps, callback: str
) -> None:
    before = everything(connected)

    answer = door.submit(callback, {})

    assert answer.said["response_action"] == "push"
    assert len(answer.said["view"]["blocks"]) in {1, 2}
    assert everything(connected) == before


@pytest.mark.parametrize("callback", sorted(set(VIEWS) - {"ai_path.assess.result"}))
def test_a_form_with_fields_that_were_never_on_offer_is_refused_in_one_sentence(
    door: Door, connected: Deps, caplog: pytest.LogCaptureFixture, callback: str
) -> None:
    planned(connected)
    before = everything(connected)

    answer = door.submit(callback, {}, private_metadata="nonsense")

    refused = answer.said
    assert refused["response_action"] == "push"
    assert [block["type"] for block in refused["view"]["blocks"]] == ["section"]
    assert everything(connected) == before
    assert [r for r in caplog.records if r.name.startswith("bot.")] == []


def test_an_unknown_word_gets_the_nearest_command_and_the_usage(workspace: Workspace) -> None:
    seen = workspace.people.command("UADA", "asess me <!channel>")

    assert seen.text.startswith("I do not know `asess`. Did you mean `/ai-path assess`?\n")
    assert "`/ai-path privacy`" in seen.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("plan al", "I do not know `plan al`. Did you mean `/ai-path plan all`?"),
        ("plan export", "I do not know `plan export`. Did you mean `/ai-path plan`?"),
        ("team reprot Search", "I do not know `team reprot`. Did you mean `/ai-path team report`?"),
        ("<b>&amp;", "I do not know `&lt;b&gt;&amp;amp;`."),
        ("xyzzy", "I do not know `xyzzy`."),
    ],
)
def test_an_unknown_word_after_a_known_one_is_answered_too(
    workspace: Workspace, typed: str, said: str
) -> None:
    assert workspace.people.command("UADA", typed).text.splitlines()[0] == said


def test_capitals_and_spaces_do_not_matter(workspace: Workspace) -> None:
    planned(workspace.deps)

    seen = workspace.people.command("UADA", "  PLAN   All ")

    assert "Ends with:" in seen.text


# What nobody waits for is acknowledged all the same.


UNKNOWN: dict[str, dict[str, Any]] = {
    "an action": {
        "type": "block_actions",
        "actions": [{"action_id": "other.action", "block_id": "b", "type": "button"}],
    },
    "an action of an old message": {
        "type": "interactive_message",
        "callback_id": "old",
        "actions": [{"name": "a", "type": "button"}],
    },
    "a dialogue": {"type": "dialog_submission", "callback_id": "old", "submission": {}},
    "a form": {
        "type": "view_submission",
        "view": {"type": "modal", "callback_id": "other", "state": {"values": {}}},
    },
    "a closed modal": {"type": "view_closed", "view": {"type": "modal", "callback_id": "other"}},
    "a shortcut": {"type": "shortcut", "callback_id": "other", "trigger_id": "1.2.x"},
    "a shortcut of a message": {
        "type": "message_action",
        "callback_id": "other",
        "trigger_id": "1.2.x",
        "message": {},
    },
    "a menu": {"type": "block_suggestion", "action_id": "other", "block_id": "b", "value": ""},
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_what_nobody_waits_for_is_acknowledged(door: Door, connected: Deps, kind: str) -> None:
    before = everything(connected)

    answer = door.interaction(UNKNOWN[kind])

    assert (answer.status, answer.body) == (200, "")
    assert everything(connected) == before


@pytest.mark.parametrize("kind", ["message", "team_join", "app_uninstalled", "future_event"])
def test_an_event_that_nobody_waits_for_is_acknowledged(
    door: Door, caplog: pytest.LogCaptureFixture, kind: str
) -> None:
    assert door.event({"type": kind, "user": "UADA"}).status == 200
    assert [r for r in caplog.records if r.name.startswith("bot.")] == []


def test_a_command_of_another_name_is_answered(door: Door) -> None:
    body = {"command": "/other", "text": "", "team_id": TEAM, "user_id": "UADA", "trigger_id": "1"}

    answer = door.signed(urlencode(body).encode())

    assert answer.said["text"].startswith("Hello, I am AI Path.")


# Events.


def test_an_event_that_is_delivered_again_is_taken_in_once(
    door: Door, slack: SandboxClient
) -> None:
    opened = {"type": "app_home_opened", "user": "UADA", "tab": "home"}

    def version() -> str:
        return str(slack.state()["homes"]["UADA"]["hash"])

    door.event(opened, "Ev7")
    first = version()
    answers = [door.event(opened, "Ev7") for _ in range(3)]
    again = version()
    door.event(opened, "Ev8")

    assert [answer.status for answer in answers] == [200] * 3
    assert again == first
    assert version() != first


def test_every_event_that_is_waited_for_is_one_of_slacks() -> None:
    assert set(EVENTS) == {"app_home_opened", "user_change"}
