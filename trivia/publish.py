"""Pack files -> the bank in the database; those that are there as they are cost no more than reading their bytes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from trivia import packs
from trivia.packs import Fault, PackFaults
from trivia.question import Status
from trivia.store import Header, Questions

log = logging.getLogger(__name__)

READING = b"1"
"""Changes with whatever changes what is read from the same bytes, so that everything is read and published anew."""


async def publish_files(questions: Questions, paths: Sequence[Path]) -> tuple[list[str], list[Fault]]:
    """Publish the packs at `paths`; the ids of those that are whole, and the faults of the others.

    Of two files with one pack id the first is taken. Raises `StoreDown`.
    """
    published: dict[str, Path] = {}
    faults: list[Fault] = []
    for path in paths:
        try:
            name = await _publish(questions, path, published)
        except PackFaults as error:
            faults += error.faults
        else:
            published[name] = path
    return list(published), faults


async def _publish(questions: Questions, path: Path, published: dict[str, Path]) -> str:
    data = await asyncio.to_thread(packs.read_bytes, path)
    digest = sha256(READING + data).hexdigest()
    known = await questions.published_as(digest)
    if known is not None and known not in published:
        return known
    # Beside the event loop, so that the process can be told to stop meanwhile.
    placed = await asyncio.to_thread(packs.read, data, str(path))
    pack = placed.pack
    if pack.id in published:
        sentence = f'the pack id "{pack.id}" is that of {published[pack.id]} already; choose another'
        raise PackFaults([Fault(str(path), *placed.mark, sentence)])
    ready = [question for question in pack.questions if question.status is Status.READY]
    log.info("publishing %s: %s questions", pack.id, f"{len(ready):,}")
    entry = Header(pack.id, pack.title, digest, about=pack.about, language=pack.language)
    await questions.publish(entry, ready)
    return pack.id
