"""A message is cut into words, and what parts them is noted."""

from __future__ import annotations

import re
from typing import NamedTuple

from trivia.judge.vocabulary import word_set
from trivia.text import LINK, folded

_PARTS = re.compile(
    r"\d+(?:[.,]\d+)*[^\W_]*"  # 1986, 44,100, 44.1khz, 19th
    r"|(?:[^\W_]|[\u0900-\u109f\u1780-\u17ff])+"  # words, with the vowel signs of scripts that write them as marks
    r"|[^\w\s]+"
)
_PLAIN = re.compile(r"[a-z0-9 ]*")
_SIMPLE = re.compile(r"[a-z ]+(?:[,?!]+ [a-z ]+)*")
_ENDS = re.compile(r"([,?!]+) ")
_AROUND = " ?!."
"""Signs that part nothing where a message begins or ends with them."""
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_MENTION = re.compile(r"@\w+")
_TITLE_SIGNS = frozenset('-_*`~|<>"“”„«»#@:%·・.•‐‑={}^°$€£\N{VARIATION SELECTOR-16}')
"""Signs inside titles, abbreviations and Discord's markup: they part words and nothing more."""
_DASHES = frozenset("-|=•·")
"""Of those, the ones that part pieces where they stand alone between spaces."""
_LIST_SIGNS = frozenset(",;?|")
_AND = frozenset("&+")
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
_ABBREVIATIONS = word_set("dr mr mrs ms st jr sr vs vol pt no nr ep ft feat mt prof sgt op")


class Said(NamedTuple):
    """What was said: its words, and at which of them (their indexes) a new piece begins.

    `listed` are the starts before which stands what parts the items of a list; `asides` those of pieces in brackets.
    """

    words: list[str]
    starts: list[int]
    listed: frozenset[int] = frozenset()
    asides: frozenset[int] = frozenset()

    def pieces(self) -> list[tuple[int, int]]:
        """The pieces as ranges of words."""
        return list(zip([0, *self.starts], [*self.starts, len(self.words)], strict=True))

    def parts(self) -> list[list[str]]:
        """The pieces as words."""
        return [self.words[start:end] for start, end in self.pieces()]

    def after(self, at: int) -> Said:
        """What was said from this word on."""
        return Said(
            self.words[at:],
            [start - at for start in self.starts if start > at],
            frozenset(start - at for start in self.listed if start > at),
            frozenset(start - at for start in self.asides if start > at),
        )


def hear(text: str) -> Said:
    """The words of `text`, folded; `&` and `+` are heard as and, `/` as or."""
    bare = folded(text).strip(_AROUND)
    if _PLAIN.fullmatch(bare) and " aka " not in bare:
        return Said(bare.split(), [])
    if _SIMPLE.fullmatch(bare) and " aka " not in bare:
        return _hear_simple(bare)
    if "@" in bare:
        bare = _MENTION.sub(" ", bare)
    ear = _Ear(bare.replace("\n", " ; ") if "\n" in bare else bare)
    for match in _PARTS.finditer(ear.text):
        part = match[0]
        if part[0].isalnum() or part.isalnum() or (part[0] > "\u0900" and part[0].isprintable() and part[-1].isalpha()):
            ear.hear_word(part)
        else:
            ear.hear_signs(part, match.start(), match.end())
    return ear.said()


def _hear_simple(bare: str) -> Said:
    """The words of a message in which commas and the ends of sentences are all that parts them."""
    words: list[str] = []
    starts: list[int] = []
    listed: list[int] = []
    for part in _ENDS.split(bare):
        if part[0] in ",?!":
            if words:
                starts.append(len(words))
                if "!" not in part:
                    listed.append(len(words))
        else:
            words += part.split()
    return Said(words, starts, frozenset(listed))


class _Ear:
    """What has been heard of a message so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words: list[str] = []
        self._starts: list[int] = []
        self._listed: set[int] = set()
        self._asides: set[int] = set()
        self._in_brackets = False

    def said(self) -> Said:
        if self._starts and self._starts[-1] == len(self._words):
            self._starts.pop()
        starts = frozenset(self._starts)
        return Said(self._words, self._starts, starts & self._listed, starts & self._asides)

    def hear_word(self, part: str) -> None:
        if part == "aka":
            self._part(listed=False)
        elif "," not in part:
            self._words.append(part)
        elif _THOUSANDS.match(part):
            self._words.append(part.replace(",", ""))
        else:
            for number in part.split(","):
                self._part(listed=True)
                self._words.append(number)

    def hear_signs(self, signs: str, start: int, end: int) -> None:
        if signs in _AND:
            self._words.append("and")
        elif signs in ("/", "\\"):
            self._words.append("slash" if self._is_fraction(start, end) else "or")
        elif signs.startswith(LINK.strip()):
            self._words.append(signs)
        elif not _OPENING.isdisjoint(signs):
            self._part(listed=False)
            self._asides.add(len(self._words))
            self._in_brackets = True
        elif not _CLOSING.isdisjoint(signs):
            self._in_brackets = False
            self._part(listed=False)
        elif not self._in_brackets and self._ends_piece(signs, start, end):
            self._part(listed=_LIST_SIGNS.issuperset(signs))

    def _part(self, *, listed: bool) -> None:
        """A new piece begins at the next word."""
        at = len(self._words)
        if not at:
            return
        if not self._starts or self._starts[-1] != at:
            self._starts.append(at)
            if listed:
                self._listed.add(at)
        elif not listed:
            self._listed.discard(at)

    def _is_fraction(self, start: int, end: int) -> bool:
        """Whether a slash stands between short numbers, as in 24/7 and 5/4."""
        before, after = self.text[max(0, start - 3) : start], self.text[end : end + 3]
        return before[-1:].isdigit() and after[:1].isdigit() and not (before.isdigit() and after.isdigit())

    def _ends_piece(self, signs: str, start: int, end: int) -> bool:
        """Whether these signs end a piece of the message, rather than stand inside a title, a short form or markup."""
        if not _TITLE_SIGNS.issuperset(signs):
            return True
        if len(signs) > 1:
            return set(signs) == {"."}
        after = self.text[end : end + 1]
        if signs == ".":
            return after == " " and not self._is_abbreviation(start)
        return signs in _DASHES and self.text[start - 1 : start] == " " and after in (" ", "")

    def _is_abbreviation(self, stop: int) -> bool:
        """Whether the word before a full stop is an initial or a short form such as dr."""
        word = self.text[self.text.rfind(" ", 0, stop) + 1 : stop]
        return len(word) < 2 or word in _ABBREVIATIONS or word[-2:-1] == "."
