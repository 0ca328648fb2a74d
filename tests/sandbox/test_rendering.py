from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Member
from bot.sandbox.page.dates import formatted
from bot.sandbox.page.mrkdwn import Reader, mrkdwn, plain_text
from bot.sandbox.page.rich_text import rich_text

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
READER = Reader(
    member=Member("UADA", "ada", "Ada Obi", "Asia/Jerusalem"),
    now=NOW,
    people={"UADA": "Ada Obi", "UBAO": "Bao Tran"},
    channels={"C1": "general"},
)
LINK = ' target="_blank" rel="noopener noreferrer"'


def lines(html: str) -> str:
    return f'<div class="lines">{html}</div>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _italic_ ~gone~", "<strong>bold</strong> <em>italic</em> <s>gone</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("`a * b * c`", "<code>a * b * c</code>"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("one\ntwo", "one<br>two"),
        ("a &lt;b&gt; &amp; c", "a &lt;b&gt; &amp; c"),
        ("<b>", "b"),
        ('"quoted"', "&#34;quoted&#34;"),
        ("<@UADA>", '<span class="mention mention-me">@Ada Obi</span>'),
        ("<@UBAO>", '<span class="mention">@Bao Tran</span>'),
        ("<@UX|zed>", '<span class="mention">@zed</span>'),
        ("<@UX>", '<span class="mention">@UX</span>'),
        ("<#C1>", '<span class="mention">#general</span>'),
        ("<!channel>", '<span class="mention mention-all">@channel</span>'),
        ("<!subteam^S1|@crew>", '<span class="mention">@crew</span>'),
        ("<!strange>", "&lt;!strange&gt;"),
        ("<!strange|said>", "said"),
        ("<https://a.b|words>", f'<a href="https://a.b"{LINK}>words</a>'),
        (
            "<https://a.b?x=1&amp;y=2>",
            f'<a href="https://a.b?x=1&amp;y=2"{LINK}>https://a.b?x=1&amp;y=2</a>',
        ),
        ("<mailto:a@b.c>", f'<a href="mailto:a@b.c"{LINK}>a@b.c</a>'),
        ("see https://a.b/c.", f'see <a href="https://a.b/c"{LINK}>https://a.b/c</a>.'),
        ("<javascript:alert(1)|click>", "click"),
        (":tada: :no_such:", "🎉 :no_such:"),
    ],
)
def test_mark_up_becomes_html(text: str, html: str) -> None:
    assert mrkdwn(text, READER) == lines(html)


def test_code_blocks_keep_their_text() -> None:
    html = mrkdwn("so:\n```\na *b* &lt;c&gt;\n  d\n```\nend", READER)

    assert html == f"{lines('so:')}<pre><code>a *b* &lt;c&gt;\n  d</code></pre>{lines('end')}"


def test_quotes_and_lists_are_gathered() -> None:
    html = mrkdwn("&gt; one\n&gt;two\n• a\n  • b\nend", READER)

    assert html == (
        f"<blockquote>one<br>two</blockquote><ul><li>a</li><li>b</li></ul>{lines('end')}"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!date^1767614400^{date_short_pretty} at {time}|x>", "today at 14:00"),
        ("<!date^1767614400^{never}|some day>", "some day"),
        ("<!date^soon^{time}|some day>", "some day"),
        (f"<!date^{10**12}^{{time}}|some day>", "some day"),
    ],
)
def test_dates_are_told_on_the_readers_clock(text: str, words: str) -> None:
    assert words in mrkdwn(text, READER)


def test_a_date_may_be_a_link() -> None:
    html = mrkdwn("<!date^1767614400^{time}^https://a.b|x>", READER)

    assert f'<a href="https://a.b"{LINK}><time' in html


