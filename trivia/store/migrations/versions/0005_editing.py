"""Servers' own questions with their history, what their editors review, and answers they accepted for other packs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    op.create_table(
        "editions",
        sa.Column("question", sa.String(110), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("who", sa.BigInteger),
        sa.Column("body", sa.Text),
        sa.PrimaryKeyConstraint("question", "number", name="pk_editions"),
    )
    op.create_index("ix_editions_server", "editions", ["server"])
    op.create_index("ix_editions_who", "editions", ["who"])
    op.create_table(
        "reviews",
        sa.Column("id", number, nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("cause", sa.String(20), nullable=False),
        sa.Column("key", sa.String(160), nullable=False),
        sa.Column("question", sa.String(110)),
        sa.Column("who", sa.BigInteger),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("decided", sa.Double),
        sa.Column("decision", sa.String(20)),
        sa.Column("by", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_key", "reviews", ["server", "key"], unique=True)
    op.create_index("ix_reviews_open", "reviews", ["server", "decided", "id"])
    op.create_index("ix_reviews_question", "reviews", ["question"])
    op.create_index("ix_reviews_who", "reviews", ["who"])
    op.create_index("ix_reviews_decided", "reviews", ["decided"])
    op.create_table(
        "accepted",
        sa.Column("server", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("question", sa.String(110), nullable=False),
        sa.Column("text", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("server", "question", "text", name="pk_accepted"),
    )
