"""Budgets as rows: years, versions and lines, scenarios, and what the income engine knows. Amounts are öre.

A version's lines hold the budget year and the plan years alike. Only the budget year's opening funds are stored; every
later opening is the closing before it (`core.planning.plan`).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.organisation.models import Association, share_is_a_share
from samverk.apps.planning.enums import BudgetKind, Side, Unit, VersionState

MOST_ORE = 10**15
"""An amount is smaller than this (10 000 miljarder kronor); more is a slip, and sums stay inside BIGINT."""
_KEY = RegexValidator(r"^[a-z][a-z0-9_]*$", "Använd små bokstäver a–z, siffror och _, och börja med en bokstav.")
_EARLIEST, _LATEST = 2000, 2200


def _is_a_year(name: str, field: str = "year") -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__gte": _EARLIEST, f"{field}__lte": _LATEST}), name=name)


def _is_sane(name: str, field: str) -> models.CheckConstraint:
    inside = Q(**{f"{field}__gt": -MOST_ORE, f"{field}__lt": MOST_ORE})
    return models.CheckConstraint(
        condition=inside | Q(**{f"{field}__isnull": True}),
        name=name,
        violation_error_message="Beloppet är orimligt stort. Se efter om enheten är rätt.",
    )


def _is_a_month(name: str, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gte": _EARLIEST * 100 + 1, f"{field}__lte": _LATEST * 100 + 12}), name=name
    )


def _year_field() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField("år", validators=[MinValueValidator(_EARLIEST), MaxValueValidator(_LATEST)])


class BudgetYear(Versioned):
    """A year with a budget, and the unit that its versions are written in."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="budget_years")
    year = _year_field()
    unit = models.CharField("enhet", max_length=4, choices=Unit.choices, default=Unit.TKR)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "budgetår"
        verbose_name_plural = "budgetår"
        ordering = ("association", "-year")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "year"),
                name="budget_year_once",
                violation_error_message="Det finns redan en budget för det året.",
            ),
            _is_a_year("budget_year_is_a_year"),
        )

    def __str__(self) -> str:
        return f"budget {self.year}"


class BudgetVersion(Versioned):
    """A budget, drafted or decided. `opening_ore` None follows the closing of the year before.

    `covers` says which blocks a block's row stands for, as facts files write it: {"administration": ["revision"]}.
    `plan_years` are the years after the budget year that the version plans.
    """

    budget = models.ForeignKey(BudgetYear, on_delete=models.CASCADE, related_name="versions", verbose_name="budgetår")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    name = models.CharField("namn", max_length=200)
    kind = models.CharField("slag", max_length=10, choices=BudgetKind.choices, default=BudgetKind.ADOPTED)
    state = models.CharField("läge", max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    decided = models.DateField("beslutad", null=True, blank=True)
    consultation = models.DateField("samråd", null=True, blank=True)
    opening_ore = models.BigIntegerField("ingående medel", null=True, blank=True)
    motive = models.TextField("motiv", blank=True)
    remark = models.TextField("anmärkning", blank=True)
    covers = models.JSONField("omfattar", default=dict, blank=True)
    plan_years = models.JSONField("planår", default=list, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "budgetversion"
        verbose_name_plural = "budgetversioner"
        ordering = ("budget", "position", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=VersionState.DRAFT) | Q(decided__isnull=True),
                name="budget_draft_has_no_decision",
                violation_error_message="Ett utkast har ingen beslutsdag.",
            ),
            models.UniqueConstraint(
                fields=("budget",),
                condition=Q(state=VersionState.DRAFT),
                name="one_draft_per_budget_year",
                violation_error_message="Det finns redan ett utkast för året. Fortsätt på det.",
            ),
            _is_sane("budget_opening_is_sane", "opening_ore"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        """True until the board has decided."""
        return self.state == VersionState.DRAFT


class BudgetLine(Guarded):
    """An amount of a version in one year. `key` is an income source, a measure or a block. No row is "nothing"."""

    version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="lines", verbose_name="version")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    year = _year_field()
    side = models.CharField("sida", max_length=10, choices=Side.choices)
    key = models.CharField("rad", max_length=40, validators=[_KEY])
    amount_ore = models.BigIntegerField("belopp")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "budgetrad"
        verbose_name_plural = "budgetrader"
        ordering = ("version", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=("version", "year", "side", "key"), name="budget_line_once"),
            _is_a_year("budget_line_year_is_a_year"),
            _is_sane("budget_line_is_sane", "amount_ore"),
        )

    def __str__(self) -> str:
        return f"{self.key} {self.year}"


