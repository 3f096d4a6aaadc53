"""`Pack` -> YAML as an author would write it: block style, quotes where needed, keys in the design's order."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING, TypeAlias

from trivia.packs import tables
from trivia.question import Answer, Difficulty, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trivia.packs.pack import Pack
    from trivia.packs.tables import Table, Template
    from trivia.question import Fact, Media, Question, Source

SCHEMA_LINE = "# yaml-language-server: $schema=pack.schema.json"

_WIDTH = 120
_FIGURES = re.compile(r"0|[1-9]\d{0,14}|\d{4}-\d\d(-\d\d)?", re.ASCII)
_NOT_TEXT = re.compile(r"y|n|yes|no|on|off|true|false|null|nan|inf", re.IGNORECASE)
_SHOWN = "\u200c\u200d"
"""Joiners within words and emoji: invisible, but as ordinary as letters."""


def dump(pack: Pack) -> str:
    """The file of `pack`: reading it gives an equal pack."""
    made = {question.id for table in pack.tables for question, _ in tables.questions(table, pack.id)}
    made_facts = {fact.id for table in pack.tables for fact in tables.facts(table)}
    facts = [_fact(fact, pack.source) for fact in pack.facts if fact.id not in made_facts]
    questions = [_question(question) for question in pack.questions if question.id not in made]
    lines = [SCHEMA_LINE, *_block(_head(pack))]
    lines += _section("facts", facts)
    lines += _section("questions", questions)
    lines += _section("tables", [_table(table, pack.source) for table in pack.tables])
    return "\n".join(lines) + "\n"


_Value: TypeAlias = "str | list[_Value] | dict[str, _Value] | None"


class _Flow(list[_Value]):
    """A list written on one line, in brackets."""


def _head(pack: Pack) -> dict[str, _Value]:
    return {
        "pack": pack.id,
        "title": pack.title,
        "about": pack.about,
        "language": pack.language,
        "source": _source(pack.source, None),
    }


def _fact(fact: Fact, default: Source | None) -> dict[str, _Value]:
    return {"id": fact.id, "says": fact.says, "source": _source(fact.source, default), "as_of": fact.as_of}


def _source(source: Source | None, default: Source | None) -> _Value:
    """What `source` says beyond the `default`."""
    if source is None:
        return None
    given = dataclasses.asdict(source)
    usual = dataclasses.asdict(default) if default else {}
    return {key: value for key, value in given.items() if value != usual.get(key)}


def _question(question: Question) -> dict[str, _Value]:
    many = question.kind is Kind.LIST
    first = question.answer
    return {
        "id": question.slug,
        "ask": question.ask,
        "answer": _Flow(_member(answer) for answer in question.answers) if many else first.text,
        "accept": None if many else _Flow(first.accept),
        "reject": _Flow(first.reject),
        "kind": _unless(question.kind, Kind.TEXT),
        "need": _unless(str(question.need), str(len(question.answers))) if many else None,
        "wrong": _Flow(question.wrong),
        "hint": question.hint,
        "fact": question.fact.id if question.fact else None,
        "difficulty": _unless(question.difficulty, Difficulty.MEDIUM),
        "tags": _Flow(question.tags),
        "status": _unless(question.status, Status.READY),
        "evidence": _Flow(str(offset) for offset in question.evidence) if question.evidence else None,
        "media": _media(question.media),
    }


def _member(answer: Answer) -> str | _Flow:
    return _Flow([answer.text, *answer.accept]) if answer.accept else answer.text


def _media(media: Media | None) -> _Value:
    return {"audio": media.audio, "image": media.image, "alt": media.alt} if media else None


def _table(table: Table, default: Source | None) -> dict[str, _Value]:
    return {
        "id": table.id,
        "columns": dict[str, _Value](table.columns),
        "says": table.says,
        "source": _source(table.source, default),
        "rows": [_Flow(cell[0] if len(cell) == 1 else _Flow(cell) for cell in row) for row in table.rows],
        "questions": [_template(template) for template in table.templates],
    }


def _template(template: Template) -> dict[str, _Value]:
    return {
        "ask": template.ask,
        "answer": template.answer,
        "reverse": template.reverse,
        "difficulty": _unless(template.difficulty, Difficulty.MEDIUM),
        "tags": _Flow(template.tags),
        "status": _unless(template.status, Status.READY),
    }


def _unless(value: str, default: str) -> str | None:
    return None if value == default else value


def _section(key: str, items: Iterable[dict[str, _Value]]) -> Iterator[str]:
    """A section of the pack, with an empty line before it and between its items."""
    for number, item in enumerate(items):
        yield ""
        if not number:
            yield f"{key}:"
        yield from _item(_block(item))


def _item(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {'  ' if number else '- '}{line}" if line else line


def _block(named: dict[str, _Value]) -> Iterator[str]:
    """The lines of a mapping; keys without a value are left out."""
    for key, value in named.items():
        if isinstance(value, dict) and value:
            yield f"{key}:"
            yield from (f"  {line}" for line in _block(value))
        elif isinstance(value, list) and value:
            yield from _list(key, value)
        elif isinstance(value, str):
            yield from _text(key, value)


def _list(key: str, items: list[_Value]) -> Iterator[str]:
    """A list on one line where it fits, else an item a line."""
    if isinstance(items, _Flow) and len(line := f"{key}: {_flow(items)}") <= _WIDTH:
        yield line
        return
    yield f"{key}:"
    for item in items:
        yield from _item(_block(item) if isinstance(item, dict) else [_flow(item)])


def _flow(value: _Value) -> str:
    """A value on one line; a list in brackets."""
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    assert isinstance(value, str)
    return scalar(value, inside=True)


def _text(key: str, text: str) -> Iterator[str]:
    """Text after its key; several lines as a literal block where nothing in them gets lost by that."""
    lines = text.split("\n")
    if len(lines) > 1 and all(line == line.strip() != "" and _clear(line) for line in lines):
        yield f"{key}: |-"
        yield from (f"  {line}" for line in lines)
    else:
        yield f"{key}: {scalar(text)}"


def scalar(text: str, *, inside: bool = False) -> str:
    """`text` plain if no YAML reader takes it for something else, else in the quotes it needs fewer escapes in."""
    if _plain(text, inside=inside):
        return text
    if '"' in text and _clear(text):
        return "'" + text.replace("'", "''") + "'"
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if _clear(char) else _escape(char) for char in quoted)


def _plain(text: str, *, inside: bool) -> bool:
    if not text or text != text.strip() or not _clear(text):
        return False
    if not text[0].isalpha():
        return _FIGURES.fullmatch(text) is not None
    if _NOT_TEXT.fullmatch(text) or re.search(r":(\s|$)|\s#", text):
        return False
    return not (inside and re.search(r"[\[\]{},:?]", text))


def _clear(text: str) -> bool:
    """Whether a reader of the file sees all of `text`."""
    return all(char.isprintable() or char in _SHOWN for char in text)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
