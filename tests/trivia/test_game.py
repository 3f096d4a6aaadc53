"""The rules of a game, by examples."""

from dataclasses import replace

import pytest

from tests.trivia.games import ANN, BEN, CHOICES, CLEO, SONG, T0, TEAM, YEAR, of, opened, plan, play, says, wake
from trivia.events import (
    Ask,
    AskedHint,
    Cause,
    Chose,
    Congratulate,
    Effect,
    Ended,
    Finish,
    Judged,
    NotShown,
    Paused,
    Reason,
    Record,
    Redraw,
    Refused,
    Restarted,
    Resumed,
    Reveal,
    Shown,
    Standings,
    Started,
    Stopped,
    Told,
    ToldPrivately,
    VotedSkip,
    WakeMe,
    Woke,
)
from trivia.game import Game
from trivia.judge import Ruling
from trivia.plan import Mode


def test_the_first_right_answer_takes_a_race() -> None:
    game = opened()
    judged = play(game, says(BEN, "john williams", 4))
    record = of(Record, wake(game, judged))[0]
    assert of(Judged, judged)[0].verdict.ruling is Ruling.RIGHT
    assert [(award.player, award.shared) for award in record.awards] == [(BEN, False)]


def test_right_answers_within_the_window_share_at_half_points() -> None:
    game = opened()
    effects = play(game, says(BEN, "john williams", 4), says(CLEO, "williams", 5.4))
    ben, cleo = of(Record, wake(game, effects))[0].awards
    assert (ben.player, cleo.player, cleo.shared) == (BEN, CLEO, True)
    assert cleo.points < ben.points * 0.6


def test_a_right_answer_after_the_window_earns_nothing() -> None:
    game = opened()
    effects = play(game, says(BEN, "john williams", 4), says(CLEO, "williams", 5.6))
    assert [award.player for award in of(Record, wake(game, effects))[0].awards] == [BEN]


def test_the_earliest_answer_wins_even_if_it_arrives_late() -> None:
    game = opened()
    effects = play(game, says(BEN, "john williams", 4), says(CLEO, "williams", 3.8))
    assert of(Record, wake(game, effects))[0].awards[0].player == CLEO


def test_of_two_right_answers_of_a_player_the_earlier_counts_even_if_it_arrives_later() -> None:
    game = opened()
    effects = play(game, says(BEN, "williams", 4), says(CLEO, "williams", 3.9), says(BEN, "john williams", 3.8))
    ben, cleo = of(Record, wake(game, effects))[0].awards
    assert (ben.player, ben.shared, cleo.player) == (BEN, False, CLEO)
    assert ben.elapsed == pytest.approx(3.8)


def test_a_guess_made_before_the_card_was_visible_does_not_count() -> None:
    assert play(opened(), says(BEN, "john williams", -0.5)) == []


def test_a_guess_made_after_the_end_does_not_count() -> None:
    assert play(opened(), says(BEN, "john williams", 20.1)) == []


def test_time_out_reveals_without_points() -> None:
    game = opened()
    effects = game.handle(Woke(1, T0 + 10))
    while not of(Reveal, effects):
        effects = wake(game, effects)
    assert of(Reveal, effects)[0].outcome.ended is Ended.TIME_OUT
    assert of(Record, effects)[0].awards == ()


def test_the_record_comes_before_anything_is_said() -> None:
    game = opened()
    kinds = [type(effect) for effect in wake(game, play(game, says(BEN, "williams", 4)))]
    assert kinds.index(Record) < kinds.index(Reveal)


def test_a_timer_nobody_waits_for_any_more_does_nothing() -> None:
    game = opened()
    play(game, says(BEN, "john williams", 4))
    assert game.handle(Woke(1, T0 + 30)) == []


def test_hints_come_by_themselves_and_three_at_most() -> None:
    game = opened()
    effects = game.handle(Woke(1, T0 + 10))
    shown = 0
    while of(Redraw, effects):
        shown += 1
        effects = wake(game, effects)
    assert shown == 3


