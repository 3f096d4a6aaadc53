"""Where a game may run and which questions it may be of, by what its server has set."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot import words
from bot.errors import Refusal
from bot.wish import Wish
from trivia.bank import Bank, Wanted
from trivia.search import best
from trivia.server import ServerSettings
from trivia.store import Listing

Press = discord.Interaction[discord.Client]


def check_channel(interaction: Press, settings: ServerSettings) -> None:
    """Raise `Refusal` where no game may run, naming the channels that may be used as far as the person sees them."""
    channel = interaction.channel
    here = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
    if not settings.channels or here in settings.channels or interaction.guild is None:
        return
    there = [found for number in sorted(settings.channels) if (found := interaction.guild.get_channel(number))]
    if not there:
        raise Refusal(words.NO_CHANNEL_LEFT)
    person = interaction.user
    seen = [one.id for one in there if isinstance(person, discord.Member) and one.permissions_for(person).view_channel]
    raise Refusal(words.elsewhere(seen))


def packs_on(bank: Bank, server: int | None, settings: ServerSettings) -> Sequence[Listing]:
    """The packs that a server has not switched off."""
    return [pack for pack in bank.packs_in(server) if pack.id not in settings.packs_off]


def check_packs(bank: Bank, server: int | None, wish: Wish, settings: ServerSettings) -> None:
    """Raise `Refusal` unless there are such packs, switched on, with questions that fit."""
    titles = {pack.id: f"{pack.title} {pack.id}" for pack in packs_on(bank, server, settings)}
    refused = next((pack for pack in wish.packs if pack not in titles), None)
    if refused is not None and refused in settings.packs_off:
        raise Refusal(words.pack_off(refused))
    if refused is not None:
        raise Refusal(words.unknown_pack(refused, best(refused, titles, 1)))
    if not titles:
        raise Refusal(words.ALL_PACKS_OFF)
    found = wanted(bank, server, wish, settings)
    if not bank.count(found, server):
        raise Refusal(words.nothing_fits(Wanted(wish.packs, wish.difficulty)))


def wanted(bank: Bank, server: int | None, wish: Wish, settings: ServerSettings) -> Wanted:
    """Which questions a game is to be of; where the wish names no pack, of all that are switched on."""
    packs = wish.packs
    if not packs and settings.packs_off:
        packs = tuple(pack.id for pack in packs_on(bank, server, settings))
    return Wanted(packs, wish.difficulty, wish.choices)


def title(bank: Bank, server: int | None, wanted: Wanted) -> str:
    """What a game of these questions is called."""
    packs = wanted.packs or tuple(pack.id for pack in bank.packs_in(server))
    return bank.title(packs[0]) if len(packs) == 1 else words.mix(len(packs))
