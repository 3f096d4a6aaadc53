"""Who may do what. Checked by us on every call, press and modal, whatever Discord shows or hides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import discord

from bot.errors import Refusal
from bot.server_words import CANT_READ_SETTINGS, NOT_ADMIN, NOT_EDITOR, NOT_PLAYING, SERVERS_ONLY
from bot.settings_book import NOTHING_SET, SettingsBook
from bot.thinking import or_refuse
from trivia.server import ServerSettings

Press = discord.Interaction[discord.Client]


class Right(Enum):
    """What somebody may be allowed to do in a server."""

    PLAY = auto()
    """Start games and play in them: everybody whom the server has not barred."""
    QUESTIONS = auto()
    """Edit the server's questions: who has the editor role, and who manages the server."""
    SERVER = auto()
    """Change what the server sets, and end its seasons: who manages the server."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever wants to do something: a user, their roles, and whether they may manage the server."""

    user: int
    roles: frozenset[int]
    manages: bool


def may(asker: Asker, right: Right, settings: ServerSettings) -> bool:
    """Whether somebody has this right in a server that has set this."""
    match right:
        case Right.PLAY:
            return asker.user not in settings.barred
        case Right.QUESTIONS:
            return asker.manages or settings.editor_role in asker.roles
        case Right.SERVER:
            return asker.manages


REFUSALS = {Right.PLAY: NOT_PLAYING, Right.QUESTIONS: NOT_EDITOR, Right.SERVER: NOT_ADMIN}


class Rights:
    """Checks the rights of whoever is behind an interaction."""

    def __init__(self, book: SettingsBook) -> None:
        self._book = book

    async def check(self, interaction: Press, right: Right) -> int:
        """The server, if whoever is behind this has the right there; raises `Refusal`.

        Where the server is not known yet this reads the database, for a second at most; for `Right.SERVER` it never
        does.
        """
        server = interaction.guild_id
        if server is None:
            raise Refusal(SERVERS_ONLY)
        settings = self._book.known(server)
        if settings is None and right is not Right.SERVER:
            with or_refuse(CANT_READ_SETTINGS):
                settings = await self._book.of(server)
        _check(interaction, right, settings or NOTHING_SET)
        return server

    def check_player(self, interaction: Press) -> None:
        """Raise `Refusal` where whoever is behind this may not play; a server in which a game runs is known."""
        _check(interaction, Right.PLAY, self._book.known(interaction.guild_id) or NOTHING_SET)


def _check(interaction: Press, right: Right, settings: ServerSettings) -> None:
    if not may(_asker(interaction), right, settings):
        raise Refusal(REFUSALS[right])


def _asker(interaction: Press) -> Asker:
    user = interaction.user
    roles = frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset[int]()
    # Discord reckons these by the member's roles and the channel; an administrator has them all.
    return Asker(user.id, roles, interaction.permissions.manage_guild)
