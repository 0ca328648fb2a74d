"""What a door is handed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.curriculum import Curriculum
from bot.domain.questions import QuestionBank
from bot.services.assessments import Material
from bot.store import Sessions


@dataclass(frozen=True, slots=True)
class Deps:
    """The database, the content, the clock, chance, and who may administrate.

    *now* gives the present moment in UTC, *draw* a random number below 2**31,
    *bot_token* the token for a workspace; Slack has *slack_seconds* to answer
    the sender.
    """

    sessions: Sessions
    curriculum: Curriculum
    bank: QuestionBank
    now: Callable[[], datetime]
    draw: Callable[[], int]
    bot_token: Callable[[str], str]
    slack_api_url: str
    admins: frozenset[str] = frozenset()
    worker: str = "ai-path"
    slack_seconds: float = 20

    @property
    def material(self) -> Material:
        """What an assessment is made of."""
        return Material(self.curriculum, self.bank)
