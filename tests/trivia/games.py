"""A small game to play with in tests: questions, a plan, and a way to play events in a row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from trivia.events import Effect, Event, Guessed, Shown, Started, WakeMe, Woke
from trivia.game import Game
from trivia.plan import Mode, Plan, Turn
from trivia.question import Answer, Kind, Question

ANN, BEN, CLEO, DEV = 1, 2, 3, 4
T0 = 1_000.0
E = TypeVar("E")

COMPOSER = Question("film/composer", "Who wrote the score of Jaws?", Kind.PERSON, (Answer("John Williams"),))
SONG = Question("film/song", "Which song won?", Kind.TITLE, (Answer("Hold My Hand"),), wrong=("Danger Zone",))
YEAR = Question("film/year", "When was Top Gun?", Kind.YEAR, (Answer("1986"),))
TEAM = Question(
    "film/team",
    "Name two of the three composers.",
    Kind.LIST,
    (Answer("Lorne Balfe"), Answer("Hans Zimmer"), Answer("Harold Faltermeyer")),
    need=2,
)
CHOICES = ("Danger Zone", "Hold My Hand", "Mighty Wings", "Playing with the Boys")


def plan(*questions: Question, mode: Mode = Mode.RACE, goal: int | None = None, choices: tuple[str, ...] = ()) -> Plan:
    turns = tuple(Turn(question, choices=choices) for question in questions or (COMPOSER, SONG, YEAR))
    return Plan(game=7, starter=ANN, turns=turns, mode=mode, seconds=20.0, gap=5.0, goal=goal)


def opened(*questions: Question, mode: Mode = Mode.RACE, **more: object) -> Game:
    """A game whose first round was shown at T0."""
    game = Game(plan(*questions, mode=mode, **more))  # type: ignore[arg-type]
    game.handle(Started(T0))
    game.handle(Shown(T0))
    return game


def says(player: int, text: str, after: float, *, private: bool = False) -> Guessed:
    return Guessed(player, text, id=int((T0 + after) * 1000) * 10 + player, at=T0 + after, private=private)


def play(game: Game, *events: Event) -> list[Effect]:
    return [effect for event in events for effect in game.handle(event)]


def of(kind: type[E], effects: Iterable[object]) -> list[E]:
    return [effect for effect in effects if isinstance(effect, kind)]


def wake(game: Game, effects: list[Effect]) -> list[Effect]:
    """Lets the time come that the game asked for last."""
    due = of(WakeMe, effects)[-1]
    return game.handle(Woke(due.token, due.at))
