"""Finds the files of one or several content folders and reads them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from bot.content.parsing import Parsed, UnparsableError, parse

FENCE = "---"


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file to read: where it is, and the *name* it has inside its folder."""

    path: Path
    name: PurePosixPath

    def is_like(self, pattern: str) -> bool:
        """Tell whether the whole name fits *pattern*, for instance `tracks/*.yaml`."""
        return _form(pattern).fullmatch(str(self.name)) is not None


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", "[^/]*"))


def gather(directories: Sequence[Path]) -> tuple[ContentFile, ...]:
    """List the files of all *directories*; a later folder's file replaces an earlier one's."""
    found = {file.name: file for directory in directories for file in _inside(directory)}
    return tuple(found[name] for name in sorted(found))


def _inside(directory: Path) -> Iterator[ContentFile]:
    for path in directory.rglob("*"):
        name = PurePosixPath(path.relative_to(directory).as_posix())
        hidden = any(part.startswith(".") for part in name.parts)
        if not hidden and path.is_file():
            yield ContentFile(path, name)


def read(path: Path) -> Parsed:
    """Read a YAML file, or a Markdown file that opens with YAML.

    Raises:
        UnparsableError: if it is neither, or cannot be read at all.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnparsableError(1, "It is no text in UTF-8 that can be read.") from error
    return _front_matter(text) if path.suffix == ".md" else parse(text)


def _front_matter(text: str) -> Parsed:
    first, *lines = text.split("\n")
    if first.rstrip() != FENCE or FENCE not in (stripped := [line.rstrip() for line in lines]):
        raise UnparsableError(1, "It does not open with YAML between two lines of ---.")
    end = stripped.index(FENCE)
    return _with_body(parse("\n".join(lines[:end]), first_line=2), lines[end + 1 :], end + 3)


def _with_body(front: Parsed, body: Sequence[str], line: int) -> Parsed:
    """Add the text below the front matter as the key `body`."""
    if not isinstance(front.value, dict):
        raise UnparsableError(2, "The front matter is no mapping of keys to values.")
    if "body" in front.value:
        raise UnparsableError(front.line_of(("body",)), "The body stands below the front matter.")
    blank = next((n for n, written in enumerate(body) if written.strip()), 0)
    value = {**front.value, "body": "\n".join(body[blank:])}
    return Parsed(value, {**front.lines, ("body",): line + blank})
