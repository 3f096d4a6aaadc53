"""Rows become files that people and programs can read, none larger than Discord takes."""

from __future__ import annotations

import gzip
import json
from random import Random

import pytest

from bot import export
from bot.export import Export, readable

NOW = 1_790_000_000.0


def rows(count: int) -> list[dict]:
    dice = Random(1)
    return [{"game": dice.getrandbits(63), "text": dice.randbytes(20).hex(), "at": NOW} for _ in range(count)]


def test_a_small_export_is_a_plain_file_with_a_row_a_line() -> None:
    made = Export(7, NOW, 10_000_000)
    made.add("points", [{"game": 1 << 60, "points": 5}, {"game": 8, "points": 6}])
    made.add("names", [{"name": "Ännchen"}])
    (part,) = made.parts()
    assert part.name == "soundtrack-trivia-7.json"
    assert '    {"game": "1152921504606846976", "points": 5},\n' in part.data.decode()
    found = json.loads(part.data)
    assert (found["player"], found["made"]) == ("7", "2026-09-21T14:13:20Z")
    assert found["names"] == [{"name": "Ännchen"}]


def test_a_large_one_is_packed() -> None:
    made = Export(7, NOW, 10_000_000)
    made.add("points", rows(20_000))
    (part,) = made.parts()
    assert part.name == "soundtrack-trivia-7.json.gz"
    assert len(json.loads(gzip.decompress(part.data))["points"]) == 20_000


def test_what_does_not_fit_into_one_file_is_in_several_each_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 200_000
    monkeypatch.setattr(export, "MARGIN", 80_000)
    made, all_rows = Export(7, NOW, limit), rows(20_000)
    for start in range(0, 20_000, 500):
        made.add("points" if start < 10_000 else "guesses", all_rows[start : start + 500])
    parts = made.parts()
    assert [part.name for part in parts[:1]] == [f"soundtrack-trivia-7-1-of-{len(parts)}.json.gz"]
    assert all(len(part.data) <= limit for part in parts)
    found = [json.loads(gzip.decompress(part.data)) for part in parts]
    texts = [row["text"] for one in found for name in ("points", "guesses") for row in one.get(name, [])]
    assert texts == [row["text"] for row in all_rows]


def test_nothing_is_empty() -> None:
    assert Export(7, NOW, 1_000_000).empty


def test_days_seasons_and_wishes_are_readable() -> None:
    assert readable({"period": "week", "start": 739_873})["start"] == "2026-09-14"
    assert readable({"period": "season", "start": 2})["start"] == 2
    assert readable({"wish": '{"rounds": 3}'}) == {"wish": {"rounds": 3}}
    assert readable({"before": "null", "after": '{"roles": [1152921504606846976, 5]}'}) == {
        "before": None,
        "after": {"roles": ["1152921504606846976", 5]},
    }
    assert readable({"ended": None, "server": None}) == {"ended": None, "server": None}


def test_text_that_no_file_takes_breaks_none() -> None:
    made = Export(7, NOW, 1_000_000)
    made.add("guesses", [{"text": "half a pair: \ud83e, and \0"}])
    assert json.loads(made.parts()[0].data)["guesses"] == [{"text": "half a pair: ?, and \0"}]
