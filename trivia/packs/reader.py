"""YAML text -> the entries of a pack, one at a time: event by event, so that no whole tree is ever held.

A pack is one mapping. The items of its sections (`facts`, `questions`, `tables`) come out one by one, every other value
as a whole. Scalars stay the strings they were typed as. What YAML offers beyond lists, keys and text is a fault.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import yaml

from trivia.packs.faults import Mark, shown
from trivia.packs.syntax import explain_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trivia.packs.faults import Faults

SECTIONS = frozenset({"facts", "questions", "tables"})
MOST_DEPTH = 10
"""Levels of lists and keys within an entry; a cell of a table with several people needs three."""
MOST_KEYS = 100
"""Keys of one mapping; the richest entry has fourteen."""
MOST_ENTRY = 60_000
"""Values of one entry: a table of 5,000 rows and ten columns fits."""
MOST_VALUES = 1_000_000
"""Values of one file: five times what an ordinary pack of 8 MiB has."""

LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it; the same events ten times slower where not."""

_KEY_PATTERN = r"^[A-Za-z_]+:(?=\s)"
_KEY = re.compile(rf"(?P<item>(?!))?{_KEY_PATTERN}", re.MULTILINE)


class Node:
    """A value of the file and where it starts: text, a list of nodes, named nodes, or None where a fault hides it."""

    __slots__ = ("column", "keys", "line", "value")

    def __init__(self, mark: Mark, value: str | list[Node] | dict[str, Node] | None) -> None:
        self.line, self.column = mark
        self.value = value
        self.keys: dict[str, Mark] | None = None

    @property
    def mark(self) -> Mark:
        """Where the value starts."""
        return Mark(self.line, self.column)

    def at(self, *path: str | int) -> Node:
        """The node at `path` beneath this one, or the nearest one above it that exists."""
        node = self
        for step in path:
            value = node.value
            if isinstance(value, dict) and step in value:
                node = value[str(step)]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                node = value[step]
        return node

    def plain(self) -> object:
        """The value without marks."""
        match self.value:
            case list() as items:
                return [item.plain() for item in items]
            case dict() as named:
                return {key: node.plain() for key, node in named.items()}
            case value:
                return value


class Entry(NamedTuple):
    """A value of the pack: the key it stands under, where that key is, and whether it is one item of a section."""

    key: str
    key_mark: Mark
    node: Node
    item: bool


class Cut(Exception):
    """The file cannot be read any further; the fault has been noted."""


class _Broken(Exception):
    """The parser has given up, and the fault has been noted; a new parser may go on further down."""


def entries(
    text: str,
    faults: Faults,
    loader: type[yaml.BaseLoader | yaml.CBaseLoader] = LOADER,
    most_values: int = MOST_VALUES,
) -> Iterator[Entry]:
    """The entries of the pack in `text`, in its order; an item that YAML cannot read is a node of None.

    After an error of YAML's own, reading goes on at the next item or key. Raises `Cut` where nothing is left to read,
    or beyond a bound.
    """
    return _Reader(text, faults, loader, most_values).pack()


