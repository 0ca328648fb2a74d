"""What goes out to Slack: checked before, and sent once."""

import pytest

from bot.blockkit.elements import section
from bot.blockkit.surfaces import Message, Modal
from bot.slack.delivery import UndeliveredError, checked, checked_view, respond
from tests.slack.listening import Ear, Reply

NOTE = Message("A note", (section("A note"),))


def test_an_answer_is_not_sent_again_after_a_dropped_connection(ear: Ear) -> None:
    ear.replies = [Reply(hangs_up=True)]

    with pytest.raises(OSError, match="closed connection"):
        respond(ear.url, 2, NOTE)

    assert len(ear.heard) == 1


def test_blocks_that_slack_refuses_are_left_out_and_never_sent_again(
    ear: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    ear.replies = [Reply(400, "invalid_blocks"), Reply()]

    respond(ear.url, 2, NOTE)

    first, second = ear.heard
    assert '"blocks"' in first
    assert '"blocks": []' in second
    assert "Slack refused the blocks" in caplog.text


def test_an_answer_that_slack_does_not_take_is_no_success(ear: Ear) -> None:
    ear.replies = [Reply(404, "expired_url")]

    with pytest.raises(UndeliveredError, match="404 expired_url"):
        respond(ear.url, 2, NOTE)


def test_a_message_that_slack_would_refuse_goes_out_as_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shown = checked(Message("All of it", (section(""),)))

    assert shown == Message("All of it")
    assert "breaks Slack's rules" in caplog.text


def test_a_message_without_fault_goes_out_as_it_is(caplog: pytest.LogCaptureFixture) -> None:
    assert checked(NOTE) is NOTE
    assert caplog.text == ""


def test_a_view_that_slack_would_refuse_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    broken = Modal("ai_path.x", "A title that is far too long for it", ()).view()

    assert checked_view(broken) is broken
    assert "breaks Slack's rules" in caplog.text
