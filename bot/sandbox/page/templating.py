"""How pages are written and sent: templates that escape, and headers that let nothing in."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from bot.sandbox.page import charts, filters

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
HEADERS = {
    # Pictures that a bot shows may come from anywhere; nothing else may.
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' https: data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def environment() -> Environment:
    """Give the templates, which escape whatever is put into them."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {
        "words": filters.words,
        "mrkdwn": filters.marked_up,
        "markdown": filters.markdown,
        "rich_text": filters.formatted,
        "cell": filters.cell,
        "menu_groups": filters.menu_groups,
        "gathering": filters.gathering,
        "input_type": filters.input_type,
        "label_of": filters.label_of,
        "local_input": filters.local_input,
        "drawn": charts.draw,
    }
    return templates
