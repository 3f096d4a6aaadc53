"""Where the database is, for the bot and for the command line alike."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASE_FITS = "write an address such as postgresql://user:password@host/name or leave it out"


class StoreSettings(BaseSettings):
    """What a host can set of the database. The names in the environment are the aliases."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Windows' editors begin a file with a byte order mark
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    data: Path = Field(Path("data"), alias="TRIVIA_DATA")
    database_url: SecretStr | None = Field(None, alias="DATABASE_URL")

    @property
    def database(self) -> str:
        """The address of the database: a file in the data folder unless another was named. May hold a password."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data / 'trivia.db'}"

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(
            ("postgresql://", "postgres://", "sqlite:///")
        ):
            raise ValueError("it must start with postgresql:// or sqlite:///")
        return value
