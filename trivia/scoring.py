"""What a right answer is worth: the one place where points are decided.

| what                        | worth                                                         |
| --------------------------- | ------------------------------------------------------------- |
| an easy, medium, hard round | 100, 150, 200 points when answered at once                    |
| time                        | falls evenly to half of that when the last second runs out    |
| hints shown                 | 80 %, 60 %, 40 % after the first, second, third               |
| multiple choice             | half                                                          |
| a member of a list          | half for each member, to whoever names it first               |
| photo finish                | half of what the answer would have earned alone               |
| a streak                    | 10 % more for each round in a row before this, 50 % at most   |

Every right answer is worth at least one point, and nothing ever takes points away. A list round neither breaks nor
feeds a streak, since it is played together.
"""

from __future__ import annotations

from trivia.question import Difficulty

BASE = {Difficulty.EASY: 100, Difficulty.MEDIUM: 150, Difficulty.HARD: 200}
AFTER_HINTS = (1.0, 0.8, 0.6, 0.4)
HALF = 0.5
STREAK_STEP = 0.1
STREAK_MOST = 0.5


def points(
    difficulty: Difficulty,
    *,
    elapsed: float,
    seconds: float,
    hints: int = 0,
    streak: int = 0,
    halved: int = 0,
) -> int:
    """The points for one right answer.

    `elapsed` is the time the answer took and `seconds` the length of the round, both in seconds; `hints` how many were
    shown before it; `streak` how many rounds in a row the player had scored in before this one; `halved` how many of
    the table's halvings apply (multiple choice, list member, photo finish).
    """
    used = min(max(elapsed / seconds, 0.0), 1.0)
    worth = BASE[difficulty] * (1 - HALF * used)
    worth *= AFTER_HINTS[min(hints, len(AFTER_HINTS) - 1)]
    worth *= 1 + min(STREAK_STEP * streak, STREAK_MOST)
    return max(1, round(worth * HALF**halved))
