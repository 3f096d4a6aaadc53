"""The tables. Ids of games, players, servers, channels and messages are Discord's snowflakes; times are seconds since
1970. A change here needs a migration (`migrations/versions`), which a test holds against this file.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

games = Table(
    "games",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("server", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("starter", BigInteger, nullable=False),
    Column("plan", Text, nullable=False),
    Column("wish", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("started", Double, nullable=False),
    Column("ended", Double),
    Column("reason", String(40)),
)
"""One row a game. `plan` and `state` are its snapshot in JSON (`codec`), `wish` is the bot's own."""

Index(
    "ix_games_unfinished", games.c.channel, sqlite_where=games.c.ended.is_(None), postgresql_where=text("ended IS NULL")
)

rounds = Table(
    "rounds",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("question", String(110), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("at", Double, nullable=False),
)
"""One row a round that is over: which question it asked and how it ended."""

awards = Table(
    "awards",
    metadata,
    Column("game", BigInteger, ForeignKey("games.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("guess", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("player", BigInteger, nullable=False),
    Column("points", Integer, nullable=False),
    Column("elapsed", Double, nullable=False),
    Column("streak", Integer, nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("at", Double, nullable=False),
)
"""What a guess earned. Its snowflake is the key, so that nothing earns twice."""

asked = Table(
    "asked",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("question", String(110), primary_key=True),
    Column("at", Double, nullable=False),
)
"""The questions that were drawn in a server, or in a conversation, since its pool was last used up."""
