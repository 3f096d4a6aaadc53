"""The bot: intents, start-up, what reaches it from the gateway, shutdown."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from pathlib import Path

import discord
from discord import app_commands

from bot import buttons, cards, errors, listener
from bot.commands import ALL
from bot.play import NEEDED, Play
from bot.sessions import Sessions

log = logging.getLogger(__name__)

PARTING = 1.0
"""Seconds that closing the connections may take when the process ends."""


class Tree(app_commands.CommandTree[discord.Client]):
    """The slash commands; every error of one ends in a sentence for its user."""

    async def on_error(
        self, interaction: discord.Interaction[discord.Client], error: app_commands.AppCommandError, /
    ) -> None:
        await errors.answer(interaction, error)


class TriviaBot(discord.AutoShardedClient):
    """Connects Discord to the games. `data` is the folder for what it remembers between starts."""

    def __init__(self, play: Play, sessions: Sessions, data: Path, *, typing: bool, guild_ready_timeout: float) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=typing)
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            guild_ready_timeout=guild_ready_timeout,
        )
        self.play = play
        self._sessions = sessions
        self._data = data
        self.connected = asyncio.Event()
        self.tree = Tree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def setup_hook(self) -> None:
        for make in ALL:
            self.tree.add_command(make(self.play))
        self.add_dynamic_items(*buttons.ITEMS)
        await self._sync_changed_commands()
        log.info("invite me with %s", self.invite())

    def invite(self) -> str:
        """The link that adds the bot to a server with the permissions it needs."""
        permissions = discord.Permissions(**dict.fromkeys((*NEEDED, "send_messages_in_threads"), True))
        assert self.application_id is not None, "known after login"
        return discord.utils.oauth_url(
            self.application_id, permissions=permissions, scopes=("bot", "applications.commands")
        )

    async def on_message(self, message: discord.Message) -> None:
        session = self._sessions.find(message.channel.id)
        if session is None or self.user is None:
            return
        guess = listener.guess(message, self.user.id)
        if guess is not None:
            session.post(guess)

    async def on_ready(self) -> None:
        self.connected.set()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        candidates = [guild.system_channel, *guild.text_channels]
        for channel in candidates:
            if channel is not None and channel.permissions_for(guild.me).send_messages:
                try:
                    await channel.send(cards.WELCOME)
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

    async def close(self) -> None:
        await self._sessions.close()
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
