"""What YAML's own errors mean to an author."""

from __future__ import annotations

import re

import yaml

from trivia.packs.faults import Mark

_ANYTHING = "this is not YAML; check the indentation and the quotes of this line and the one before"

_SENTENCES = (
    # what libyaml and PyYAML's own parser say, and what that means; the first that is found in the error counts
    ("end of stream|end of the stream", "this quote is never closed; write the closing one"),
    ("nesting level|depth", "lists within lists, far too deep; a pack is flatter than that"),
    ("document start", "a line of ... ends a pack, and here is more; delete that line"),
    ("unexpected document|document separator", "a line within this quote begins with --- or ...; indent it"),
    ("node content", "a value is missing here; delete the extra comma, or put text that begins with a sign in quotes"),
    (
        "mapping values are not allowed",
        'text with ": " in it needs quotes around all of it (or indentation is off)',
    ),
    ("unknown escape", "a backslash in double quotes needs a second one; or use single quotes"),
    ("hexdecimal|hexadecimal|invalid Unicode", "this escape is not a character; write the character itself"),
    ("scanning an alias|scanning an anchor", "text that begins with * or & needs quotes around it"),
    ("tag", "text that begins with ! needs quotes around it; YAML tags have no place in a pack"),
    ("cannot start any token", "text cannot begin with this character (or a tab); put the text in quotes"),
    ("scanning a block scalar", "text after | or > begins on the next line; or put this text in quotes"),
    ("could not find expected ':'|scanning a simple key", 'this line has no "key: value"; add the colon, or indent it'),
    ("flow sequence", "a list in [ ] is not closed, or a text in it needs quotes"),
    ("flow mapping", "braces { } are not closed, or a text in them needs quotes"),
    ("mapping keys are not allowed", "text that begins with ? needs quotes around it"),
    ("entries are not allowed", "a list begins on a new line, indented; or text that begins with - needs quotes"),
    ("directive", "lines that begin with % have no place in a pack; delete it"),
    (
        "block mapping",
        "this does not fit here; check its indentation, and put text with quotes or braces in quotes",
    ),
    ("block collection", 'this does not fit in the list; begin items with "- " in one column, indent their keys alike'),
)

_WHERE_IT_BEGAN = ("quoted scalar", "simple key", "flow sequence", "flow mapping")
"""What these errors are about begins at their context; their own mark is where the parser gave up."""


def explain_syntax(error: yaml.YAMLError) -> tuple[Mark, str]:
    """Where a YAML error is and a sentence on how to mend it."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Mark(1, 1), _ANYTHING
    said = f"{error.context or ''}: {error.problem or ''}"
    mark = error.problem_mark
    if error.context_mark and any(words in said for words in _WHERE_IT_BEGAN) and "escape" not in said:
        mark = error.context_mark
    sentence = next((sentence for words, sentence in _SENTENCES if re.search(words, said)), _ANYTHING)
    return Mark(mark.line + 1, mark.column + 1), sentence
