"""What elements may hold and where they may stand, as part of the table of limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.blockkit import sense
from bot.blockkit.object_limits import (
    BUTTON,
    CONFIRM,
    GROUP,
    IDENTIFIER,
    IMAGE,
    LINKED_OPTION,
    LISTED_OPTION,
    MENU_OPTION,
)
from bot.blockkit.places import (
    EVERYWHERE,
    MESSAGE_AND_MODAL,
    MODAL_ALONE,
    VIEWS,
    Place,
    Surface,
)
from bot.blockkit.rich_text_limits import RICH_TEXT
from bot.blockkit.rules import (
    Address,
    Clock,
    Day,
    Digits,
    Flag,
    Kinds,
    Many,
    OneOf,
    Rule,
    Shape,
    Whole,
    Words,
    plain,
)

_ACTION: Mapping[str, Rule] = {"action_id": IDENTIFIER}
_CONFIRMED: Mapping[str, Rule] = {"confirm": CONFIRM, "focus_on_load": Flag()}
_HINTED: Mapping[str, Rule] = {"placeholder": plain(150), "focus_on_load": Flag()}
_PICKED: Mapping[str, Rule] = {**_HINTED, **_CONFIRMED}
_TYPED: Mapping[str, Rule] = {
    **_HINTED,
    "dispatch_action_config": Shape(
        {
            "trigger_actions_on": Many(
                OneOf(frozenset({"on_enter_pressed", "on_character_entered"})), most=2
            )
        }
    ),
}
_OFFERS: Mapping[str, Rule] = {
    **_PICKED,
    "options": Many(MENU_OPTION, most=100),
    "option_groups": Many(GROUP, most=100),
}
_SEVERAL: Mapping[str, Rule] = {**_PICKED, "max_selected_items": Whole(1, 100)}
_CONVERSATIONS: Mapping[str, Rule] = {
    "default_to_current_conversation": Flag(),
    "filter": Shape(
        {},
        {
            "include": Many(OneOf(frozenset({"im", "mpim", "private", "public"})), most=4),
            "exclude_external_shared_channels": Flag(),
            "exclude_bot_users": Flag(),
        },
    ),
}
_IDENTIFIERS = Many(IDENTIFIER, most=100)

_ANY_PLACE = frozenset(Place)
_SECTION_AND_ACTIONS = frozenset({Place.SECTION, Place.ACTIONS})
_SECTION_AND_INPUT = frozenset({Place.SECTION, Place.INPUT})
_ACTIONS_AND_INPUT = frozenset({Place.ACTIONS, Place.INPUT})
_INPUT = frozenset({Place.INPUT})


@dataclass(frozen=True)
class ElementLimits:
    """What one element may hold, in which blocks and on which surfaces it may stand."""

    shape: Shape
    places: frozenset[Place]
    surfaces: frozenset[Surface] = EVERYWHERE


ELEMENTS: Mapping[str, ElementLimits] = {
    "button": ElementLimits(BUTTON, _SECTION_AND_ACTIONS),
    "image": ElementLimits(IMAGE, frozenset({Place.SECTION})),
    "overflow": ElementLimits(
        Shape(
            {**_ACTION, "options": Many(LINKED_OPTION, most=5)},
            {"confirm": CONFIRM},
        ),
        _SECTION_AND_ACTIONS,
    ),
    "radio_buttons": ElementLimits(
        Shape(
            {**_ACTION, "options": Many(LISTED_OPTION, most=10)},
            {**_CONFIRMED, "initial_option": LISTED_OPTION},
            (sense.initial_is_offered,),
        ),
        _ANY_PLACE,
    ),
    "checkboxes": ElementLimits(
        Shape(
            {**_ACTION, "options": Many(LISTED_OPTION, most=10)},
            {**_CONFIRMED, "initial_options": Many(LISTED_OPTION, most=10)},
            (sense.initial_is_offered,),
        ),
        _ANY_PLACE,
    ),
    "static_select": ElementLimits(
        Shape(
            _ACTION,
            {**_OFFERS, "initial_option": MENU_OPTION},
            (sense.exactly_one_of("options", "option_groups"), sense.initial_is_offered),
        ),
        _ANY_PLACE,
    ),
    "multi_static_select": ElementLimits(
        Shape(
            _ACTION,
            {**_OFFERS, **_SEVERAL, "initial_options": Many(MENU_OPTION, most=100)},
            (sense.exactly_one_of("options", "option_groups"), sense.initial_is_offered),
        ),
        _SECTION_AND_INPUT,
    ),
    "external_select": ElementLimits(
        Shape(
            _ACTION,
            {**_PICKED, "min_query_length": Whole(0, 75), "initial_option": MENU_OPTION},
        ),
        _ANY_PLACE,
    ),
    "multi_external_select": ElementLimits(
        Shape(
            _ACTION,
            {
                **_SEVERAL,
                "min_query_length": Whole(0, 75),
                "initial_options": Many(MENU_OPTION, most=100),
            },
        ),
        _SECTION_AND_INPUT,
    ),
    "users_select": ElementLimits(
        Shape(_ACTION, {**_PICKED, "initial_user": IDENTIFIER}), _ANY_PLACE
    ),
    "multi_users_select": ElementLimits(
        Shape(_ACTION, {**_SEVERAL, "initial_users": _IDENTIFIERS}), _SECTION_AND_INPUT
    ),
    "conversations_select": ElementLimits(
        Shape(
            _ACTION,
            {
                **_PICKED,
                **_CONVERSATIONS,
                "initial_conversation": IDENTIFIER,
                "response_url_enabled": Flag(),
            },
        ),
        _ANY_PLACE,
    ),
    "multi_conversations_select": ElementLimits(
        Shape(_ACTION, {**_SEVERAL, **_CONVERSATIONS, "initial_conversations": _IDENTIFIERS}),
        _SECTION_AND_INPUT,
    ),
    "channels_select": ElementLimits(
        Shape(
            _ACTION,
            {**_PICKED, "initial_channel": IDENTIFIER, "response_url_enabled": Flag()},
        ),
        _ANY_PLACE,
    ),
    "multi_channels_select": ElementLimits(
        Shape(_ACTION, {**_SEVERAL, "initial_channels": _IDENTIFIERS}), _SECTION_AND_INPUT
    ),
    "datepicker": ElementLimits(Shape(_ACTION, {**_PICKED, "initial_date": Day()}), _ANY_PLACE),
    "timepicker": ElementLimits(
        Shape(
            _ACTION,
            {**_PICKED, "initial_time": Clock(), "timezone": Words(100)},
        ),
        _ANY_PLACE,
    ),
    "datetimepicker": ElementLimits(
        Shape(
            _ACTION,
            # Slack takes a time in seconds, of ten digits.
            {**_CONFIRMED, "initial_date_time": Whole(10**9, 10**10 - 1)},
        ),
        _ACTIONS_AND_INPUT,
        MESSAGE_AND_MODAL,
    ),
    "plain_text_input": ElementLimits(
        Shape(
            _ACTION,
            {
                **_TYPED,
                "initial_value": Words(3000),
                "multiline": Flag(),
                "min_length": Whole(0, 3000),
                "max_length": Whole(1, 3000),
            },
            (sense.in_order("min_length", "max_length"), sense.initial_fits),
        ),
        _INPUT,
    ),
    "number_input": ElementLimits(
        Shape(
            {**_ACTION, "is_decimal_allowed": Flag()},
            {**_TYPED, "initial_value": Digits(), "min_value": Digits(), "max_value": Digits()},
            (
                sense.decimals_are_allowed,
                sense.in_order("min_value", "max_value"),
                sense.in_order("min_value", "initial_value"),
                sense.in_order("initial_value", "max_value"),
            ),
        ),
        _INPUT,
        MODAL_ALONE,
    ),
    "email_text_input": ElementLimits(
        Shape(_ACTION, {**_TYPED, "initial_value": Words(3000)}), _INPUT, MODAL_ALONE
    ),
    "url_text_input": ElementLimits(
        Shape(_ACTION, {**_TYPED, "initial_value": Address()}), _INPUT, MODAL_ALONE
    ),
    "file_input": ElementLimits(
        Shape(_ACTION, {"filetypes": Many(Words(20), most=100), "max_files": Whole(1, 10)}),
        _INPUT,
        MODAL_ALONE,
    ),
    "rich_text_input": ElementLimits(
        Shape(_ACTION, {**_TYPED, "initial_value": Kinds({"rich_text": RICH_TEXT})}),
        _INPUT,
        VIEWS,
    ),
}


def elements_for(place: Place) -> Kinds:
    """List the elements that may stand in one place."""
    return Kinds({name: row.shape for name, row in ELEMENTS.items() if place in row.places})