AT = datetime(2026, 1, 9, 9, 5, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{date_num}", "2026-01-09"),
        ("{date}", "January 9th, 2026"),
        ("{date_short}", "Jan 9, 2026"),
        ("{date_long}", "Friday, January 9th, 2026"),
        ("{date_pretty}", "January 9th, 2026"),
        ("{date_long_pretty}", "Friday, January 9th, 2026"),
        ("{time}", "09:05"),
        ("{time_secs}", "09:05:07"),
        ("{ago}", "in 3 days"),
        ("no place", None),
    ],
)
def test_each_place_of_a_date_is_filled(pattern: str, words: str | None) -> None:
    assert formatted(pattern, AT, NOW) == words


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(0), "now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(days=2), "2 days ago"),
    ],
)
def test_how_long_ago_is_told_in_round_words(gap: timedelta, words: str) -> None:
    assert formatted("{ago}", NOW - gap, NOW) == words


@pytest.mark.parametrize(
    ("days", "word"), [(-2, "Jan 3, 2026"), (-1, "yesterday"), (0, "today"), (1, "tomorrow")]
)
def test_days_nearby_have_names(days: int, word: str) -> None:
    assert formatted("{date_short_pretty}", NOW + timedelta(days=days), NOW) == word


@pytest.mark.parametrize(
    ("day", "ordinal"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (21, "21st")]
)
def test_days_are_counted_in_words(day: int, ordinal: str) -> None:
    assert (
        formatted("{date}", datetime(2026, 1, day, tzinfo=UTC), NOW) == f"January {ordinal}, 2026"
    )


class Tags(HTMLParser):
    """Collects the tags and attributes of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


SAFE_TAGS = {
    *("a", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("br", "div", "span", "time"),
}
SAFE_ATTRIBUTES = {"class", "href", "target", "rel", "datetime"}
WILD = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                *("<", ">", "&", '"', "'", "`", "```", "*", "_", "~", "|", "^", ":", "\n", "&lt;"),
                *("&amp;", "&gt;", "<@", "<!date^1^", "{time}", "javascript:", "https://x", "• "),
                *("<script>", "onerror=", "<img src=x", "data:text/html,", "{date}", "mailto:"),
            ]
        ),
    ),
    max_size=14,
).map("".join)


def assert_harmless(html: str) -> None:
    found = Tags(html)
    assert found.tags <= SAFE_TAGS
    assert {name for name, _ in found.attributes} <= SAFE_ATTRIBUTES
    addresses = {value for name, value in found.attributes if name == "href"}
    assert all(each.lower().startswith(("http://", "https://", "mailto:")) for each in addresses)


@given(WILD)
def test_no_message_brings_a_tag_or_an_attribute_of_its_own(text: str) -> None:
    assert_harmless(mrkdwn(text, READER))
    assert_harmless(plain_text(text))


@given(WILD, WILD)
def test_no_rich_text_brings_a_tag_or_an_attribute_of_its_own(text: str, url: str) -> None:
    elements: list[dict[str, Any]] = [
        {"type": "text", "text": text, "style": {"code": True}},
        {"type": "link", "url": url, "text": text},
        {"type": "user", "user_id": text},
        {"type": "channel", "channel_id": text},
        {"type": "emoji", "name": text},
        {"type": "date", "timestamp": 1, "format": "{time}", "fallback": text},
        {"type": "broadcast", "range": text},
    ]
    section = {"type": "rich_text_section", "elements": elements}
    block = {
        "type": "rich_text",
        "elements": [
            section,
            {"type": "rich_text_list", "style": "ordered", "indent": 9, "elements": [section]},
            {"type": "rich_text_quote", "elements": elements},
            {"type": "rich_text_preformatted", "elements": elements},
        ],
    }

    assert_harmless(rich_text(block, READER))


def test_rich_text_becomes_html() -> None:
    bold = {"type": "text", "text": "so", "style": {"bold": True, "italic": True}}
    listed = {"type": "rich_text_section", "elements": [bold]}
    block = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "emoji", "name": "tada"}]},
            {"type": "rich_text_list", "style": "bullet", "elements": [listed]},
            {
                "type": "rich_text_preformatted",
                "elements": [{"type": "link", "url": "https://a.b"}],
            },
        ],
    }

    assert rich_text(block, READER) == (
        f'{lines("🎉")}<ul class="indent-0"><li><strong><em>so</em></strong></li></ul>'
        "<pre><code>https://a.b</code></pre>"
    )
