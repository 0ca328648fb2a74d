"""Both sides of each limit of Slack."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from bot.blockkit import elements
from bot.blockkit.surfaces import Block, Home, Modal
from bot.blockkit.validator import Problem, check_message, check_view

A_LINK = "https://a.b/"


def on_message(*blocks: Block) -> list[Problem]:
    return check_message("Hello", blocks)


def on_modal(*blocks: Block, **keys: object) -> list[Problem]:
    return check_view({**Modal("m", "M", blocks, submit="Save").view(), **keys})


def on_home(*blocks: Block, **keys: object) -> list[Problem]:
    return check_view({**Home(blocks).view(), **keys})


def asked(element: Block) -> list[Problem]:
    return on_modal(elements.input_block("L", element, "b"))


def row(element: Block) -> list[Problem]:
    return on_home(elements.actions(element))


def plain(n: int) -> Block:
    return {"type": "plain_text", "text": "x" * n}


def mrkdwn(n: int) -> Block:
    return {"type": "mrkdwn", "text": "x" * n}


def link(n: int) -> str:
    return A_LINK.ljust(n, "x")


def options(n: int) -> list[Block]:
    return [elements.option("x", f"{i}") for i in range(n)]


def buttons(n: int) -> list[Block]:
    return [elements.button("x", f"{i}") for i in range(n)]


def image(**keys: object) -> Block:
    return {**elements.image(A_LINK, "x"), **keys}


def video(**keys: object) -> Block:
    return {
        "type": "video",
        "title": plain(1),
        "alt_text": "x",
        "thumbnail_url": A_LINK,
        "video_url": A_LINK,
        **keys,
    }


def card(**keys: object) -> Block:
    return {"type": "card", "title": mrkdwn(1), **keys}


def data_table(rows: int, columns: int, **keys: object) -> Block:
    cell = {"type": "raw_text", "text": "x"}
    return {"type": "data_table", "caption": "x", "rows": [[cell] * columns] * rows, **keys}


def chart(payload: Mapping[str, Any], title: str = "x") -> Block:
    return {"type": "data_visualization", "title": title, "chart": payload}


def pie(segments: int = 1, label: str = "x", value: float = 1) -> Block:
    return chart({"type": "pie", "segments": [{"label": label, "value": value}] * segments})


def plot(
    series: int = 1, points: int = 1, name: str = "", label: str = "", axis: str = "x"
) -> Block:
    categories = [f"{label}{i}" for i in range(points)]
    drawn = [
        {"name": f"{name}{i}", "data": [{"label": each, "value": 0} for each in categories]}
        for i in range(series)
    ]
    config = {"categories": categories, "x_label": axis, "y_label": axis}
    return chart({"type": "bar", "series": drawn, "axis_config": config})


@dataclass(frozen=True)
class Limit:
    """A limit: *check* is asked with the highest number allowed, and with one more."""

    most: int
    pointer: str
    check: Callable[[int], list[Problem]]


SECTION = "/blocks/0"
ACTION = "/blocks/0/elements/0"
ASKED = "/blocks/0/element"

UPPER = {
    "message text": Limit(4000, "/text", lambda n: check_message("x" * n, ())),
    "message blocks": Limit(50, "/blocks", lambda n: on_message(*[elements.divider()] * n)),
    "message characters": Limit(
        10_000,
        "/blocks",
        lambda n: on_message(*[elements.section("x" * 2500)] * 3, elements.section("x" * (n - 7500))),
    ),
    "modal blocks": Limit(100, "/blocks", lambda n: on_modal(*[elements.divider()] * n)),
    "home blocks": Limit(100, "/blocks", lambda n: on_home(*[elements.divider()] * n)),
    "modal title": Limit(24, "/title/text", lambda n: on_modal(elements.divider(), title=plain(n))),
    "modal submit": Limit(24, "/submit/text", lambda n: on_modal(elements.divider(), submit=plain(n))),
    "modal close": Limit(24, "/close/text", lambda n: on_modal(elements.divider(), close=plain(n))),
    "modal metadata": Limit(
        3000, "/private_metadata", lambda n: on_modal(elements.divider(), private_metadata="x" * n)
    ),
    "home metadata": Limit(
        3000, "/private_metadata", lambda n: on_home(elements.divider(), private_metadata="x" * n)
    ),
    "callback id": Limit(255, "/callback_id", lambda n: on_modal(elements.divider(), callback_id="x" * n)),
    "block id": Limit(255, f"{SECTION}/block_id", lambda n: on_home(elements.section("x", block_id="x" * n))),
    "section text": Limit(3000, f"{SECTION}/text/text", lambda n: on_home(elements.section("x" * n))),
    "section fields": Limit(10, f"{SECTION}/fields", lambda n: on_home(elements.section(None, fields=["x"] * n))),
    "section field": Limit(2000, f"{SECTION}/fields/0/text", lambda n: on_home(elements.section(None, fields=["x" * n]))),
    "header text": Limit(150, f"{SECTION}/text/text", lambda n: on_home(elements.header("x" * n))),
    "context elements": Limit(10, f"{SECTION}/elements", lambda n: on_home(elements.context(*["x"] * n))),
    "context text": Limit(3000, f"{ACTION}/text", lambda n: on_home(elements.context("x" * n))),
    "actions": Limit(25, f"{SECTION}/elements", lambda n: on_home(elements.actions(*buttons(n)))),
    "image alt": Limit(2000, f"{SECTION}/alt_text", lambda n: on_home(image(alt_text="x" * n))),
    "image url": Limit(3000, f"{SECTION}/image_url", lambda n: on_home(image(image_url=link(n)))),
    "image title": Limit(2000, f"{SECTION}/title/text", lambda n: on_home(image(title=plain(n)))),
    "markdown": Limit(12_000, f"{SECTION}/text", lambda n: on_message({"type": "markdown", "text": "x" * n})),
    "input label": Limit(2000, f"{SECTION}/label/text", lambda n: on_modal(elements.input_block("x" * n, elements.datepicker("d"), "b"))),
    "input hint": Limit(2000, f"{SECTION}/hint/text", lambda n: on_modal(elements.input_block("x", elements.datepicker("d"), "b", hint="x" * n))),
    "button text": Limit(75, f"{ACTION}/text/text", lambda n: row(elements.button("x" * n, "b"))),
    "button value": Limit(2000, f"{ACTION}/value", lambda n: row(elements.button("x", "b", value="x" * n))),
    "button url": Limit(3000, f"{ACTION}/url", lambda n: row(elements.button("x", "b", url=link(n)))),
    "button label": Limit(75, f"{ACTION}/accessibility_label", lambda n: row(elements.button("x", "b", label="x" * n))),
    "action id": Limit(255, f"{ACTION}/action_id", lambda n: row(elements.button("x", "b" * n))),
    "confirm title": Limit(100, f"{ACTION}/confirm/title/text", lambda n: row(elements.button("x", "b", confirm=elements.confirm("x" * n, "x", "y", "n")))),
    "confirm text": Limit(300, f"{ACTION}/confirm/text/text", lambda n: row(elements.button("x", "b", confirm=elements.confirm("x", "x" * n, "y", "n")))),
    "confirm yes": Limit(30, f"{ACTION}/confirm/confirm/text", lambda n: row(elements.button("x", "b", confirm=elements.confirm("x", "x", "y" * n, "n")))),
    "confirm no": Limit(30, f"{ACTION}/confirm/deny/text", lambda n: row(elements.button("x", "b", confirm=elements.confirm("x", "x", "y", "n" * n)))),
    "option text": Limit(75, f"{ACTION}/options/0/text/text", lambda n: row(elements.static_select("s", [elements.option("x" * n, "v")]))),
    "option value": Limit(150, f"{ACTION}/options/0/value", lambda n: row(elements.static_select("s", [elements.option("x", "v" * n)]))),
    "option description": Limit(75, f"{ACTION}/options/0/description/text", lambda n: row(elements.static_select("s", [elements.option("x", "v", "d" * n)]))),
    "select options": Limit(100, f"{ACTION}/options", lambda n: row(elements.static_select("s", options(n)))),
    "select placeholder": Limit(150, f"{ACTION}/placeholder/text", lambda n: row(elements.static_select("s", options(1), placeholder="x" * n))),
    "option groups": Limit(100, f"{ACTION}/option_groups", lambda n: row({"type": "static_select", "action_id": "s", "option_groups": [{"label": plain(1), "options": options(1)}] * n})),
    "multi select options": Limit(100, f"{ASKED}/options", lambda n: asked(elements.multi_static_select("s", options(n)))),
    "radio options": Limit(10, f"{ACTION}/options", lambda n: row(elements.radio_buttons("s", options(n)))),
    "checkbox options": Limit(10, f"{ACTION}/options", lambda n: row(elements.checkboxes("s", options(n)))),
    "overflow options": Limit(5, f"{ACTION}/options", lambda n: row(elements.overflow("s", options(n)))),
    "text input max_length": Limit(3000, f"{ASKED}/max_length", lambda n: asked(elements.plain_text_input("t", max_length=n))),
    "text input min_length": Limit(3000, f"{ASKED}/min_length", lambda n: asked(elements.plain_text_input("t", min_length=n))),
    "text input initial": Limit(3000, f"{ASKED}/initial_value", lambda n: asked(elements.plain_text_input("t", initial="x" * n))),
    "text input initial under max_length": Limit(9, f"{ASKED}/initial_value", lambda n: asked(elements.plain_text_input("t", max_length=9, initial="x" * n))),
    "text input placeholder": Limit(150, f"{ASKED}/placeholder/text", lambda n: asked(elements.plain_text_input("t", placeholder="x" * n))),
    "text input min_length under max_length": Limit(9, ASKED, lambda n: asked(elements.plain_text_input("t", min_length=n, max_length=9))),
    "number minimum under maximum": Limit(9, ASKED, lambda n: asked(elements.number_input("n", minimum=n, maximum=9))),
    "number initial under maximum": Limit(9, ASKED, lambda n: asked(elements.number_input("n", initial=n, maximum=9))),
    "number minimum under initial": Limit(9, ASKED, lambda n: asked(elements.number_input("n", initial=9, minimum=n))),
    "files": Limit(10, f"{ASKED}/max_files", lambda n: asked({"type": "file_input", "action_id": "f", "max_files": n})),
    "table rows": Limit(100, f"{SECTION}/rows", lambda n: on_message(elements.table([["x"]] * n))),
    "table columns": Limit(20, f"{SECTION}/rows/0", lambda n: on_message(elements.table([["x"] * n]))),
    "table columns described": Limit(20, f"{SECTION}/column_settings", lambda n: on_message(elements.table([["x"] * 20], align=["left"] * n))),
    "tables in a message": Limit(1, "/blocks/1", lambda n: on_message(*[elements.table([["x"]])] * n)),
    "table characters": Limit(10_000, "/blocks", lambda n: on_message(elements.table([["x" * 5000], ["x" * (n - 5000)]]))),
    "data table rows": Limit(101, f"{SECTION}/rows", lambda n: on_message(data_table(n, 1))),
    "data table columns": Limit(20, f"{SECTION}/rows/0", lambda n: on_message(data_table(2, n))),
    "data table page": Limit(100, f"{SECTION}/page_size", lambda n: on_message(data_table(2, 1, page_size=n))),
    "data table caption": Limit(255, f"{SECTION}/caption", lambda n: on_message(data_table(2, 1, caption="x" * n))),
    "data table row header": Limit(3, f"{SECTION}/row_header_column_index", lambda n: on_message(data_table(2, 4, row_header_column_index=n))),
    "charts in a message": Limit(2, "/blocks/2", lambda n: on_message(*[pie()] * n)),
    "chart title": Limit(50, f"{SECTION}/title", lambda n: on_message({**pie(), "title": "x" * n})),
    "pie segments": Limit(6, f"{SECTION}/chart/segments", lambda n: on_message(pie(n))),
    "pie label": Limit(20, f"{SECTION}/chart/segments/0/label", lambda n: on_message(pie(label="x" * n))),
    "chart series": Limit(6, f"{SECTION}/chart/series", lambda n: on_message(plot(series=n))),
    "chart points": Limit(20, f"{SECTION}/chart/series/0/data", lambda n: on_message(plot(points=n))),
    "chart series name": Limit(20, f"{SECTION}/chart/series/0/name", lambda n: on_message(plot(name="x" * (n - 1)))),
    "chart category": Limit(20, f"{SECTION}/chart/axis_config/categories/0", lambda n: on_message(plot(label="x" * (n - 1)))),
    "chart axis label": Limit(50, f"{SECTION}/chart/axis_config/x_label", lambda n: on_message(plot(axis="x" * n))),
    "alert text": Limit(200, f"{SECTION}/text/text", lambda n: on_modal({"type": "alert", "text": mrkdwn(n)})),
    "card title": Limit(150, f"{SECTION}/title/text", lambda n: on_home(card(title=mrkdwn(n)))),
    "card subtitle": Limit(150, f"{SECTION}/subtitle/text", lambda n: on_home(card(subtitle=mrkdwn(n)))),
    "card body": Limit(200, f"{SECTION}/body/text", lambda n: on_home(card(body=mrkdwn(n)))),
    "card actions": Limit(3, f"{SECTION}/actions", lambda n: on_home(card(actions=buttons(n)))),
    "carousel cards": Limit(10, f"{SECTION}/elements", lambda n: on_home({"type": "carousel", "elements": [card()] * n})),
    "video title": Limit(199, f"{SECTION}/title/text", lambda n: on_home(video(title=plain(n)))),
    "video author": Limit(49, f"{SECTION}/author_name", lambda n: on_home(video(author_name="x" * n))),
}  # fmt: skip


@pytest.mark.parametrize("limit", UPPER.values(), ids=UPPER.keys())
def test_the_highest_number_passes_and_one_more_does_not(limit: Limit) -> None:
    allowed = [each.pointer for each in limit.check(limit.most)]
    refused = [each.pointer for each in limit.check(limit.most + 1)]

    assert limit.pointer not in allowed
    assert limit.pointer in refused


# The total over a message is narrower than what one markdown block may hold.
SHADOWED = {"markdown"}


@pytest.mark.parametrize(
    "limit",
    [limit for name, limit in UPPER.items() if name not in SHADOWED],
    ids=[name for name in UPPER if name not in SHADOWED],
)
def test_nothing_else_is_wrong_at_the_limit(limit: Limit) -> None:
    assert limit.check(limit.most) == []


LOWER = {
    "message text": ("/text", check_message("", [])),
    "blank message text": ("/text", check_message(" \n", [])),
    "modal without blocks": ("/blocks", on_modal()),
    "home without blocks": ("/blocks", on_home()),
    "modal title": ("/title/text", on_modal(elements.divider(), title=plain(0))),
    "header": ("/blocks/0/text/text", on_home(elements.header(""))),
    "section": ("/blocks/0/text/text", on_home(elements.section(""))),
    "blank section": ("/blocks/0/text/text", on_home(elements.section("  "))),
    "field": ("/blocks/0/fields/0/text", on_home(elements.section(None, fields=[""]))),
    "section without fields": ("/blocks/0/fields", on_home({"type": "section", "fields": []})),
    "actions": ("/blocks/0/elements", on_home(elements.actions())),
    "context": ("/blocks/0/elements", on_home(elements.context())),
    "alt text": ("/blocks/0/alt_text", on_home(elements.image(A_LINK, ""))),
    "button text": ("/blocks/0/elements/0/text/text", row(elements.button("", "b"))),
    "button value": ("/blocks/0/elements/0/value", row(elements.button("x", "b", value=""))),
    "action id": ("/blocks/0/elements/0/action_id", row(elements.button("x", ""))),
    "options": ("/blocks/0/elements/0/options", row(elements.static_select("s", []))),
    "radio options": ("/blocks/0/elements/0/options", row(elements.radio_buttons("s", []))),
    "overflow options": ("/blocks/0/elements/0/options", row(elements.overflow("s", []))),
    "max_length": (f"{ASKED}/max_length", asked(elements.plain_text_input("t", max_length=0))),
    "min_length": (f"{ASKED}/min_length", asked(elements.plain_text_input("t", min_length=-1))),
    "table rows": ("/blocks/0/rows", on_message(elements.table([]))),
    "table columns": ("/blocks/0/rows/0", on_message(elements.table([[]]))),
    "data table rows": ("/blocks/0/rows", on_message(data_table(1, 1))),
    "data table page": ("/blocks/0/page_size", on_message(data_table(2, 1, page_size=0))),
    "pie segments": ("/blocks/0/chart/segments", on_message(pie(0))),
    "pie value": ("/blocks/0/chart/segments/0/value", on_message(pie(value=0))),
    "pie value that is no number": (
        "/blocks/0/chart/segments/0/value",
        on_message(pie(value=float("nan"))),
    ),
    "endless pie value": (
        "/blocks/0/chart/segments/0/value",
        on_message(pie(value=float("inf"))),
    ),
    "series": ("/blocks/0/chart/series", on_message(plot(series=0))),
    "carousel": ("/blocks/0/elements", on_home({"type": "carousel", "elements": []})),
}


@pytest.mark.parametrize(("pointer", "problems"), LOWER.values(), ids=LOWER.keys())
def test_too_little_is_refused(pointer: str, problems: list[Problem]) -> None:
    assert [each.pointer for each in problems] == [pointer]


def test_a_small_positive_slice_of_a_pie_is_enough() -> None:
    assert on_message(pie(value=0.01)) == []


def test_a_view_may_weigh_so_much_and_no_more() -> None:
    blocks = [elements.section("x" * 3000)] * 80
    blocks[0] = elements.section("x" * 3000, block_id="first")
    spare = 250_000 - len(json.dumps(on_view(*blocks, rest=0)))

    assert check_view(on_view(*blocks, rest=spare)) == []
    assert [each.pointer for each in check_view(on_view(*blocks, rest=spare + 1))] == [""]


def on_view(*blocks: Block, rest: int) -> dict[str, Any]:
    """Build a tab whose last blocks fill it up by *rest* characters."""
    filling = [elements.section("x" * (1 + rest // 3)) for _ in range(2)]
    last = elements.section("x" * (1 + rest - 2 * (rest // 3)))
    return Home((*blocks, *filling, last)).view()
