"""What is compiled of an answer once a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from trivia.judge.amounts import value_of
from trivia.judge.forms import Form, may_slip
from trivia.judge.hearing import hear
from trivia.judge.names import Name, han_surname
from trivia.judge.spelling import SMALL
from trivia.judge.verdict import EXACT, SPELT, SURNAME, Strictness, Verdict
from trivia.judge.vocabulary import SORTS, word_set
from trivia.question import Answer, Kind

_BRIEF = 6
"""An answer of one word with at most this many letters may well be a word of ordinary talk."""
_LONGEST_QUESTION = 2_000


class Rival(NamedTuple):
    """A wrong answer that the bank knows, in as few strings as do: `Form` says which.

    `spaced` are its words one space apart, and `surname` the last word of a person's name of several.
    """

    plain: str
    joined: str
    figures: tuple[str, ...]
    spaced: str
    surname: str

    @classmethod
    def of(cls, heard: Sequence[str], kind: Kind) -> Rival:
        """The rival that these words are, as they were heard."""
        form = Form.of(heard)
        name = Name.of(heard) if kind is Kind.PERSON else None
        joined = form.plain if form.plain == form.joined else form.joined
        return cls(form.plain, joined, form.figures, f" {' '.join(form.words)} ", name.surname if name else "")

    @property
    def name(self) -> Name | None:
        """The parts of a person's name."""
        return Name.of(self.spaced.split()) if self.surname else None


@dataclass(frozen=True, slots=True)
class Key:
    """An answer, ready to be held against guesses.

    `right` has every way of saying it that is known to be right, without spaces, and the verdict on each; `out` what
    the pack rejects, and `wrong` what the bank knows to be other answers. `forms` are the listed answers, but for
    `names`, which are compared by their parts. `initialled` are the words of texts that initials may shorten. `signs`
    are answers without a word in them. `values` are the numbers that are right, where the answer is one. `words` are
    those of the listed answers, `asked` the stems of the question's. A `brief` answer could be a word of any talk.
    """

    kind: Kind
    factor: float
    right: Mapping[str, Verdict]
    out: frozenset[str]
    wrong: frozenset[str]
    forms: tuple[Form, ...]
    names: tuple[Name, ...]
    initialled: tuple[Sequence[str], ...]
    signs: frozenset[str]
    values: frozenset[Decimal]
    words: frozenset[str]
    asked: frozenset[str]
    brief: bool
    parted: bool
    rivals: tuple[Rival, ...]

    def could_be(self, words: Sequence[str]) -> bool:
        """Whether words, as they were heard, are near enough to the answer to be worth a judgement; costs little."""
        joined = "".join(words)
        if any(may_slip(joined, form.joined) for form in self.forms):
            return True
        ends = {joined, words[0], words[-1]}
        return any(may_slip(word, name.surname) for name in self.names for word in ends)

    def is_free(self, word: str) -> bool:
        """Whether a word beside an answer may be passed over, being of the question, the answer or of no weight."""
        return word in SORTS or word in SMALL or word in self.words or stem(word) in self.asked

    def names_rival(self, words: Sequence[str]) -> bool:
        """Whether these words name, among others, a wrong answer that the bank knows."""
        said = f" {' '.join(words)} "
        joined = "".join(words)
        return any(
            rival.plain == joined or rival.spaced in said or (rival.name is not None and rival.name.surname in words)
            for rival in self.rivals
        )


