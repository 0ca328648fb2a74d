from collections.abc import Callable
from pathlib import Path

import pytest

from bot import content
from bot.content.checks import RULES
from tests.content.faults import (
    BANK,
    FAULTS,
    FIFTH,
    FINAL,
    FIRST,
    ITEMS,
    QUIZ,
    RESOURCES,
    SKILLS,
    TERMS,
    TIPS,
    TWO_OPTIONS,
    WALK,
    WORDINGS,
    Fault,
)


def line_of(path: Path, text: str) -> int:
    """Find the line on which *text* starts in the file."""
    return path.read_text().split(text)[0].count("\n") + 1


def found(folder: Path) -> list[tuple[str, str, int]]:
    """List code, file and line of every error and warning."""
    report = content.check([folder])
    return [
        (each.code, Path(each.file).relative_to(folder).as_posix(), each.line)
        for each in (*report.errors, *report.warnings)
    ]


Plant = Callable[[str, str, str], Path]


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_planted_fault_is_found_alone_with_its_file_and_line(
    fault: Fault, small: Path, plant: Plant
) -> None:
    plant(fault.file, fault.old, fault.new)

    where = fault.where or fault.file
    assert found(small) == [(fault.code, where, line_of(small / where, fault.line))]


def test_every_rule_has_its_fault() -> None:
    warnings = {"V65", "V67"}

    assert {fault.code for fault in FAULTS} | warnings == {rule.code for rule in RULES}


def test_every_code_has_one_rule_and_every_rule_a_remedy() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.remedy.endswith(".") for rule in RULES)


def test_all_problems_of_all_files_are_named_at_once(small: Path, plant: Plant) -> None:
    plant(WALK, "weeks: 2", "weeks: 3")
    plant(WALK, "- final", "- nowhere")
    plant(FIRST, "about it?", "about it.")
    plant(QUIZ, "schema: 1", "schema: 2")
    plant(SKILLS, "- {id: reading", "- {id: reading, id: reading")

    codes = {(code, file) for code, file, _ in found(small)}
    assert codes == {
        ("V01", SKILLS),
        ("V02", QUIZ),
        ("V10", WALK),
        ("V14", WALK),
        ("V16", FINAL),
        ("V28", FIRST),
    }


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("modules/extras/fifth.md", "hours: 8", "hours: 2", id="shortest module"),
        pytest.param("modules/extras/fifth.md", "hours: 8", "hours: 12", id="longest module"),
        pytest.param("modules/extras/third.md", "hours: 8", "hours: 9", id="almost even choice"),
        pytest.param(FIRST, "hours: 8", "hours: 10", id="hours almost fit"),
        pytest.param(WALK, "2-4 weeks", "1-2 weeks", id="as long as the roadmap says"),
        pytest.param(WALK, "[5, 8]", "[1, 5]", id="as long as the track says"),
        pytest.param(WALK, "[5, 8]", "[5, 5]", id="exactly as long"),
        pytest.param(WALK, "    seed_range: 2-4 weeks\n", "", id="no range"),
        pytest.param(RESOURCES, "hours: 10", "hours: 9.5", id="not quite long"),
        pytest.param(FIRST, "The first step", "x" * 75, id="longest title"),
        pytest.param(FINAL, "Climb it.", "x" * 3000, id="longest text"),
        pytest.param(FIRST, "hardest", "x " * 180, id="long body"),
        pytest.param(FIRST, "hardest", "a@here.org, see <https://here.org>", id="no mention"),
        pytest.param(BANK, "a: 1.2", "a: 0.5", id="least discrimination"),
        pytest.param(FIFTH, "reading: 2", "reading: 3", id="highest taught level"),
        pytest.param(WALK, "weeks_max: 10", "weeks_max: 6", id="variant just in time"),
        pytest.param(WALK, "    weeks_max: 10\n", "", id="variant within the track"),
        pytest.param(FIRST, "hardest", "&" * 500, id="many signs"),
        pytest.param(TERMS, "There are two.", "There are two, e.g. that one.", id="two sentences"),
        pytest.param(TERMS, "aliases: [pace]", "aliases: [step, pace]", id="own alias"),
        pytest.param(WORDINGS, "How was {module}", "How was {track}", id="other placeholder"),
        pytest.param(ITEMS, "Walk before you run", "Walk 2-4 weeks, 1-2 hills", id="own figures"),
        pytest.param(TIPS, "Rest for a while.", "You have walked far.", id="kind words"),
        pytest.param(BANK, "a: 1.2", "a: 2.5", id="most discrimination"),
        pytest.param(BANK, "b: -0.4", "b: -3", id="easiest"),
        pytest.param(BANK, "b: -0.4", "b: 3.0", id="hardest"),
        pytest.param(BANK, "level: 2", "level: 1", id="lowest level"),
        pytest.param(BANK, "level: 2", "level: 4", id="highest level"),
        pytest.param(WALK, "seed: S0", "seed: all", id="a track of our own"),
        pytest.param(RESOURCES, "https://example.org/map?page=1", "https://[", id="odd address"),
        pytest.param(ITEMS, "Walk before you run", "Land a job", id="told, not promised"),
        pytest.param(
            BANK,
            TWO_OPTIONS,
            TWO_OPTIONS + TWO_OPTIONS.replace("id: b", "id: e").split("      - id: c")[0],
            id="five options",
        ),
        pytest.param(
            BANK, TWO_OPTIONS, TWO_OPTIONS.split("      - id: c", 1)[0], id="three options"
        ),
    ],
)
def test_what_is_just_within_its_bounds_passes(
    file: str, old: str, new: str, small: Path, plant: Plant
) -> None:
    plant(file, old, new)

    assert found(small) == []


