"""One call of a Web API method: its arguments, read as Slack reads them."""

import json
from dataclasses import dataclass

from bot.sandbox.errors import ApiError
from bot.sandbox.house import House
from bot.sandbox.shapes import Blocks, Json
from bot.sandbox.sockets import SocketHub


@dataclass(frozen=True)
class Call:
    """A call whose token was accepted."""

    house: House
    sockets: SocketHub
    arguments: Json

    def needs(self, *scopes: str) -> None:
        """Go on only if one of *scopes* was granted to the bot.

        Raises:
            ApiError: None was.
        """
        provided = self.house.settings.scopes
        if scopes and not set(scopes) & set(provided):
            more = {"needed": ",".join(scopes), "provided": ",".join(provided)}
            raise ApiError("missing_scope", more=more)

    def text(self, name: str, default: str = "") -> str:
        """Read an argument as text."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def required(self, name: str, error: str = "invalid_arguments") -> str:
        """Read an argument that must be there.

        Raises:
            ApiError: It is not.
        """
        text = self.text(name)
        if not text:
            missing = f"[ERROR] missing required field: {name} [json-pointer:/{name}]"
            raise ApiError(error, (missing,) if error == "invalid_arguments" else ())
        return text

    def number(self, name: str, default: int) -> int:
        """Read an argument as a whole number.

        Raises:
            ApiError: It is none.
        """
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise ApiError("invalid_arguments") from None

    def is_set(self, name: str) -> bool:
        """Read an argument as yes or no."""
        return self.text(name).lower() in {"true", "1"}

    def structure(self, name: str, error: str = "invalid_arguments") -> object:
        """Read an argument that is JSON, whether it came as JSON or as text.

        Raises:
            ApiError: It cannot be read.
        """
        value = self.arguments.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError(error) from None

    def structured(self, name: str, error: str = "invalid_arguments") -> Json:
        """Read an argument that must be a JSON object.

        Raises:
            ApiError: It is none.
        """
        value = self.structure(name, error)
        if not isinstance(value, dict):
            raise ApiError(error)
        return value

    def blocks(self) -> Blocks:
        """Read the blocks of a message.

        Raises:
            ApiError: They are no list of objects.
        """
        value = self.structure("blocks", "invalid_blocks_format") or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise ApiError("invalid_blocks_format")
        return value
