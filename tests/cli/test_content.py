"""`content check`: what an author is told, in words and in JSON."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Line
from tests.conftest import CONTENT


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the shipped content, to be broken."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_content_that_is_in_order_is_counted(line: Line, pack: Path) -> None:
    in_words = line("content", "check", str(pack))
    in_json = line("content", "check", str(pack), "--json")

    assert (in_words.code, in_words.err) == (0, "")
    assert in_words.out.endswith("; 0 errors.\n")
    assert list(in_json.object) == ["errors", "warnings", "counts"]
    assert in_json.object["errors"] == []
    assert in_json.object["counts"]["modules"] > 0


def test_without_a_folder_the_shipped_content_and_its_packs_are_checked(
    line: Line, tmp_path: Path
) -> None:
    (tmp_path / "tracks").mkdir()
    (tmp_path / "tracks" / "broken.yaml").write_text("title: [")

    shipped = line("content", "check", "--json")
    with_pack = line("content", "check", "--json", content_dirs=(tmp_path,))

    assert (shipped.code, with_pack.code) == (0, 1)
    assert with_pack.object["errors"][0]["file"] == str(tmp_path / "tracks" / "broken.yaml")


def test_each_problem_is_named_with_its_place_and_its_remedy(line: Line, pack: Path) -> None:
    broken = sorted((pack / "tracks").glob("*.yaml"))[:2]
    for file in broken:
        file.write_text(f"nonsense: 1\n{file.read_text()}")

    in_json = line("content", "check", str(pack), "--json")
    in_words = line("content", "check", str(pack))

    errors = in_json.object["errors"]
    assert (in_json.code, in_words.code) == (1, 1)
    assert {list(error) == ["file", "line", "code", "what", "remedy"] for error in errors} == {True}
    assert {str(file) for file in broken} <= {error["file"] for error in errors}
    assert all(error["line"] > 0 and error["what"] and error["remedy"] for error in errors)
    first = errors[0]
    assert (
        f"error   {first['file']}:{first['line']} {first['code']} {first['what']} {first['remedy']}"
        in in_words.out.splitlines()
    )
    assert in_words.out.endswith(f"; {len(errors)} errors.\n")


def test_broken_content_stops_a_command_with_every_problem(
    line: Line, pack: Path, sqlite_url: str
) -> None:
    file = min((pack / "tracks").glob("*.yaml"))
    file.write_text("nonsense: 1\n")

    said = line("preview", "--json", database_url=sqlite_url, content_dirs=(pack,))

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Nothing was loaded, because the content has problems to mend")
    assert f"{file}:1" in said.err
