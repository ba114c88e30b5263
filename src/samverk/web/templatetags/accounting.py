"""How the books are told."""

from __future__ import annotations

from django import template

from samverk.core.ledger.balances import Objects
from samverk.reports.render.proof import object_words
from samverk.web.wording import of_the_office

register = template.Library()


@register.filter
def objects(pairs: Objects) -> str:
    """The objects of a line: "projekt 10, kostnadsställe 2"."""
    return object_words(pairs)


@register.filter
def office(message: str) -> str:
    """A message of the core without the names of facts files."""
    return of_the_office(message)
