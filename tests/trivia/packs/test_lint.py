"""Lint: answers that the judge would mix up are told with both places."""

from pathlib import Path

from trivia import packs
from trivia.packs.format import read

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
