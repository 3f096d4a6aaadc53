"""The bot: intents, start-up, what reaches it from the gateway, shutdown."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import time
from itertools import count
from pathlib import Path

import discord
from discord import app_commands

from bot import (
    appeal_buttons,
    board_buttons,
    buttons,
    editing_buttons,
    errors,
    import_buttons,
    listener,
    panel_buttons,
    review_buttons,
    words,
)
from bot.appeals import Appeals
from bot.commands import all_commands
from bot.desk import Desk
from bot.editing import Editing
from bot.health import Health
from bot.history import UNREACHABLE, read_missed
from bot.housekeeping import Housekeeping
from bot.importing import Importing
from bot.log import Log
from bot.mailbox import Mailbox
from bot.pages import Pages
from bot.panel import Panel
from bot.play import NEEDED, Play
from bot.privacy import Privacy
from bot.reviewing import Reviewing
from bot.sessions import ChannelBusy, Closing, Sessions
from bot.settings import Shards
from bot.settings_book import SettingsBook
from bot.stage import Channel
from bot.turnaway import Turnaway
from trivia.events import Reason
from trivia.store import Saved, Store, StoreDown

log = logging.getLogger(__name__)

AGAIN = 5.0
"""Seconds between two tries to take up a game that was left."""
PARTING = 1.0
"""Seconds that closing the connections may take when the process ends."""


class Tree(app_commands.CommandTree[discord.Client]):
    """The slash commands; every error of one ends in a sentence for its user."""

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        await errors.answer(interaction, error)


class TriviaBot(discord.AutoShardedClient):
    """Connects Discord to the games. `data` is the folder for what it remembers between starts, `shards` are those that
    this process serves where it does not serve all.
    """

    def __init__(
        self,
        play: Play,
        pages: Pages,
        desk: Desk,
        panel: Panel,
        log: Log,
        editing: Editing,
        importing: Importing,
        appeals: Appeals,
        mailbox: Mailbox,
        reviewing: Reviewing,
        health: Health,
        sessions: Sessions,
        store: Store,
        book: SettingsBook,
        data: Path,
        *,
        typing: bool,
        guild_ready_timeout: float,
        shards: Shards | None = None,
    ) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=typing)
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=guild_ready_timeout,
            shard_ids=list(shards.ids) if shards else None,  # pyright: ignore[reportArgumentType] (None means all)
            shard_count=shards.of if shards else None,
        )
        self._shards = shards
        self.play = play
        self.pages = pages
        self.desk = desk
        self.panel = panel
        self.log = log
        self.appeals = appeals
        self.mailbox = mailbox
        self.reviewing = reviewing
        self.health = health
        self.editing = editing
        self.importing = importing
        self._sessions = sessions
        self.privacy = Privacy(store.people)
        self._games = store.games
        self._book = book
        self._turnaway = Turnaway(book, store.servers)
        self._housekeeping = Housekeeping(store, time.time, self._here, self._ours)
        self._left: list[Saved] = []
        self._away: set[int] = set()  # shards without a connection
        self._behind: dict[int, int] = {}  # shards with a session that has not caught up, and which of ours that is
        self._gateway_sessions = count()
        self._data = data
        self.connected = asyncio.Event()
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def setup_hook(self) -> None:
        for command in all_commands(self):
            self.tree.add_command(command)
        rooms = (buttons, board_buttons, panel_buttons, editing_buttons, import_buttons, review_buttons, appeal_buttons)
        self.add_dynamic_items(*(item for room in rooms for item in room.ITEMS))
        await self._sync_changed_commands()
        left = await self._games.unfinished()
        # The games of other shards are those of other processes, which may be playing them right now.
        self._left = [saved for saved in left if self._shards is None or self._shards.serve(saved.server)]
        self._expect_the_left()
        log.info("invite me with %s", self.invite())

    def invite(self) -> str:
        """The link that adds the bot to a server with the permissions it needs."""
        wanted = (*NEEDED, "send_messages_in_threads", "attach_files")
        permissions = discord.Permissions(**dict.fromkeys(wanted, True))
        assert self.application_id is not None, "known after login"
        return discord.utils.oauth_url(
            self.application_id, permissions=permissions, scopes=("bot", "applications.commands")
        )

    async def on_message(self, message: discord.Message) -> None:
        session = self._sessions.find(message.channel.id)
        if session is None or self.user is None:
            return
        barred = self._book.barred(message.guild.id if message.guild else None)
        guess = listener.guess(message, self.user.id, barred)
        if guess is not None:
            session.post(guess)
        elif message.author.id in barred and session.game.is_attempt(message.content):
            await self._turnaway.tell(message)

    async def on_ready(self) -> None:
        """At the start, and after a gateway session that could not resume: read what was missed meanwhile."""
        self._housekeeping.start()
        caught_up = set(self._behind.items())
        await self._take_up_games()
        await self._catch_up()
        self._behind = dict(self._behind.items() - caught_up)
        self._hold_the_unheard()
        self.connected.set()
        while self._left and not self.is_closed():
            await asyncio.sleep(AGAIN)
            await self._take_up_games()

    async def on_shard_disconnect(self, shard: int) -> None:
        """No guess reaches us: until they do again, nobody's time runs out."""
        self._away.add(shard)
        self._hold_the_unheard()

    async def on_shard_resumed(self, shard: int) -> None:
        """What was missed since the session began has come, before this."""
        self._away.discard(shard)
        self._hold_the_unheard()

    async def on_shard_connect(self, shard: int) -> None:
        """A new session begins: what came before it has to be read back, however often it resumes meanwhile."""
        self._away.discard(shard)
        self._behind[shard] = next(self._gateway_sessions)
        self._hold_the_unheard()

    def _here(self) -> set[int]:
        """The servers that the bot is in; one that can't be reached just now is among them."""
        return {guild.id for guild in self.guilds}

    def _ours(self, server: int) -> bool:
        """Whether what happens in this server comes to one of our shards."""
        return self._shards is None or self._shards.serve(server)

    def _hold_the_unheard(self) -> None:
        """Let time run out only where every guess has reached us."""
        for number, session in self._sessions.running():
            guild = getattr(self.get_channel(number), "guild", None)
            shard = guild.shard_id if guild else 0  # direct messages come to the first
            if shard in self._away or shard in self._behind:
                session.hold()
            else:
                session.release()

    async def _take_up_games(self) -> None:
        """Go on with the games that the process left when it ended; those that can't be now are left for later."""
        left, self._left = self._left, []
        for saved in reversed(left):  # of several in one channel the newest is the one that people play
            try:
                await self._take_up(saved)
            except (*UNREACHABLE, StoreDown) as error:
                log.warning("game %s is not taken up yet: %s", saved.snapshot.plan.game, error)
                self._left.insert(0, saved)
            except Closing:
                return
            except Exception:
                log.exception("game %s can't be taken up", saved.snapshot.plan.game)
        self._expect_the_left()
        self._hold_the_unheard()

    def _expect_the_left(self) -> None:
        """No other game may start in the channel of one that is to be taken up."""
        self._sessions.expect({saved.channel for saved in self._left})

    async def _take_up(self, saved: Saved) -> None:
        assert self.user is not None, "known when ready"
        channel = await self._find_channel(saved.channel)
        if channel is None:
            await self._games.abandon(saved.snapshot.plan.game, time.time(), Reason.GONE)
            return
        try:
            await self.play.take_up(saved, channel, self.user.id)
        except ChannelBusy:
            await self._games.abandon(saved.snapshot.plan.game, time.time(), Reason.REPLACED)

    async def _find_channel(self, number: int) -> Channel | None:
        try:
            channel = self.get_channel(number) or await self.fetch_channel(number)
        except (discord.NotFound, discord.Forbidden):
            return None
        return channel if isinstance(channel, Channel) else None

    async def _catch_up(self) -> None:
        """Hand in what was typed since the cards of the running games; what was heard already counts once."""
        assert self.user is not None, "known when ready"
        for number, session in self._sessions.running():
            channel = self.get_channel(number)
            if isinstance(channel, Channel) and session.game.card:
                try:
                    barred = self._book.barred(channel.guild.id if channel.guild else None)
                    missed = await read_missed(channel, session.game.card, self.user.id, barred)
                except UNREACHABLE as error:
                    log.warning("what was missed in channel %s can't be read: %s", number, error)
                    continue
                for guess in missed or ():
                    session.post(guess)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._greet(guild)
        await self._housekeeping.joined(guild.id)

    async def _greet(self, guild: discord.Guild) -> None:
        candidates = [guild.system_channel, *guild.text_channels]
        for channel in candidates:
            if channel is not None and channel.permissions_for(guild.me).send_messages:
                try:
                    await channel.send(words.WELCOME)
                except discord.HTTPException as error:
                    log.info("server %s was not greeted: %s", guild.id, error)
                return
        log.info("no channel to greet server %s in", guild.id)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        self._sessions.drop(channel.id)

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        self._sessions.drop(event.thread_id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        for channel in (*guild.channels, *guild.threads):
            self._sessions.drop(channel.id)
        self._book.forget(guild.id)
        await self._housekeeping.removed(guild.id)

    async def close(self) -> None:
        await asyncio.gather(self._sessions.close(), self._housekeeping.stop())
        try:
            async with asyncio.timeout(PARTING):
                await super().close()
        except TimeoutError:
            # discord.py would wait half a minute for a gateway that does not answer.
            log.warning("Discord did not take leave of us in time")
            await self.http.close()

    async def _sync_changed_commands(self) -> None:
        """Register the commands if they differ from those registered at an earlier start."""
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        fingerprint = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        remembered = self._data / f"commands-{self.application_id}.sha256"
        if remembered.is_file() and remembered.read_bytes() == fingerprint.encode():
            return
        await self.tree.sync()
        log.info("registered %s commands", len(payload))
        try:
            self._data.mkdir(parents=True, exist_ok=True)
            remembered.write_text(fingerprint)
        except OSError as error:
            log.warning("the next start registers the commands again, since TRIVIA_DATA takes no files: %s", error)