def test_a_stray_file_is_named_but_a_readme_may_stand(small: Path) -> None:
    (small / "tracks/walk.yml").write_text("a: b")
    (small / "tracks/README.md").write_text("How to write a track.")
    (small / "tracks/.hidden").write_text("anything")
    (small / "later.yaml").write_text("not read yet")

    assert found(small) == [("V03", "tracks/walk.yml", 1)]


def test_a_missing_file_is_named_once(small: Path) -> None:
    names = ["areas.yaml", "manifest.yaml", "projects/_common.yaml", "skills.yaml", "wordings.yaml"]
    for name in names:
        (small / name).unlink()

    assert found(small) == [("V02", name, 1) for name in names]


def test_questions_need_an_area(small: Path) -> None:
    (small / "questions/nowhere.yaml").write_text("schema: 1\narea: nowhere\nquestions: []\n")

    assert found(small) == [("V63", "questions/nowhere.yaml", 2)]


def test_a_bank_stands_in_the_file_of_its_area(small: Path) -> None:
    (small / "questions/extras.yaml").write_text("schema: 1\narea: basics\nquestions: []\n")

    assert found(small) == [("V03", "questions/extras.yaml", 2)]


def test_a_question_may_ask_for_what_its_area_builds_on(small: Path) -> None:
    bank = (small / BANK).read_text().replace("basics", "extras")
    (small / "questions/extras.yaml").write_text(bank.replace("module: second", "module: first"))

    assert found(small) == []


def test_right_options_that_are_the_longest_are_worth_a_look(small: Path, plant: Plant) -> None:
    for right in ("red", "green", "blue"):
        plant(
            BANK, f"text: {right}\n        correct", f"text: a very deep {right}\n        correct"
        )

    report = content.check([small])

    assert report.errors == ()
    assert [each.code for each in report.warnings] == ["V65"]
    assert "3 of 4" in report.warnings[0].what


def test_chance_explains_two_longest_right_options_of_four(small: Path, plant: Plant) -> None:
    for right in ("red", "green"):
        plant(
            BANK, f"text: {right}\n        correct", f"text: a very deep {right}\n        correct"
        )

    assert found(small) == []


def test_a_favourite_position_is_worth_a_look(small: Path) -> None:
    lines = (small / BANK).read_text().replace("        correct: true\n", "")
    (small / BANK).write_text(lines.replace("text: red\n", "text: red\n        correct: true\n"))

    report = content.check([small])

    assert [each.code for each in report.warnings] == ["V67"]
    assert "Option 1 is right in 4 of 4" in report.warnings[0].what


def test_the_figures_of_a_track_of_our_own_come_from_any_roadmap(small: Path, plant: Plant) -> None:
    plant(WALK, "seed: S0", "seed: all")
    plant(WALK, "About 1-2 months", "1-2 months, or 7-8")

    assert [code for code, *_ in found(small)] == ["V41"]


def test_an_unknown_roadmap_of_a_track_is_named(small: Path, plant: Plant) -> None:
    plant(WALK, "seed: S0", "seed: S9")

    assert ("V10", WALK, 3) in found(small)


def test_a_tree_without_modules_to_read_leaves_skills_alone(small: Path, plant: Plant) -> None:
    plant("modules/extras/third.md", "schema: 1", "schema: 2")

    assert found(small) == [("V02", "modules/extras/third.md", 2)]


def test_wordings_that_cannot_be_read_are_not_counted(small: Path, plant: Plant) -> None:
    plant(WORDINGS, "kind: nudge", "kind: farewell")

    assert [code for code, *_ in found(small)] == ["V02"]
