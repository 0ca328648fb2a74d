"""The places of a form: every id that leaves the program starts the same way."""

from bot.blockkit.elements import input_block
from bot.blockkit.surfaces import Block

PREFIX = "ai_path."

# Constructors of elements want an id; in a form it is the field that gives it.
ID = PREFIX


def named(name: str) -> str:
    """Make *name* an id."""
    return PREFIX + name


def field(
    label: str, element: Block, name: str, *, hint: str | None = None, optional: bool = False
) -> Block:
    """Ask for one thing, to be found again under *name* when the form comes back."""
    element = {**element, "action_id": named(name)}
    return input_block(label, element, named(name), hint=hint, optional=optional)
