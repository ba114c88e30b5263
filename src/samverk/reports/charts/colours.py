"""Colours that can be read: contrast by WCAG 2.2, a quiet palette, and an accent darkened until it holds.

Source: WCAG 2.2, definition of relative luminance and success criteria 1.4.3 (text 4.5:1) and 1.4.11 (marks 3:1).
"""

from __future__ import annotations

import re

PETROL = "#0f5c6e"  # the accent of an association that has none of its own
INK = "#1d2b30"
QUIET_INK = "#53636a"  # axis numbers and remarks: still 4.5:1 on white
GRID = "#dde4e6"  # gridlines carry no information, the numbers beside them do
WHITE = "#ffffff"

TEXT_CONTRAST = 4.5
_COMPANIONS = ("#a5611a", "#5e7482", "#7d4a72", "#55783a")  # ochre, slate, plum, moss
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def parts(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0–255, of "#rrggbb". Raises ValueError (Swedish) for anything else."""
    if not _HEX.fullmatch(colour):
        raise ValueError(f"Färgen {colour!r} går inte att läsa. Skriv den som # och sex hexadecimala tecken: {PETROL}.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 (black) to 1 (white)."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str = WHITE) -> float:
    """Contrast ratio between two colours, 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`share` (0–1) of `other` stirred into `colour`."""
    blended = (round(a + (b - a) * share) for a, b in zip(parts(colour), parts(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in blended)


def readable_accent(accent: str) -> str:
    """The association's accent, darkened just so far that it may carry text on white; petrol when it has none.

    Raises ValueError (Swedish) when `accent` is not "#rrggbb".
    """
    colour = accent.lower() or PETROL
    steps = 0
    while contrast(mix(colour, "#000000", steps / 20)) < TEXT_CONTRAST:
        steps += 1
    return mix(colour, "#000000", steps / 20)


def palette(accent: str = "") -> tuple[str, ...]:
    """Five colours for series, the accent first; each at least 3:1 against white."""
    return (readable_accent(accent), *_COMPANIONS)


def text_on(fill: str) -> str:
    """White or ink, whichever reads better on `fill`."""
    return WHITE if contrast(WHITE, fill) >= contrast(INK, fill) else INK
