"""What is no YAML, or more YAML than packs have: each mistake at its place, and no file is too wild to be read."""

import codecs
from typing import ClassVar

import pytest
import yaml

from tests.trivia.packs.samples import HEAD, JAWS, answered, faults
from trivia.packs import faults as told
from trivia.packs.decoding import MOST_BYTES
from trivia.packs.reader import Cut, entries

DEEP = 100_000


def test_a_byte_that_is_not_utf_8():
    data = JAWS.replace("Jaws", "Jäws").encode("latin-1")
    assert faults(data) == ["p:6:14: byte E4 is not UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_another_unicode(encoding: str):
    assert faults(JAWS.encode(encoding)) == ["p:1:1: this file is UTF-16 or no text at all; save it as UTF-8"]


def test_a_byte_order_mark_is_no_fault():
    assert faults(codecs.BOM_UTF8 + JAWS.encode()) == []


def test_line_ends_of_windows_are_no_fault():
    assert faults(JAWS.replace("\n", "\r\n")) == []
    assert faults((JAWS + "    hnit: x\n").replace("\n", "\r\n")) == ['p:7:5: unknown key "hnit"; did you mean hint?']


@pytest.mark.parametrize(
    ("char", "code"), [("\0", "0000"), ("\x1b", "001B"), ("\x85", "0085"), ("\u2028", "2028"), ("\ufeff", "FEFF")]
)
def test_a_control_character(char: str, code: str):
    assert faults(JAWS.replace("Which film", f"Which fi{char}lm")) == [
        f"p:5:18: the control character U+{code} cannot stand in a pack; delete it"
    ]


@pytest.mark.parametrize("indent", ["\t", "  \t", "\t    "])
def test_a_tab_that_indents(indent: str):
    assert faults(JAWS.replace("    ask", f"{indent}ask")) == ["p:5:1: a tab indents this line; indent with spaces"]


def test_all_tabs_come_at_once():
    told = faults(JAWS.replace("    ", "\t"))
    assert [fault.partition(" ")[0] for fault in told] == ["p:5:1:", "p:6:1:"]


@pytest.mark.parametrize("text", ["", "\n  \n", "# to do\n"])
def test_an_empty_file(text: str):
    assert faults(text) == ["p:1:1: the file is empty; `trivia new` writes one to start from"]


@pytest.mark.parametrize(
    ("text", "kind"), [("- a\n- b\n", "a list"), ("[a, b]", "a list"), ("Jaws\n", "only text"), ("1975", "only text")]
)
def test_a_file_that_is_no_mapping(text: str, kind: str):
    assert faults(text) == [
        f"p:1:1: a pack is keys and values, and here is {kind}; `trivia new` writes one to start from"
    ]


def test_an_anchor_and_its_alias():
    assert faults(answered("&a Jaws") + "    hint: *a\n") == [
        "p:6:13: &a is a YAML anchor, which packs do not have; delete it, or put the text in quotes",
        "p:7:11: *a is a YAML alias, which packs do not have; write the text itself, in quotes if it begins with *",
    ]


def test_a_thousand_laughs_are_refused_at_the_first():
    assert faults(JAWS + "facts: &a [&b [*a, *a], *b]\n")[0] == (
        "p:7:8: &a is a YAML anchor, which packs do not have; delete it, or put the text in quotes"
    )


@pytest.mark.parametrize("tag", ["!!str", "!Jaws", "!", "!!python/object:os.system"])
def test_a_tag(tag: str):
    sentence = f'p:6:13: "{tag}" is a YAML tag, which packs do not have; put the text in quotes'
    assert faults(answered(f"{tag} Jaws")) == [sentence]
    assert faults(answered(tag)) == [sentence]


def test_several_documents():
    assert faults(JAWS + "---\n" + JAWS) == [
        "p:7:1: a second document begins here; write one pack a file, without further ---"
    ]
    assert faults(JAWS + "...\n" + JAWS) == ["p:8:1: a line of ... ends a pack, and here is more; delete that line"]


def test_one_document_between_its_marks_is_no_fault():
    assert faults("---\n" + JAWS + "...\n") == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("Top Gun: Maverick", 'p:6:20: text with ": " in it needs quotes around all of it (or indentation is off)'),
        ('"Jaws', "p:6:13: this quote is never closed; write the closing one"),
        ('"Jaws" 2', "p:6:13: text goes on after this quote has closed; put all of it in quotes of the other sort"),
        (r'"J\aws \q"', "p:6:20: a backslash in double quotes needs a second one; or use single quotes"),
        ("@jaws", "p:6:13: text cannot begin with this character (or a tab); put the text in quotes"),
        ("[Jaws, Alien", "p:6:13: a list in [ ] is not closed, or a text in it needs quotes"),
        (
            "[Jaws, , Alien]",
            "p:6:20: a value is missing here; delete the extra comma, or put text that begins with a sign in quotes",
        ),
    ],
)
def test_text_that_yaml_cannot_read(answer: str, fault: str):
    assert faults(answered(answer)) == [fault]


