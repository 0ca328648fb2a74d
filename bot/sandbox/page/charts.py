"""The drawing of charts: from numbers to shapes on a board of fixed size."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.sandbox.shapes import Json

WIDTH, HEIGHT = 560, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 10, 34
_CENTRE_X, _CENTRE_Y, _RADIUS = 120, 120, 104
_STEPS = (1, 2, 2.5, 5, 10)
_GUIDES = 4
_NOTHING = 1e-9


@dataclass(frozen=True)
class Guide:
    """A horizontal line with its number."""

    y: float
    label: str


@dataclass(frozen=True)
class Tick:
    """A category below the board."""

    x: float
    label: str


@dataclass(frozen=True)
class Bar:
    """One bar."""

    x: float
    y: float
    width: float
    height: float
    tone: int
    tip: str


@dataclass(frozen=True)
class Path:
    """A line, an area, or a slice of a pie."""

    d: str
    tone: int
    tip: str


@dataclass(frozen=True)
class Drawing:
    """A chart as shapes."""

    kind: str
    names: Sequence[str]
    guides: Sequence[Guide] = ()
    ticks: Sequence[Tick] = ()
    bars: Sequence[Bar] = ()
    lines: Sequence[Path] = ()
    areas: Sequence[Path] = ()


def draw(chart: Json) -> Drawing:
    """Draw a chart of a data_visualization block."""
    match chart["type"]:
        case "pie":
            return _pie(chart["segments"])
        case kind:
            return _plot(kind, chart)


def _pie(segments: Sequence[Json]) -> Drawing:
    total = sum(segment["value"] for segment in segments)
    start, slices = 0.0, []
    for tone, segment in enumerate(segments):
        share = segment["value"] / total
        tip = f"{segment['label']}: {_number(segment['value'])} ({share:.0%})"
        slices.append(Path(_slice(start, start + share), tone, tip))
        start += share
    return Drawing("pie", [segment["label"] for segment in segments], areas=slices)


def _slice(start: float, end: float) -> str:
    # A whole circle is no arc that can be drawn: it would end where it begins.
    end = min(end, start + 0.9999)
    x1, y1, x2, y2 = *_on_circle(start), *_on_circle(end)
    large = int(end - start > 1 / 2)
    centre = f"M{_CENTRE_X} {_CENTRE_Y}"
    return f"{centre}L{x1:.1f} {y1:.1f}A{_RADIUS} {_RADIUS} 0 {large} 1 {x2:.1f} {y2:.1f}Z"


def _on_circle(share: float) -> tuple[float, float]:
    angle = 2 * math.pi * share - math.pi / 2
    return _CENTRE_X + _RADIUS * math.cos(angle), _CENTRE_Y + _RADIUS * math.sin(angle)


@dataclass(frozen=True)
class _Board:
    """The scales of a plot."""

    low: float
    high: float
    slots: int

    def y(self, value: float) -> float:
        room = HEIGHT - _TOP - _BOTTOM
        return _TOP + room * (self.high - value) / (self.high - self.low)

    @property
    def slot(self) -> float:
        return (WIDTH - _LEFT - _RIGHT) / self.slots

    def x(self, place: int) -> float:
        return _LEFT + self.slot * (place + 0.5)


@dataclass(frozen=True)
class _Series:
    """One series, its values in the order of the categories."""

    name: str
    values: Sequence[float]


def _in_order(series: Json, categories: Sequence[str]) -> _Series:
    by_label = {point["label"]: point["value"] for point in series["data"]}
    return _Series(series["name"], [by_label[category] for category in categories])


def _plot(kind: str, chart: Json) -> Drawing:
    categories = chart["axis_config"]["categories"]
    series = [_in_order(each, categories) for each in chart["series"]]
    values = [value for each in series for value in each.values]
    step = _step(max(0, *values) - min(0, *values))
    board = _Board(
        math.floor(min(0, *values) / step) * step,
        math.ceil(max(0, *values) / step) * step or step,
        len(categories),
    )
    return Drawing(
        kind,
        [each.name for each in series],
        guides=list(_guides(board, step)),
        ticks=[Tick(board.x(place), name) for place, name in enumerate(categories)],
        bars=list(_bars(board, series, categories)) if kind == "bar" else (),
        lines=() if kind == "bar" else [_line(board, n, each) for n, each in enumerate(series)],
        areas=[_area(board, n, each) for n, each in enumerate(series)] if kind == "area" else (),
    )


def _step(span: float) -> float:
    rough = (span if span > _NOTHING else 1) / _GUIDES
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * step for step in _STEPS if size * step >= rough * (1 - 1e-9))


def _guides(board: _Board, step: float) -> Iterator[Guide]:
    count = round((board.high - board.low) / step)
    for place in range(count + 1):
        value = board.low + place * step
        yield Guide(board.y(value), _number(value))


def _bars(board: _Board, series: Sequence[_Series], categories: Sequence[str]) -> Iterator[Bar]:
    width = board.slot * 0.7 / len(series)
    for tone, each in enumerate(series):
        for place, value in enumerate(each.values):
            left = board.x(place) - board.slot * 0.35 + tone * width
            ends = board.y(value), board.y(0)
            tip = f"{each.name}, {categories[place]}: {_number(value)}"
            yield Bar(left, min(ends), width * 0.9, abs(ends[0] - ends[1]), tone, tip)


def _line(board: _Board, tone: int, series: _Series) -> Path:
    return Path("M" + "L".join(_points(board, series)), tone, series.name)


def _area(board: _Board, tone: int, series: _Series) -> Path:
    first, last = board.x(0), board.x(len(series.values) - 1)
    floor = board.y(0)
    outline = "L".join(_points(board, series))
    return Path(f"M{first:.1f} {floor:.1f}L{outline}L{last:.1f} {floor:.1f}Z", tone, series.name)


def _points(board: _Board, series: _Series) -> list[str]:
    return [
        f"{board.x(place):.1f} {board.y(value):.1f}" for place, value in enumerate(series.values)
    ]


def _number(value: float) -> str:
    return f"{value:.10g}"
