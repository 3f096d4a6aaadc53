"""Rules that hold in every history of a game."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.games import ANN, BEN, CLEO, COMPOSER, SONG, T0, TEAM, YEAR, plan
from trivia.events import (
    Ask,
    AskedHint,
    Award,
    Effect,
    Ended,
    Finish,
    Guessed,
    Paused,
    Record,
    Resumed,
    Shown,
    Started,
    Stopped,
    VotedSkip,
    Waited,
    WakeMe,
    Woke,
)
from trivia.game import Game
from trivia.plan import Mode
from trivia.state import Snapshot
from trivia.store import codec

GUESSES = ("john williams", "hold my hand", "1986", "lorne balfe", "hans zimmer", "hanz zimmer and lorne balfe", "no")
STEPS = st.tuples(
    st.sampled_from(("guess", "guess", "guess", "hint", "skip", "wake", "wake", "pause", "resume", "wait", "stop")),
    st.sampled_from((ANN, BEN, CLEO)),
    st.sampled_from(GUESSES),
    st.booleans(),
    st.floats(0, 8),
)
HISTORIES = st.lists(STEPS, max_size=40)


class Table:
    """Plays a history: keeps the time, shows the cards, and remembers what the game asked for."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.at = T0
        self.effects: list[Effect] = []
        self.due = WakeMe(0, T0)
        self._guess = 0

    def send(self, event: object) -> None:
        for effect in self.game.handle(event):  # type: ignore[arg-type]
            self.effects.append(effect)
            if isinstance(effect, WakeMe):
                self.due = effect
            if isinstance(effect, Ask):
                self.send(Shown(self.at))

    def step(self, step: tuple[str, int, str, bool, float]) -> None:
        what, player, text, flag, passed = step
        self.at += passed
        self._guess += 1
        match what:
            case "guess":
                self.send(Guessed(player, text, self._guess, self.at, flag))
            case "hint":
                self.send(AskedHint(player, self.at))
            case "skip":
                self.send(VotedSkip(player, self.at))
            case "pause":
                self.send(Paused(player, flag, self.at))
            case "resume":
                self.send(Resumed(player, flag, self.at))
            case "wait":
                self.send(Waited(self.at - passed, self.at))
            case "stop" if flag and passed > 7:
                self.send(Stopped(player, flag, self.at))
            case _:
                self.at = max(self.at, self.due.at)
                self.send(Woke(self.due.token, self.at))


def played(history: list[tuple[str, int, str, bool, float]], mode: Mode) -> Table:
    table = Table(Game(plan(COMPOSER, TEAM, SONG, YEAR, TEAM, mode=mode)))
    table.send(Started(T0))
    for step in history:
        table.step(step)
    return table


@given(HISTORIES, st.sampled_from(Mode))
def test_points_are_never_negative_and_add_up(history: list[tuple[str, int, str, bool, float]], mode: Mode) -> None:
    table = played(history, mode)
    awards: list[Award] = [a for effect in table.effects if isinstance(effect, Record) for a in effect.awards]
    assert all(award.points > 0 for award in awards)
    for row in table.game.standings():
        assert row.score.points == sum(award.points for award in awards if award.player == row.player)


@given(HISTORIES)
def test_a_race_round_has_one_winner_at_most(history: list[tuple[str, int, str, bool, float]]) -> None:
    for effect in played(history, Mode.RACE).effects:
        if isinstance(effect, Record) and effect.question != TEAM.id:
            assert sum(not award.shared for award in effect.awards) == (1 if effect.awards else 0)
            assert (effect.ended is Ended.ANSWERED) == bool(effect.awards)


@given(HISTORIES, st.sampled_from(Mode))
def test_nothing_follows_the_finish(history: list[tuple[str, int, str, bool, float]], mode: Mode) -> None:
    effects = played(history, mode).effects
    ends = [index for index, effect in enumerate(effects) if isinstance(effect, Finish)]
    assert ends in ([], [len(effects) - 1])


def as_stored(snapshot: Snapshot) -> Snapshot:
    """The snapshot as the store gives it back."""
    return codec.snapshot(codec.plan_text(snapshot.plan), codec.state_text(snapshot.state))


@settings(max_examples=60, deadline=None)
@given(HISTORIES, HISTORIES, st.sampled_from(Mode))
def test_a_restored_game_has_the_same_future(
    past: list[tuple[str, int, str, bool, float]], future: list[tuple[str, int, str, bool, float]], mode: Mode
) -> None:
    table = played(past, mode)
    twin = Table(Game.restore(as_stored(table.game.snapshot())))
    twin.at, twin.due, twin._guess = table.at, table.due, table._guess
    already = len(table.effects)
    for step in future:
        table.step(step)
        twin.step(step)
    assert table.effects[already:] == twin.effects
