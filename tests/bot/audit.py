"""What the database knows is held against what the channels read and what the players did."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.sandbox.ids import time_of
from bot.sandbox.people import Json
from tests.bot.crowd import Reply, Said, right_answers
from tests.trivia.store import sql
from trivia import scoring
from trivia.events import Reason
from trivia.modes import WINDOW
from trivia.plan import Mode, Plan
from trivia.question import Kind, Question
from trivia.store import Database, codec

CARD = re.compile(r"Round (\d+) of \d+")
EARNED = re.compile(r"^@(\w+)\b.*: \+(\d+)", re.MULTILINE)
ROW = re.compile(r"@(\w+): ([\d,]+) points?, (\d+) right")
ENDS = (Reason.PLAYED, Reason.STOPPED, Reason.IDLE, Reason.REPLACED)
"""Why games end here; the last, where one had said its last word and was killed before it had closed its book."""
LEAST, MOST = 0.2, 0.5
"""Seconds before the end of a round, and of a photo finish, in which Discord may deliver a guess too late."""
UNDERWAY = 0.3
"""Seconds that a message may still take to Discord when the bot that sent it has been killed."""


@dataclass(frozen=True, slots=True)
class Award:
    """What the database says that a guess earned."""

    number: int
    player: int
    guess: int
    points: int
    elapsed: float
    streak: int
    shared: bool


@dataclass(slots=True)
class Game:
    """A game as the database has it: how its rounds ended, and what they earned in the order of the answers."""

    channel: int
    plan: Plan
    reason: str | None
    outcomes: dict[int, tuple[str, str]] = field(default_factory=dict)
    awards: list[Award] = field(default_factory=list)

    def of(self, number: int) -> list[Award]:
        return [award for award in self.awards if award.number == number]

    def question(self, number: int) -> Question:
        return self.plan.turns[number - 1].question


@dataclass(slots=True)
class Scene:
    """What a channel read of a round: its cards, and the replies that said how it ended."""

    cards: list[Json] = field(default_factory=list)
    replies: list[Json] = field(default_factory=list)


async def read_games(database: Database) -> list[Game]:
    """All games, the oldest first."""
    games: dict[int, Game] = {}
    for row in await sql.rows(database, "SELECT id, channel, plan, state, reason FROM games ORDER BY id"):
        games[row.id] = Game(row.channel, codec.snapshot(row.plan, row.state).plan, row.reason)
    for row in await sql.rows(database, "SELECT game, number, question, outcome FROM rounds"):
        games[row.game].outcomes[row.number] = (row.question, row.outcome)
    for row in await sql.rows(database, "SELECT * FROM awards ORDER BY elapsed, guess"):
        award = Award(row.number, row.player, row.guess, row.points, row.elapsed, row.streak, bool(row.shared))
        games[row.game].awards.append(award)
    return list(games.values())


@dataclass(frozen=True, slots=True)
class Evening:
    """All that happened: what was said in each channel (its number), by whom, and when the bot was killed."""

    messages: dict[int, list[Json]]
    said: Sequence[Said]
    names: dict[str, int]
    killed: Sequence[float] = ()

    def faults(self, games: Sequence[Game]) -> list[str]:
        """All in which what the database knows, what was said and what was done do not agree."""
        found: list[str] = []
        for game in games:
            later = [other.plan.game for other in games if other.channel == game.channel]
            until = min((number for number in later if number > game.plan.game), default=2**63)
            lines = [m for m in self.messages[game.channel] if game.plan.game < int(m["id"]) < until]
            faults = [*self._faults(game, lines)]
            found += [f"game {game.plan.game} ({game.plan.mode}): {fault}" for fault in faults]
        return found

    def _faults(self, game: Game, lines: Sequence[Json]) -> Iterator[str]:
        if game.reason not in ENDS:
            yield f"ended because {game.reason}"
        if sorted(game.outcomes) != [*range(1, len(game.outcomes) + 1)]:
            yield f"has the rounds {sorted(game.outcomes)}"
        if {award.number for award in game.awards} - set(game.outcomes):
            yield "has awards of rounds that are not there"
        scenes, standings = _scenes(lines)
        if set(scenes) != set(game.outcomes):
            yield f"showed the rounds {sorted(scenes)}, and has {sorted(game.outcomes)}"
        yield from self._standings_faults(game, standings)
        for number in sorted(set(scenes) & set(game.outcomes)):
            scene = scenes[number]
            faults = [*self._scene_faults(game, number, scene), *self._award_faults(game, number, scene)]
            faults += [] if game.outcomes[number][1] == "stopped" else self._lost(game, number, scene)
            yield from (f"round {number} ({game.question(number).ask}): {fault}" for fault in faults)

    # --- what was said ----------------------------------------------------------------------------------------------

    def _scene_faults(self, game: Game, number: int, scene: Scene) -> Iterator[str]:
        """A round has one card, which is revealed, and one reply, with what was earned."""
        question = game.question(number)
        if game.outcomes[number][0] != question.id:
            yield f"was written down as {game.outcomes[number][0]}"
        if len(scene.cards) != 1:
            yield f"has {len(scene.cards)} cards"
        answer = ", ".join(right_answers(question.ask))
        if any(answer not in card["text"] or "trivia:answer" in str(card["components"]) for card in scene.cards):
            yield "is not revealed"
        if not scene.replies:
            yield "ended without a word"
        earned = [(award.player, award.points) for award in game.of(number)]
        for reply in scene.replies:
            said = [(self.names[name], int(points)) for name, points in EARNED.findall(reply["text"])]
            if said != earned:
                yield f"{reply['text']!r} was said where {earned} was written"
        yield from self._repeated(scene.replies)

    def _standings_faults(self, game: Game, standings: Sequence[Json]) -> Iterator[str]:
        """The final standings are said once, and are the sum of what was earned."""
        if not standings:
            yield "has no final standings"
        totals: dict[int, tuple[int, int]] = {}
        for award in game.awards:
            points, right = totals.get(award.player, (0, 0))
            totals[award.player] = (points + award.points, right + 1)
        for card in standings:
            rows = {self.names[name]: (int(p.replace(",", "")), int(r)) for name, p, r in ROW.findall(card["text"])}
            if {player: row for player, row in rows.items() if row != (0, 0)} != totals:
                yield f"{card['text']!r} was said where {totals} was written"
        yield from self._repeated(standings)

    def _repeated(self, messages: Sequence[Json]) -> Iterator[str]:
        """Nothing is said twice, unless the bot was killed before it knew that it had said it."""
        times = [time_of(int(message["id"])) for message in messages]
        for first, second in pairwise(times):
            if not any(first - UNDERWAY < moment < second for moment in self.killed):
                yield f"{messages[0]['text']!r} was said twice, {second - first:.1f} s apart"

    # --- what was earned --------------------------------------------------------------------------------------------

    def _award_faults(self, game: Game, number: int, scene: Scene) -> Iterator[str]:
        """Only right answers of this round earn, each what it is worth at its own time."""
        question, shown = game.question(number), time_of(int(scene.cards[0]["id"]))
        by_guess = {said.guess: said for said in self.said if said.channel == game.channel}
        for award in game.of(number):
            said = by_guess.get(award.guess)
            if said is None or said.player != award.player:
                yield f"{award} is for nothing that was said"
                continue
            if said.text not in right_answers(question.ask):
                yield f"{award} is for a wrong answer, {said.text}"
            if said.reply is None and game.plan.mode is Mode.EVERYONE:
                yield f"{award} is for a typed answer"
            if abs(award.elapsed - (said.at - shown)) > 0.002:
                yield f"{award} has another time than {said.at - shown:.3f}"
            if award.points not in _worths(game, question, award):
                yield f"{award} is not worth that"
        players = [award.player for award in game.of(number)]
        if question.kind is not Kind.LIST and len(players) != len(set(players)):
            yield "gave a player two awards"

    def _lost(self, game: Game, number: int, scene: Scene) -> Iterator[str]:
        """Answers in time that did not earn what they had to."""
        question = game.question(number)
        shown = time_of(int(scene.cards[0]["id"]))
        ends = shown + game.plan.seconds
        in_time = [one for one in self.said if one.channel == game.channel and shown <= one.at <= ends]
        said = [one if one.at <= ends - LEAST else replace(one, reply=Reply.NONE) for one in in_time]
        said.sort(key=lambda one: one.order)
        right = [one for one in said if one.text in right_answers(question.ask)]
        if question.kind is Kind.LIST:
            yield from _lost_members(game.of(number), right)
        elif game.plan.mode is Mode.RACE:
            yield from _lost_races(game.of(number), right)
        else:
            yield from _lost_privately(game.of(number), said, set(right))


async def boards_agree(database: Database) -> list[str]:
    """All in which the boards of servers and channels are not the sums of what their games earned."""
    found: list[str] = []
    for scope, place in (("server", "games.server"), ("channel", "games.channel")):
        earned = await sql.rows(
            database,
            f"SELECT {place} AS place, player, sum(points) AS points FROM awards JOIN games ON games.id = game "
            f"WHERE games.server IS NOT NULL GROUP BY {place}, player",
        )
        of = "boards.server" if scope == "server" else 'CAST(boards."of" AS BIGINT)'
        shown = await sql.rows(
            database,
            f"SELECT {of} AS place, player, points FROM scores JOIN boards ON boards.id = board "
            f"WHERE scope = '{scope}' AND period = 'all' AND points > 0",
        )
        wrong = {tuple(row) for row in earned} ^ {tuple(row) for row in shown}
        found += [f"the boards of each {scope} and what was earned differ in {row}" for row in sorted(wrong)]
    return found


def _scenes(lines: Sequence[Json]) -> tuple[dict[int, Scene], list[Json]]:
    """The rounds of a game, and its final standings, as a channel read them."""
    scenes: dict[int, Scene] = {}
    standings: list[Json] = []
    number = 0
    for line in lines:
        card = CARD.match(line["text"])
        if card:
            number = int(card[1])
            scenes.setdefault(number, Scene()).cards.append(line)
        elif line["text"].startswith("Final standings"):
            standings.append(line)
        elif number and (EARNED.search(line["text"]) or "It was " in line["text"]):
            scenes[number].replies.append(line)
    return scenes, standings


def _worths(game: Game, question: Question, award: Award) -> set[int]:
    """What the award may be worth, whatever hints were shown before it."""
    is_list = question.kind is Kind.LIST
    return {
        members
        * scoring.points(
            question.difficulty,
            elapsed=award.elapsed,
            seconds=game.plan.seconds,
            hints=hints,
            streak=0 if is_list else award.streak - 1,
            halved=1 if is_list else int(award.shared),
        )
        for hints in range(4)
        for members in range(1, 3 if is_list else 2)
    }


def _sure(one: Said) -> bool:
    """Whether an answer counts for sure: it was typed, or its player read that it was taken."""
    return one.reply in (None, Reply.TAKEN)


def _lost_races(awards: Sequence[Award], right: Sequence[Said]) -> Iterator[str]:
    """The earliest takes it; others close behind share it."""
    if not awards:
        yield from (f"{one} was lost" for one in right if _sure(one))
        return
    first = next((one for one in right if one.guess == awards[0].guess), None)
    if first is None:
        yield f"{awards[0]} was given too late"
        return
    paid = {award.player for award in awards}
    for one in right:
        in_time = one.at <= first.at + WINDOW - MOST
        if _sure(one) and (one.order < first.order or (in_time and one.player not in paid)):
            yield f"{one} was lost to {first}"


def _lost_privately(awards: Sequence[Award], said: Sequence[Said], right: Collection[Said]) -> Iterator[str]:
    """Everyone's last answer stands."""
    paid = {award.player: award.guess for award in awards}
    for player in {one.player for one in said}:
        mine = [one for one in said if one.player == player and one.reply not in (None, Reply.LATER)]
        yield from (f"{one} was refused" for one in mine if one.reply is Reply.REFUSED)
        taken = [index for index, one in enumerate(mine) if one.reply is Reply.TAKEN]
        standing = mine[taken[-1] :] if taken else [*mine]  # the last that was taken, or one that nobody heard of
        allowed = {one.guess if one in right else None for one in standing} | (set() if taken else {None})
        if paid.get(player) not in allowed:
            yield f"{paid.get(player)} was paid where {standing} stands"


def _lost_members(awards: Sequence[Award], right: Sequence[Said]) -> Iterator[str]:
    """Each member goes to whoever named it first."""
    paid = {award.guess for award in awards}
    named = {one.text: one for one in reversed(right) if _sure(one)}
    for text_, first in named.items():
        earlier = [one.guess for one in right if one.text == text_ and one.order <= first.order]
        if not paid & set(earlier):
            yield f"{first} was lost"
