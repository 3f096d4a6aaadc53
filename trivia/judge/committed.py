"""The verdict on words that are all meant as one answer."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from trivia.judge import chatter
from trivia.judge.forms import Form, Nearness, may_slip, nearness
from trivia.judge.key import Key, Rival
from trivia.judge.names import Name, Named, without_honorific
from trivia.judge.numerals import SPELLED
from trivia.judge.verdict import (
    FIRST_NAME,
    NEAR,
    NO,
    NUMBER,
    RIVAL,
    RULED_OUT,
    SPELT,
    SURNAME,
    TYPO,
    WORD_SHORT,
    WORD_TOO_MANY,
    WRONG_FIRST_NAME,
    Ruling,
    Verdict,
)

_NEAR_MISSES = {
    Nearness.SLIP: WORD_SHORT,
    Nearness.NEAR: NEAR,
    Nearness.MISSING_WORD: WORD_SHORT,
    Nearness.EXTRA_WORD: WORD_TOO_MANY,
}


def judge_committed(key: Key, words: list[str], start: int, end: int) -> Verdict:
    """The verdict on the words from `start` to `end`, once what people say around an answer is taken off."""
    starts, ends = chatter.edges(words, start, end)
    for first in starts:
        for last in ends:
            joined = "".join(words[first:last])
            if joined in key.right or joined in key.out or joined in key.wrong:
                return _known(key, joined)
    verdict = _compared(key, words[starts[-1] : ends[-1]])
    if verdict.ruling is not Ruling.RIGHT and _may_belong(key, words[start : starts[-1]] + words[ends[-1] : end]):
        # What was taken off may belong to the answer: "Is It You", "World War One".
        cuts = {(starts[0], ends[-1]), (starts[-1], ends[0]), (starts[0], ends[0])} - {(starts[-1], ends[-1])}
        for first, last in cuts:
            other = _compared(key, words[first:last])
            if other.ruling is Ruling.RIGHT:
                return other
    return verdict


def _may_belong(key: Key, taken_off: list[str]) -> bool:
    """Whether some of what was taken off may be words of the answer: its own, a number, or one taken for laughter."""
    return any(word in key.words or word in SPELLED or chatter.is_laughter(word) for word in taken_off)


def _known(key: Key, joined: str) -> Verdict:
    """The verdict on something that needs no comparison, `joined` without spaces."""
    return RULED_OUT if joined in key.out else key.right.get(joined, RIVAL)


def _compared(key: Key, core: list[str]) -> Verdict:
    mine = Form.of(core)
    if mine.joined in key.right or mine.joined in key.out or mine.joined in key.wrong:
        return _known(key, mine.joined)
    best = _as_name(key, core) if key.names else NO
    for form in key.forms:
        if best.ruling is Ruling.RIGHT:
            return best
        verdict = _as_form(key, core, mine, form)
        if verdict.ruling is not Ruling.WRONG or best is NO:
            best = verdict
    return SPELT if best.ruling is not Ruling.RIGHT and _has_initials(key, core) else best


def _as_form(key: Key, core: list[str], mine: Form, form: Form) -> Verdict:
    near = nearness(mine, form, key.factor)
    if not core[-1].isascii() and (bare := without_honorific(core[-1])) != core[-1]:
        near = max(near, nearness(Form.of([*core[:-1], bare]), form, key.factor))
    if near is Nearness.SAME:
        return SPELT
    # A word of a listed answer is a part of that one, and no slip of another.
    if near is Nearness.SLIP and not (len(core) == 1 and core[0] in key.words):
        return _unless_rival(key, mine, form)
    if near is Nearness.FAR:
        return NUMBER if form.figures and mine.figures != form.figures else NO
    return _NEAR_MISSES[near]


def _unless_rival(key: Key, mine: Form, theirs: Form) -> Verdict:
    """A slip is forgiven, unless what was said is as near to a wrong answer that the bank knows."""
    own = OSA.distance(mine.joined, theirs.joined)
    for rival in key.rivals:
        if rival.figures == mine.figures:
            distance = OSA.distance(mine.joined, rival.joined, score_cutoff=own)
            if distance <= own:
                return RIVAL if distance < own else NEAR
    return TYPO


def _as_name(key: Key, core: list[str]) -> Verdict:
    best, name = max(((name.named_by(core, key.factor), name) for name in key.names), key=lambda found: found[0])
    match best:
        case Named.FULL | Named.SURNAME:
            return _unless_other_person(key, core, name, best)
        case Named.FIRST_ALONE:
            return FIRST_NAME
        case Named.WRONG_FIRST:
            return WRONG_FIRST_NAME
        case Named.NOTHING:
            return NO


def _unless_other_person(key: Key, core: list[str], name: Name, named: Named) -> Verdict:
    """People are told apart by what was said of their names."""
    alone = named is Named.SURNAME
    own = name.distance(core, surname=alone)
    if own == 0:
        return SURNAME if alone else SPELT
    joined = "".join(core)
    for rival in key.rivals:
        other = _distance_from_person(joined, core, rival, named, key.factor)
        if other is not None and other <= own and not (alone and rival.surname == name.surname):
            return RIVAL if other < own else NEAR
    return SURNAME if alone else TYPO


def _distance_from_person(joined: str, core: list[str], rival: Rival, named: Named, factor: float) -> int | None:
    """The edits between what was said and a rival, where that was named as fully; None where it was not."""
    if not rival.surname:
        return OSA.distance(joined, rival.joined)
    if not any(may_slip(word, rival.surname) for word in (core[-1], core[0], joined)):
        return None
    other = rival.name
    if other is None or other.named_by(core, factor) < named:
        return None
    return other.distance(core, surname=named is Named.SURNAME)


def _has_initials(key: Key, core: list[str]) -> bool:
    """Whether a name among texts was said with initials, as `jd salinger` for Jerome David Salinger."""
    if len(core) < 2:
        return False
    initials, last = "".join(core[:-1]), core[-1]
    return len(last) > 3 and any(
        words[-1] == last and initials == "".join(word[0] for word in words[:-1]) for words in key.initialled
    )
