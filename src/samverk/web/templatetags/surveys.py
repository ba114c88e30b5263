"""How texts of questionnaires are written on pages."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def in_language(texts: Mapping[str, str], code: str) -> str:
    """What is said in a language; "" when nothing is."""
    return texts.get(code, "")
