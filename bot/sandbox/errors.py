"""How Discord refuses, and how the control API does."""

from typing import Any

Json = dict[str, Any]
"""A JSON object."""

JsonValue = Any
"""Any value that JSON can hold."""


class DiscordError(Exception):
    """A refusal in Discord's shape: an HTTP status, one of Discord's codes, its message, and per-field errors."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        body: Json = {"message": self.message, "code": self.code}
        if self.errors:
            body["errors"] = self.errors
        return body


class ControlError(Exception):
    """A refusal of the control API: an HTTP status in the 400s and one sentence for the person."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def unauthorized() -> DiscordError:
    return DiscordError(401, 0, "401: Unauthorized")


def not_found() -> DiscordError:
    return DiscordError(404, 0, "404: Not Found")


_UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "Interaction": 10062,
    "application command": 10063,
}
"""Codes of Discord's reference, "JSON Error Codes"."""


def unknown(what: str) -> DiscordError:
    """Answer Discord's 404 for a thing of this kind, such as ``unknown("Channel")``."""
    return DiscordError(404, _UNKNOWN[what], f"Unknown {what}")


def missing_access() -> DiscordError:
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    return DiscordError(403, 50013, "Missing Permissions")
