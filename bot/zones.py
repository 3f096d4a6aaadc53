"""Time zones by the names that people give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from bot.errors import Refusal
from bot.server_words import unknown_zone
from trivia.search import best

NEAR = 3
"""Zones that are named to somebody who named none."""


def zone_named(typed: str) -> str:
    """The zone of this name, however it is spelt, or of this place alone; raises `Refusal`."""
    wanted = typed.strip().replace(" ", "_").casefold()
    for meant in (
        [zone for zone in zones() if zone.casefold() == wanted],
        [zone for zone in zones() if zone.casefold().endswith(f"/{wanted}")],
    ):
        if len(meant) == 1:
            return meant[0]
    raise Refusal(unknown_zone(typed, best(typed, zones(), NEAR)))


@cache
def zones() -> Mapping[str, str]:
    """The time zones there are, and what each is found by."""
    # Two of them are no places: what the host's own computer is set to, and what one is that was never set.
    named = sorted(available_timezones() - {"localtime", "Factory"})
    return {zone: zone.replace("_", " ").replace("/", " ") for zone in named}
