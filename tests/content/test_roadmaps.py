"""The page that shows where each point of the roadmaps landed."""

import re
from pathlib import Path

import pytest

from bot.content.growing import grow
from bot.content.roadmaps import page

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="session")
def written(real: Path) -> str:
    """The page of the shipped content, as it should be now."""
    return page(grow([real]))


def test_the_page_is_up_to_date(written: str) -> None:
    there = (DOCS / "roadmaps.md").read_text()

    assert there == written, "write bot.content.roadmaps.page of content/ to docs/roadmaps.md"


def test_every_point_has_one_row_and_lands_somewhere(real: Path, written: str) -> None:
    points = [entry.shape.id for entry in grow([real]).seed_items.entries]
    rows = re.findall(r"^\| (S\d-\w+) \|.*\| (.*) \|$", written, re.MULTILINE)

    assert sorted(point for point, _ in rows) == sorted(points)
    assert all("](../content/" in lands for _, lands in rows)


def test_the_length_of_a_phase_is_its_roadmap_s_own(real: Path) -> None:
    tree = grow([real])
    said = {
        land: entry.shape.says for entry in tree.seed_items.entries for land in entry.shape.lands
    }

    for track in tree.tracks.entries:
        for phase in track.shape.phases:
            if phase.seed_range:
                assert phase.seed_range in said[f"t:{track.shape.id}/{phase.id}"]


def test_every_link_leads_to_a_file(written: str) -> None:
    links = set(re.findall(r"\]\(([^)]+)\)", written))

    assert len(links) > 60
    assert [link for link in links if not (DOCS / link).resolve().is_file()] == []


def test_each_kind_of_landing_is_named_in_words(small: Path) -> None:
    rows = page(grow([small])).splitlines()

    [row] = [row for row in rows if row.startswith("| S0-ONE |")]
    for words in (
        "[Track: A short walk](../content/tracks/walk.yaml)",
        "[Track: A short walk: Setting out](../content/tracks/walk.yaml)",
        "[The first step](../content/modules/basics/first.md)",
        "[Project: The last hill](../content/projects/final.md)",
        "[Stance on maths: on demand](../content/tracks/walk.yaml)",
        "[Assessment](../content/areas.yaml)",
        "[Answer: How fast should I walk?](../content/faqs.yaml)",
        "[Tip: look around](../content/nudges.yaml)",
        "[Role: Walker](../content/roles.yaml)",
        "[Policy: no running](../content/policies.yaml)",
        "[Card: standing → walking](../content/mappings.yaml)",
    ):
        assert words in row


def test_a_roadmap_without_a_track_is_listed_all_the_same(small: Path) -> None:
    assert "## S1: Another roadmap\n\n0 points." in page(grow([small]))


def test_a_bar_in_a_text_breaks_no_table(small: Path) -> None:
    items = small / "seeds/items.yaml"
    items.write_text(items.read_text().replace("Walk before", "Walk | before"))

    assert "Walk \\| before you run" in page(grow([small]))


def test_nothing_is_written_of_roadmaps_that_nobody_listed(small: Path) -> None:
    (small / "manifest.yaml").unlink()

    assert "## S0" not in page(grow([small]))
