"""What stands in each address: the rows of Lund's demo that a page is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from samverk.apps.organisation.models import Association

Arguments = dict[str, Any]


def association_pages() -> dict[str, URLPattern]:
    """Every named address inside an association."""
    resolver = next(each for each in get_resolver().url_patterns if "association" in str(each.pattern))
    assert isinstance(resolver, URLResolver)
    return dict(_named(resolver))


def _named(resolver: URLResolver) -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += _named(pattern)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            found.append((pattern.name, pattern))
    return found


def add_what_the_demo_lacks(association: Association) -> None:
    """A row of every kind that some address is about and the demo does not hold."""


def arguments(name: str, pattern: URLPattern, association: Association) -> Arguments:
    """The arguments of an address, for the first row of its kind."""
    wanted = set(pattern.pattern.converters)
    found: Arguments = {}
    for key in wanted:
        specific = OBJECTS.get((name, key)) or OBJECTS.get((name.split("_")[0], key)) or OBJECTS.get(("", key))
        assert specific is not None, f"{name} is about a {key} that tests.web.access.objects does not know"
        found[key] = specific(association)
    return found


OBJECTS: dict[tuple[str, str], Callable[[Association], Any]] = {
    ("", "year"): lambda _: 2024,
    ("", "kind"): lambda _: "json",
    ("report_chapter", "name"): lambda _: "framtid",
}
