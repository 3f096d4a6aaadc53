"""The bank: packs and their questions, how they are drawn and found, and what came of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _ordered(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables; what had been asked by then counts as not asked."""
    op.create_table(
        "packs",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("language", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_packs"),
    )
    op.create_index("ix_packs_digest", "packs", ["digest"])
    op.create_table(
        "questions",
        sa.Column("id", sa.String(110), nullable=False),
        sa.Column("pack", sa.String(40), nullable=False),
        sa.Column("difficulty", sa.String(10), nullable=False),
        sa.Column("lot", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.ForeignKeyConstraint(["pack"], ["packs.id"], name="fk_questions_pack_packs"),
    )
    op.create_index("ix_questions_lot", "questions", ["pack", "difficulty", "lot"], unique=True)
    op.create_table(
        "lots",
        sa.Column("pack", sa.String(40), nullable=False),
        sa.Column("difficulty", sa.String(10), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("live", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("pack", "difficulty", name="pk_lots"),
    )
    op.create_table(
        "laps",
        sa.Column("place", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("pack", sa.String(40), nullable=False),
        sa.Column("difficulty", sa.String(10), nullable=False),
        sa.Column("start", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("key", sa.BigInteger, nullable=False),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("place", "pack", "difficulty", "start", name="pk_laps"),
    )
    op.create_index("ix_laps_pack", "laps", ["pack", "difficulty"])
    op.create_table(
        "answers",
        sa.Column("question", sa.String(110), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("pack", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("key", _ordered(60), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("question", "number", name="pk_answers"),
    )
    op.create_index("ix_answers_server", "answers", ["server", "kind", "key"])
    op.create_index("ix_answers_pack", "answers", ["pack", "kind", "key"])
    op.create_table(
        "words",
        sa.Column("server", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("word", _ordered(24), nullable=False),
        sa.Column("question", sa.String(110), nullable=False),
        sa.PrimaryKeyConstraint("server", "word", "question", name="pk_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_words_question", "words", ["question"])
    counts = ("asked", "answered", "skipped", "tried", "right", "close", "reported")
    op.create_table(
        "records",
        sa.Column("question", sa.String(110), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in counts),
        sa.PrimaryKeyConstraint("question", name="pk_records"),
    )
    op.create_table(
        "paces",
        sa.Column("question", sa.String(110), nullable=False),
        sa.Column("pace", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("rounds", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("question", "pace", name="pk_paces"),
    )
    op.drop_table("asked")
