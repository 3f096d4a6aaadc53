"""Alembic's entry: runs the migrations on the connection that `trivia.store.database` hands over."""

from __future__ import annotations

from alembic import context

from trivia.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The caller's transaction holds the lock, and all of a migration or nothing.
    transactional_ddl=False,
)
context.run_migrations()
