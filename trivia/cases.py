"""Labelled cases of judging: read, judged and summed up. One case is a line of JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from trivia.judge import Judge, ListJudge, Ruling, Strictness, Verdict
from trivia.question import Answer, Kind

Nanoseconds = Callable[[], int]
LIST_NAMES = ("list", "set")
"""What a list question may be called in a case."""
LABELS = ("accept", "reject", "prompt")


class BadCase(Exception):
    """A line that is no case. Its text is one sentence that says what is wrong and what to write instead."""


@dataclass(frozen=True, slots=True)
class Case:
    """What was asked, what is right (`answers`, the members of a list), and what somebody typed.

    `label` is accept, reject or prompt (to be asked for more) where the case has one; `note` names its class.
    """

    id: str
    guess: str
    kind: Kind
    answers: tuple[str, ...]
    rivals: tuple[str, ...] = ()
    question: str = ""
    need: int = 1
    label: str | None = None
    note: str = "other"


def read(line: str) -> Case:
    """The case in a line of JSON. Raises `BadCase`."""
    try:
        row: object = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise BadCase("this is not JSON; write one object a line") from None
    if not isinstance(row, dict):
        raise BadCase("this is not an object; write {…} with id, kind, answers and guess")
    return _case(cast("dict[str, Any]", row))


def _case(row: dict[str, Any]) -> Case:
    name = row.get("kind", "text")
    try:
        kind = Kind.LIST if name in LIST_NAMES else Kind(name)
    except ValueError:
        raise BadCase(f"kind must be one of {', '.join((*Kind, 'set'))}") from None
    answers = _texts(row, "answers")
    if not answers or not all(text.strip() for text in answers):
        raise BadCase("answers must list at least one text, and none that is empty")
    return Case(
        id=_text(row, "id"),
        guess=_text(row, "guess"),
        kind=kind,
        answers=answers,
        rivals=_texts(row, "rivals"),
        question=_text(row, "question"),
        need=_need(row, len(answers) if kind is Kind.LIST else None),
        label=_label(row),
        note=_text(row, "note") or "other",
    )


def _text(row: dict[str, Any], key: str) -> str:
    """A text, or a number as the text it looks like; empty where there is none."""
    value = row.get(key)
    return "" if value is None else str(value)


def _need(row: dict[str, Any], most: int | None) -> int:
    need = row.get("need")
    if need is None:
        return 1
    if not isinstance(need, int) or isinstance(need, bool) or need < 1:
        raise BadCase("need must be a whole number from 1 on")
    if most is not None and need > most:
        raise BadCase(f"need is {need} and there are {most} answers; lower it")
    return need


def _label(row: dict[str, Any]) -> str | None:
    label = row.get("label")
    if label is not None and label not in LABELS:
        raise BadCase(f"label must be one of {', '.join(LABELS)}; leave it out where there is none")
    return label


def _texts(row: dict[str, Any], key: str) -> tuple[str, ...]:
    listed: object = row.get(key) or []
    if not isinstance(listed, list):
        raise BadCase(f"{key} must be a list of texts")
    items = cast("list[object]", listed)
    if not all(isinstance(item, str) for item in items):
        raise BadCase(f"{key} must be a list of texts")
    return tuple(cast("list[str]", items))


class Bench:
    """Judges cases, compiling each answer once. `clock` counts nanoseconds."""

    def __init__(self, clock: Nanoseconds, strictness: Strictness = Strictness.NORMAL) -> None:
        self._clock = clock
        self._strictness = strictness
        self._judges: dict[object, Callable[[str], Verdict]] = {}

    def judge(self, case: Case) -> tuple[Verdict, float]:
        """The verdict on a case, and the microseconds that it took with the answer compiled."""
        judge = self._compiled(case)
        began = self._clock()
        verdict = judge(case.guess)
        return verdict, (self._clock() - began) / 1_000

    def _compiled(self, case: Case) -> Callable[[str], Verdict]:
        key = (case.question, case.kind, case.answers, case.rivals, case.need)
        if key not in self._judges:
            self._judges.clear()  # cases of one answer stand together; the others need no memory
            self._judges[key] = compiled(case, self._strictness)
        return self._judges[key]


def compiled(case: Case, strictness: Strictness = Strictness.NORMAL) -> Callable[[str], Verdict]:
    """The judge of a case's answers; of a list, all members that are needed must be in one guess."""
    first, *others = case.answers
    if case.kind is not Kind.LIST:
        return Judge(Answer(first, tuple(others)), case.kind, case.rivals, strictness, case.question).judge
    members = [Answer(text) for text in case.answers]
    return whole_list(ListJudge(members, case.need, case.rivals, strictness, case.question), case.need)


def whole_list(judge: ListJudge, need: int) -> Callable[[str], Verdict]:
    """A judge that takes a guess only if it names all the members that are needed."""

    def whole(guess: str) -> Verdict:
        ruled = judge.judge(guess)
        if ruled.ruling is Ruling.RIGHT and len(ruled.found) < need:
            return Verdict(Ruling.CLOSE, f"{len(ruled.found)} of {need} are named")
        return Verdict(ruled.ruling, ruled.why)

    return whole


@dataclass(slots=True)
class Tally:
    """How many cases were judged as they are labelled."""

    cases: int = 0
    wanted: int = 0
    false_accepts: int = 0
    false_rejects: int = 0

    def add(self, *, wanted: bool, right: bool) -> None:
        """Count one case: whether it is labelled accept, and whether it was ruled right."""
        self.cases += 1
        self.wanted += wanted
        self.false_accepts += right and not wanted
        self.false_rejects += wanted and not right

    def __str__(self) -> str:
        wrong = self.false_accepts + self.false_rejects
        counted = f"{self.cases:,} case{'' if self.cases == 1 else 's'}"
        return (
            f"{counted}, accuracy {_percent(self.cases - wrong, self.cases)}, "
            f"false accepts {self.false_accepts} of {self.cases - self.wanted} "
            f"({_percent(self.false_accepts, self.cases - self.wanted)}), "
            f"false rejects {self.false_rejects} of {self.wanted} ({_percent(self.false_rejects, self.wanted)})"
        )


@dataclass(slots=True)
class Summary:
    """The labelled cases by class and over all, and what their judgements took in microseconds."""

    overall: Tally = field(default_factory=Tally)
    classes: dict[str, Tally] = field(default_factory=dict[str, Tally])
    times: list[float] = field(default_factory=list[float])
    rulings: Counter[str] = field(default_factory=Counter[str])

    def add(self, case: Case, verdict: Verdict, us: float) -> None:
        """Count a case and its verdict."""
        self.times.append(us)
        self.rulings[verdict.ruling] += 1
        if case.label is not None:
            wanted, right = case.label == "accept", verdict.ruling is Ruling.RIGHT
            self.overall.add(wanted=wanted, right=right)
            self.classes.setdefault(case.note, Tally()).add(wanted=wanted, right=right)

    def lines(self) -> Iterator[str]:
        """The summary in words, the classes with most faults first; nothing where no case has a label."""
        if not self.overall.cases:
            return
        ordered = sorted(self.classes.items(), key=lambda item: (-_faults(item[1]), -item[1].cases, item[0]))
        yield from (f"{name}: {tally}" for name, tally in ordered)
        yield f"all: {self.overall}"
        times = sorted(self.times)
        yield f"time: median {times[len(times) // 2]:.1f} µs, slowest {times[-1]:.0f} µs"


def _faults(tally: Tally) -> int:
    return tally.false_accepts + tally.false_rejects


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"


def lines_of(text: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1."""
    return ((number, line) for number, line in enumerate(text, start=1) if line.strip())
