"""`trivia convert`: what it writes, what it says was left out, and that nothing of yours is written over."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from trivia import packs
from trivia.cli import app

CSV = "question,answer\nWhich film?,Jaws\nWho?,\n"
LEFT_OUT = "films.csv:3:1: the row has no answer; write one, or delete it\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a table in it."""
    monkeypatch.chdir(tmp_path)
    Path("films.csv").write_text(CSV, encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, ["convert", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(*words: str) -> str:
    """The one sentence of a command that is at fault itself."""
    result = run(*words)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    return result.stderr.removesuffix("\n")


def test_a_pack_is_written_and_what_was_left_out_is_said():
    result = run("films.csv")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{LEFT_OUT}Wrote films.yaml: 1 question; 1 thing left out. "
        "See what the judge makes of them: trivia check films.yaml\n"
    )
    pack = packs.load(Path("films.yaml"))
    assert (pack.id, pack.title, pack.questions[0].answer.text) == ("films", "Films", "Jaws")


def test_the_pack_is_called_and_put_as_you_say():
    assert run("films.csv", "--to", "x.yaml", "--pack", "war-films", "--title", "War: films").exit_code == 0
    pack = packs.load(Path("x.yaml"))
    assert (pack.id, pack.title, pack.questions[0].id) == ("war-films", "War: films", "war-films/which-film")


def test_a_format_that_is_named_goes_before_the_name():
    Path("list").write_text("Which film?*Jaws\n", encoding="utf-8")
    assert run("list", "--format", "triviatime").exit_code == 0
    assert packs.load(Path("list.yaml")).questions[0].answer.text == "Jaws"


def test_it_goes_to_standard_output_alone_where_you_say_so(here: Path):
    result = run("films.csv", "--to", "-")
    assert packs.loads(result.stdout_bytes, "-").questions[0].answer.text == "Jaws"
    assert result.stderr == LEFT_OUT
    assert [path.name for path in here.iterdir()] == ["films.csv"]


def test_a_file_that_is_there_is_replaced_by_force_alone():
    Path("films.yaml").write_text("precious", encoding="utf-8")
    result = run("films.csv")
    assert result.exit_code == 2
    assert result.stderr == ("films.yaml exists already: name another file with --to, or replace it with --force.\n")
    assert Path("films.yaml").read_text(encoding="utf-8") == "precious"
    assert run("films.csv", "--force").exit_code == 0
    assert packs.load(Path("films.yaml")).id == "films"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("question\nWho?\n", "a.csv:1:1: no column is called answer; write a header that begins question,answer\n"),
        ("question,answer\nWho?,\n", "a.csv:2:1: the row has no answer; write one, or delete it\n"),
        ("", "a.csv:1:1: the file is empty; write some questions\n"),
    ],
)
def test_where_nothing_can_be_read_nothing_is_written(text: str, said: str, here: Path):
    Path("a.csv").write_text(text, encoding="utf-8")
    result = run("a.csv")
    assert (result.exit_code, result.stdout) == (1, said)
    assert sorted(path.name for path in here.iterdir()) == ["a.csv", "films.csv"]


def test_a_file_over_the_limit_is_read_no_further():
    Path("a.csv").write_bytes(b"a" * (9 << 20))
    result = run("a.csv")
    assert result.exit_code == 1
    assert result.stderr == "a.csv:1:1: the file is over 8 MiB; split it into several packs\n"


def test_what_is_no_file_is_said():
    assert refused("nope.csv") == "nope.csv: there is no such file; check the name"
    assert refused(".") == ".: this is not a file; name a pack"


def test_a_place_that_cannot_be_written_is_said():
    result = run("films.csv", "--to", "no/films.yaml")
    assert result.exit_code == 2
    assert (
        result.stderr == "no/films.yaml cannot be written (No such file or directory); name another file with --to.\n"
    )


def test_a_name_that_no_pack_can_have_is_said():
    assert refused("films.csv", "--pack", "War films") == (
        '"War films" cannot be the id of a pack; an id is up to 40 of a-z, 0-9 and -, a title up to 100 characters on '
        "a line."
    )