class _Reader:
    def __init__(
        self, text: str, faults: Faults, loader: type[yaml.BaseLoader | yaml.CBaseLoader], most_values: int
    ) -> None:
        self._text = text
        self._faults = faults
        self._loader = loader
        self._most_values = most_values
        self._events = _events(text, loader)
        self._lines_before = 0
        self._chars_before = 0
        self._started = 0
        self._quoted: yaml.ScalarEvent | None = None
        self._told: Mark | None = None
        self._all = 0
        self._here = 0

    def pack(self) -> Iterator[Entry]:
        """All entries; the document must be one mapping."""
        begun = False
        with contextlib.suppress(_Broken):
            self._begin()
            begun = True
        if not begun:
            self._resume(None)
        yield from self._entries()
        try:
            self._next()
            event = self._next()
        except _Broken:
            raise Cut from None
        if not isinstance(event, yaml.StreamEndEvent):
            self._cut(self._mark(event), "a second document begins here; write one pack a file, without further ---")

    def _begin(self) -> None:
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self._cut(Mark(1, 1), "the file is empty; `trivia new` writes one to start from")
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            empty = isinstance(event, yaml.ScalarEvent) and not event.value
            what = "the file is empty" if empty else f"a pack is keys and values, and here is {_kind(event)}"
            self._cut(self._mark(event), f"{what}; `trivia new` writes one to start from")
        self._refuse_marks(event)

    def _entries(self) -> Iterator[Entry]:
        seen: dict[str, Mark] = {}
        while True:
            section: tuple[str, Mark] | None = None
            with contextlib.suppress(_Broken):
                event = self._next()
                if isinstance(event, yaml.MappingEndEvent):
                    return
                key, mark = self._key(event), self._mark(event)
                self._begin_entry(event)
                new = self._new(key, mark, seen)
                event = self._next()
                if not new or key not in SECTIONS or not isinstance(event, yaml.SequenceStartEvent):
                    node = self._node(event, 1)
                    if new:
                        yield Entry(key, mark, node, item=False)
                    continue
                self._refuse_marks(event)
                section = key, mark
            if section is None:
                self._resume(None)
            else:
                yield from self._section(*section)

    def _section(self, key: str, mark: Mark) -> Iterator[Entry]:
        while True:
            try:
                event = self._next()
                if isinstance(event, yaml.SequenceEndEvent):
                    return
                self._begin_entry(event)
                node = self._node(event, 2)
            except _Broken:
                node = None
            yield Entry(key, mark, node or Node(mark, None), item=True)
            if node is None and not self._resume(key):
                return

    def _begin_entry(self, event: yaml.Event) -> None:
        self._started = self._chars_before + event.start_mark.index
        self._here = 0

    def _resume(self, section: str | None) -> bool:
        """Go on after a syntax error: with the next item of `section` (True) or the next key of the pack (False).

        Raises `Cut` where there is neither.
        """
        while not self._faults.full:
            match = self._next_start(section)
            if match is None:
                break
            self._started = match.start()
            item = match["item"] is not None
            before = f"{section}:\n" if item else ""
            self._lines_before = self._text.count("\n", 0, match.start()) - before.count("\n")
            self._chars_before = match.start() - len(before)
            self._quoted = None
            self._events = _events(before + self._text[match.start() :], self._loader)
            with contextlib.suppress(_Broken):
                for _ in range(5 if item else 3):  # the stream, the document, the pack; the section's key, its list
                    self._next()
                return item
        raise Cut

    def _next_start(self, section: str | None) -> re.Match[str] | None:
        """Where the next item or key begins after the line of the entry that could not be read."""
        end = self._text.find("\n", self._started)
        if end < 0:
            return None
        if section is None:
            return _KEY.search(self._text, end)
        line = self._text[self._text.rfind("\n", 0, self._started) + 1 : end]
        dash = re.match(r" *(?=- )", line)
        indent = " *" if dash is None else dash[0]
        return re.compile(rf"^(?P<item>{indent}-(?= ))|{_KEY_PATTERN}", re.MULTILINE).search(self._text, end)

    def _next(self) -> yaml.Event:
        event = None
        try:
            event = next(self._events)
        except yaml.YAMLError as error:
            self._explain(error)
        if event is None:
            # Raised out of the handler, as all go on after it: a chain of errors would keep every parser and its text.
            raise _Broken
        if isinstance(event, yaml.ScalarEvent) and event.style in {"'", '"'}:
            self._quoted = event
        return event

    def _explain(self, error: yaml.YAMLError) -> None:
        """Note what the parser has given up on, once; a quote that swallowed lines is to blame for what follows it."""
        place, sentence = explain_syntax(error)
        mark = Mark(place.line + self._lines_before, place.column)
        quoted = self._quoted
        if quoted and quoted.end_mark.line == place.line - 1:
            if quoted.start_mark.line < quoted.end_mark.line:
                sentence = f"this quote closes only on line {mark.line}; close it here, and use the other sort within"
            else:
                sentence = "text goes on after this quote has closed; put all of it in quotes of the other sort"
            mark = self._mark(quoted)
        if mark != self._told:
            self._faults.add(mark, sentence)
        self._told = mark

    def _node(self, event: yaml.Event, depth: int) -> Node:
        """The value that begins with `event`."""
        mark = self._mark(event)
        self._count(mark)
        if isinstance(event, yaml.AliasEvent):
            advice = "write the text itself, in quotes if it begins with *"
            self._faults.add(mark, f"*{event.anchor} is a YAML alias, which packs do not have; {advice}")
            return Node(mark, None)
        if depth > MOST_DEPTH:
            self._cut(mark, f"lists within lists, more than {MOST_DEPTH} deep; a pack is flatter than that")
        self._refuse_marks(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(mark, self._items(depth))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(mark, depth)
        assert isinstance(event, yaml.ScalarEvent)
        hidden = event.tag is not None and not event.value
        return Node(mark, None if hidden else event.value)

    def _items(self, depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, mark: Mark, depth: int) -> Node:
        named: dict[str, Node] = {}
        seen: dict[str, Mark] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, key_mark = self._key(event), self._mark(event)
            new = self._new(key, key_mark, seen)
            node = self._node(self._next(), depth + 1)
            if new:
                named[key] = node
        node = Node(mark, named)
        node.keys = seen
        return node

    def _key(self, event: yaml.Event) -> str:
        self._count(self._mark(event))
        if not isinstance(event, yaml.ScalarEvent):
            self._cut(self._mark(event), f"a key must be a plain word, and here is {_kind(event)}; put text in quotes")
        self._refuse_marks(event)
        return event.value

    def _new(self, key: str, mark: Mark, seen: dict[str, Mark]) -> bool:
        if key in seen:
            self._faults.add(mark, f"the key {shown(key)} is here twice, first on line {seen[key].line}; keep one")
            return False
        seen[key] = mark
        if len(seen) > MOST_KEYS:
            self._cut(mark, f"more than {MOST_KEYS} keys; no entry of a pack has so many")
        return True

    def _refuse_marks(self, event: yaml.Event) -> None:
        assert isinstance(event, yaml.NodeEvent)
        tag = getattr(event, "tag", None)
        if tag is not None:
            typed = shown(tag.replace("tag:yaml.org,2002:", "!!"))
            self._faults.add(
                self._mark(event), f"{typed} is a YAML tag, which packs do not have; put the text in quotes"
            )
        if event.anchor is not None:
            advice = "delete it, or put the text in quotes"
            self._faults.add(self._mark(event), f"&{event.anchor} is a YAML anchor, which packs do not have; {advice}")

    def _mark(self, event: yaml.Event) -> Mark:
        return Mark(self._lines_before + event.start_mark.line + 1, event.start_mark.column + 1)

    def _count(self, mark: Mark) -> None:
        self._all += 1
        self._here += 1
        if self._here > MOST_ENTRY:
            self._cut(mark, f"this entry holds more than {MOST_ENTRY:,} values; split it")
        if self._all > self._most_values:
            self._cut(mark, f"this file holds more than {self._most_values:,} values; split it into several packs")

    def _cut(self, mark: Mark, sentence: str) -> NoReturn:
        self._faults.add(mark, sentence)
        raise Cut


def _events(text: str, loader: type[yaml.BaseLoader | yaml.CBaseLoader]) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=loader)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _kind(event: yaml.Event) -> str:
    match event:
        case yaml.SequenceStartEvent():
            return "a list"
        case yaml.MappingStartEvent():
            return "a mapping"
        case yaml.AliasEvent():
            return "an alias"
        case _:
            return "only text"
