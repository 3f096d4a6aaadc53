"""The bytes of a pack file -> its text, or the one reason why they are none."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from trivia.packs.faults import Mark
from trivia.packs.reader import Cut

if TYPE_CHECKING:
    from trivia.packs.faults import Faults

MOST_BYTES = 8 * 1024 * 1024
NO_TEXT = "this file is UTF-16 or no text at all; save it as UTF-8"

_TAB = re.compile(r"^ *\t[ \t]*(?=[^\s])", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_OTHER_UNICODE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_START = Mark(1, 1)


def decoded(data: bytes, faults: Faults) -> str:
    """The text of `data` as YAML can hold it. Raises `Cut` where it is no such text."""
    text = plain_text(data, faults)
    refuse_unseen(text, faults)
    return text


def plain_text(data: bytes, faults: Faults) -> str:
    """The text of `data`, which is UTF-8 with or without a byte order mark. Raises `Cut` where it is no such text."""
    if len(data) > MOST_BYTES:
        faults.add(_START, too_big())
        raise Cut
    if data.startswith(_OTHER_UNICODE) or data[1:2] == b"\0" or data[:1] == b"\0":
        faults.add(_START, NO_TEXT)
        raise Cut
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        faults.add(_place(before, len(before)), f"byte {data[error.start]:02X} is not UTF-8; save the file as UTF-8")
        raise Cut from None
    return text


def too_big() -> str:
    """The sentence for a file that is over the limit."""
    return f"the file is over {MOST_BYTES // 1024 // 1024} MiB; split it into several packs"


def refuse_unseen(text: str, faults: Faults) -> None:
    """Note all characters that nobody sees or YAML cannot hold and all tabs that indent, and raise `Cut` if any are."""
    before = len(faults)
    for match in _CONTROL.finditer(text):
        code = f"U+{ord(match[0]):04X}"
        faults.add(_place(text, match.start()), f"the control character {code} cannot stand in a pack; delete it")
        if faults.full:
            raise Cut
    for match in _TAB.finditer(text):
        faults.add(_place(text, match.start()), "a tab indents this line; indent with spaces")
        if faults.full:
            raise Cut
    if len(faults) > before:
        raise Cut


def _place(text: str, offset: int) -> Mark:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    breaks = text.count("\n", 0, offset) + text.count("\r", 0, offset) - text.count("\r\n", 0, offset)
    return Mark(breaks + 1, offset - start + 1)
