"""Every sentence about leaderboards and profiles. No I/O, and nothing of Discord."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Mapping, Sequence
from datetime import date

from bot.marks import plural, shown
from bot.words import MEDALS, TITLE_ROOM, player
from trivia.boards import FEWEST_ROUNDS, Board, Metric, Moment, Period, Scope, Totals, days_in_a_row
from trivia.store import Page, Profile, Ranked

SCOPES = {
    Scope.SERVER: "server",
    Scope.CHANNEL: "channel",
    Scope.PACK: "pack",
    Scope.EVERYWHERE: "everywhere",
}
PERIODS = {
    Period.TODAY: "today",
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.SEASON: "this season",
    Period.ALL: "all time",
}
METRICS = {
    Metric.POINTS: "points",
    Metric.WINS: "wins",
    Metric.RIGHT: "right answers",
    Metric.ACCURACY: "accuracy",
    Metric.STREAK: "best streak",
    Metric.FASTEST: "fastest answer",
}
SOMEONE = "someone"
AWAY = "\N{MIDLINE HORIZONTAL ELLIPSIS}"
"""What stands for the places between a page and the one of whoever looks."""
POINTS_A_WEEK = "Points a week"

CANT_READ = "I can't read the points just now: try again in a minute."
ONLY_EVERYWHERE = "Here I can show the leaderboard of everywhere only: ask for any other in its server."
NAME_THE_PACK = "Which pack? Name it in the `pack` option."
ONE_THING = "A leaderboard is of one thing: leave out `pack`, or leave out `of`."
ONE_PACK = "A leaderboard is of one pack: name just one."
NO_SEASONS = "Everywhere has no seasons: choose another time in the `over` option."
IN_SERVERS = "Profiles are kept by server: ask for this in a server where you play."
YOU_FIRST = "You have not played here yet: `/trivia start` begins a game."


def title(board: Board, of: str) -> str:
    """What a leaderboard is of; `of` is the title of its pack."""
    what = {
        Scope.SERVER: "this server",
        Scope.CHANNEL: f"<#{board.of}>",
        Scope.PACK: shown(of, TITLE_ROOM),
        Scope.EVERYWHERE: "everywhere",
    }
    return f"Leaderboard of {what[board.scope]}"


def over(board: Board, now: Moment) -> str:
    """The time that a leaderboard counts, with its date where it has one."""
    current = is_current(board, now)
    match board.period:
        case Period.ALL:
            return PERIODS[Period.ALL]
        case Period.SEASON:
            return PERIODS[Period.SEASON] if current else f"season {board.start}"
        case Period.MONTH:
            month = date.fromordinal(board.start)
            named = f"{month_name[month.month]} {month.year}"
            return f"this month ({named})" if current else named
        case Period.WEEK:
            return f"this week (from {day(board.start)})" if current else f"the week from {day(board.start)}"
        case Period.TODAY:
            return f"today ({day(board.start)})" if current else day(board.start)


def is_current(board: Board, now: Moment) -> bool:
    """Whether what is played now counts on this leaderboard."""
    return board.start == now.start(board.period)


def day(number: int) -> str:
    """A day by its number, as people write it."""
    then = date.fromordinal(number)
    return f"{then.day} {month_name[then.month]} {then.year}"


def short_day(number: int) -> str:
    """A day by its number, in a few letters."""
    then = date.fromordinal(number)
    return f"{then.day} {month_abbr[then.month]}"


def rows(ranked: Sequence[Ranked], metric: Metric, names: dict[int, str] | None) -> list[str]:
    """One line a player. On the leaderboard of everywhere they go by their `names`."""
    return [row(one, metric, _name(one.player, names)) for one in ranked]


def row(one: Ranked, metric: Metric, name: str) -> str:
    """A player's line: rank, medal, name and what they are ranked by."""
    return f"{place(one.rank)} {name}: {value(one.totals, metric)}"


def place(rank: int) -> str:
    """The beginning of a line about this rank."""
    # Bold, since Discord counts the lines of a list anew, and players who are level share a number.
    return f"**{rank:,}.**{medal(rank)}"


def medal(rank: int) -> str:
    """The medal of the first three, behind their rank."""
    return f" {MEDALS[rank - 1]}" if rank <= len(MEDALS) else ""


def _name(number: int, names: dict[int, str] | None) -> str:
    if names is None:
        return player(number)
    return f"**{shown(names[number], TITLE_ROOM)}**" if number in names else SOMEONE


