"""`python -m tests.bench.publishing ADDRESS FOLDER`: publish the packs of a folder; writes what that took as JSON."""

from __future__ import annotations

import asyncio
import json
import logging
import resource
import sys
from pathlib import Path
from time import perf_counter

from trivia.bank import Bank, Wanted
from trivia.publish import publish_files
from trivia.store import Questions, open_database


async def _publish(address: str, paths: list[Path]) -> dict[str, float]:
    database = await open_database(address)
    questions = Questions(database)
    began = perf_counter()
    served, faults = await publish_files(questions, paths)
    bank = await Bank.open(questions, served)
    took = perf_counter() - began
    await database.close()
    assert not faults, faults[0]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"s": round(took, 3), "mb": round(memory, 1), "questions": bank.count(Wanted())}


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    sys.stdout.write(json.dumps(asyncio.run(_publish(sys.argv[1], sorted(Path(sys.argv[2]).glob("*.yaml"))))))
