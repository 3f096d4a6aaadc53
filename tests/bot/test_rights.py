"""Who may do what: each command and each button, tried by everybody, whatever Discord shows or hides.

A new command is one line of `COMMANDS`, a new button one of `BUTTONS`; a test says so where one is missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands
from sqlalchemy import Connection

from bot import (
    appeal_buttons,
    board_buttons,
    buttons,
    editing_buttons,
    import_buttons,
    panel_buttons,
    privacy_words,
    review_buttons,
    rights,
    words,
)
from bot.appeal_buttons import Appeal, PickGuess
from bot.board_buttons import By, EndSeason, Over, Turn
from bot.buttons import Again, Answer, Choice, Erase, Hint, Skip
from bot.editing_buttons import OnDraft, OnQuestion
from bot.editing_words import NOT_YOURS
from bot.import_buttons import Import
from bot.panel_buttons import AskAgain, SwitchPacks, ToLog, ToPacks, ToPanel, ToTopic, UndoReset
from bot.panel_forms import FORMS
from bot.panel_words import LABELS, TITLES, Topic
from bot.review_buttons import Accept, Edit, Reject, Report, ToHealth, ToReview
from bot.rights import Asker, Right, may
from bot.sandbox.control.views import Views
from bot.sandbox.interaction import COMPONENT
from bot.sandbox.validation.components import BUTTON, walk
from tests.bot.conftest import Channel, playing
from tests.bot.earning import custom_id, earn
from tests.bot.editors import fields, own, write
from tests.bot.panels import ids, server
from tests.bot.queue import ail, suggest
from trivia.boards import Totals
from trivia.events import Cause
from trivia.question import Answer as RightAnswer
from trivia.question import Kind, Question
from trivia.server import ServerSettings
from trivia.store import Change, Verb, own_pack, schema


class Who(StrEnum):
    """Everybody there is, by the name of a user who is one."""

    STARTER = "ada"
    PLAYER = "cleo"
    EDITOR = "dev"
    ADMIN = "ben"
    OUTSIDER = "mo"
    """The admin of another server, who plays here."""


ALL = frozenset(Who)
ADMINS = frozenset({Who.ADMIN})
EDITORS = frozenset({Who.ADMIN, Who.EDITOR})
STEERS = frozenset({Who.STARTER, Who.ADMIN})
SAID = (*rights.REFUSALS.values(), words.CAUSES[Cause.NOT_ALLOWED], privacy_words.NOT_YOURS)
REFUSALS = {sentence.replace("`", "") for sentence in SAID}
"""All that somebody who may not can read, as it is read."""


@dataclass(frozen=True)
class May:
    """Who may do something, and with what options it is tried."""

    who: frozenset[Who]
    options: Mapping[str, object] = field(default_factory=dict)
    attachments: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


SLUG, GONE = "whose-score", "a-removed-one"
COMMANDS = {
    "trivia start": May(ALL),
    "trivia stop": May(STEERS),
    "trivia skip": May(ALL),
    "trivia hint": May(ALL),
    "trivia pause": May(STEERS),
    "trivia resume": May(STEERS),
    "trivia scores": May(ALL),
    "trivia packs": May(ALL),
    "trivia help": May(ALL),
    "answer": May(ALL, {"text": "hans zimmer"}),
    "why": May(ALL),
    "privacy show": May(ALL),
    "privacy export": May(ALL),
    "privacy erase": May(ALL),
    "privacy boards": May(ALL, {"everywhere": "off"}),
    "leaderboard": May(ALL),
    "profile": May(ALL),
    "season end": May(ADMINS),
    "season list": May(ALL),
    "server": May(ADMINS),
    "questions log": May(EDITORS),
    "questions health": May(EDITORS),
    "suggest": May(ALL),
    "review": May(EDITORS),
    "questions add": May(EDITORS),
    "questions edit": May(EDITORS, {"question": SLUG}),
    "questions remove": May(EDITORS, {"question": SLUG}),
    "questions restore": May(EDITORS, {"question": GONE}),
    "questions show": May(EDITORS, {"question": SLUG}),
    "questions search": May(EDITORS, {"text": "score"}),
    "questions export": May(EDITORS),
    "questions import": May(EDITORS, attachments={"file": ("mine.csv", b"question,answer\nWho?,Ann\n")}),
    "questions try": May(EDITORS, {"question": SLUG, "guess": "ann"}),
}
COMMAND_OPTIONS = {"server zone": ("server", May(ADMINS, {"zone": "Asia/Tokyo"}))}
"""Options that are commands of their own."""

ON_WHAT_WAS_WRITTEN = {OnDraft, Import}
"""Buttons on what somebody is writing, which is theirs alone."""
FOR_ALL = {Answer, Hint, Skip, Choice, Again, Turn, Over, By, Report, Appeal, PickGuess}
"""Buttons of games and of leaderboards, which everybody may press."""


@dataclass(frozen=True)
class Scene:
    """A server with one of everybody, a game that runs, and points."""

    channel: Channel

    async def card(self, *path: str, command: str = "server", options: Mapping[str, object] | None = None) -> dict:
        """The card that the admin comes to from a command by these buttons."""
        card = (await self.channel.people.command(Who.ADMIN, "trivia", command, dict(options or {})))["response"]
        for label in path:
            card = (await self.channel.press(Who.ADMIN, card, label))["response"]
        return card

    async def press(self, who: Who, card: dict, wanted: str) -> dict:
        """What anybody gets who presses this on somebody else's card: Discord would not show it to them."""
        parts = self.channel.stand_in.parts
        message = parts.world.message(int(card["id"]))
        user = next(user for user in parts.world.users.values() if user.name == who)
        assert message is not None
        component = next(one for one in walk(message.components) if one.get("custom_id") == wanted)
        data = {key: component[key] for key in ("id", "custom_id")} | {"component_type": component["type"]}
        if component["type"] != BUTTON:
            data["values"] = []
        begun = parts.interactions.begin(COMPONENT, user, message.channel, data, message=message)
        async with asyncio.timeout(5):
            await begun.answered.wait()
            while begun.ack == "deferred" and not begun.followed:
                await parts.changes.wait(1)
        return Views(parts).interaction(begun)

    async def everything(self) -> tuple[Any, ...]:
        """All that a refusal must leave as it is: every row, and what everybody reads."""

        def rows(connection: Connection) -> dict[str, list[str]]:
            tables = schema.metadata.tables.values()
            return {table.name: sorted(map(repr, connection.execute(table.select()))) for table in tables}

        kept = await self.channel.bot.panel._servers._database.read(rows)
        read = [(message["id"], message["revision"]) for message in await self.channel.people.messages("trivia")]
        return kept, read


