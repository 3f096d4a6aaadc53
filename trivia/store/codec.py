"""A game's snapshot, and a question, as JSON text, and back."""

from __future__ import annotations

from pydantic import TypeAdapter

from trivia.plan import Plan
from trivia.question import Question
from trivia.state import Snapshot, State

_PLAN = TypeAdapter(Plan)
_STATE = TypeAdapter(State)
_QUESTION = TypeAdapter(Question)


def plan_text(plan: Plan) -> str:
    """What was settled before the game, which never changes."""
    return _PLAN.dump_json(plan).decode()


def state_text(state: State) -> str:
    """All that changes while a game is played."""
    return _STATE.dump_json(state).decode()


def plan(text: str) -> Plan:
    """The plan of such a text."""
    return _PLAN.validate_json(text)


def snapshot(plan: str, state: str) -> Snapshot:
    """The snapshot of these two texts."""
    return Snapshot(_PLAN.validate_json(plan), _STATE.validate_json(state))


def question_text(question: Question) -> str:
    """All of a question."""
    return _QUESTION.dump_json(question, exclude_defaults=True).decode()


def question(text: str) -> Question:
    """The question of such a text."""
    return _QUESTION.validate_json(text)
