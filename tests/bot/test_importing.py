"""Files of questions that editors bring: shown first, imported whole or not at all, and handed over again."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from bot import importing, stages
from tests.bot.conftest import Channel
from tests.bot.panels import ADMIN, ids, server, settings
from trivia.exchange import Reading
from trivia.packs import MOST_BYTES
from trivia.question import Question
from trivia.store import Change, Verb

PACK = b"""pack: mine
title: Mine
facts:
  - {id: shark, says: John Williams wrote it.}
questions:
  - {id: jaws, ask: Who wrote the score of Jaws?, answer: John Williams, kind: person, fact: shark}
  - {id: alien, ask: Who wrote the score of Alien?, answer: Jerry Goldsmith, kind: person}
"""
RED = b"""AUTHOR: ann
Who wrote the score of Jaws?:
- John Williams
Who wrote the score of Psycho?:
- Bernard Herrmann
"""
OPENTDB = json.dumps(
    {
        "response_code": 0,
        "results": [
            {
                "type": "multiple",
                "difficulty": "hard",
                "category": "Film",
                "question": "Who wrote the score of Vertigo?",
                "correct_answer": "Bernard Herrmann",
                "incorrect_answers": ["Max Steiner", "Alex North", "Franz Waxman"],
            }
        ],
    }
).encode()
TRIVIATIME = b"Who wrote the score of Laura?*David Raksin\nWho wrote the score of Gilda?*Hugo Friedhofer\n"
CSV = b"question,answer\nWho wrote the score of Batman?,Danny Elfman\nWho wrote nothing?,\n"


async def bring(channel: Channel, data: bytes, name: str = "mine.yaml", user: str = ADMIN) -> dict:
    """The card or the sentence that somebody gets who imports a file."""
    files = {"file": (name, data)}
    answered = await channel.people.command(user, channel.name, "questions import", files=files)
    assert answered["response"]["ephemeral"]
    return answered["response"]


async def press(channel: Channel, card: dict, user: str = ADMIN) -> dict:
    label = next(part["label"] for part in buttons(card))
    return (await channel.press(user, card, label))["response"]


def buttons(card: dict) -> list[dict]:
    (container,) = card["components"]
    return [part for row in container["components"] if row["type"] == 1 for part in row["components"]]


async def load(channel: Channel, data: bytes, name: str = "mine.yaml") -> None:
    assert "Imported" in (await press(channel, await bring(channel, data, name)))["text"]


async def own(channel: Channel) -> dict[str, Question]:
    """The server's own questions by their slugs."""
    return {one.slug: one for one in await channel.bot.importing._exchange._own.all(await server(channel))}


async def report(channel: Channel) -> str:
    """The file that came with the last dry run."""
    return (await exported(channel)).decode()


async def exported(channel: Channel) -> bytes:
    """The last file that the bot sent."""
    message = (await channel.people.messages(channel.name, user=ADMIN))[-1]
    (file,) = message["attachments"]
    return channel.stand_in.parts.world.attachments[int(file["id"])].data


# --- importing ------------------------------------------------------------------------------------------------------


async def test_a_dry_run_changes_nothing_and_its_button_imports_what_it_showed(channel: Channel) -> None:
    card = await bring(channel, PACK)
    assert "2 new, 0 changed, 0 the same, 0 refused" in card["text"]
    assert await own(channel) == {}
    done = await press(channel, card)
    assert "2 new questions, 0 changed" in done["text"]
    assert buttons(done) == []
    found = await own(channel)
    assert set(found) == {"jaws", "alien"}
    assert found["jaws"].fact is not None
    assert "This server's questions" in await channel.command("ada", "trivia packs")


@pytest.mark.parametrize(
    ("data", "name", "asks"),
    [
        (RED, "red.yaml", ["Who wrote the score of Jaws?", "Who wrote the score of Psycho?"]),
        (OPENTDB, "film.json", ["Who wrote the score of Vertigo?"]),
        (TRIVIATIME, "film.txt", ["Who wrote the score of Gilda?", "Who wrote the score of Laura?"]),
        (CSV, "film.csv", ["Who wrote the score of Batman?"]),
    ],
    ids=["red", "opentdb", "triviatime", "csv"],
)
async def test_files_of_other_bots_are_taken(channel: Channel, data: bytes, name: str, asks: list[str]) -> None:
    await load(channel, data, name)
    assert sorted(one.ask for one in (await own(channel)).values()) == asks


