"""What holds of every view, whatever it shows."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.blockkit.surfaces import Block, Message
from bot.blockkit.validator import check_message, check_view
from bot.content import Loaded
from bot.views.words import named
from tests.views.reading import buttons, walk
from tests.views.specimens import View, every_kind, of_content, of_words

Saying = Callable[[str], list[View]]

WILD = [
    "<!channel>",
    "<@U123> <#C1|general> <https://evil.example|your bank>",
    "&",
    "&amp;&lt;!here&gt;",
    "*bold* _leaning_ ~gone~ `code`",
    "```\nfence\n```",
    "*",
    "> quoted",
    "`",
    "\u202eright to left\u202c",
    "مرحبا بالعالم",
    "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈",
    "line\nafter\nline",
    "\r\n\t \x00",
    " ",
    "long " * 2000,
    "&" * 5000,
    "<" * 3000,
]
words_people_write = st.one_of(
    st.sampled_from(WILD),
    st.text(max_size=300),
    st.lists(st.sampled_from(WILD[:12]), max_size=4).map("".join),
)


@pytest.fixture(scope="session")
def everything(loaded: Loaded) -> list[View]:
    """Every view over the real content."""
    return list(every_kind(loaded))


@pytest.fixture(scope="session")
def saying(loaded: Loaded) -> Callable[[str], list[View]]:
    """Every view that shows words which people wrote."""

    def found(words: str) -> list[View]:
        return list(of_words(loaded, words))

    return found


def problems(view: View) -> Sequence[object]:
    """What Slack would refuse."""
    if isinstance(view, Message):
        return check_message(view.text, view.blocks)
    return check_view(view.view())


def marked(view: View) -> list[str]:
    """Everything in *view* that Slack reads as its mark-up."""
    texts = [node["text"] for node in walk(view.blocks) if node.get("type") == "mrkdwn"]
    return [*texts, view.text] if isinstance(view, Message) else texts


def test_slack_takes_it(everything: list[View]) -> None:
    assert [found for view in everything for found in problems(view)] == []


def test_it_is_made_of_plain_values(everything: list[View]) -> None:
    def plain(node: object) -> bool:
        match node:
            case dict():
                return type(node) is dict and all(map(plain, node.values()))
            case list():
                return all(map(plain, node))
            case _:
                return type(node) in {str, int, bool}

    assert all(plain(block) for view in everything for block in view.blocks)


def test_nothing_of_the_content_is_cut_off(loaded: Loaded) -> None:
    texts = [text for view in of_content(loaded) for text in marked(view)]

    assert [text for text in texts if "…" in text] == []


def test_the_text_alone_says_what_the_blocks_show(everything: list[View]) -> None:
    messages = [view for view in everything if isinstance(view, Message)]
    whole = [message for message in messages if not message.text.endswith("…")]

    for message in whole:
        for piece in _read(message.blocks):
            assert unescape(re.sub("[▰▱]+ ", "", piece)) in unescape(message.text)
    assert len(whole) > 500
    assert all(len(message.text) > 3900 for message in messages if message not in whole)


def _read(blocks: Sequence[Block]) -> Iterator[str]:
    """What stands in blocks, as somebody would read it who sees them."""
    for block in blocks:
        if block["type"] == "table":
            yield from (cell["text"] for row in block["rows"][1:] for cell in row)
        elif block["type"] != "actions":
            kinds = {"mrkdwn", "plain_text"}
            own = {key: part for key, part in block.items() if key != "accessory"}
            yield from (n["text"] for n in walk(own) if n.get("type") in kinds)


def test_every_id_is_ours(everything: list[View]) -> None:
    ids = {
        node[key]
        for view in everything
        for node in walk(view.blocks)
        for key in ("action_id", "block_id")
        if key in node
    }

    assert {each for each in ids if not each.startswith("ai_path.")} == set()
    assert "ai_path." not in ids


def test_no_two_buttons_in_one_place_sound_alike(everything: list[View]) -> None:
    for view in everything:
        labels = [
            button.get("accessibility_label", button["text"]["text"])
            for button in buttons(view.blocks)
        ]
        assert len(labels) == len(set(labels)), labels


def test_what_a_button_says_aloud_begins_with_what_it_shows(everything: list[View]) -> None:
    for view in everything:
        for button in buttons(view.blocks):
            shown = button["text"]["text"]
            assert button.get("accessibility_label", shown).startswith(shown)


def test_nobody_is_shouted_at(everything: list[View]) -> None:
    # In code a sign may negate; in the words around it nobody raises their voice.
    texts = [re.sub(r"(?s)```.*?```|`[^`]*`", "", text) for v in everything for text in marked(v)]

    assert [text for text in texts if re.search(r"!(?![=\w])", text)] == []


MANY = re.compile(r"\b1 (hours|days|weeks|tasks|people|check-ins|open blockers|modules)\b")


def test_one_is_never_many(everything: list[View]) -> None:
    assert [text for view in everything for text in marked(view) if MANY.search(text)] == []


# Drawings, points, cuts and empty cells of ours; accents and figures of the content.
SIGNS = set("▰▱•…\N{EN DASH}éö²≥\N{MULTIPLICATION SIGN}")


def test_no_sign_stands_where_a_word_should(everything: list[View]) -> None:
    texts = "".join(text for view in everything for text in marked(view))

    assert re.findall(r":[a-z_]+:", texts) == []
    assert set(re.findall(r"[^\x00-\x7F]", texts)) <= SIGNS


def tokens(text: str) -> list[str]:
    """What Slack would take for a mention, a link or a time."""
    return re.findall(r"<[^<>]*>", text)


OURS = re.compile(r"<@ULENA>|<!date\^\d+\^[^|]*\|[^<>]*>|<https?://[^|<>]+\|[^<>]+>")


@given(words=words_people_write)
@settings(max_examples=60)
def test_words_that_people_write_are_taken_by_slack(saying: Saying, words: str) -> None:
    assert [found for view in saying(words) for found in problems(view)] == []


@given(words=words_people_write)
@settings(max_examples=60)
def test_words_that_people_write_mention_and_link_nothing(saying: Saying, words: str) -> None:
    for view in saying(words):
        for text in marked(view):
            live = [token for token in tokens(text) if not OURS.fullmatch(token)]
            assert live == []
            assert "<https://evil.example" not in text


BOUNDARY = r"(?<![^\W_]){0}(?=\S)[^{0}\n]*(?<=\S){0}(?![^\W_])"
FORMATTED = [re.compile(BOUNDARY.format(sign)) for sign in (r"\*", "_", "~")]


@given(name=st.text(alphabet="a b_*~`.-\n", max_size=30))
@settings(max_examples=200)
def test_a_name_formats_nothing(name: str) -> None:
    assert [sign.pattern for sign in FORMATTED if sign.search(named(name))] == []
    assert "`" not in named(name)
    assert "\n" not in named(name)
    assert named(name).strip()
