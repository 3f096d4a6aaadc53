"""The words of a question by which it is found."""

from __future__ import annotations

from trivia.text import fold

LONGEST = 24
"""Letters of a word that count."""
_COMMON = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her"}
    | {"his", "how", "in", "is", "it", "its", "many", "of", "on", "or", "she", "that", "the", "their", "they", "this"}
    | {"to", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "with"}
)
"""Words that nearly every question has."""


def words_of(text: str) -> frozenset[str]:
    """The words of `text`, folded, without those that most questions have."""
    return frozenset(word[:LONGEST] for word in fold(text).split()) - _COMMON
