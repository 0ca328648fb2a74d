"""Constructors of charts, as the plain dicts that Slack reads.

A chart always comes with its numbers, in a table or a file: these draw, they do
not tell.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from bot.blockkit.surfaces import Block


def pie(title: str, slices: Mapping[str, float]) -> Block:
    """Build a pie; a slice of nothing is left out, since Slack would refuse it."""
    segments = [{"label": label, "value": value} for label, value in slices.items() if value > 0]
    return _chart(title, {"type": "pie", "segments": segments})


def plot(
    kind: Literal["bar", "line", "area"],
    title: str,
    categories: Sequence[str],
    series: Mapping[str, Sequence[float]],
    *,
    x_label: str | None = None,
    y_label: str | None = None,
) -> Block:
    """Build bars, lines or areas: each of *series* has one number for each of *categories*."""
    axis: Block = {"categories": list(categories)}
    if x_label is not None:
        axis["x_label"] = x_label
    if y_label is not None:
        axis["y_label"] = y_label
    drawn = [
        {"name": name, "data": _points(categories, numbers)} for name, numbers in series.items()
    ]
    return _chart(title, {"type": kind, "series": drawn, "axis_config": axis})


def _points(categories: Sequence[str], numbers: Sequence[float]) -> list[Block]:
    pairs = zip(categories, numbers, strict=True)
    return [{"label": label, "value": value} for label, value in pairs]


def _chart(title: str, chart: Block) -> Block:
    return {"type": "data_visualization", "title": title, "chart": chart}
