"""What texts, options, confirmations, buttons and pictures may hold, as part of the table."""

from bot.blockkit import sense
from bot.blockkit.rules import Address, Many, OneOf, Shape, Words, marked, plain

IDENTIFIER = Words(255)

_STYLE = OneOf(frozenset({"primary", "danger"}))

CONFIRM = Shape(
    {"title": plain(100), "text": plain(300), "confirm": plain(30), "deny": plain(30)},
    {"style": _STYLE},
)

MENU_OPTION = Shape({"text": plain(75), "value": Words(150)}, {"description": plain(75)})
LISTED_OPTION = Shape({"text": marked(75), "value": Words(150)}, {"description": marked(75)})
LINKED_OPTION = Shape(
    {"text": plain(75), "value": Words(150)}, {"description": plain(75), "url": Address()}
)
GROUP = Shape({"label": plain(75), "options": Many(MENU_OPTION, most=100)})

BUTTON = Shape(
    {"text": plain(75), "action_id": IDENTIFIER},
    {
        "value": Words(2000),
        "url": Address(),
        "style": _STYLE,
        "confirm": CONFIRM,
        "accessibility_label": Words(75),
    },
)

IMAGE = Shape(
    {"alt_text": Words(2000, visible=True)},
    {
        "image_url": Address(),
        "slack_file": Shape(
            optional={"id": IDENTIFIER, "url": Address()},
            sense=(sense.exactly_one_of("id", "url"),),
        ),
    },
    (sense.exactly_one_of("image_url", "slack_file"),),
)
