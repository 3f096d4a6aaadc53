"""Lint: answers that the judge would mix up are told with both places."""

import importlib
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trivia import packs
from trivia.judge import Judge, Ruling
from trivia.judge.forms import Form
from trivia.packs.format import read
from trivia.question import Kind, Question
from trivia.rivals import rivals_of

SOUNDS = ["ba", "ne", "ri", "sot", "tum", "lak", "lo", "ken", "vin", "ster", "berg", "mar", "dol", "fi", "hart"]
HEAD = "pack: {name}\ntitle: Films\nlanguage: en\nquestions:\n"


def linted(*texts: str) -> list[str]:
    placed = [
        read((HEAD.format(name=f"films-{number}") + text).encode(), f"{number}.yaml")
        for number, text in enumerate(texts, start=1)
    ]
    return [str(fault) for fault in packs.lint(placed)]


def question(slug: str, answer: str, *lines: str, kind: str = "title") -> str:
    entries = [f"  - id: {slug}", f"    ask: Which one is {slug}?", f"    answer: {answer}", f"    kind: {kind}"]
    return "\n".join([*entries, *(f"    {line}" for line in lines), ""])


def test_answers_that_nobody_would_mix_up_have_no_fault():
    assert linted(question("one", "Jaws") + question("two", "Alien", "wrong: [Aliens, Predator, Jaws]")) == []


def test_the_shipped_packs_have_no_fault():
    assert packs.check(packs.shipped()) == []


def test_an_answer_that_is_right_for_another_question_is_told_with_both_places():
    first = question("one", "Prince", kind="person")
    second = question("two", "Charles Prince", kind="person")
    assert linted(first + second) == [
        '1.yaml:9:9: "Prince", an answer at 1.yaml:5, is judged right here for "Charles Prince"; '
        "list it under accept: or reject:"
    ]


def test_it_is_found_across_files():
    first = question("one", "Prince", kind="person")
    second = question("two", "Charles Prince", kind="person")
    assert any("1.yaml:5" in fault and fault.startswith("2.yaml:5") for fault in linted(first, second))


def test_an_answer_that_the_question_lists_is_no_fault():
    first = question("one", "Prince", kind="person")
    second = question("two", "Charles Prince", "accept: [Prince]", kind="person")
    assert linted(first + second) == []


def test_answers_of_another_kind_do_not_matter():
    assert linted(question("one", "Prince", kind="title") + question("two", "Charles Prince", kind="person")) == []


def test_a_wrong_answer_that_is_judged_right_is_a_fault():
    faults = linted(question("one", "Danny Elfman", "wrong: [Mr. Elfman, Hans Zimmer, Howard Shore]", kind="person"))
    assert len(faults) == 1
    assert '"Mr. Elfman" is under wrong:, but is judged right; choose another' in faults[0]


def test_check_reports_lint_beside_faults_of_other_files(tmp_path: Path):
    (tmp_path / "a.yaml").write_text(HEAD.format(name="a") + question("one", "Jaws", "wrong: [Jawss, Alien, Duel]"))
    (tmp_path / "b.yaml").write_text("pack: b\n")
    faults = [str(fault) for fault in packs.check([tmp_path])]
    assert any("b.yaml" in fault for fault in faults)


# against a bank that is there already


def against(known: str, text: str) -> list[str]:
    """What is said of a pack beside questions that are in the bank."""
    (there,) = [read((HEAD.format(name="known") + known).encode(), "known.yaml")]
    placed = read((HEAD.format(name="new") + text).encode(), "new.yaml")
    return [str(fault) for fault in packs.lint([placed], packs.Known(there.pack.questions))]


def test_an_answer_that_the_bank_has_is_told_with_its_question():
    assert against(question("one", "Prince", kind="person"), question("two", "Charles Prince", kind="person")) == [
        'new.yaml:5:9: "Prince", an answer at known/one, is judged right here for "Charles Prince"; '
        "list it under accept: or reject:"
    ]


def test_an_answer_that_is_right_for_a_question_of_the_bank_is_told_at_its_own_place():
    assert against(question("one", "Charles Prince", kind="person"), question("two", "Prince", kind="person")) == [
        'new.yaml:5:9: "Prince" is judged right for "Charles Prince", the answer at known/one; '
        "list it there under accept: or reject:"
    ]