async def test_what_is_left_out_is_told_with_line_and_reason(channel: Channel) -> None:
    card = await bring(channel, CSV, "film.csv")
    assert "1 new, 0 changed, 0 the same, 1 refused" in card["text"]
    assert "line 3: " in card["text"]
    assert "line 3, column" in await report(channel)


async def test_what_is_there_already_is_the_same_or_changed(channel: Channel) -> None:
    await load(channel, PACK)
    card = await bring(channel, PACK.replace(b"Jerry Goldsmith", b"Hans Zimmer"))
    assert "0 new, 1 changed, 1 the same, 0 refused" in card["text"]
    await press(channel, card)
    assert (await own(channel))["alien"].answer.text == "Hans Zimmer"
    assert buttons(await bring(channel, PACK.replace(b"Jerry Goldsmith", b"Hans Zimmer"))) == []


async def test_another_bot_s_question_is_known_by_its_text_and_keeps_what_its_format_can_t_say(
    channel: Channel,
) -> None:
    await load(channel, PACK)
    card = await bring(channel, RED.replace(b"John Williams", b"Johnny Williams"), "red.yaml")
    assert "1 new, 1 changed, 0 the same" in card["text"]
    before = (await own(channel))["jaws"]
    await press(channel, card)
    after = (await own(channel))["jaws"]
    assert after.answer.text == "Johnny Williams"
    assert after.fact == before.fact


async def test_a_removed_question_can_be_imported_again(channel: Channel) -> None:
    await load(channel, PACK)
    where, exchange = await server(channel), channel.bot.importing._exchange
    gone = (await own(channel))["jaws"]
    await exchange._own.change(where, [Change(gone.id, None, 1, Verb.REMOVE)], 1, 0.0)
    card = await bring(channel, PACK)
    assert "1 new, 0 changed, 1 the same" in card["text"]
    await press(channel, card)
    assert (await own(channel))["jaws"] == gone


async def test_an_import_is_one_entry_of_the_log_and_one_line_of_the_audit_channel(channel: Channel) -> None:
    where, quiet = await server(channel), (await ids(channel))["quiet"]
    await channel.bot._book.change(where, lambda old: replace(old, audit_channel=quiet), 1, 0.0)
    assert (await settings(channel)).audit_channel == quiet
    await load(channel, PACK)
    await channel.people.wait_for("quiet", "imported 2 new questions and changed 0")
    log = await channel.command(ADMIN, "questions log")
    assert log.count("imported 2 new questions") == 1


async def test_what_somebody_changed_meanwhile_is_not_overwritten(channel: Channel) -> None:
    await load(channel, PACK)
    card = await bring(channel, PACK.replace(b"Jerry Goldsmith", b"Hans Zimmer"))
    await load(channel, PACK.replace(b"Jerry Goldsmith", b"Max Steiner"))  # by ADMIN too, whose older card is gone
    refused = await channel.press(ADMIN, card, "Import 1 question")
    assert "run /questions import again" in refused["response"]["text"].replace("`", "")
    assert (await own(channel))["alien"].answer.text == "Max Steiner"


async def test_where_another_editor_was_first_a_new_dry_run_is_shown(channel: Channel) -> None:
    await load(channel, PACK)
    await channel.people.role("ben", "Admin")
    card = await bring(channel, PACK.replace(b"Jerry Goldsmith", b"Hans Zimmer"))
    other = await bring(channel, PACK.replace(b"Jerry Goldsmith", b"Max Steiner"), user="ben")
    await press(channel, other, "ben")
    again = await press(channel, card)
    assert "Somebody changed these questions meanwhile" in again["text"]
    assert (await own(channel))["alien"].answer.text == "Max Steiner"
    await press(channel, again)
    assert (await own(channel))["alien"].answer.text == "Hans Zimmer"


async def test_a_dry_run_that_is_gone_says_so(channel: Channel) -> None:
    card = await bring(channel, PACK)
    channel.bot.importing._dry_runs._kept.clear()  # as a restart does
    assert "run /questions import again" in (await press(channel, card))["text"].replace("`", "")
    assert await own(channel) == {}


async def test_a_file_that_takes_long_says_how_far_it_is(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "QUIET", 0.01)
    exchange = channel.bot.importing._exchange
    read = exchange.read

    async def slowly(server: int, data: bytes, name: str) -> Reading:
        seen = await channel.sees("Reading the file", user=ADMIN)
        assert seen["ephemeral"]
        return await read(server, data, name)

    monkeypatch.setattr(exchange, "read", slowly)
    bringing = asyncio.create_task(bring(channel, PACK))
    card = await channel.sees("2 new, 0 changed", user=ADMIN)
    await bringing
    await press(channel, card)
    await channel.sees("Imported mine.yaml", user=ADMIN)  # it may have said before that it is at it
    assert len(await own(channel)) == 2


