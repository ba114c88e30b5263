"""How figures about participants are written on pages."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from samverk.core.outcomes.costs import CostRange
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.targets import VERDICT_WORDS, TargetVerdict
from samverk.core.outcomes.told import ToldYear
from samverk.reports.outcomes import words

register = template.Library()


@register.filter
def told_count(told: ToldYear, name: str) -> str:
    """A count of a year by its name; "··" hidden, "–" not told."""
    return words.count_words(getattr(told, name), name, told.lacks)


@register.filter
def count_or_hidden(value: int | None) -> str:
    """A count; "··" when it is hidden."""
    return words.count_words(value)


@register.filter
def told_percent(share: CountShare | None) -> str:
    """A share in whole per cent; "··" hidden."""
    return words.percent_words(share)


@register.filter
def told_interval(share: CountShare | None) -> str:
    """Between which shares the true one lies, or that they are too few."""
    return words.interval_words(share)


@register.filter
def told_cost(cost: CostRange | None) -> str:
    """Kronor a head with the range, which stays on one line."""
    told, _, ends = words.cost_words(cost).partition(" (")
    return format_html('{} <span class="number">({}</span>', told, ends) if ends else told


@register.filter
def verdict(value: TargetVerdict) -> str:
    """How a target went, in words."""
    return VERDICT_WORDS[value]
