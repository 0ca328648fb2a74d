"""What the validator finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that Slack would refuse, and where: *pointer* is a JSON pointer."""

    pointer: str
    what: str


def under(pointer: str, key: object) -> str:
    """Point one step deeper."""
    return f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
