"""The verdict on a guess at the members of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trivia.judge import chatter, vocabulary
from trivia.judge.amounts import amounts, digits, value_of
from trivia.judge.committed import judge_committed
from trivia.judge.hearing import Said, hear
from trivia.judge.judge import Judge
from trivia.judge.names import PARTICLES
from trivia.judge.verdict import (
    EMPTY,
    LONGEST,
    NEGATED,
    NO,
    TOO_LONG,
    WHICH,
    ListVerdict,
    Ruling,
    Strictness,
    Verdict,
)
from trivia.question import Answer, Kind
from trivia.text import fold

_MOST_WORDS = 40
"""A message with more words is talk."""


class ListJudge:
    """The members of a list question, compiled once a round and used for every guess."""

    def __init__(
        self,
        members: Sequence[Answer],
        need: int,
        rivals: Iterable[str] = (),
        strictness: Strictness = Strictness.NORMAL,
        question: str = "",
    ) -> None:
        self._need = need
        rivals = tuple(rivals)
        kind = Kind.PERSON if _are_people(members) else Kind.TEXT
        self._judges = tuple(Judge(member, kind, rivals, strictness, question) for member in members)
        self._ways: dict[str, set[int]] = {}
        for index, judge in enumerate(self._judges):
            for way in judge.key.right:
                self._ways.setdefault(way, set()).add(index)
        values = [value_of(member.text) for member in members]
        self._values = {value: index for index, value in enumerate(values) if value is not None and None not in values}
        texts = (text for member in members for text in (member.text, *member.accept))
        self._longest = max((len(hear(text).words) for text in texts), default=1) + 1

    def judge(self, guess: str, found: frozenset[int] = frozenset()) -> ListVerdict:
        """Which members `guess` names; `found` are known already. One wrong name among them spoils the guess.

        More members than are needed count up to what is needed.
        """
        if len(guess) > LONGEST:
            return _list(TOO_LONG)
        said = hear(guess)
        if not said.words:
            return _list(EMPTY)
        if len(said.words) > _MOST_WORDS:
            return _list(TOO_LONG)
        named = self._named(said)
        if isinstance(named, Verdict):
            return _list(named)
        fresh = tuple(dict.fromkeys(member for member in named if member not in found))
        if not fresh:
            return ListVerdict(Ruling.WRONG, "that has been named already")
        return ListVerdict(Ruling.RIGHT, "that is on the list", fresh[: max(0, self._need - len(found))])

    def _named(self, said: Said) -> list[int] | Verdict:
        corrected = chatter.after_correction(said, self._ways)
        said = corrected.said if corrected else said
        if self._values:
            return self._numbers(said.words)
        named = self._in_part(said.words)  # members may hold commas and `and` themselves
        return named if not isinstance(named, Verdict) else self._in_parts(said)

    def _numbers(self, words: list[str]) -> list[int] | Verdict:
        found = [value for value, _, _ in amounts(digits(words))]
        if not vocabulary.NEGATIONS.isdisjoint(words):
            return NEGATED
        if any(value not in self._values for value in found):
            return _NOT_LISTED if len(found) > 1 else NO
        return [self._values[value] for value in found] or NO

    def _in_parts(self, said: Said) -> list[int] | Verdict:
        named: list[int] = []
        for words, aside in _parts(said):
            found = self._in_part(words)
            if isinstance(found, Verdict):
                remark = aside or (len(set(named)) >= self._need and not vocabulary.REMARK_WORDS.isdisjoint(words))
                if not remark:
                    return found if not named else _NOT_LISTED
            else:
                named += found
        return named or NO

    def _in_part(self, words: list[str]) -> list[int] | Verdict:
        """The members that a part of the message names one after another."""
        whole = self._member(words)
        if isinstance(whole, int):
            return [whole]
        if chatter.is_chatter(words, 0, len(words)):
            return []
        starts, ends = chatter.edges(words, 0, len(words))
        core = words[starts[-1] : ends[-1]]
        return self._in_a_row(core, whole) if vocabulary.NEGATIONS.isdisjoint(core) else NEGATED

    def _in_a_row(self, words: list[str], whole: Verdict) -> list[int] | Verdict:
        named: list[int] = []
        at, end = 0, len(words)
        while at < end:
            stop, member = self._next_member(words, at, end)
            if member is not None:
                named.append(member)
            elif not _is_filler(words[at]):
                return _NOT_LISTED if named else whole
            at = stop
        return named or whole

    def _next_member(self, words: list[str], at: int, end: int) -> tuple[int, int | None]:
        """The member that is named at this word, by as many words as it may take, and where the next one begins."""
        for stop in range(min(end, at + self._longest), at, -1):
            member = self._member(words[at:stop])
            if isinstance(member, int):
                return stop, member
        return at + 1, None

    def _member(self, words: list[str]) -> int | Verdict:
        """The member that these words name; WHICH where they fit several, else why they name none."""
        exact = self._ways.get("".join(words), ())
        if len(exact) == 1:
            return next(iter(exact))
        near = exact or [index for index, judge in enumerate(self._judges) if judge.key.could_be(words)]
        verdicts = {index: judge_committed(self._judges[index].key, words, 0, len(words)) for index in near}
        right = [index for index, verdict in verdicts.items() if verdict.ruling is Ruling.RIGHT]
        if right:
            return right[0] if len(right) == 1 else WHICH
        return next((verdict for verdict in verdicts.values() if verdict.ruling is Ruling.CLOSE), NO)


_NOT_LISTED = Verdict(Ruling.WRONG, "one of them is not on the list")
_FILLERS = frozenset(("and", "a", "an", "the", "also", "plus", "then", "with", "both", "all", "or"))


def _is_filler(word: str) -> bool:
    return word in _FILLERS or word.isdigit()


def _parts(said: Said) -> list[tuple[list[str], bool]]:
    """The pieces of a message, each cut at `and`, and whether they stand in brackets."""
    parts: list[tuple[list[str], bool]] = []
    for start, end in said.pieces():
        part: list[str] = []
        for word in said.words[start:end]:
            if word == "and":
                parts.append((part, start in said.asides))
                part = []
            else:
                part.append(word)
        parts.append((part, start in said.asides))
    return [(part, aside) for part, aside in parts if part]


def _list(verdict: Verdict) -> ListVerdict:
    return ListVerdict(verdict.ruling, verdict.why)


def _are_people(members: Sequence[Answer]) -> bool:
    """Whether the members look like names, as far as they have more than one word."""
    several = [member.text for member in members if len(member.text.split()) > 1]
    return bool(several) and all(_is_name(text) for text in several)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        len(words) < 5
        and words[0] not in ("A", "An", "The")
        and all(word[:1].isupper() or fold(word) in PARTICLES for word in words)
    )
