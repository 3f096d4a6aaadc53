"""The judge against labelled cases: our own, and the shared ones with their figures to beat."""

import pytest

from tests.trivia.judge.cases import ABSENT, OWN, SHARED, judge, outcome, read
from trivia.judge import Ruling

shared = pytest.mark.skipif(not SHARED.exists(), reason=ABSENT)


@shared
@pytest.mark.parametrize(("name", "false_accepts"), [("dev", 1), ("dev2", 3)])
def test_typed_answers_are_judged_as_a_quizmaster_would(name: str, false_accepts: int):
    judged = outcome(list(read(SHARED / f"{name}.jsonl")))
    assert judged.accuracy >= 0.99, judged
    assert len(judged.false_accepts) <= false_accepts


@shared
@pytest.mark.parametrize("name", ["dev-sets", "dev2-sets"])
def test_lists_are_judged_without_a_fault(name: str):
    judged = outcome(list(read(SHARED / f"{name}.jsonl")))
    assert judged.accuracy == 1, judged


@shared
def test_what_other_judges_decide_from_a_list_is_decided_alike():
    peers = [case for path in sorted((SHARED / "peers").glob("*.jsonl")) for case in read(path) if case.tag == "list"]
    judged = outcome(peers)
    assert judged.accuracy >= 0.95, judged
    assert len(judged.false_accepts) <= 2


@pytest.mark.parametrize("sort", ["answers", "sets"])
def test_our_own_cases_keep_to_the_bar(sort: str):
    own = [
        case for path in sorted(OWN.glob("*.jsonl")) for case in read(path) if (case.kind == "set") is (sort == "sets")
    ]
    judged, accepted = outcome(own), sum(case.accept for case in own)
    assert judged.accuracy >= 0.98, judged
    assert len(judged.false_accepts) <= 0.005 * (judged.total - accepted), judged.false_accepts
    assert len(judged.false_rejects) <= 0.035 * accepted, judged.false_rejects


AROUND = ["{}", "is it {}?", "{} lol", "i think its {}", "{}, right?", "oh, {} i guess", "its {} by the way"]


@pytest.mark.parametrize("around", AROUND)
def test_a_rival_is_never_taken_whatever_is_said_around_it(around: str):
    every = (case for path in OWN.glob("*.jsonl") for case in read(path) if case.kind != "set")
    questions = {(case.question, case.kind, case.answers, case.rivals) for case in every}
    taken = [
        (question, rival)
        for question, kind, answers, rivals in questions
        for rival in rivals
        if judge(question, kind, answers, rivals).judge(around.format(rival)).ruling is Ruling.RIGHT
    ]
    assert taken == []
