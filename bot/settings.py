"""The settings: read from the environment or a .env file, and from nowhere else."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "AI_PATH_"

DATABASES = re.compile(r"(sqlite:///|postgresql(\+psycopg)?://).+")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
# A token that is not set at all is missed where it is needed.
BOT_TOKEN = re.compile(r"((xoxe\.)?xoxb-\S+)?")
APP_TOKEN = re.compile(r"(xapp-\S+)?")
USER_ID = re.compile(r"[UW][A-Z0-9]+")
LEVEL = re.compile(r"DEBUG|INFO|WARNING|ERROR")


class SettingsError(Exception):
    """A setting is missing or cannot be meant; the message names it."""


class LogFormat(StrEnum):
    """How log lines are written."""

    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """What an operator can set, each as `AI_PATH_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        # An empty line in a file of settings leaves the default in place.
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    database_url: str = "sqlite:///var/ai-path.db"
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api_url: str = "https://slack.com/api/"
    content_dirs: Annotated[tuple[Path, ...], NoDecode] = ()
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    log_format: LogFormat = LogFormat.CONSOLE
    log_level: str = "INFO"
    admins: Annotated[frozenset[str], NoDecode] = frozenset()
    sandbox_port: int = Field(default=8321, ge=0, le=65535)

    @field_validator("content_dirs", "admins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Read a list as words between commas."""
        if isinstance(value, str):
            return [word.strip() for word in value.split(",") if word.strip()]
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        _fitting(DATABASES, value, "must begin with sqlite:/// or postgresql://")
        try:
            _ = urlsplit(value).port
        except ValueError:
            # Its own words would quote what may be a part of the password.
            message = "has a host or port that cannot be read"
            raise ValueError(message) from None
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        return _fitting(WEB_ADDRESS, value, "must be an address that begins with https://")

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr) -> SecretStr:
        _fitting(BOT_TOKEN, value.get_secret_value(), "must begin with xoxb-, as bot tokens do")
        return value

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr) -> SecretStr:
        _fitting(APP_TOKEN, value.get_secret_value(), "must begin with xapp-, as app tokens do")
        return value

    @field_validator("content_dirs")
    @classmethod
    def _there(cls, value: tuple[Path, ...]) -> tuple[Path, ...]:
        for folder in value:
            if not folder.is_dir():
                message = f"there is no folder {folder}"
                raise ValueError(message)
        return value

    @field_validator("admins")
    @classmethod
    def _user_ids(cls, value: frozenset[str]) -> frozenset[str]:
        for user in value:
            _fitting(USER_ID, user, "must be Slack's user ids, such as U024BE7LH")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        return _fitting(LEVEL, value.upper(), "must be DEBUG, INFO, WARNING or ERROR")


def _fitting(pattern: re.Pattern[str], value: str, otherwise: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(otherwise)
    return value


def read() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: in one sentence that names the setting.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        reason = first["msg"].removeprefix("Value error, ")
        message = f"{name} cannot be used: {reason}."
        raise SettingsError(message) from error


def require(settings: Settings, *names: str) -> None:
    """Insist on settings that have no default.

    Raises:
        SettingsError: in one sentence that names the first one missing.
    """
    for name in names:
        if not getattr(settings, name).get_secret_value():
            message = f"{PREFIX}{name.upper()} is not set, and this command needs it."
            raise SettingsError(message)


def shipped(folder: str) -> Path:
    """Find what travels with the program: inside the installed package, or beside it."""
    inside = Path(__file__).parent / "_shipped" / folder
    return inside if inside.is_dir() else Path(__file__).parent.parent / folder
