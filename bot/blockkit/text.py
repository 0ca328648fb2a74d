"""The words of Slack's own mark-up, and the way into it from Markdown."""

import re
from collections.abc import Iterator
from datetime import datetime
from textwrap import dedent

ELLIPSIS = "…"

# What a cut must leave whole: an entity, or a link, mention or date.
_WHOLE = re.compile(r"&(?:amp|lt|gt);|<[^<>\n]+>")


def escape(text: str) -> str:
    """Make words that a person wrote harmless: no mention, link or mass call is left in them."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mention(user_id: str) -> str:
    """Name a person so that Slack notifies them."""
    return f"<@{user_id}>"


def channel_mention(channel_id: str) -> str:
    """Name a channel so that Slack links it."""
    return f"<#{channel_id}>"


def link(url: str, label: str) -> str:
    """Write *label* as a link to *url*."""
    return (
        f"<{_address(url)}|{escape(_one_line(label))}>" if label.strip() else f"<{_address(url)}>"
    )


def moment(when: datetime, *, fallback: str) -> str:
    """Write a time that each reader sees in their own time zone."""
    if when.utcoffset() is None:
        msg = "a time without a zone is no moment"
        raise ValueError(msg)
    stamp = int(when.timestamp())
    return f"<!date^{stamp}^{{date_short_pretty}} at {{time}}|{escape(_one_line(fallback))}>"


def clip(text: str, limit: int) -> str:
    """Shorten *text* to *limit* characters, never through an entity, a link or a mention."""
    if len(text) <= limit:
        return text
    if limit <= 0:
        return ""
    return text[: _safe_cut(text, limit - len(ELLIPSIS))].rstrip() + ELLIPSIS


def _safe_cut(text: str, cut: int) -> int:
    for whole in _WHOLE.finditer(text):
        if whole.start() >= cut:
            break
        if cut < whole.end():
            return whole.start()
    return cut


def _address(url: str) -> str:
    return escape(url.strip()).replace("&lt;", "%3C").replace("&gt;", "%3E").replace("|", "%7C")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def from_markdown(text: str) -> str:
    """Say Markdown in Slack's mark-up; whatever is no mark-up is escaped.

    Known are bold, italics, struck words, code, fenced code, lists, quotes,
    links and headings: what the bodies of our content use.
    """
    return "\n".join(_converted(text)).strip("\n")


_FENCE = re.compile(r"^[ ]{0,6}```[^`\n]*\n(.*?)(?:^[ ]*```[ ]*$|\Z)", re.MULTILINE | re.DOTALL)


def _converted(text: str) -> Iterator[str]:
    end = 0
    for fence in _FENCE.finditer(text):
        yield from _prose(text[end : fence.start()])
        yield f"```\n{escape(dedent(fence[1]).rstrip())}\n```"
        end = fence.end() + 1
    yield from _prose(text[end:])


_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$")
_BULLET = re.compile(r"(?P<indent>[ \t]*)[-*+][ \t]+(?P<words>.*)$")
_NUMBER = re.compile(r"(?P<indent>[ \t]*)(?P<number>\d{1,9})[.)][ \t]+(?P<words>.*)$")
_QUOTE = re.compile(r"[ ]{0,3}>")
_HARD_BREAK = "  "


def _prose(text: str) -> Iterator[str]:
    lines: list[str] = []
    for line in text.splitlines():
        if lines and _continues(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line.lstrip()}"
        else:
            lines.append(line)
    return map(_line, lines)


def _continues(before: str, line: str) -> bool:
    # Markdown is wrapped where its author likes; Slack would show each line end.
    if not before.strip() or _HEADING.match(before) or before.endswith(_HARD_BREAK):
        return False
    return bool(line.strip()) and not any(
        kind.match(line) for kind in (_HEADING, _BULLET, _NUMBER, _QUOTE)
    )


def _line(line: str) -> str:
    if heading := _HEADING.match(line):
        return f"*{_inline(heading['words'].replace('**', ''))}*"
    if bullet := _BULLET.match(line):
        return f"{bullet['indent']}• {_inline(bullet['words'].rstrip())}"
    if number := _NUMBER.match(line):
        return f"{number['indent']}{number['number']}. {_inline(number['words'].rstrip())}"
    return _inline(line.strip())


# The order matters: code comes first, since nothing inside it is mark-up, and
# two stars come before one.  A mark inside a word stays as it is, because Slack
# would not read it there.
_MARK = re.compile(
    r"""
      (?<!`)(?P<ticks>`{1,3})(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)
    | !?\[(?P<label>[^\[\]]+)\]
      \((?P<target>[^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)(?:[ ]+"[^"]*")?\)
    | <(?P<framed>https?://[^\s<>]+)>
    | (?P<bare>https?://[^\s<>()\[\]*`]+)
    | (?<![\w*])(?P<two>\*\*|__)(?=\S)(?!\*\*|__)(?P<bold>.+?)(?<=\S)(?P=two)(?![\w*])
    | (?<![\w*])\*(?=[^\s*])(?P<starred>(?:[^*]|\*\*[^*]+\*\*)+?)(?<=\S)\*(?![\w*])
    | (?<!\w)_(?=[^\s_])(?P<lined>(?:[^_]|__[^_]+__|(?<=[^\W_])_(?=[^\W_]))+?)(?<=\S)_(?!\w)
    | ~~(?=\S)(?P<struck>.+?)(?<=\S)~~
    | \\(?P<literal>[!-/:-@\[-`{-~])
    """,
    re.VERBOSE,
)


# Nobody writes marks within marks deeper than this.
_DEEPEST = 6


def _inline(text: str, depth: int = 0) -> str:
    if depth > _DEEPEST:
        return escape(text)
    pieces: list[str] = []
    end = 0
    for mark in _MARK.finditer(text):
        pieces += (escape(text[end : mark.start()]), _marked(mark, depth))
        end = mark.end()
    return "".join((*pieces, escape(text[end:])))


_SIGNS = {"bold": "*", "starred": "_", "lined": "_", "struck": "~"}


def _marked(mark: re.Match[str], depth: int) -> str:
    kind = str(mark.lastgroup)
    if sign := _SIGNS.get(kind):
        return f"{sign}{_inline(mark[kind], depth + 1)}{sign}"
    match kind:
        case "code":
            return f"`{escape(_code(mark['code']))}`"
        case "target":
            return _linked(mark["target"], mark["label"])
        case "framed":
            return link(mark["framed"], "")
        case _:  # a bare address, which Slack links itself, or a sign after a backslash
            return escape(mark["bare"] or mark["literal"])


def _code(text: str) -> str:
    # Slack has no way to write a backtick inside code.
    return text.strip().replace("`", "'") or " "


def _linked(target: str, label: str) -> str:
    words = re.sub(r"[*`]", "", label)
    # A link within a repository leads nowhere from Slack: its words remain.
    return link(target, words) if target.startswith(_ABROAD) else escape(words)


_ABROAD = ("https://", "http://", "mailto:")
