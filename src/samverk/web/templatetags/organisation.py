"""How shares of an association are written on pages."""

from __future__ import annotations

from fractions import Fraction

from django import template

from samverk.core.document.present import exact_percent
from samverk.core.money import NBSP, round_half_away

register = template.Library()


@register.filter
def share(value: Fraction) -> str:
    """A share as percent, "–" for none; one that two decimals do not tell is marked "cirka"."""
    if value == 0:
        return "–"
    written = exact_percent(value)
    return written if (value * 10_000).denominator == 1 else f"cirka {written}"


@register.filter
def percent(value: Fraction) -> str:
    """How much of something, in whole percent."""
    return f"{round_half_away(value * 100)}{NBSP}%"
