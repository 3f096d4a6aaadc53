"""Pack files in the bank: whole ones are served, broken ones are said, and what has not changed is not read again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from trivia import packs
from trivia.publish import publish_files
from trivia.store import EVERYONE, Questions, open_database

FILM = "pack: film\ntitle: Film\nquestions:\n  - {id: a, ask: Who?, answer: Ann, kind: person}\n"


@pytest.fixture
async def questions(tmp_path: Path) -> AsyncIterator[Questions]:
    database = await open_database(f"sqlite:///{tmp_path / 'trivia.db'}")
    yield Questions(database)
    await database.close()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


async def answer(questions: Questions) -> str:
    """The answer to the one question of the pack."""
    (drawn,) = await questions.draw(1, EVERYONE, ["film"], None, 1, Random(1))
    return drawn.question.answer.text


async def test_a_whole_pack_is_served_beside_a_broken_one(questions: Questions, tmp_path: Path) -> None:
    broken = written(tmp_path, "broken.yaml", "pack: broken\ntitel: Broken\n")
    served, faults = await publish_files(questions, [broken, written(tmp_path, "film.yaml", FILM)])
    assert served == ["film"]
    assert str(faults[0]).startswith(f"{broken}:2:1: ")


async def test_a_draft_is_not_published(questions: Questions, tmp_path: Path) -> None:
    draft = FILM + "  - {id: b, ask: When?, answer: Now, status: draft}\n"
    await publish_files(questions, [written(tmp_path, "film.yaml", draft)])
    (listing,) = await questions.listings(["film"])
    assert listing.count() == 1


async def test_an_unchanged_pack_is_not_read_again(
    questions: Questions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "film.yaml", FILM)
    await publish_files(questions, [path])
    monkeypatch.setattr(packs, "read", None)
    assert await publish_files(questions, [path]) == (["film"], [])


async def test_a_changed_pack_is_published_anew(questions: Questions, tmp_path: Path) -> None:
    await publish_files(questions, [written(tmp_path, "film.yaml", FILM)])
    await publish_files(questions, [written(tmp_path, "film.yaml", FILM.replace("Ann", "Ben"))])
    assert await answer(questions) == "Ben"


@pytest.mark.parametrize("second", [FILM, FILM.replace("Ann", "Ben")], ids=["the same", "another"])
async def test_of_two_packs_with_one_id_the_first_is_served(questions: Questions, tmp_path: Path, second: str) -> None:
    first, again = written(tmp_path, "a.yaml", FILM), written(tmp_path, "b.yaml", second)
    for _ in range(2):
        served, (fault,) = await publish_files(questions, [first, again])
        assert served == ["film"]
        assert f'the pack id "film" is that of {first} already' in str(fault)
        assert await answer(questions) == "Ann"
