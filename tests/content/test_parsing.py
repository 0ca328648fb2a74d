from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.parsing import DEEPEST, UnparsableError, parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("false", False),
        ("no", "no"),
        ("on", "on"),
        ("12", 12),
        ("-3", -3),
        ("012", "012"),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, "9" * 19),
        ("1.50", 1.5),
        ("1.2.3", "1.2.3"),
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("2026-11-20", date(2026, 11, 20)),
        ("2026-11-31", "2026-11-31"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("m:first", "m:first"),
        (">-\n  folded\n  text", "folded text"),
        ("[a, [b], {c: d}]", ["a", ["b"], {"c": "d"}]),
        ("1: one\ntrue: two", {"1": "one", "true": "two"}),
    ],
    ids=repr,
)
def test_text_means_what_it_looks_like(text: str, value: object) -> None:
    parsed = parse(text).value

    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        pytest.param("a: 1\nb: 2\na: 3", 3, "a is given twice", id="key twice"),
        pytest.param("a: &x 1\nb: *x", 1, "Anchors", id="anchor"),
        pytest.param("a: 1\n&x b: 2", 2, "Anchors", id="anchor at a key"),
        pytest.param("a: 1\nb: *x", 2, "Anchors", id="alias"),
        pytest.param("a: 1\n*x : 2", 2, "Anchors", id="alias as key"),
        pytest.param("a: !!python/name:os.system", 1, "Tags", id="tag"),
        pytest.param("a: 1\n? [b, c]\n: 2", 2, "single word", id="list as key"),
        pytest.param("a\n---\nb", 2, "more than one document", id="two documents"),
        pytest.param("a: [1,\nb: {\n", 2, "no valid YAML", id="unclosed"),
        pytest.param("a: \x00", 1, "forbids", id="forbidden character"),
        pytest.param("[" * 100_000, 1, "too deeply", id="bottomless"),
    ],
)
def test_what_content_does_not_need_is_refused(text: str, line: int, what: str) -> None:
    with pytest.raises(UnparsableError, match=what) as refusal:
        parse(text)

    assert refusal.value.line == line


def test_nesting_ends_at_the_deepest_level() -> None:
    assert parse("[" * DEEPEST + "x" + "]" * DEEPEST).value

    with pytest.raises(UnparsableError, match="too deeply"):
        parse("[" * (DEEPEST + 1) + "x" + "]" * (DEEPEST + 1))


def test_every_value_knows_its_line() -> None:
    parsed = parse("a: 1\nb:\n  - x\n  - c: y\n", first_line=3)

    assert parsed.line_of(()) == 3
    assert parsed.line_of(("a",)) == 3
    assert parsed.line_of(("b",)) == 4
    assert parsed.line_of(("b", 1, "c")) == 6


def test_a_missing_value_is_looked_for_where_it_should_be() -> None:
    parsed = parse("a: 1\nb:\n  - x\n")

    assert parsed.line_of(("b", 0, "lost", 7)) == 3
    assert parsed.line_of(("lost",)) == 1
    assert parse("").line_of(("lost",)) == 1


@given(st.text())
def test_wild_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except UnparsableError as refusal:
        assert refusal.line >= 1  # noqa: PT017 - both ways are fine, a third is not


YAML_LIKE = st.text(alphabet="ab:-[]{}&*!|>'\"#?,% \n\t01.~\x00é", max_size=60)


@given(YAML_LIKE)
def test_wild_yaml_is_read_or_refused(text: str) -> None:
    try:
        parse(text)
    except UnparsableError as refusal:
        assert 1 <= refusal.line <= text.count("\n") + 1  # noqa: PT017 - as above
