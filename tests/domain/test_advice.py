from dataclasses import replace

import pytest

from bot.domain.advice import (
    BlockerOpen,
    FewHours,
    HoursInAreas,
    ItemStarts,
    NoArtefact,
    NoteMentions,
    PhaseStarts,
    SameItem,
    Situation,
    Tip,
    Trigger,
    due,
)

QUIET = Situation("walk")


def tip(trigger: Trigger, *tracks_off: str) -> Tip:
    return Tip("tip", trigger, "Look around.", tracks_off)


@pytest.mark.parametrize(
    ("trigger", "before", "then"),
    [
        pytest.param(PhaseStarts(2), {"phase": 1}, {"phase": 2}, id="phase"),
        pytest.param(
            ItemStarts(("hill", "river")), {"begins": "forest"}, {"begins": "river"}, id="item"
        ),
        pytest.param(
            HoursInAreas(("hills", "rivers"), 12),
            {"hours": {"hills": 8.0, "rivers": 3.9, "roads": 40.0}},
            {"hours": {"hills": 8.0, "rivers": 4.0}},
            id="hours",
        ),
        pytest.param(
            NoArtefact(14),
            {"days_without_artefact": 13},
            {"days_without_artefact": 14},
            id="artefact",
        ),
        pytest.param(SameItem(3), {"weeks_on_item": 2}, {"weeks_on_item": 3}, id="same item"),
        pytest.param(FewHours(2), {"shares": (0.5, 0.2)}, {"shares": (0.49, 0.2, 1.0)}, id="few"),
        pytest.param(
            BlockerOpen(5), {"oldest_blocker_days": 4}, {"oldest_blocker_days": 5}, id="blocker"
        ),
        pytest.param(
            NoteMentions(("certif*", "exam")),
            {"note": "A decertified data set, for example"},
            {"note": "Thinking of an Exam."},
            id="note",
        ),
    ],
)
def test_a_tip_is_due_from_its_moment_on(
    trigger: Trigger, before: dict[str, object], then: dict[str, object]
) -> None:
    assert not tip(trigger).is_due(QUIET)
    assert not tip(trigger).is_due(replace(QUIET, **before))  # type: ignore[arg-type]  # any field
    assert tip(trigger).is_due(replace(QUIET, **then))  # type: ignore[arg-type]  # any field


def test_a_note_mentions_what_starts_with_a_word_that_ends_in_a_star() -> None:
    mentions = tip(NoteMentions(("certif*",)))

    assert mentions.is_due(replace(QUIET, note="CERTIFICATION, perhaps"))
    assert not mentions.is_due(replace(QUIET, note="The data set was decertified"))


def test_words_of_a_tip_are_no_pattern() -> None:
    assert not tip(NoteMentions(("c.rt",))).is_due(replace(QUIET, note="certificate"))


def test_hours_without_a_project_are_forgotten_with_the_first_project() -> None:
    hours = replace(QUIET, hours={"hills": 40.0})

    assert tip(HoursInAreas(("hills",), 12)).is_due(hours)
    assert not tip(HoursInAreas(("hills",), 12)).is_due(replace(hours, has_finished_project=True))


def test_one_lean_week_is_not_two() -> None:
    assert not tip(FewHours(2)).is_due(replace(QUIET, shares=(0.1,)))


def test_a_tip_keeps_quiet_on_tracks_that_see_it_otherwise() -> None:
    begins = replace(QUIET, phase=1)

    assert tip(PhaseStarts(1), "run").is_due(begins)
    assert not tip(PhaseStarts(1), "walk").is_due(begins)


def test_all_tips_of_a_moment_are_due_in_their_order() -> None:
    tips = [
        replace(tip(PhaseStarts(1)), id="a"),
        replace(tip(PhaseStarts(2)), id="b"),
        replace(tip(ItemStarts(("hill",))), id="c"),
    ]

    found = due(tips, replace(QUIET, phase=1, begins="hill"))

    assert [each.id for each in found] == ["a", "c"]
