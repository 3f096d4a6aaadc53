"""The verdict on an answer with remarks: what is said of it, beside it, and instead of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from trivia.judge import chatter, vocabulary
from trivia.judge.committed import judge_committed
from trivia.judge.forms import Form
from trivia.judge.hearing import Said
from trivia.judge.key import Key, stem
from trivia.judge.spelling import SMALL
from trivia.judge.verdict import NEGATED, RIVAL, SEVERAL, TALK, Ruling, Verdict
from trivia.question import Kind

LONGEST_REMARK = 12
"""A remark on an answer has at most this many words."""
_FREE_BEFORE = 4
_MOST_PIECES = 10
"""A message of more pieces is talk."""
_MOST_BEFORE = 2
"""After more remarks than this an answer is a part of a story."""


class _Piece(Enum):
    """What one piece of a message is."""

    ANSWER = auto()
    CHATTER = auto()
    REMARK = auto()
    RETRACTION = auto()
    RIVAL = auto()
    OTHER = auto()


def judge_remarked(key: Key, said: Said) -> Verdict | None:
    """The verdict on an answer among remarks; None where there is no answer in the message."""
    pieces = said.pieces()
    if len(pieces) > _MOST_PIECES:
        return None
    if key.parted and len(pieces) > 2:
        pieces = _with_answer_whole(key, said.words, pieces)
    if len(pieces) == 1:
        return _remarked(key, said.words, *pieces[0])
    verdicts = [_judge_piece(key, said.words, start, end) for start, end in pieces]
    kinds = [
        _Piece.ANSWER if verdict.ruling is Ruling.RIGHT else _kind(key, said, start, end, verdict)
        for verdict, (start, end) in zip(verdicts, pieces, strict=True)
    ]
    if _Piece.ANSWER not in kinds:
        return None
    first = _first_valid(said, pieces, kinds)
    kinds = kinds[first:]
    if _Piece.ANSWER not in kinds:
        return NEGATED
    if _Piece.RIVAL in kinds or _is_list(key, said, pieces[first:], kinds):
        return SEVERAL
    at = kinds.index(_Piece.ANSWER)
    before = sum(kind is not _Piece.CHATTER for kind in kinds[:at])
    after = sum(kind is not _Piece.CHATTER for kind in kinds[at + 1 :])
    if before > _MOST_BEFORE or (key.brief and before and after):
        return TALK
    return SEVERAL if _spells_rival(key, said.words) else verdicts[first + at]


def _spells_rival(key: Key, words: Sequence[str]) -> bool:
    """Whether the pieces together are another work, as in `Mamma Mia! Here We Go Again`."""
    said = f" {' '.join(Form.of(words).words)} "
    answers = [f" {' '.join(form.words)} " for form in key.forms]
    return any(rival.spaced in said and not any(rival.spaced in answer for answer in answers) for rival in key.rivals)


# --- several pieces ---------------------------------------------------------------------------------------------------


def _with_answer_whole(key: Key, words: list[str], pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces, those that together are an answer with commas of its own as one."""
    for last in range(len(pieces) - 2, 0, -1):
        if judge_committed(key, words, 0, pieces[last][1]).ruling is Ruling.RIGHT:
            return [(0, pieces[last][1]), *pieces[last + 1 :]]
    return pieces


def _judge_piece(key: Key, words: list[str], start: int, end: int) -> Verdict:
    verdict = judge_committed(key, words, start, end)
    return verdict if verdict.ruling is Ruling.RIGHT else _remarked(key, words, start, end) or verdict


def _kind(key: Key, said: Said, start: int, end: int, verdict: Verdict) -> _Piece:
    """What a piece is that is not right."""
    words = said.words[start:end]
    if _takes_back(words):
        return _Piece.RETRACTION
    if chatter.is_chatter(said.words, start, end):
        return _Piece.CHATTER
    if start in said.asides and verdict is not RIVAL:
        return _Piece.REMARK
    if not vocabulary.NEGATIONS.isdisjoint(words):
        return _Piece.REMARK if key.words.isdisjoint(words) or verdict is RIVAL else _Piece.RETRACTION
    if verdict is RIVAL or "or" in words or key.names_rival(words):
        return _Piece.RIVAL
    return _Piece.REMARK if _is_talk(key, words) else _Piece.OTHER


def _takes_back(words: Sequence[str]) -> bool:
    """Whether a piece takes back what was said before it, perhaps after some chatter: `nah its not that`."""
    return any(
        tuple(words[at:]) in vocabulary.RETRACTIONS and chatter.is_chatter(words, 0, at) for at in range(len(words))
    )


def _ends_in_retraction(words: Sequence[str]) -> bool:
    return any(tuple(words[at:]) in vocabulary.RETRACTIONS for at in range(1, len(words)))


