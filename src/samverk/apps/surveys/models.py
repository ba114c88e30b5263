"""Results of indicators, values for the country, and the decisions on the fewest answers that are shown."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet
from samverk.apps.organisation.models import Association
from samverk.core.outcomes.surveys import DEFAULT_MINIMUM_ANSWERS, INDICATOR_NUMBERS, RESPONDENT_GROUPS

GROUPS = [(each.code, each.name) for each in RESPONDENT_GROUPS.codes]
SHARE_UNIT = 10_000
"""National shares are stored in hundredths of a per cent: as they are printed, with at most two decimals."""

_NUMBERS = [MinValueValidator(INDICATOR_NUMBERS[0]), MaxValueValidator(INDICATOR_NUMBERS[-1])]
_YEARS = [MinValueValidator(2004), MaxValueValidator(2100)]


class SurveyDecision(Guarded):
    """The board's decision on the fewest answers that are shown, from that day until the next decision."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="survey_decisions")
    decided_on = models.DateField("beslutad")
    reference = models.CharField("beslut", max_length=200)
    minimum = models.PositiveSmallIntegerField(
        "minsta antal svar",
        default=DEFAULT_MINIMUM_ANSWERS,
        validators=[MinValueValidator(3), MaxValueValidator(100)],
    )

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "beslut om minsta antal svar"
        verbose_name_plural = "beslut om minsta antal svar"
        ordering = ("association", "-decided_on")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "decided_on"),
                name="survey_decision_once_a_day",
                violation_error_message="Det finns redan ett beslut den dagen. Ta bort det först om det är fel.",
            ),
        )

    def __str__(self) -> str:
        return f"minsta antal svar, {self.reference}"


class IndicatorResult(Guarded):
    """Answers to an indicator from a group in a year, as they were given. Few answers are told nowhere, trail included.

    Read it through `queries.comparisons` only, which keeps few answers back.
    """

    values_stay_out_of_the_trail: ClassVar[bool] = True

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="indicator_results")
    indicator = models.PositiveSmallIntegerField("indikator", validators=_NUMBERS)
    group = models.CharField("svarsgrupp", max_length=30, choices=GROUPS)
    year = models.PositiveSmallIntegerField("år", validators=_YEARS)
    positive = models.PositiveIntegerField("klart positiva")
    answers = models.PositiveIntegerField("svar")
    source = models.CharField("källa", max_length=200)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "indikatorresultat"
        verbose_name_plural = "indikatorresultat"
        ordering = ("association", "-year", "indicator", "group")
        constraints = (
            models.UniqueConstraint(fields=("association", "indicator", "group", "year"), name="indicator_result_once"),
            models.CheckConstraint(condition=Q(positive__lte=F("answers")), name="indicator_result_no_more_than_all"),
        )

    def __str__(self) -> str:
        return f"indikator {self.indicator}, {self.get_group_display()}, {self.year}"


class NationalIndicator(Guarded):
    """The country's share of clearly positive answers, as published."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="national_indicators")
    indicator = models.PositiveSmallIntegerField("indikator", validators=_NUMBERS)
    group = models.CharField("svarsgrupp", max_length=30, choices=GROUPS)
    year = models.PositiveSmallIntegerField("år", validators=_YEARS)
    share = models.PositiveSmallIntegerField("andel i hundradels procent", validators=[MaxValueValidator(SHARE_UNIT)])
    source = models.CharField("källa", max_length=200)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "rikets värde"
        verbose_name_plural = "rikets värden"
        ordering = ("association", "-year", "indicator", "group")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "indicator", "group", "year"), name="national_indicator_once"
            ),
        )

    def __str__(self) -> str:
        return f"rikets värde, indikator {self.indicator}, {self.get_group_display()}, {self.year}"
