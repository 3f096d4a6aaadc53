"""A question as its author fills it in, and as a pack can hold it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from trivia import packs
from trivia.packs import Pack, PackFaults
from trivia.question import Answer, Difficulty, Fact, Kind, Question, Source

LONGEST_SLUG = 60
SOURCE = "source:"
"""What begins the line of an explanation that says where it can be checked."""
SPELLINGS = " | "
"""What stands between the spellings of a list's member."""


class Unfit(Exception):
    """What was filled in is no question. `sentences` say what is wrong and what to do about it."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a question. `answers` holds one a line, the canonical one first; of a list, one member a line.

    `explanation` may end in a line that begins with "Source:".
    """

    ask: str
    answers: str = ""
    kind: Kind = Kind.TEXT
    difficulty: Difficulty = Difficulty.MEDIUM
    explanation: str = ""


def filled(question: Question) -> Form:
    """The form of a question that there is."""
    if question.kind is Kind.LIST:
        lines = [SPELLINGS.join((answer.text, *answer.accept)) for answer in question.answers]
    else:
        lines = [question.answer.text, *question.answer.accept]
    return Form(question.ask, "\n".join(lines), question.kind, question.difficulty, _explained(question.fact))


def _explained(fact: Fact | None) -> str:
    if fact is None:
        return ""
    source = fact.source or Source()
    named = ", ".join(part for part in (source.author, source.title, source.publisher, source.date) if part)
    where = source.url if source.url and not named else named
    return fact.says + (f"\nSource: {where}" if where else "")


def read(form: Form, number: str, base: Question | None = None) -> Question:
    """The question of a form, with the id `number`; what the form has no field for is that of `base`.

    Raises `Unfit`.
    """
    lines = [" ".join(line.split()) for line in form.answers.splitlines() if line.strip()]
    if not form.ask.strip() or not lines:
        raise Unfit(["A question needs a text and at least one answer: fill in both."])
    old = base or Question(number, "", form.kind, ())
    kept = old.answers[0].reject if old.answers and form.kind is not Kind.LIST else ()
    answers = tuple(_member(line) for line in lines) if form.kind is Kind.LIST else (_answer(lines, kept),)
    question = replace(
        old,
        id=number,
        ask=" ".join(form.ask.split()),
        kind=form.kind,
        answers=answers,
        need=min(old.need, len(answers)) if base and form.kind is Kind.LIST else len(answers),
        difficulty=form.difficulty,
        fact=old.fact if base and form.explanation == filled(base).explanation else _fact(form, number),
    )
    return _checked(question)


def _member(line: str) -> Answer:
    first, *others = (part.strip() for part in line.split(SPELLINGS.strip()) if part.strip())
    return Answer(first, tuple(dict.fromkeys(others)))


def _answer(lines: Sequence[str], reject: tuple[str, ...]) -> Answer:
    first, *others = dict.fromkeys(lines)
    return Answer(first, tuple(others), tuple(text for text in reject if text not in lines))


def _fact(form: Form, number: str) -> Fact | None:
    lines = [line.strip() for line in form.explanation.splitlines() if line.strip()]
    named = lines.pop() if lines and lines[-1].casefold().startswith(SOURCE) else ""
    where = named[len(SOURCE) :].strip()
    if not lines:
        return None
    source = Source(url=where) if where.startswith("https://") else Source(title=where)
    return Fact(number.partition("/")[2], " ".join(lines), source if where else None)


def _checked(question: Question) -> Question:
    """The question as a pack gives it back, so that whatever is saved can be exported and imported again."""
    pack = Pack(question.pack, "Draft", (question,), (question.fact,) if question.fact else ())
    try:
        (again,) = packs.loads(packs.dump(pack).encode(errors="replace"), "draft").questions
    except PackFaults as faults:
        said = dict.fromkeys(f"{fault.message[:1].upper()}{fault.message[1:]}." for fault in faults.faults[:5])
        raise Unfit(list(said)) from None
    return again


def slug_for(ask: str, taken: Collection[str]) -> str:
    """A slug made of what is asked, that is not `taken`."""
    base = packs.slug(ask, LONGEST_SLUG - 5) or "question"
    slug, number = base, 2
    while slug in taken:
        slug = f"{base}-{number}"
        number += 1
    return slug
