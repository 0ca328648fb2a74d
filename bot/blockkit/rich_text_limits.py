"""What rich text may hold, as part of the table of limits."""

from bot.blockkit.object_limits import IDENTIFIER
from bot.blockkit.rules import Address, Flag, Kinds, Many, OneOf, Shape, Whole, Words

_STYLE = Shape(
    optional=dict.fromkeys(("bold", "italic", "strike", "code", "underline"), Flag()),
)

# Slack knows `broadcast` as well: it is left out, since the bot calls nobody en masse.
_INLINE = Kinds(
    {
        "text": Shape({"text": Words(3000)}, {"style": _STYLE}),
        "link": Shape({"url": Address()}, {"text": Words(3000), "style": _STYLE}),
        "user": Shape({"user_id": IDENTIFIER}, {"style": _STYLE}),
        "usergroup": Shape({"usergroup_id": IDENTIFIER}, {"style": _STYLE}),
        "channel": Shape({"channel_id": IDENTIFIER}, {"style": _STYLE}),
        "emoji": Shape({"name": Words(100)}, {"style": _STYLE}),
        "date": Shape(
            {"timestamp": Whole(0, 10**11), "format": Words(255)},
            {"fallback": Words(255), "url": Address(), "style": _STYLE},
        ),
    }
)

_INLINES = Many(_INLINE, most=1000)
_SECTION = Shape({"elements": _INLINES})

RICH_TEXT = Shape(
    {
        "elements": Many(
            Kinds(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": Shape(
                        {
                            "elements": Many(Kinds({"rich_text_section": _SECTION}), most=1000),
                            "style": OneOf(frozenset({"bullet", "ordered"})),
                        },
                        {
                            "indent": Whole(0, 8),
                            "offset": Whole(0, 10**6),
                            "border": Whole(0, 1),
                        },
                    ),
                    "rich_text_preformatted": Shape(
                        {"elements": _INLINES}, {"border": Whole(0, 1)}
                    ),
                    "rich_text_quote": Shape({"elements": _INLINES}, {"border": Whole(0, 1)}),
                }
            ),
            most=1000,
        )
    }
)
