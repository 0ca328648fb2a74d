from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import content
from bot.content import BrokenContentError, Loaded, Problem
from bot.domain.curriculum import (
    CheckKind,
    Choice,
    Criterion,
    EvidenceKind,
    Phase,
    QuizChoice,
    QuizQuestion,
    Reading,
    Scoring,
    Skill,
    Task,
    Variant,
)
from bot.domain.questions import Area, Option

AREAS = (
    "python-ml",
    "ml-fundamentals",
    "evaluation",
    "data-engineering",
    "deep-learning",
    "llm-apps",
    "agents",
    "mlops",
    "cloud",
    "responsible-ai",
)


@pytest.fixture(scope="session")
def shipped(real: Path) -> Loaded:
    return content.load([real])


def test_the_shipped_content_has_no_errors(real: Path) -> None:
    report = content.check([real])

    assert report.errors == ()
    assert report.counts["tracks"] == 6
    assert report.counts["modules"] == 60
    assert report.counts["projects"] == 8
    assert report.counts["resources"] == 182
    assert report.counts["seed_items"] == 183


def test_the_ten_areas_stand_in_their_order(shipped: Loaded) -> None:
    assert tuple(shipped.bank.areas) == AREAS
    assert {area.anchors[0] for area in shipped.bank.areas.values()} == {
        "Could not explain it to a colleague yet"
    }


def test_every_area_has_questions_at_several_levels(shipped: Loaded) -> None:
    levels = {area: set[int]() for area in AREAS}
    for question in shipped.bank.questions.values():
        levels[question.area].add(question.level)

    assert all(len(each) >= 3 for each in levels.values())


def test_only_orientation_and_career_teach_no_area(shipped: Loaded) -> None:
    taught = {module for area in shipped.bank.areas.values() for module in area.modules}
    untaught = shipped.curriculum.modules.keys() - taught

    assert {shipped.curriculum.modules[each].area for each in untaught} == {
        "orientation",
        "career",
    }


def test_whatever_a_track_names_can_be_looked_up(shipped: Loaded) -> None:
    curriculum = shipped.curriculum
    for track in curriculum.tracks.values():
        for phase in track.phases:
            for name in (*phase.modules, *phase.projects):
                assert curriculum.item(name).id == name


def test_files_become_domain_objects(small: Path) -> None:
    loaded = content.load([small])
    curriculum, bank = loaded.curriculum, loaded.bank
    first, final, walk = (
        curriculum.modules["first"],
        curriculum.projects["final"],
        curriculum.tracks["walk"],
    )

    assert (curriculum.version, curriculum.default_track) == ("1.2.3", "walk")
    assert curriculum.seeds == {
        "S0": "A roadmap somebody published",
        "S1": "Another roadmap",
    }
    assert curriculum.skills["reading"] == Skill("reading", "Reading", "basics")
    assert first.tasks[0] == Task(
        id="t1",
        do="Take the step",
        deliver="a footprint",
        check=CheckKind.CI,
        accept="the footprint is there",
        evidence=EvidenceKind.LINK,
    )
    assert first.body.startswith("Going first is the *hardest* part.\n\nCommon")
    assert first.reviewed_on == date(2026, 11, 20)
    assert first.quiz[0] == QuizQuestion(
        "q1",
        "Which foot goes first?",
        (
            QuizChoice("Either", "Yes, it does not matter.", correct=True),
            QuizChoice("The left one", "Only in marches."),
            QuizChoice("The right one", "Only in superstition."),
        ),
    )
    assert curriculum.modules["second"].readings == (
        Reading(curriculum.resources["guide"], "chapter 1"),
    )
    assert curriculum.resources["licence"].retired
    assert curriculum.resources["licence"].replaced_by == ("guide",)
    assert not curriculum.resources["guide"].retired
    assert final.criteria[0] == Criterion("a1", "You left.")
    assert final.common_criteria == ("It starts with one command.",)
    assert final.scoring == Scoring((0, 1, 2), reviewers=2, no_zero=True, min_share=0.75)
    assert walk.phases[1] == Phase(
        id="w2",
        title="Arriving",
        weeks=3,
        modules=(),
        projects=("final",),
        exit="The house is in sight.",
        choice=Choice(1, (("third",), ("fourth",))),
        seed_range="0-1 months",
    )
    assert walk.variants == (
        Variant(
            "slow",
            "For those who like to look around.",
            {"second": "fifth"},
            ("zeroth",),
            weeks_max=10,
        ),
    )
    assert bank.areas["extras"] == Area(
        "extras",
        "What comes on top",
        (
            "Could not explain it",
            "Can say what it is",
            "Did it with help",
            "Did it alone",
            "Taught it",
        ),
        ("third", "fourth"),
    )
    asked = bank.questions["basics-q1"]
    assert (asked.area, asked.module, asked.level, asked.a, asked.b) == (
        "basics",
        "first",
        2,
        1.2,
        -0.4,
    )
    assert asked.ask == "Which colour is number 1?\n\n```python\ncolours[0]\n```"
    assert asked.options[0] == Option("a", "red", "Number 1 is red.", correct=True)


