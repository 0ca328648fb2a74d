"""How the sandbox says no: to the bot in Slack's words, to a person in a sentence."""

from bot.sandbox.shapes import Json


class ApiError(Exception):
    """A Web API method refuses; *error* is Slack's name for why, *more* what it adds."""

    def __init__(
        self, error: str, messages: tuple[str, ...] = (), more: Json | None = None
    ) -> None:
        self.error = error
        self.messages = messages
        self.more = more or {}
        super().__init__(error)

    def answer(self) -> Json:
        """Write the refusal as Slack answers it."""
        refusal: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            refusal["response_metadata"] = {"messages": list(self.messages)}
        return refusal


class DoorError(Exception):
    """A person cannot do that; the message is one sentence that says why."""
