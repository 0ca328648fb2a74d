"""Whatever the validator is given, it answers."""

from typing import Any, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from bot.blockkit import elements
from bot.blockkit.element_limits import ELEMENTS
from bot.blockkit.limits import BLOCKS
from bot.blockkit.surfaces import Block, Home, Modal
from bot.blockkit.validator import check_message, check_view

# JSON has no narrower type.
Json: TypeAlias = Any

KEYS = sorted(
    {"type", "text", "blocks", "elements", "element", "title", "submit", "rows", "chart"}
    | {"options", "action_id", "block_id", "value", "accessory", "fields", "segments", "series"}
)
KINDS = sorted({*BLOCKS, *ELEMENTS, "modal", "home", "plain_text", "mrkdwn", "raw_text", "pie"})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=4)
        | st.tuples(
            st.sampled_from(KINDS), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
        ).map(lambda pair: {**pair[1], "type": pair[0]})
    ),
    max_leaves=30,
)


CHOICES = [elements.option("Yes", "yes"), elements.option("No", "no")]
GOOD = Modal(
    "m",
    "M",
    (
        elements.header("x"),
        elements.section("x", fields=["y"], accessory=elements.button("x", "b")),
        elements.context("x"),
        elements.actions(
            elements.static_select("a", CHOICES, initial="no"), elements.datepicker("d")
        ),
        elements.image("https://a.b/c", "x", title="x"),
        elements.input_block("L", elements.checkboxes("c", CHOICES, initial=["no"]), "one"),
        elements.input_block("L", elements.plain_text_input("t", max_length=9), "two"),
        elements.input_block("L", elements.number_input("n", minimum=1, maximum=2), "three"),
    ),
    submit="Save",
).view()
CHART: Block = {
    "type": "data_visualization",
    "title": "x",
    "chart": {
        "type": "bar",
        "series": [{"name": "s", "data": [{"label": "x", "value": 1}]}],
        "axis_config": {"categories": ["x"], "x_label": "x"},
    },
}
TABLE = elements.table([["a", "b"], ["c", "d"]], align=["left", "right"])
DATA_TABLE: Block = {"type": "data_table", "caption": "x", "rows": TABLE["rows"]}
GOOD_BLOCKS = [TABLE, DATA_TABLE, CHART]


def parent_of(pointer: str, root: object) -> object:
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:-1]]
    for step in steps:
        root = root[step] if isinstance(root, dict) else root[int(step)]  # type: ignore[index]  # wild on purpose
    return root


@given(text=JSON, blocks=JSON)
def test_a_wild_message_is_refused_with_pointers_into_it(text: Json, blocks: Json) -> None:
    for problem in check_message(text, blocks):
        assert isinstance(parent_of(problem.pointer, {"text": text, "blocks": blocks}), dict | list)


@given(view=JSON)
def test_a_wild_view_is_refused_with_pointers_into_it(view: Json) -> None:
    for problem in check_view(view):
        parent_of(problem.pointer, view)


def spots(value: object, *path: str | int) -> list[tuple[str | int, ...]]:
    found = [path] if path else []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    for key, item in inner:
        found += spots(item, *path, key)
    return found


def replaced(value: Json, path: tuple[str | int, ...], new: object) -> Json:
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


@given(st.data(), JSON)
def test_something_wild_inside_a_good_view_never_breaks_the_check(
    chance: st.DataObject, wild: Json
) -> None:
    view = replaced(GOOD, chance.draw(st.sampled_from(spots(GOOD))), wild)

    for problem in check_view(view):
        parent_of(problem.pointer, view)


@given(st.data(), JSON)
def test_something_wild_inside_a_good_message_never_breaks_the_check(
    chance: st.DataObject, wild: Json
) -> None:
    blocks = replaced(GOOD_BLOCKS, chance.draw(st.sampled_from(spots(GOOD_BLOCKS))), wild)

    for problem in check_message("Hello", blocks):
        parent_of(problem.pointer, {"blocks": blocks})


def test_what_is_made_wild_is_good_before() -> None:
    assert check_view(GOOD) == []
    assert check_message("Hello", GOOD_BLOCKS) == []


def test_nesting_without_end_never_breaks_the_check() -> None:
    wild: Json = "x"
    for _ in range(5000):
        wild = [wild]

    assert [each.pointer for each in check_view(Home((wild,)).view())] == ["/blocks/0"]
