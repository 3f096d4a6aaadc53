"""How long a judgement takes, and how much a compiled answer weighs.

The cases are the shared ones where they are there, else our own, in which people talk more. An answer is compiled
before its guesses are timed, one call at a time, each followed by the peer's on the same strings. All cases are passed
through several times, and each counts with its fastest call, so that what else the machine did weighs nothing; no case
is judged twice in a row, so that no call finds its data at hand.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz

from tests.bench.common import Mark, Result, short
from tests.trivia.judge import cases
from tests.trivia.judge.test_hostile import JUDGES, LIST, RIVALS
from trivia.judge import Judge
from trivia.question import Answer, Kind
from trivia.text import fold

PASSES = 5
MOST_US = 15.0
MOST_HOSTILE_MS = 2.0
MOST_KB = 50.0
LENIENT = 85
"""The peer takes a guess for right from this `ratio` on."""

HOSTILE = (
    "",
    " " * 4_000,
    "🎻" * 2_000,
    "\ud800" * 4_000,
    "\u202e\u202d" * 2_000,
    "a" + "\u0301\u0316" * 1_999,
    "ﷺ" * 4_000,
    "ﷺ" * 200,
    "\u0301\u0316" * 100,
    "e\u0301" * 100,
    "x" * 4_000,
    "x" * 200,
    "elfman " * 571,
    "elfman " * 28,
    "danny, " * 28,
    "elfman or " * 20,
    "not elfman? " * 16,
    "no wait " * 25,
    "its " * 50,
    "i think " * 25,
    "lol " * 50,
    "1" * 200,
    "1 " * 100,
    "1986," * 40,
    "million " * 25,
    "one hundred " * 16,
    "violin " * 28,
    "voilin " * 28,
    "violin and " * 18,
    "viola vioal " * 16,
    "the good the bad " * 11,
    "(" * 200,
    "(danny" * 33,
    "||" * 100,
    "<@1>" * 50,
    "<:a:1>" * 33,
    "http://x " * 22,
    ":a_:" * 50,
    "haha" * 50,
    "ha ha " * 33,
    "dont you forget about " * 9,
    "forget you dont about me " * 8,
    "菅野よう子" * 40,
    "dаnny еlfmаn " * 15,
    "ij" * 100,
)


def measure() -> Result:
    """The median judgement in µs, beside rapidfuzz's ratio on the folded strings."""
    passes = [[_timed(case) for case in _all_cases()] for _ in range(PASSES)]
    ours = [min(ours for ours, _ in calls) for calls in zip(*passes, strict=True)]
    theirs = [min(theirs for _, theirs in calls) for calls in zip(*passes, strict=True)]
    every = [ours for calls in passes for ours, _ in calls]
    return Result(
        statistics.median(ours),
        "µs",
        Mark("limit", "the median judgement", MOST_US),
        {
            "median of every call": short(statistics.median(every)),
            "p99.9": short(_percentile(ours, 0.999)),
            "peer": {"name": "rapidfuzz ratio on folded strings", "figure": short(statistics.median(theirs))},
            "cases": len(ours),
            "passes": PASSES,
        },
    )


def measure_hostile() -> Result:
    """The slowest judgement of a hostile message of up to 4,000 characters, in ms."""
    judges = [*(judge.judge for judge in JUDGES), LIST.judge]
    slowest = {text: max(_least_ms(judge, text) for judge in judges) for text in HOSTILE}
    worst = max(slowest, key=lambda text: slowest[text])
    mark = Mark("limit", "any judgement", MOST_HOSTILE_MS)
    return Result(slowest[worst], "ms", mark, {"worst": worst[:20], "messages": len(HOSTILE)})


def measure_memory() -> Result:
    """What an answer compiled with 50 rivals takes, in kB."""
    gc.collect()
    tracemalloc.start()
    kept = Judge(Answer("Danny Elfman"), Kind.PERSON, RIVALS, question="Who scored Batman?")
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept
    return Result(size / 1_000, "kB", Mark("limit", "one compiled answer", MOST_KB), {"rivals": len(RIVALS)})


def _all_cases() -> Sequence[cases.Case]:
    """The shared cases, by which other judges were measured too; our own, harder ones where those are absent."""
    shared = [path for name in ("dev", "dev2") if (path := cases.SHARED / f"{name}.jsonl").exists()]
    paths = shared or sorted(cases.OWN.glob("*.jsonl"))
    return [case for path in paths for case in cases.read(path) if case.kind != "set"]


def _timed(case: cases.Case) -> tuple[float, float]:
    """What one judgement of a case takes, and the peer's, in µs."""
    judge = cases.judge(case.question, case.kind, case.answers, case.rivals).judge
    guess, answers = fold(case.guess), [fold(answer) for answer in case.answers]
    return _us(lambda: judge(case.guess)), _us(lambda: _ratio(guess, answers))


def _ratio(guess: str, answers: Sequence[str]) -> bool:
    return any(fuzz.ratio(guess, answer) >= LENIENT for answer in answers)


def _us(call: Callable[[], object]) -> float:
    began = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - began) / 1_000


def _least_ms(judge: Callable[[str], object], text: str) -> float:
    """The least of five: what the input costs, without what else the machine did meanwhile."""
    return min(_us(lambda: judge(text)) for _ in range(5)) / 1_000


def _percentile(figures: Sequence[float], share: float) -> float:
    return sorted(figures)[min(int(len(figures) * share), len(figures) - 1)]
