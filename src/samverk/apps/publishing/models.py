"""A year's annual report: what only that report needs, and the text of its chapters."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.enums import RoundingMode, Template, Unit


def _year_field() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField("år", validators=[MinValueValidator(2004), MaxValueValidator(2100)])


class AnnualReportYear(Versioned):
    """Decisions, days and layout of one year's annual report. Amounts in öre; `employees` is {"2024": 1}."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="annual_reports")
    year = _year_field()
    decided = models.DateField("beslutad", null=True, blank=True)
    signed = models.DateField("undertecknad", null=True, blank=True)
    town = models.CharField("ort", max_length=200, blank=True)
    serving_deputies = models.JSONField("tjänstgörande ersättare", default=list, blank=True)
    audit_report = models.DateField("revisionsberättelse", null=True, blank=True)
    registration_number = models.CharField("diarienummer", max_length=200, blank=True)
    employees = models.JSONField("antal anställda", default=dict, blank=True)
    board_meetings = models.PositiveIntegerField("antal sammanträden", null=True, blank=True)
    template = models.CharField("mall", max_length=20, choices=Template.choices, default=Template.NATIONAL)
    unit = models.CharField("enhet", max_length=4, choices=Unit.choices, default=Unit.KR)
    rounding = models.CharField(
        "avrundning", max_length=20, choices=RoundingMode.choices, default=RoundingMode.INDEPENDENT
    )
    accent = models.CharField(
        "färg",
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Skriv # och sex tecken 0–9 och a–f: #1f6f78.")],
    )
    realised_gains_ore = models.BigIntegerField("realisationsvinster", default=0)
    realised_gains_exempt_ore = models.BigIntegerField("realisationsvinster enligt undantag", default=0)
    realised_losses_exempt_ore = models.BigIntegerField("realisationsförluster enligt undantag", default=0)
    unrealised_changes_ore = models.BigIntegerField("orealiserade vinster och förluster", default=0)
    unrealised_reversals_ore = models.BigIntegerField("återföring av orealiserade", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "årsredovisning"
        verbose_name_plural = "årsredovisningar"
        ordering = ("association", "-year")
        constraints = (models.UniqueConstraint(fields=("association", "year"), name="annual_report_once_a_year"),)

    def __str__(self) -> str:
        return f"årsredovisningen {self.year}"


class PastYear(Guarded):
    """A year before the books at hand, for the multi-year overview. Amounts in öre, costs negative."""

    report = models.ForeignKey(AnnualReportYear, on_delete=models.CASCADE, related_name="past_years")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    year = models.IntegerField("år")
    income_ore = models.BigIntegerField("intäkter", null=True, blank=True)
    costs_ore = models.BigIntegerField("kostnader", null=True, blank=True)
    result_ore = models.BigIntegerField("resultat", null=True, blank=True)
    equity_ore = models.BigIntegerField("eget kapital", null=True, blank=True)
    employees = models.PositiveIntegerField("antal anställda", null=True, blank=True)
    unit = models.CharField("enhet", max_length=4, choices=Unit.choices, default=Unit.TKR)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "tidigare år"
        verbose_name_plural = "tidigare år"
        ordering = ("report", "position", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "year"), name="past_year_once"),)


class Chapter(Versioned):
    """The text of a chapter in one year's annual report, Markdown. `name` is the chapter's id ("mal")."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="chapters")
    year = _year_field()
    name = models.CharField(
        "kapitel", max_length=100, validators=[RegexValidator(r"^[a-z0-9_]+$", "Använd a–z, siffror och _.")]
    )
    text = models.TextField("text")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "kapitel"
        verbose_name_plural = "kapitel"
        ordering = ("association", "-year", "name")
        constraints = (models.UniqueConstraint(fields=("association", "year", "name"), name="chapter_once_a_year"),)

    def __str__(self) -> str:
        return f"kapitlet {self.name} {self.year}"