def test_what_was_loaded_cannot_be_changed(small: Path) -> None:
    loaded = content.load([small])
    curriculum = loaded.curriculum

    with pytest.raises(FrozenInstanceError):
        curriculum.version = "2"  # type: ignore[misc]  # that is the point
    for mapping in (
        curriculum.skills,
        curriculum.resources,
        curriculum.modules,
        curriculum.projects,
        curriculum.tracks,
        curriculum.seeds,
        curriculum.modules["first"].skills,
        curriculum.tracks["walk"].assumes,
        curriculum.tracks["walk"].stances,
        curriculum.tracks["walk"].variants[0].replace,
        loaded.bank.areas,
        loaded.bank.questions,
    ):
        with pytest.raises(TypeError):
            cast("dict[str, Any]", mapping)["new"] = None


def test_a_pack_replaces_a_file_and_adds_another(small: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "modules/basics").mkdir(parents=True)
    text = (small / "modules/basics/first.md").read_text()
    (pack / "modules/basics/first.md").write_text(text.replace("The first step", "Our first step"))

    loaded = content.load([small, pack])

    assert loaded.curriculum.modules["first"].title == "Our first step"
    assert loaded.curriculum.modules["second"].title == "The second step"


def test_a_fault_in_a_pack_is_named_in_the_pack(small: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    copytree(small / "quizzes", pack / "quizzes")
    (pack / "quizzes/first.yaml").write_text("schema: [")

    [problem] = content.check([small, pack]).errors

    assert (problem.code, problem.file) == ("V01", str(pack / "quizzes/first.yaml"))


def test_broken_content_is_refused_with_every_problem(
    small: Path, plant: Callable[[str, str, str], Path]
) -> None:
    walk = plant("tracks/walk.yaml", "- final", "- nowhere")
    quiz = plant("quizzes/first.yaml", "schema: 1", "schema: 2")

    with pytest.raises(BrokenContentError) as refusal:
        content.load([small])

    codes = [problem.code for problem in refusal.value.problems]
    assert codes == ["V16", "V02", "V10"]
    assert f"{quiz}:1: V02 schema input should be 1." in str(refusal.value)
    assert f"{walk}:" in str(refusal.value)


def test_warnings_do_not_stop_the_start(small: Path) -> None:
    bank = small / "questions/basics.yaml"
    text = bank.read_text().replace("        correct: true\n", "")
    bank.write_text(text.replace("text: red\n", "text: red\n        correct: true\n"))

    assert content.check([small]).warnings
    assert content.load([small]).bank.questions


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    [problem] = content.check([tmp_path / "nowhere"]).errors

    assert (problem.file, problem.line, problem.code) == (str(tmp_path / "nowhere"), 1, "V01")
    with pytest.raises(BrokenContentError):
        content.load([tmp_path / "nowhere"])


def test_no_folder_at_all_is_no_content() -> None:
    with pytest.raises(BrokenContentError, match="No folder was named"):
        content.load([])


def test_problems_sort_by_file_and_line() -> None:
    problems = [
        Problem("b", 1, "V01", "x", "y"),
        Problem("a", 10, "V01", "x", "y"),
        Problem("a", 9, "V02", "x", "y"),
    ]

    assert sorted(problems) == problems[::-1]


KINDS = (
    "manifest.yaml",
    "skills.yaml",
    "areas.yaml",
    "tracks/walk.yaml",
    "modules/basics/first.md",
    "projects/final.md",
    "projects/_common.yaml",
    "resources/walking.yaml",
    "quizzes/first.yaml",
    "seeds/items.yaml",
    "questions/basics.yaml",
    "faqs.yaml",
    "nudges.yaml",
    "roles.yaml",
    "mappings.yaml",
    "glossary.yaml",
    "policies.yaml",
    "wordings.yaml",
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(KINDS), wild=st.binary(max_size=80), start=st.integers(0, 400))
def test_wild_bytes_in_a_file_end_as_problems(
    name: str, wild: bytes, start: int, small: Path
) -> None:
    path = small / name
    original = path.read_bytes()
    path.write_bytes(original[:start] + wild + original[start + len(wild) :])

    report = content.check([small])
    path.write_bytes(original)

    assert all(problem.line >= 1 for problem in (*report.errors, *report.warnings))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 99)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", "first", "walk", "S0", "2-4 weeks", "https://x.org", "[x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "modules", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)
LINES = st.integers(0, 60)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(name=st.sampled_from(KINDS), line=LINES, value=VALUES)
def test_a_wild_value_at_a_key_ends_as_problems(
    name: str, line: int, value: object, small: Path
) -> None:
    path = small / name
    original = path.read_text()
    lines = original.split("\n")
    n = line % len(lines)
    # JSON is YAML in one line, so any value can stand behind a key.
    lines[n] = f"{lines[n].split(': ')[0]}: {value!r}".replace("None", "null")
    path.write_text("\n".join(lines))

    report = content.check([small])
    path.write_text(original)

    assert report.counts["files"] >= len(KINDS) - 1
