"""Rich text as safe HTML: sections, lists, quotes and code."""

from markupsafe import Markup

from bot.sandbox.page.emoji import sign
from bot.sandbox.page.mrkdwn import (
    Reader,
    code_block,
    date,
    link,
    mention,
    person,
    plain_text,
    styled,
)
from bot.sandbox.shapes import Json

_STYLES = ("code", "strike", "italic", "bold")
_EMPTY = Markup("")


def rich_text(block: Json, reader: Reader) -> Markup:
    """Write a rich_text block, or such a cell of a table, as HTML."""
    return _EMPTY.join(_part(part, reader) for part in block.get("elements", []))


def _part(part: Json, reader: Reader) -> Markup:
    match part.get("type"):
        case "rich_text_list":
            return _listed(part, reader)
        case "rich_text_quote":
            return Markup("<blockquote>{}</blockquote>").format(_inlines(part, reader))
        case "rich_text_preformatted":
            return code_block("".join(_bare(each) for each in part.get("elements", [])))
        case _:
            return Markup('<div class="lines">{}</div>').format(_inlines(part, reader))


def _listed(part: Json, reader: Reader) -> Markup:
    items = _EMPTY.join(
        Markup("<li>{}</li>").format(_inlines(each, reader)) for each in part.get("elements", [])
    )
    indent = min(int(part.get("indent", 0)), 8)
    pattern = (
        Markup('<ol class="indent-{}">{}</ol>')
        if part.get("style") == "ordered"
        else Markup('<ul class="indent-{}">{}</ul>')
    )
    return pattern.format(indent, items)


def _inlines(part: Json, reader: Reader) -> Markup:
    return _EMPTY.join(_inline(each, reader) for each in part.get("elements", []))


def _inline(element: Json, reader: Reader) -> Markup | str:
    words = _words(element, reader)
    style = element.get("style") or {}
    for name in _STYLES:
        words = styled(name, words) if style.get(name) else words
    return words


def _words(element: Json, reader: Reader) -> Markup | str:
    match element:
        case {"type": "link", "url": str(url)}:
            return link(url, str(element.get("text") or url))
        case {"type": "user", "user_id": str(user)}:
            return person(user, user, reader)
        case {"type": "channel", "channel_id": str(channel)}:
            return mention(f"#{reader.channels.get(channel, channel)}")
        case {"type": "emoji", "name": str(name)}:
            return sign(name)
        case {"type": "date", "timestamp": int(timestamp), "format": str(pattern)}:
            return date(str(timestamp), pattern, str(element.get("fallback", "")), reader)
        case _:
            return plain_text(_bare(element))


def _bare(element: Json) -> str:
    return str(element.get("text") or element.get("url") or "")
