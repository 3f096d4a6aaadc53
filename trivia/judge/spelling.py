"""When two words are the same word: contractions, spellings, plurals, slips of the finger."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from trivia.judge.numerals import COUNTED
from trivia.judge.vocabulary import word_set


def _table(text: str) -> dict[str, str]:
    """Pairs `written: meant`, parted by `|` or on lines of their own."""
    pairs = (pair.partition(":") for line in text.splitlines() for pair in line.split("|") if pair.strip())
    return {written.strip(): meant.strip() for written, _, meant in pairs}


SAME = _table(
    """
    dont: do not | doesnt: does not | didnt: did not | cant: can not | cannot: can not | wont: will not
    isnt: is not | wasnt: was not | arent: are not | couldnt: could not | wouldnt: would not | shouldnt: should not
    havent: have not | hasnt: has not | aint: is not | im: i am | ive: i have | youre: you are | youve: you have
    theyre: they are | were: we are | weve: we have | hes: he is | shes: she is | its: it is | thats: that is
    theres: there is | whats: what is | wheres: where is | whos: who is | lets: let us | youll: you will
    itll: it will | hell: he will | theyll: they will | thatll: that will | youd: you would | wanna: want to
    gonna: going to | gunna: going to | gotta: got to | gimme: give me | lemme: let me | kinda: kind of
    sorta: sort of | outta: out of | lotta: lot of | dunno: do not know | cmon: come on | yall: you all
    imma: i am going to | u: you | ur: your | r: are | n: and | luv: love | nite: night | lite: light
    thru: through | tho: though | cuz: because | coz: because | em: them | til: till | teh: the | amd: and
    abt: about | c: see | ill: i will | id: i would | hte: the
    tje: the | adn: and | fo: of | wut: what | da: the | dat: that | ya: you | yer: your | ol: old | tonite: tonight
    dr: doctor | mr: mister | missus: mrs | missis: mrs | st: saint | mt: mount | vs: versus | pt: part
    vol: volume | ep: episode | bros: brothers | jr: junior | sr: senior | feat: featuring | ft: featuring
    op: opus | xmas: christmas | ok: okay | tv: television | prof: professor | capt: captain | sgt: sergeant
    v: versus | dept: department | theatre: theater | centre: center | programme: program | cheque: check
    tyre: tire | jewellery: jewelry | plough: plow | draught: draft | doughnut: donut | pyjamas: pajamas
    aluminium: aluminum | moustache: mustache | grey: gray | storey: story | mum: mom | gaol: jail | kerb: curb
    sceptic: skeptic | catalogue: catalog | dialogue: dialog | manoeuvre: maneuver | whisky: whiskey | colour: color
    favour: favor | honour: honor | rumour: rumor | humour: humor | harbour: harbor | labour: labor
    neighbour: neighbor | armour: armor | saviour: savior | odour: odor | vapour: vapor | splendour: splendor
    defence: defense | licence: license | offence: offense | travelling: traveling
    """
)
"""Words that are other words written another way. Every key is folded; none of the values is a key again."""

VARIANTS = {
    meant: tuple(written for written, other in SAME.items() if other == meant)
    for meant in SAME.values()
    if " " not in meant
}
"""Words with the other ways of writing them."""

SMALL = word_set("the a an and of in on to for at from with by is de la le el have")
"""Words that people drop and swap in titles: between content words they weigh little."""

UNSAID = word_set("the a an and")
"""Words that are never asked for."""

_VOWELS = frozenset("aeiouy")
_SOUNDS = ("ckq", "cs", "szx", "gj", "dt", "bp", "fvw", "mn", "iy", "ei", "ey", "ae", "ou", "uw")
_ALIKE = frozenset((one, other) for group in _SOUNDS for one in group for other in group if one != other)
"""Letters that are written for one another because they sound alike."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Pairs of letters next to each other on a QWERTY keyboard."""
    places = {letter: (row, column + row * 0.5) for row, keys in enumerate(_ROWS) for column, letter in enumerate(keys)}
    return frozenset(
        (one, other)
        for one, (row, column) in places.items()
        for other, (other_row, other_column) in places.items()
        if one != other and abs(row - other_row) <= 1 and abs(column - other_column) <= 1
    )


_NEAR_KEYS = _neighbours()
LONGEST_WEIGHED = 60
"""Longer strings are compared by their number of edits alone."""


def canonical(words: Sequence[str]) -> Sequence[str]:
    """`words` with contractions, abbreviations and spellings written one way, and without articles and `and`."""
    if not _TOUCHED.isdisjoint(words):
        written = " ".join([SAME.get(word, word) for word in words]).split()
        kept = [word for at, word in enumerate(written) if word not in UNSAID and not _is_number_sign(written, at)]
        words = kept or written
    for word in words:
        if word[-3:] == "ing":
            return [word[:-1] if word.endswith("ing") and len(word) > 5 else word for word in words]
    return words


_TOUCHED = frozenset(SAME) | UNSAID | COUNTED


def _is_number_sign(words: list[str], at: int) -> bool:
    """Whether a word only says that a number follows: `part 3`, `no 1`."""
    return words[at] in COUNTED and 0 < at + 1 < len(words) and words[at + 1].isdigit()


def _budget(length: int) -> float:
    if length < 3:
        return 0.0
    if length < 6:
        return 0.8 if length == 3 else 0.9
    if length < 9:
        return 1.2 if length == 6 else 1.5
    return min(2.0 + (length - 9) * 0.15, 5.0)


