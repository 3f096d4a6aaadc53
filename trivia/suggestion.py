"""What a player suggests to be asked, and the question that becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from trivia.judge import Judge, Ruling
from trivia.question import Answer, Fact, Kind, Question

LONGEST_ASK = 500
LONGEST_ANSWER = 100
LONGEST_SAYS = 1_000
MOST_ANSWERS = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question as somebody wrote it: the first of `answers` is shown at the reveal, `says` may be empty."""

    ask: str
    answers: tuple[str, ...]
    says: str = ""

    @classmethod
    def read(cls, ask: str, answers: str, says: str) -> Suggestion:
        """The suggestion of three texts that were typed, the answers one a line."""
        lines = dict.fromkeys(_tidy(line) for line in answers.splitlines())
        return cls(_tidy(ask), tuple(line for line in lines if line), _tidy(says))

    @classmethod
    def of(cls, question: Question) -> Suggestion:
        """What of a question somebody can write in this way."""
        answer = question.answer
        return cls(question.ask, (answer.text, *answer.accept), question.fact.says if question.fact else "")

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Suggestion:
        """The suggestion of what `as_json` wrote."""
        return cls(body["ask"], tuple(body["answers"]), body["says"])

    def changed(self, question: Question) -> Question:
        """The question with this in place of what it asks, its answers and what is told after it."""
        first, *more = self.answers
        answer = Answer(first, tuple(more), question.answer.reject)
        fact = question.fact or Fact(question.slug, self.says)
        return replace(
            question, ask=self.ask, answers=(answer,), fact=replace(fact, says=self.says) if self.says else None
        )

    def as_json(self) -> dict[str, Any]:
        """The same as small JSON."""
        return {"ask": self.ask, "answers": list(self.answers), "says": self.says}

    def question(self, id: str) -> Question:  # noqa: A002 (what it is called in a question)
        """The question with this id."""
        first, *more = self.answers
        fact = Fact(id.partition("/")[2], self.says) if self.says else None
        return Question(id, self.ask, kind_of(first), (Answer(first, tuple(more)),), fact=fact)

    def faults(self) -> list[str]:
        """What keeps it from being a question, a clause each that follows "that can't be asked: "."""
        found: list[str] = []
        if not self.ask:
            found.append("it asks nothing")
        if not self.answers:
            found.append("it has no answer")
        if len(self.answers) > MOST_ANSWERS:
            found.append(f"it has more than {MOST_ANSWERS} answers")
        if any(len(answer) > LONGEST_ANSWER for answer in self.answers):
            found.append(f"an answer is longer than {LONGEST_ANSWER} characters")
        return found


def kind_of(answer: str) -> Kind:
    """The kind that an answer looks like: a year, a number, or text."""
    if not (answer.isascii() and answer.isdigit()):
        return Kind.TEXT
    return Kind.YEAR if len(answer) == 4 and answer[0] in "12" else Kind.NUMBER


def unheard(question: Question) -> list[str]:
    """The answers of a question that would not be judged right when somebody types them."""
    judge = Judge(question.answer, question.kind, question=question.ask)
    listed = (question.answer.text, *question.answer.accept)
    return [text for text in listed if judge.judge(text).ruling is not Ruling.RIGHT]


def _tidy(text: str) -> str:
    """Text without what can't be seen, and without space around it."""
    return "".join(char for char in text if char in "\n\u200d" or char.isprintable()).strip()
