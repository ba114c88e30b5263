"""Chapters of the annual reports, by title or text."""

from __future__ import annotations

from collections.abc import Iterable

from samverk.apps.organisation.models import Association
from samverk.apps.publishing.models import Chapter
from samverk.apps.search import Hit, best_first, matches
from samverk.reports.annual.template import TEMPLATES
from samverk.reports.annual.template import Chapter as TemplateChapter


def search(association: Association, words: list[str]) -> list[Hit]:
    """Chapters that have every word in their title or text, latest year first among equals."""
    titles = {name: title for template in TEMPLATES.values() for name, title in _titles(template)}
    hits = []
    for row in Chapter.objects.filter(association=association).order_by("-year", "name"):
        title = titles.get(row.name, row.name)
        if matches(words, title, row.text, str(row.year)):
            hits.append(Hit("chapter", title, f"årsredovisningen {row.year}", {"year": row.year, "name": row.name}))
    return best_first(words, hits)


def _titles(chapters: Iterable[TemplateChapter]) -> Iterable[tuple[str, str]]:
    for chapter in chapters:
        if chapter.text:
            yield chapter.text, chapter.title
        yield from _titles(chapter.parts)
