"""Checks the addresses of resources, and that nobody is sent to a retired one."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from bot.content.problems import Finding
from bot.content.tree import Tree

_TRACKING = ("utm_", "mc_", "ga_")
_TRACKERS = frozenset({"fbclid", "gclid", "igshid", "msclkid", "ref", "ref_src", "si", "trk"})


def unsafe_addresses(tree: Tree) -> Iterator[Finding]:
    """Find addresses that are not plain and secure."""
    for entry in tree.resources.entries:
        place = entry.place.at("url")
        if not entry.shape.url.startswith("https://"):
            yield Finding(place, f"{entry.shape.url} does not start with https.")
        for name in _tracking(entry.shape.url):
            yield Finding(place, f"The address carries {name}, which only follows people.")


def _tracking(url: str) -> Iterator[str]:
    try:
        query = urlsplit(url).query
    except ValueError:
        return
    for name, _ in parse_qsl(query, keep_blank_values=True):
        if name.lower() in _TRACKERS or name.lower().startswith(_TRACKING):
            yield name


def retired_resources(tree: Tree) -> Iterator[Finding]:
    """Find retired resources that are still used, or that name no successor."""
    for module in tree.modules.entries:
        for n, reading in enumerate(module.shape.resources):
            resource = tree.resources.shape(reading.ref)
            if resource and resource.status == "retired":
                place = module.place.at("resources", n, "ref")
                yield Finding(place, f"{reading.ref} is retired.")
    for entry in tree.resources.entries:
        if entry.shape.status == "retired" and not entry.shape.replaced_by:
            yield Finding(entry.place.at("status"), f"{entry.shape.id} names no successor.")
