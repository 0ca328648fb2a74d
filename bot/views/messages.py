"""A message said twice: laid out for the eye, and in words for everybody who does not see it."""

from collections.abc import Iterator, Sequence

from bot.blockkit.elements import section
from bot.blockkit.surfaces import Block, Message
from bot.blockkit.text import clip, escape
from bot.views.words import without_bars

LONGEST_TEXT = 4000
LONGEST_SECTION = 3000


def message(*blocks: Block) -> Message:
    """Build a message whose text says in words what its *blocks* show."""
    return Message(clip(in_words(blocks), LONGEST_TEXT), blocks)


def in_words(blocks: Sequence[Block]) -> str:
    """Say in Slack's mark-up what *blocks* show; buttons speak for themselves."""
    return without_bars("\n".join(_words(blocks)))


def quote(text: str, *, accessory: Block | None = None) -> Block:
    """Build a paragraph of words that people wrote: nothing in it mentions, links or formats."""
    shown = section(None, accessory=accessory)
    return {**shown, "text": {"type": "plain_text", "text": clip(text, LONGEST_SECTION)}}


def without_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Write tables as paragraphs, as no modal holds one."""
    return tuple(paragraph for block in blocks for paragraph in _paragraphs(block))


def _paragraphs(block: Block) -> Iterator[Block]:
    if block["type"] != "table":
        yield block
        return
    paragraph = ""
    for row in _rows(block):
        if len(paragraph) + len(row) >= LONGEST_SECTION:
            yield section(paragraph)
            paragraph = ""
        paragraph += f"\n{row}" if paragraph else row
    yield section(paragraph)


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case {"type": "table"}:
                yield from _rows(block)
            case {"type": "context", "elements": elements}:
                yield from map(_marked, elements)
            case {"text": text}:
                yield _marked(text)


def _rows(table: Block) -> Iterator[str]:
    """Read a table out: the first cell of each row, then what the others say of it."""
    heading, *rows = ([_marked(cell) for cell in row] for row in table["rows"])
    for name, *cells in rows:
        told = (f"{title}: {cell}" for title, cell in zip(heading[1:], cells, strict=True))
        yield f"{name}. {'; '.join(told)}"


def _marked(words: Block) -> str:
    """Read words as Slack's mark-up, in which a message's text is written."""
    text: str = words["text"]
    return text if words["type"] == "mrkdwn" else escape(text)