async def keep_questions(channel: Channel) -> None:
    """A question that was changed, and one that was removed."""
    here, at = await server(channel), channel.stand_in.parts.now()
    kept, gone = (
        Question(f"{own_pack(here)}/{slug}", "Whose score?", Kind.TEXT, (RightAnswer("Ann"),)) for slug in (SLUG, GONE)
    )
    for seen, one in ((0, kept), (0, gone), (1, replace(kept, ask="Whose?")), (1, None)):
        changed = one.id if one else gone.id
        await channel.bot.editing._own.change(here, [Change(changed, one, seen, Verb.EDIT)], 1, at)


async def bring_back(channel: Channel) -> None:
    """The same question again, where somebody has removed it."""
    here, kept = await server(channel), channel.bot.editing._own
    now, before = await kept.history(here, f"{own_pack(here)}/{SLUG}", 2)
    if now.question is None:
        await kept.change(here, [Change(now.id, before.question, now.number, Verb.RESTORE)], 1, now.at)


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with playing(tmp_path) as channel:
        await channel.people.role(Who.EDITOR, "Editors", create=True)
        await channel.people.role(Who.ADMIN, "Admin")
        await channel.people.role(Who.OUTSIDER, "Moderator", give=False)
        await channel.people.role(Who.OUTSIDER, "Admin", server="Second Screening")
        editors = (await ids(channel))["Editors"]

        def change(old: ServerSettings) -> ServerSettings:
            return replace(old, editor_role=editors)

        await channel.bot._book.change(await server(channel), change, 1, 0.0)
        await earn(channel, {"ada": Totals(50), "cleo": Totals(20)})
        await keep_questions(channel)
        await channel.start(Who.STARTER, seconds=120)
        await channel.command(Who.STARTER, "trivia resume")  # what came before it is written down by now
        # Discord only hides commands, and lets each server change from whom.
        for command in channel.stand_in.parts.commands.all(None):
            command["default_member_permissions"] = None
        yield Scene(channel)


