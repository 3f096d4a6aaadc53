"""Tables: columns by their header, cells as they were typed, and no formula is anything but text."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.packs.foreign.files import fault, read, refused, taken
from tests.trivia.packs.strategies import TRICKY, different, line, lines
from trivia import packs
from trivia.question import Answer, Difficulty, Kind


def table(*rows: list[str], separator: str = ",") -> str:
    """The rows as a spreadsheet saves them."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def test_a_row_with_everything():
    (question,) = taken(
        "Question,Answer,accept,Accept 2,reject,wrong,wrong2,KIND,difficulty,tags,hint\n"
        'Who?,Mira Oldane,Oldane,M. Oldane,Olsen,Jo Fenn,Lia Sorn,Person,Hard,"songs; 80s, film",A cellist.\n',
        "films.csv",
    )
    assert question.answer == Answer("Mira Oldane", ("Oldane", "M. Oldane"), ("Olsen",))
    assert question.wrong == ("Jo Fenn", "Lia Sorn")
    assert (question.kind, question.difficulty, question.hint) == (Kind.PERSON, Difficulty.HARD, "A cellist.")
    assert question.tags == ("songs", "80s", "film")


def test_question_and_answer_are_enough():
    (question,) = taken("question,answer\nIn which year?,1975\n", "films.csv")
    assert (question.kind, question.difficulty, question.tags) == (Kind.YEAR, Difficulty.MEDIUM, ())


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_are_parted_as_the_header_is(separator: str):
    (question,) = taken(
        table(["question", "answer"], ["Who, or; what\tis it?"[:12], "a,b;c"], separator=separator), "a.csv"
    )
    assert (question.ask, question.answer.text) == ("Who, or; wha", "a,b;c")


def test_answers_to_a_list_are_its_members():
    (question,) = taken("question,answer,accept,accept,kind\nName them,Arc,Dusk,Fen,list\n", "films.csv")
    assert question.answers == (Answer("Arc"), Answer("Dusk"), Answer("Fen"))


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+1", "-1", "@SUM(A1)", "=1+1", "\u200b=1"])
def test_a_formula_is_text(formula: str):
    (question,) = taken(table(["question", "answer"], [formula, formula]), "films.csv")
    assert (question.ask, question.answer.text) == (formula, formula)


def test_lines_within_a_cell_are_lines_and_rows_know_their_own():
    placed = read('question,answer\r\n"Two\r\nlines?",a\r\n\r\nOne?,b\r\n', "films.csv").placed
    assert placed is not None
    assert [question.ask for question in placed.pack.questions] == ["Two\nlines?", "One?"]
    assert [mark.line for mark in placed.questions.values()] == [2, 5]


def test_what_cannot_be_taken_is_told_and_left_out():
    text = (
        "question,answer,kind,notes\nOne?,a,,x\nTwo?,,,\nThree?,b,year,\nFour?,c,thing,\nFive?,d,,,e\n,f,,\nOne?,g,,\n"
        "Six?,h\n"
    )
    assert refused(text, "films.csv") == [
        'films.csv:1:1: the column "notes" is not read; those that are: question, answer, kind, difficulty, hint, '
        "accept, wrong, reject, tags",
        "films.csv:3:1: the row has no answer; write one, or delete it",
        'films.csv:4:1: a year is four digits, and here is "b"; write 1986, or another kind',
        'films.csv:5:1: kind cannot be "thing"; write text, person, title, number, year or list',
        "films.csv:6:1: the row has 5 cells, and the header 4; put quotes around text with commas",
        "films.csv:7:1: the question is empty; write the question as players read it, up to 500 characters",
        "films.csv:8:1: this question is here already, on line 2; that one is kept",
    ]
    placed = read(text, "films.csv").placed
    assert placed is not None
    assert [question.ask for question in placed.pack.questions] == ["One?", "Six?"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("questoin,answer\na,b\n", '1:1: no column is called question; is that what "questoin" is?'),
        ("question,reply\na,b\n", "1:1: no column is called answer; write a header that begins question,answer"),
        ("who?,me\n", "1:1: no column is called question; write a header that begins question,answer"),
        ('question,answer\na,b\n"c,d\n', '3:1: a quote that begins here is never closed; write a second "'),
        ('question,answer\na,"b"c\n', '2:1: text goes on after a quote has closed; double the quotes within it, as in '
         '""this""'),
        (f"question,answer\na,{'b' * 100_001}\n", "2:1: a row is far too long for a question; is a quote closed?"),
        ("question,answer\n" + "\n" * 100_001, "100001:1: the file has more than 100,000 lines; split it"),
        (f"question,answer{',accept' * 249}\n", "1:1: the header has 251 columns; 250 fit"),
    ],
)  # fmt: skip
def test_a_table_that_is_none_is_one_sentence(text: str, sentence: str):
    assert fault(text, "films.csv") == f"films.csv:{sentence}"


@settings(max_examples=150, deadline=None)
@given(lines(100), different(1, 6), st.sampled_from(",;\t"))
def test_any_text_survives_a_table(ask: str, answers: list[str], separator: str):
    ask = ask.strip("\n")
    text = table(["question", "answer", *["accept"] * (len(answers) - 1)], [ask, *answers], separator=separator)
    (question,) = taken(text, "films.csv")
    assert (question.ask, [question.answer.text, *question.answer.accept]) == (ask, answers)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(line(), line()), min_size=1, max_size=5, unique_by=lambda row: row[0]))
def test_what_was_read_is_written_and_read_again_the_same(rows: list[tuple[str, str]]):
    placed = read(table(["question", "answer"], *map(list, rows)), "films.csv").placed
    assert placed is not None
    again = read(packs.dump(placed.pack), "films.yaml").placed
    assert again is not None
    assert again.pack == placed.pack


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_text_survives_a_table(text: str):
    (question,) = taken(table(["question", "answer"], [f"x{text}", f"{text}x"]), "films.csv")
    assert (question.ask, question.answer.text) == (f"x{text}", f"{text}x")
