"""The Slack app manifest: what Slack has to know of this app before it can be installed."""

import json
import re
from typing import Any

import click

from bot.cli.output import json_option, tell
from bot.views.people import USAGE

# Each is used by the program; SLACK.md's list grows only together with it.
SCOPES = ("chat:write", "commands", "im:write", "users:read")
EVENTS = ("app_home_opened", "user_change")
ADDRESS = re.compile(r"https://[A-Za-z0-9.:-]+/?")
WHAT = "Takes engineers to production AI engineering: an assessment, a dated plan, a weekly rhythm."
ABOUT = (
    "AI Path finds out where each engineer of a team stands, gives each a personal plan with "
    "dates, keeps a weekly rhythm of one nudge and one check-in in direct messages, and shows "
    "the tech lead where the team is and who needs what. Answers and self-ratings stay with the "
    "engineer; nothing here ranks or scores anybody. It runs on your own machines."
)


@click.command()
@click.option("--socket", "by_socket", is_flag=True, help="For Socket Mode; so it is without any.")
@click.option(
    "--url", metavar="URL", help="For HTTP: where the bot is, such as https://bot.example."
)
@json_option
def manifest(url: str | None, *, by_socket: bool, as_json: bool) -> None:
    """Print the manifest to create the Slack app from."""
    if url and by_socket:
        message = "--socket and --url exclude each other: Slack uses one way or the other."
        raise click.UsageError(message)
    made = app_manifest(_events_url(url) if url else None)
    tell(made, json.dumps(made, indent=2), as_json=as_json)


def _events_url(url: str) -> str:
    if not ADDRESS.fullmatch(url):
        message = f"{url!r} is not an address such as https://bot.example; Slack insists on https."
        raise click.UsageError(message)
    return f"{url.rstrip('/')}/slack/events"


def app_manifest(events_url: str | None) -> dict[str, Any]:
    """Write the manifest; without an address Slack sends everything over Socket Mode."""
    address = {} if events_url is None else {"request_url": events_url}
    return {
        "display_information": {
            "name": "AI Path",
            "description": WHAT,
            "long_description": ABOUT,
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "AI Path", "always_online": True},
            "slash_commands": [_command(events_url)],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": events_url is None,
            "token_rotation_enabled": False,
        },
    }


def _command(events_url: str | None) -> dict[str, Any]:
    return {
        "command": "/ai-path",
        **({} if events_url is None else {"url": events_url}),
        "description": "Your assessment, plan, check-ins and team",
        "usage_hint": " | ".join(verb for verb, _ in USAGE),
        # So that a mention arrives as a user id and not as a name.
        "should_escape": True,
    }
