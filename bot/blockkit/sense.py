"""What the keys of one object must agree on.

Each question is asked only of an object whose keys are right one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.blockkit.problems import Problem, under
from bot.blockkit.rules import Sense


def some_of(*keys: str) -> Sense:
    """Ask for at least one of *keys*."""

    def asked(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        if not any(key in value for key in keys):
            yield Problem(at, f"needs one of {', '.join(keys)}")

    return asked


def exactly_one_of(*keys: str) -> Sense:
    """Ask for one of *keys* and not for two."""

    def asked(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        if sum(key in value for key in keys) != 1:
            yield Problem(at, f"needs exactly one of {', '.join(keys)}")

    return asked


def initial_is_offered(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that what is chosen at first can be chosen at all."""
    offered = [*value.get("options", ())]
    for group in value.get("option_groups", ()):
        offered += group["options"]
    if "initial_option" in value and value["initial_option"] not in offered:
        yield Problem(under(at, "initial_option"), "is not among the options")
    for index, choice in enumerate(value.get("initial_options", ())):
        if choice not in offered:
            yield Problem(under(under(at, "initial_options"), index), "is not among the options")


def in_order(lower: str, upper: str) -> Sense:
    """Ask that one bound is not above the other."""

    def asked(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
        if {lower, upper} <= value.keys() and Decimal(value[lower]) > Decimal(value[upper]):
            yield Problem(at, f"has {lower} above {upper}")

    return asked


def initial_fits(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that the words a box starts with are not longer than it takes."""
    if len(value.get("initial_value", "")) > value.get("max_length", 3000):
        yield Problem(under(at, "initial_value"), "is longer than max_length")


def decimals_are_allowed(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that a box for whole numbers speaks of whole numbers."""
    for key in ("min_value", "max_value", "initial_value"):
        if not value["is_decimal_allowed"] and "." in value.get(key, ""):
            yield Problem(under(at, key), "is not a whole number, and decimals are not allowed")


def rows_are_even(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that each row has as many cells as the first."""
    first, *rest = value["rows"]
    for index, row in enumerate(rest, start=1):
        if len(row) != len(first):
            what = f"has {len(row)} cells where the first row has {len(first)}"
            yield Problem(under(under(at, "rows"), index), what)


def header_is_simple(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask for no rich text in the first row."""
    for index, cell in enumerate(value["rows"][0]):
        if cell["type"] == "rich_text":
            yield Problem(f"{at}/rows/0/{index}", "is rich text in the heading of a table")


def row_header_is_a_column(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that the column which names the rows exists."""
    if value.get("row_header_column_index", 0) >= len(value["rows"][0]):
        yield Problem(under(at, "row_header_column_index"), "is not a column")


def series_cover_the_axis(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that each series has one point for each category, in any order."""
    categories = sorted(value["axis_config"]["categories"])
    for index, series in enumerate(value["series"]):
        if sorted(point["label"] for point in series["data"]) != categories:
            where = under(under(at, "series"), index)
            yield Problem(where, "does not cover exactly the categories of the axis")


def names_are_unique(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that no two series share a name."""
    names = [series["name"] for series in value["series"]]
    yield from repeated(names, under(at, "series"))


def categories_are_unique(value: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Ask that no two categories share a name."""
    yield from repeated(value["categories"], under(at, "categories"))


def repeated(names: Sequence[str], at: str) -> Iterator[Problem]:
    """Find the names that stood before."""
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Problem(under(at, index), f"repeats {name}")