def value(totals: Totals, metric: Metric) -> str:
    """What somebody is ranked by, in words."""
    match metric:
        case Metric.POINTS:
            return plural(totals.points, "point")
        case Metric.WINS:
            return plural(totals.wins, "win")
        case Metric.RIGHT:
            return plural(totals.right, "right answer")
        case Metric.ACCURACY:
            return f"{percent(totals)} of {plural(totals.rounds, 'round')}"
        case Metric.STREAK:
            return f"{totals.streak:,} in a row"
        case Metric.FASTEST:
            return seconds(totals)


def percent(totals: Totals) -> str:
    """The part of the rounds that were right."""
    thousandths = totals.accuracy or 0
    return f"{thousandths // 10}.{thousandths % 10} %"


def seconds(totals: Totals) -> str:
    """The quickest right answer."""
    return f"{(totals.fastest or 0) / 1000:.3f} s"


def foot(page: Page) -> str:
    """Where in a leaderboard a page is."""
    where = f"Page {page.number + 1:,} of {page.pages:,} · " if page.pages > 1 else ""
    return f"{where}{plural(page.players, 'player')}"


def empty(board: Board, metric: Metric, *, current: bool) -> str:
    """That nobody is on a leaderboard, and how to get on it."""
    if not current:
        return "Nobody is on this leaderboard any more: `/leaderboard` shows the one that counts now."
    if board.scope is Scope.EVERYWHERE:
        return "Nobody is on this leaderboard yet: it lists those who chose so with `/privacy boards`."
    return f"Nobody is on this leaderboard yet: {_way_onto(metric)}."


def _way_onto(metric: Metric) -> str:
    match metric:
        case Metric.WINS:
            return "it takes a game won against somebody, and `/trivia start` begins one"
        case Metric.ACCURACY:
            return f"it takes {FEWEST_ROUNDS} rounds with a guess, and `/trivia start` begins some"
        case _:
            return "it takes one right answer, and `/trivia start` begins a game"


def unlisted(viewer: int, board: Board, metric: Metric, rounds: int, *, public: bool) -> str:
    """Why whoever looks is not on a leaderboard; `rounds` of theirs count on it, if they are `public` everywhere."""
    if board.scope is Scope.EVERYWHERE and not public:
        return f"{player(viewer)} is not listed here: `/privacy boards` changes that."
    return f"{player(viewer)} is not on it yet: {_lacking(metric, rounds)}."


def _lacking(metric: Metric, rounds: int) -> str:
    if not rounds:
        return "no guess so far"
    match metric:
        case Metric.ACCURACY:
            return f"it takes {FEWEST_ROUNDS} rounds with a guess, and so far there are {rounds}"
        case Metric.WINS:
            return "no game won against somebody so far"
        case _:
            return "no right answer so far"


def profile(number: int, found: Profile, today: int, titles: Mapping[str, str]) -> list[str]:
    """What a player has done, line by line; `titles` are those of their favourite packs."""
    totals = found.totals
    games = f"{plural(totals.games, 'game')}, {totals.wins:,} won"
    right = f"{totals.right:,} of {plural(totals.rounds, 'round')} right"
    accuracy = f" ({percent(totals)})" if totals.accuracy is not None else ""
    packs = [f"{shown(titles[pack], 100)} ({plural(rounds, 'round')})" for pack, rounds in found.favourites]
    lines = [f"### {player(number)}", _rank(found), f"{games} · {right}{accuracy}", _bests(totals, found.days, today)]
    return [line for line in (*lines, f"Most played: {', '.join(packs)}" if packs else "") if line]


def _rank(found: Profile) -> str:
    if found.rank is None:
        return "No points yet"
    return f"Rank **{found.rank:,}**{medal(found.rank)} with {plural(found.totals.points, 'point')}"


def _bests(totals: Totals, days: Mapping[int, int], today: int) -> str:
    run = days_in_a_row(days, today)
    parts = [
        f"best streak {totals.streak:,} in a row" if totals.streak > 1 else "",
        f"fastest answer {seconds(totals)}" if totals.fastest is not None else "",
        f"scored on {run} days in a row" if run > 1 else "",
    ]
    said = " · ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def picture(weeks: Sequence[tuple[int, int]]) -> str:
    """What the picture of these weeks shows: the day each begins with, and its points."""
    start, most = max(weeks, key=lambda week: week[1])
    each = ", ".join(f"{points:,}" for _, points in weeks)
    return (
        f"Points in each week from {day(weeks[0][0])} to that of {day(weeks[-1][0])}: {each}. "
        f"The best is that of {short_day(start)}, with {most:,}."
    )


def not_played(number: int, *, bot: bool) -> str:
    """Why there is no profile of somebody else."""
    return f"{player(number)} is a bot, and bots don't play." if bot else f"{player(number)} has not played here yet."