async def check(scene: Scene, allowed: frozenset[Who], act: Callable[[Who], Awaitable[dict]]) -> None:
    """Whoever may not is refused with one sentence, alone, and nothing is changed; whoever may is not refused."""
    for who in sorted(set(Who) - allowed):
        before = await scene.everything()
        response = (await act(who))["response"]
        assert response.get("text") in REFUSALS, (who, response)
        assert response["ephemeral"]
        assert (response["text"].count(". "), response["text"][-1]) == (0, ".")
        assert await scene.everything() == before
    for who in sorted(allowed):
        response = (await act(who))["response"]
        assert response is not None
        assert response.get("text") not in REFUSALS, who


@pytest.mark.parametrize("name", [*COMMANDS, *COMMAND_OPTIONS])
async def test_a_command_is_for_those_who_may(scene: Scene, name: str) -> None:
    command, row = COMMAND_OPTIONS.get(name) or (name, COMMANDS[name])
    people = scene.channel.people
    await check(
        scene, row.who, lambda who: people.command(who, "trivia", command, dict(row.options), files=row.attachments)
    )


async def test_every_command_is_in_the_table(scene: Scene) -> None:
    walked = scene.channel.bot.tree.walk_commands()
    assert {one.qualified_name for one in walked if isinstance(one, app_commands.Command)} == set(COMMANDS)


# --- buttons --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Press:
    """Who may press a button whose custom id begins so, and the card it is on, by the buttons that lead there."""

    who: frozenset[Who]
    beginning: str
    path: tuple[str, ...] = ()
    command: str = "server"
    options: Mapping[str, object] = field(default_factory=dict)


