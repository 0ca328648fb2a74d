"""The settings: read from the environment or a .env file, and from nowhere else."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "AI_PATH_"


class SettingsError(Exception):
    """A setting is missing or cannot be meant; the message names it."""


class LogFormat(StrEnum):
    """How log lines are written."""

    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """What an operator can set, each as `AI_PATH_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True
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

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            message = "must be DEBUG, INFO, WARNING or ERROR"
            raise ValueError(message)
        return value.upper()


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
