"""What the bot says no to, in the words the person reads."""

import inspect
from collections.abc import Callable
from typing import ClassVar


class BotError(Exception):
    """Sorry, that did not work.  Nothing was changed.

    The first paragraph of each subclass's docstring is what the person reads,
    so it is kind and says what to do next.  Names in braces are filled from
    the keyword arguments of the refusal.  *field* names the input at fault,
    where there is one.
    """

    field: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(self.message())

    def message(self, quote: Callable[[str], str] = str) -> str:
        """Say the refusal in one line, each value passed through *quote* first."""
        first, *_ = (inspect.getdoc(type(self)) or "").split("\n\n")
        quoted = {name: quote(str(value)) for name, value in self.values.items()}
        return " ".join(first.split()).format_map(quoted)
