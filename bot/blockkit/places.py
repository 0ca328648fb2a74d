"""Where things may stand: surfaces hold blocks, and blocks hold elements."""

from enum import StrEnum


class Surface(StrEnum):
    """What holds blocks."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


class Place(StrEnum):
    """What holds an element."""

    SECTION = "section"
    ACTIONS = "actions"
    INPUT = "input"


EVERYWHERE = frozenset(Surface)
VIEWS = frozenset({Surface.MODAL, Surface.HOME})
MESSAGE_AND_HOME = frozenset({Surface.MESSAGE, Surface.HOME})
MESSAGE_AND_MODAL = frozenset({Surface.MESSAGE, Surface.MODAL})
MESSAGE_ALONE = frozenset({Surface.MESSAGE})
MODAL_ALONE = frozenset({Surface.MODAL})
