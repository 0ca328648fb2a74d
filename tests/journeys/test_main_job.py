"""The whole main job: assess, plan, a week passes, nudge, check-in with a blocker, report."""

from tests.journeys.playing import assess, callback, join, make_plan, words
from tests.playground import Workspace


def test_an_engineer_is_placed_planned_nudged_and_heard_and_the_lead_can_help(
    workspace: Workspace,
) -> None:
    people = workspace.people
    join(people, "UADA")
    join(people, "ULENA")
    people.command("ULENA", "/ai-path team create Search @ada")

    result = assess(people, "UADA")
    assert callback(result) == "ai_path.assess.result"

    plan = make_plan(people, "UADA")
    assert "From deterministic features to learned behaviour" in words(plan)
    people.close("UADA", all_of_them=True)

    people.clock(advance="P5D")
    nudge, invitation = [m for m in people.messages("UADA") if not m["ephemeral_to"]]
    assert "This week" in nudge["text"]
    assert "Monday 09:30 your time" in nudge["text"]
    assert "How did your week go" in invitation["text"]

    form = people.press("UADA", invitation, "ai_path.checkin")
    assert callback(form) == "ai_path.checkin"
    thanks = people.submit(
        "UADA",
        {
            "ai_path.hours": "4",
            "ai_path.confidence": "likely",
            "ai_path.blocker": "No access to <!channel> the GPU & its queue",
            "ai_path.audience": "lead",
        },
    )
    assert "your check-in for the week of Mon 23 Nov is in" in words(thanks)

    people.clock(advance="P9D")
    report = people.command("ULENA", "/ai-path team report Search")
    assert "Ada Obi" in report.text
    assert "blocker open for" in report.text
    assert "No access to &lt;!channel&gt; the GPU &amp; its queue" in report.text

    refused = people.command("UADA", "/ai-path team report Search")
    assert refused.text == "Only the leads of this team may do that. Nothing was changed."


def test_the_clock_goes_to_the_next_message_and_says_why_it_came(workspace: Workspace) -> None:
    people = workspace.people
    join(people, "UADA")
    assess(people, "UADA")
    make_plan(people, "UADA")

    people.clock(to="next")

    assert people.state()["time"].startswith("2026-11-23T09:30:00")
    assert "Monday 09:30 your time" in people.messages("UADA")[-1]["text"]