class Scenario(Versioned):
    """A named set of changes to a year's plan, never a copy of it. `opening_ore` changes the opening funds."""

    budget = models.ForeignKey(BudgetYear, on_delete=models.CASCADE, related_name="scenarios", verbose_name="budgetår")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    name = models.CharField("namn", max_length=100)
    opening_ore = models.BigIntegerField("ändrade ingående medel", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "scenario"
        verbose_name_plural = "scenarier"
        ordering = ("budget", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("budget", "name"),
                name="scenario_name_once",
                violation_error_message="Det finns redan ett scenario med det namnet. Välj ett annat.",
            ),
            _is_sane("scenario_opening_is_sane", "opening_ore"),
        )

    def __str__(self) -> str:
        return self.name


class ScenarioDelta(Guarded):
    """A change of one line: öre and a share of what the plan says. `year` None is every year."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="deltas", verbose_name="scenario")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    key = models.CharField("rad", max_length=40, validators=[_KEY])
    year = models.PositiveSmallIntegerField("år", null=True, blank=True)
    amount_ore = models.BigIntegerField("belopp", default=0)
    numerator = models.BigIntegerField("täljare", default=0)
    denominator = models.BigIntegerField("nämnare", default=1)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "ändring i scenario"
        verbose_name_plural = "ändringar i scenarier"
        ordering = ("scenario", "position", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(denominator__gte=1), name="delta_share_has_a_denominator"),
            _is_sane("delta_is_sane", "amount_ore"),
        )

    @property
    def share(self) -> Fraction:
        """The share of the plan's own amount; may be minus and more than 1."""
        return Fraction(self.numerator, self.denominator)


class AllocationNotice(Guarded):
    """What the state has said that it pays for a year. A new notice revises; none is edited."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="allocation_notices")
    year = _year_field()
    amount_ore = models.BigIntegerField("belopp")
    day = models.DateField("dag")
    source = models.CharField("källa", max_length=300)
    is_preliminary = models.BooleanField("preliminärt", default=False)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "besked om statens medel"
        verbose_name_plural = "besked om statens medel"
        ordering = ("association", "year", "day", "pk")
        constraints = (
            _is_a_year("notice_year_is_a_year"),
            models.CheckConstraint(
                condition=Q(amount_ore__gte=0, amount_ore__lt=MOST_ORE),
                name="notice_amount_is_sane",
                violation_error_message="Beloppet ska vara noll eller mer, och rimligt stort.",
            ),
        )

    def __str__(self) -> str:
        return f"statens besked {self.day} för {self.year}"


class ExternalGrant(Versioned):
    """A decided grant paid in arrears. `key` is its income source, `cost_lines` the lines whose costs it covers.

    Months are yyyymm. no rate is built in: share, request periods and lag are the decision's own.
    """

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="external_grants")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    key = models.CharField("intäktskälla", max_length=40, validators=[_KEY])
    cost_lines = models.JSONField("kostnader som täcks", default=list)
    numerator = models.BigIntegerField("täljare")
    denominator = models.BigIntegerField("nämnare")
    first = models.PositiveIntegerField("första månaden")
    last = models.PositiveIntegerField("sista månaden")
    request_months = models.PositiveSmallIntegerField("månader per ansökan", default=3)
    lag_months = models.PositiveSmallIntegerField("månader till utbetalning", default=3)
    most_ore = models.BigIntegerField("högst", null=True, blank=True)
    source = models.CharField("beslut", max_length=300, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "externt bidrag"
        verbose_name_plural = "externa bidrag"
        ordering = ("association", "position", "pk")
        constraints = (
            share_is_a_share("grant_share_is_a_share"),
            _is_a_month("grant_starts_in_a_month", "first"),
            _is_a_month("grant_ends_in_a_month", "last"),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="grant_ends_after_it_starts",
                violation_error_message="Sista månaden kommer före den första. Rätta den ena.",
            ),
            models.CheckConstraint(
                condition=Q(request_months__gte=1, request_months__lte=24, lag_months__lte=36),
                name="grant_requests_are_sane",
                violation_error_message="En ansökan gäller 1–24 månader och betalas inom 36 månader.",
            ),
            _is_sane("grant_ceiling_is_sane", "most_ore"),
        )

    def __str__(self) -> str:
        return f"bidraget {self.key}"

    @property
    def share(self) -> Fraction:
        """The share of eligible cost, 0–1."""
        return Fraction(self.numerator, self.denominator)


class PlanningSettings(Versioned):
    """The board's own choices for the plan. `source` is the decision, empty when none is known."""

    association = models.OneToOneField(Association, on_delete=models.CASCADE, related_name="planning_settings")
    floor_ore = models.BigIntegerField("golv för sparade medel", default=0)
    decided = models.DateField("beslutad", null=True, blank=True)
    source = models.CharField("beslut", max_length=300, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "inställningar för planen"
        verbose_name_plural = "inställningar för planen"
        ordering = ("association",)
        constraints = (
            models.CheckConstraint(
                condition=Q(floor_ore__gte=0, floor_ore__lt=MOST_ORE),
                name="grant_floor_is_sane",
                violation_error_message="Golvet ska vara noll eller mer, och rimligt stort.",
            ),
        )

    def __str__(self) -> str:
        return "planens inställningar"
