"""The assessment, screen after screen."""

from bot.deps import Deps
from bot.domain.people import Who
from bot.services import people as service
from tests.slack.conftest import Workspace
from tests.slack.having import ADA, TRACK, assessed, at_question, everything, member
from tests.slack.knocking import Door, chosen, typed


def test_the_assessment_leads_from_the_first_screen_to_a_plan_in_one_modal(
    workspace: Workspace,
) -> None:
    people = workspace.people
    member(workspace.deps)
    people.command("UADA", "assess")
    screens = ["ai_path.assess.about"]

    seen = people.submit("UADA", {"ai_path.work": "backend", "ai_path.role": "AI engineer"})
    assert seen.view is not None
    screens.append(seen.view["callback_id"])
    seen = people.submit("UADA", {"ai_path.llm-apps": "3"} if "llm-apps" in str(seen.view) else {})
    seen = people.submit("UADA", {"ai_path.llm-apps": "3"} if "llm-apps" in str(seen.view) else {})
    while seen.view and seen.view["callback_id"] == "ai_path.assess.question":
        question = seen.view["private_metadata"]
        seen = people.submit("UADA", {f"ai_path.{question}": "idk"})
    assert seen.view is not None
    screens.append(seen.view["callback_id"])
    form = people.submit("UADA", {})

    assert screens == ["ai_path.assess.about", "ai_path.assess.ratings", "ai_path.assess.result"]
    assert form.view is not None
    assert form.view["callback_id"] == "ai_path.plan.make"
    assert len(people.state()["views"]["UADA"]) == 1


def test_an_assessment_goes_on_where_it_stopped_from_any_door(workspace: Workspace) -> None:
    people = workspace.people
    question = at_question(workspace.deps).question.id
    home = people.home("UADA")

    by_command = people.command("UADA", "assess")
    people.close("UADA")
    by_button = people.press_in_home("UADA", "ai_path.assess")

    assert "Go on with the assessment" in str(home.home)
    for seen in (by_command, by_button):
        assert seen.view is not None
        assert seen.view["private_metadata"] == question


def test_what_was_told_is_kept_and_a_recommended_track_is_no_wish(
    door: Door, connected: Deps
) -> None:
    member(connected)
    door.command("assess")
    about = {"work": chosen("data"), "role": typed("AI engineer"), "hours": typed("7")}

    door.submit("ai_path.assess.about", about | {"track": chosen("recommend")})

    with connected.sessions.begin() as session:
        engineer = service.require(session, ADA)
    assert (engineer.target_role, engineer.rhythm.hours_per_week) == ("AI engineer", 7)
    assert TRACK not in "".join(line for line in everything(connected) if "INSERT" in line)


def test_hours_that_cannot_be_meant_are_refused_beside_their_field(
    door: Door, connected: Deps
) -> None:
    member(connected)
    door.command("assess")
    before = everything(connected)
    about = {"work": chosen("data"), "hours": typed("0"), "track": chosen("recommend")}

    answer = door.submit("ai_path.assess.about", about)

    assert list(answer.said["errors"]) == ["ai_path.hours"]
    assert everything(connected) == before


def test_a_level_that_was_never_on_offer_is_refused(door: Door, connected: Deps) -> None:
    at_question(connected)
    before = everything(connected)

    for level in ("5", "-1", "high"):
        answer = door.submit(
            "ai_path.assess.ratings", {"agents": chosen(level)}, private_metadata="ratings"
        )
        assert "does not look as I made it" in str(answer.said["view"])

    assert everything(connected) == before


def test_an_answer_that_is_sent_twice_counts_once(door: Door, connected: Deps) -> None:
    question = at_question(connected).question.id
    values = {question: chosen("idk")}

    first = door.submit("ai_path.assess.question", values, private_metadata=question)
    before = everything(connected)
    second = door.submit("ai_path.assess.question", values, private_metadata=question)

    assert "Question 2 of about 20" in str(first.said["view"])
    assert second.said == first.said
    assert everything(connected) == before


def test_an_answer_to_a_question_that_was_edited_away_shows_the_open_one(
    door: Door, connected: Deps
) -> None:
    asked = at_question(connected).question
    before = everything(connected)

    answer = door.submit("ai_path.assess.question", {"gone": chosen("a")}, private_metadata="gone")

    assert answer.said["view"]["private_metadata"] == asked.id
    assert everything(connected) == before


def test_a_form_of_an_assessment_that_is_over_is_refused(door: Door, connected: Deps) -> None:
    assessed(connected)
    before = everything(connected)

    answer = door.submit("ai_path.assess.question", {"q": chosen("a")}, private_metadata="q")

    assert "There is no assessment open." in str(answer.said["view"])
    assert everything(connected) == before


def test_another_persons_assessment_is_out_of_reach(door: Door, connected: Deps) -> None:
    question = at_question(connected).question.id
    member(connected, Who(ADA.workspace, "UBAO"), "Bao Tran")
    before = everything(connected)
    bao = {"id": "UBAO", "team_id": ADA.workspace}

    answer = door.interaction(
        {
            "type": "view_submission",
            "user": bao,
            "view": {
                "type": "modal",
                "id": "V1",
                "callback_id": "ai_path.assess.question",
                "private_metadata": question,
                "state": {"values": {f"ai_path.{question}": {"x": chosen("idk")}}},
            },
        }
    )

    assert "There is no assessment open." in str(answer.said["view"])
    assert everything(connected) == before


def test_the_result_can_be_looked_at_again_and_leads_to_a_new_plan(workspace: Workspace) -> None:
    people = workspace.people
    assessed(workspace.deps)
    people.home("UADA")

    result = people.press_in_home("UADA", "ai_path.assess.result")
    form = people.submit("UADA", {})

    assert result.view is not None
    assert result.view["callback_id"] == "ai_path.assess.result"
    assert form.view is not None
    assert form.view["callback_id"] == "ai_path.plan.make"
