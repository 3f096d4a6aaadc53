"""``python -m bot.sandbox [--port N]``: the stand-in alone, until it is interrupted or terminated."""

import argparse
import asyncio
import signal
import sys

from .server import StandIn


async def serve(port: int) -> None:
    """Serve until SIGINT or SIGTERM; one JSON line on standard output tells how to join."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    async with StandIn(port) as stand_in:
        sys.stdout.write(stand_in.ready_line() + "\n")
        sys.stdout.flush()
        await stopped.wait()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A stand-in for Discord on 127.0.0.1.")
    parser.add_argument("--port", type=int, default=0, help="the port to serve on; a free one where none is given")
    port = parser.parse_args().port
    try:
        asyncio.run(serve(port))
    except (OSError, OverflowError) as error:
        sys.stderr.write(f"Port {port} cannot be used ({error}); give another with --port.\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
