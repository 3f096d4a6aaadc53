"""What rounds add up to: the scores of a game's players, and their standings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from trivia.events import Award, Score, Standing


def standings(scores: Mapping[int, Score]) -> tuple[Standing, ...]:
    """The players by points, best first; equal points share a rank."""
    rows = sorted(scores.items(), key=lambda row: (-row[1].points, row[0]))
    points = [score.points for _, score in rows]
    return tuple(Standing(points.index(score.points) + 1, player, score) for player, score in rows)


def after_round(
    scores: Mapping[int, Score], guessed: Collection[int], awards: Sequence[Award], *, streaks: bool, race: bool
) -> dict[int, Score]:
    """The scores after a round that these players `guessed` in and that gave these `awards`.

    Where the round counts for `streaks`, whoever earned nothing loses theirs, and in a `race` the first award won it.
    """
    after = {**scores}
    for player in guessed:
        score = after.get(player, Score())
        after[player] = replace(score, played=score.played + 1)
    if streaks:
        lost = set(after) - {award.player for award in awards}
        after.update({player: replace(after[player], streak=0) for player in lost})
    for place, award in enumerate(awards):
        won = race and streaks and place == 0
        after[award.player] = _earned(after.get(award.player, Score()), award, won=won)
    return after


def after_grant(scores: Mapping[int, Score], awards: Sequence[Award], *, race: bool, latest: bool) -> dict[int, Score]:
    """The scores after answers of a round that was over counted after all; those who earned in it keep what they have.

    The streaks go on from there only where that round is the `latest`.
    """
    after = {**scores}
    for award in awards:
        before = after.get(award.player, Score())
        score = _earned(before, award, won=race and not award.shared)
        after[award.player] = score if latest else replace(score, streak=before.streak)
    return after


def _earned(score: Score, award: Award, *, won: bool) -> Score:
    streak = award.streak or score.streak
    fastest = award.elapsed if score.fastest is None else min(score.fastest, award.elapsed)
    return replace(
        score,
        points=score.points + award.points,
        right=score.right + 1,
        won=score.won + won,
        streak=streak,
        best_streak=max(score.best_streak, streak),
        fastest=fastest,
    )
