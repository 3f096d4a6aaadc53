"""Question files of others: Red's lists, OpenTDB's JSON, TriviaTime's lines, tables, and packs of ours alike.

`importing` is the way in. It finds out which of the `formats` a file is in and hands its text to that one's reader
(`red`, `opentdb`, `triviatime`, `spreadsheet`; `own` for our packs); the reader makes `drafts`, and the `intake` makes
checked questions of them, with the kind that `kinds` guesses where a format has none.
"""

from trivia.packs.foreign.formats import Format
from trivia.packs.foreign.importing import MOST_QUESTIONS, Imported, read_foreign

__all__ = ["MOST_QUESTIONS", "Format", "Imported", "read_foreign"]
