"""What a server sets is kept, and every change leaves its line in the log."""

from __future__ import annotations

import asyncio
from dataclasses import fields, replace

import pytest

from tests.trivia.store.past import NOW
from tests.trivia.store.sql import rows
from trivia.judge import Strictness
from trivia.plan import Mode
from trivia.server import Announcement, ServerSettings, Setting
from trivia.store import Database, Store, Thing, Verb

SERVER, ANN = 3, 1
ALL = ServerSettings(
    editor_role=2**60,
    channels=frozenset({5, 2**62}),
    packs_off=frozenset({"film", "song"}),
    rounds=7,
    seconds=30,
    mode=Mode.EVERYONE,
    hints=False,
    strictness=Strictness.STRICT,
    zone="Asia/Tokyo",
    announce_in=6,
    announce=frozenset({Announcement.GAMES}),
    audit_channel=8,
    barred=frozenset({9, 10}),
)


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


def test_each_setting_has_a_name() -> None:
    assert [field.name for field in fields(ServerSettings)] == list(Setting)


async def test_a_server_that_has_set_nothing_has_the_usual(store: Store) -> None:
    assert await store.servers.settings(SERVER) == ServerSettings()


async def test_what_is_set_is_found_as_it_was_set(store: Store) -> None:
    changed = await store.servers.change(SERVER, lambda _: ALL, ANN, NOW)
    assert changed.settings == ALL
    assert await store.servers.settings(SERVER) == ALL
    assert await store.servers.settings(SERVER + 1) == ServerSettings()


async def test_each_setting_that_is_another_then_has_a_line_in_the_log(store: Store) -> None:
    await store.servers.change(SERVER, lambda old: replace(old, rounds=5), ANN, NOW)
    changed = await store.servers.change(SERVER, lambda old: replace(old, rounds=5, packs_off=ALL.packs_off), 2, NOW)
    (entry,) = changed.entries
    assert (entry.who, entry.verb, entry.thing, entry.of) == (2, Verb.SET, Thing.SETTING, "packs_off")
    assert (entry.before, entry.after) == ([], ["film", "song"])
    assert await store.audit.entry(SERVER, entry.number) == entry
    assert await store.audit.entry(SERVER + 1, entry.number) is None


async def test_a_change_that_changes_nothing_leaves_no_line(store: Store) -> None:
    assert (await store.servers.change(SERVER, lambda old: old, ANN, NOW)).entries == ()


async def test_a_player_who_is_barred_and_let_in_again_has_lines_of_their_own(store: Store) -> None:
    await store.servers.change(SERVER, lambda old: replace(old, barred=frozenset({9, 10})), ANN, NOW)
    changed = await store.servers.change(SERVER, lambda old: replace(old, barred=frozenset({10, 11})), ANN, NOW)
    assert [(entry.verb, entry.of) for entry in changed.entries] == [(Verb.BAR, "11"), (Verb.UNBAR, "9")]
    assert (await store.servers.settings(SERVER)).barred == {10, 11}


async def test_a_change_that_can_not_be_leaves_all_as_it_is(store: Store, database: Database) -> None:
    def refuse(_: ServerSettings) -> ServerSettings:
        raise LookupError

    with pytest.raises(LookupError):
        await store.servers.change(SERVER, refuse, ANN, NOW)
    assert await rows(database, "SELECT * FROM servers") == []


async def test_of_two_admins_at_once_neither_undoes_the_others_change(store: Store) -> None:
    def one_more(old: ServerSettings) -> ServerSettings:
        return replace(old, channels=old.channels | {len(old.channels)})

    await asyncio.gather(*(store.servers.change(SERVER, one_more, ANN, NOW) for _ in range(8)))
    assert (await store.servers.settings(SERVER)).channels == frozenset(range(8))


async def test_what_a_newer_version_has_set_too_is_passed_over(store: Store, database: Database) -> None:
    await store.servers.change(SERVER, lambda old: replace(old, rounds=5), ANN, NOW)
    await database.write(
        lambda raw: raw.exec_driver_sql("""UPDATE servers SET settings = '{"rounds": 5, "colour": "blue"}'""")
    )
    assert (await store.servers.settings(SERVER)).rounds == 5


async def test_a_barred_player_is_told_once_as_long_as_they_are(store: Store) -> None:
    for _ in range(2):
        await store.servers.change(SERVER, lambda old: replace(old, barred=frozenset({9})), ANN, NOW)
        assert [await store.servers.tell(SERVER, 9) for _ in range(2)] == [True, False]
        await store.servers.change(SERVER, lambda old: replace(old, barred=frozenset()), ANN, NOW)
    assert not await store.servers.tell(SERVER, 9)
