from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import content
from bot.content.checks import RULES

FIRST = "modules/basics/first.md"
SECOND = "modules/basics/second.md"
FINAL = "projects/final.md"
COMMON = "projects/_common.yaml"
WALK = "tracks/walk.yaml"
RESOURCES = "resources/walking.yaml"
QUIZ = "quizzes/first.yaml"
ITEMS = "seeds/items.yaml"
BANK = "questions/basics.yaml"
AREAS = "areas.yaml"
SKILLS = "skills.yaml"
MANIFEST = "manifest.yaml"


@dataclass(frozen=True)
class Fault:
    """What is changed in *file*, and the text on the line, there or in *where*, to be named."""

    code: str
    name: str
    file: str
    old: str
    new: str
    line: str
    where: str = ""

    def __str__(self) -> str:
        return f"{self.code}-{self.name}"


LONG = "word " * 16
TASK_TWO = """  - id: t2
    do: Look back
    deliver: a note
    check:
      kind: review
      accept: a peer recognises the way
    evidence: text
"""
TWO_OPTIONS = """      - id: b
        text: green
        explain: Number 2 is green.
      - id: c
        text: blue
        explain: Number 3 is blue.
"""
FAULTS = [
    Fault("V01", "unclosed bracket", WALK, "[5, 8]", "[5, 8", "assumes:"),
    Fault("V01", "key twice", WALK, "seed: S0", "seed: S0\nseed: S0", "seed: S0\ntitle"),
    Fault("V01", "anchor", WALK, "walk\nseed", "&w walk\nseed", "id: &w walk"),
    Fault("V01", "tag", FIRST, "hours: 8", "hours: !!int 8", "!!int"),
    Fault("V01", "front matter open", FINAL, "2026-11-20\n---\n", "2026-11-20\n", "---"),
    Fault("V01", "front matter a list", FINAL, "schema: 1", "- schema: 1", "id: final"),
    Fault("V02", "unknown key", WALK, "seed: S0", "seed: S0\ncolour: red", "colour: red"),
    Fault("V02", "unknown key inside", FIRST, "do: Take", "how: on foot\n    do: Take", "how:"),
    Fault("V02", "missing key", WALK, "audience: Whoever likes to walk\n", "", "schema: 1"),
    Fault("V02", "missing key inside", FIRST, "    evidence: link\n", "", "- id: t1"),
    Fault("V02", "number for text", WALK, "title: A short walk", "title: 12", "title: 12"),
    Fault("V02", "text for number", FIRST, "hours: 8", "hours: '8'", "hours: '8'"),
    Fault("V02", "unknown kind", FIRST, "kind: ci", "kind: oracle", "kind: oracle"),
    Fault("V02", "other schema", QUIZ, "schema: 1", "schema: 2", "schema: 2"),
    Fault("V02", "empty title", WALK, "title: A short walk", "title: ''", "title: ''"),
    Fault("V02", "no date", FIRST, "2026-11-20", "2026-13-20", "2026-13-20"),
    Fault("V02", "bad range", WALK, "2-4 weeks", "some weeks", "some weeks"),
    Fault("V02", "entry no mapping", SKILLS, "- {id: reading, name: Reading, group: basics}",
          "- {id: reading, name: Reading, group: basics}\n- walking", "- walking"),
    Fault("V02", "skills no list", SKILLS, "- {id: reading, name: Reading, group: basics}\n"
          "- {id: writing, name: Writing, group: basics}", "reading: Reading", "reading: Reading"),
    Fault("V02", "broken question", BANK, "a: 1.2", "a: steep", "a: steep"),
    Fault("V02", "broken resource in use", RESOURCES, "kind: docs", "kind: magic", "kind: magic"),
    Fault("V03", "module elsewhere", FIRST, "area: basics", "area: extras", "area: extras"),
    Fault("V03", "quiz elsewhere", QUIZ, "module: first", "module: second", "module: second"),
    Fault("V03", "resource elsewhere", RESOURCES, "area: walking", "area: maps", "area: maps"),
    Fault("V03", "no slug", FIRST, "id: t1", "id: T 1", "id: T 1"),
    Fault("V03", "id too long", FIRST, "id: t1", f"id: {'t' * 76}", "id: ttt"),
    Fault("V03", "no seed item id", ITEMS, "id: S0-ONE", "id: S0-ONE\n  kind: fact\n  says: x\n"
          "  lands: [map]\n- id: one", "- id: one"),
    Fault("V03", "resource twice", RESOURCES, "id: licence", "id: guide", "id: guide\n  title: A w"),
    Fault("V03", "alias taken", FIRST, "seed_items", "aliases: [map]\nseed_items", "aliases"),
    Fault("V03", "skill twice", SKILLS, "id: writing", "id: reading", "name: Writing"),
    Fault("V03", "area twice", AREAS, "id: extras", "id: basics", "id: basics\n  title: What"),
    Fault("V03", "task twice", FIRST, "id: t2", "id: t1", "id: t1\n    do: Look"),
    Fault("V03", "option twice", BANK, "- id: b\n", "- id: a\n", "- id: a\n        text: green"),
    Fault("V03", "module taught twice", AREAS, "    - third", "    - second\n    - third",
          "- second\n    - third"),
    Fault("V10", "module", WALK, "- second", "- second\n      - nowhere", "- nowhere"),
    Fault("V10", "project", WALK, "- final", "- final\n      - nowhere", "- nowhere"),
    Fault("V10", "choice", WALK, "- - fourth", "- - fourth\n          - nowhere", "- nowhere"),
    Fault("V10", "elective", WALK, "  - fifth", "  - fifth\n  - nowhere", "- nowhere"),
    Fault("V10", "assumed", WALK, "  zeroth:", "  nowhere: x\n  zeroth:", "nowhere: x"),
    Fault("V10", "replacement", WALK, "second: fifth", "second: nowhere", "second: nowhere"),
    Fault("V10", "replaced", WALK, "second: fifth", "third: fifth", "third: fifth"),
    Fault("V10", "prepended", WALK, "    prepend:", "    prepend:\n      - nowhere", "- nowhere"),
    Fault("V10", "seed", WALK, "seed: S0", "seed: S9", "seed: S9"),
    Fault("V10", "seed item", FINAL, "[S0-ONE]", "[S0-TWO]", "[S0-TWO]"),
    Fault("V10", "scoring", FINAL, "scoring: standard", "scoring: odd", "scoring: odd"),
    Fault("V10", "need", FIRST, "[zeroth]", "[zeroth, nowhere]", "needs:"),
    Fault("V10", "skill", FIRST, "  reading: 1", "  flying: 1", "flying: 1"),
    Fault("V10", "resource", FIRST, "ref: map", "ref: nowhere", "ref: nowhere"),
    Fault("V10", "successor", RESOURCES, "[guide]", "[nowhere]", "[nowhere]"),
    Fault("V10", "default track", MANIFEST, "track: walk", "track: run", "track: run"),
    Fault("V10", "taught", AREAS, "    - third", "    - third\n    - nowhere", "- nowhere"),
    Fault("V11", "circle", "modules/basics/zeroth.md", "needs: []", "needs: [second]", "needs:",
          where=FIRST),
    Fault("V11", "own need", "modules/extras/fifth.md", "[first]", "[first, fifth]", "needs:"),
    Fault("V12", "never taught", SECOND, "[first]", "[first, fifth]", "- second", where=WALK),
    Fault("V12", "not assumed", WALK, "  zeroth: everybody knows that", "  second: x", "- first"),
    Fault("V12", "in a choice", "modules/extras/third.md", "[first]", "[first, fourth]", "- - third",
          where=WALK),
    Fault("V12", "after a choice", FINAL, "[first]", "[first, third]", "- final", where=WALK),
    Fault("V12", "in a variant", "modules/extras/third.md", "[first]", "[first, second]", "slow:",
          where=WALK),
    Fault("V13", "uneven", "modules/extras/third.md", "hours: 8", "hours: 10", "choose:",
          where=WALK),
    Fault("V13", "all taken", WALK, "weeks: 3\n    modules: []\n    choose:\n      count: 1",
          "weeks: 4\n    modules: []\n    choose:\n      count: 2", "count: 2"),
    Fault("V14", "too long", FIRST, "hours: 8", "hours: 11", "weeks: 2", where=WALK),
    Fault("V14", "too short", FINAL, "hours: 16", "hours: 12", "weeks: 3", where=WALK),
    Fault("V15", "phase too short", WALK, "2-4 weeks", "3-4 weeks", "weeks: 2"),
    Fault("V15", "phase too long", WALK, "0-1 months", "0-2 weeks", "weeks: 3"),
    Fault("V15", "track too long", WALK, "[5, 8]", "[3, 4]", "weeks_range"),
    Fault("V15", "track too short", WALK, "[5, 8]", "[6, 8]", "weeks_range"),
    Fault("V16", "module", WALK, "        - - fourth", "        - - third", "id: fourth",
          where="modules/extras/fourth.md"),
    Fault("V20", "too long", "modules/extras/fifth.md", "hours: 8", "hours: 13", "hours: 13"),
    Fault("V20", "too short", "modules/extras/fifth.md", "hours: 8", "hours: 1", "hours: 1"),
    Fault("V21", "no promise", FIRST, "You can take", "Learn to take", "outcome:"),
    Fault("V22", "one task", FIRST, TASK_TWO, "", "tasks:"),
    Fault("V22", "five tasks", FIRST, TASK_TWO,
          "".join(TASK_TWO.replace("t2", f"t{n}") for n in range(2, 6)), "tasks:"),
    Fault("V23", "nothing to do", FIRST, "do: Take the step", "do: TBD", "do: TBD"),
    Fault("V23", "nothing to hand in", FIRST, "deliver: a footprint", "deliver: ''", "deliver: ''"),
    Fault("V23", "nothing accepted", FIRST, "accept: the footprint is there", "accept: '...'",
          "accept: '...'"),
    Fault("V24", "opinion", FIRST, "kind: ci", "kind: review", "tasks:"),
    Fault("V25", "nothing to read", FIRST, "resources:\n  - ref: map", "resources: []",
          "resources:"),
    Fault("V25", "too much to read", FIRST, "  - ref: map",
          "  - ref: map\n  - ref: map\n  - ref: map\n  - ref: map", "resources:"),
    Fault("V26", "whole guide", SECOND, "    part: chapter 1\n", "", "ref: guide"),
    Fault("V27", "only paid", RESOURCES, "cost: free\n  publisher: Example\n  why: It explains",
          "cost: freemium\n  publisher: Example\n  why: It explains", "resources:", where=SECOND),
    Fault("V28", "no question", FIRST, "about it?", "about it.", "reflect:"),
    Fault("V29", "too few", FINAL, "  - {id: a5, text: You told of it.}\n", "", "accept:"),
    Fault("V30", "http", RESOURCES, "https://example.org/map", "http://example.org/map", "http:"),
    Fault("V30", "utm", RESOURCES, "?page=1", "?utm_source=x", "utm_source"),
    Fault("V30", "click id", RESOURCES, "?page=1", "?page=1&gclid=", "gclid"),
    Fault("V31", "no successor", RESOURCES, "  replaced_by: [guide]\n", "", "status: retired"),
    Fault("V31", "still used", SECOND, "ref: guide\n    part: chapter 1",
          "ref: licence\n  - ref: map", "ref: licence"),
    Fault("V40", "no module", ITEMS, "- m:first", "- m:nowhere", "m:nowhere"),
    Fault("V40", "no project", ITEMS, "- p:final", "- p:nowhere", "p:nowhere"),
    Fault("V40", "no track", ITEMS, "- t:walk\n", "- t:run\n", "t:run"),
    Fault("V40", "no phase", ITEMS, "t:walk/w1", "t:walk/w9", "t:walk/w9"),
    Fault("V40", "no stance", ITEMS, "stance:maths", "stance:sports", "stance:sports"),
    Fault("V40", "no placement", ITEMS, "- placement", "- placement:x", "placement:x"),
    Fault("V40", "no such kind", ITEMS, "- map", "- moon:dark", "moon:dark"),
    Fault("V50", "title", FIRST, "The first step", LONG, "title:"),
    Fault("V50", "phase", WALK, "Setting out", LONG, f"title: {LONG}"),
    Fault("V50", "anchor", AREAS, "Can say what it is", LONG, LONG),
    Fault("V50", "area", AREAS, "The basics", LONG, LONG),
    Fault("V51", "brief", FINAL, "Climb it.", "step " * 601, "brief:"),
    Fault("V51", "question", BANK, "text: red", f"text: {'red ' * 750}", "- id: basics-q1"),
    Fault("V52", "at", FIRST, "Going first", "@channel Going first", "Going first"),
    Fault("V52", "tag", WALK, "One step after", "<!here> One step after", "<!here>"),
    Fault("V52", "group", ITEMS, "Walk before", "<!subteam^S1> Walk before", "<!subteam"),
    Fault("V53", "image", FIRST, "Common mistake", "See ![a hill](x.png)", "See ![a hill]"),
    Fault("V53", "table", FIRST, "Common mistake", "| a | b |", "| a | b |"),
    Fault("V53", "html", FIRST, "Common mistake", "<br/>", "<br/>"),
    Fault("V53", "too long", FIRST, "hardest", "hardest " * 200, "Going first"),
    Fault("V60", "no right choice", QUIZ, "        correct: true\n", "", "id: q1"),
    Fault("V60", "two choices", QUIZ, "      - text: The right one\n"
          "        explain: Only in superstition.\n", "", "id: q1"),
    Fault("V60", "unexplained", QUIZ, "        explain: Only in marches.\n", "", "id: q1"),
    Fault("V61", "none right", BANK, "        correct: true\n", "", "options:"),
    Fault("V61", "two right", BANK, "text: green", "text: green\n        correct: true", "options:"),
    Fault("V62", "unexplained", BANK, "        explain: Number 1 is red.\n", "", "- id: a"),
    Fault("V62", "two options", BANK, TWO_OPTIONS, "", "options:"),
    Fault("V62", "six options", BANK, TWO_OPTIONS,
          TWO_OPTIONS + TWO_OPTIONS.replace("id: b", "id: e").replace("id: c", "id: f"), "options:"),
    Fault("V63", "no module", BANK, "module: second", "module: nowhere", "nowhere"),
    Fault("V63", "other module", BANK, "module: second", "module: fourth", "module: fourth"),
    Fault("V63", "taken", BANK, "id: basics-q2", "id: basics-q1", "id: basics-q1\n    module: se"),
    Fault("V63", "foreign id", BANK, "id: basics-q2", "id: extras-q2", "id: extras-q2"),
    Fault("V64", "a too small", BANK, "a: 1.2", "a: 0.49", "a: 0.49"),
    Fault("V64", "a too large", BANK, "a: 1.2", "a: 2.51", "a: 2.51"),
    Fault("V64", "b too small", BANK, "b: -0.4", "b: -3.01", "b: -3.01"),
    Fault("V64", "b too large", BANK, "b: -0.4", "b: 3.01", "b: 3.01"),
    Fault("V64", "level 0", BANK, "level: 2", "level: 0", "level: 0"),
    Fault("V64", "level 5", BANK, "level: 2", "level: 5", "level: 5"),
    Fault("V66", "all", BANK, "text: green", "text: All of the above", "- id: b\n"),
    Fault("V66", "none", BANK, "text: green", "text: None of the above.", "- id: b\n"),
    Fault("V70", "job", WALK, "One step after", "Land a job, one step after", "Land a job"),
    Fault("V70", "resource", RESOURCES, "It shows", "The world-class map shows", "world-class"),
]  # fmt: skip


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
    names = ["areas.yaml", "manifest.yaml", "projects/_common.yaml", "skills.yaml"]
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
