"""Measures, their targets, and who may follow which: rows of what `core.measures` knows."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.measures.enums import Direction, Grade
from samverk.apps.organisation.models import Association, ends_after_it_starts


class Measure(Versioned):
    """A measure that the association funds. `code` is what budgets and texts point to, `position` the order shown."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="measures")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    code = models.CharField(
        "id",
        max_length=40,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*$", "Använd små bokstäver a–z, siffror och _, och börja med en bokstav.")
        ],
    )
    name = models.CharField("namn", max_length=200)
    direction = models.CharField("inriktning", max_length=20, choices=Direction.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="del av"
    )
    aliases = models.JSONField("även kallad", default=list, blank=True)
    description = models.TextField("beskrivning", blank=True)
    owner = models.CharField("insatsägare", max_length=200, blank=True)
    funders = models.JSONField("andra finansiärer", default=list, blank=True)
    start = models.DateField("första dagen", null=True, blank=True)
    end = models.DateField("sista dagen", null=True, blank=True)
    projects = models.JSONField("projektkoder", default=list, blank=True)
    cost_centres = models.JSONField("kostnadsställen", default=list, blank=True)
    accounts = models.JSONField("konton", default=list, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "insats"
        verbose_name_plural = "insatser"
        ordering = ("association", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "code"),
                name="measure_code_once",
                violation_error_message="Det finns redan en insats med det id:t.",
            ),
            ends_after_it_starts("measure_ends_after_it_starts", "start", "end"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="measure_is_not_its_own_parent",
                violation_error_message="En insats kan inte vara en del av sig själv.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Target(Guarded):
    """A target of a measure and what came of it. Edited with its measure."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    text = models.CharField("mål", max_length=200)
    target = models.TextField("målvärde", blank=True)
    result = models.TextField("resultat", blank=True)
    grade = models.CharField("bedömning", max_length=20, choices=Grade.choices, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "mål"
        verbose_name_plural = "mål"
        ordering = ("measure", "position", "pk")

    def __str__(self) -> str:
        return self.text


class MeasureOwner(Guarded):
    """A person who, as measure owner, sees the measure. Others' measures do not exist to that person."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="owners")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="owned_measures")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "insatsägarens person"
        verbose_name_plural = "insatsägarnas personer"
        ordering = ("measure", "user__name", "pk")
        constraints = (models.UniqueConstraint(fields=("measure", "user"), name="measure_owner_once"),)

    def __str__(self) -> str:
        return f"{self.user} för {self.measure}"
