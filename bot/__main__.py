"""`python -m bot [--sandbox | --demo] [--port N]`: settings, log, bot. Says in words what is missing."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from bot import settings
from bot.launch import CannotStart, run_bot, run_with_stand_in

log = logging.getLogger(__name__)


def main() -> int:
    """Start what the command line asks for; returns the process's exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot", description="The Soundtrack Trivia bot.")
    parser.add_argument("--sandbox", action="store_true", help="play on a stand-in for Discord on this computer")
    parser.add_argument("--demo", action="store_true", help="play one scripted game on the stand-in and print it")
    parser.add_argument("--port", type=int, default=0, help="the stand-in's port; a free one where none is given")
    options = parser.parse_args()
    try:
        return _run(options)
    except (settings.BadSettings, CannotStart) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except KeyboardInterrupt:
        return 0


def _run(options: argparse.Namespace) -> int:
    if options.demo:
        from bot.demo import run_demo

        return asyncio.run(run_demo())
    chosen = settings.read(needs_token=not options.sandbox)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if options.sandbox:
        with tempfile.TemporaryDirectory(prefix="trivia-") as data:
            # The host's own database is for the host's own bot: here its servers would seem to have left.
            played = chosen.model_copy(update={"data": Path(data), "database_url": None})
            asyncio.run(run_with_stand_in(played, options.port))
    else:
        asyncio.run(run_bot(chosen))
    return 0


if __name__ == "__main__":
    sys.exit(main())
