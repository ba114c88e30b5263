"""Rows and their parts in one query instead of two: facts are made of a dozen tables, and a page asks at most 25."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, TypeVar

from django.db import models
from django.db.models import F

RowT = TypeVar("RowT", bound=models.Model)
_PART = "part_of_join_"


def with_parts(rows: models.QuerySet[RowT], name: str) -> list[RowT]:
    """The rows in their order, each with its parts in theirs; `row.<name>.all()` then asks the database nothing.

    `name` is a reverse relation. The same as `prefetch_related(name)`, by a left join.
    """
    model: Any = rows.model
    relation: Any = model._meta.get_field(name)
    part: Any = relation.related_model
    order = (each for each in part._meta.ordering if each != relation.field.name)
    within = [f"-{name}__{each[1:]}" if each.startswith("-") else f"{name}__{each}" for each in order]
    fields = [each.attname for each in part._meta.concrete_fields]
    joined = rows.annotate(**{f"{_PART}{each}": F(f"{name}__{each}") for each in fields})
    found: dict[Any, Any] = {}
    parts: dict[Any, list[Any]] = defaultdict(list)
    for row in joined.order_by(*model._meta.ordering, *within):
        values = [row.__dict__.pop(f"{_PART}{each}") for each in fields]
        first = found.setdefault(row.pk, row)
        if values[fields.index(part._meta.pk.attname)] is not None:
            parts[first.pk].append(part.from_db(row._state.db, fields, values))
    for row in found.values():
        kept = getattr(row, name).get_queryset()
        kept._result_cache = parts[row.pk]
        row._prefetched_objects_cache = {name: kept}
    return list(found.values())
