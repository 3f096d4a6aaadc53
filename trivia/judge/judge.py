"""The way of a guess at one answer, from what was typed to the verdict."""

from __future__ import annotations

from collections.abc import Iterable

from trivia.judge import chatter, vocabulary
from trivia.judge.committed import judge_committed
from trivia.judge.figures import judge_figures
from trivia.judge.hearing import Said, hear
from trivia.judge.key import Key, compiled
from trivia.judge.remarks import judge_remarked
from trivia.judge.verdict import (
    EMPTY,
    EXACT,
    LONGEST,
    NEGATED,
    NO,
    RIVAL,
    RULED_OUT,
    SEVERAL,
    TALK,
    TOO_LONG,
    WRONG_FIRST_NAME,
    Ruling,
    Strictness,
    Verdict,
)
from trivia.question import Answer, Kind

_MOST_WORDS = 30
_TALKATIVE = 6
"""A message of more words that is near nothing is talk."""


class Judge:
    """One answer, compiled once a round and used for every guess.

    `rivals` are wrong answers that the bank knows; words of the `question` may be said beside the answer.
    """

    def __init__(
        self,
        answer: Answer,
        kind: Kind,
        rivals: Iterable[str] = (),
        strictness: Strictness = Strictness.NORMAL,
        question: str = "",
    ) -> None:
        self._key = compiled(answer, kind, rivals, strictness, question)

    @property
    def key(self) -> Key:
        """What was compiled of the answer."""
        return self._key

    def judge(self, guess: str) -> Verdict:
        """The verdict on what a player said; any text is fine, and none raises."""
        key = self._key
        if len(guess) > LONGEST:
            return TOO_LONG
        said = hear(guess)
        if not said.words:
            return EXACT if guess.strip() in key.signs else EMPTY
        whole = "".join(said.words)
        if whole in key.out:
            return RULED_OUT
        if whole in key.right:
            return key.right[whole]
        if whole in key.wrong:
            return RIVAL
        if len(said.words) > _MOST_WORDS:
            return TOO_LONG
        return judge_figures(key, said) if key.values else self._judge_words(said)

    def _judge_words(self, said: Said) -> Verdict:
        corrected = chatter.after_correction(said, self._key.right)
        if corrected is not None:
            verdict = self._judge_meant(corrected.said)
            if verdict.ruling is Ruling.RIGHT or corrected.decides:
                return verdict
        return self._judge_meant(said)

    def _judge_meant(self, said: Said) -> Verdict:
        """The verdict on a message that takes nothing back."""
        key = self._key
        verdict = judge_committed(key, said.words, 0, len(said.words))
        if verdict.ruling is Ruling.RIGHT or verdict in (RULED_OUT, RIVAL):
            return verdict
        if said.starts or not key.words.isdisjoint(said.words):
            remarked = judge_remarked(key, said)
            if remarked is not None:
                return remarked
        return self._reason(said, verdict)

    def _reason(self, said: Said, verdict: Verdict) -> Verdict:
        """The reason that fits best where nothing made a message right."""
        words = said.words
        if verdict.ruling is Ruling.CLOSE:
            return verdict
        if verdict is not RIVAL and not vocabulary.ASKING.isdisjoint(words) and len(words) > 2:
            return TALK
        if not self._key.words.isdisjoint(words):
            if not vocabulary.NEGATIONS.isdisjoint(words):
                return NEGATED
            if "or" in words:
                return SEVERAL
        talks = verdict is WRONG_FIRST_NAME and not vocabulary.NO_NAME.isdisjoint(words)
        return TALK if talks or (verdict is NO and len(words) > _TALKATIVE) else verdict
