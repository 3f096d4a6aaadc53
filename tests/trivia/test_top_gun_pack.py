"""What the first pack promises: enough to play, every question complete and fair, and no word run of its article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from trivia.judge import Judge, ListJudge, Ruling
from trivia.packs import load
from trivia.question import Difficulty, Kind, Question

ROOT = Path(__file__).parents[2]
PACK = ROOT / "trivia" / "packs" / "top-gun-maverick.yaml"
ARTICLE = ROOT.parent / "shared" / "data" / "top-gun-maverick-article.txt"
RUN = 6
"""So many words in a row, the same as in the article, are its words and not ours."""

pack = load(PACK)
each_question = pytest.mark.parametrize("question", pack.questions, ids=lambda question: question.slug)


def words(text: str) -> tuple[str, ...]:
    """`text` as bare words: no case, accents, apostrophes or punctuation."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return tuple(re.findall(r"[a-z0-9]+", re.sub("['’‘]", "", bare.casefold())))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every `length` words in a row of `text`."""
    all_words = words(text)
    return {all_words[start : start + length] for start in range(len(all_words) - length + 1)}


def right_forms(question: Question) -> set[tuple[str, ...]]:
    """Everything the pack lists as right for `question`."""
    return {words(form) for answer in question.answers for form in (answer.text, *answer.accept)}


def holds_answer(text: str, question: Question) -> bool:
    """Whether `text` says one of the right answers to `question`."""
    return any(form in runs(text, len(form)) for form in right_forms(question))


def named(slug: str) -> Question:
    return next(question for question in pack.questions if question.slug == slug)


def test_it_has_facts_and_questions_for_several_games():
    assert len(pack.facts) >= 25
    assert len(pack.questions) >= 45


def test_it_has_questions_of_every_kind():
    assert {question.kind for question in pack.questions} == set(Kind)


def test_about_two_fifths_are_easy_two_fifths_medium_and_a_fifth_hard():
    share = Counter(question.difficulty for question in pack.questions)
    total = len(pack.questions)
    assert 0.35 <= share[Difficulty.EASY] / total <= 0.45
    assert 0.35 <= share[Difficulty.MEDIUM] / total <= 0.45
    assert 0.15 <= share[Difficulty.HARD] / total <= 0.25


def test_every_fact_is_asked_about():
    asked = {question.fact.id for question in pack.questions if question.fact}
    assert {fact.id for fact in pack.facts} == asked


def test_no_fact_is_asked_twice_for_the_same_answer():
    asked = Counter((question.fact, question.answers) for question in pack.questions)
    assert [pair for pair, times in asked.items() if times > 1] == []


@each_question
def test_the_reveal_has_a_fact_and_says_who_wrote_it(question: Question):
    assert question.fact is not None
    assert question.fact.source is not None
    assert question.fact.source.author == "Shelby Scott"


@each_question
def test_a_question_does_not_give_its_answer_away(question: Question):
    assert not holds_answer(question.ask, question)


@each_question
def test_a_hint_does_not_give_the_answer_away(question: Question):
    assert not holds_answer(question.hint or "", question)


@each_question
def test_all_but_lists_can_be_asked_with_four_choices(question: Question):
    if question.kind is not Kind.LIST:
        assert len({words(choice) for choice in question.wrong}) >= 3


@each_question
def test_no_wrong_choice_is_listed_as_right(question: Question):
    assert {words(choice) for choice in question.wrong}.isdisjoint(right_forms(question))


@each_question
def test_the_judge_takes_all_that_is_listed_as_right(question: Question):
    if question.kind is Kind.LIST:
        judge = ListJudge(question.answers, question.need, question=question.ask)
        for index, answer in enumerate(question.answers):
            assert all(judge.judge(form).found == (index,) for form in (answer.text, *answer.accept))
    else:
        answer = question.answer
        judge = Judge(answer, question.kind, question.wrong, question=question.ask)
        assert [form for form in (answer.text, *answer.accept) if judge.judge(form).ruling is not Ruling.RIGHT] == []


@each_question
def test_the_judge_turns_down_every_wrong_choice_and_all_that_is_rejected(question: Question):
    judge = Judge(question.answer, question.kind, question.wrong, question=question.ask)
    offered = (*question.wrong, *question.answer.reject)
    assert [form for form in offered if judge.judge(form).ruling is Ruling.RIGHT] == []


@each_question
def test_the_choices_of_a_year_or_number_are_years_or_numbers(question: Question):
    if question.kind in {Kind.YEAR, Kind.NUMBER}:
        assert all(choice.isdecimal() for choice in (question.answer.text, *question.wrong))


@each_question
def test_a_question_has_tags_to_choose_it_by(question: Question):
    assert question.tags


@pytest.mark.parametrize(
    ("slug", "spelled_right", "spelled_as_in_the_article"),
    [
        ("faltermeyer-name", "Harold Faltermeyer", "Harold Faltemeyer"),
        ("podcast-host", "Rob Lowe", "Robe Lowe"),
        ("podcast-title", "Literally! With Rob Lowe", "Literally! With Robe Lowe"),
    ],
)
def test_names_the_article_misspells_are_right_here_and_right_both_ways(
    slug: str, spelled_right: str, spelled_as_in_the_article: str
):
    answer = named(slug).answer
    assert answer.text == spelled_right
    assert spelled_as_in_the_article in answer.accept


@pytest.mark.parametrize("slug", ["composers-all", "music-makers-three"])
def test_a_misspelled_member_of_a_list_is_right_too(slug: str):
    member = next(answer for answer in named(slug).answers if answer.text == "Harold Faltermeyer")
    assert "Harold Faltemeyer" in member.accept


def test_it_holds_no_six_words_in_a_row_of_the_article():
    if not ARTICLE.exists():
        pytest.skip("the article is not here: ../shared/data/top-gun-maverick-article.txt")
    assert pack.source is not None
    assert pack.source.title is not None
    # The article's own title is its name in the source, and no copy of its text.
    ours = PACK.read_text(encoding="utf-8").replace(pack.source.title, "")
    copied = runs(ours, RUN) & runs(ARTICLE.read_text(encoding="utf-8"), RUN)
    assert sorted(" ".join(run) for run in copied) == []
