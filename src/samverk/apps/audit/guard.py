"""Rows that only an action may change. Whoever writes past the door is stopped, in tests and in service alike."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db import models

if TYPE_CHECKING:
    from samverk.apps.audit.door import Act

OPEN_ACT: ContextVar[Act | None] = ContextVar("open_act", default=None)
"""The action that is running, None outside every action."""

Seal = tuple[int, str, str]
"""An association's key, its organisation number and the seal of its latest event."""

SEAL: ContextVar[Seal | None] = ContextVar("seal", default=None)
"""The seal under which questions are answered just now; None when it must be read."""

RowT = TypeVar("RowT", bound=models.Model)


class OutsideTheDoorError(RuntimeError):
    """Code tried to write a guarded row outside every action: a defect, never a person's fault."""


def _require_act(model: type[models.Model]) -> None:
    if OPEN_ACT.get() is None:
        raise OutsideTheDoorError(f"{model.__name__} may only be written inside an action (apps.audit.door)")


class GuardedQuerySet(models.QuerySet[RowT]):
    """A QuerySet whose writes are guarded like those of its rows."""

    def update(self, **kwargs: Any) -> int:
        """Change rows, inside an action."""
        _require_act(self.model)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Remove rows, inside an action."""
        _require_act(self.model)
        return super().delete()

    def bulk_create(self, objs: Iterable[RowT], *args: Any, **kwargs: Any) -> list[RowT]:
        """Add rows, inside an action."""
        _require_act(self.model)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[RowT], *args: Any, **kwargs: Any) -> int:
        """Change rows, inside an action."""
        _require_act(self.model)
        return super().bulk_update(objs, *args, **kwargs)


class Guarded(models.Model):
    """A row that is written inside an action."""

    values_stay_out_of_the_trail: ClassVar[bool] = False
    """True for rows about participants: what is disposed of must not live on in the trail."""

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, inside an action."""
        _require_act(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the row, inside an action."""
        _require_act(type(self))
        return super().delete(*args, **kwargs)


class Versioned(Guarded):
    """A row that people edit. `version` counts its changes, so that the second of two editors is told."""

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True
