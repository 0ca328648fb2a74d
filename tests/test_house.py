"""What the house promises of its own code, beyond what the import contracts can say."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "bot").rglob("*.py"))
LONGEST_FUNCTION = 50
MAY_CATCH_BROADLY = {"bot/slack/guard.py", "bot/schedule/nudges.py"}


def imports(file: Path) -> Iterator[str]:
    """Name every module that *file* imports."""
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str() as module):
                yield module


@pytest.mark.parametrize(
    ("floor", "allowed"),
    [
        ("domain", {"bot.domain", "numpy", "scipy"}),
        ("views", {"bot.domain", "bot.blockkit", "bot.views"}),
        ("blockkit", {"bot.domain", "bot.blockkit"}),
    ],
    ids=["domain", "views", "blockkit"],
)
def test_a_pure_floor_imports_nothing_but_what_it_is_allowed(floor: str, allowed: set[str]) -> None:
    foreign = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "bot" / floor).rglob("*.py")
        for name in imports(file)
        if name.split(".")[0] not in sys.stdlib_module_names
        and ".".join(name.split(".")[:2]) not in allowed
        and name.split(".")[0] not in allowed
    }

    assert foreign == set()


def test_everything_is_caught_broadly_in_two_places_only() -> None:
    broad = {
        file.relative_to(ROOT).as_posix()
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and getattr(node.type, "id", None) in {None, "Exception", "BaseException"}
        and not isinstance(node.type, ast.Tuple | ast.Attribute)
    }

    assert broad - MAY_CATCH_BROADLY == set()


def test_every_function_can_be_seen_whole() -> None:
    long = {
        f"{file.relative_to(ROOT)}: {node.name}"
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    }

    assert long == set()
