"""The whole main job with somebody else's Slack: assess, plan, nudge, check-in, report."""

from datetime import timedelta

from tests.emulate.doing import assess, join, make_plan
from tests.emulate.playing import Player


def test_an_engineer_is_placed_planned_nudged_and_heard_and_the_lead_can_help(
    player: Player, ada: str, lena: str
) -> None:
    join(player, ada)
    join(player, lena)
    player.command(lena, f"team create Search <@{ada}|ada>")

    assess(player, ada)
    assert player.top(ada)["callback_id"] == "ai_path.assess.result"

    player.submit(ada)
    player.submit(ada, {"ai_path.starts_on": "2026-11-23"})
    assert "From deterministic features to learned behaviour" in str(player.top(ada)["blocks"])

    player.advance(timedelta(days=5))
    nudge, invitation = player.messages(ada)
    assert "Monday 09:30 your time" in nudge["text"]
    assert "How did your week go" in invitation["text"]

    player.press_in_message(ada, invitation, "ai_path.checkin")
    assert player.top(ada)["callback_id"] == "ai_path.checkin"
    player.submit(
        ada,
        {
            "ai_path.hours": "4",
            "ai_path.confidence": "likely",
            "ai_path.blocker": "No access to <!channel> the GPU & its queue",
            "ai_path.audience": "lead",
        },
    )
    assert "your check-in for the week of Mon 23 Nov is in" in str(player.top(ada)["blocks"])

    player.advance(timedelta(days=9))
    report = player.command(lena, "team report Search")
    assert "Ada Obi" in report.text
    assert "No access to &lt;!channel&gt; the GPU &amp; its queue" in report.text
    assert player.relay.refusals() == []


def test_a_nudge_carries_its_number_in_the_ledger_and_nothing_else(
    player: Player, ada: str
) -> None:
    make_plan(player, ada)

    player.advance(timedelta(days=1))

    (nudge,) = player.messages(ada)
    assert nudge["metadata"]["event_type"] == "ai_path_nudge"
    assert list(nudge["metadata"]["event_payload"]) == ["id"]
    assert nudge["metadata"]["event_payload"]["id"].isdigit()
    assert (nudge["unfurl_links"], nudge["unfurl_media"]) == (False, False)
    assert nudge["blocks"]


def test_app_home_follows_what_happens(player: Player, ada: str) -> None:
    player.open_home(ada)
    stranger = player.homes[ada]
    player.press(ada, stranger, "ai_path.join")
    joined = player.homes[ada]

    assert joined["id"] == stranger["id"]
    assert joined["type"] == "home"
    assert joined["blocks"] != stranger["blocks"]
    assert player.relay.refusals() == []
