import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.wordings import (
    PLACEHOLDERS,
    Placeholder,
    Wording,
    WordingKind,
    has_loose_brace,
    placeholders,
)


def test_what_a_text_leaves_open_is_filled_in() -> None:
    wording = Wording("w", WordingKind.NUDGE, "{module}: {hours} for {module}")

    filled = wording.filled({Placeholder.MODULE: "A *{hours}* hill", Placeholder.HOURS: "8 hours"})

    assert filled == "A *{hours}* hill: 8 hours for A *{hours}* hill"


def test_a_text_without_placeholders_stays() -> None:
    assert Wording("w", WordingKind.PAUSE, "A rest.").filled({}) == "A rest."


def test_placeholders_are_found_in_order() -> None:
    assert placeholders("{a} and {b}, {} and {a}") == ("a", "b", "", "a")


@pytest.mark.parametrize("text", ["{", "a } b", "{module}}", "{{module}"])
def test_a_brace_without_its_other_half_is_noticed(text: str) -> None:
    assert has_loose_brace(text)


def test_whole_placeholders_leave_no_loose_brace() -> None:
    assert not has_loose_brace("{module} and {}")


@given(st.text(alphabet="{}ab ", max_size=30))
def test_whatever_is_written_either_fits_or_is_noticed(text: str) -> None:
    rest = text
    for name in placeholders(text):
        rest = rest.replace(f"{{{name}}}", "", 1)

    assert has_loose_brace(text) == ("{" in rest or "}" in rest)


def test_every_kind_of_message_knows_its_placeholders() -> None:
    assert set(PLACEHOLDERS) == set(WordingKind)
    assert {each for known in PLACEHOLDERS.values() for each in known} == set(Placeholder)
