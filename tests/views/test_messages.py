"""Messages that say the same twice."""

from bot.blockkit.elements import actions, button, context, divider, header, section, table
from bot.domain.plans import TaskKey
from bot.views.messages import in_words, message, quote, without_tables
from bot.views.tasks import TaskWords, of
from tests.views.small import DEFENCE, PROJECT

ROWS = table([("Name", "Phase"), ("Ada & Ben", "Basics"), ("Bao", "")])


def test_the_text_of_a_message_reads_its_blocks_in_order() -> None:
    shown = message(
        header("Title & more"),
        context("Small", "print"),
        divider(),
        section("*Marked* &amp; up"),
        quote("As <written>"),
        ROWS,
        actions(button("Press", "ai_path.x")),
    )

    assert (
        shown.text
        == """\
Title &amp; more
Small
print
*Marked* &amp; up
As &lt;written&gt;
Ada &amp; Ben. Phase: Basics
Bao. Phase: \N{EN DASH}"""
    )


def test_a_text_is_cut_where_slack_stops_reading() -> None:
    shown = message(*(section("x" * 1000) for _ in range(5)))

    assert len(shown.text) == 4000
    assert len(in_words(shown.blocks)) == 5004


def test_a_quote_is_plain_and_keeps_its_button() -> None:
    shown = quote("*Not* marked <up>", accessory=button("Press", "ai_path.x"))

    assert shown["text"] == {"type": "plain_text", "text": "*Not* marked <up>"}
    assert shown["accessory"]["action_id"] == "ai_path.x"
    assert len(quote("x" * 4000)["text"]["text"]) == 3000


def test_a_table_is_written_in_paragraphs_and_the_rest_is_left() -> None:
    before, after = section("Before"), divider()

    written = without_tables([before, ROWS, after])

    assert written == (
        before,
        section("Ada &amp; Ben. Phase: Basics\nBao. Phase: \N{EN DASH}"),
        after,
    )


def test_a_task_is_told_with_what_to_hand_in_and_a_criterion_as_it_is() -> None:
    assert of(DEFENCE) == [
        TaskWords(
            TaskKey("defence", "attack"),
            "Attack your own app",
            "_Hand in:_ report. _Accepted when:_ three attacks are shown.",
        )
    ]
    [criterion] = of(PROJECT)
    assert criterion.marked == "It answers within a second."