def test_reading_goes_on_after_what_yaml_cannot_read():
    text = HEAD + "questions:\n  - id: one\n    ask: Top: Gun\n  - id: two\n    hnit: x\nfcts: 1\n"
    assert [fault.partition(" ")[0] for fault in faults(text)] == ["p:5:13:", "p:6:5:", "p:7:5:", "p:8:1:"]


def test_no_more_than_one_parser_lives_however_often_reading_goes_on():
    class Counted(yaml.CBaseLoader):
        alive: ClassVar[int] = 0
        most: ClassVar[int] = 0

        def __init__(self, stream: str) -> None:
            Counted.alive += 1
            Counted.most = max(Counted.most, Counted.alive)
            super().__init__(stream)

        def __del__(self) -> None:
            Counted.alive -= 1

    found = told.Faults("p")
    with pytest.raises(Cut):
        list(entries(HEAD + "questions:\n" + "  - [\n" * 500, found, Counted))
    assert len(found.listed()) == told.MOST_FAULTS
    assert Counted.most <= 2


@pytest.mark.parametrize(
    "line", ["  - [\n", '  - "\n', "  - |x\n", "  - 'x' y\n", "  - a: b: c\n", "  - *a\n", "  - {}\n", "  - x: &a !b\n"]
)
def test_a_file_of_nothing_but_mistakes_tells_a_hundred_and_counts_the_others(line: str):
    text = HEAD + "questions:\n" + line * 20_000
    assert told.MOST_FAULTS <= len(faults(text)) <= told.MOST_FAULTS + 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (HEAD + "questions:\n" + "  - [" + "x, " * 60_000 + "]\n", "holds more than 60,000 values; split it"),
        (
            HEAD + "".join(f"k{number}: 1\n" for number in range(100)),
            "more than 100 keys; no entry of a pack has so many",
        ),
        (HEAD + "questions:\n" + ("  - [" + "x, " * 50_000 + "]\n") * 20, "holds more than 1,000,000 values"),
    ],
    ids=["entry", "keys", "file"],
)
def test_what_no_pack_needs_ends_the_reading(text: str, fault: str):
    assert fault in faults(text)[-1]


def test_reading_goes_on_more_than_once():
    item = "  - id: film-{}\n    ask: Top: Gun\n    answer: {}\n"
    text = HEAD + "questions:\n" + "".join(item.format(number, number) for number in range(4)) + "  - hnit: x\n"
    assert [fault.partition(" ")[0] for fault in faults(text)] == [
        "p:5:13:", "p:8:13:", "p:11:13:", "p:14:13:", "p:16:5:", "p:16:5:"
    ]  # fmt: skip


def test_a_file_of_eight_mib_is_read_and_no_larger_one():
    comment = b"#" * (MOST_BYTES - len(JAWS))
    assert faults(JAWS.encode() + comment) == []
    assert faults(JAWS.encode() + comment + b"#") == ["p:1:1: the file is over 8 MiB; split it into several packs"]


@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader])
@pytest.mark.parametrize(
    "bomb",
    [
        "accept: " + "[" * DEEP,
        "accept: " + "[" * DEEP + "]" * DEEP,
        "accept:\n      " + "- " * DEEP,
        "media: " + "{a: " * DEEP,
    ],
    ids=["flow", "flow closed", "block", "mappings"],
)
def test_a_hundred_thousand_lists_in_each_other_are_one_fault(bomb: str, loader: type[yaml.BaseLoader]):
    found = told.Faults("p")
    with pytest.raises(Cut):
        list(entries(f"{JAWS}    {bomb}\n", found, loader))
    (fault,) = found.listed()
    assert fault.line in (7, 8)
    assert fault.message.startswith("lists within lists, ")


@pytest.mark.parametrize("bomb", ["[" * DEEP, "- " * DEEP, "{a: " * DEEP])
def test_a_file_that_is_nothing_else_is_one_fault(bomb: str):
    assert len(faults(bomb)) == 1
