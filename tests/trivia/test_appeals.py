"""An answer that counts after all earns what it would have earned had it been right, and nobody loses anything."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from tests.trivia.games import ANN, BEN, CLEO, COMPOSER, DEV, SONG, T0, YEAR, of, opened, play, says, wake
from trivia.appeals import Claim, Given, Played, earned, same, standing
from trivia.events import Award, Ended, Granted, Record, Said, Shown, Stopped, VotedSkip, Woke
from trivia.game import Game
from trivia.judge import Ruling
from trivia.plan import Mode
from trivia.question import Answer, Difficulty, Question
from trivia.state import State

RACE = Played(Mode.RACE, Difficulty.MEDIUM, 20.0, choices=False, ended=Ended.TIME_OUT)
EVERYONE = replace(RACE, mode=Mode.EVERYONE)
ALIAS = "the jaws man"
WITH_ALIAS = replace(COMPOSER, answers=(Answer("John Williams", (ALIAS,)),))


def points(awards: tuple[Award, ...]) -> dict[int, int]:
    return {award.player: award.points for award in awards}


def said(player: int, text: str, at: float, ruling: Ruling = Ruling.WRONG) -> Said:
    return Said(player, int(at * 10) + player, text, ruling, at, at)


# --- the order ------------------------------------------------------------------------------------------------------


def test_alone_it_takes_the_round() -> None:
    assert earned(RACE, [], [Claim(BEN, 1, 10.0)]) == (Award(BEN, 1, 112, 10.0, 1),)


def test_before_the_winner_it_earns_in_full() -> None:
    (award,) = earned(RACE, [Given(ANN, 2, 5.0)], [Claim(BEN, 1, 0.0)])
    assert (award.points, award.shared) == (150, False)


def test_just_after_the_winner_it_is_a_photo_finish() -> None:
    (award,) = earned(RACE, [Given(ANN, 1, 5.0)], [Claim(BEN, 2, 6.4)])
    assert (award.points, award.shared) == (63, True)


def test_later_than_the_window_it_earns_nothing() -> None:
    assert earned(RACE, [], [Claim(BEN, 1, 5.0), Claim(CLEO, 2, 6.6)]) == earned(RACE, [], [Claim(BEN, 1, 5.0)])


def test_all_who_gave_the_answer_share_by_their_order() -> None:
    awards = earned(RACE, [], [Claim(CLEO, 2, 6.0), Claim(BEN, 1, 5.0)])
    assert [(award.player, award.shared) for award in awards] == [(BEN, False), (CLEO, True)]


def test_whoever_scored_in_the_round_keeps_that_and_gets_no_more() -> None:
    awards = earned(RACE, [Given(ANN, 9, 8.0)], [Claim(ANN, 1, 2.0), Claim(BEN, 2, 3.0), Claim(CLEO, 3, 8.0)])
    assert [(award.player, award.shared) for award in awards] == [(BEN, True)]


def test_in_everyone_mode_each_earns_by_their_time() -> None:
    awards = earned(EVERYONE, [Given(ANN, 1, 1.0)], [Claim(BEN, 2, 0.0), Claim(CLEO, 3, 20.0)])
    assert points(awards) == {BEN: 150, CLEO: 75}


def test_hints_streaks_and_choices_weigh_as_ever() -> None:
    with_choices = replace(RACE, choices=True)
    assert points(earned(RACE, [], [Claim(BEN, 1, 0.0, hints=1, streak=2)])) == {BEN: 144}
    assert points(earned(with_choices, [], [Claim(BEN, 1, 0.0)])) == {BEN: 75}


def test_a_skipped_round_would_have_been_over_in_a_race_alone() -> None:
    claims = [Claim(BEN, 1, 0.0)]
    assert earned(replace(RACE, ended=Ended.SKIPPED), [], claims)
    assert not earned(replace(EVERYONE, ended=Ended.SKIPPED), [], claims)


# --- who gave it ----------------------------------------------------------------------------------------------------


def test_what_folds_alike_is_the_same_answer() -> None:
    told = [said(BEN, "The Jáws Man!!", 3.0), said(CLEO, "hans zimmer", 4.0), said(DEV, "the jaws man", 5.0)]
    assert [one.player for one in same(Mode.RACE, told, ALIAS)] == [BEN, DEV]


def test_in_a_race_the_first_of_a_player_counts() -> None:
    told = [said(BEN, ALIAS, 7.0), said(BEN, ALIAS, 3.0)]
    assert [one.at for one in same(Mode.RACE, told, ALIAS)] == [3.0]


def test_in_everyone_mode_only_the_last_of_a_player_stands() -> None:
    told = [said(BEN, ALIAS, 3.0), said(BEN, "hans zimmer", 7.0), said(CLEO, ALIAS, 8.0)]
    assert [one.player for one in same(Mode.EVERYONE, told, ALIAS)] == [CLEO]
    assert [one.at for one in standing(Mode.EVERYONE, told)] == [7.0, 8.0]


# --- as though it had been right ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Typed:
    """One guess of a history: who, what (right, the alias, wrong), and after how many seconds."""

    player: int
    text: str
    after: float


GUESSES = st.lists(
    st.builds(
        Typed,
        st.sampled_from((ANN, BEN, CLEO, DEV)),
        st.sampled_from(("john williams", ALIAS, "hans zimmer")),
        st.integers(1, 190).map(lambda tenths: tenths / 10),
    ),
    max_size=8,
    unique_by=lambda one: (one.after,),
).map(lambda guesses: sorted(guesses, key=lambda one: one.after))


def round_of(question: Question, mode: Mode, guesses: list[Typed], streak: bool) -> Record:
    """The record of a round that was played with these guesses, Ben being on a streak of one where there is one."""
    game = opened(YEAR, question, mode=mode)
    first = play(game, says(BEN, "1986", 1.0, private=True)) if streak else []
    due = game.snapshot().state
    while game.number == 1:
        due = game.snapshot().state
        first = [*first, *game.handle(Woke(due.token, due.due))]
    start = game.snapshot().state.due
    effects = list(game.handle(Shown(start)))
    for one in guesses:
        guess = says(one.player, one.text, start - T0 + one.after, private=True)
        effects += _wakes(game, guess.at)
        effects += game.handle(guess)
    effects += _wakes(game, start + 100)
    return next(record for record in of(Record, effects) if record.number == 2)


def _wakes(game: Game, until: float) -> list:
    """All that the game wakes up for before this time."""
    effects = []
    while not game.over and (state := game.snapshot().state).due < until:
        effects += game.handle(Woke(state.token, state.due))
    return effects


@given(GUESSES, st.sampled_from(Mode), st.booleans())
def test_it_earns_what_it_would_have_earned_had_it_been_right(guesses: list[Typed], mode: Mode, streak: bool) -> None:
    was, would_be = round_of(COMPOSER, mode, guesses, streak), round_of(WITH_ALIAS, mode, guesses, streak)
    given_then = [Given(award.player, award.guess, award.elapsed) for award in was.awards]
    played = Played(mode, COMPOSER.difficulty, 20.0, choices=False, ended=was.ended)
    claims = [
        Claim(one.player, one.guess, one.elapsed, one.hints, int(streak and one.player == BEN))
        for one in same(mode, was.said, ALIAS)
    ]
    awards = earned(played, given_then, claims)
    paid = {award.player for award in was.awards}
    due = [replace(award, private=False) for award in would_be.awards if award.player not in paid]
    assert list(awards) == due
    again = [Given(award.player, award.guess, award.elapsed) for award in (*was.awards, *awards)]
    assert earned(played, again, claims) == ()


# --- in a game that runs --------------------------------------------------------------------------------------------


def grant(number: int = 1, guess: int = 77, player: int = BEN) -> Granted:
    return Granted(number, (Award(player, guess, 90, 4.0, 2),))


def scores(game: Game) -> State:
    return game.snapshot().state


def test_the_scores_of_a_running_game_follow_once() -> None:
    game = opened(COMPOSER, SONG)
    effects = play(game, says(BEN, ALIAS, 3.0), says(ANN, "john williams", 4.0))
    wake(game, effects)
    play(game, grant(), grant())
    score = scores(game).scores[BEN]
    assert (score.points, score.right, score.won, score.played, score.fastest) == (90, 1, 1, 1, 4.0)
    assert [(row.player, row.rank) for row in game.standings()] == [(ANN, 1), (BEN, 2)]


def test_the_streak_goes_on_where_no_round_came_between() -> None:
    game = opened(COMPOSER, SONG, YEAR)
    wake(game, play(game, says(BEN, ALIAS, 3.0), says(ANN, "john williams", 4.0)))
    play(game, grant())
    assert scores(game).scores[BEN].streak == 2


def test_the_streak_stays_as_it_was_told_where_another_round_is_over() -> None:
    game = opened(COMPOSER, SONG, YEAR)
    effects = wake(game, play(game, says(BEN, ALIAS, 3.0), says(ANN, "john williams", 4.0)))
    wake(game, effects)
    play(game, Shown(T0 + 30), VotedSkip(ANN, T0 + 31), grant())
    assert scores(game).scores[BEN].streak == 0
    assert scores(game).scores[BEN].best_streak == 2


def test_a_game_that_is_over_follows_too() -> None:
    game = opened(COMPOSER)
    play(game, says(BEN, ALIAS, 3.0), Stopped(ANN, manages=True, at=T0 + 4), grant())
    assert game.standings()[0].score.points == 90


def test_a_guess_knows_when_in_its_round_it_was_made_and_after_how_many_hints() -> None:
    game = opened(SONG)
    state = scores(game)
    game.handle(Woke(state.token, T0 + 10))
    play(game, says(BEN, "Danger Zone", 12.0))
    (told,) = scores(game).round.said.values()
    assert (told.elapsed, told.hints) == (12.0, 1)
