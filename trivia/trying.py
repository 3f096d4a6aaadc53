"""What the judge makes of a guess at a question, outside a game."""

from __future__ import annotations

from collections.abc import Sequence

from trivia.cases import whole_list
from trivia.judge import Judge, ListJudge, Verdict
from trivia.question import Kind, Question
from trivia.rivals import rivals_among


def judged(question: Question, others: Sequence[str], guess: str) -> Verdict:
    """The verdict on a guess, which has to name all that a list needs; `others` are answers that the bank knows."""
    rivals = rivals_among(question, others)
    if question.kind is Kind.LIST:
        return whole_list(ListJudge(question.answers, question.need, rivals, question=question.ask), question.need)(
            guess
        )
    return Judge(question.answer, question.kind, rivals, question=question.ask).judge(guess)
