from pathlib import Path, PurePosixPath

import pytest

from bot.content.files import ContentFile, gather, read
from bot.content.parsing import UnparsableError


def test_a_later_folder_replaces_files_of_an_earlier_one(tmp_path: Path) -> None:
    for folder, names in (("shipped", ("a.yaml", "tracks/b.yaml")), ("pack", ("tracks/b.yaml",))):
        for name in names:
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(folder)

    files = gather([tmp_path / "shipped", tmp_path / "pack"])

    assert files == (
        ContentFile(tmp_path / "shipped/a.yaml", PurePosixPath("a.yaml")),
        ContentFile(tmp_path / "pack/tracks/b.yaml", PurePosixPath("tracks/b.yaml")),
    )


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config.yaml").write_text("a: b")
    (tmp_path / ".swp.yaml").write_text("a: b")

    assert gather([tmp_path]) == ()


def test_a_name_fits_its_whole_pattern() -> None:
    deep = ContentFile(Path("x"), PurePosixPath("old/tracks/a.yaml"))

    assert not deep.is_like("tracks/*.yaml")
    assert deep.is_like("old/*/*.yaml")


def test_markdown_is_its_front_matter_and_the_body_below(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nid: a\nneeds: []\n---\n\nWords.\n\nMore.\n")

    parsed = read(path)

    assert parsed.value == {"id": "a", "needs": [], "body": "Words.\n\nMore.\n"}
    assert parsed.line_of(("needs",)) == 3
    assert parsed.line_of(("body",)) == 6


def test_lines_may_end_as_on_windows_and_begin_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("\ufeff---\r\nid: a\r\n---\r\n".encode())

    assert read(path).value == {"id": "a", "body": ""}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(b"id: a\n", 1, id="no fence"),
        pytest.param(b"---\nid: a\n", 1, id="one fence"),
        pytest.param(b"", 1, id="empty"),
        pytest.param(b"---\n- a\n---\n", 2, id="list"),
        pytest.param(b"---\nid: a\nbody: b\n---\n", 3, id="body above"),
        pytest.param(b"---\nid: a\nid: b\n---\n", 3, id="key twice"),
        pytest.param(b"---\nid: \xff\n---\n", 1, id="not UTF-8"),
    ],
)
def test_other_markdown_is_refused(text: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(text)

    with pytest.raises(UnparsableError) as refusal:
        read(path)

    assert refusal.value.line == line


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnparsableError, match="can be read"):
        read(tmp_path / "gone.yaml")