def test_a_game_without_hints_shows_none_and_refuses_to_be_asked() -> None:
    game = Game(replace(plan(), hints=False))
    game.handle(Started(T0))
    (waking,) = of(WakeMe, game.handle(Shown(T0)))
    assert waking.at > T0 + game.plan.seconds
    assert game.handle(AskedHint(ANN, T0 + 1)) == [Refused(ANN, Cause.NO_HINTS)]


def test_a_hint_lowers_what_the_answer_is_worth() -> None:
    plain, hinted = opened(), opened()
    hinted.handle(AskedHint(ANN, T0 + 1))
    points = [
        of(Record, wake(game, play(game, says(BEN, "williams", 4))))[0].awards[0].points for game in (plain, hinted)
    ]
    assert points[1] < points[0]


def test_among_several_players_each_asks_for_one_hint_a_round() -> None:
    game = opened()
    play(game, says(ANN, "spielberg", 1), says(BEN, "zimmer", 1))
    game.handle(AskedHint(BEN, T0 + 2))
    assert of(Refused, game.handle(AskedHint(BEN, T0 + 3)))[0].cause is Cause.HINTED


def test_the_starter_skips_at_once() -> None:
    effects = opened().handle(VotedSkip(ANN, T0 + 2))
    assert of(Reveal, effects)[0].outcome.ended is Ended.SKIPPED


def test_a_majority_of_those_who_played_skips() -> None:
    game = opened()
    play(game, says(BEN, "zimmer", 1), says(CLEO, "elfman", 1))
    assert of(Redraw, game.handle(VotedSkip(BEN, T0 + 2)))[0].view.votes == 1
    assert of(Reveal, game.handle(VotedSkip(CLEO, T0 + 3)))[0].outcome.ended is Ended.SKIPPED


def test_who_has_not_played_can_not_vote_to_skip() -> None:
    assert of(Refused, opened().handle(VotedSkip(BEN, T0 + 1)))[0].cause is Cause.NOT_PLAYING


def test_everyone_who_is_right_in_private_scores_by_time() -> None:
    game = opened(mode=Mode.EVERYONE)
    play(game, says(BEN, "williams", 2, private=True), says(CLEO, "john williams", 9, private=True))
    effects = game.handle(Woke(1, T0 + 10))
    while not of(Record, effects):
        effects = wake(game, effects)
    ben, cleo = of(Record, effects)[0].awards
    assert (ben.player, cleo.player) == (BEN, CLEO)
    assert ben.points > cleo.points


def test_in_everyone_mode_the_last_answer_stands() -> None:
    game = opened(mode=Mode.EVERYONE)
    play(game, says(BEN, "williams", 2, private=True), says(BEN, "hans zimmer", 3, private=True))
    effects = game.handle(Woke(1, T0 + 10))
    while not of(Record, effects):
        effects = wake(game, effects)
    assert of(Record, effects)[0].awards == ()


def test_in_everyone_mode_a_typed_answer_earns_one_piece_of_advice() -> None:
    game = opened(mode=Mode.EVERYONE)
    effects = play(game, says(BEN, "williams", 2), says(BEN, "john williams", 3))
    assert of(ToldPrivately, effects) == [ToldPrivately(BEN, says(BEN, "", 2).id)]
    assert of(Judged, effects) == []


def test_a_list_is_filled_together_and_each_member_pays_its_finder() -> None:
    game = opened(TEAM)
    effects = play(game, says(BEN, "lorne balfe", 2), says(CLEO, "hans zimmer", 3))
    assert [award.members for award in of(Record, effects)[0].awards] == [("Lorne Balfe",), ("Hans Zimmer",)]


def test_a_member_counts_once() -> None:
    game = opened(TEAM)
    effects = play(game, says(BEN, "lorne balfe", 2), says(CLEO, "lorne balfe", 3))
    assert of(Record, effects) == []


def test_in_a_race_each_player_chooses_once() -> None:
    game = opened(SONG, choices=CHOICES)
    effects = play(game, Chose(BEN, 0, 1, T0 + 1), Chose(BEN, 1, 2, T0 + 2))
    assert of(Refused, effects)[0].cause is Cause.CHOSE


