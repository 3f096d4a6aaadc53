"""A pack that is written and read again is the same pack."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.trivia.packs import strategies
from tests.trivia.packs.samples import JAWS
from trivia import packs
from trivia.packs.dump import scalar


def again(pack: packs.Pack) -> packs.Pack:
    return packs.loads(packs.dump(pack).encode(), "p")


def asking(text: str) -> packs.Pack:
    """A pack whose one question is `text`, on one line its tags too."""
    (question,) = packs.loads(JAWS.encode(), "p").questions
    return packs.Pack("films", "Films", (replace(question, ask=text, tags=(text.replace("\n", " "),) * 2),))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.packs())
def test_any_pack(pack: packs.Pack):
    assert again(pack) == pack


def test_what_was_read_again_is_written_the_same():
    pack = packs.loads(packs.skeleton("war-films", "War: films").encode(), "p")
    assert packs.dump(again(pack)) == packs.dump(pack)


@pytest.mark.parametrize("path", packs.shipped(), ids=lambda path: path.stem)
def test_the_shipped_packs(path: Path):
    pack = packs.load(path)
    assert again(pack) == pack


def test_the_skeleton():
    pack = packs.loads(packs.skeleton("war-films", "War: films").encode(), "p")
    assert again(pack) == pack


@pytest.mark.parametrize("text", strategies.TRICKY)
def test_tricky_text(text: str):
    for pack in (asking(f"{text}x"), asking(f"x{text}"), asking(f"{text} x"), asking(f"x {text}")):
        assert again(pack) == pack


@settings(max_examples=100, deadline=None)
@given(strategies.line())
def test_any_line_is_one_scalar_alone_and_in_brackets(text: str):
    alone, inside = scalar(text), scalar(text, inside=True)
    read = packs.loads(
        f"{JAWS}    media:\n      audio: a.ogg\n      alt: {alone}\n    tags: [{inside}, x]\n".encode(), "p"
    )
    (question,) = read.questions
    assert question.media is not None
    assert (question.media.alt, question.tags) == (text, (text, "x"))


def test_several_lines_are_written_as_lines():
    pack = asking("Which film?\nIt has a shark.")
    assert "    ask: |-\n      Which film?\n      It has a shark.\n" in packs.dump(pack)
    assert again(pack) == pack


@pytest.mark.parametrize("text", ["a\n", "\na", "a\n\nb", " a\nb", "a \nb", "a\n# b", "a\n- b: c", "a\n---\nb"])
def test_lines_whose_ends_matter(text: str):
    pack = asking(text)
    assert again(pack) == pack


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hold My Hand", "Hold My Hand"),
        ("1986", "1986"),
        ("no", '"no"'),
        ("0777", '"0777"'),
        ("Top Gun: Maverick", '"Top Gun: Maverick"'),
        ('The "Maverick" theme: loud', "'The \"Maverick\" theme: loud'"),
        ("# one", '"# one"'),
        (" x ", '" x "'),
        ("🦈", '"🦈"'),
        ("a\u200bb", '"a\\u200bb"'),
    ],
)
def test_quotes_stand_only_where_they_are_needed(text: str, written: str):
    assert scalar(text) == written


def test_a_source_without_a_word_is_none():
    pack = packs.loads((JAWS + "source: {}\nfacts: [{id: one, says: Jaws., source: {}}]\n").encode(), "p")
    assert again(pack) == pack


def test_what_is_as_usual_is_not_written():
    assert packs.dump(packs.loads(JAWS.encode(), "p")) == (
        "# yaml-language-server: $schema=pack.schema.json\npack: films\ntitle: Films\nlanguage: en\n\n"
        "questions:\n  - id: jaws\n    ask: Which film?\n    answer: Jaws\n"
    )
