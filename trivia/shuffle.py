"""An order by chance that is worked out instead of stored: the same for the same key, whatever its length."""

from __future__ import annotations

from hashlib import blake2b

_TURNS = 6


def shuffled(position: int, size: int, key: int) -> int:
    """What stands at `position` when the numbers from 0 to `size` - 1 are shuffled by `key`.

    Each number stands at one position. A Feistel network, walked on until it lands within the size (Black and Rogaway,
    "Ciphers with arbitrary finite domains", 2002), so that any position costs the same however large the size.
    """
    half = max(1, ((size - 1).bit_length() + 1) // 2)
    mask = (1 << half) - 1
    number = position
    while True:
        left, right = number >> half, number & mask
        for turn in range(_TURNS):
            left, right = right, left ^ (_mixed(right, key, turn) & mask)
        number = left << half | right
        if number < size:
            return number


def _mixed(number: int, key: int, turn: int) -> int:
    return int.from_bytes(blake2b(b"%d %d %d" % (number, key, turn), digest_size=8).digest(), "big")
