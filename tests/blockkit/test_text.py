import html
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blockkit import text

OUR_LINKS = re.compile(r"<(?:https?://|mailto:)[^<>]*>")
ENTITY = re.compile(r"&(?:amp|lt|gt);")


@given(st.text())
def test_escaped_words_hold_no_mark_of_slack(words: str) -> None:
    escaped = text.escape(words)

    assert "<" not in escaped
    assert ">" not in escaped
    assert "&" not in ENTITY.sub("", escaped)


@given(st.text(alphabet="&<>;amplt gt#39'\""))
def test_escaping_loses_nothing(words: str) -> None:
    unescaped = text.escape(words).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    assert unescaped == words


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("<!channel>", "&lt;!channel&gt;", id="mass call"),
        pytest.param("<@U1>", "&lt;@U1&gt;", id="mention"),
        pytest.param("<https://a.b|c>", "&lt;https://a.b|c&gt;", id="link"),
        pytest.param("&lt;", "&amp;lt;", id="entity"),
        pytest.param('"it\'s"', '"it\'s"', id="quotes stay"),
    ],
)
def test_what_people_wrote_comes_out_harmless(written: str, shown: str) -> None:
    assert text.escape(written) == shown


def test_people_and_channels_are_named_by_id() -> None:
    assert text.mention("U1") == "<@U1>"
    assert text.channel_mention("C1") == "<#C1>"


@pytest.mark.parametrize(
    ("url", "label", "shown"),
    [
        pytest.param("https://a.b/c", "here", "<https://a.b/c|here>", id="plain"),
        pytest.param("https://a.b/?c=1&d=2", "x", "<https://a.b/?c=1&amp;d=2|x>", id="ampersand"),
        pytest.param(
            "https://a.b/<c>|d", "x", "<https://a.b/%3Cc%3E%7Cd|x>", id="signs in address"
        ),
        pytest.param("https://a.b", "a > b", "<https://a.b|a &gt; b>", id="signs in label"),
        pytest.param(
            "https://a.b", "two\nlines", "<https://a.b|two lines>", id="label is one line"
        ),
        pytest.param("https://a.b", " ", "<https://a.b>", id="no label"),
    ],
)
def test_a_link_stays_one_link(url: str, label: str, shown: str) -> None:
    assert text.link(url, label) == shown


def test_a_moment_is_the_same_in_every_zone() -> None:
    when = datetime(2026, 2, 28, 9, 30, tzinfo=UTC)
    elsewhere = when.astimezone(timezone(timedelta(hours=13)))

    shown = text.moment(when, fallback="28 Feb, 09:30 UTC")

    assert shown == "<!date^1772271000^{date_short_pretty} at {time}|28 Feb, 09:30 UTC>"
    assert text.moment(elsewhere, fallback="28 Feb, 09:30 UTC") == shown


def test_the_fallback_of_a_moment_is_escaped() -> None:
    shown = text.moment(datetime(2026, 2, 28, tzinfo=UTC), fallback="<!here>\nsoon")

    assert shown.endswith("|&lt;!here&gt; soon>")


def test_a_time_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        text.moment(datetime(2026, 2, 28), fallback="x")  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("words", "limit", "shown"),
    [
        pytest.param("abcde", 5, "abcde", id="just fits"),
        pytest.param("abcdef", 5, "abcd…", id="one too many"),
        pytest.param("ab cdef", 4, "ab…", id="no blank before the dots"),
        pytest.param("abc", 1, "…", id="room for the dots alone"),
        pytest.param("abc", 0, "", id="no room"),
        pytest.param("a&amp;b", 6, "a…", id="inside an entity"),
        pytest.param("a&amp;bcd", 7, "a&amp;…", id="after an entity"),
        pytest.param("&amp;&lt;bc", 9, "&amp;…", id="inside the second entity"),
        pytest.param("to <@U12345> and", 10, "to…", id="inside a mention"),
        pytest.param("to <@U12345> and more", 13, "to <@U12345>…", id="after a mention"),
        pytest.param("a < b and so on", 8, "a < b a…", id="a lone sign is no mention"),
        pytest.param("a & b and so on", 8, "a & b a…", id="a lone ampersand is no entity"),
    ],
)
def test_long_words_are_clipped_between_things(words: str, limit: int, shown: str) -> None:
    assert text.clip(words, limit) == shown


