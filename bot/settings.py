"""The environment becomes frozen settings: read once, all faults at once, the token never printable."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import NoDecode

from trivia.store.settings import DATABASE_FITS, StoreSettings


class MessageContent(StrEnum):
    """Whether typed messages are read: if Discord lets us, always, or never."""

    AUTO = "auto"
    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards that this process serves, `of` how many; Discord deals the servers out among them."""

    ids: tuple[int, ...]
    of: int

    def serve(self, server: int | None) -> bool:
        """Whether a server's events come to this process; those of direct messages (None) come to shard 0."""
        return ((server or 0) >> 22) % self.of in self.ids


class BadSettings(Exception):
    """Settings that can't be used. Its text has one line a fault, each naming the setting and what to do."""


class Settings(StoreSettings):
    """Everything a host can set, with where the database is. The names in the environment are the aliases."""

    token: SecretStr | None = Field(None, alias="DISCORD_TOKEN")
    api_url: str | None = Field(None, alias="DISCORD_API_URL")
    message_content: MessageContent = Field(MessageContent.AUTO, alias="TRIVIA_MESSAGE_CONTENT")
    packs: Path | None = Field(None, alias="TRIVIA_PACKS")
    shards: Annotated[Shards | None, NoDecode] = Field(None, alias="TRIVIA_SHARDS")
    seed: int | None = Field(None, alias="TRIVIA_SEED")

    @field_validator("token")
    @classmethod
    def _is_one_word(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[!-~]+", value.get_secret_value().strip()):
            raise ValueError("it has no spaces and only letters, digits and signs of ASCII")
        return value

    @field_validator("message_content", mode="before")
    @classmethod
    def _in_any_case(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("api_url")
    @classmethod
    def _is_a_url(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("it must start with http:// or https://")
        return value.rstrip("/") if value else value

    @field_validator("shards", mode="before")
    @classmethod
    def _is_a_part(cls, value: object) -> object:
        return _shards(value) if isinstance(value, str) else value

    @field_validator("packs")
    @classmethod
    def _is_a_folder(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_dir():
            raise ValueError("there is no such folder")
        return value


def _shards(text: str) -> Shards:
    """`0-3/16` and `0,2/4` as shards; raises `ValueError`."""
    named, _, count = text.partition("/")
    of = int(count)
    ids: list[int] = []
    for part in named.split(","):
        first, _, last = part.partition("-")
        ids += range(int(first), min(int(last or first), of) + 1)
    if not ids or of < 1 or len(set(ids)) != len(ids) or not all(0 <= number < of for number in ids):
        raise ValueError("no such shards")
    return Shards(tuple(ids), of)


class HostSettings(Settings):
    """The settings of a bot that goes to Discord: without a token it can't."""

    token: SecretStr = Field(alias="DISCORD_TOKEN")  # pyright: ignore[reportIncompatibleVariableOverride]


NO_TOKEN = "DISCORD_TOKEN is missing: copy .env.example to .env and put your bot's token there."  # noqa: S105 (no token)
WHAT_FITS = {
    "DISCORD_TOKEN": "copy it anew from the developer portal, without spaces",
    "TRIVIA_MESSAGE_CONTENT": "write auto, on or off",
    "TRIVIA_SEED": "write a whole number or leave it out",
    "TRIVIA_SHARDS": "write those of this process and how many there are, such as 0-3/16, or leave it out",
    "DATABASE_URL": DATABASE_FITS,
    "DISCORD_API_URL": "write an address such as https://discord.com/api/v10 or leave it out",
    "TRIVIA_PACKS": "name a folder that exists or leave it out",
    "TRIVIA_DATA": "name a folder",
}


def read(env_file: Path = Path(".env"), *, needs_token: bool = False) -> Settings:
    """The settings from the environment and `env_file`; raises `BadSettings` with every fault."""
    unreadable = BadSettings(f"{env_file} can't be read: make it a text file in UTF-8 that you may read.")
    kind = HostSettings if needs_token else Settings
    try:
        if env_file.exists() and not env_file.is_file():
            raise unreadable
        return kind(_env_file=env_file)  # pyright: ignore[reportCallIssue]
    except ValidationError as error:
        faults = {str(fault["loc"][0]): fault["type"] for fault in error.errors()}
        raise BadSettings("\n".join(_sentence(name, fault) for name, fault in faults.items())) from None
    except (OSError, UnicodeDecodeError):
        raise unreadable from None


def _sentence(name: str, fault: str) -> str:
    if fault == "missing":
        return NO_TOKEN
    return f"{name} can't be used: {WHAT_FITS.get(name, 'see .env.example')}."
