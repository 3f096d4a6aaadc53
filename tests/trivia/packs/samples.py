"""Packs to break: the text of a small one, and what is said about others."""

from trivia import packs

HEAD = "pack: films\ntitle: Films\n"
JAWS = HEAD + "questions:\n  - id: jaws\n    ask: Which film?\n    answer: Jaws\n"
"""A pack of one question without faults. The question's id is on line 4, its answer on line 6; line 7 is free."""


def faults(data: str | bytes) -> list[str]:
    """Every fault of the pack in `data`, as an author reads it; its file is called `p`."""
    try:
        packs.loads(data.encode() if isinstance(data, str) else data, "p")
    except packs.PackFaults as error:
        return [str(fault) for fault in error.faults]
    return []


def answered(answer: str) -> str:
    """A pack whose one answer is typed as `answer`."""
    return JAWS.replace("answer: Jaws", f"answer: {answer}")
