"""How two strings are made comparable: case, accents, markup, look-alikes and stretched letters fall away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "ı": "i",
    "ŋ": "n",
    "ə": "e",
    "ɑ": "a",
    "ɡ": "g",
    "æ": "ae",
    "œ": "oe",
    "ß": "ss",
    "þ": "th",
    "ᴀ": "a",
    "ʙ": "b",
    "ᴄ": "c",
    "ᴅ": "d",
    "ᴇ": "e",
    "ꜰ": "f",
    "ɢ": "g",
    "ʜ": "h",
    "ɪ": "i",
    "ᴊ": "j",
    "ᴋ": "k",
    "ʟ": "l",
    "ᴍ": "m",
    "ɴ": "n",
    "ᴏ": "o",
    "ᴘ": "p",
    "ʀ": "r",
    "ꜱ": "s",
    "ᴛ": "t",
    "ᴜ": "u",
    "ᴠ": "v",
    "ᴡ": "w",
    "ʏ": "y",
    "ᴢ": "z",
}
"""Latin letters that Unicode does not take apart, and small capitals, each with what people type for it."""

LOOK_ALIKES = {
    "а": "a",
    "в": "b",
    "с": "c",
    "ԁ": "d",
    "е": "e",
    "һ": "h",
    "і": "i",
    "ј": "j",
    "к": "k",
    "м": "m",
    "н": "h",
    "о": "o",
    "р": "p",
    "ԛ": "q",
    "ѕ": "s",
    "т": "t",
    "ѵ": "v",
    "ԝ": "w",
    "х": "x",
    "у": "y",
    "α": "a",
    "β": "b",
    "ε": "e",
    "η": "n",
    "ι": "i",
    "κ": "k",
    "ν": "v",
    "ο": "o",
    "ρ": "p",
    "τ": "t",
    "υ": "u",
    "χ": "x",
    "ω": "w",
}
"""Cyrillic and Greek letters that look like Latin ones; they count as those only inside words with Latin letters."""

APOSTROPHES = "'’‘ʼ`´′＇"

_LETTERS = str.maketrans(LETTERS)
_LOOK_ALIKES = str.maketrans(LOOK_ALIKES)
_SILENT = str.maketrans(dict.fromkeys([*map(ord, APOSTROPHES), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF], None))
_INVISIBLE = str.maketrans(dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF], None))
_MARKUP = re.compile(r"<a?:\w+:\d+>|<[@#][!&]?\d+>|<t:\d+(?::\w)?>|</[\w -]+:\d+>|:[a-z0-9_+-]{2,}:|<3+")
_FRACTION = re.compile("[¼-¾⅐-⅞]")
_LINK = re.compile(r"https?://\S+")
_STRETCHED = re.compile(r"([^\W\d_ivx])\1{2,}|([ivx])\2{3,}")  # iii and xxx are numbers
_MIXED = re.compile(r"[a-z][^\W\d_a-z]|[^\W\d_a-z][a-z]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_GAPS = re.compile(r"[\W_]+")

LINK = " \N{LINK SYMBOL}link "
"""What stands for a web address: a word that is in no answer."""


def folded(text: str) -> str:
    """`text` with its characters folded; punctuation stays, apostrophes and markup go."""
    bare = text.lower().replace("'", "").replace("`", "") if text.isascii() else _folded_characters(text)
    if "<" in bare or ":" in bare:
        bare = _MARKUP.sub(" ", _LINK.sub(LINK, bare))
    return _STRETCHED.sub(r"\1\2", bare) if _STRETCHED.search(bare) else bare


def fold(text: str) -> str:
    """`text` with nothing left that people may type either way: words in lower case, one space apart."""
    return _GAPS.sub(" ", folded(text)).strip()


def _folded_characters(text: str) -> str:
    bare = _NOT_ASCII.sub(_folded_run, text).lower().translate(_SILENT)
    return bare if bare.isascii() or not _MIXED.search(bare) else _WORD.sub(_unmasked, bare)


def _folded_run(run: re.Match[str]) -> str:
    return _folded_letters(run[0])


@lru_cache(maxsize=4_096)
def _folded_letters(run: str) -> str:
    """Characters that are not ASCII, folded; most messages repeat a few of them."""
    visible = _FRACTION.sub(r" \g<0>", run.translate(_INVISIBLE))
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", visible).casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _unmasked(word: re.Match[str]) -> str:
    """A word in which letters of other alphabets stand among Latin ones, with the Latin ones they look like."""
    return word[0].translate(_LOOK_ALIKES) if _MIXED.search(word[0]) else word[0]
