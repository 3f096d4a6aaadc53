"""A bank of packs that are no files."""

from __future__ import annotations

from collections.abc import Sequence

from trivia.bank import Bank
from trivia.packs import Pack
from trivia.store import Header, Questions, Store


async def publish(questions: Questions, *packs: Pack) -> None:
    """Publish the packs, with all of their questions."""
    for pack in packs:
        await questions.publish(Header(pack.id, pack.title, "of a test", about=pack.about), pack.questions)


async def stocked(store: Store, packs: Sequence[Pack]) -> Bank:
    """The bank of these packs."""
    await publish(store.questions, *packs)
    return await Bank.open(store.questions, [pack.id for pack in packs])
