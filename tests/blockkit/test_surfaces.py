import dataclasses

import pytest

from bot.blockkit import elements
from bot.blockkit.surfaces import Home, Message, Modal

HEADER = elements.header("Hello")


def test_a_modal_says_all_it_is() -> None:
    modal = Modal("settings", "Settings", (HEADER,), submit="Save", private_metadata="7")

    assert modal.view() == {
        "type": "modal",
        "callback_id": "settings",
        "title": {"type": "plain_text", "text": "Settings"},
        "submit": {"type": "plain_text", "text": "Save"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [HEADER],
        "private_metadata": "7",
        "notify_on_close": False,
    }


def test_a_modal_that_asks_nothing_has_no_submit() -> None:
    assert "submit" not in Modal("about", "About", (HEADER,)).view()


def test_a_home_is_its_blocks() -> None:
    assert Home((HEADER,)).view() == {"type": "home", "blocks": [HEADER]}


def test_a_message_needs_no_blocks() -> None:
    assert Message("Hello").blocks == ()


def test_a_surface_does_not_change() -> None:
    message = Message("Hello")

    with pytest.raises(dataclasses.FrozenInstanceError):
        message.text = "Bye"  # type: ignore[misc]  # what is tried here
