"""A form becomes a question that a pack can hold, and the question becomes the form again."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.advice import advice
from trivia.drafting import Form, Unfit, filled, read, slug_for
from trivia.question import Answer, Kind, Question

ID = "own-3/q"
FORM = Form("Who wrote Jaws?", "John Williams\nWilliams", Kind.PERSON, explanation="He did.\nSource: The credits")


def test_the_first_answer_is_canonical_and_the_others_count_too() -> None:
    assert read(FORM, ID).answer == Answer("John Williams", ("Williams",))


def test_a_form_of_a_question_reads_as_that_question() -> None:
    question = read(FORM, ID)
    assert read(filled(question), ID, question) == question


def test_what_a_form_has_no_field_for_stays() -> None:
    base = Question(ID, "Who?", Kind.PERSON, (Answer("Ann", (), ("Bob",)),), wrong=("Cy", "Di"), hint="A.", tags=("x",))
    again = read(Form("Who indeed?", "Ann", Kind.PERSON), ID, base)
    assert (again.wrong, again.hint, again.tags, again.answer.reject) == (base.wrong, "A.", ("x",), ("Bob",))


@pytest.mark.parametrize("form", [Form("", "x"), Form("Who?", " \n "), Form("Who?", "x" * 101), Form("x" * 501, "x")])
def test_what_is_no_question_says_why(form: Form) -> None:
    with pytest.raises(Unfit) as unfit:
        read(form, ID)
    assert all(sentence.endswith((".", "?")) for sentence in unfit.value.sentences)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.sampled_from(Kind))
def test_any_text_is_a_question_or_says_why_not(ask: str, answers: str, explanation: str, kind: Kind) -> None:
    with suppress(Unfit):
        question = read(Form(ask, answers, kind, explanation=explanation), ID)
        assert read(filled(question), ID, question) == question
        advice(question, [question], [question])


@given(st.text(max_size=200))
def test_a_slug_is_new_and_fits(ask: str) -> None:
    first = slug_for(ask, ())
    second = slug_for(ask, (first,))
    assert first != second
    assert max(len(first), len(second)) <= 60
