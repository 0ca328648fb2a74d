"""The settings: from the environment or a file, each checked, no secret shown."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import LogFormat, Settings, SettingsError, read, require, shipped

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-very-secret",
    "SLACK_APP_TOKEN": "xapp-very-secret",
    "SLACK_SIGNING_SECRET": "very-secret",
}

Given = Callable[..., Settings]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Given:
    """Read settings in an environment that holds these and no others."""
    for name in [name for name in os.environ if name.startswith("AI_PATH_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def read_given(**settings: str) -> Settings:
        for name, value in settings.items():
            monkeypatch.setenv(f"AI_PATH_{name}", value)
        return read()

    return read_given


def test_without_anything_set_there_are_defaults(given: Given) -> None:
    settings = given()

    assert settings.model_dump() == {
        "database_url": "sqlite:///var/ai-path.db",
        "slack_bot_token": SecretStr(""),
        "slack_app_token": SecretStr(""),
        "slack_signing_secret": SecretStr(""),
        "slack_api_url": "https://slack.com/api/",
        "content_dirs": (),
        "host": "127.0.0.1",
        "port": 3000,
        "workers": 1,
        "log_format": LogFormat.CONSOLE,
        "log_level": "INFO",
        "admins": frozenset(),
        "sandbox_port": 8321,
    }


def test_each_setting_is_read_from_the_environment(given: Given, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()

    settings = given(
        **SECRETS,
        DATABASE_URL="postgresql://ada:pass@db.example:5432/ai-path",
        SLACK_API_URL="http://127.0.0.1:8080/api/",
        CONTENT_DIRS=" one , two,",
        HOST="0.0.0.0",  # noqa: S104 - a value to be read back
        PORT="8080",
        WORKERS="4",
        LOG_FORMAT="json",
        LOG_LEVEL="warning",
        ADMINS="U0ADA, W0LENA",
        SANDBOX_PORT="0",
    )

    assert settings.model_dump() == {
        "database_url": "postgresql://ada:pass@db.example:5432/ai-path",
        "slack_bot_token": SecretStr("xoxb-very-secret"),
        "slack_app_token": SecretStr("xapp-very-secret"),
        "slack_signing_secret": SecretStr("very-secret"),
        "slack_api_url": "http://127.0.0.1:8080/api/",
        "content_dirs": (Path("one"), Path("two")),
        "host": "0.0.0.0",  # noqa: S104 - likewise
        "port": 8080,
        "workers": 4,
        "log_format": LogFormat.JSON,
        "log_level": "WARNING",
        "admins": frozenset({"U0ADA", "W0LENA"}),
        "sandbox_port": 0,
    }


def test_a_file_is_read_too_and_the_environment_wins(given: Given, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("AI_PATH_PORT=4000\nAI_PATH_HOST=db.example\nOTHER=1\n")

    settings = given(PORT="5000")

    assert (settings.port, settings.host) == (5000, "db.example")


def test_an_empty_setting_is_none(given: Given) -> None:
    settings = given(PORT="", DATABASE_URL="", ADMINS="", CONTENT_DIRS="")

    assert settings == Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic takes it
    assert settings.model_fields_set == set()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("PORT", "-1", "Input should be greater than or equal to 0"),
        ("PORT", "65536", "Input should be less than or equal to 65535"),
        ("PORT", "http", "Input should be a valid integer, unable to parse string as an integer"),
        ("SANDBOX_PORT", "65536", "Input should be less than or equal to 65535"),
        ("WORKERS", "0", "Input should be greater than or equal to 1"),
        ("WORKERS", "65", "Input should be less than or equal to 64"),
        ("LOG_FORMAT", "xml", "Input should be 'console' or 'json'"),
        ("LOG_LEVEL", "LOUD", "must be DEBUG, INFO, WARNING or ERROR"),
        ("DATABASE_URL", "mysql://db/x", "must begin with sqlite:/// or postgresql://"),
        ("DATABASE_URL", "sqlite://", "must begin with sqlite:/// or postgresql://"),
        ("DATABASE_URL", "postgresql://h:port/x", "has a host or port that cannot be read"),
        ("DATABASE_URL", "postgresql://[h/x", "has a host or port that cannot be read"),
        ("SLACK_API_URL", "slack.com", "must be an address that begins with https://"),
        ("SLACK_API_URL", "ftp://slack.com", "must be an address that begins with https://"),
        ("SLACK_BOT_TOKEN", "xapp-1", "must begin with xoxb-, as bot tokens do"),
        ("SLACK_APP_TOKEN", "xoxb-1", "must begin with xapp-, as app tokens do"),
        ("CONTENT_DIRS", "/nowhere/at/all", "there is no folder /nowhere/at/all"),
        ("ADMINS", "U0ADA,@lena", "must be Slack's user ids, such as U024BE7LH"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_named_in_one_sentence(
    given: Given, name: str, value: str, reason: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        given(**{name: value})

    assert str(refused.value) == f"AI_PATH_{name} cannot be used: {reason}."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65535"),
        ("WORKERS", "1"),
        ("WORKERS", "64"),
        ("DATABASE_URL", "sqlite:////var/lib/with a space/x.db"),
        ("DATABASE_URL", "postgresql+psycopg://db/x"),
        ("SLACK_BOT_TOKEN", "xoxe.xoxb-rotated"),
        ("LOG_LEVEL", "debug"),
    ],
)
def test_a_setting_that_can_be_meant_is_taken(given: Given, name: str, value: str) -> None:
    assert name.lower() in given(**{name: value}).model_fields_set


def test_no_secret_is_shown(given: Given) -> None:
    settings = given(**SECRETS)

    shown = f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"
    assert "very-secret" not in shown


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_secret_that_is_refused_is_not_shown_either(given: Given, name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        given(**{name: "very-secret"})

    assert "very-secret" not in str(refused.value)


def test_a_password_in_an_address_that_is_refused_is_not_shown(given: Given) -> None:
    with pytest.raises(SettingsError) as refused:
        given(DATABASE_URL="postgresql://ada:very/secret@db.example/x")

    assert "very" not in str(refused.value)


def test_settings_stay_as_they_were_read(given: Given) -> None:
    settings = given()

    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


def test_the_first_setting_that_a_command_misses_is_named(given: Given) -> None:
    settings = given(SLACK_BOT_TOKEN="xoxb-1")

    require(settings, "slack_bot_token")
    with pytest.raises(SettingsError, match="AI_PATH_SLACK_APP_TOKEN is not set"):
        require(settings, "slack_bot_token", "slack_app_token", "slack_signing_secret")


@pytest.mark.parametrize("folder", ["content", "migrations"])
def test_what_is_shipped_is_found(folder: str) -> None:
    assert shipped(folder).is_dir()
