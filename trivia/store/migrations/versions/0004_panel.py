"""What servers set, who may not play there, scores that were reset, and the log of what people changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; all that was earned so far is of the first era."""
    for table in ("servers", "games", "rounds", "boards"):
        op.add_column(table, sa.Column("era", sa.Integer, nullable=False, server_default="0"))
    op.add_column("servers", sa.Column("settings", sa.Text, nullable=False, server_default="{}"))
    op.create_table(
        "barred",
        sa.Column("server", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("player", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("server", "player", name="pk_barred"),
    )
    op.create_index("ix_barred_player", "barred", ["player"])
    op.create_table(
        "resets",
        sa.Column("server", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("era", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("server", "era", name="pk_resets"),
    )
    op.create_index("ix_resets_at", "resets", ["at"])
    _make_audit()


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("who", sa.BigInteger),
        sa.Column("verb", sa.String(20), nullable=False),
        sa.Column("thing", sa.String(20), nullable=False),
        sa.Column("of", sa.String(120), nullable=False),
        sa.Column("before", sa.Text, nullable=False, server_default="null"),
        sa.Column("after", sa.Text, nullable=False, server_default="null"),
        sa.Column("undone_by", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_server_id", "audit", ["server", "id"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_who", "audit", ["who"])
