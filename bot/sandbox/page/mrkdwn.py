"""Slack's mark-up as safe HTML.

Everything is put together from `Markup` patterns whose places escape what they
are given, so no text can bring a tag or an attribute of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from markupsafe import Markup

from bot.sandbox.members import Member
from bot.sandbox.page.dates import formatted
from bot.sandbox.page.emoji import sign

_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_SAFE_LINK = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_TOKEN = re.compile(
    r"""
      `(?P<code>[^`\n]+)`
    | <(?P<angle>[^<>\n]+)>
    | (?<![\w*])\*(?=\S)(?P<bold>[^*\n]+?)(?<=\S)\*(?![\w*])
    | (?<![\w_])_(?=\S)(?P<italic>[^_\n]+?)(?<=\S)_(?![\w_])
    | (?<![\w~])~(?=\S)(?P<strike>[^~\n]+?)(?<=\S)~(?![\w~])
    | :(?P<emoji>[a-z0-9_+-]+):
    | (?P<bare>https?://[^\s<>|`*]+[^\s<>|`*.,;:!?)])
    """,
    re.VERBOSE,
)
_LATEST = 10**11

_TAGS = {
    "code": Markup("<code>{}</code>"),
    "bold": Markup("<strong>{}</strong>"),
    "italic": Markup("<em>{}</em>"),
    "strike": Markup("<s>{}</s>"),
    "mention": Markup('<span class="mention">{}</span>'),
    "me": Markup('<span class="mention mention-me">{}</span>'),
    "call": Markup('<span class="mention mention-all">{}</span>'),
    "link": Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>'),
    "time": Markup('<time datetime="{}">{}</time>'),
    "pre": Markup("<pre><code>{}</code></pre>"),
    "quote": Markup("<blockquote>{}</blockquote>"),
    "list": Markup("<ul>{}</ul>"),
    "item": Markup("<li>{}</li>"),
}
_BREAK = Markup("<br>")


@dataclass(frozen=True)
class Reader:
    """Who reads: names are looked up and times told for this person."""

    member: Member
    now: datetime
    people: Mapping[str, str]
    channels: Mapping[str, str]

    def local(self, moment: datetime) -> datetime:
        """Put a moment on the reader's clock."""
        return self.member.local(moment)


def mrkdwn(text: str, reader: Reader) -> Markup:
    """Write mark-up as HTML, with its code blocks, quotes and lists."""
    pieces, end = [], 0
    for fence in _FENCE.finditer(text):
        pieces += [_paragraphs(text[end : fence.start()], reader), _code_block(fence.group(1))]
        end = fence.end()
    pieces.append(_paragraphs(text[end:], reader))
    return Markup("").join(pieces)


def plain_text(text: str) -> Markup:
    """Write plain text as HTML: line breaks and emoji, and no mark-up."""
    lines = [_signs(line) for line in text.split("\n")]
    return _BREAK.join(lines)


def code_block(text: str) -> Markup:
    """Write text as a block of code."""
    return _TAGS["pre"].format(text)


def link(address: str, words: Markup | str) -> Markup | str:
    """Write a link, unless the address is of a kind that a browser could run."""
    return _TAGS["link"].format(address, words) if _SAFE_LINK.fullmatch(address) else words


def time(moment: datetime, words: str) -> Markup:
    """Write a time."""
    return _TAGS["time"].format(moment.isoformat(), words)


def mention(name: str) -> Markup:
    """Write the name of a group or a channel that is mentioned."""
    return _TAGS["mention"].format(name)


def person(user: str, fallback: str, reader: Reader) -> Markup:
    """Write the name of somebody who is mentioned; readers find themselves at once."""
    tag = _TAGS["me" if user == reader.member.id else "mention"]
    return tag.format(f"@{reader.people.get(user, fallback)}")


def styled(style: str, words: Markup | str) -> Markup:
    """Write words as ``bold``, ``italic``, ``strike`` or ``code``."""
    return _TAGS[style].format(words)


def date(timestamp: str, pattern: str, fallback: str, reader: Reader) -> Markup | str:
    """Write a moment the way a pattern asks, on the reader's clock."""
    if not timestamp.isdigit() or int(timestamp) > _LATEST:
        return fallback
    moment = reader.local(datetime.fromtimestamp(int(timestamp), UTC))
    words = formatted(pattern, moment, reader.local(reader.now))
    return fallback if words is None else time(moment, words)


def _code_block(text: str) -> Markup:
    return code_block(_unescaped(text))


def _paragraphs(text: str, reader: Reader) -> Markup:
    text = text.strip("\n")
    if not text:
        return Markup("")
    groups = groupby(text.split("\n"), key=_line_kind)
    return Markup("").join(_group(kind, list(lines), reader) for kind, lines in groups)


def _line_kind(line: str) -> str:
    if line.startswith(("&gt;", ">")):
        return "quote"
    return "list" if line.lstrip().startswith("\N{BULLET} ") else "text"


def _group(kind: str, lines: list[str], reader: Reader) -> Markup:
    match kind:
        case "quote":
            stripped = [re.sub(r"^(&gt;|>) ?", "", line) for line in lines]
            return _TAGS["quote"].format(_lines(stripped, reader))
        case "list":
            items = [_TAGS["item"].format(_inline(line.lstrip()[2:], reader)) for line in lines]
            return _TAGS["list"].format(Markup("").join(items))
        case _:
            return Markup('<div class="lines">{}</div>').format(_lines(lines, reader))


def _lines(lines: list[str], reader: Reader) -> Markup:
    return _BREAK.join(_inline(line, reader) for line in lines)


def _inline(text: str, reader: Reader) -> Markup:
    return Markup("").join(_pieces(text, reader))


def _pieces(text: str, reader: Reader) -> Iterator[Markup | str]:
    end = 0
    for token in _TOKEN.finditer(text):
        yield _unescaped(text[end : token.start()])
        yield _token(token, reader)
        end = token.end()
    yield _unescaped(text[end:])


def _token(token: re.Match[str], reader: Reader) -> Markup | str:
    kind = str(token.lastgroup)
    words = token[kind]
    match kind:
        case "code":
            return _TAGS["code"].format(_unescaped(words))
        case "angle":
            return _angle(words, reader)
        case "emoji":
            return sign(words)
        case "bare":
            address = _unescaped(words)
            return link(address, address)
        case _:
            return _TAGS[kind].format(_inline(words, reader))


def _angle(words: str, reader: Reader) -> Markup | str:
    """Write what stands between angle brackets: a mention, a date or a link."""
    target, _, label = words.partition("|")
    match target[:1]:
        case "@":
            return person(target[1:], label or target[1:], reader)
        case "#":
            return mention(f"#{reader.channels.get(target[1:], label or target[1:])}")
        case "!":
            return _special(target[1:], _unescaped(label), reader)
        case _:
            address = _unescaped(target)
            return link(address, _unescaped(label) or address.removeprefix("mailto:"))


def _special(command: str, label: str, reader: Reader) -> Markup | str:
    name, *rest = command.split("^")
    match name, rest:
        case "date", [timestamp, pattern, *address]:
            written = date(timestamp, pattern, label, reader)
            return link(_unescaped(address[0]), written) if address else written
        case "subteam", _:
            return mention(label or "@group")
        case "here" | "channel" | "everyone", _:
            return _TAGS["call"].format(f"@{name}")
        case _:
            return label or f"<!{command}>"


def _signs(text: str) -> Markup:
    pieces = re.split(r":([a-z0-9_+-]+):", text)
    return Markup("").join(sign(each) if odd % 2 else each for odd, each in enumerate(pieces))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