_CHEAPEST = 0.4
_LONGEST_BUDGETED = 40
_BUDGETS = tuple(_budget(length) for length in range(_LONGEST_BUDGETED + 1))
_EDITS = tuple(int(most / _CHEAPEST) for most in _BUDGETS)


def budget(length: int) -> float:
    """How much a slip may cost (see `slip`) in a right answer of this many letters."""
    return _BUDGETS[min(length, _LONGEST_BUDGETED)]


def edits(length: int) -> int:
    """The most single edits that can fit into the budget of this many letters."""
    return _EDITS[min(length, _LONGEST_BUDGETED)]


_FIRST_LETTER = 1.5


def slip(mine: str, theirs: str) -> float:
    """What it costs to have meant `theirs` and typed `mine`.

    A letter doubled or halved, two letters swapped, a vowel for another, a letter that sounds the same or lies next to
    it on the keyboard are cheap slips; any other letter wrong, missing or too many costs more, most of all the first.
    """
    if mine == theirs:
        return 0.0
    if len(mine) == len(theirs) > 5 and mine[0] == theirs[0] and sorted(mine) == sorted(theirs):
        return min(_weighed(mine, theirs), _JUMBLED)
    cost = _weighed(mine, theirs)
    if len(theirs) < _LONG_ENOUGH or cost < _SOUNDS_LIKE:
        return cost
    if (shared := _shared(mine, theirs)) > 6 and 0 < len(theirs) - shared < 4 and 0 < len(mine) - shared < 5:
        cost = min(cost, _OTHER_ENDING)
    ours, right = _sound(mine), _sound(theirs)
    return min(cost, _SOUNDS_LIKE + _weighed(ours, right)) if min(len(ours), len(right)) > 3 else cost


_LONG_ENOUGH = 5
_SOUNDS_LIKE = 0.8
"""What it costs to write a word by ear."""
_JUMBLED = 1.5
"""What it costs to type the letters of a word in another order."""
_OTHER_ENDING = 1.4
"""What it costs to end a long word another way, as in Argentinian for Argentine."""


_BY_EAR = (
    *(("tsch", "ch"), ("sch", "sh"), ("ph", "f"), ("ck", "k"), ("tz", "z"), ("dj", "j"), ("kh", "k"), ("gh", "g")),
    *(("th", "t"), ("cz", "ch"), ("qu", "kv"), ("x", "ks"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ie", "i")),
    *(("ey", "i"), ("ee", "i"), ("y", "i")),
)
"""Letters written one way or another for one sound, across the spellings of several languages."""


def _sound(word: str) -> str:
    """A word as it sounds, roughly."""
    for written, heard in _BY_EAR:
        word = word.replace(written, heard)
    return "".join(letter for at, letter in enumerate(word) if not at or word[at - 1] != letter)


def _shared(mine: str, theirs: str) -> int:
    """How many letters two strings begin with alike."""
    length = 0
    for ours, right in zip(mine, theirs, strict=False):
        if ours != right:
            break
        length += 1
    return length


def _weighed(mine: str, theirs: str) -> float:
    if max(len(mine), len(theirs)) > LONGEST_WEIGHED:
        return float(OSA.distance(mine, theirs))
    # What both begin and end with costs nothing, and most slips are a letter or two.
    begin = _shared(mine, theirs)
    end = _shared(mine[begin:][::-1], theirs[begin:][::-1])
    width, height = len(theirs) - begin - end, len(mine) - begin - end
    before: list[float] = []
    above = [0.0]
    for j in range(width):
        above.append(above[j] + _missing(theirs, begin + j))
    for i in range(begin, begin + height):
        row = [above[0] + _too_many(mine, i, "")]
        for column, j in enumerate(range(begin, begin + width), start=1):
            ours, right = mine[i], theirs[j]
            best = above[column - 1] + (0.0 if ours == right else _wrong(ours, right, first=j == 0))
            best = min(best, above[column] + _too_many(mine, i, right), row[-1] + _missing(theirs, j))
            if i > begin and column > 1 and ours == theirs[j - 1] and mine[i - 1] == right:
                best = min(best, before[column - 2] + _SWAPPED)
            row.append(best)
        before, above = above, row
    return above[-1]


_SWAPPED = 0.7


def _wrong(mine: str, right: str, *, first: bool) -> float:
    near = (mine, right) in _NEAR_KEYS
    alike = (mine, right) in _ALIKE
    vowels = mine in _VOWELS and right in _VOWELS
    cost = 0.75 if alike else 0.85 if near else 0.95 if vowels else 1.2
    return cost if not first else cost * (1.2 if alike or vowels else _FIRST_LETTER)


def _missing(theirs: str, at: int) -> float:
    letter = theirs[at]
    if at and theirs[at - 1] == letter:
        return 0.5
    if at == 0:
        return 1.0 if letter == "h" else 1.4
    if letter == "s" and at == len(theirs) - 1:
        return 0.4
    return 0.75 if letter in _VOWELS or letter == "h" else 1.0


def _too_many(mine: str, at: int, right: str) -> float:
    letter = mine[at]
    if letter == right or (at and mine[at - 1] == letter):
        return 0.5
    if at == 0:
        return 1.4
    if at == len(mine) - 1 and letter == "s":
        return 0.4
    if letter == "h":
        return 0.6
    if letter in _VOWELS or (at and (mine[at - 1], letter) in _NEAR_KEYS):
        return 0.9
    return 1.1
