"""Packs of ours, through the reader of packs."""

from __future__ import annotations

import dataclasses

from trivia.packs.format import read as read_pack
from trivia.packs.pack import Placed


def read(data: bytes, name: str, pack: str | None, title: str | None, most: int) -> Placed:
    """The pack in `data`, under another id or title where one is given. Raises `PackFaults`."""
    placed = read_pack(data, name, most)
    ident = pack or placed.pack.id
    named = dataclasses.replace(
        placed.pack,
        id=ident,
        title=title or placed.pack.title,
        questions=tuple(
            dataclasses.replace(question, id=f"{ident}/{question.slug}") for question in placed.pack.questions
        ),
    )
    return dataclasses.replace(placed, pack=named)
