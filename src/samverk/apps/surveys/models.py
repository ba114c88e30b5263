"""Results of indicators, the fewest answers that are shown, own questionnaires, their rounds and answers."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
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


class Questionnaire(Versioned):
    """An own questionnaire as it stands. Title, languages and questions are in `content` (formats.surveys)."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="questionnaires")
    name = models.CharField("namn", max_length=200)
    content = models.JSONField("innehåll")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "enkät"
        verbose_name_plural = "enkäter"
        ordering = ("association", "name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "name"),
                name="questionnaire_name_once",
                violation_error_message="Det finns redan en enkät med det namnet. Välj ett annat.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SurveyRound(Versioned):
    """A round of a questionnaire to one group. `content` is frozen when it opens; `code` is the secret of its link.

    One round for each questionnaire, group and year: two could be taken from their sum.
    """

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="rounds")
    group = models.CharField("svarsgrupp", max_length=30, choices=GROUPS)
    year = models.PositiveSmallIntegerField("år", validators=_YEARS)
    opens_on = models.DateField("öppnar")
    closes_on = models.DateField("sista dag")
    code = models.CharField("kod i länken", max_length=40, unique=True)
    content = models.JSONField("frågorna så som de ställdes")
    ended_on = models.DateField("avslutad", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "enkätomgång"
        verbose_name_plural = "enkätomgångar"
        ordering = ("questionnaire", "-year", "group")
        constraints = (
            models.UniqueConstraint(
                fields=("questionnaire", "group", "year"),
                name="survey_round_once",
                violation_error_message="Svarsgruppen har redan en omgång av enkäten det året.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_round_closes_after_it_opens",
                violation_error_message="Sista dagen är före den första. Ändra en av dem.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.questionnaire}, {self.get_group_display()}, {self.year}"


class SurveyAnswer(Guarded):
    """What one person chose. No time, no address, no language, no sender.

    The key is a random number that the form brought (`answering.new_number`), so that order tells nothing and the same
    form sent twice is one answer. In SQLite it is the row's own place too: an AutoField has no other.
    """

    values_stay_out_of_the_trail: ClassVar[bool] = True

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(SurveyRound, on_delete=models.CASCADE, related_name="answers")
    choices = models.JSONField("valda svar")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "enkätsvar"
        verbose_name_plural = "enkätsvar"
        ordering = ("round", "pk")
