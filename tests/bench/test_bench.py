"""The benchmarks' table and their line; what they measure is for `make bench`."""

from __future__ import annotations

import json
import re

import pytest

from tests.bench.__main__ import BENCHMARKS, main
from tests.bench.common import Mark, Result, line


def test_the_names_are_unique_and_plain():
    names = [benchmark.name for benchmark in BENCHMARKS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)


def test_the_list_says_what_each_measures(capsys: pytest.CaptureFixture[str]):
    assert main(["--list"]) == 0
    rows = [row.split("\t") for row in capsys.readouterr().out.splitlines()]
    assert [name for name, about in rows if about] == [benchmark.name for benchmark in BENCHMARKS]


def test_an_unknown_name_is_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["no-such-benchmark"])
    assert ended.value.code == 2
    assert "there are reaction" in capsys.readouterr().err


def test_a_line_is_json_with_the_ratio_to_its_mark():
    written = line("judge", Result(12.3456, "µs", Mark("peer", "ratcliff", 24.6912), {"rounds": 9}))
    assert json.loads(written) == {
        "name": "judge",
        "figure": 12.35,
        "unit": "µs",
        "peer": {"name": "ratcliff", "figure": 24.69},
        "ratio": 0.5,
        "rounds": 9,
    }


def test_a_limit_can_have_a_peer_beside_it():
    peer = {"name": "bare", "figure": 1.0}
    written = json.loads(line("reaction", Result(3.0, "ms", Mark("limit", "at most", 60.0), {"peer": peer})))
    assert (written["limit"]["figure"], written["peer"], written["ratio"]) == (60.0, peer, 0.05)


def test_nothing_more_overwrites_what_a_line_must_have():
    written = json.loads(line("judge", Result(1.0, "µs", Mark("limit", "most", 2.0), {"name": "x", "ratio": 9})))
    assert (written["name"], written["ratio"]) == ("judge", 0.5)
