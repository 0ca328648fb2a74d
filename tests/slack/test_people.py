"""Meeting the bot: joining, help, App Home, privacy."""

from tests.slack.conftest import Workspace


def test_a_stranger_is_welcomed_by_a_command_and_joins_with_one_button(
    workspace: Workspace,
) -> None:
    people = workspace.people

    welcome = people.command("UADA", "/ai-path plan")
    joined = people.press("UADA", welcome.messages[-1], "ai_path.join")

    assert welcome.text.startswith("Hello, I am AI Path.")
    assert joined.text.startswith("What you can do next: start the assessment.")
    assert [m["text"] for m in people.messages("UADA")] == [joined.text]
