"""Many rows made to equal what a person handed in: known rows keep their identity, new are added, the rest go.

Rows that others point to keep their primary key; rows that were edited meanwhile get a new version, so that an open
form is told. For use inside actions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import ProtectedError

from samverk.apps.audit.door import Act, RefusedChange, snapshot
from samverk.apps.audit.guard import Versioned

Values = Mapping[str, Any]


@dataclass(slots=True)
class Replaced:
    """What came of it: the rows in their order, those no longer wanted, and whether anything differs.

    `name` is the Swedish plural of what they are, `before` the values that stood.
    """

    name: str
    before: list[dict[str, Any]]
    rows: list[Any]
    gone: list[Any]
    touched: set[Any] = field(default_factory=set)

    @property
    def is_changed(self) -> bool:
        """True when a row was added, changed or removed."""
        return bool(self.touched or self.gone)

    def tell(self, act: Act, row: Versioned, sentence: str) -> None:
        """Tell of parts of `row` that changed, with what stood before and after; nothing when none did."""
        if self.is_changed:
            after = [snapshot(each) for each in self.rows]
            act.tell(row, sentence, before={self.name: self.before}, after={self.name: after})


def replace_rows(
    known: models.QuerySet[Any], wanted: Sequence[Values], key: Sequence[str], *, keep_gone: bool = False, **owner: Any
) -> Replaced:
    """Make the rows `known` equal `wanted`, each with its place in the order; `key` names what tells rows apart.

    `owner` is set on new rows. Foreign keys are given as "member_id". With `keep_gone` the caller removes what is
    gone, when nothing points to it any more. Raises RefusedChange for values that a column cannot hold.
    """
    waiting: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    before = []
    for row in known:
        before.append(snapshot(row))
        waiting[tuple(getattr(row, name) for name in key)].append(row)
    pairs = []
    for position, values in enumerate(wanted):
        same = waiting[tuple(values[name] for name in key)]
        pairs.append((same.pop(0) if same else known.model(**owner), {**values, "position": position}))
    gone = [row for rows in waiting.values() for row in rows]
    result = Replaced(str(known.model._meta.verbose_name_plural), before, [row for row, _ in pairs], gone)
    if not keep_gone:
        remove_rows(result.gone)
    for row, values in pairs:
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            write_values(row, values)
            result.touched.add(row.pk)
    return result


def write_values(row: Any, values: Values) -> None:
    """Set values on a row and save it, as a new version when it is versioned. Raises RefusedChange."""
    for name, value in values.items():
        setattr(row, name, value)
    pointers = {each.name for each in row._meta.concrete_fields if each.is_relation}
    try:
        row.clean_fields(exclude=pointers)
    except ValidationError as error:
        raise RefusedChange(_told(row, error)) from error
    if isinstance(row, Versioned) and row.pk is not None:
        row.version += 1
    row.save()


def _told(row: Any, error: ValidationError) -> str:
    faults = [
        f"{row._meta.get_field(name).verbose_name}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    ]
    return f"{str(row._meta.verbose_name).capitalize()} ”{row}” kan inte sparas. {' '.join(faults)}"


def remove_rows(rows: Iterable[Any]) -> None:
    """Delete rows. Raises RefusedChange, naming what still points to one, when it cannot go."""
    for row in rows:
        try:
            row.delete()
        except ProtectedError as error:
            raise RefusedChange(still_used(row, error)) from error


def still_used(row: Any, error: ProtectedError) -> str:
    """Why a row cannot go, in Swedish."""
    users = sorted({f"{each._meta.verbose_name} ”{each}”" for each in error.protected_objects})
    shown = ", ".join(users[:5]) + (f" och {len(users) - 5} till" if len(users) > 5 else "")
    return (
        f"{str(row._meta.verbose_name).capitalize()} ”{row}” kan inte tas bort, för den används av {shown}. "
        "Ändra det först, eller låt den vara kvar och ange dess sista dag."
    )


def point(row: Any, name: str, target: Any, replaced: Replaced) -> None:
    """Let a row point to `target` (None for nothing), when it does not already."""
    if getattr(row, f"{name}_id") != (target.pk if target else None):
        setattr(row, name, target)
        if row.pk in replaced.touched:
            row.save()  # its version counts this change already
        else:
            touch(row, replaced)


def touch(row: Versioned, replaced: Replaced) -> None:
    """Count up the version of a row whose parts changed, once."""
    if row.pk not in replaced.touched:
        row.version += 1
        row.save()
        replaced.touched.add(row.pk)
