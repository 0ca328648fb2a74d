"""What the bot makes of Slack's refusals, when it is not our own sandbox that refuses."""

from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.nudges import State
from bot.store import connect, disconnect
from bot.store.nudges import entries
from tests.emulate.conftest import Open
from tests.emulate.doing import join, make_plan
from tests.emulate.playing import Player
from tests.emulate.starting import token_without
from tests.emulate.waiting import expired
from tests.slack.listening import listening

SORRY = "Sorry, something went wrong on my side."


def test_a_command_whose_trigger_expired_is_answered_with_an_apology(
    player: Player, ada: str
) -> None:
    join(player, ada)

    seen = player.command(ada, "assess", trigger=expired(player.web, ada))

    assert player.relay.refusals() == [("views.open", "expired_trigger_id")]
    assert SORRY in seen.text
    assert not player.stacks[ada]


def test_a_command_that_arrives_twice_opens_one_modal(player: Player, ada: str) -> None:
    join(player, ada)
    trigger = player.trigger(ada)

    player.command(ada, "assess", trigger)
    again = player.command(ada, "assess", trigger)

    assert player.relay.refusals() == [("views.open", "exchanged_trigger_id")]
    assert SORRY in again.text
    assert len(player.stacks[ada]) == 1


def test_a_fourth_modal_takes_the_place_of_the_third(player: Player, ada: str) -> None:
    three_modals(player, ada)
    third = player.top(ada)

    player.press(ada, third, "ai_path.plan.week")

    assert player.relay.refusals() == []
    assert len(player.stacks[ada]) == 3
    assert player.top(ada)["id"] == third["id"]
    assert player.top(ada)["hash"] != third["hash"]


def test_slack_says_of_three_modals_that_they_are_a_stack(player: Player, ada: str) -> None:
    three_modals(player, ada)

    stack = player.stacks[ada]
    assert {view["root_view_id"] for view in stack} == {stack[0]["id"]}
    assert all(upper["previous_view_id"] == lower["id"] for lower, upper in pairwise(stack))


def test_a_push_over_the_limit_leaves_what_is_open_as_it_was(
    player: Player, ada: str, caplog: pytest.LogCaptureFixture
) -> None:
    three_modals(player, ada)
    before = list(player.stacks[ada])

    # A double click: both presses were made in the second modal.
    seen = player.press(ada, before[1], "ai_path.plan.all")

    # The trigger is gone with the first try, so there is no way to say sorry.
    assert player.relay.refusals() == [
        ("views.push", "push_limit_reached"),
        ("views.push", "exchanged_trigger_id"),
    ]
    assert seen.said == {}
    assert player.stacks[ada] == before
    assert "nor could the person be told" in caplog.text


def test_a_form_with_a_mistake_stays_open(player: Player, ada: str) -> None:
    make_plan(player, ada)
    player.command(ada, "checkin")
    form = player.top(ada)

    seen = player.submit(ada, {"ai_path.hours": "a lot", "ai_path.confidence": "likely"})

    assert list(seen.said["errors"]) == ["ai_path.hours"]
    assert player.top(ada) == form


def test_a_refusal_that_belongs_to_no_field_lies_upon_the_form(player: Player, ada: str) -> None:
    make_plan(player, ada)
    player.command(ada, "checkin")
    form = player.top(ada)
    form["private_metadata"] = "the week of the three Sundays"

    player.submit(ada, {"ai_path.hours": "4", "ai_path.confidence": "likely"})

    assert "does not look as I made it" in str(player.top(ada)["blocks"])
    assert player.top(ada)["previous_view_id"] == form["id"]


def test_app_home_of_somebody_whom_slack_does_not_know_is_let_be(
    player: Player, caplog: pytest.LogCaptureFixture
) -> None:
    seen = player.open_home("U0NOBODY")

    assert player.relay.refusals() == [("views.publish", "user_not_found")]
    assert seen.said == {}
    assert "user_not_found" in caplog.text


def test_somebody_whom_slack_does_not_know_cannot_join(player: Player) -> None:
    welcome = player.command("U0NOBODY", "", trigger="1.2.none")

    with listening() as ear:
        player.press_in_message(
            "U0NOBODY", welcome.said, "ai_path.join", trigger="1.2.none", response_url=ear.url
        )

    assert player.relay.refusals() == [("users.info", "user_not_found")]
    assert SORRY in ear.heard[-1]
    assert player.command("U0NOBODY", "assess", trigger="1.2.none").text == welcome.text


def test_without_the_scope_to_read_people_joining_ends_in_an_apology(
    opened: Open, ada: str
) -> None:
    with opened(token_without("users:read")) as player:
        join(player, ada)

        assert player.relay.refusals() == [("users.info", "missing_scope")]
        assert SORRY in str(player.top(ada)["blocks"])


def test_without_the_scope_to_open_conversations_the_message_waits_and_the_ledger_says_why(
    opened: Open, ada: str, sqlite_url: str
) -> None:
    with opened(token_without("im:write")) as player:
        make_plan(player, ada)
        player.advance(timedelta(hours=4))

        assert set(player.relay.refusals()) == {("conversations.open", "missing_scope")}
        assert player.messages(ada) == []

    sessions = connect(sqlite_url)
    with sessions.begin() as session:
        (first,) = [each for each in entries(session) if each.state is State.PLANNED]
    disconnect(sessions)
    assert first.error == "Slack answered 200: missing_scope"


def three_modals(player: Player, user: str) -> None:
    """Go from App Home to the plan, to the week and to the plan again."""
    make_plan(player, user)
    player.stacks[user].clear()
    player.press(user, player.homes[user], "ai_path.plan.all")
    player.press(user, player.top(user), "ai_path.plan.week")
    player.press(user, player.top(user), "ai_path.plan.all")
