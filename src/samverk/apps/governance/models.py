"""Days in the year wheel that somebody has noted as done, and what the association has chosen for it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
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


class YearWheelSettings(Versioned):
    """What the association has chosen for its year wheel where no source confirms anything; None: not chosen.

    The fields are those of `core.year_wheel.state.WheelSettings`, which says what they mean. `sources` is, by the name
    of a field, where it was decided; a field without one has no known source.
    """

    association = models.OneToOneField(Association, on_delete=models.CASCADE, related_name="year_wheel_settings")
    claims_vat = models.BooleanField("ansöker om momsersättning", null=True, blank=True)
    audit_report_month = models.PositiveSmallIntegerField("månad för revisionsberättelsen", null=True, blank=True)
    revised_budget_month = models.PositiveSmallIntegerField("månad för reviderad budget", null=True, blank=True)
    interim_month = models.PositiveSmallIntegerField("delårsrapportens sista månad", null=True, blank=True)
    interim_months_to_hand_over = models.PositiveSmallIntegerField("månader till delårsrapporten", default=2)
    state_allocation_day = models.JSONField("dag för statens besked", null=True, blank=True)
    books_ready_day = models.JSONField("dag då bokföringen är klar", null=True, blank=True)
    budget_notice_days = models.PositiveSmallIntegerField("dagar mellan kungörelse och möte", null=True, blank=True)
    retention_years_from_year_end = models.PositiveSmallIntegerField(
        "år som räkenskaperna sparas", null=True, blank=True
    )
    sources = models.JSONField("var det är bestämt", default=dict, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "årshjulets inställningar"
        verbose_name_plural = "årshjulets inställningar"
        ordering = ("association",)

    def __str__(self) -> str:
        return "årshjulets inställningar"
