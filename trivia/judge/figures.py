"""The verdict on a guess at a number or a year, which is exact always."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from trivia.judge import chatter, vocabulary
from trivia.judge.amounts import UNITS, Amount, amounts, digits
from trivia.judge.hearing import Said
from trivia.judge.key import Key, stem
from trivia.judge.numerals import roman
from trivia.judge.verdict import EXACT, NEGATED, NO, NUMBER, SEVERAL, SHORT_YEAR, TALK, Verdict
from trivia.question import Kind

_MOST_AROUND_YEAR = 15
"""A year is an answer in the company of at most this many words."""
_NEAR_OR = 3
_FIRST_YEAR, _LAST_YEAR = 1000, 2200
"""Other numbers beside a year are no other answers."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a message: its words with numbers in digits, and the amounts among them."""

    words: list[str]
    amounts: list[Amount]

    @classmethod
    def of(cls, words: Sequence[str], *, glued: bool) -> _Piece:
        """The piece that these words are."""
        written = digits(words)
        return cls(written, amounts(written, glued=glued))

    def right(self, key: Key) -> Amount | None:
        """The first of its amounts that is right."""
        return next((amount for amount in self.amounts if amount.value in key.values), None)


def judge_figures(key: Key, said: Said) -> Verdict:
    """The verdict on a message that should give one number."""
    corrected = chatter.after_correction(said, key.right)
    if corrected is not None and amounts(digits(corrected.said.words)):
        said = corrected.said
    if len(said.words) == 1 and (value := roman(said.words[0])):
        said = Said([str(value)], [])
    is_year = key.kind is Kind.YEAR
    whole = _Piece.of(said.words, glued=not is_year)
    pieces = [whole] if not said.starts else [_Piece.of(part, glued=not is_year) for part in said.parts()]
    if len(whole.amounts) == 1 < sum(len(piece.amounts) for piece in pieces):
        pieces = [whole]  # a number that a comma parts
    found = [amount for piece in pieces for amount in piece.amounts]
    if not found:
        return NO
    given = next((piece for piece in pieces if piece.right(key)), None)
    if given is None:
        return _wrong(key, found)
    whole = _joined(key, given, pieces)
    right = [amount for amount in whole.amounts if amount.value in key.values]
    others = [amount for amount in whole.amounts if _is_other_answer(key, whole.words, amount, said.words)]
    if others and not _contrasts(whole.words, right[-1], others) and not _is_the_one_asked(key, pieces):
        return SEVERAL
    if _is_negated(whole.words, right[-1].start):
        return NEGATED
    return EXACT if _is_answer_in(key, given) else TALK


def _joined(key: Key, given: _Piece, pieces: Sequence[_Piece]) -> _Piece:
    """The pieces as one, without those that talk of what was given: `440, dont come at me with 432`."""
    kept = [piece for at, piece in enumerate(pieces) if at <= pieces.index(given) or not _is_aside(key, piece)]
    if len(kept) == 1:
        return kept[0]
    return _Piece(
        [word for piece in kept for word in piece.words],
        [
            amount.moved(sum(len(other.words) for other in kept[:at]))
            for at, piece in enumerate(kept)
            for amount in piece.amounts
        ],
    )


def _is_aside(key: Key, piece: _Piece) -> bool:
    """Whether a piece says too much of its numbers to be another answer."""
    beside = len(piece.words) - len(piece.amounts)
    return beside >= _TALKATIVE and "or" not in piece.words and piece.right(key) is None


_TALKATIVE = 3


def _wrong(key: Key, found: Sequence[Amount]) -> Verdict:
    if key.kind is Kind.YEAR and any(_is_ending(key, amount.value) for amount in found):
        return SHORT_YEAR
    return NUMBER


def _is_ending(key: Key, value: Decimal) -> bool:
    return value < 100 and any(right % 100 == value for right in key.values)


def _is_other_answer(key: Key, words: Sequence[str], amount: Amount, heard: Sequence[str]) -> bool:
    """Whether a number is another answer, rather than one of the question or, beside a year, no year at all."""
    of_question = amount.end == amount.start + 1 and words[amount.start] in key.asked
    if amount.value in key.values or of_question:
        return False
    if amount.value == 1 and "1" not in heard:
        return False  # "every single one"
    if "or" in words[max(0, amount.start - _NEAR_OR) : amount.start]:
        return True
    return key.kind is not Kind.YEAR or _FIRST_YEAR <= amount.value < _LAST_YEAR


def _contrasts(words: Sequence[str], right: Amount, others: Sequence[Amount]) -> bool:
    """Whether the other numbers are named only to be set apart: `not 1985 but 1986`, `the film is 2015 but …`."""
    for other in others:
        denied = other.start > 0 and words[other.start - 1] in ("not", "isnt", "no")
        outdone = other.end <= right.start and "but" in words[other.end : right.start]
        if not denied and not outdone:
            return False
    return True


def _is_the_one_asked(key: Key, pieces: Sequence[_Piece]) -> bool:
    """Whether the right number alone stands with a word of the question: `film was 2016, ceremony 2017`."""
    numbered = [piece for piece in pieces if piece.amounts]
    asked = [any(stem(word) in key.asked for word in piece.words) for piece in numbered]
    return len(asked) > 1 and asked == [piece.right(key) is not None for piece in numbered]


_HEDGES = (("not", "sure"), ("isnt", "it"), ("wasnt", "it"), ("isnt", "that"), ("without", "a"), ("not", "100"))


def _is_negated(words: Sequence[str], at: int) -> bool:
    """Whether what stands before a number denies it."""
    for index, word in enumerate(words[:at]):
        if word in vocabulary.NEGATIONS and tuple(words[index : index + 2]) not in _HEDGES:
            between = words[index + 1 : at]
            if "but" not in between and not any(other[0].isdigit() for other in between):
                return True
    return False


def _is_answer_in(key: Key, piece: _Piece) -> bool:
    right = piece.right(key)
    if right is None:
        return False
    said = {at for amount in piece.amounts for at in range(amount.start, amount.end)}
    following = piece.words[right.end] if right.end < len(piece.words) else ""
    counts = following in vocabulary.FREE_UNITS and following not in vocabulary.ERAS
    if key.kind is Kind.YEAR and counts:
        return False  # "2000 songs"
    if _is_free_around(key, [word for at, word in enumerate(piece.words) if at not in said]):
        return True
    before, after = piece.words[: right.start], piece.words[right.end :]
    if before and before[-1 - (before[-1] == "the")] in vocabulary.COPULAS and not after:
        return vocabulary.NO_ANSWER.isdisjoint(before)  # "yippee ki yay its the 9th"
    # "its 5 i just hummed it": given first, then talked of.
    return chatter.is_chatter(before, 0, len(before)) and bool(after) and after[0] in vocabulary.EXPLAINING


def _is_free_around(key: Key, rest: Sequence[str]) -> bool:
    """Whether what stands beside a number leaves it an answer; a year is one in nearly any company."""
    if key.kind is Kind.YEAR:
        return len(rest) <= _MOST_AROUND_YEAR
    if len(rest) == 1 and rest[0] not in vocabulary.NO_AMOUNT:
        return True  # a unit
    if chatter.is_chatter(rest, 0, len(rest)):
        return True
    return vocabulary.NO_AMOUNT.isdisjoint(rest) and all(
        word in vocabulary.FREE_UNITS or word in UNITS or word in vocabulary.REMARK_WORDS or stem(word) in key.asked
        for word in rest
    )
