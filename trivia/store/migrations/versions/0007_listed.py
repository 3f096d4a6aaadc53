"""Indexes of the rows that boards list, and no others: they are smaller, and an award writes fewer of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LISTED = {
    "points": "points > 0",
    "wins": "wins > 0",
    "right": '"right" > 0',
    "streak": "streak > 0",
    "accuracy": "accuracy IS NOT NULL",
    "fastest": "fastest IS NOT NULL",
}


def upgrade() -> None:
    """Make the indexes anew, and let PostgreSQL vacuum what is read by them as often as that takes."""
    for metric, listed in LISTED.items():
        op.drop_index(f"ix_scores_{metric}", "scores")
        where = sa.text(listed)
        columns = ["board", metric, "player"]
        op.create_index(f"ix_scores_{metric}", "scores", columns, sqlite_where=where, postgresql_where=where)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE scores SET (autovacuum_vacuum_scale_factor = 0.01)")
