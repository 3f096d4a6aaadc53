"""Any text gets a verdict with a reason, and never an exception."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trivia.judge import Judge, ListJudge, Ruling, Strictness
from trivia.question import Answer, Kind

RIVALS = [f"Rival Number {number} of Many" for number in range(50)]
JUDGES = [
    Judge(Answer("Danny Elfman", ("Elf",), ("Will Elfman",)), Kind.PERSON, RIVALS, question="Who scored Batman?"),
    Judge(Answer("Don't You (Forget About Me)"), Kind.TITLE, RIVALS, Strictness.LENIENT),
    Judge(Answer("1986"), Kind.YEAR, ["1985"]),
    Judge(Answer("44100", ("44.1 kHz",)), Kind.NUMBER, ["48000"]),
    Judge(Answer("菅野よう子"), Kind.PERSON, RIVALS),
]
LIST = ListJudge(
    [Answer("Violin"), Answer("Viola"), Answer("Cello"), Answer("The Good, the Bad and the Ugly")], 3, RIVALS
)
ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)
WORDS = st.lists(
    st.sampled_from(
        [
            "not",
            "elfman",
            "danny",
            "or",
            "1986",
            ",",
            "?",
            "no",
            "wait",
            "its",
            "i",
            "think",
            "44",
            "100",
            "khz",
            "violin",
            "and",
            "viola",
            "one",
            "ii",
            "(",
            ")",
            "the",
        ]
    )
).map(" ".join)


@given(ANY | WORDS)
def test_any_text_gets_a_verdict_with_a_reason(guess: str):
    for judge in JUDGES:
        assert judge.judge(guess).why
    assert LIST.judge(guess).why


@given(ANY)
def test_a_judgement_is_the_same_every_time(guess: str):
    assert JUDGES[0].judge(guess) == JUDGES[0].judge(guess)


@given(ANY.filter(lambda text: text.strip() != ""), st.sampled_from(list(Kind)))
def test_an_answer_as_it_is_written_is_right(answer: str, kind: Kind):
    if len(answer) <= 200:
        assert Judge(Answer(answer), kind, RIVALS).judge(answer).ruling is Ruling.RIGHT


@pytest.mark.parametrize(
    "guess",
    [
        "",
        "   ",
        "🎻🎻🎻",
        "\ud800",
        "\u202e\u202d\u200f",
        "a" + "\u0301\u0316" * 2_000,
        "x" * 4_000,
        "elfman " * 600,
        "ﷺ" * 200,
        "1" * 200,
        "<@1>" * 40,
        "million " * 25,
        "(" * 200,
    ],
)
def test_hostile_text_is_wrong(guess: str):
    for judge in JUDGES:
        assert judge.judge(guess).ruling is Ruling.WRONG
    assert LIST.judge(guess).ruling is Ruling.WRONG


def test_an_answer_with_fifty_rivals_takes_less_than_50_kilobytes():
    Judge(Answer("Danny Elfman"), Kind.PERSON, RIVALS)
    tracemalloc.start()
    try:
        kept = Judge(Answer("Danny Elfman"), Kind.PERSON, RIVALS, question="Who scored Batman?")
        assert tracemalloc.get_traced_memory()[0] < 50_000
        assert kept
    finally:
        tracemalloc.stop()
