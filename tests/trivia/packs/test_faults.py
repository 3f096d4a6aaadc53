"""Every mistake in a pack's keys and values is told at its place, with what to write instead."""

from pathlib import Path

import pytest

from tests.trivia.packs.samples import HEAD, JAWS, answered, faults
from trivia import packs


def test_a_whole_pack_has_no_fault():
    assert faults(JAWS) == []


def test_a_key_that_is_there_twice():
    assert faults(JAWS + "    answer: Alien\n") == ['p:7:5: the key "answer" is here twice, first on line 6; keep one']
    assert faults(JAWS + "title: More\n") == ['p:7:1: the key "title" is here twice, first on line 2; keep one']
    assert faults(JAWS + "    media: {alt: a, audio: b, alt: c}\n") == [
        'p:7:31: the key "alt" is here twice, first on line 7; keep one'
    ]


def test_an_unknown_key_that_looks_like_one():
    assert faults(JAWS + "    hnit: Sharp teeth.\n") == ['p:7:5: unknown key "hnit"; did you mean hint?']
    assert faults("tilte: x\n" + JAWS) == ['p:1:1: unknown key "tilte"; did you mean title?']


def test_an_unknown_key_that_looks_like_none():
    assert faults(JAWS + "    media: {alt: A shark, image: a.png, colour: red}\n") == [
        'p:7:41: unknown key "colour"; the keys here are audio, image and alt'
    ]


def test_a_slip_of_a_required_key_is_one_fault():
    assert faults(JAWS.replace("answer:", "anwser:")) == ['p:6:5: unknown key "anwser"; did you mean answer?']


def test_a_key_that_is_missing():
    assert faults(JAWS.replace("    answer: Jaws\n", "")) == [
        "p:4:5: answer is missing; add it: what is right, shown at the reveal, up to 100 characters"
    ]


def test_several_keys_that_are_missing():
    assert faults(HEAD + "questions:\n  - id: jaws\n") == ["p:4:5: ask and answer are missing; add them"]


def test_a_pack_without_questions():
    sentence = "p:1:1: this pack has no questions; write some under questions: or tables:"
    assert faults(HEAD) == [sentence]
    assert faults(HEAD + "facts: [{id: one, says: Jaws is a film.}]\n") == [sentence]


@pytest.mark.parametrize("blank", ["", '""', "''", '"  "', "|", "# to do", r'"\u200b"', r'"\u00a0"'])
def test_an_empty_answer(blank: str):
    (fault,) = faults(answered(blank))
    assert fault.startswith(("p:6:12: ", "p:6:13: ", "p:7:1: "))
    assert fault.endswith("answer is empty; write what is right, shown at the reveal, up to 100 characters")


def test_an_empty_key_that_may_be_left_out():
    assert faults(JAWS + "    hint:\n") == ["p:7:10: hint is empty; write it or delete the line"]


def test_an_empty_text_in_a_list():
    assert faults(JAWS + '    accept: [Shark, ""]\n') == ["p:7:21: an empty text in accept; write it or delete it"]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("accept: Shark", "p:7:13: accept must be a list; write [Shark]"),
        ("hint: [Teeth]", "p:7:11: hint must be text, and here is a list; put text in quotes"),
        ("hint: {a: b}", "p:7:11: hint must be text, and here is a mapping; put text in quotes"),
        ("media: a.ogg", 'p:7:12: media: keys and values belong here (alt: …), and here is "a.ogg"'),
        ("need: three", 'p:7:11: need must be a whole number, and here is "three"; write 3, in digits'),
        ("need: 0", 'p:7:11: need must be a whole number from 1, and here is "0"; write 3, in digits'),
        ("evidence: [12]", "p:7:15: evidence needs at least 2, and here is only one; add some"),
        ("evidence: [9, 3]", "p:7:15: evidence runs from an offset to a later one; write [1204, 1290]"),
        ("kind: [title]", "p:7:11: kind cannot be a list; write text, person, title, number, year or list"),
        ("kind: titel", 'p:7:11: kind cannot be "titel"; did you mean title?'),
        ("difficulty: 7", 'p:7:17: difficulty cannot be "7"; write easy, medium or hard'),
        ("status: redy", 'p:7:13: status cannot be "redy"; did you mean ready?'),
        ("media: {alt: a}", "p:7:12: media is either audio or image, with its alt; write one of the two"),
        (
            "media: {alt: a, audio: ../a.ogg}",
            "p:7:28: audio must be a file in the pack's folder; write clips/theme.ogg",
        ),
    ],
)
def test_a_value_of_the_wrong_sort(line: str, fault: str):
    assert faults(f"{JAWS}    {line}\n") == [fault]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "pack: films",
            "pack: War Films",
            'p:1:7: pack cannot be "War Films": only a-z, 0-9 and single - between them; write war-films',
        ),
        ("id: jaws", f"id: {'j' * 61}", "p:4:9: id has 61 characters, and 60 fit; shorten it"),
        (
            "title: Films",
            "title: Films\nlanguage: English",
            "p:3:11: language must be a language code; write en, de or pt-BR",
        ),
        ("title: Films", "title: Films\nsource: {url: here}", "p:3:15: url must be a web address; write https://…"),
        (
            "title: Films",
            "title: Films\nsource: {date: 2022-02-30}",
            "p:3:16: date must be a day, a month or a year; write 2022-05-26, 2022-05 or 2022",
        ),
        ("title: Films", 'title: "Two\\nlines"', "p:2:8: title must stay on one line; delete the line break"),
        ("title: Films", 'title: "A\\tB"', "p:2:8: title holds the invisible character U+0009; delete it"),
        (
            "  - id: jaws",
            "  - Jaws\n  - id: jaws",
            'p:4:5: keys and values belong here (id: …, ask: …, answer: …), and here is "Jaws"',
        ),
    ],
)
def test_a_value_of_the_wrong_form(old: str, new: str, fault: str):
    assert faults(JAWS.replace(old, new)) == [fault]


def test_all_faults_of_a_file_come_at_once_in_its_order():
    told = faults(JAWS.replace("Jaws", '""') + "    knd: x\n  - ask: [a]\nfcts: 1\n")
    assert [fault.partition(" ")[0] for fault in told] == ["p:6:13:", "p:7:5:", "p:8:5:", "p:8:10:", "p:9:1:"]


def test_a_hundred_faults_are_enough_and_the_others_are_counted():
    told = faults(HEAD + "questions:\n" + "  - x\n" * 109)
    assert len(told) == 101
    assert told[-1] == "p:104:5: and 9 more faults from here on"


def test_faults_of_several_files_come_at_once(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(answered(""))
    (tmp_path / "b.yml").write_text(JAWS + "    hnit: x\n")
    assert [Path(fault.file).name for fault in packs.check([tmp_path])] == ["a.yaml", "b.yml"]


def test_two_packs_with_one_id(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(JAWS)
    (tmp_path / "b.yaml").write_text("# again\n" + JAWS)
    (fault,) = packs.check([tmp_path])
    assert str(fault) == (
        f'{tmp_path / "b.yaml"}:2:7: the pack id "films" is that of {tmp_path / "a.yaml"} already; choose another'
    )
