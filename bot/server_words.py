"""Every sentence about the seasons of a server and what its admins set. No I/O, and nothing of Discord."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.board_words import place
from bot.marks import fit, plural, shown
from bot.words import player
from trivia.store import Page, Place, Season

CANT_WRITE = "I can't write that down just now: try again in a minute."
CANT_READ_SETTINGS = "I can't look up what this server has set just now: try again in a minute."
CANT_READ_LOG = "I can't read the log just now: try again in a minute."
SERVERS_ONLY = "That is for servers: use it in one."
NOT_ADMIN = "Only someone who may manage the server can do that: ask an admin."
NOT_EDITOR = "Only this server's editors, and those who manage it, can do that: ask an admin for the editor role."
NOT_PLAYING = "The admins of this server have set that you can't play here: ask one of them if that is a mistake."
NOBODY_SCORED = "Nobody has scored in this season yet, so there is nothing to end."
NO_SEASON = "No season is over here yet: an admin ends one with `/season end`."
LEFT = "someone who left"
LIST_ROOM = 3_500


def confirm(number: int, page: Page) -> str:
    """What ending a season means, before it is done."""
    leaders = [player(row.player) for row in page.rows if row.rank == 1]
    lead = f"{_joined(leaders, 'and')} {'lead' if len(leaders) > 1 else 'leads'}"
    return (
        f"**End season {number}?** {plural(page.players, 'player')} scored in it, and {lead} with "
        f"{plural(page.rows[0].totals.points, 'point')}.\n"
        f"Its podium is written down and shown here, and season {number + 1} starts from zero. "
        "All-time points stay. It can't be undone."
    )


def ended(number: int, there: int | None) -> str:
    """What whoever ended a season reads; its podium is in another channel, if one is named."""
    return f"Season {number} is over, and its podium is in {f'<#{there}>' if there else 'the channel'}."


def over_already(number: int) -> str:
    """That somebody else was quicker."""
    return f"Season {number} is over already: `/season list` shows its podium."


def season_end(season: Season) -> list[str]:
    """The end of a season, line by line."""
    first = [winner(one) for one in season.podium if one.rank == 1]
    won = f"**{_joined(first, 'and')} {'wins' if len(first) == 1 else 'share'} it!**"
    scored = f"{plural(season.players, 'player')} scored. Season {season.number + 1} begins now, from zero."
    return [f"## Season {season.number} is over", won, *podium(season.podium), f"-# {scored}"]


def podium(places: Sequence[Place]) -> list[str]:
    """One line for each of the best."""
    return [f"{place(one.rank)} {winner(one)}: {_earned(one)}" for one in places]


def _earned(one: Place) -> str:
    return plural(one.points, "point") + (f", {plural(one.wins, 'win')}" if one.wins else "")


def winner(one: Place) -> str:
    """Who stands in a place of a podium; the erased have no name."""
    return player(one.player) if one.player else LEFT


def season_list(seasons: Sequence[Season], running: int) -> str:
    """The podiums of the seasons that are over."""
    parts = [
        "\n".join([f"**Season {one.number}**, until <t:{int(one.ended)}:D>", *podium(one.podium)]) for one in seasons
    ]
    fitting = fit(parts, LIST_ROOM, "\n", lambda left: f"and {plural(left, 'season')} before")
    return f"{fitting}\n-# Season {running} is being played: `/leaderboard` shows it."


def zone_set(zone: str, now: datetime) -> str:
    """Where a server's days end from now on."""
    return (
        f"From now on the days of this server end at midnight in {zone_now(zone, now)}. "
        "What was played before stays on the day it counted for."
    )


def zone_now(zone: str, now: datetime) -> str:
    """A time zone, and the time there."""
    return f"`{zone}`, where it is {now:%H:%M}"


def unknown_zone(typed: str, near: Sequence[str]) -> str:
    """That there is no such time zone, and which may be meant."""
    meant = _joined([f"`{zone}`" for zone in near], "or")
    return f"There is no time zone called {shown(typed, 200)}: did you mean {meant}?"


def _joined(texts: Sequence[str], joint: str) -> str:
    """`a, b and c`."""
    return f" {joint} ".join(part for part in (", ".join(texts[:-1]), texts[-1]) if part)
