"""Checks that hours, weeks and what the published roadmaps claim fit one another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from bot.content.problems import Finding, Place
from bot.content.shapes import PhasePart, TrackFile, VariantPart
from bot.content.tree import Tree

TOLERANCE = 0.15
WEEKS_PER_MONTH = 52 / 12


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One phase with its place and its track."""

    place: Place
    phase: PhasePart
    track: TrackFile


def _stretches(tree: Tree) -> Iterator[_Stretch]:
    for track in tree.tracks.entries:
        for n, phase in enumerate(track.shape.phases):
            yield _Stretch(track.place.at("phases", n), phase, track.shape)


def uneven_choices(tree: Tree) -> Iterator[Finding]:
    """Find choices that are none, or of which one costs clearly more than another."""
    for stretch in _stretches(tree):
        choose = stretch.phase.choose
        if choose and choose.count >= len(choose.from_):
            what = f"Taking {choose.count} of {len(choose.from_)} is no choice."
            yield Finding(stretch.place.at("choose", "count"), what)
        hours = _bundle_hours(tree, stretch.phase)
        if hours and max(hours) > min(hours) * (1 + TOLERANCE):
            listed = ", ".join(str(each) for each in hours)
            yield Finding(stretch.place.at("choose"), f"The choices cost {listed} hours.")


def misfitting_hours(tree: Tree) -> Iterator[Finding]:
    """Find phases whose hours do not fit their weeks at the track's pace."""
    for stretch in _stretches(tree):
        planned = stretch.phase.weeks * stretch.track.pace_hours_per_week
        for hours in _phase_hours(tree, stretch.phase):
            if abs(hours - planned) > planned * TOLERANCE:
                what = f"{stretch.phase.title} takes {hours} hours, its weeks hold {planned}."
                yield Finding(stretch.place.at("weeks"), what)


def misfitting_weeks(tree: Tree) -> Iterator[Finding]:
    """Find phases and tracks that are shorter or longer than their roadmap says."""
    for stretch in _stretches(tree):
        low, high = _weeks(stretch.phase.seed_range)
        if not low <= stretch.phase.weeks <= high:
            what = f"{stretch.phase.weeks} weeks are outside {stretch.phase.seed_range}."
            yield Finding(stretch.place.at("weeks"), what)
    for track in tree.tracks.entries:
        weeks = sum(phase.weeks for phase in track.shape.phases)
        least, most = track.shape.weeks_range
        if not least <= weeks <= most:
            what = f"The phases take {weeks} weeks, the track promises {least} to {most}."
            yield Finding(track.place.at("weeks_range"), what)


def _weeks(written: str | None) -> tuple[float, float]:
    """Turn `2-4 months` into weeks; nothing written allows everything."""
    if written is None:
        return 0, float("inf")
    numbers, unit = written.split(" ")
    low, high = numbers.split("-")
    factor = WEEKS_PER_MONTH if unit == "months" else 1
    return int(low) * factor, int(high) * factor


def _phase_hours(tree: Tree, phase: PhasePart) -> Sequence[int]:
    """Give the least and the most hours a phase can take, or nothing if that is unknown."""
    fixed = _sum(tree, (*phase.modules, *phase.projects))
    if fixed is None:
        return ()
    if phase.choose is None:
        return (fixed,)
    bundles = sorted(_bundle_hours(tree, phase))
    chosen = {sum(bundles[: phase.choose.count]), sum(bundles[-phase.choose.count :])}
    return [fixed + hours for hours in sorted(chosen)] if bundles else ()


def _bundle_hours(tree: Tree, phase: PhasePart) -> Sequence[int]:
    """Give the hours of each bundle to choose from, or nothing if one is unknown."""
    sums = [_sum(tree, bundle) for bundle in (phase.choose.from_ if phase.choose else ())]
    known = [hours for hours in sums if hours is not None]
    return known if len(known) == len(sums) else ()


def _sum(tree: Tree, ids: Sequence[str]) -> int | None:
    hours = [tree.hours(step) for step in ids]
    known = [each for each in hours if each is not None]
    return sum(known) if len(known) == len(hours) else None


def overlong_variants(tree: Tree) -> Iterator[Finding]:
    """Find variants that take longer than they or their track promise."""
    for track in tree.tracks.entries:
        for name, variant in track.shape.variants.items():
            hours = _variant_hours(tree, track.shape, variant)
            weeks = ceil(hours / (variant.pace_hours_per_week or track.shape.pace_hours_per_week))
            most = variant.weeks_max or track.shape.weeks_range[1]
            if weeks > most:
                what = f"The variant {name} takes {weeks} weeks at its pace, at most are {most}."
                yield Finding(track.place.at("variants", name), what)


def _variant_hours(tree: Tree, track: TrackFile, variant: VariantPart) -> int:
    """Sum the hours of a variant, the longest choices taken; what is unknown counts as nothing."""
    steps = [*variant.prepend]
    for phase in track.phases:
        modules = (variant.replace.get(module, module) for module in phase.modules)
        steps += [*modules, *phase.projects]
    fixed = sum(tree.hours(step) or 0 for step in dict.fromkeys(steps))
    return fixed + sum(_longest_choice(tree, phase) for phase in track.phases)


def _longest_choice(tree: Tree, phase: PhasePart) -> int:
    count = phase.choose.count if phase.choose else 0
    return sum(sorted(_bundle_hours(tree, phase), reverse=True)[:count])
