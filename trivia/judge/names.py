"""People by their names: the surname alone, initials, the surname first, nicknames; never a wrong first name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from trivia.judge.forms import slips
from trivia.judge.vocabulary import NO_NAME, phrases, word_set
from trivia.text import fold

PARTICLES = word_set(
    """
    abu af al ap av ben bin bint d da dal das de del dela della den der des di do dos du e el ibn la le les mac mc o
    op san st ten ter van vande vander vom von y zu zur
    """
)
"""Words that belong to the surname after them and may be left out or kept."""

TITLES = word_set(
    """
    big chan daddy dame doctor don dona dr frau garu goat great herr ji king kun lady legendary lord madame maestro
    master miss mister mme monsieur mr mrs ms nim papa prof professor queen sahab saheb saint sama san senor senora
    sensei signor signora sir ssi uncle
    """
)
"""Forms of address around a name."""

GENERATIONS = word_set("jr junior sr senior ii iii iv")

ENDINGS = tuple(
    fold(ending)
    for ending in (
        *("さん", "さま", "様", "先生", "氏", "くん", "君", "ちゃん", "씨", "님", "선생님"),
        *("です", "ですね", "だよ", "かな"),
    )
)
"""Forms of address, and of saying that it is so, that are written onto a name."""

NICKNAMES = phrases(
    """
    alec alex alexander sasha xander | alex alexandra sandra | andrew andy drew | anthony antony tony
    ben benjamin benny | charles charlie chas chuck | chris christopher kit | chris chrissy christine
    dan daniel danny | dave david davy | dimitri dimitry dmitri dmitry | don donald donny | doug douglas
    ed eddie edward ned ted | beth betty eliza elizabeth liz lizzie | francis frank | frank franklin
    fred freddie freddy frederick | fred frederic | gabe gabriel | gerald gerry jerry | greg gregory
    hal harold harry | hank harry henry | ike isaac | jacob jake | james jamie jim jimmy | jeff jeffrey
    geoff geoffrey jeff | jen jennifer jenny | jerome jerry | jack john johnny jon | johnny jon jonathan
    joe joey joseph | josh joshua | jules julian | kate katherine kathryn kathy katie | ken kenneth kenny
    larry lars laurence lawrence | len lenny leo leonard | leo leopold | les leslie | lou louie louis
    maggie margaret meg peggy | matt matthew | michael mick mickey micky mike | nat nate nathan nathaniel
    nicholas nick nicky nicolas | oliver ollie | pat patricia patty trish | paddy pat patrick | pete peter
    phil philip phillip | rach rachel | ray raymond | dick rich richard richie rick ricky | bob rob robert
    bobby robbie robert | ron ronald ronnie | rudolph rudy | sam sammy samuel | sam samantha | sid sidney
    stan stanley | stephen steve steven stevie | sue susan suzy | terence terry | ted teddy theo theodore
    thomas tom tommy | tim timothy | val valentine | vic victor | vicky victoria | vince vincent | wally walt walter
    bill billy will william willie | zach zachary zack | wolfgang wolfie | max maximilian | bastian seb sebastian
    johan johann | jose pepe | maurice morris | giuseppe joe | hilda hildur | les lesley
    """
)
"""First names and what their bearers are called."""

_NICKNAMED = {
    name: frozenset(other for names in NICKNAMES if name in names for other in names)
    for name in {name for names in NICKNAMES for name in names}
}


class Named(IntEnum):
    """Which part of a name a guess gives, least first."""

    NOTHING = 0
    WRONG_FIRST = 1
    FIRST_ALONE = 2
    SURNAME = 3
    FULL = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name of more than one word: `given` names, `particles` and the `surname`."""

    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    generation: str = ""

    @classmethod
    def of(cls, heard: Sequence[str]) -> Name | None:
        """The name that these words are; None for one word (a mononym is compared as it stands)."""
        words = [word for word in heard if word not in TITLES or len(heard) < 3]
        generation = ""
        while len(words) > 2 and words[-1] in GENERATIONS:
            generation = words.pop()
        if len(words) < 2 or any(word in ("and", "or", "the") for word in words):
            return None
        *before, surname = words
        start = len(before)
        while start > 1 and before[start - 1] in PARTICLES:
            start -= 1
        return cls(tuple(before[:start]), tuple(before[start:]), surname, generation)

    @property
    def alone(self) -> tuple[str, ...]:
        """The surname as it may stand alone: without and with its particles, without spaces."""
        return self.surname, "".join((*self.particles, self.surname))

    def named_by(self, heard: Sequence[str], factor: float) -> Named:
        """Which part of this name the words of a guess give; `factor` stretches the budget for slips."""
        words = _bare(heard)
        if not words or len(words) > 6:
            return Named.NOTHING
        if heard[-1] in GENERATIONS and self.generation and _generation(heard[-1]) != _generation(self.generation):
            return Named.WRONG_FIRST
        taken = next((count for count in range(1, len(words) + 1) if self._is_surname(words[-count:], factor)), 0)
        if taken == len(words):
            return Named.SURNAME
        named = self._given(words[:-taken], factor) if taken else Named.NOTHING
        if named is not Named.FULL and self._is_surname_first(words, factor):
            return Named.FULL
        if named is Named.NOTHING and self._is_first_alone(words, factor):
            return Named.FIRST_ALONE
        return named

    def _is_surname(self, words: Sequence[str], factor: float) -> bool:
        joined = "".join(words)
        if slips(joined, self.surname, factor):
            return True
        return bool(self.particles) and slips(joined, "".join((*self.particles, self.surname)), factor)

    def _given(self, before: Sequence[str], factor: float) -> Named:
        """Whether the words before the surname are some of the given names, in order, or their initials."""
        initials = {particle[0] for particle in self.particles} if len(before) > 1 else set[str]()
        words = [
            word for word in before if (word not in PARTICLES and word not in initials) or word in self.given
        ] or list(before)
        if not words or self._are_given(words, factor):
            return Named.FULL
        return Named.WRONG_FIRST

    def _are_given(self, words: Sequence[str], factor: float) -> bool:
        if slips("".join(words), "".join(self.given), factor) and _first_letters_agree(words[0], self.given[0]):
            return True
        initials = "".join(name[0] for name in self.given)
        if "".join(words) in (initials, initials[:1]):
            return True
        if len(words) == 2 and len(self.given) == 1 and is_first_name(words[0], self.given[0], factor):
            return words[1] not in NO_NAME  # a middle name that the answer leaves out
        at = 0
        for word in words:
            while at < len(self.given) and not is_first_name(word, self.given[at], factor):
                at += 1
            if at == len(self.given):
                return False
            at += 1
        return True

    def _is_surname_first(self, words: Sequence[str], factor: float) -> bool:
        return any(
            self._is_surname(words[:count], factor) and self._are_given(words[count:], factor)
            for count in range(1, len(words))
        )

    def _is_first_alone(self, words: Sequence[str], factor: float) -> bool:
        return "".join(words) in ("".join(self.given), self.given[0]) or (
            len(words) == 1 and len(words[0]) > 1 and is_first_name(words[0], self.given[0], factor)
        )

    def distance(self, heard: Sequence[str], *, surname: bool) -> int:
        """The edits between the words of a guess and this name, or its `surname`, however it is written."""
        mine = "".join(_bare(heard))
        last = "".join((*self.particles, self.surname))
        given = "".join(self.given)
        ways = (self.surname, last) if surname else (given + last, last + given, given + self.surname)
        return min(OSA.distance(mine, way) for way in ways)


