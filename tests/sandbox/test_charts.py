from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.page.charts import HEIGHT, WIDTH, draw

Json = dict[str, Any]


def plot(kind: str, *series: list[float]) -> Json:
    categories = [f"W{place}" for place in range(len(series[0]))]
    return {
        "type": kind,
        "axis_config": {"categories": categories},
        "series": [
            {
                "name": f"S{number}",
                "data": [
                    {"label": label, "value": value}
                    for label, value in zip(categories, values, strict=True)
                ],
            }
            for number, values in enumerate(series)
        ],
    }


def test_bars_stand_on_the_floor_of_the_chart() -> None:
    drawing = draw(plot("bar", [1, 2], [4, 0]))

    floor = {bar.y + bar.height for bar in drawing.bars}
    assert len(floor) == 1
    assert [bar.tip for bar in drawing.bars] == ["S0, W0: 1", "S0, W1: 2", "S1, W0: 4", "S1, W1: 0"]
    assert [guide.label for guide in drawing.guides] == ["0", "1", "2", "3", "4"]
    assert drawing.names == ["S0", "S1"]


def test_values_stand_at_their_category_in_whatever_order_they_come() -> None:
    chart = plot("bar", [1, 2])
    chart["series"][0]["data"].reverse()

    assert [bar.tip for bar in draw(chart).bars] == ["S0, W0: 1", "S0, W1: 2"]


def test_an_area_is_a_line_with_its_ground() -> None:
    line, area = draw(plot("line", [1, 2])), draw(plot("area", [1, 2]))

    assert line.lines == area.lines
    assert not line.areas
    assert area.areas[0].d.endswith("Z")


def test_a_pie_tells_the_share_of_each_slice() -> None:
    segments = [{"label": "Yes", "value": 3}, {"label": "No", "value": 1}]

    drawing = draw({"type": "pie", "segments": segments})

    assert [slice.tip for slice in drawing.areas] == ["Yes: 3 (75%)", "No: 1 (25%)"]


def test_a_pie_of_one_slice_is_round() -> None:
    drawing = draw({"type": "pie", "segments": [{"label": "All", "value": 1}]})

    assert "0 1 1" in drawing.areas[0].d


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20))
def test_every_bar_stays_on_the_board(values: list[float]) -> None:
    drawing = draw(plot("bar", values))

    for bar in drawing.bars:
        assert 0 <= bar.x <= WIDTH
        assert bar.x + bar.width <= WIDTH
        assert -1e-6 <= bar.y <= HEIGHT
        assert bar.y + bar.height <= HEIGHT
    assert 2 <= len(drawing.guides) <= 8


@pytest.mark.parametrize("nothing", [0, 5e-324])
def test_a_chart_of_nothing_still_has_a_floor(nothing: float) -> None:
    drawing = draw(plot("line", [0, nothing]))

    assert drawing.guides[0].y == pytest.approx(max(guide.y for guide in drawing.guides))
