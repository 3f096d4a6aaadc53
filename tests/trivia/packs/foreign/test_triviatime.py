"""TriviaTime's lines: aliases, lists and words to unscramble."""

import pytest

from tests.trivia.packs.foreign.files import read, refused, taken
from trivia.question import Answer, Kind


def test_the_first_answer_is_shown_and_the_others_are_accepted():
    (question,) = taken("Film music: Who scored Low Tide*Mira Oldane*Oldane\n", "films.txt")
    assert question.ask == "Film music: Who scored Low Tide?"
    assert question.answer == Answer("Mira Oldane", ("Oldane",))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [("Who is it", "Who is it?"), ("Who is it?", "Who is it?"), ("Name it.", "Name it."), ("Name 'it'", "Name 'it'?")],
)
def test_a_question_mark_is_there_unless_the_question_ends_in_a_sign(typed: str, asked: str):
    assert taken(f"{typed}*a\n", "films.txt")[0].ask == asked


def test_kaos_is_a_list_of_which_all_must_be_named():
    (question,) = taken("KAOS: Films scored by Jo Fenn*Arc*Dusk*Fen\n", "films.txt")
    assert (question.ask, question.kind, question.need) == ("Films scored by Jo Fenn", Kind.LIST, 3)
    assert question.answers == (Answer("Arc"), Answer("Dusk"), Answer("Fen"))


def test_members_that_are_heard_alike_are_one_or_a_list_could_not_be_finished():
    (question,) = taken("KAOS: Films*Amélie*Amelie*Dusk\n", "films.txt")
    assert question.answers == (Answer("Amélie", ("Amelie",)), Answer("Dusk"))


def test_a_list_of_one_is_no_list():
    (question,) = taken("kaos: The film*Arc*arc\n", "films.txt")
    assert (question.kind, question.answer) == (Kind.TEXT, Answer("Arc", ("arc",)))


def test_a_word_to_unscramble_is_asked_by_its_letters_in_their_order():
    (question,) = taken("UWord*film score\n", "films.txt")
    assert (question.ask, question.answer.text) == ("Unscramble these letters: F I L M / C E O R S", "film score")


def test_blank_lines_and_blank_answers_are_nothing():
    placed = read("\n\r\nOne*a**b* \r\n\n  \nTwo*c", "films.txt").placed
    assert placed is not None
    assert [question.answer for question in placed.pack.questions] == [Answer("a", ("b",)), Answer("c")]
    assert [mark.line for mark in placed.questions.values()] == [3, 6]


def test_what_cannot_be_taken_is_told_and_left_out():
    assert refused("One*a\nnothing here\n*b\nTwo*\nOne*c\nT\x03hree*d\n", "films.txt") == [
        'films.txt:2:1: there is no answer to "nothing here"; write question*answer',
        "films.txt:3:1: there is no question before the *; write one",
        'films.txt:4:1: there is no answer to "Two"; write question*answer',
        "films.txt:5:1: this question is here already, on line 1; that one is kept",
        "films.txt:6:1: the question holds the invisible character U+0003; delete it",
    ]
