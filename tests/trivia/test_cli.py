"""What `trivia new`, `check`, `schema` and `packs` say and write; the status is 0, 1 for faults, 2 for misuse."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.trivia.packs.samples import HEAD, JAWS
from trivia import packs
from trivia.cli import app

BROKEN = JAWS.replace("answer:", "anwser:")
TITLELESS = JAWS.replace("title: Films\n", "")

private = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def written(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# new


def test_new_writes_a_pack_that_check_passes():
    result = run("new", "War films")
    assert result.exit_code == 0
    assert result.stdout == "Wrote war-films.yaml. Fill it in, then run: trivia check war-films.yaml\n"
    assert run("check", "war-films.yaml").stdout == "1 pack, 14 questions, no faults.\n"
    assert packs.load(Path("war-films.yaml")).title == "War films"


def test_new_says_a_word_on_every_key():
    run("new", "films")
    text = Path("films.yaml").read_text(encoding="utf-8")
    schema = packs.json_schema()
    objects = [schema, *(each for each in schema["$defs"].values() if "properties" in each)]
    assert {key for each in objects for key in each["properties"] if f"{key}:" not in text} == set()
    assert text.count("#") > 30


def test_new_puts_the_schema_beside_the_pack():
    run("new", "films")
    assert Path("pack.schema.json").read_text(encoding="utf-8") == packs.schema_text()


def test_new_makes_a_title_of_a_slug():
    run("new", "war-films")
    assert packs.load(Path("war-films.yaml")).title == "War films"


def test_new_never_writes_over_a_file():
    written("films.yaml", "mine")
    result = run("new", "films")
    assert result.exit_code == 2
    assert result.stderr == "films.yaml exists already; choose another name, or delete it first.\n"
    assert Path("films.yaml").read_text() == "mine"


def test_new_keeps_a_schema_that_is_there():
    written("pack.schema.json", "mine")
    assert run("new", "films").exit_code == 0
    assert Path("pack.schema.json").read_text() == "mine"


def test_new_writes_to_another_folder_and_makes_it():
    assert run("new", "films", "--out", "some/my packs").stdout == (
        "Wrote some/my packs/films.yaml. Fill it in, then run: trivia check 'some/my packs/films.yaml'\n"
    )
    assert sorted(path.name for path in Path("some/my packs").iterdir()) == ["films.yaml", "pack.schema.json"]


def test_new_says_when_the_folder_is_a_file():
    written("films", "")
    result = run("new", "jaws", "--out", "films")
    assert result.exit_code == 2
    assert result.stderr == "films is not a folder; choose another with --out.\n"


def test_new_says_when_it_cannot_write():
    written("films", "")
    result = run("new", "jaws", "--out", "films/more")
    assert result.exit_code == 2
    assert (
        result.stderr == "films/more/jaws.yaml cannot be written (Not a directory); choose another folder with --out.\n"
    )


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("/tmp/films", "tmp-films.yaml"),
        ("Amélie: “naïve” #1", "amelie-naive-1.yaml"),
        ("🎬 Films", "films.yaml"),
        ("1917", "1917.yaml"),
        ("null", "null.yaml"),
        ("yes & no", "yes-no.yaml"),
        ("  films  ", "films.yaml"),
        ("TITLE", "title.yaml"),
        ("SLUG", "slug.yaml"),
        ("'\"", None),
        ("", None),
        ("   ", None),
        ("日本", None),
        ("..", None),
    ],
)
def test_new_takes_odd_names_or_says_why_not(name: str, file: str | None, here: Path):
    result = run("new", "--", name)
    made = [path.name for path in here.iterdir() if path.suffix == ".yaml"]
    if file is None:
        assert result.exit_code == 2
        assert result.stderr == (
            f'"{name}" has no letter from a to z to name the file by; write something like war-films.\n'
        )
        assert made == []
    else:
        assert made == [file]
        assert run("check", file).exit_code == 0
        assert packs.load(Path(file)).title in {name, name.capitalize()}


@pytest.mark.parametrize("name", ["n" * 101, "two\nlines", "a\tb", "a\x00b", "a\udc80"])
def test_new_says_when_a_name_can_be_no_title(name: str, here: Path):
    result = run("new", name)
    assert result.exit_code == 2
    assert result.stderr == "This name cannot be a title; write up to 100 characters on one line.\n"
    assert list(here.iterdir()) == []


def test_new_cuts_the_file_name_to_what_an_id_may_have():
    run("new", "A very long name for a pack of films about the sea")
    assert (
        packs.load(Path("a-very-long-name-for-a-pack-of-films-abo.yaml")).id
        == "a-very-long-name-for-a-pack-of-films-abo"
    )


# check


def test_check_passes_a_whole_pack():
    result = run("check", written("films.yaml", JAWS))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "1 pack, 1 question, no faults.\n", "")


def test_check_takes_the_shipped_packs_where_none_are_named():
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{len(packs.shipped())} pack")
    assert result.stdout.endswith(" no faults.\n")


def test_check_says_each_fault_at_its_place_and_sums_up():
    result = run("check", written("films.yaml", BROKEN + "    hnit: x\n"))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        'films.yaml:6:5: unknown key "anwser"; did you mean answer?',
        'films.yaml:7:5: unknown key "hnit"; did you mean hint?',
        "2 faults in 1 file.",
    ]
    assert result.stderr == ""


def test_check_says_the_faults_of_all_files():
    result = run("check", written("one.yaml", BROKEN), written("two.yaml", TITLELESS), written("films.yaml", JAWS))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        'one.yaml:6:5: unknown key "anwser"; did you mean answer?',
        "two.yaml:1:1: title is missing; add it: the title players see, up to 100 characters",
        "2 faults in 2 files.",
    ]


def test_check_counts_the_faults_that_it_does_not_list():
    result = run("check", written("films.yaml", HEAD + "questions:\n" + "  - x\n" * 1200))
    assert len(result.stdout.splitlines()) == 102
    assert result.stdout.endswith("1,200 faults in 1 file.\n")


def test_check_says_what_the_judge_would_mix_up():
    result = run("check", written("films.yaml", JAWS + "    wrong: [The Jaws, Alien, Duel]\n"))
    assert result.exit_code == 1
    assert result.stdout.startswith('films.yaml:4:9: "The Jaws" is under wrong:, but is judged right')


def test_check_reads_all_packs_of_a_folder_and_nothing_else():
    written("packs/b.yml", JAWS)
    written("packs/a.YAML", JAWS.replace("pack: films", "pack: more").replace("Jaws", "Alien"))
    written("packs/notes.txt", "no pack")
    written("packs/within/c.yaml", BROKEN)
    assert run("check", "packs").stdout == "2 packs, 2 questions, no faults.\n"


def test_check_reads_a_file_that_is_named_twice_once(here: Path):
    written("films.yaml", JAWS)
    assert run("check", "films.yaml", ".", here / "films.yaml").stdout == "1 pack, 1 question, no faults.\n"


def test_check_says_that_two_packs_have_one_id():
    result = run("check", written("one.yaml", JAWS), written("two.yaml", JAWS))
    assert result.exit_code == 1
    assert result.stdout.startswith('two.yaml:1:7: the pack id "films" is that of one.yaml already; choose another\n')


def test_check_of_a_file_that_is_not_there():
    result = run("check", "nope.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "nope.yaml: there is no such file; check the name\n"


def test_check_of_a_folder_without_packs():
    Path("packs").mkdir()
    result = run("check", "packs")
    assert result.exit_code == 2
    assert result.stderr == "packs: there is no pack in this folder; packs end in .yaml or .yml\n"


def test_check_of_a_folder_that_is_named_like_a_pack():
    Path("packs/films.yaml").mkdir(parents=True)
    result = run("check", "packs")
    assert result.exit_code == 2
    assert result.stderr == "packs/films.yaml: this is not a file; name a pack\n"


@private
def test_check_of_a_file_that_may_not_be_read():
    path = written("films.yaml", JAWS)
    path.chmod(0)
    result = run("check", path)
    assert result.exit_code == 2
    assert result.stderr == (
        "films.yaml: the file cannot be read (permission denied); check its name and its permissions\n"
    )


@private
def test_check_of_a_folder_that_may_not_be_read():
    Path("packs").mkdir(mode=0)
    result = run("check", "packs")
    assert result.exit_code == 2
    assert result.stderr == "packs: this cannot be read (permission denied); check its name and its permissions\n"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a file that even root cannot read")
def test_check_of_a_file_that_nobody_can_read():
    result = run("check", "/proc/self/mem")
    assert result.exit_code == 2
    assert result.stderr.startswith("/proc/self/mem: the file cannot be read (")


def test_check_of_a_name_that_no_file_can_have():
    result = run("check", "n" * 300)
    assert result.exit_code == 2
    assert result.stderr.endswith(" cannot be read (file name too long); check its name and its permissions\n")


def test_check_of_what_cannot_be_read_and_of_faults_is_misuse():
    result = run("check", "nope.yaml", written("films.yaml", BROKEN))
    assert result.exit_code == 2
    assert result.stdout.startswith("films.yaml:6:5: ")
    assert result.stderr.startswith("nope.yaml: ")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"\xff" * 99, b"[" * 99_999, b"%" * 99, b"- " * 9_999])
def test_check_of_any_bytes_says_a_place_and_never_a_trace(data: bytes):
    Path("films.yaml").write_bytes(data)
    result = run("check", "films.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("films.yaml:1:")
    assert result.stdout.endswith("\n1 fault in 1 file.\n")
    assert result.stderr == ""


# schema and packs


def test_schema_prints_the_schema():
    result = run("schema")
    assert result.exit_code == 0
    assert result.stdout == packs.schema_text()


def test_packs_lists_packs_with_their_questions():
    result = run("packs", written("films.yaml", JAWS))
    assert result.exit_code == 0
    assert result.stdout == (
        "films: 1 question (text 1, person 0, title 0, number 0, year 0, list 0; easy 0, medium 1, hard 0)\n"
    )


def test_packs_lists_them_for_programs():
    drafted = JAWS.replace("title: Films", "title: 'Fílms: all'") + "    status: draft\n    kind: title\n"
    result = run("packs", "--json", written("films.yaml", drafted + "facts: [{id: one, says: Jaws.}]\n"))
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "pack": "films",
            "title": "Fílms: all",
            "language": "en",
            "facts": 1,
            "questions": 1,
            "drafts": 1,
            "kinds": {"text": 0, "person": 0, "title": 1, "number": 0, "year": 0, "list": 0},
            "difficulties": {"easy": 0, "medium": 1, "hard": 0},
        }
    ]
    assert "Fílms" in result.stdout


def test_packs_lists_the_shipped_ones_where_none_are_named():
    listed = json.loads(run("packs", "--json").stdout)
    assert [each["pack"] for each in listed] == [packs.load(path).id for path in packs.shipped()]


def test_packs_lists_whole_packs_beside_the_faults_of_others():
    result = run("packs", "--json", written("films.yaml", JAWS), written("more.yaml", BROKEN))
    assert result.exit_code == 1
    assert [each["pack"] for each in json.loads(result.stdout)] == ["films"]
    assert result.stderr == 'more.yaml:6:5: unknown key "anwser"; did you mean answer?\n'


def test_packs_of_nothing_is_an_empty_list_and_misuse():
    result = run("packs", "--json", "nope")
    assert result.exit_code == 2
    assert json.loads(result.stdout) == []
    assert result.stderr == "nope: there is no such file; check the name\n"


# The command as it is installed


@pytest.mark.parametrize(("words", "status"), [([], 2), (["chekc"], 2), (["check", "--all"], 2), (["--help"], 0)])
def test_a_command_that_is_none_is_misuse(words: list[str], status: int):
    assert run(*words).exit_code == status


def test_it_speaks_utf_8_whatever_the_terminal_is_set_to():
    path = written("films.yaml", JAWS.replace("id: jaws", "id: Fílms!"))
    done = subprocess.run(
        [sys.executable, "-m", "trivia", "check", path],
        env={**os.environ, "PYTHONIOENCODING": "latin-1", "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.decode().startswith('films.yaml:4:9: id cannot be "Fílms!": ')
    assert done.stderr == b""
