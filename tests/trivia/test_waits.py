"""What becomes of a game that waits: for the database, which nobody wanted, or in a pause, which somebody did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.games import ANN, BEN, CLEO, COMPOSER, SONG, T0, TEAM, of, opened, plan, play, says, wake
from tests.trivia.test_game_histories import HISTORIES, Table, as_stored
from trivia.events import Award, Cause, Paused, Record, Redraw, Refused, Resumed, Started, VotedSkip, Waited, WakeMe
from trivia.game import Game
from trivia.plan import Mode
from trivia.state import Phase
from trivia.view import round_view


def waited(since: float, until: float) -> Waited:
    return Waited(T0 + since, T0 + until)


def test_a_round_ends_later_by_the_time_that_the_game_waited() -> None:
    game = opened()
    effects = play(game, waited(4, 34))
    assert of(Redraw, effects)[0].view.ends_at == T0 + 50
    assert play(game, says(BEN, "williams", 49.9)) != []
    assert play(game, says(BEN, "williams", 50.1)) == []


def test_hints_come_later_by_the_time_that_the_game_waited() -> None:
    assert of(WakeMe, play(opened(), waited(4, 34)))[0].at == T0 + 40


@pytest.mark.parametrize(("at", "elapsed"), [(3, 3), (5, 4), (33, 4), (35, 5), (49, 19)])
def test_no_time_passes_for_an_answer_while_the_game_waits(at: float, elapsed: float) -> None:
    game = opened()
    effects = play(game, waited(4, 34), says(BEN, "williams", at))
    assert of(Record, wake(game, effects))[0].awards[0].elapsed == elapsed


def test_who_answered_before_the_game_waited_has_their_own_time() -> None:
    game = opened(mode=Mode.EVERYONE)
    effects = play(game, says(BEN, "williams", 3, private=True), waited(4, 34))
    while not of(Record, effects):
        effects = wake(game, effects)
    assert of(Record, effects)[0].awards[0].elapsed == 3


def test_who_answered_first_while_the_game_waited_is_first() -> None:
    game = opened()
    effects = play(
        game, waited(4, 34), says(BEN, "williams", 20), says(CLEO, "williams", 19), says(ANN, "williams", 30)
    )
    assert [award.player for award in of(Record, wake(game, effects))[0].awards] == [CLEO, BEN]


def test_a_photo_finish_goes_by_the_answers_and_gets_no_time_back() -> None:
    game = opened()
    play(game, says(BEN, "williams", 4))
    assert of(WakeMe, play(game, waited(4, 34))) == []
    late = play(game, says(CLEO, "williams", 6))
    assert [award.player for award in of(Record, wake(game, late))[0].awards] == [BEN]


def test_the_rest_after_a_round_is_given_back() -> None:
    game = opened()
    rests = of(WakeMe, play(game, VotedSkip(ANN, T0 + 4)))[-1]
    assert of(WakeMe, play(game, waited(4, 34)))[-1].at == rests.at + 30


def test_a_round_that_ends_by_what_happened_while_the_game_waited_is_followed_by_a_whole_rest() -> None:
    game = opened()
    play(game, waited(4, 34))
    assert of(WakeMe, play(game, VotedSkip(ANN, T0 + 10)))[-1].at == T0 + 34 + game.plan.gap


def test_a_wait_that_was_over_when_the_card_appeared_changes_nothing() -> None:
    assert play(opened(), waited(-30, -1)) == []


def test_a_wait_in_a_pause_counts_once() -> None:
    game = opened()
    play(game, Paused(ANN, False, T0 + 4), waited(5, 35))
    view = of(Redraw, play(game, Resumed(ANN, False, T0 + 64)))[0].view
    assert view.ends_at == T0 + 80


def test_a_paused_card_says_how_much_time_is_left_whatever_was_waited_for() -> None:
    game = opened()
    play(game, waited(2, 12))
    view = of(Redraw, play(game, Paused(ANN, False, T0 + 14)))[0].view
    assert view.left == 16
    play(game, waited(15, 45))
    state = game.snapshot().state
    assert round_view(game.plan, state).left == 16


def test_an_answer_before_a_pause_has_its_own_time() -> None:
    game = opened(mode=Mode.EVERYONE)
    play(game, says(BEN, "williams", 10, private=True), Paused(ANN, False, T0 + 12))
    effects = play(game, Resumed(ANN, False, T0 + 112))
    while not of(Record, effects):
        effects = wake(game, effects)
    assert of(Record, effects)[0].awards[0].elapsed == 10


def test_an_answer_before_a_pause_counts_although_it_arrives_after() -> None:
    game = opened()
    play(game, Paused(ANN, False, T0 + 12), Resumed(ANN, False, T0 + 112))
    effects = play(game, says(BEN, "williams", 11.5))
    assert of(Record, wake(game, effects))[0].awards[0].elapsed == 11.5


def test_an_answer_in_a_pause_does_not_count_although_it_arrives_after() -> None:
    game = opened()
    play(game, Paused(ANN, False, T0 + 12), Resumed(ANN, False, T0 + 112))
    assert play(game, says(BEN, "williams", 50, private=True)) == [Refused(BEN, Cause.PAUSED)]


# --- whatever happens before and after ------------------------------------------------------------------------------

WAITS = st.lists(st.tuples(st.integers(0, 39), st.integers(1, 4_000)), max_size=3)
"""Before which steps of a history the game waits, and for how many seconds."""


def evening(history: list[tuple[str, int, str, bool, float]], waits: dict[int, int], mode: Mode) -> Table:
    """A game that waits in between, though not while a round is being decided."""
    table = Table(Game(plan(COMPOSER, TEAM, SONG, COMPOSER, mode=mode)))
    table.send(Started(T0))
    for number, step in enumerate(history):
        if number in waits and table.game.snapshot().state.phase is not Phase.DECIDING:
            table.at += waits[number]
            table.send(Waited(table.at - waits[number], table.at))
        table.step(step)
    return table


def earned(table: Table) -> list[Award]:
    awards = [award for effect in table.effects if isinstance(effect, Record) for award in effect.awards]
    return [replace(award, elapsed=round(award.elapsed, 6)) for award in awards]


@settings(deadline=None)
@given(HISTORIES, WAITS, st.sampled_from(Mode))
def test_everyone_earns_the_same_whether_and_whenever_the_game_waits(
    history: list[tuple[str, int, str, bool, float]], waits: list[tuple[int, int]], mode: Mode
) -> None:
    calm = [(step[0] if step[0] != "wait" else "hint", *step[1:4], round(step[4] * 8) / 8) for step in history]
    assert earned(evening(calm, dict(waits), mode)) == earned(evening(calm, {}, mode))


@settings(deadline=None)
@given(HISTORIES, WAITS, st.sampled_from(Mode))
def test_a_game_that_waited_is_restored_as_it_is(
    history: list[tuple[str, int, str, bool, float]], waits: list[tuple[int, int]], mode: Mode
) -> None:
    snapshot = evening(history, dict(waits), mode).game.snapshot()
    assert as_stored(snapshot) == snapshot


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), max_size=4), st.lists(st.floats(0, 200), min_size=2))
def test_who_answers_later_never_took_less_time(stops: list[tuple[float, float]], answers: list[float]) -> None:
    game = opened()
    for one, other in stops:
        play(game, waited(min(one, other), max(one, other)))
    took = [game.snapshot().state.round.elapsed(T0 + at) for at in sorted(answers)]
    assert took == pytest.approx(sorted(took))
