"""Any file: what it is, what its questions are called, and that none costs more than it may."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trivia.packs.foreign.files import fault, read, taken
from tests.trivia.packs.samples import JAWS
from tests.trivia.packs.strategies import line
from trivia import packs
from trivia.packs import Format

RED = "Which film?: [Jaws]\n"
OPENTDB = '{"response_code": 0, "results": [{"question": "Which film?", "correct_answer": "Jaws"}]}'
TRIVIATIME = "Which film?*Jaws\n"
CSV = "question,answer\nWhich film?,Jaws\n"
FILES = {
    "a.yaml": (Format.PACK, JAWS),
    "a.yml": (Format.RED, RED),
    "a.json": (Format.OPENTDB, OPENTDB),
    "a.txt": (Format.TRIVIATIME, TRIVIATIME),
    "a.csv": (Format.CSV, CSV),
}
NAMES = ["a.yaml", "a.json", "a.csv", "a.txt", "a", ""]


# what a file is


@pytest.mark.parametrize("name", FILES)
def test_a_format_is_known_by_its_name_and_its_text(name: str):
    form, text = FILES[name]
    imported = read(text, name)
    assert imported.format is form
    assert [question.ask for question in taken(text, name)] == ["Which film?"]


@pytest.mark.parametrize("name", FILES)
def test_the_text_alone_is_enough_where_the_name_says_nothing(name: str):
    form, text = FILES[name]
    assert {read(text, other).format for other in ("a", "", "A.TXT", "list.bak")} == {form}


@pytest.mark.parametrize("name", FILES)
def test_a_name_that_lies_is_one_sentence(name: str):
    form, text = FILES[name]
    for other in ("a.yaml", "a.JSON", "a.csv"):
        if form not in {Format.PACK, Format.RED} or other != "a.yaml":
            if form is read(FILES[other.lower()][1], other).format:
                continue
            assert "rename it, or name its format" in fault(text, other)


@pytest.mark.parametrize("name", FILES)
def test_a_format_that_is_named_goes_before_the_name(name: str):
    form, text = FILES[name]
    assert [question.ask for question in taken(text, "a.bin.csv", form)] == ["Which film?"]


def test_a_format_that_cannot_be_told_is_one_sentence():
    assert fault("Once upon a time.\n", "tale") == (
        "tale:1:1: what this file is cannot be told; name its format: pack, red, opentdb, triviatime, csv"
    )


def test_a_format_that_there_is_not_is_the_callers_mistake():
    with pytest.raises(ValueError, match="'excel' is not a valid Format"):
        read(CSV, "a.csv", "excel")


# the pack


def test_the_pack_is_called_as_the_caller_says_in_every_format():
    for name, (_, text) in FILES.items():
        placed = read(text, name).placed
        assert placed is not None
        assert (placed.pack.id, placed.pack.title, placed.file) == ("films", "Films", name)
        assert all(question.id.startswith("films/") for question in placed.pack.questions)


def test_without_that_a_pack_keeps_its_own_name_and_others_are_called_as_the_file():
    own = packs.read_foreign(JAWS.replace("Films", "All films").encode(), "x.yaml").placed
    assert own is not None
    assert (own.pack.id, own.pack.title) == ("films", "All films")
    for name, called in {
        "War Films.yaml": ("war-films", "War Films"),
        "war-films.yml": ("war-films", "War films"),
    }.items():
        red = packs.read_foreign(RED.encode(), name).placed
        assert red is not None
        assert (red.pack.id, red.pack.title) == called
    strange = packs.read_foreign(CSV.encode(), "日本.csv").placed
    assert strange is not None
    assert (strange.pack.id, strange.pack.title) == ("imported", "日本")


@pytest.mark.parametrize(("pack", "title"), [("Bad Id", "x"), ("", "x"), ("x", ""), ("x", "a\nb"), ("x" * 41, "x")])
def test_a_name_that_no_pack_can_have_is_the_callers_mistake(pack: str, title: str):
    with pytest.raises(ValueError, match="of a pack"):
        packs.read_foreign(CSV.encode(), "a.csv", pack=pack, title=title)


def test_a_pack_with_faults_is_read_as_packs_are():
    imported = read(JAWS.replace("answer:", "anwser:"), "a.yaml")
    assert [str(each) for each in imported.faults] == ['a.yaml:6:5: unknown key "anwser"; did you mean answer?']


# ids


def slugs(*asked: str) -> list[str]:
    return [
        question.slug
        for question in taken(json.dumps([{"question": q, "correct_answer": "a"} for q in asked]), "a.json")
    ]


def test_a_question_is_called_by_its_words():
    assert slugs("Who scored “Amélie” (2001)?") == ["who-scored-amelie-2001"]


def test_what_is_too_long_or_has_no_latin_letter_ends_in_a_mark_of_its_text():
    long, other, japanese = slugs("very " * 40 + "long?", "very " * 40 + "wrong?", "日本？")
    assert long.startswith("very-very-")
    assert len({long, other, japanese}) == 3
    assert max(map(len, (long, other, japanese))) <= 60


def test_questions_that_would_be_called_the_same_are_not():
    first, second, third = slugs("Who is it?", "Who is it!", "Who: is it?")
    assert first == "who-is-it"
    assert len({first, second, third}) == 3


def test_a_name_stays_as_other_questions_come_and_go():
    asked = ["One?", "very " * 40, "日本？", "Two?"]
    assert slugs(*asked[::-1]) == slugs(*asked)[::-1]
    assert slugs(asked[2]) == slugs(*asked)[2:3]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(line(80), line()), min_size=1, max_size=6, unique_by=lambda row: row[0]))
def test_a_pack_that_is_written_and_read_keeps_every_name(rows: list[tuple[str, str]]):
    data = json.dumps([{"question": ask, "correct_answer": answer} for ask, answer in rows])
    placed = read(data, "a.json", "opentdb").placed
    assert placed is not None
    again = read(packs.dump(placed.pack), "a.yaml", "pack").placed
    assert again is not None
    assert again.pack == placed.pack
    anew = json.dumps([{"question": each.ask, "correct_answer": each.answer.text} for each in again.pack.questions])
    third = read(anew, "a.json", "opentdb").placed
    assert third is not None
    assert [question.id for question in third.pack.questions] == [question.id for question in placed.pack.questions]


# files that mean ill


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty; write some questions"),
        (b" \r\n\t", "the file is empty; write some questions"),
        (b"Who?\0*me\n", "this file is UTF-16 or no text at all; save it as UTF-8"),
        (CSV.encode("utf-16"), "this file is UTF-16 or no text at all; save it as UTF-8"),
        (CSV.encode("utf-16-le"), "this file is UTF-16 or no text at all; save it as UTF-8"),
        (CSV.encode("utf-16-be"), "this file is UTF-16 or no text at all; save it as UTF-8"),
        (CSV.encode("utf-32"), "this file is UTF-16 or no text at all; save it as UTF-8"),
        ("“é”*a\n".encode("utf-16-le"), "this file is UTF-16 or no text at all; save it as UTF-8"),
        (b"caf\xe9*a\n", "byte E9 is not UTF-8; save the file as UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "byte 89 is not UTF-8; save the file as UTF-8"),
        (b"a*b\n" * (9 << 18), "the file is over 8 MiB; split it into several packs"),
    ],
)
def test_a_file_that_is_no_text_is_one_sentence(name: str, data: bytes, sentence: str):
    assert fault(data, name).split(":", 3)[-1] == f" {sentence}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["[", "[1,", "{", '{"a":', "- ", "? ", "a: [", "{a: ", "&a [", "*", '"', "(", "a,"])
def test_depth_and_repetition_are_one_sentence(name: str, text: str):
    imported = read(text * 100_000, name)
    assert imported.placed is None
    (sentence,) = map(str, imported.faults + imported.refused)
    assert len(sentence) < 200
    assert "\n" not in sentence


def test_a_bomb_is_one_sentence():
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(30))
    assert fault(bomb, "a.yaml") == "a.yaml:1:4: &a is a YAML anchor; delete it, or put the text in quotes"


@pytest.mark.parametrize("name", FILES)
def test_more_questions_than_may_be_are_one_sentence(name: str):
    _, text = FILES[name]
    form = FILES[name][0]
    assert "more than 0 questions" in str(read(text, name, form, most=0).faults[0])


MANY = 5_000
ASKED = [f"Which film of {1900 + n % 100} has the number {n} and the composer {n * 7 % 5003}?" for n in range(MANY)]
BIG = 8 << 20


def filled(unit: str, head: str = "", tail: str = "") -> str:
    """A file of just 8 MiB that repeats `unit`."""
    return head + unit * ((BIG - len(head) - len(tail)) // len(unit.encode())) + tail


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.yml", lambda: "".join(f"{ask}: [Answer {n}, The answer {n}]\n" for n, ask in enumerate(ASKED))),
        ("a.json", lambda: json.dumps([{"question": ask, "correct_answer": "a"} for ask in ASKED])),
        ("a.txt", lambda: "".join(f"{ask}*Answer {n}*The answer {n}\n" for n, ask in enumerate(ASKED))),
        ("a.csv", lambda: "question,answer\n" + "".join(f"{ask},Answer {n}\n" for n, ask in enumerate(ASKED))),
    ],
)
def test_5000_questions_are_all_read(name: str, make: Callable[[], str]):
    start = time.process_time()
    assert [question.ask for question in taken(make(), name)] == ASKED
    assert time.process_time() - start < 5  # two seconds, on a machine that does nothing else


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.yml", lambda: filled("a,", "q: [", "]")),
        ("a.yml", lambda: "".join(f"q{n}: [{', '.join(f'a{m}' for m in range(250))}]\n" for n in range(MANY))),
        ("a.yml", lambda: "".join(f'"{n} {"x" * 900}": [{"b" * 600}]\n' for n in range(MANY))),
        ("a.json", lambda: filled("[],", "[", "[]]")),
        ("a.json", lambda: filled('"a":1,', "{", '"b":1}')),
        ("a.json", lambda: filled("[" * 900 + "]" * 900 + ",", "[", "{}]")),
        ("a.csv", lambda: filled("\n", "question,answer\n")),
        ("a.csv", lambda: filled(",", "question,answer\n")),
        ("a.csv", lambda: filled('"\n",', "question,answer\n")),
        ("a.csv", lambda: filled("accept,", "question,answer,")),
        ("a.txt", lambda: filled("*\n")),
        ("a.txt", lambda: "".join(f"KAOS: {n}*{'*'.join(f'y{m}' for m in range(300))}\n" for n in range(MANY))),
        ("a.txt", lambda: filled("UWord*" + "zyx" * 500 + "\n")),
        ("a.yaml", lambda: JAWS + "".join(f"  - {{id: q{n}, ask: a, answer: b}}\n" for n in range(200_000))),
        ("a.yaml", lambda: JAWS + "facts:\n" + "".join(f"  - {{id: f{n}, says: a}}\n" for n in range(200_000))),
    ],
)
def test_no_file_costs_more_than_a_few_seconds(name: str, make: Callable[[], str]):
    data = make().encode()[:BIG]
    start = time.process_time()
    read(data, name)
    assert time.process_time() - start < 7  # three seconds, on a machine that does nothing else


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode), st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(data: bytes, name: str):
    imported = read(data, name)
    assert imported.placed is not None or imported.faults or imported.refused


PIECES = ["question", "answer", "correct_answer", "KAOS:", "- ", *"\"':,[]{}*\n &!=\\a🦈"]
SHAPES = st.lists(st.sampled_from(PIECES), max_size=40)


@settings(max_examples=300, deadline=None)
@given(SHAPES.map("".join), st.sampled_from(Format))
def test_any_text_in_any_format_is_read_or_refused(text: str, form: Format):
    imported = read(text, "a", form)
    assert imported.placed is not None or imported.faults or imported.refused
    if imported.placed is not None:
        assert packs.loads(packs.dump(imported.placed.pack).encode(), "p") == imported.placed.pack