@given(st.text(alphabet="ab &<>@;"), st.integers(min_value=-1, max_value=60))
def test_a_clipped_text_fits_and_is_the_beginning_of_what_was_said(words: str, limit: int) -> None:
    clipped = text.clip(text.escape(words), limit)

    assert len(clipped) <= max(limit, 0) or clipped == text.escape(words) == ""
    assert words.startswith(html.unescape(clipped.removesuffix("…")))


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("**b** and __b__", "*b* and *b*", id="bold"),
        pytest.param("*i* and _i_", "_i_ and _i_", id="italics"),
        pytest.param("***both***", "*_both_*", id="bold italics"),
        pytest.param("**b *i* b**", "*b _i_ b*", id="italics in bold"),
        pytest.param("*i **b** i*", "_i *b* i_", id="bold in italics"),
        pytest.param("_i __b__ i_", "_i *b* i_", id="bold in italics with underscores"),
        pytest.param("~~gone~~", "~gone~", id="struck"),
        pytest.param("2*3*4 and a ** b", "2*3*4 and a ** b", id="stars that are no mark"),
        pytest.param("snake_case_name", "snake_case_name", id="underscores that are no mark"),
        pytest.param("_the snake_case one_", "_the snake_case one_", id="a name in italics"),
        pytest.param("`a < **b**`", "`a &lt; **b**`", id="code"),
        pytest.param("``a`b``", "`a'b`", id="a backtick in code"),
        pytest.param("` `", "` `", id="blank code"),
        pytest.param("[go](https://a.b/?c&d)", "<https://a.b/?c&amp;d|go>", id="link"),
        pytest.param('[go](https://a.b "Title")', "<https://a.b|go>", id="link with a title"),
        pytest.param("[go](https://a.b/c_(d)) on", "<https://a.b/c_(d)|go> on", id="brackets in it"),
        pytest.param("[`go` **on**](https://a.b)", "<https://a.b|go on>", id="marks in a label"),
        pytest.param("[us](mailto:us@a.b)", "<mailto:us@a.b|us>", id="mail"),
        pytest.param("[a & b](../c.md)", "a &amp; b", id="link within a repository"),
        pytest.param("[x](javascript:alert)", "x", id="link that is no address"),
        pytest.param("![pic](https://a.b/c.png)", "<https://a.b/c.png|pic>", id="picture"),
        pytest.param("<https://a.b/c>", "<https://a.b/c>", id="framed address"),
        pytest.param("see https://a.b/c_d_e&f.", "see https://a.b/c_d_e&amp;f.", id="bare address"),
        pytest.param("**https://a.b**", "*https://a.b*", id="bold address"),
        pytest.param("# One", "*One*", id="heading"),
        pytest.param("### One **two** ##", "*One two*", id="heading with marks"),
        pytest.param("#hash", "#hash", id="no heading"),
        pytest.param("- a\n* b\n+ c", "• a\n• b\n• c", id="bullets"),
        pytest.param("- a\n  - **b**", "• a\n  • *b*", id="nested bullets"),
        pytest.param("1. a\n2) b", "1. a\n2. b", id="numbers"),
        pytest.param("- a\n  b\n- c", "• a b\n• c", id="wrapped bullet"),
        pytest.param("a\nb\n\nc", "a b\n\nc", id="wrapped paragraph"),
        pytest.param("a  \nb", "a\nb", id="hard line end"),
        pytest.param("**a\nb**", "*a b*", id="bold over a line end"),
        pytest.param("# a\nb", "*a*\nb", id="text under a heading"),
        pytest.param("> a\n> b", "&gt; a\n&gt; b", id="quote"),
        pytest.param("a\n```python\nx < 1\n\n**y**\n```\nb", "a\n```\nx &lt; 1\n\n**y**\n```\nb", id="fence"),
        pytest.param("- a\n  ```\n  x\n    y\n  ```", "• a\n```\nx\n  y\n```", id="fence in a list"),
        pytest.param("```\nopen", "```\nopen\n```", id="open fence"),
        pytest.param(r"\*a\* \<b", "*a* &lt;b", id="signs after a backslash"),
        pytest.param("<!channel> <@U1> <b>", "&lt;!channel&gt; &lt;@U1&gt; &lt;b&gt;", id="no calls"),
    ],
)  # fmt: skip
def test_markdown_becomes_the_mark_up_of_slack(markdown: str, shown: str) -> None:
    assert text.from_markdown(markdown) == shown


@given(st.text(alphabet="ab *_`~[]()<>&!#@|-1.:/\n\\https", max_size=120))
def test_no_markdown_calls_anybody(markdown: str) -> None:
    shown = OUR_LINKS.sub("", text.from_markdown(markdown))

    assert "<" not in shown
    assert ">" not in shown


@pytest.mark.parametrize(
    "markdown",
    [
        pytest.param("*" * 4000, id="stars"),
        pytest.param("`" * 4000, id="backticks"),
        pytest.param("_" * 4000, id="underscores"),
        pytest.param("[" * 4000, id="brackets"),
    ],
)
def test_a_row_of_signs_is_no_mark_up(markdown: str) -> None:
    assert text.from_markdown(markdown) == markdown


def test_marks_within_marks_have_an_end() -> None:
    nested = "**a " * 9 + "x" + "**" * 9

    shown = text.from_markdown(nested)

    assert shown == "*a " * 7 + "**a **a x****" + "*" * 7


def test_a_thousand_marks_within_marks_are_answered() -> None:
    assert text.from_markdown("**a " * 1000 + "x" + "**" * 1000).startswith("*a *a *a ")


@given(st.text(alphabet="abc *_~-+#>&.1)\n\\", max_size=200))
def test_no_markdown_loses_a_letter(markdown: str) -> None:
    shown = html.unescape(text.from_markdown(markdown))

    assert [sign for sign in shown if sign.isalpha()] == [
        sign for sign in markdown if sign.isalpha()
    ]


@given(st.text(max_size=200))
def test_the_same_markdown_is_always_said_the_same_way(markdown: str) -> None:
    assert text.from_markdown(markdown) == text.from_markdown(f"\n{markdown}\n")
