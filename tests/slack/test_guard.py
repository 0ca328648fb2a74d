"""Where a listener's exceptions end."""

from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bot.blockkit.surfaces import Message
from bot.deps import Deps
from bot.domain.people import Who
from bot.domain.plans import NoPlanYetError
from bot.domain.refusals import BotError
from bot.slack.guard import guarded
from tests.slack.conftest import door_of
from tests.slack.having import ADA, everything, member
from tests.slack.knocking import chosen, typed


class BrokenClockError(Exception):
    """A fault of ours."""


@dataclass
class Caller:
    """A call that remembers what it was told."""

    who: Who = ADA
    told: list[str] = field(default_factory=list)
    is_deaf: bool = False

    def refuse(self, error: BotError) -> None:
        """Hear a refusal."""
        self.told.append(error.message())

    def apologise(self, message: Message) -> None:
        """Hear an apology."""
        if self.is_deaf:
            raise BrokenClockError
        self.told.append(message.text)


def works(_: Deps, __: Caller) -> None:
    """Do nothing, and do it well."""


def refuses(_: Deps, __: Caller) -> None:
    """Say no."""
    raise NoPlanYetError


def breaks(_: Deps, __: Caller) -> None:
    """Have a fault."""
    raise BrokenClockError


def ours(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the bot itself logged."""
    return [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]


def test_a_call_that_went_well_is_given_back(deps: Deps, caplog: pytest.LogCaptureFixture) -> None:
    caller = Caller()

    assert guarded(works, deps, lambda: caller) is caller
    assert caller.told == []
    assert ours(caplog) == []


def test_a_refusal_is_told_and_is_no_fault(deps: Deps, caplog: pytest.LogCaptureFixture) -> None:
    caller = Caller()

    assert guarded(refuses, deps, lambda: caller) is None
    assert caller.told == [NoPlanYetError().message()]
    assert ours(caplog) == []


def test_a_fault_is_told_with_a_reference_and_logged_once(
    deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    caller = Caller()

    assert guarded(breaks, deps, lambda: caller) is None
    assert len(caller.told) == 1
    assert "reference: 00000007" in caller.told[0]
    assert ours(caplog) == ["a listener failed, reference 00000007"]
    assert caplog.records[-1].exc_info is not None


def test_a_fault_that_cannot_be_told_stays_inside(
    deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    assert guarded(breaks, deps, lambda: Caller(is_deaf=True)) is None
    assert ours(caplog) == [
        "a listener failed, reference 00000007",
        "nor could the person be told, reference 00000007",
    ]


def test_what_cannot_even_be_read_stays_inside(
    deps: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    def unreadable() -> Caller:
        raise BrokenClockError

    assert guarded(works, deps, unreadable) is None
    assert ours(caplog) == ["a listener failed, reference 00000007"]


# The same through Bolt, whose own error path is never taken.


def broken(deps: Deps) -> Deps:
    """Hand out a clock that breaks."""

    def now() -> datetime:
        raise BrokenClockError

    return replace(deps, now=now)


def test_a_broken_command_is_answered_in_its_acknowledgement(
    connected: Deps, caplog: pytest.LogCaptureFixture
) -> None:
    member(connected)
    before = everything(connected)

    answer = door_of(broken(connected)).command("help")

    assert answer.status == 200
    assert answer.said["response_type"] == "ephemeral"
    assert "give your admin this reference: 00000007" in answer.said["text"]
    assert [r.name for r in caplog.records if r.exc_info] == ["bot.slack.guard"]
    assert everything(connected) == before


def test_a_broken_form_is_answered_in_front_of_it(connected: Deps) -> None:
    member(connected)
    before = everything(connected)
    values = {
        "day": chosen("0"),
        "at": {"type": "timepicker", "selected_time": "09:30"},
        "hours": typed("5"),
        "days": {"type": "checkboxes", "selected_options": [{"value": "0"}]},
        "zone": typed("Europe/London"),
    }

    answer = door_of(broken(connected)).submit("ai_path.settings", values)

    assert answer.said["response_action"] == "push"
    assert "reference: 00000007" in str(answer.said["view"])
    assert everything(connected) == before


def test_a_broken_event_is_acknowledged_and_may_come_again(connected: Deps) -> None:
    member(connected)
    event = {"type": "user_change", "user": {"id": "UADA", "deleted": True}}

    answer = door_of(broken(connected)).event(event)
    again = door_of(connected).event(event)

    assert (answer.status, again.status) == (200, 200)
    assert "gone" in "".join(everything(connected))


@pytest.mark.parametrize("fields", [{"user_id": ""}, {"trigger_id": ""}, {"text": "\x00" * 99}])
def test_a_command_that_lacks_something_is_acknowledged(
    connected: Deps, fields: dict[str, str]
) -> None:
    assert door_of(connected).command("settings", **fields).status == 200