async def test_a_server_reads_one_file_at_a_time(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange, begun, going_on = channel.bot.importing._exchange, asyncio.Event(), asyncio.Event()
    read = exchange.read

    async def waiting(server: int, data: bytes, name: str) -> Reading:
        begun.set()
        await going_on.wait()
        return await read(server, data, name)

    monkeypatch.setattr(exchange, "read", waiting)
    first = asyncio.create_task(bring(channel, PACK))
    await begun.wait()
    assert "Another file is being read" in (await bring(channel, PACK))["text"]
    going_on.set()
    assert "2 new" in (await first)["text"]


# --- exporting ------------------------------------------------------------------------------------------------------


async def test_an_export_imports_as_the_same_and_is_exported_as_the_same_bytes(channel: Channel) -> None:
    await load(channel, PACK)
    await load(channel, OPENTDB, "film.json")
    await channel.command(ADMIN, "questions export")
    first = await exported(channel)
    card = await bring(channel, first)
    assert "0 new, 0 changed, 3 the same, 0 refused" in card["text"]
    exchange, where = channel.bot.importing._exchange, await server(channel)
    gone = [Change(one.id, None, 1, Verb.REMOVE) for one in (await own(channel)).values()]
    await exchange._own.change(where, gone, 1, 0.0)
    await load(channel, first)
    await channel.command(ADMIN, "questions export")
    assert await exported(channel) == first


async def test_a_server_without_questions_has_nothing_to_export(channel: Channel) -> None:
    assert "no questions of its own yet" in await channel.command(ADMIN, "questions export")


# --- hostile files --------------------------------------------------------------------------------------------------

BOMB = b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\npack: mine\n"
HOSTILE = {
    "bomb": (BOMB, "bomb.yaml"),
    "nested": (b"pack: " + b"[" * 100_000, "deep.yaml"),
    "nested-json": (b"[" * 100_000, "deep.json"),
    "nul": (b"pack: mine\0title: x\n", "nul.yaml"),
    "utf-16": (PACK.decode().encode("utf-16"), "wide.yaml"),
    "lying": (b"\x89PNG\r\n\x1a\n" + bytes(range(128, 256)), "questions.yaml"),
    "empty": (b" ", "empty.csv"),
    "unknown": (b"hello", "hello.bin"),
    "over": (b"#" * (MOST_BYTES + 1), "over.yaml"),
    "9-mib": (PACK + b"#" * (9 * 1024 * 1024), "big.yaml"),
    "many": (b"question,answer\n" + b"Who?,Ann\n" * 5_001, "many.csv"),
}


@pytest.mark.filterwarnings("ignore:Sending a large body")  # of those who attach it here
@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_gets_a_sentence_and_changes_nothing(channel: Channel, name: str) -> None:
    data, file = HOSTILE[name]
    said = await bring(channel, data, file)
    sentence, *attached = said["text"].split("\n")
    assert sentence[-1] == "."
    assert attached in ([], ["import-report.txt"])
    assert "broke" not in sentence
    assert await own(channel) == {}


async def test_a_table_s_formula_is_text_like_any_other(channel: Channel) -> None:
    await load(channel, b'question,answer\n"=HYPERLINK(""http://x"")",@SUM(A1)\n', "formula.csv")
    (question,) = (await own(channel)).values()
    assert question.answer.text == "@SUM(A1)"


async def test_a_file_s_name_and_text_mention_nobody_and_are_no_markup(channel: Channel) -> None:
    card = await bring(channel, b"question,answer\nWho?,\nWhich?,Ann\n", "@everyone **x**.csv")
    assert "@everyone" not in json.dumps(card["components"]).replace("@\\u200beveryone", "")


async def test_no_more_than_fits_is_fetched_whatever_discord_says_of_it(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_BYTES", 100)
    monkeypatch.setattr("bot.sandbox.payloads.len", lambda _: 1, raising=False)
    assert "over 8 MiB" in (await bring(channel, PACK))["text"]


async def test_a_file_that_can_t_be_fetched_is_a_sentence(channel: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.sandbox.messages.ATTACHMENTS_KEPT", 0)
    assert "can't fetch" in (await bring(channel, PACK))["text"]
