"""Leaderboards, seasons, who opted in, and what was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

METRICS = ("points", "wins", "right", "accuracy", "streak", "fastest")
FIRST_DAY = 719_163
"""The number of the first day of 1970 (`date.toordinal`)."""


def upgrade() -> None:
    """Make the tables, and bring what was earned before onto the boards."""
    op.add_column("games", sa.Column("day", sa.Integer))
    op.add_column("games", sa.Column("season", sa.Integer))
    op.create_index("ix_games_ended", "games", ["ended"])
    op.create_index("ix_games_server", "games", ["server"])
    op.create_index("ix_games_starter", "games", ["starter"])
    op.add_column("rounds", sa.Column("day", sa.Integer, nullable=False, server_default="0"))
    op.add_column("rounds", sa.Column("season", sa.Integer, nullable=False, server_default="0"))
    _make_people()
    _make_games()
    _make_boards()
    _fill_from_before()


def _make_people() -> None:
    op.create_table(
        "servers",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False, server_default="UTC"),
        sa.Column("season", sa.Integer, nullable=False, server_default="1"),
        sa.Column("left_at", sa.Double),
        sa.PrimaryKeyConstraint("id", name="pk_servers"),
    )
    op.create_table(
        "seasons",
        sa.Column("server", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("ended", sa.Double, nullable=False),
        sa.Column("players", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("server", "number", name="pk_seasons"),
    )
    op.create_table(
        "podiums",
        sa.Column("server", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("season", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("player", sa.BigInteger, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("wins", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("server", "season", "place", name="pk_podiums"),
    )
    op.create_index("ix_podiums_player", "podiums", ["player"])
    op.create_table(
        "players",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_players"),
    )


def _make_games() -> None:
    op.create_table(
        "tried",
        sa.Column("game", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("player", sa.BigInteger, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("game", "number", "player", name="pk_tried"),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name="fk_tried_game_games", ondelete="CASCADE"),
    )
    op.create_table(
        "played",
        sa.Column("game", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("player", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("won", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("game", "player", name="pk_played"),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name="fk_played_game_games", ondelete="CASCADE"),
    )
    op.create_index("ix_played_player", "played", ["player"])
    op.create_table(
        "guesses",
        sa.Column("game", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guess", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("player", sa.BigInteger, nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.Column("ruling", sa.String(10), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("game", "guess", name="pk_guesses"),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name="fk_guesses_game_games", ondelete="CASCADE"),
    )
    op.create_index("ix_guesses_player", "guesses", ["player"])
    op.create_index("ix_guesses_at", "guesses", ["at"])


def _make_boards() -> None:
    op.create_table(
        "boards",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("server", sa.BigInteger),
        sa.Column("of", sa.String(40), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_boards"),
    )
    op.create_index("ix_boards_server", "boards", ["server"])
    op.create_table(
        "scores",
        sa.Column("board", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("player", sa.BigInteger, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("points", "wins", "right", "rounds", "games")),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("fastest", sa.Integer),
        sa.Column("accuracy", sa.Integer),
        sa.PrimaryKeyConstraint("board", "player", name="pk_scores"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_scores_player", "scores", ["player"])
    for metric in METRICS:
        op.create_index(f"ix_scores_{metric}", "scores", ["board", metric, "player"])


def _fill_from_before() -> None:
    """Days of UTC and first seasons, and a try for each award; the store then works out the boards (`rollups`)."""
    # A cast cuts in SQLite, and rounds in PostgreSQL; not every SQLite knows floor().
    days = "floor(at / 86400)" if op.get_bind().dialect.name == "postgresql" else "at / 86400"
    day = f"CAST({days} AS INTEGER) + {FIRST_DAY}"
    op.execute(sa.text(f"UPDATE rounds SET day = {day}, season = 1"))  # noqa: S608 (a number of ours)
    ended = day.replace("at /", "ended /")
    told = "ended IS NOT NULL AND reason NOT LIKE '%channel%'"
    op.execute(sa.text(f"UPDATE games SET day = {ended}, season = 1 WHERE {told}"))  # noqa: S608 (a number of ours)
    op.execute(sa.text("INSERT INTO tried (game, number, player) SELECT DISTINCT game, number, player FROM awards"))
    op.execute(sa.text("INSERT INTO played (game, player) SELECT DISTINCT game, player FROM awards"))
