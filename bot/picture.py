"""The picture of a profile: points a week, as bars with their numbers. It reads well on a dark and on a light page."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1_000, 400
SIDE, TOP, BOTTOM, GAP = 20, 100, 76, 18
BASE = HEIGHT - BOTTOM
FLAT = 4
"""The height of the lowest bar, so that a few points beside many are still seen."""
SIZES = (28, 26, 24, 22, 18)
GROUND, LINE, INK, QUIET = (43, 45, 49), (94, 97, 105), (242, 243, 245), (181, 186, 193)
BAR, BEST = (124, 138, 255), (254, 231, 92)


def draw_weeks(title: str, weeks: Sequence[tuple[str, int]]) -> bytes:
    """A PNG of these weeks: what is written below each bar (a line a word), and its height."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    draw.text((SIDE, SIDE), title, QUIET, _font(26))
    draw.line((SIDE, BASE, WIDTH - SIDE, BASE), LINE, 2)
    most = max(points for _, points in weeks) or 1
    room = (WIDTH - 2 * SIDE) / len(weeks)
    font = _fitting([_short(points) for _, points in weeks], room - FLAT)
    for index, (label, points) in enumerate(weeks):
        left = SIDE + index * room
        top = BASE - max(FLAT, round((BASE - TOP) * points / most))
        if points:
            draw.rectangle((left + GAP / 2, top, left + room - GAP / 2, BASE), BEST if points == most else BAR)
        middle = left + room / 2
        draw.text((middle, top - 10), _short(points), INK if points else QUIET, font, "ms")
        draw.multiline_text((middle, BASE + 10), "\n".join(label.split()), QUIET, _font(25), "ma", align="center")
    file = BytesIO()
    # Packing is most of the work: runs alone are found in half the time, in a picture that is all runs.
    image.save(file, "PNG", compress_level=1, compress_type=zlib.Z_RLE)
    return file.getvalue()


def _short(points: int) -> str:
    """The number as it fits above a bar."""
    if points < 100_000:
        return f"{points:,}"
    return f"{points // 1_000}k" if points < 1_000_000 else f"{points / 1_000_000:,.1f}M"


def _fitting(texts: Sequence[str], room: float) -> ImageFont.FreeTypeFont:
    """The largest font in which each of the texts has room."""
    longest = max(texts, key=_font(SIZES[0]).getlength)
    return next((font for font in map(_font, SIZES) if font.getlength(longest) < room), _font(SIZES[-1]))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont), "Pillow's wheels come with FreeType"
    return font
