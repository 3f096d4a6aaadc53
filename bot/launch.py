"""From settings to a running bot: packs, sessions, client, and the way to Discord or to its stand-in."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.appeals import Appeals
from bot.client import TriviaBot
from bot.desk import Desk
from bot.downloads import Downloads
from bot.dry_runs import DryRuns
from bot.editing import Editing
from bot.health import Health
from bot.importing import Importing
from bot.log import Log
from bot.mailbox import Mailbox
from bot.marks import plural
from bot.noticeboard import Noticeboard
from bot.pages import Pages
from bot.panel import Panel
from bot.play import Play
from bot.reviewing import Reviewing
from bot.rights import Rights
from bot.sandbox.server import StandIn
from bot.sessions import Sessions
from bot.settings import WHAT_FITS, MessageContent, Settings
from bot.settings_book import SettingsBook
from trivia import packs
from trivia.bank import Bank
from trivia.exchange import Exchange
from trivia.plan import GAP
from trivia.publish import publish_files
from trivia.store import BadAddress, Store, StoreDown, StoreTooNew, open_database

log = logging.getLogger(__name__)

MOST_FAULTS = 20
"""Faults of packs that the log names at the start."""
PATIENCE = 10.0
"""Seconds that we wait for an address to answer at the start."""
TOKEN_REFUSED = 4004
"""The gateway's code for a token that is no longer good."""
BAD_TOKEN = "Discord does not accept DISCORD_TOKEN: copy it anew from the developer portal."  # noqa: S105 (no token)
UNREACHABLE = "Discord can't be reached: check the network and DISCORD_API_URL, then start again."


class CannotStart(Exception):
    """The bot can't start. Its text says in one sentence what is wrong and what to do."""


async def stocked(chosen: Settings, store: Store) -> Bank:
    """The bank of the shipped packs and the host's; a broken one is logged and not served. Raises `CannotStart`."""
    paths = [*packs.shipped(), *_packs_of_host(chosen.packs)]
    try:
        served, faults = await publish_files(store.questions, paths)
        bank = await Bank.open(store.questions, served)
    except StoreDown as error:
        raise _no_database(error) from None
    for fault in faults[:MOST_FAULTS]:
        log.error("a pack is broken and not served: %s", fault)
    if len(faults) > MOST_FAULTS:
        log.error("and %s: `trivia check` lists all", plural(len(faults) - MOST_FAULTS, "more fault"))
    return bank


def _packs_of_host(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in (".yaml", ".yml"))
    except OSError:
        raise CannotStart(f"TRIVIA_PACKS can't be read: make {folder} a folder that I may read.") from None


def _make_data(folder: Path) -> None:
    """Make the folder for what the bot remembers; raises `CannotStart`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError:
        raise CannotStart(f"TRIVIA_DATA can't be used: make {folder} a folder that I may write to.") from None


@asynccontextmanager
async def opened(chosen: Settings) -> AsyncIterator[Store]:
    """The store, open while entered; raises `CannotStart` where it can't be used."""
    try:
        database = await open_database(chosen.database)
    except StoreTooNew as error:
        raise CannotStart(str(error)) from None
    except StoreDown as error:
        raise _no_database(error) from None
    except BadAddress as error:
        raise CannotStart(f"DATABASE_URL can't be used, {error}: {WHAT_FITS['DATABASE_URL']}.") from None
    try:
        yield Store(database)
    finally:
        await database.close()


def _no_database(error: StoreDown) -> CannotStart:
    said = str(error)
    return CannotStart(f"{said[:1].upper()}{said[1:]}: check DATABASE_URL and TRIVIA_DATA.")


def build(
    chosen: Settings, bank: Bank, store: Store, *, typing: bool, gap: float = GAP, guild_ready_timeout: float = 2.0
) -> TriviaBot:
    """A bot that is ready to start. `gap` is the rest between rounds, both times are in seconds."""
    # We play no voice, so a host need not read that its libraries are missing.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    sessions = Sessions(store.games, time.time)
    book = SettingsBook(store.servers)
    rights, noticeboard = Rights(book), Noticeboard(book)
    dice = Random(chosen.seed)  # noqa: S311 (questions, not secrets)
    play = Play(bank, sessions, store.games, book, noticeboard, dice, typing=typing, gap=gap)
    pages, desk, log_of = Pages(bank, store), Desk(store, rights, noticeboard), Log(store.audit, rights)
    appeals = Appeals(store.appeals, sessions, rights)
    panel = Panel(bank, store, book, rights, noticeboard, log_of)
    downloads, dry_runs = Downloads(Route.BASE), DryRuns(time.monotonic)
    importing = Importing(Exchange(store.own), bank, rights, noticeboard, downloads, dry_runs)
    return TriviaBot(
        play,
        pages,
        desk,
        panel,
        log_of,
        Editing(bank, store, sessions, rights, noticeboard),
        importing,
        appeals,
        Mailbox(store.mailbox, rights),
        Reviewing(bank, store, rights, noticeboard, appeals),
        Health(bank, store.health, rights),
        sessions,
        store,
        book,
        chosen.data,
        typing=typing,
        guild_ready_timeout=guild_ready_timeout,
        shards=chosen.shards,
    )


