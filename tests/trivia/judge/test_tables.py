"""The judge's tables: nothing in them is dead."""

import pytest
from num2words import num2words

from trivia import text
from trivia.judge import amounts, names, numerals, spelling, vocabulary
from trivia.judge.hearing import hear

PHRASES = {name: table for name, table in vars(vocabulary).items() if name.isupper() and isinstance(table, tuple)}
WORDS = {name: table for name, table in vars(vocabulary).items() if name.isupper() and isinstance(table, frozenset)}
KEYS = [
    numerals.UNITS,
    numerals.TENS,
    numerals.ORDINALS,
    numerals.SCALES,
    numerals.ROMANS,
    spelling.SAME,
    amounts.UNITS,
    amounts.MULTIPLES,
    names.PARTICLES,
    names.TITLES,
    names.GENERATIONS,
    spelling.SMALL,
]


@pytest.mark.parametrize("table", KEYS)
def test_each_key_is_its_own_folded_form(table):
    assert [key for key in table if text.fold(key) != key] == []


@pytest.mark.parametrize("name", WORDS)
def test_each_word_is_heard_as_it_is_written(name: str):
    entries = (entry if isinstance(entry, tuple) else (entry,) for entry in WORDS[name])
    assert [entry for entry in entries if hear(" ".join(entry)).words != list(entry)] == []


@pytest.mark.parametrize("name", PHRASES)
def test_each_phrase_is_heard_as_it_is_written(name: str):
    assert [phrase for phrase in PHRASES[name] if hear(" ".join(phrase)).words != list(phrase)] == []


def test_no_spelling_leads_to_another():
    assert [written for written, meant in spelling.SAME.items() if set(meant.split()) & spelling.SAME.keys()] == []


def test_letters_fold_to_what_people_type():
    for letter, typed in (text.LETTERS | text.LOOK_ALIKES).items():
        assert typed.isascii()
        assert not letter.isascii()


def test_every_nickname_is_one_word():
    assert [name for group in names.NICKNAMES for name in group if hear(name).words != [name]] == []


@pytest.mark.parametrize("number", [*range(130), 199, 200, 360, 500, 999, 1000, 1001, 1234, 2016, 44_100, 1_000_000])
def test_numbers_in_words_are_heard_as_their_digits(number: int):
    assert numerals.with_digits(hear(num2words(number)).words) == [str(number)]


@pytest.mark.parametrize("year", [*range(1901, 2000), *range(2010, 2030)])
def test_years_as_people_say_them_are_heard_as_their_digits(year: int):
    assert numerals.with_digits(hear(num2words(year, to="year")).words) == [str(year)]


@pytest.mark.parametrize("number", range(1, 21))
def test_ordinals_are_heard_as_their_digits(number: int):
    assert numerals.with_digits(hear(num2words(number, to="ordinal")).words) == [str(number)]
    assert numerals.with_digits([num2words(number, to="ordinal_num")]) == [str(number)]