def compiled(answer: Answer, kind: Kind, rivals: Iterable[str], strictness: Strictness, question: str) -> Key:
    """The key of an answer; `rivals` are wrong answers that the bank knows, `question` is what was asked."""
    listed = (answer.text, *answer.accept)
    all_said = [hear(text) for text in (*listed, *_without_slash(listed), *_without_umlauts(listed))]
    all_heard = [said.words for said in all_said]
    heard = [words for words in all_heard if words]
    forms = [Form.of_listed(words) for words in heard]
    named = [Name.of(words) if kind is Kind.PERSON else None for words in heard]
    names = tuple(name for name in named if name)
    out = frozenset(way for text in answer.reject for way in _ways(Form.read(text)))
    known = _rivals((*answer.reject, *rivals), {form.plain for form in forms}, kind)
    wrong = frozenset(rival.plain for rival in known)
    right = {way: verdict for way, verdict in _right(heard, forms, names, kind).items() if way not in wrong}
    values = (value_of(text) for text in listed) if kind in (Kind.NUMBER, Kind.YEAR) else ()
    return Key(
        kind=kind,
        factor=strictness.factor,
        right=right,
        out=out,
        wrong=wrong | {rival.joined for rival in known if rival.joined not in right},
        forms=tuple(form for form, name in zip(forms, named, strict=True) if not name),
        names=names,
        initialled=tuple(words for words in heard if kind is Kind.TEXT and len(words) > 1),
        signs=frozenset(text.strip() for text, words in zip(listed, all_heard, strict=False) if not words),
        values=frozenset(value for value in values if value is not None),
        words=frozenset(word for words in heard for word in words) | {form.joined for form in forms},
        asked=stems(hear(question[:_LONGEST_QUESTION]).words),
        brief=all(len(form.words) == 1 and len(form.joined) <= _BRIEF for form in forms),
        parted=any(said.starts for said in all_said),
        rivals=known,
    )


def _right(heard: Sequence[list[str]], forms: Sequence[Form], names: Iterable[Name], kind: Kind) -> dict[str, Verdict]:
    """Every way of saying an answer that is known to be right; what is listed itself weighs most."""
    right = dict.fromkeys(_without_article(heard), SPELT) | dict.fromkeys(_texted(heard), SPELT)
    right |= {way: SURNAME for name in names for way in name.alone}
    if kind is Kind.PERSON:
        right |= {way: SURNAME for words in heard if (way := han_surname(words))}
    return right | {form.joined: SPELT for form in forms} | {form.plain: EXACT for form in forms}


def _rivals(texts: Iterable[str], listed: set[str], kind: Kind) -> tuple[Rival, ...]:
    heard = (hear(text).words for text in texts)
    rivals = (Rival.of(words, kind) for words in heard if words)
    return tuple(rival for rival in rivals if rival.plain not in listed)


def _ways(form: Form) -> tuple[str, str]:
    return form.plain, form.joined


def _without_slash(listed: Iterable[str]) -> Iterable[str]:
    """AC/DC as AC DC: a slash is heard as or, but in a name it may be left out."""
    return (text.replace("/", " ") for text in listed if "/" in text and not text.replace("/", "").isdigit())


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def _without_umlauts(listed: Iterable[str]) -> Iterable[str]:
    """Schönberg as Schoenberg; that the dots may just be left out is heard anyway."""
    return (plain for text in listed if (plain := text.lower().translate(_UMLAUTS)) != text.lower())


def _without_article(heard: Iterable[list[str]]) -> Iterable[str]:
    return ("".join(words[1:]) for words in heard if len(words) > 1 and words[0] in ("the", "a", "an"))


_TEXTED = {"for": "4", "to": "2", "too": "2", "you": "u"}


def _texted(heard: Iterable[list[str]]) -> Iterable[str]:
    """Answers with `for` and `to` as people text them: `4` and `2`."""
    return (
        "".join(_TEXTED.get(word, word) for word in words) for words in heard if not _TEXTED.keys().isdisjoint(words)
    )


_ENDINGS = ("ies", "ys", "ings", "ing", "ers", "er", "ed", "es", "s", "e", "y")
_UNASKED = word_set(
    """
    about after also and before did does film first for from had has have her his how into its last made movie name
    one only song than that the their then there this was were what when where which who whom whose why with
    """
)
"""Words of questions that say nothing of what is asked."""


@lru_cache(maxsize=4_096)
def stem(word: str) -> str:
    """A word without its common endings."""
    ending = next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) > 2), "")
    return word[: len(word) - len(ending)]


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that weigh, and the numbers."""
    return frozenset(stem(word) for word in words if word not in _UNASKED and (len(word) > 2 or word.isdigit()))
