"""Finding texts that are like another without a look at all of them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from trivia.search import TextIndex

FILMS = ["jaws", "alien", "aliens", "topgun", "theglassharbour", "lowtide", "highnoon"]


def index(*texts: str) -> TextIndex:
    """An index in which each text is its own key."""
    made = TextIndex()
    for text in texts:
        made.add(text, text)
    return made


def test_the_nearest_come_first():
    assert index(*FILMS).within("aliens", 1) == ["aliens", "alien"]


def test_what_is_further_away_is_not_found():
    assert index(*FILMS).within("alie", 0) == []
    assert index(*FILMS).within("skyfall", 2) == []


def test_letters_in_another_order_are_found():
    assert index("road", "sea").within("raod", 1) == ["road"]


def test_of_equals_the_first_that_was_added_comes_first():
    assert index("abcd", "abce", "abcf").within("abcg", 1) == ["abcd", "abce", "abcf"]


def test_a_text_is_found_by_its_key():
    made = TextIndex()
    made.add("films/one", "who scored the glass harbour")
    assert made.like("who scored glass harbour", 80) == ["films/one"]


def test_questions_are_alike_in_whatever_order_their_words_are():
    asked = index("who scored the film low tide", "who sang in low tide", "which film won in 1986")
    assert asked.like("the film low tide, who scored it", 75) == ["who scored the film low tide"]


@given(st.lists(st.text("abcdefgh", min_size=6, max_size=12), max_size=30, unique=True), st.data())
@settings(max_examples=200, deadline=None)
def test_whatever_is_one_slip_away_is_found(texts: list[str], data: st.DataObject):
    text = data.draw(st.text("abcdefgh", min_size=6, max_size=12))
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("abcdefgh"))
    for slip in (text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :]):
        assert text in index(*texts, text).within(slip, 1)


@given(st.lists(st.text(max_size=8), max_size=30))
def test_all_that_is_found_is_as_near_as_was_asked(texts: list[str]):
    for text in texts:
        found = index(*texts).within(text, 2)
        assert not text or text in found
        assert all(abs(len(other) - len(text)) <= 2 for other in found)
