import pytest

from bot.blockkit import charts
from bot.blockkit.validator import check_message


def test_a_pie_leaves_out_what_is_nothing() -> None:
    chart = charts.pie("Modules", {"done": 3, "skipped": 0, "open": 0.5})

    assert chart == {
        "type": "data_visualization",
        "title": "Modules",
        "chart": {
            "type": "pie",
            "segments": [{"label": "done", "value": 3}, {"label": "open", "value": 0.5}],
        },
    }
    assert check_message("Modules", [chart]) == []


def test_a_plot_has_one_number_for_each_category() -> None:
    chart = charts.plot(
        "bar", "Hours", ["Mon", "Tue"], {"Ada": [1, 2]}, x_label="day", y_label="hours"
    )

    assert chart["chart"] == {
        "type": "bar",
        "series": [
            {"name": "Ada", "data": [{"label": "Mon", "value": 1}, {"label": "Tue", "value": 2}]}
        ],
        "axis_config": {"categories": ["Mon", "Tue"], "x_label": "day", "y_label": "hours"},
    }
    assert check_message("Hours", [chart]) == []


def test_an_axis_needs_no_words() -> None:
    chart = charts.plot("line", "Hours", ["Mon"], {"Ada": [1]})

    assert chart["chart"]["axis_config"] == {"categories": ["Mon"]}


def test_a_series_with_a_number_missing_is_no_plot() -> None:
    with pytest.raises(ValueError, match="shorter"):
        charts.plot("area", "Hours", ["Mon", "Tue"], {"Ada": [1]})