def _is_talk(key: Key, words: Sequence[str]) -> bool:
    """Whether these words are talk or of the question, rather than another answer."""
    if not vocabulary.REMARK_WORDS.isdisjoint(words):
        return True
    return all(stem(word) in key.asked or word in key.words or word.isdigit() for word in words)


def _first_valid(said: Said, pieces: Sequence[tuple[int, int]], kinds: Sequence[_Piece]) -> int:
    """The first piece that was not taken back by a later one."""
    for index in range(len(pieces) - 1, 0, -1):
        if kinds[index] is _Piece.RETRACTION:
            return index
        if kinds[index] is _Piece.ANSWER and said.words[pieces[index][0]] in vocabulary.VOIDING:
            return index
    return 0


def _is_list(key: Key, said: Said, pieces: Sequence[tuple[int, int]], kinds: Sequence[_Piece]) -> bool:
    """Whether the pieces that are no remarks look like more answers.

    One of them may be a remark all the same ("Vienna, Austria"), but beside a person it is somebody else.
    """
    starts = [start for start, _ in pieces]
    items = 0
    for index, kind in enumerate(kinds):
        if kind is _Piece.OTHER:
            parted = starts[index] if index else starts[1]
            items += parted in said.listed
    return items > 1 or (items == 1 and key.kind is Kind.PERSON)


# --- one piece --------------------------------------------------------------------------------------------------------


def _remarked(key: Key, words: list[str], start: int, end: int) -> Verdict | None:
    """The verdict on an answer with a remark that nothing parts from it, as in `skyfall by adele`."""
    for at in range(start + 1, min(end, start + LONGEST_REMARK)):
        if _begins_remark(key, words[at]) and _is_remark(key, words[at:end]):
            verdict = judge_committed(key, words, start, at)
            if verdict.ruling is Ruling.RIGHT:
                return verdict
    return _after_copula(key, words, start, end) or _after_free_words(key, words, start, end)


def _begins_remark(key: Key, word: str) -> bool:
    return (
        word in vocabulary.CONNECTORS
        or word in vocabulary.OPEN_REMARKS
        or word == "not"
        or key.is_free(word)
        or _is_year(word)
    )


def _is_remark(key: Key, rest: Sequence[str]) -> bool:
    if len(rest) > LONGEST_REMARK or "or" in rest:
        return False
    _, ends = chatter.edges(rest, 0, len(rest))
    first, rest = rest[0], rest[: ends[-1]]  # what only trails it ("… not sure") takes nothing back
    if _ends_in_retraction(rest):  # "zimmer lol no"
        return False
    if first == "not":  # "elmer bernstein not leonard"
        return 1 < len(rest) <= 4 and rest[1] not in vocabulary.REMARK_WORDS and key.words.isdisjoint(rest)
    if not vocabulary.NEGATIONS.isdisjoint(rest[1:]) or key.names_rival(rest):
        return False
    if all(key.is_free(word) or _is_year(word) for word in rest):
        return any(word not in SMALL for word in rest)
    if first in vocabulary.CONNECTORS:
        return _ties(key, first, rest[1:])
    return first in vocabulary.OPEN_REMARKS and not key.brief


def _ties(key: Key, connector: str, who: Sequence[str]) -> bool:
    """Whether the words behind a connector name somebody or something, as in `by lady gaga and bradley cooper`."""
    named = [word for word in who if word != "and" and not (word == "the" and (connector == "by" or not key.brief))]
    if key.brief and (connector == "from" or (connector == "with" and len(named) < _FULL_NAME)):
        return False  # "drive from work", "once with mates"
    return 0 < len(named) <= _MOST_NAMED and vocabulary.NO_NAME.isdisjoint(named)


_FULL_NAME = 2
_MOST_NAMED = 6


def _is_year(word: str) -> bool:
    """Whether a word is the year of a work, which may stand behind its title."""
    return len(word) == 4 and word.isdigit() and "1900" <= word <= "2030"


def _after_copula(key: Key, words: list[str], start: int, end: int) -> Verdict | None:
    """The verdict on what follows `its` and the like, as in `mamma mia its kondo`."""
    for at in range(end - 2, start, -1):
        if words[at] in vocabulary.COPULAS or (words[at] == "so" and not key.brief):
            before = words[start:at]
            if not vocabulary.NO_ANSWER.isdisjoint(before) or not vocabulary.NEGATIONS.isdisjoint(before):
                return None
            verdict = judge_committed(key, words, at + 1, end)
            return verdict if verdict.ruling is Ruling.RIGHT else None
    return None


def _after_free_words(key: Key, words: list[str], start: int, end: int) -> Verdict | None:
    """The verdict on what follows words of the question, as in `oscar for best song`; no first name is one."""
    if key.kind is Kind.PERSON:
        return None
    at = start
    while at < min(end - 1, start + _FREE_BEFORE) and key.is_free(words[at]):
        at += 1
        verdict = judge_committed(key, words, at, end)
        if verdict.ruling is Ruling.RIGHT:
            return verdict
    return None
