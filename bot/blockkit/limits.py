"""Slack's limits as one table: each block, where it may stand, and what it may hold.

Its leaves have pages of their own: `element_limits`, `object_limits` (options,
confirmations, buttons, pictures) and `rich_text_limits`; `rules` is the vocabulary.  Where Slack's word on a limit is
uncertain, the table keeps to the safe side.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.blockkit import sense
from bot.blockkit.element_limits import elements_for
from bot.blockkit.object_limits import BUTTON, IDENTIFIER, IMAGE
from bot.blockkit.places import (
    EVERYWHERE,
    MESSAGE_ALONE,
    MESSAGE_AND_HOME,
    MODAL_ALONE,
    Place,
    Surface,
)
from bot.blockkit.rich_text_limits import RICH_TEXT
from bot.blockkit.rules import (
    Address,
    Flag,
    Kinds,
    Many,
    Number,
    OneOf,
    Rule,
    Shape,
    Whole,
    Words,
    marked,
    plain,
)

MESSAGE_TEXT = Words(4000, visible=True)

# Slack says nothing of a total over all blocks, but messages above some 11,000
# characters have been refused.
MESSAGE_CHARACTERS = 10_000

VIEW_BYTES = 250_000


@dataclass(frozen=True)
class BlockLimits:
    """What one block may hold, on which surfaces it may stand, and how often in a message."""

    shape: Shape
    surfaces: frozenset[Surface] = EVERYWHERE
    most: int | None = None


_ID: Mapping[str, Rule] = {"block_id": IDENTIFIER}

_CARD = Shape(
    optional={
        **_ID,
        "hero_image": Kinds({"image": IMAGE}),
        "icon": Kinds({"image": IMAGE}),
        "title": marked(150),
        "subtitle": marked(150),
        "body": marked(200),
        "actions": Many(Kinds({"button": BUTTON}), most=3),
    },
    sense=(sense.some_of("hero_image", "title", "body", "actions"),),
)

_RAW_TEXT = Shape({"text": Words(10_000, visible=True)})
_RAW_NUMBER = Shape({"value": Number()}, {"text": Words(10_000, visible=True)})
_RICH_CELL = Shape(RICH_TEXT.required, _ID)

_LABEL = Words(20, visible=True)
_SEGMENT = Shape({"label": _LABEL, "value": Number(above=0)})
_POINT = Shape({"label": _LABEL, "value": Number()})
_SERIES = Shape({"name": _LABEL, "data": Many(_POINT, most=20)})
_AXIS = Shape(
    {"categories": Many(_LABEL, most=20)},
    {"x_label": Words(50), "y_label": Words(50)},
    (sense.categories_are_unique,),
)
_PLOT = Shape(
    {"series": Many(_SERIES, most=6), "axis_config": _AXIS},
    sense=(sense.names_are_unique, sense.series_cover_the_axis),
)
_CHART = Kinds(
    {
        "pie": Shape({"segments": Many(_SEGMENT, most=6)}),
        "bar": _PLOT,
        "line": _PLOT,
        "area": _PLOT,
    }
)

BLOCKS: Mapping[str, BlockLimits] = {
    "section": BlockLimits(
        Shape(
            optional={
                **_ID,
                "text": marked(3000),
                "fields": Many(marked(2000), most=10),
                "accessory": elements_for(Place.SECTION),
                "expand": Flag(),
            },
            sense=(sense.some_of("text", "fields"),),
        )
    ),
    "divider": BlockLimits(Shape(optional=_ID)),
    "image": BlockLimits(
        Shape(IMAGE.required, {**IMAGE.optional, **_ID, "title": plain(2000)}, IMAGE.sense)
    ),
    "actions": BlockLimits(Shape({"elements": Many(elements_for(Place.ACTIONS), most=25)}, _ID)),
    "context": BlockLimits(
        Shape({"elements": Many(Kinds({**marked(3000).kinds, "image": IMAGE}), most=10)}, _ID)
    ),
    "input": BlockLimits(
        Shape(
            {"label": plain(2000), "element": elements_for(Place.INPUT)},
            {**_ID, "hint": plain(2000), "optional": Flag(), "dispatch_action": Flag()},
        )
    ),
    "header": BlockLimits(Shape({"text": plain(150)}, _ID)),
    "rich_text": BlockLimits(Shape(RICH_TEXT.required, _ID)),
    "video": BlockLimits(
        Shape(
            {
                "alt_text": Words(2000, visible=True),
                # "Less than 200" and "less than 50", says Slack.
                "title": plain(199),
                "thumbnail_url": Address(),
                "video_url": Address(),
            },
            {
                **_ID,
                "title_url": Address(2000),
                "description": plain(199),
                "author_name": Words(49),
                "provider_name": Words(49),
                "provider_icon_url": Address(2000),
            },
        )
    ),
    "markdown": BlockLimits(Shape({"text": Words(12_000, visible=True)}, _ID), MESSAGE_ALONE),
    "table": BlockLimits(
        Shape(
            {
                "rows": Many(
                    Many(Kinds({"raw_text": _RAW_TEXT, "rich_text": _RICH_CELL}), most=20),
                    most=100,
                )
            },
            {
                **_ID,
                "column_settings": Many(
                    Shape(
                        {"align": OneOf(frozenset({"left", "center", "right"}))},
                        {"is_wrapped": Flag()},
                    ),
                    most=20,
                ),
            },
            (sense.rows_are_even,),
        ),
        MESSAGE_ALONE,
        most=1,
    ),
    "data_table": BlockLimits(
        Shape(
            {
                "caption": Words(255, visible=True),
                "rows": Many(
                    Many(
                        Kinds(
                            {
                                "raw_text": _RAW_TEXT,
                                "raw_number": _RAW_NUMBER,
                                "rich_text": _RICH_CELL,
                            }
                        ),
                        most=20,
                    ),
                    fewest=2,
                    most=101,
                ),
            },
            {**_ID, "page_size": Whole(1, 100), "row_header_column_index": Whole(0, 19)},
            (sense.rows_are_even, sense.header_is_simple, sense.row_header_is_a_column),
        ),
        MESSAGE_ALONE,
    ),
    "data_visualization": BlockLimits(
        Shape({"title": Words(50, visible=True), "chart": _CHART}, _ID),
        MESSAGE_ALONE,
        most=2,
    ),
    "alert": BlockLimits(
        Shape(
            {"text": marked(200)},
            {
                **_ID,
                "level": OneOf(frozenset({"default", "info", "warning", "error", "success"})),
            },
        ),
        MODAL_ALONE,
    ),
    "card": BlockLimits(_CARD, MESSAGE_AND_HOME),
    "carousel": BlockLimits(
        Shape({"elements": Many(Kinds({"card": _CARD}), most=10)}, _ID), MESSAGE_AND_HOME
    ),
}

_ANY_BLOCK = Kinds({name: row.shape for name, row in BLOCKS.items()})

BLOCKS_ON: Mapping[Surface, Many] = {
    Surface.MESSAGE: Many(_ANY_BLOCK, fewest=0, most=50),
    Surface.MODAL: Many(_ANY_BLOCK, most=100),
    Surface.HOME: Many(_ANY_BLOCK, most=100),
}

_VIEW: Mapping[str, Rule] = {
    # A view without a secret says so with an empty string.
    "private_metadata": Words(3000, shortest=0),
    "callback_id": IDENTIFIER,
    "external_id": IDENTIFIER,
}

VIEWS = Kinds(
    {
        Surface.HOME: Shape(optional=_VIEW),
        Surface.MODAL: Shape(
            {"title": plain(24)},
            {
                **_VIEW,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": Flag(),
                "notify_on_close": Flag(),
                "submit_disabled": Flag(),
            },
        ),
    }
)
