"""`trivia judge`: guesses from the command line, and labelled cases from a file, a line of JSON each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from trivia import cases
from trivia.cli import app
from trivia.question import Kind

JAWS = {"id": "1", "kind": "title", "answers": ["Jaws"], "guess": "jaws"}


def judge(*words: str, typed: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, ["judge", *words], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def lines(*rows: object) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def case(**changes: object) -> cases.Case:
    return cases.read(json.dumps({**JAWS, **changes}))


def bad(**changes: object) -> str:
    with pytest.raises(cases.BadCase) as raised:
        case(**changes)
    return str(raised.value)


def test_every_guess_has_its_ruling_and_the_reason():
    result = judge("--answer", "Jaws", "--kind", "title", "--reject", "Jaws 2", "jaws", "Jaws 2", "Alien")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[:2] for row in rows] == [["right", "jaws"], ["wrong", "Jaws 2"], ["wrong", "Alien"]]
    assert all(len(row) == 3 and row[2] for row in rows)
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_is_accepted_is_right_too():
    assert judge("--answer", "Flute", "--accept", "Pipe", "pipe").stdout.startswith("right\tpipe\t")


def test_strictness_decides_about_slips():
    words = ("--answer", "Gladiator", "--kind", "title", "gladiatr")
    assert judge(*words).stdout.startswith("right\t")
    assert judge(*words, "--strictness", "strict").stdout.startswith(("close\t", "wrong\t"))


def test_a_list_takes_an_answer_a_member():
    result = judge("--answer", "Flute", "--answer", "Oboe", "--need", "1", "oboe", "drum")
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["right", "wrong"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "There is no answer to judge by; write --answer and what is right, then the guesses."),
        (("--answer", " "), "There is no answer to judge by; write --answer and what is right, then the guesses."),
        (
            ("--answer", "a", "--answer", "b"),
            "There is more than one --answer; write --accept for what is right too, or --need for a list.",
        ),
        (
            ("--answer", "a", "--answer", "b", "--need", "3"),
            "--need is 3, and --answer is there 2 times; lower it, or add answers.",
        ),
        (
            ("--answer", "a", "--kind", "list", "--accept", "b"),
            "A list has no --accept or --reject; write --answer once a member.",
        ),
    ],
)
def test_a_command_that_makes_no_sense_is_told_so(words: tuple[str, ...], sentence: str):
    result = judge(*words, "x")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence + "\n")


def test_a_file_and_standard_input_give_a_row_a_case(tmp_path: Path):
    text = lines(JAWS, {**JAWS, "id": "2", "guess": "Alien"})
    (tmp_path / "a.jsonl").write_text(text)
    for result in (judge("--jsonl", str(tmp_path / "a.jsonl")), judge("--jsonl", "-", typed=text)):
        rows = [json.loads(line) for line in result.stdout.splitlines()]
        assert [(row["id"], row["verdict"]) for row in rows] == [("1", "right"), ("2", "wrong")]
        assert all(row["why"] and row["us"] >= 0 for row in rows)
        assert (result.exit_code, result.stderr) == (0, "")


def test_blank_lines_a_byte_order_mark_and_no_lines_are_no_fault():
    assert judge("--jsonl", "-", typed="\ufeff" + lines(JAWS) + "\n  \n").exit_code == 0
    assert judge("--jsonl", "-", typed="").exit_code == 0


def test_bad_lines_are_told_with_their_number_and_the_others_judged():
    result = judge("--jsonl", "-", typed="{\n\n[1]\n" + lines(JAWS))
    assert result.stderr == (
        "-:1: this is not JSON; write one object a line\n"
        "-:3: this is not an object; write {…} with id, kind, answers and guess\n"
    )
    assert json.loads(result.stdout)["verdict"] == "right"
    assert result.exit_code == 1


def test_nested_brackets_without_end_are_a_bad_line():
    assert judge("--jsonl", "-", typed="[" * 100_000).exit_code == 1


def test_labelled_cases_are_summed_up_on_standard_error():
    rows = [
        {**JAWS, "label": "accept", "note": "case"},
        {**JAWS, "label": "accept", "guess": "Alien", "note": "film"},
        {**JAWS, "label": "reject", "guess": "Alien", "note": "film"},
        {**JAWS, "label": "reject"},
        JAWS,
    ]
    told = judge("--jsonl", "-", typed=lines(*rows)).stderr.splitlines()
    assert told[:-1] == [
        "film: 2 cases, accuracy 50.0 %, false accepts 0 of 1 (0.0 %), false rejects 1 of 1 (100.0 %)",
        "other: 1 case, accuracy 0.0 %, false accepts 1 of 1 (100.0 %), false rejects 0 of 0 (none)",
        "case: 1 case, accuracy 100.0 %, false accepts 0 of 0 (none), false rejects 0 of 1 (0.0 %)",
        "all: 4 cases, accuracy 50.0 %, false accepts 1 of 2 (50.0 %), false rejects 1 of 2 (50.0 %)",
    ]
    assert told[-1].startswith("time: median ")


def test_a_file_that_cannot_be_read(tmp_path: Path):
    (tmp_path / "latin").write_bytes(b"\xff\n")
    missing, folder, latin = (judge("--jsonl", str(tmp_path / name)) for name in ("none", "", "latin"))
    assert "none cannot be read (No such file or directory); check the name." in missing.stderr
    assert "cannot be read (Is a directory); check the name." in folder.stderr
    assert "latin is not in UTF-8; save it so." in latin.stderr
    assert {missing.exit_code, folder.exit_code, latin.exit_code} == {2}


def test_standard_input_is_utf_8_whatever_the_terminal_is_set_to():
    row = {**JAWS, "id": "Amélie", "answers": ["Amélie"], "guess": "AMÉLIE"}
    done = subprocess.run(
        [sys.executable, "-m", "trivia", "judge", "--jsonl", "-"],
        input=lines(row).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
    )
    assert json.loads(done.stdout) | {"us": 0, "why": ""} == {"id": "Amélie", "verdict": "right", "us": 0, "why": ""}


def test_only_answers_must_be_there():
    assert cases.read('{"answers": ["Jaws"]}') == cases.Case("", "", Kind.TEXT, ("Jaws",))


def test_a_number_is_the_text_it_looks_like():
    assert (case(guess=0).guess, case(guess=1975).guess, case(id=7).id) == ("0", "1975", "7")


@pytest.mark.parametrize("name", cases.LIST_NAMES)
def test_all_members_that_are_needed_must_be_in_one_guess(name: str):
    rows = [{**JAWS, "kind": name, "answers": ["Flute", "Oboe"], "need": 2, "guess": g} for g in ("oboe flute", "oboe")]
    told = [json.loads(line) for line in judge("--jsonl", "-", typed=lines(*rows)).stdout.splitlines()]
    assert [(row["verdict"], row["why"]) for row in told][1] == ("close", "1 of 2 are named")
    assert told[0]["verdict"] == "right"


def test_a_bad_case_says_what_it_must_be():
    kinds = "kind must be one of text, person, title, number, year, list, set"
    answers = "answers must list at least one text, and none that is empty"
    assert (bad(kind="colour"), bad(kind=[1]), bad(kind=None)) == (kinds, kinds, kinds)
    assert (bad(answers=[]), bad(answers=["a", " "])) == (answers, answers)
    assert bad(answers="Jaws") == bad(answers=["Jaws", 1]) == "answers must be a list of texts"
    assert bad(rivals=[None]) == "rivals must be a list of texts"
    assert bad(label="maybe") == "label must be one of accept, reject, prompt; leave it out where there is none"


@pytest.mark.parametrize("need", [0, -1, True, "2", 1.5])
def test_need_is_a_whole_number(need: object):
    assert bad(need=need) == "need must be a whole number from 1 on"


def test_a_list_needs_no_more_than_it_has():
    assert bad(kind="set", answers=["Flute", "Oboe"], need=3) == "need is 3 and there are 2 answers; lower it"