def is_first_name(mine: str, theirs: str, factor: float) -> bool:
    """Whether a first name is another: the same, its initial, a nickname, or a slip of it."""
    if mine == theirs or (len(mine) == 1 and mine == theirs[0]):
        return True
    if len(theirs) == 1:
        return mine[0] == theirs
    if factor and theirs in _NICKNAMED.get(mine, ()):
        return True
    return slips(mine, theirs, factor)


def _first_letters_agree(mine: str, theirs: str) -> bool:
    return mine[0] == theirs[0] or sorted(mine[:2]) == sorted(theirs[:2])


def _generation(word: str) -> str:
    return {"junior": "jr", "ii": "jr", "senior": "sr"}.get(word, word)


def _bare(heard: Sequence[str]) -> list[str]:
    words = [word for word in heard if word not in TITLES] or list(heard)
    while len(words) > 1 and words[-1] in GENERATIONS:
        words.pop()
    return words


def without_honorific(word: str) -> str:
    """A word without the form of address that is written onto it, as in 久石さん."""
    if word.isascii():
        return word
    ending = next((ending for ending in ENDINGS if word.endswith(ending) and len(word) > len(ending) + 1), "")
    return word[: len(word) - len(ending)]


def han_surname(heard: Sequence[str]) -> str:
    """The surname of a Japanese name that is written in one word: its first two characters; empty for others."""
    if len(heard) != 1 or not 3 <= len(name := heard[0]) <= 6:
        return ""
    return name[:2] if all("\u3040" <= letter <= "\u9fff" for letter in name) and name[1] >= "\u4e00" else ""
