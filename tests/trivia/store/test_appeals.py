"""Appeals in the database: who can bring one, what it keeps, and that all follows where it is accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.stock import publish
from tests.trivia.games import ANN, BEN, CLEO, COMPOSER, SONG, T0, TEAM, of, opened, says
from tests.trivia.store.sql import rows, run, value
from trivia.appeals import Played
from trivia.boards import Metric, Moment, Period, of_server
from trivia.events import Event, Finish, Record, Shown, Woke
from trivia.packs import Pack
from trivia.plan import Mode
from trivia.question import Question
from trivia.store import (
    CantAppeal,
    Cause,
    Database,
    DecidedAlready,
    Grant,
    Saved,
    Settled,
    Store,
    Why,
    rollups,
)

SERVER, CHANNEL, EDITOR, GAME = 30, 50, 9, 7
MINUTE, DAY = 60.0, 86_400.0
ALIAS = "the jaws man"


class Match:
    """A game that is played and written down."""

    def __init__(self, store: Store, *questions: Question, mode: Mode = Mode.RACE) -> None:
        self.store = store
        self.game = opened(*questions, mode=mode)
        self.at = T0

    async def begin(self) -> Match:
        await publish(self.store.questions, Pack("film", "Film", (COMPOSER, SONG, TEAM)))
        await self.store.games.begin(Saved(SERVER, CHANNEL, "{}", self.game.snapshot()), T0)
        return self

    async def play(self, *events: Event) -> None:
        for event in events:
            self.at = max(self.at, event.at)  # type: ignore[union-attr]
            effects = self.game.handle(event)
            await self.store.games.keep(self.game.snapshot(), of(Record, effects), self.at)
            for finish in of(Finish, effects):
                await self.store.games.keep(self.game.snapshot(), [], self.at, finish.reason)

    async def over(self) -> None:
        """Let the time of the round, and the rest after it, run out."""
        number = self.game.number
        while not self.game.over and self.game.number == number:
            state = self.game.snapshot().state
            await self.play(Woke(state.token, state.due))
        if not self.game.over:
            await self.play(Shown(self.at))

    def says(self, player: int, text: str, after: float) -> Event:
        """What a player says so many seconds into the round."""
        shown = self.game.snapshot().state.round.shown_at
        assert shown is not None
        return says(player, text, shown - T0 + after, private=True)

    async def bring(self, player: int, number: int = 1) -> int:
        """The number of the appeal that this player brings for their newest guess."""
        guesses = await self.store.appeals.guesses(SERVER, GAME, number, player, self.at)
        await self.store.appeals.bring(SERVER, GAME, number, player, guesses[0].guess, self.at)
        return (await self.store.reviews.waiting(SERVER, 0, 50))[-1].number

    async def settle(self, number: int, after: float = 0.0) -> Settled:
        return await self.store.deciding.accept(SERVER, number, EDITOR, self.at + after)

    async def accept(self, number: int, after: float = 0.0) -> Grant:
        granted = (await self.settle(number, after)).grant
        assert granted is not None
        return granted


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database)


@pytest.fixture
async def match(store: Store) -> Match:
    """A game whose first round Ben and Ann tried, and Cleo won between them; its second is open."""
    played = await Match(store, COMPOSER, SONG).begin()
    await played.play(
        played.says(BEN, "hans zimmer", 1.0),
        played.says(BEN, ALIAS, 3.0),
        played.says(CLEO, "john williams", 4.0),
        played.says(ANN, "The Jaws Man!", 4.2),
    )
    await played.over()
    return played


async def points(database: Database) -> dict[int, int]:
    return {row.player: row.points for row in await rows(database, "SELECT player, points FROM awards")}


async def why(match: Match, player: int, *, number: int = 1, game: int = GAME, after: float = 0.0) -> Why:
    with pytest.raises(CantAppeal) as refused:
        await match.store.appeals.guesses(SERVER, game, number, player, match.at + after)
    return refused.value.why


# --- bringing -------------------------------------------------------------------------------------------------------


async def test_whoever_guessed_wrong_sees_their_guesses_the_newest_first(match: Match) -> None:
    guesses = await match.store.appeals.guesses(SERVER, GAME, 1, BEN, match.at)
    assert [one.text for one in guesses] == [ALIAS, "hans zimmer"]


async def test_who_cannot_appeal(match: Match) -> None:
    assert await why(match, CLEO) is Why.RIGHT
    assert await why(match, 99) is Why.NO_GUESS
    assert await why(match, BEN, number=2) is Why.NO_ROUND
    assert await why(match, BEN, game=8) is Why.NO_ROUND
    with pytest.raises(CantAppeal):
        await match.store.appeals.guesses(SERVER + 1, GAME, 1, BEN, match.at)


async def test_nobody_brings_a_guess_of_somebody_else(match: Match) -> None:
    (theirs,) = await match.store.appeals.guesses(SERVER, GAME, 1, ANN, match.at)
    with pytest.raises(CantAppeal):
        await match.store.appeals.bring(SERVER, GAME, 1, BEN, theirs.guess, match.at)


async def test_one_appeal_a_round_and_player(match: Match) -> None:
    await match.bring(BEN)
    assert await why(match, BEN) is Why.TWICE
    await match.bring(ANN)


async def test_ten_minutes_after_the_game_it_is_too_late(match: Match) -> None:
    await match.over()
    assert await match.store.appeals.guesses(SERVER, GAME, 1, BEN, match.at + 9 * MINUTE)
    assert await why(match, BEN, after=11 * MINUTE) is Why.LATE


async def test_a_list_has_no_one_answer(store: Store) -> None:
    match = await Match(store, TEAM).begin()
    await match.play(match.says(BEN, "john williams", 1.0))
    await match.over()
    assert await why(match, BEN) is Why.LIST


async def test_what_is_appealed_for_is_kept_longer_than_its_game(match: Match, database: Database) -> None:
    await match.bring(BEN)
    await match.over()
    while await match.store.tidying.tidy(match.at + DAY):
        pass
    kept = await rows(database, "SELECT player, text FROM guesses ORDER BY guess")
    assert [tuple(row) for row in kept] == [(BEN, ALIAS), (ANN, "The Jaws Man!")]
    while await match.store.tidying.tidy(match.at + 31 * DAY):
        pass
    assert await value(database, "SELECT count(*) FROM guesses") == 0
    assert await match.store.reviews.count(SERVER) == 0


# --- accepting ------------------------------------------------------------------------------------------------------


async def test_all_who_gave_the_answer_get_its_points_in_the_right_place(match: Match, database: Database) -> None:
    before = await points(database)
    done = await match.accept(await match.bring(BEN))
    assert [(award.player, award.points, award.shared) for award in done.awards] == [(BEN, 139, False), (ANN, 67, True)]
    assert await points(database) == before | {BEN: 139, ANN: 67}
    assert (done.channel, done.number, done.text) == (CHANNEL, 1, ALIAS)


async def test_the_answer_is_right_from_now_on_and_the_log_has_it(match: Match, database: Database) -> None:
    number = await match.bring(BEN)
    decided, widened = (await match.settle(number)).entries
    assert await value(database, "SELECT text FROM accepted WHERE question = 'film/composer'") == ALIAS
    assert (decided.of, decided.after) == (str(number), {"cause": "appeal", "about": ALIAS})
    assert (widened.of, widened.after) == ("film/composer", {"accept": ALIAS})
    assert [entry.who for entry in await match.store.audit.listing(SERVER, None, 5)] == [EDITOR, EDITOR]


async def test_nothing_earns_twice(match: Match, database: Database) -> None:
    first, second = await match.bring(BEN), await match.bring(ANN)
    await match.accept(first)
    earned = await points(database)
    for number in (first, second):  # the other's was the same answer, and is decided with it
        with pytest.raises(DecidedAlready):
            await match.accept(number)
    assert await points(database) == earned
    assert await match.store.reviews.count(SERVER) == 0


async def test_another_answer_of_the_same_round_is_decided_by_itself(store: Store, database: Database) -> None:
    match = await Match(store, COMPOSER).begin()
    await match.play(match.says(BEN, ALIAS, 3.0), match.says(ANN, "shark guy", 4.0))
    await match.over()
    first, second = await match.bring(BEN), await match.bring(ANN)
    await match.accept(first)
    assert (await match.accept(second)).awards[0].shared
    assert set(await points(database)) == {ANN, BEN}


async def test_a_rejected_appeal_gives_nothing(match: Match, database: Database) -> None:
    before = await points(database)
    number = await match.bring(BEN)
    await match.store.deciding.reject(SERVER, number, EDITOR, match.at)
    with pytest.raises(DecidedAlready):
        await match.accept(number)
    assert await points(database) == before


async def test_it_is_decided_after_the_snapshot_and_other_guesses_are_gone(match: Match, database: Database) -> None:
    number = await match.bring(BEN)
    await match.over()
    while await match.store.tidying.tidy(match.at + DAY):
        pass
    assert [award.player for award in (await match.accept(number, DAY)).awards] == [BEN, ANN]


async def test_a_streak_counts_that_the_player_was_on(store: Store) -> None:
    match = await Match(store, SONG, COMPOSER).begin()
    await match.play(match.says(BEN, "hold my hand", 2.0))
    await match.over()
    await match.play(match.says(BEN, ALIAS, 0.0), match.says(ANN, ALIAS, 9.0))
    await match.over()
    done = await match.accept(await match.bring(BEN, 2))
    assert [(award.player, award.points, award.streak) for award in done.awards] == [(BEN, 165, 2)]


async def test_whoever_erased_themselves_gets_nothing(match: Match, database: Database) -> None:
    number = await match.bring(BEN)
    await match.store.people.erase(ANN)
    assert [award.player for award in (await match.accept(number)).awards] == [BEN]


# --- what follows ---------------------------------------------------------------------------------------------------


async def board(store: Store, metric: Metric = Metric.POINTS) -> dict[int, int | None]:
    page = await store.boards.page(of_server(SERVER, Moment(1, 1), Period.ALL), metric, 0, BEN)
    return {row.player: row.totals.value(metric) for row in page.rows}


async def test_the_boards_follow_and_are_what_they_are_worked_out_anew(match: Match, database: Database) -> None:
    await run(database, "INSERT INTO players VALUES (2, 'Ben')")
    await match.over()
    await match.accept(await match.bring(BEN))
    assert await board(match.store) == await points(database)
    assert (await board(match.store, Metric.RIGHT))[BEN] == 1
    before = sorted(map(tuple, await rows(database, "SELECT * FROM scores")), key=str)
    for player in (ANN, BEN, CLEO):
        await database.write(lambda connection, player=player: rollups.recompute(connection, player, match.at))
    assert sorted(map(tuple, await rows(database, "SELECT * FROM scores")), key=str) == before


async def test_they_count_for_the_day_and_the_season_of_the_round(match: Match) -> None:
    number = await match.bring(BEN)
    await match.over()
    await match.store.servers.end_season(SERVER, match.at, EDITOR)
    await match.accept(number, 40 * DAY)
    season = of_server(SERVER, Moment(1, 1), Period.SEASON)
    page = await match.store.boards.page(season, Metric.POINTS, 0, BEN)
    assert (page.rows[0].player, page.rows[0].totals.points) == (BEN, 139)


async def test_a_game_that_is_over_is_won_by_whoever_leads_now_and_nobody_loses_it(
    match: Match, database: Database
) -> None:
    await match.over()
    done = await match.accept(await match.bring(BEN))
    assert done.winners == (BEN,)
    won = await rows(database, "SELECT player, won FROM played ORDER BY player")
    assert {row.player: bool(row.won) for row in won} == {ANN: False, BEN: True, CLEO: True}
    assert await board(match.store, Metric.WINS) == {BEN: 1, CLEO: 1}


async def test_whoever_still_trails_wins_nothing(store: Store) -> None:
    match = await Match(store, COMPOSER, SONG).begin()
    await match.play(match.says(CLEO, "john williams", 4.0), match.says(BEN, ALIAS, 4.2))
    await match.over()
    await match.play(match.says(CLEO, "hold my hand", 4.0))
    await match.over()
    assert (await match.accept(await match.bring(BEN))).winners == ()


async def test_a_game_that_is_left_goes_on_with_what_was_granted(match: Match) -> None:
    await match.accept(await match.bring(BEN))
    (saved,) = await match.store.games.unfinished()
    assert {player: score.points for player, score in saved.snapshot.state.scores.items()} == {
        ANN: 67,
        BEN: 139,
        CLEO: 135,
    }


async def test_what_came_of_the_question_follows(match: Match, database: Database) -> None:
    await match.accept(await match.bring(BEN))
    (row,) = await rows(database, "SELECT * FROM records WHERE question = 'film/composer'")
    assert (row.asked, row.answered, row.tried, row.right, row.close) == (1, 1, 3, 3, 0)


async def test_a_round_in_which_nobody_was_right_was_answered_after_all(store: Store, database: Database) -> None:
    match = await Match(store, COMPOSER).begin()
    await match.play(match.says(BEN, "john", 3.0))
    await match.over()
    assert await value(database, "SELECT close FROM records") == 1
    await match.accept(await match.bring(BEN))
    (row,) = await rows(database, "SELECT * FROM records")
    assert (row.answered, row.right, row.close) == (1, 1, 0)
    assert await value(database, "SELECT pace FROM paces") == 6


async def test_the_body_holds_how_the_round_was_played(match: Match) -> None:
    await match.bring(BEN)
    (review,) = await match.store.reviews.waiting(SERVER, 0, 5)
    assert (review.cause, review.question, review.who) == (Cause.APPEAL, "film/composer", BEN)
    assert {review.body[name] for name in Played.__slots__} == {"race", "medium", 20.0, False, "answered"}
    assert replace(review, body=None).key == f"appeal:{GAME}:1:{BEN}"