BUTTONS: dict[type, list[Press]] = {
    ToTopic: [Press(ADMINS, f"trivia:server:open:{topic}") for topic in Topic],
    ToPanel: [Press(ADMINS, "trivia:server:panel", ("Packs",))],
    ToPacks: [Press(ADMINS, "trivia:server:packs:next", ("Packs",))],
    SwitchPacks: [Press(ADMINS, "trivia:server:switch", ("Packs",))],
    AskAgain: [Press(ADMINS, "trivia:server:reset", ("Reset the scores",))],
    UndoReset: [
        Press(ADMINS, "trivia:server:undo"),
        Press(ADMINS, "trivia:server:undo", command="questions log"),
    ],
    ToLog: [Press(EDITORS, "trivia:log:open")],
    EndSeason: [Press(ADMINS, "trivia:season:end", command="season end")],
    Accept: [Press(EDITORS, "trivia:review:accept", command="review")],
    Edit: [Press(EDITORS, "trivia:review:edit", command="review")],
    Reject: [Press(EDITORS, "trivia:review:reject", command="review")],
    ToReview: [Press(EDITORS, "trivia:review:next", command="review")],
    ToHealth: [Press(EDITORS, "trivia:health:next", command="questions health")],
    OnQuestion: [
        Press(EDITORS, f"trivia:question:{do}", command="questions show", options={"question": SLUG})
        for do in ("edit", "undo", "remove")
    ],
    Erase: [Press(ADMINS, "trivia:erase", command="privacy erase")],
}
"""The admin's own card of `/privacy erase` is theirs alone too."""


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row.command} {row.beginning}") for rows in BUTTONS.values() for row in rows]
)
async def test_a_button_is_for_those_who_may(scene: Scene, row: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.panel_cards.PACKS", 1)
    if row.beginning.startswith("trivia:server:undo"):
        who = (await ids(scene.channel))["owner"]
        at = scene.channel.stand_in.parts.now()
        await scene.channel.bot.panel._resets.reset(await server(scene.channel), 0, who, at)
    if row.command == "review":
        for ask in ("One?", "Two?", "Three?", "Four?"):
            await suggest(scene.channel, Who.PLAYER, Question=ask)
    if row.command == "questions health":
        monkeypatch.setattr("bot.review_cards.AILING", 1)
        await ail(scene.channel, "film/composer", "sequel/year")

    async def act(who: Who) -> dict:
        if row.beginning.endswith("remove"):
            await bring_back(scene.channel)
        card = await scene.card(*row.path, command=row.command, options=row.options)
        return await scene.press(who, card, custom_id(card["components"], row.beginning))

    await check(scene, row.who, act)


@pytest.mark.parametrize("do", ["save", "edit", "cancel"])
async def test_a_draft_is_for_its_author_who_is_an_editor(scene: Scene, do: str) -> None:
    card = await write(scene.channel, Who.ADMIN)
    wanted = custom_id(card["components"], f"trivia:draft:{do}")
    before = await own(scene.channel)
    for who in sorted(set(Who) - {Who.ADMIN}):
        refused = (await scene.press(who, card, wanted))["response"]["text"]
        assert refused == (rights.REFUSALS[Right.QUESTIONS] if who is not Who.EDITOR else NOT_YOURS.replace("`", ""))
    assert await own(scene.channel) == before
    assert (await scene.press(Who.ADMIN, card, wanted))["response"] is not None


async def test_the_menu_of_a_message_is_for_editors(scene: Scene) -> None:
    message = await scene.channel.says("ben", "Who wrote it?")
    people = scene.channel.people
    await check(scene, EDITORS, lambda who: people.context(who, message["id"], "Make a trivia question"))


async def test_an_editor_who_is_one_no_more_is_refused_when_they_send_a_question_in(scene: Scene) -> None:
    opened = await scene.channel.people.command(Who.EDITOR, "trivia", "questions add")
    await scene.channel.people.role(Who.EDITOR, "Editors", give=False)
    before = await scene.everything()
    refused = await scene.channel.people.submit(Who.EDITOR, opened["interaction"], fields())
    assert refused["response"]["text"] == rights.REFUSALS[Right.QUESTIONS]
    assert await scene.everything() == before


def test_every_button_is_in_the_table() -> None:
    rooms = (buttons, board_buttons, panel_buttons, editing_buttons, import_buttons, review_buttons, appeal_buttons)
    items = {item for room in rooms for item in room.ITEMS}
    assert FOR_ALL | ON_WHAT_WAS_WRITTEN | set(BUTTONS) == items
    assert not FOR_ALL & set(BUTTONS)


# --- modals ---------------------------------------------------------------------------------------------------------

FILLED: dict[Topic, dict[str, Any]] = {
    Topic.EDITORS: {"Editor role": ["Moderator"]},
    Topic.CHANNELS: {"Channels": ["quiet"]},
    Topic.GAMES: {"Rounds": "7"},
    Topic.ZONE: {"Time zone": "Asia/Tokyo"},
    Topic.NEWS: {"Channel": ["quiet"]},
    Topic.AUDIT: {"Channel": ["quiet"]},
    Topic.PLAYERS: {"May not play any more": ["cleo"]},
    Topic.SCORES: {"Are you sure?": "reset"},
}


@pytest.mark.parametrize("topic", FILLED)
async def test_who_may_not_any_more_is_refused_when_they_send_a_modal_in(scene: Scene, topic: Topic) -> None:
    path = (LABELS[topic], "Reset …") if topic is Topic.SCORES else (LABELS[topic],)
    card = await scene.card(*path[:-1])
    opened = await scene.channel.press(Who.ADMIN, card, path[-1])
    await scene.channel.people.role(Who.ADMIN, "Admin", give=False)
    before = await scene.everything()
    refused = await scene.channel.people.submit(Who.ADMIN, opened["interaction"], FILLED[topic])
    assert refused["response"]["text"] == rights.REFUSALS[Right.SERVER]
    assert await scene.everything() == before


def test_every_modal_is_in_the_table() -> None:
    assert set(FILLED) == set(FORMS) | {Topic.SCORES} == set(TITLES)


# --- the rule itself ------------------------------------------------------------------------------------------------

PLAIN = Asker(user=1, roles=frozenset({10, 11}), manages=False)


def test_an_editor_is_who_has_the_role_or_manages_the_server() -> None:
    assert may(PLAIN, Right.QUESTIONS, ServerSettings(editor_role=11))
    assert not may(PLAIN, Right.QUESTIONS, ServerSettings(editor_role=12))
    assert not may(PLAIN, Right.QUESTIONS, ServerSettings())
    assert may(replace(PLAIN, manages=True), Right.QUESTIONS, ServerSettings())


def test_an_editor_may_not_change_what_the_server_sets() -> None:
    assert not may(PLAIN, Right.SERVER, ServerSettings(editor_role=11))
    assert may(replace(PLAIN, manages=True), Right.SERVER, ServerSettings())


def test_everybody_may_play_who_is_not_barred() -> None:
    assert may(PLAIN, Right.PLAY, ServerSettings(barred=frozenset({2})))
    assert not may(replace(PLAIN, manages=True), Right.PLAY, ServerSettings(barred=frozenset({1})))
