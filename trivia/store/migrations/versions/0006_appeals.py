"""When in its round a guess was made and after how many hints, and whether somebody appealed because of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of what was said before, nobody knows."""
    op.add_column("guesses", sa.Column("elapsed", sa.Double, nullable=False, server_default="0"))
    op.add_column("guesses", sa.Column("hints", sa.Integer, nullable=False, server_default="0"))
    op.add_column("guesses", sa.Column("appealed", sa.Boolean, nullable=False, server_default=sa.false()))
