"""The people, bots and channels that a workspace starts with."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

SLACKBOT_ID = "USLACKBOT"


@dataclass(frozen=True)
class Member:
    """One account of the workspace."""

    id: str
    name: str
    real_name: str
    tz: str = "Europe/London"
    is_admin: bool = False
    deleted: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    title: str = ""

    def local(self, now: datetime) -> datetime:
        """Read a moment on this person's own clock."""
        return now.astimezone(ZoneInfo(self.tz))

    def tz_offset(self, now: datetime) -> int:
        """Count the seconds between this person's clock and UTC at a moment."""
        offset = self.local(now).utcoffset()
        return int(offset.total_seconds()) if offset is not None else 0

    @property
    def is_person(self) -> bool:
        """Tell people, whom one can be on the page, from programs."""
        return not self.is_bot and self.id != SLACKBOT_ID


@dataclass(frozen=True)
class Cast:
    """Who is in the workspace, and which channels stand open to all of them."""

    members: tuple[Member, ...]
    channels: tuple[str, ...] = ("general", "ai-path-team")
    bot: Member = field(
        default=Member("UAIPATH", "ai-path", "AI Path", tz="Etc/UTC", is_bot=True, title="App")
    )


SLACKBOT = Member(SLACKBOT_ID, "slackbot", "Slackbot", tz="America/Los_Angeles")

DEFAULT_CAST = Cast(
    members=(
        Member("UADA", "ada", "Ada Obi", "Europe/London", title="Backend engineer"),
        Member("UBAO", "bao", "Bao Tran", "Asia/Ho_Chi_Minh", title="Backend engineer"),
        Member("UMIA", "mia", "Mia Kerekere", "Pacific/Auckland", title="Full-stack engineer"),
        Member("UCARLOS", "carlos", "Carlos Vega", "America/New_York", title="Platform engineer"),
        Member("UYAEL", "yael", "Yael Azulay", "Asia/Jerusalem", title="Data engineer"),
        Member("ULENA", "lena", "Lena Brandt", "Europe/Berlin", title="Tech lead"),
        Member("UTOM", "tom", "Tom Whitaker", "America/Los_Angeles", title="Tech lead"),
        Member("UINES", "ines", "Ines Duarte", "Europe/Lisbon", is_admin=True, title="Admin"),
    ),
)
