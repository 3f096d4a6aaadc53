"""Fetching what somebody attached, never more than is wanted, whatever Discord or the file says of itself."""

from __future__ import annotations

import logging

import aiohttp
import discord
import yarl

from bot.errors import Refusal

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds that a file may take."""
UNFETCHED = "I can't fetch that file from Discord just now: try again in a minute."


class Downloads:
    """Fetches attachments over https, or from the API that the bot is pointed at (the stand-in has no https)."""

    def __init__(self, api_url: str) -> None:
        self._origin = yarl.URL(api_url).origin()

    async def fetch(self, attachment: discord.Attachment, most: int, too_big: str) -> bytes:
        """The bytes of the attachment; raises `Refusal` where they can't be fetched, and `too_big` over `most`."""
        if attachment.size > most:
            raise Refusal(too_big)
        url = yarl.URL(attachment.url)
        if url.scheme != "https" and url.origin() != self._origin:
            log.warning("an attachment is at %s, where none can be", url.origin())
            raise Refusal(UNFETCHED)
        try:
            data = await _read(url, most)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("an attachment could not be fetched: %s", error)
            raise Refusal(UNFETCHED) from None
        if len(data) > most:
            raise Refusal(too_big)
        return data


async def _read(url: yarl.URL, most: int) -> bytes:
    """Up to a byte more than `most`."""
    limit = aiohttp.ClientTimeout(total=PATIENCE)
    async with (
        aiohttp.ClientSession(timeout=limit, raise_for_status=True) as http,
        http.get(url, allow_redirects=False) as answer,
    ):
        if answer.status != 200:
            raise aiohttp.ClientError(f"status {answer.status}")
        data = bytearray()
        async for chunk in answer.content.iter_chunked(65_536):
            data += chunk
            if len(data) > most:
                break
        return bytes(data[: most + 1])
