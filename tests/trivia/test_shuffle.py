"""An order by chance that is worked out instead of stored."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trivia.shuffle import shuffled


@given(st.integers(1, 300), st.integers(0, 2**62))
def test_each_number_stands_at_one_position(size: int, key: int) -> None:
    assert sorted(shuffled(position, size, key) for position in range(size)) == list(range(size))


def test_each_number_comes_first_about_as_often() -> None:
    firsts = [shuffled(0, 10, key) for key in range(5_000)]
    assert all(400 < firsts.count(number) < 600 for number in range(10))


def test_another_key_is_another_order() -> None:
    orders = {tuple(shuffled(position, 50, key) for position in range(50)) for key in range(100)}
    assert len(orders) == 100
