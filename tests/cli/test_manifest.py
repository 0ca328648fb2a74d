"""The manifest: what Slack takes, and no more rights than the program uses."""

import json
from itertools import chain

import pytest

from bot.cli.manifest import app_manifest
from bot.slack.routes import EVENTS
from tests.cli.conftest import Line

URL = "https://bot.example/slack/events"
BOTH = pytest.mark.parametrize("events_url", [None, URL], ids=["socket", "http"])

# What Slack knows under these names, so that a bogus one is found here and not at the install.
KNOWN_SCOPES = {
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "files:read",
    "files:write",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users:read.email",
}
KNOWN_EVENTS = {
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "message.im",
    "subteam_updated",
    "team_join",
    "tokens_revoked",
    "user_change",
}


@BOTH
def test_every_text_fits_slacks_limits(events_url: str | None) -> None:
    manifest = app_manifest(events_url)
    shown, features = manifest["display_information"], manifest["features"]
    (command,) = features["slash_commands"]

    assert 0 < len(shown["name"]) <= 35
    assert 0 < len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(features["bot_user"]["display_name"]) <= 80
    assert len(command["command"]) <= 32
    assert 0 < len(command["description"]) <= 2000
    assert 0 < len(command["usage_hint"]) <= 1000


@BOTH
def test_it_asks_for_the_rights_that_the_program_uses_and_no_others(
    events_url: str | None,
) -> None:
    scopes = app_manifest(events_url)["oauth_config"]["scopes"]["bot"]

    assert sorted(scopes) == ["chat:write", "commands", "im:write", "users:read"]
    assert set(scopes) <= KNOWN_SCOPES


@BOTH
def test_it_subscribes_to_the_events_that_have_a_listener(events_url: str | None) -> None:
    events = app_manifest(events_url)["settings"]["event_subscriptions"]["bot_events"]

    assert set(events) == set(EVENTS)
    assert set(events) <= KNOWN_EVENTS


@BOTH
def test_home_and_messages_are_open_and_mentions_arrive_as_ids(events_url: str | None) -> None:
    features = app_manifest(events_url)["features"]
    (command,) = features["slash_commands"]

    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert (command["command"], command["should_escape"]) == ("/ai-path", True)


def test_over_socket_mode_no_address_is_named() -> None:
    manifest = app_manifest(None)

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert [text for text in texts(manifest) if "://" in text] == []


def test_over_http_every_door_has_the_same_address() -> None:
    manifest = app_manifest(URL)

    assert manifest["settings"]["socket_mode_enabled"] is False
    assert [text for text in texts(manifest) if "://" in text] == [URL] * 3


def texts(told: object) -> list[str]:
    """List every text within *told*."""
    match told:
        case str():
            return [told]
        case dict():
            return list(chain.from_iterable(texts(each) for each in told.values()))
        case list():
            return list(chain.from_iterable(texts(each) for each in told))
        case _:
            return []


@pytest.mark.parametrize("words", [[], ["--socket"]], ids=["by default", "when asked"])
def test_the_command_prints_it_for_socket_mode(line: Line, words: list[str]) -> None:
    for_people = line("manifest", *words)
    for_programs = line("manifest", *words, "--json")

    assert (for_people.code, for_people.err) == (0, "")
    assert json.loads(for_people.out) == for_programs.object == app_manifest(None)
    assert for_programs.out.count("\n") == 1


@pytest.mark.parametrize("url", ["https://bot.example", "https://bot.example/"])
def test_the_command_prints_it_for_http(line: Line, url: str) -> None:
    assert line("manifest", "--url", url, "--json").object == app_manifest(URL)


@pytest.mark.parametrize(
    "url",
    ["http://bot.example", "bot.example", "https://", "https://bot.example/here", "https://[b"],
)
def test_an_address_that_slack_would_not_take_is_wrong_usage(line: Line, url: str) -> None:
    said = line("manifest", "--url", url)

    assert (said.code, said.out) == (2, "")
    assert "Slack insists on https" in said.err
