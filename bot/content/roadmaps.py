"""Writes the page that shows, roadmap by roadmap, where each of its points has landed."""

from collections.abc import Callable, Iterator, Mapping

from bot.content.shapes import SeedItemFile, TrackFile
from bot.content.tree import Tree

CONTENT = "../content"

_HEAD = """\
# Where the roadmaps landed

The published roadmaps behind the tracks were read point by point. This page lists every point,
retold in our words, and where it stands in the content; `ai-path content check` refuses a point that
stands nowhere, or that its place does not take up. The page is generated from `content/`.
"""


def page(tree: Tree) -> str:
    """Write the whole page; *tree* must have passed every rule."""
    seeds = tree.manifest.shape.seeds if tree.manifest else {}
    sections = [_HEAD, _differences(tree)]
    sections += [_roadmap(tree, seed, title) for seed, title in seeds.items()]
    return "\n".join(sections)


def _differences(tree: Tree) -> str:
    """Set the stances of the tracks side by side: where roadmaps differ, a track decides."""
    tracks = [entry.shape for entry in tree.tracks.entries]
    names = dict.fromkeys(stance for track in tracks for stance in track.stances)
    rows = [
        _row(name, *(track.stances.get(name, "") for track in tracks)) for name in sorted(names)
    ]
    heads = [_row("On", *(_link(track.title, _track_file(track)) for track in tracks))]
    rule = _row(*["---"] * (len(tracks) + 1))
    words = "## Where they differ\n\nEach track takes a side, and says so where it is chosen.\n"
    return "\n".join([words, *heads, rule, *rows, ""])


def _roadmap(tree: Tree, seed: str, title: str) -> str:
    items = [each.shape for each in tree.seed_items.entries if each.shape.id.startswith(f"{seed}-")]
    rows = [_row(item.id, item.kind, item.says, "; ".join(_lands(tree, item))) for item in items]
    return "\n".join(
        [
            f"## {seed}: {title}\n",
            *(_track(entry.shape) for entry in tree.tracks.entries if entry.shape.seed == seed),
            f"{len(items)} points.\n",
            _row("Point", "Kind", "What it says", "Where it lands"),
            _row("---", "---", "---", "---"),
            *rows,
            "",
        ]
    )


def _track(track: TrackFile) -> str:
    weeks = sum(phase.weeks for phase in track.phases)
    return (
        f"Track: {_link(track.title, _track_file(track))}, {weeks} weeks at "
        f"{track.pace_hours_per_week} hours a week. The roadmap's own claim: {track.seed_claim}\n"
    )


def _lands(tree: Tree, item: SeedItemFile) -> Iterator[str]:
    for land in item.lands:
        kind, _, target = land.partition(":")
        yield from _WRITERS[kind](tree, item.id, target)


def _module(tree: Tree, _item: str, target: str) -> list[str]:
    module = tree.modules.by_id[target].shape
    return [_link(module.title, f"modules/{module.area}/{module.id}.md")]


def _project(tree: Tree, _item: str, target: str) -> list[str]:
    project = tree.projects.by_id[target].shape
    return [_link(f"Project: {project.title}", f"projects/{project.id}.md")]


def _of_track(tree: Tree, _item: str, target: str) -> list[str]:
    name, _, phase_id = target.partition("/")
    track = tree.tracks.by_id[name].shape
    titles = [phase.title for phase in track.phases if phase.id == phase_id]
    return [_link(": ".join(["Track", track.title, *titles]), _track_file(track))]


def _stance(tree: Tree, item: str, target: str) -> list[str]:
    return [
        _link(f"Stance on {target}: {track.shape.stances[target]}", _track_file(track.shape))
        for track in tree.tracks.entries
        if track.shape.seed == item.partition("-")[0] and target in track.shape.stances
    ]


def _card(tree: Tree, item: str, _target: str) -> list[str]:
    return [
        _link(f"Card: {card.shape.has} → {card.shape.becomes}", "mappings.yaml")
        for card in tree.mappings.entries
        if item in card.shape.seed_items
    ]


def _faq(tree: Tree, _item: str, target: str) -> list[str]:
    return [_link(f"Answer: {tree.faqs.by_id[target].shape.ask}", "faqs.yaml")]


def _role(tree: Tree, _item: str, target: str) -> list[str]:
    return [_link(f"Role: {tree.roles.by_id[target].shape.title}", "roles.yaml")]


def _tip(_tree: Tree, _item: str, target: str) -> list[str]:
    return [_link(f"Tip: {_words(target)}", "nudges.yaml")]


def _policy(_tree: Tree, _item: str, target: str) -> list[str]:
    return [_link(f"Policy: {_words(target)}", "policies.yaml")]


def _placement(_tree: Tree, _item: str, _target: str) -> list[str]:
    return [_link("Assessment", "areas.yaml")]


_WRITERS: Mapping[str, Callable[[Tree, str, str], list[str]]] = {
    "m": _module,
    "p": _project,
    "t": _of_track,
    "stance": _stance,
    "map": _card,
    "faq": _faq,
    "nudge": _tip,
    "role": _role,
    "policy": _policy,
    "placement": _placement,
}


def _track_file(track: TrackFile) -> str:
    return f"tracks/{track.id}.yaml"


def _words(slug: str) -> str:
    return slug.replace("-", " ")


def _link(label: str, file: str) -> str:
    return f"[{label}]({CONTENT}/{file})"


def _row(*cells: str) -> str:
    written = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(written)} |"