async def point_at(api_url: str) -> None:
    """Send discord.py to this API and the gateway that it names; raises `CannotStart` where nothing answers.

    Both are globals of discord.py's classes, and there is no other way: an invalidated session falls back to them.
    """
    try:
        limit = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(timeout=limit) as http, http.get(f"{api_url}/gateway") as answer:
            gateway = yarl.URL((await answer.json())["url"])
    except (aiohttp.ClientError, TimeoutError, KeyError, TypeError, ValueError):
        raise CannotStart(f"Nothing that speaks Discord's API answers at {api_url}: check DISCORD_API_URL.") from None
    Route.BASE = api_url
    DiscordWebSocket.DEFAULT_GATEWAY = gateway


async def run_bot(chosen: Settings) -> None:
    """Run until SIGINT or SIGTERM; raises `CannotStart`."""
    _make_data(chosen.data)
    if chosen.api_url:
        await point_at(chosen.api_url)
    await _until_told(_serve(chosen))


async def run_with_stand_in(chosen: Settings, port: int) -> None:
    """Run the stand-in and a bot on it until SIGINT or SIGTERM."""
    try:
        stand_in = await StandIn(port).__aenter__()
    except (OSError, OverflowError):
        raise CannotStart(f"Port {port} can't be used: name another with --port.") from None
    try:
        await point_at(stand_in.api)
        joined = chosen.model_copy(update={"token": SecretStr(stand_in.token)})

        @cache  # one line, however often the bot connects
        def ready() -> None:
            sys.stdout.write(stand_in.ready_line() + "\n")
            sys.stdout.flush()
            log.info("the transcript is at %s", stand_in.control.removesuffix("/sandbox") + f"/?key={stand_in.key}")

        await _until_told(_serve(joined, ready))
    finally:
        await stand_in.__aexit__(None, None, None)


async def _serve(chosen: Settings, ready: Callable[[], None] | None = None) -> None:
    """Run the bot; where Discord refuses typed messages and the setting allows it, run it without them."""
    async with opened(chosen) as store:
        await _serve_from(chosen, await stocked(chosen, store), store, ready)


async def _serve_from(chosen: Settings, bank: Bank, store: Store, ready: Callable[[], None] | None) -> None:
    typing = chosen.message_content is not MessageContent.OFF
    try:
        await _run_client(chosen, bank, store, ready, typing=typing)
    except discord.PrivilegedIntentsRequired:
        if chosen.message_content is MessageContent.ON:
            raise CannotStart(
                "Discord refuses the message content intent: enable it in the developer portal under Bot, "
                "or set TRIVIA_MESSAGE_CONTENT=auto."
            ) from None
        log.warning("Discord refuses the message content intent: answers come by buttons, /answer, mentions, replies")
        await _run_client(chosen, bank, store, ready, typing=False)
    except StoreDown as error:
        raise _no_database(error) from None
    except discord.LoginFailure:
        raise CannotStart(BAD_TOKEN) from None
    except discord.ConnectionClosed as closed:
        raise CannotStart(BAD_TOKEN if closed.code == TOKEN_REFUSED else UNREACHABLE) from None
    except (aiohttp.ClientError, OSError, discord.HTTPException, discord.GatewayNotFound) as error:
        log.debug("start failed", exc_info=error)
        raise CannotStart(UNREACHABLE) from None


async def _run_client(
    chosen: Settings, bank: Bank, store: Store, ready: Callable[[], None] | None, *, typing: bool
) -> None:
    assert chosen.token is not None, "checked before"
    async with build(chosen, bank, store, typing=typing, guild_ready_timeout=0.5) as bot:
        waiting = asyncio.create_task(_announce(bot, ready)) if ready else None
        # In a task of its own: where discord.py is just connecting again, it swallows a cancellation.
        running = asyncio.create_task(bot.start(chosen.token.get_secret_value()))
        try:
            await asyncio.shield(running)
        finally:
            if waiting is not None:
                waiting.cancel()
            await bot.close()
            running.cancel()
            await asyncio.wait({running})


async def _announce(bot: TriviaBot, ready: Callable[[], None]) -> None:
    await bot.connected.wait()
    ready()


async def _until_told(work: Coroutine[object, object, None]) -> None:
    """Do `work` until it ends by itself or the process is told to stop."""
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(work)
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("told to stop; goodbye")
