"""The JSON Schema by which an editor completes and marks a pack while it is written."""

import json
from pathlib import Path
from typing import ClassVar

import jsonschema_rs
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from tests.trivia.packs import strategies
from tests.trivia.packs.samples import HEAD, JAWS, faults
from tests.trivia.packs.test_tables import FILMS
from trivia import packs

SCHEMA = packs.json_schema()
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)
SKELETON = packs.skeleton("war-films", "War films")


class Editor(yaml.SafeLoader):
    """What an editor makes of a file: numbers and truths are such, dates are text as in YAML 1.2."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def marked(text: str) -> list[str]:
    """Where an editor marks a fault in the pack `text`."""
    read = yaml.load(text, Loader=Editor)
    return ["/".join(map(str, error.instance_path)) for error in VALIDATOR.iter_errors(read)]


def referred(value: dict[str, str]) -> dict[str, str]:
    """What `value` refers to in the schema, if it does."""
    return SCHEMA["$defs"][value["$ref"].rpartition("/")[2]] if "$ref" in value else {}


def test_it_is_a_schema_of_draft_2020_12():
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(SCHEMA)


def test_the_file_beside_the_packs_is_what_the_model_generates():
    file = Path(packs.__file__).parent / "pack.schema.json"
    assert file.read_text(encoding="utf-8") == packs.schema_text()
    assert json.loads(packs.schema_text()) == SCHEMA


def test_dumped_packs_and_the_skeleton_name_that_file():
    line = "# yaml-language-server: $schema=pack.schema.json\n"
    assert SKELETON.startswith(line)
    assert packs.dump(packs.loads(JAWS.encode(), "p")).startswith(line)


def test_every_key_has_a_sentence_for_the_editor():
    objects = [SCHEMA, *(each for each in SCHEMA["$defs"].values() if "properties" in each)]
    keys = [(key, value) for each in objects for key, value in each["properties"].items()]
    assert len(objects) == 7
    assert [key for key, value in keys if "description" not in {**value, **referred(value)}] == []


@pytest.mark.parametrize("path", packs.shipped(), ids=lambda path: path.stem)
def test_the_shipped_packs_are_unmarked(path: Path):
    assert marked(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [SKELETON, JAWS, FILMS], ids=["skeleton", "question", "table"])
def test_whole_packs_are_unmarked(text: str):
    assert marked(text) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.packs())
def test_whatever_is_dumped_is_unmarked(pack: packs.Pack):
    assert marked(packs.dump(pack)) == []


def test_a_question_mark_in_a_dumped_list_suits_older_readers():
    pack = packs.loads((JAWS + "    wrong: ['Who?', 'What? No']\n").encode(), "p")
    assert 'wrong: ["Who?", "What? No"]' in packs.dump(pack)
    assert marked(packs.dump(pack)) == []


@pytest.mark.parametrize("typed", ["1975", "1.10", "0777", "12:30", "no", "true", "2022-05-26", "1e3"])
def test_text_may_look_like_something_else(typed: str):
    assert marked(JAWS.replace("answer: Jaws", f"answer: {typed}")) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (JAWS + "langauge: en\n", ""),
        (JAWS + "source: {titel: A book}\n", "source"),
        (JAWS + "facts: [{id: one, says: Jaws., asof: 1975}]\n", "facts/0"),
        (JAWS + "    anwser: Alien\n", "questions/0"),
        (JAWS + "    media: {alt: A shark, image: a.png, colour: red}\n", "questions/0/media"),
        (FILMS + "    row: []\n", "tables/0"),
        (FILMS.replace("answer: composer", "answer: composer, hint: x"), "tables/0/questions/0"),
    ],
)
def test_an_unknown_key_is_marked_where_the_loader_tells_it(text: str, place: str):
    assert marked(text) == [place]
    assert any("unknown key" in fault for fault in faults(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (HEAD + "questions: [{id: jaws, ask: Which}]\n", "questions/0"),
        (JAWS.removeprefix("pack: films\n"), ""),
        ("- a\n", ""),
        ("Jaws\n", ""),
        (JAWS + "    kind: film\n", "questions/0/kind"),
        (JAWS + "    difficulty: harder\n", "questions/0/difficulty"),
        (JAWS + "    status: done\n", "questions/0/status"),
        (JAWS + "    accept: Shark\n", "questions/0/accept"),
        (JAWS + "    accept: ['']\n", "questions/0/accept/0"),
        (JAWS + "    hint: [a]\n", "questions/0/hint"),
        (JAWS + "    hint:\n", "questions/0/hint"),
        (JAWS + "    need: two\n", "questions/0/need"),
        (JAWS + "    need: 0\n", "questions/0/need"),
        (JAWS + "    evidence: [1]\n", "questions/0/evidence"),
        (JAWS + "    media: a.ogg\n", "questions/0/media"),
        (JAWS + f"    wrong: [{'w' * 81}]\n", "questions/0/wrong/0"),
        (JAWS.replace("id: jaws", "id: Jaws!"), "questions/0/id"),
        (JAWS.replace("pack: films", f"pack: {'f' * 41}"), "pack"),
        (JAWS + "source: A book\n", "source"),
        (FILMS.replace("film: title", "film: titel"), "tables/0/columns/film"),
        (FILMS.replace("film: title", "Film-1: title"), "tables/0/columns"),
        (FILMS.replace("[Jaws, John Williams, 1975]", "Jaws"), "tables/0/rows/0"),
    ],
)
def test_what_does_not_fit_is_marked_and_the_loader_refuses_it(text: str, place: str):
    assert marked(text) == [place]
    assert faults(text) != []


@pytest.mark.parametrize("answer", ["{a: b}", "[]", "[Jaws]", "[[]]"])
def test_an_answer_of_no_sort_is_marked(answer: str):
    text = JAWS.replace("answer: Jaws", f"answer: {answer}")
    assert set(marked(text)) == {"questions/0/answer"}
    assert faults(text) != []
