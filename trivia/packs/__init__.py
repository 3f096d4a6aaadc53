"""Packs: YAML files of facts and questions, read with every fault at its line, and written back."""

from trivia.packs.decoding import MOST_BYTES
from trivia.packs.dump import dump
from trivia.packs.faults import Fault, PackFaults
from trivia.packs.files import check, load, load_all, load_placed, read_bytes, shipped
from trivia.packs.foreign import MOST_QUESTIONS, Format, Imported, read_foreign
from trivia.packs.format import loads, read
from trivia.packs.lint import Known, lint
from trivia.packs.model import json_schema, schema_text
from trivia.packs.pack import Pack
from trivia.packs.skeleton import skeleton
from trivia.packs.slugs import slug

__all__ = [
    "MOST_BYTES",
    "MOST_QUESTIONS",
    "Fault",
    "Format",
    "Imported",
    "Known",
    "Pack",
    "PackFaults",
    "check",
    "dump",
    "json_schema",
    "lint",
    "load",
    "load_all",
    "load_placed",
    "loads",
    "read",
    "read_bytes",
    "read_foreign",
    "schema_text",
    "shipped",
    "skeleton",
    "slug",
]
