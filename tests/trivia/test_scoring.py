"""What answers are worth."""

from hypothesis import given
from hypothesis import strategies as st

from trivia.question import Difficulty
from trivia.scoring import points


def test_a_medium_answer_at_once_is_worth_150() -> None:
    assert points(Difficulty.MEDIUM, elapsed=0, seconds=20) == 150


def test_the_last_second_is_worth_half() -> None:
    assert points(Difficulty.HARD, elapsed=20, seconds=20) == 100


def test_a_photo_finish_is_worth_half() -> None:
    assert points(Difficulty.EASY, elapsed=0, seconds=20, halved=1) == 50


def test_a_streak_adds_half_at_most() -> None:
    assert points(Difficulty.EASY, elapsed=0, seconds=20, streak=40) == 150


@given(
    st.sampled_from(Difficulty),
    st.floats(-5, 200),
    st.floats(5, 120),
    st.integers(0, 3),
    st.integers(0, 50),
    st.integers(0, 3),
)
def test_every_right_answer_earns_something(
    difficulty: Difficulty, elapsed: float, seconds: float, hints: int, streak: int, halved: int
) -> None:
    assert points(difficulty, elapsed=elapsed, seconds=seconds, hints=hints, streak=streak, halved=halved) >= 1
