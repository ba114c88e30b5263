"""How shares of clearly positive answers are written."""

from __future__ import annotations

from fractions import Fraction

from samverk.core.money import DASH, MINUS, NBSP

REPEATED_SENTENCE = "Genom länken kan samma person ha svarat mer än en gång."
"""What stands by the number of answers of an own survey: whose they are is not known."""

_HALF = Fraction(1, 2)


def share_words(share: Fraction | None) -> str:
    """A share (0–1) in whole per cent; "–" when there is none."""
    return DASH if share is None else f"{int(share * 100 + _HALF)}{NBSP}%"


def points_words(difference: Fraction | None) -> str:
    """A difference of shares in whole percentage points, with its sign; "–" when there is none."""
    if difference is None:
        return DASH
    points = int(abs(difference) * 100 + _HALF)
    if points == 0:
        return "0"
    return f"{'+' if difference > 0 else MINUS}{points}"
