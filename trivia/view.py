"""What a round's card shows, worked out from where the game stands."""

from __future__ import annotations

from trivia import hints
from trivia.events import RoundView
from trivia.plan import Plan, Turn
from trivia.state import State


def turn(plan: Plan, state: State) -> Turn:
    """The turn that is being played, or was played last."""
    return plan.turns[state.round.number - 1]


def struck(plan: Plan, state: State) -> frozenset[int]:
    """The choices (their indexes) that a hint has struck out."""
    current = turn(plan, state)
    if not current.choices or state.round.hints == 0:
        return frozenset()
    return hints.struck(current.choices, current.question.answer.text, current.question.id)


def hints_left(plan: Plan, state: State) -> int:
    """How many hints are still to come in this round."""
    if not plan.hints:
        return 0
    return hints.levels(turn(plan, state).choices) - state.round.hints


def round_view(plan: Plan, state: State) -> RoundView:
    """All that the card of this round shows while it is open."""
    current, game_round = turn(plan, state), state.round
    question, answers = current.question, current.question.answers
    hinted = game_round.hints > 0 and not current.choices
    return RoundView(
        game=plan.game,
        number=game_round.number,
        of=len(plan.turns),
        mode=plan.mode,
        question=question,
        seconds=plan.seconds,
        choices=current.choices,
        struck=struck(plan, state),
        hint=hints.hint(question, game_round.hints, game_round.found) if hinted else None,
        hints=game_round.hints,
        hints_left=hints_left(plan, state),
        found=tuple((answers[member].text, player) for member, player in game_round.found.items()),
        answered=len(game_round.entries),
        votes=len(game_round.votes),
        votes_needed=state.votes_needed,
        ends_at=game_round.ends_at,
        left=None if state.paused_at is None else plan.seconds - game_round.elapsed(state.paused_at),
    )
