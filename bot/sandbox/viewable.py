"""Which files a browser may show by itself, and as what."""

import mimetypes

_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_TEXTS = frozenset({"application/json", "text/calendar", "text/csv", "text/markdown", "text/plain"})


def viewable_as(name: str) -> str | None:
    """Give the type as which a file of this name may be shown, or none.

    Whatever could hold a script is left out, and all text is shown as plain
    text: nothing that somebody uploads may run on this page.
    """
    kind = mimetypes.guess_type(name)[0]
    if kind in _PICTURES:
        return kind
    return "text/plain; charset=utf-8" if kind in _TEXTS else None
