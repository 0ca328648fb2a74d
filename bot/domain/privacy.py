"""Who looked at whom."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Access:
    """One look: *viewer* saw *what* about the person who asks."""

    viewer: str
    what: str
    at: datetime
