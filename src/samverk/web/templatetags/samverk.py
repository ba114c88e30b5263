"""How values are written on pages: the rules of core.money and UX.md, and addresses inside an association."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from samverk.core.money import NBSP, MoneyUnit, format_amount, format_exact
from samverk.core.periods import long_date

register = template.Library()


@register.filter
def kr(ore: int | None) -> str:
    """An amount in öre as whole kronor; "–" for nothing."""
    return "–" if ore is None else format_amount(ore, MoneyUnit.KR)


@register.filter
def tkr(ore: int | None) -> str:
    """An amount in öre as thousands of kronor; "–" for nothing."""
    return "–" if ore is None else format_amount(ore, MoneyUnit.TKR)


@register.filter
def exact(ore: int | None) -> str:
    """An amount in öre with öre; "–" for nothing."""
    return "–" if ore is None else format_exact(ore)


@register.filter
def size(ore: int) -> int:
    """An amount without its sign, where a word beside it says which way it went."""
    return abs(ore)


@register.filter
def count(number: int) -> str:
    """A number of things, in groups of three."""
    return f"{number:,}".replace(",", NBSP)


@register.filter
def told(value: Any) -> str:
    """A stored value as a person reads it: "–" for nothing, ja and nej, lists with commas."""
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return ", ".join(told(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {told(each)}" for name, each in value.items())
    return str(value)


@register.filter
def day(value: date | None) -> str:
    """A day in prose: 22 mars 2025."""
    return "–" if value is None else long_date(value)


@register.simple_tag(takes_context=True)
def to(context: Context, view: str, **kwargs: Any) -> str:
    """The address of a page in the association at hand: `{% to "books" year=2024 %}`."""
    return reverse(view, kwargs={"association": context["association"].slug, **kwargs})


@register.simple_tag
def time_tag(value: date | None) -> SafeString | str:
    """A day as people read it, with the machine's form beside it."""
    if value is None:
        return "–"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), long_date(value))


@register.inclusion_tag("components/crumbs.html")
def crumbs(*parts: Any) -> dict[str, Any]:
    """Where one is: words and addresses in turn, the page's own word last: `{% crumbs "Rapport" up year %}`."""
    return {"crumbs": [*zip(parts[:-1:2], parts[1:-1:2], strict=True), (parts[-1], "")]}
