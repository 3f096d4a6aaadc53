"""Ids made from text."""

from __future__ import annotations

import re
import unicodedata

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
"""What every id in a pack looks like; how long it may be depends on what it names."""


def slug(text: str, most: int) -> str:
    """`text` as an id of up to `most` characters, empty if nothing in it is Latin. Ids hang on it: keep it as it is."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:most].strip("-")