def test_faults_within_the_bank_are_not_told_again():
    known = question("one", "Prince", kind="person") + question("two", "Charles Prince", kind="person")
    assert against(known, question("three", "Jaws")) == []


# slips


@pytest.mark.parametrize(
    ("accepted", "found"),
    [("The Glass Harbor", True), ("The Glas Harbour", True), ("The Glass Harbours", True), ("The Grass Harbour", True),
     ("Glass Tides", False), ("The Glass Harbour 2", False)],
)  # fmt: skip
def test_an_accepted_answer_that_is_a_slip_of_another_is_found_and_a_different_one_is_not(accepted: str, found: bool):
    texts = question("one", "Low Tide", f"accept: [{accepted}]") + question("two", "The Glass Harbour")
    assert any(f'"{accepted}"' in fault for fault in linted(texts)) is found


WORDS = st.sampled_from(["Jaws", "Jawss", "Alien", "Aliens", "Prince", "Princes", "Elfman", "Elfmann", "Danny Elfman"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(WORDS, st.lists(WORDS, max_size=2), st.sampled_from(["title", "person"])), max_size=6))
def test_answers_are_mixed_up_exactly_where_the_judge_in_play_takes_one_for_another(
    rows: list[tuple[str, list[str], str]],
):
    entries = [
        question(f"q-{number}", answer, f"accept: [{', '.join(accept)}]", kind=kind)
        for number, (answer, accept, kind) in enumerate(rows)
    ]
    placed = read((HEAD.format(name="a") + "".join([question("x", "Unlike", kind="text"), *entries])).encode(), "a")
    found = {fault.line for fault in packs.lint([placed]) if "an answer at" in fault.message}
    bank = placed.pack.questions
    expected: set[int] = set()
    told: set[tuple[str, str]] = set()
    for asked in bank:
        texts = (asked.answer.text, *asked.answer.accept)
        alone = Judge(asked.answer, asked.kind, question=asked.ask)
        told_of_all = Judge(asked.answer, asked.kind, rivals_of(asked, bank), question=asked.ask)
        for text, owner in _owners(bank, asked.kind).items():
            pair = (asked.answer.text, owner.answer.text)
            listed = text in texts or asked.answer.text in (owner.answer.text, *owner.answer.accept)
            known = Form.read(text).joined in alone.key.right
            right = known or told_of_all.judge(text).ruling is Ruling.RIGHT
            if right and not listed and owner.answer.text not in texts and pair not in told:
                told.add(pair)
                expected.add(placed.questions[asked.slug].line)
    assert found == expected


def _owners(bank: Sequence[Question], kind: Kind) -> dict[str, Question]:
    """Each answer to questions of this kind, with the first that has it."""
    owners: dict[str, Question] = {}
    for each in bank:
        for text in (each.answer.text, *each.answer.accept) if each.kind is kind else ():
            owners.setdefault(text, each)
    return owners


@pytest.mark.slow
def test_thousands_of_questions_take_seconds():
    names = [f"{first}{second} {third}son" for first in SOUNDS for second in SOUNDS for third in SOUNDS]
    films = [f"{first.title()} {second}{third}" for first in SOUNDS for second in SOUNDS for third in SOUNDS]
    entries = [
        question(f"q-{number}", text, kind=kind)
        for number, (text, kind) in enumerate(
            [(text, "person") for text in names] + [(text, "title") for text in films]
        )
    ]
    placed = read((HEAD.format(name="a") + "".join(entries[:5_000])).encode(), "a.yaml")
    start = time.process_time()
    packs.lint([placed])
    assert time.process_time() - start < 9  # three seconds, on a machine that does nothing else


def test_where_too_many_are_nearly_alike_that_is_said_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(importlib.import_module("trivia.packs.lint"), "_MOST_JUDGED", 1_000)
    entries = [
        question(f"q-{number}", f"Unlike {sound * 5}", f"accept: [The glass harbour of {sound}]")
        for number, sound in enumerate(SOUNDS)
    ]
    (fault,) = [fault for fault in linted("".join(entries)) if "too many answers" in fault]
    assert fault.endswith("too many answers are nearly alike to compare all of them; split the pack")
