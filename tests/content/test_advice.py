"""What stands beside the curriculum: read from the small content, counted in the shipped one."""

from datetime import date
from pathlib import Path

import pytest

from bot import content
from bot.content import Loaded
from bot.domain.advice import (
    BlockerOpen,
    Faq,
    FewHours,
    HoursInAreas,
    ItemStarts,
    MappingCard,
    NoArtefact,
    NoteMentions,
    PhaseStarts,
    Policy,
    Position,
    Role,
    SameItem,
    Term,
    Tip,
    Trigger,
    When,
)
from bot.domain.wordings import PLACEHOLDERS, Wording, WordingKind


def test_files_beside_the_curriculum_become_domain_objects(small: Path) -> None:
    advice = content.load([small]).advice

    assert advice.faqs["how-fast"] == Faq(
        "how-fast",
        "How fast should I walk?",
        "As fast as you can still talk.",
        (Position("S0", "Slowly."), Position("S1", "At any speed.")),
        date(2026, 11, 20),
    )
    assert advice.tips["look-around"] == Tip(
        "look-around",
        ItemStarts(("second", "final")),
        "Look around before you go on.",
        (),
        ("S0-ONE",),
    )
    assert advice.tips["rest"].tracks_off == ("walk",)
    assert advice.roles["walker"] == Role(
        id="walker",
        title="Walker",
        summary="Walks.",
        duties=("Walks up", "Walks down"),
        evidence=("Worn boots",),
        modules=("first", "second"),
        seed_items=("S0-ONE",),
    )
    assert advice.mappings["standing"] == MappingCard(
        id="standing",
        has="standing",
        becomes="walking",
        gap="falling forwards",
        gap_is_ours=True,
        modules=("first",),
        seed_items=("S0-ONE",),
    )
    assert not advice.mappings["running"].gap_is_ours
    assert advice.glossary["step"] == Term(
        "step", "step", "What a walk is made of.", ("pace",), "first"
    )
    assert advice.glossary["hill"].module is None
    assert advice.policies["no-running"] == Policy(
        "no-running", "Nobody runs.", "the slope", ("S0-ONE",)
    )
    assert advice.wordings[0] == Wording(
        "nudge-1", WordingKind.NUDGE, "On the table: {module}, number 1."
    )


@pytest.mark.parametrize(
    ("written", "trigger"),
    [
        pytest.param("when: phase-starts\n    number: 2", PhaseStarts(2), id="phase"),
        pytest.param("when: item-starts\n    items: [final]", ItemStarts(("final",)), id="item"),
        pytest.param(
            "when: hours-in-areas\n    areas: [extras]\n    hours: 3",
            HoursInAreas(("extras",), 3),
            id="hours",
        ),
        pytest.param("when: no-artefact\n    days: 14", NoArtefact(14), id="artefact"),
        pytest.param("when: same-item\n    weeks: 3", SameItem(3), id="same item"),
        pytest.param("when: few-hours\n    weeks: 2", FewHours(2), id="few hours"),
        pytest.param("when: blocker-open\n    days: 1", BlockerOpen(1), id="blocker"),
        pytest.param("when: note-mentions\n    words: [hill]", NoteMentions(("hill",)), id="note"),
    ],
)
def test_each_trigger_can_be_written(written: str, trigger: Trigger, small: Path) -> None:
    path = small / "nudges.yaml"
    path.write_text(path.read_text().replace("when: blocker-open\n    days: 5", written))

    assert content.load([small]).advice.tips["ask-the-way"].trigger == trigger


def test_every_kind_of_trigger_is_used_by_the_shipped_tips(loaded: Loaded) -> None:
    used = {type(tip.trigger) for tip in loaded.advice.tips.values()}

    assert len(used) == len(When)


def test_the_shipped_content_has_all_that_the_roadmaps_ask_for(loaded: Loaded) -> None:
    advice = loaded.advice

    assert len(advice.faqs) == 25
    assert len(advice.tips) == 18
    assert len(advice.roles) == 7
    assert len(advice.mappings) == 17
    assert len(advice.policies) == 3
    assert len(advice.glossary) >= 60


def test_every_roadmap_is_heard_in_the_answers(loaded: Loaded) -> None:
    heard = {position.seed for faq in loaded.advice.faqs.values() for position in faq.positions}

    assert heard == set(loaded.curriculum.seeds)


def test_no_tip_is_silent_on_every_track(loaded: Loaded) -> None:
    tracks = set(loaded.curriculum.tracks)

    assert all(tracks - set(tip.tracks_off) for tip in loaded.advice.tips.values())


def test_a_tip_about_an_item_has_a_track_on_which_it_can_come(loaded: Loaded) -> None:
    for tip in loaded.advice.tips.values():
        if isinstance(tip.trigger, ItemStarts):
            offered = {
                item
                for track in loaded.curriculum.tracks.values()
                if track.id not in tip.tracks_off
                for phase in track.phases
                for item in (*phase.modules, *phase.projects)
            }
            assert offered & set(tip.trigger.items), tip.id


def test_every_shipped_wording_can_be_filled(loaded: Loaded) -> None:
    for wording in loaded.advice.wordings:
        words = dict.fromkeys(PLACEHOLDERS[wording.kind], "words")

        assert "{" not in wording.filled(words)


def test_openings_are_short(loaded: Loaded) -> None:
    assert all(len(wording.text) <= 120 for wording in loaded.advice.wordings)