def test_a_choice_may_be_typed() -> None:
    game = opened(SONG, choices=CHOICES)
    effects = play(game, says(BEN, "hold my hand", 2))
    assert of(Record, wake(game, effects))[0].awards[0].player == BEN


def test_a_hint_strikes_half_of_the_choices_and_never_the_answer() -> None:
    view = of(Redraw, opened(SONG, choices=CHOICES).handle(AskedHint(ANN, T0 + 1)))[0].view
    assert len(view.struck) == 2
    assert CHOICES.index("Hold My Hand") not in view.struck


def test_no_time_passes_in_a_pause() -> None:
    game = opened()
    play(game, Paused(ANN, False, T0 + 5), Resumed(ANN, False, T0 + 65))
    effects = play(game, says(BEN, "williams", 66))
    assert of(Record, wake(game, effects))[0].awards[0].elapsed == 6.0


def test_only_the_starter_and_managers_steer() -> None:
    game = opened()
    assert of(Refused, game.handle(Stopped(BEN, False, T0 + 1)))[0].cause is Cause.NOT_ALLOWED
    assert of(Finish, game.handle(Stopped(CLEO, True, T0 + 2))) == [Finish(Reason.STOPPED)]


def test_a_stop_while_a_round_is_being_decided_loses_no_point() -> None:
    game = opened()
    effects = play(game, says(BEN, "williams", 2), Stopped(ANN, False, T0 + 2.5))
    assert of(Standings, effects)[0].rows[0].player == BEN


def test_the_game_ends_after_its_last_round() -> None:
    game = opened(YEAR)
    effects = wake(game, play(game, says(BEN, "1986", 2)))
    assert of(Finish, effects) == [Finish(Reason.PLAYED)]


def test_the_game_ends_at_its_goal() -> None:
    game = opened(YEAR, SONG, goal=100)
    effects = wake(game, play(game, says(BEN, "1986", 2)))
    assert of(Finish, effects) == [Finish(Reason.GOAL)]


def test_three_rounds_without_a_guess_end_the_game() -> None:
    game = Game(opened(YEAR, SONG, YEAR, SONG, YEAR).plan)
    effects = game.handle(Started(T0))
    at = T0
    while not of(Finish, effects):
        at += 100
        effects = game.handle(Shown(at)) if of(Redraw, effects) == [] and game.view() is None else wake(game, effects)
        effects = effects or game.handle(Woke(game.snapshot().state.token, game.snapshot().state.due))
    assert of(Finish, effects) == [Finish(Reason.IDLE)]


def test_a_card_that_can_not_be_sent_is_tried_again_with_the_same_question() -> None:
    game = Game(opened().plan)
    game.handle(Started(T0))
    effects = wake(game, game.handle(NotShown(T0 + 1)))
    assert game.number == 1
    assert effects


def taken_up(game: Game, at: float) -> tuple[Game, list[Effect]]:
    """The game as another process takes it up from its snapshot, and what it asks for."""
    again = Game.restore(game.snapshot())
    return again, again.handle(Restarted(at))


def test_a_game_that_is_taken_up_asks_to_be_woken_when_it_would_have_been() -> None:
    game = opened()
    _, effects = taken_up(game, T0 + 3)
    assert effects == [WakeMe(game.snapshot().state.token, game.snapshot().state.due)]


def test_a_card_that_may_not_have_been_sent_is_asked_for_again() -> None:
    game = Game(opened().plan)
    game.handle(Started(T0))
    _, effects = taken_up(game, T0 + 3)
    assert [type(effect) for effect in effects] == [Ask]


def test_an_outcome_that_may_not_have_been_said_is_said_again() -> None:
    game = opened()
    game.handle(Stopped(ANN, manages=False, at=T0 + 1))
    again, effects = taken_up(game, T0 + 3)
    assert [type(effect) for effect in effects] == [Reveal, Congratulate, Standings, Finish]
    again.handle(Told())
    assert [type(effect) for effect in taken_up(again, T0 + 4)[1]] == [Standings, Finish]
