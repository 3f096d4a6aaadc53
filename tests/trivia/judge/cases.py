"""Labelled cases, read and judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trivia.judge import Judge, ListJudge, Ruling
from trivia.question import Answer, Kind

OWN = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[4] / "shared" / "judge"
ABSENT = "The shared judging cases are not there (../shared/judge)."


@dataclass(frozen=True, slots=True)
class Case:
    """A guess and whether a sensible quizmaster takes it."""

    id: str
    question: str
    kind: str
    answers: tuple[str, ...]
    rivals: tuple[str, ...]
    need: int
    guess: str
    accept: bool
    tag: str

    @property
    def accepted(self) -> bool:
        """Whether our judge takes it."""
        if self.kind == "set":
            ruled = list_judge(self.question, self.answers, self.rivals, self.need).judge(self.guess)
            return ruled.ruling is Ruling.RIGHT and len(ruled.found) >= self.need
        return judge(self.question, self.kind, self.answers, self.rivals).judge(self.guess).ruling is Ruling.RIGHT


@cache
def judge(question: str, kind: str, answers: tuple[str, ...], rivals: tuple[str, ...]) -> Judge:
    return Judge(Answer(answers[0], answers[1:]), Kind(kind), rivals, question=question)


@cache
def list_judge(question: str, answers: tuple[str, ...], rivals: tuple[str, ...], need: int) -> ListJudge:
    return ListJudge([Answer(text) for text in answers], need, rivals, question=question)


def read(path: Path) -> Iterator[Case]:
    for line in path.read_text().splitlines():
        row = json.loads(line)
        yield Case(
            row["id"],
            row.get("question", ""),
            row["kind"],
            tuple(row["answers"]),
            tuple(row.get("rivals") or ()),
            row.get("need") or 1,
            row.get("guess") or "",
            row["label"] == "accept",
            row.get("tag", ""),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a file of cases was judged: the ids of those that went wrong."""

    total: int
    false_accepts: list[str]
    false_rejects: list[str]

    @property
    def accuracy(self) -> float:
        return 1 - (len(self.false_accepts) + len(self.false_rejects)) / self.total


def outcome(cases: list[Case]) -> Outcome:
    accepts = [case.id for case in cases if case.accepted and not case.accept]
    rejects = [case.id for case in cases if case.accept and not case.accepted]
    return Outcome(len(cases), accepts, rejects)
