"""What days add up to: weeks, and runs of days."""

from datetime import date

import pytest

from trivia.boards import days_in_a_row, weeks

FRIDAY = date(2026, 6, 5).toordinal()
MONDAY = FRIDAY - 4


def test_weeks_begin_on_monday_and_the_running_one_is_the_last() -> None:
    assert weeks({MONDAY: 1, FRIDAY: 2, MONDAY - 1: 4}, FRIDAY, 3) == [(MONDAY - 14, 0), (MONDAY - 7, 4), (MONDAY, 3)]


def test_what_was_before_the_weeks_is_left_out() -> None:
    assert weeks({MONDAY - 8: 1}, FRIDAY, 2) == [(MONDAY - 7, 0), (MONDAY, 0)]


@pytest.mark.parametrize(("ago", "run"), [((0, 1, 2), 3), ((1, 2), 2), ((0, 2), 1), ((2, 3), 0), ((), 0)])
def test_days_in_a_row_end_today_or_yesterday(ago: tuple[int, ...], run: int) -> None:
    assert days_in_a_row({FRIDAY - days for days in ago}, FRIDAY) == run
