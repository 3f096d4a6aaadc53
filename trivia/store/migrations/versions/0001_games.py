"""Games that survive, what they earned, and what was asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "games",
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("server", sa.BigInteger),
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("starter", sa.BigInteger, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("wish", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("started", sa.Double, nullable=False),
        sa.Column("ended", sa.Double),
        sa.Column("reason", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_games"),
    )
    op.create_index(
        "ix_games_unfinished",
        "games",
        ["channel"],
        sqlite_where=sa.text("ended IS NULL"),
        postgresql_where=sa.text("ended IS NULL"),
    )
    op.create_table(
        "rounds",
        sa.Column("game", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("question", sa.String(110), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("game", "number", name="pk_rounds"),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name="fk_rounds_game_games", ondelete="CASCADE"),
    )
    op.create_table(
        "awards",
        sa.Column("game", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("guess", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("player", sa.BigInteger, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("elapsed", sa.Double, nullable=False),
        sa.Column("streak", sa.Integer, nullable=False),
        sa.Column("shared", sa.Boolean, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("game", "guess", name="pk_awards"),
        sa.ForeignKeyConstraint(["game"], ["games.id"], name="fk_awards_game_games", ondelete="CASCADE"),
    )
    op.create_table(
        "asked",
        sa.Column("place", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("question", sa.String(110), nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("place", "question", name="pk_asked"),
    )
