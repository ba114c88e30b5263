"""Days in the year wheel that somebody has noted as done."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from samverk.apps.audit.guard import Guarded, GuardedQuerySet
from samverk.apps.organisation.models import Association


class RecordedDay(Guarded):
    """The day that a thing of the year wheel was done. `code` and `subject` are those of its deadline."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="recorded_days")
    code = models.CharField("slag", max_length=40)
    subject = models.CharField("vad", max_length=200)
    title = models.CharField("rubrik", max_length=300)
    day = models.DateField("dag")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "antecknad dag"
        verbose_name_plural = "antecknade dagar"
        ordering = ("association", "-day", "pk")
        constraints = (
            models.UniqueConstraint(fields=("association", "code", "subject"), name="day_recorded_once_for_a_thing"),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.day}"
