"""The association and what it is made of: rows of what `core.organisation` knows. `position` keeps their order."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.organisation.enums import BoardFunction, CeilingBase, IncomeKind, MemberKind, OfficerRole, Seat


def ends_after_it_starts(name: str, start: str, end: str) -> models.CheckConstraint:
    """The constraint that the day `end` is not before the day `start`; either may be missing."""
    return models.CheckConstraint(
        condition=Q(**{f"{end}__isnull": True}) | Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__gte": F(start)}),
        name=name,
        violation_error_message="Sista dagen kommer före den första. Rätta den ena dagen.",
    )


def share_is_a_share(name: str) -> models.CheckConstraint:
    """The constraint that numerator and denominator make a share 0–1."""
    return models.CheckConstraint(
        condition=Q(numerator__gte=0, denominator__gte=1, numerator__lte=F("denominator")),
        name=name,
        violation_error_message="En andel ligger mellan 0 och 1 (0 % och 100 %).",
    )


class Association(Versioned):
    """A coordination association. `slug` is its part of every address."""

    slug = models.SlugField("adress", max_length=40, unique=True)
    name = models.CharField("namn", max_length=200)
    full_name = models.CharField("fullständigt namn", max_length=200, blank=True)
    org_number = models.CharField(
        "organisationsnummer",
        max_length=11,
        unique=True,
        validators=[RegexValidator(r"^\d{6}-\d{4}$", "Skriv tio siffror med bindestreck: 222000-1234.")],
    )
    seat = models.CharField("säte", max_length=200, blank=True)
    municipalities = models.JSONField("kommuner", default=list, blank=True)
    formed = models.DateField("bildat", null=True, blank=True)
    note_texts = models.JSONField("egna texter till noterna", default=dict, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "förbund"
        verbose_name_plural = "förbund"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class Member(Versioned):
    """An authority behind the association."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    name = models.CharField("namn", max_length=200)
    kind = models.CharField("slag", max_length=30, choices=MemberKind.choices)
    paid_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="pays_for", verbose_name="betalas av"
    )
    joined = models.DateField("medlem från", null=True, blank=True)
    left = models.DateField("medlem till", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "medlem"
        verbose_name_plural = "medlemmar"
        ordering = ("association", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "name"),
                name="member_name_once",
                violation_error_message="Det finns redan en medlem med det namnet.",
            ),
            ends_after_it_starts("member_leaves_after_joining", "joined", "left"),
        )

    def __str__(self) -> str:
        return self.name


class ShareKey(Guarded):
    """A member's share of all contributions and when it holds, exact. Two of a member's never share a day."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="shares")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    numerator = models.BigIntegerField("täljare")
    denominator = models.BigIntegerField("nämnare")
    valid_from = models.DateField("från och med")
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "andel"
        verbose_name_plural = "andelar"
        ordering = ("member", "position", "pk")
        constraints = (
            share_is_a_share("share_key_is_a_share"),
            ends_after_it_starts("share_key_ends_after_it_starts", "valid_from", "valid_to"),
            models.UniqueConstraint(fields=("member", "valid_from"), name="share_key_once_from_a_day"),
            models.UniqueConstraint(
                fields=("member",), condition=Q(valid_to__isnull=True), name="share_key_one_without_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member}, {self.share}"

    @property
    def share(self) -> Fraction:
        """The share, 0–1."""
        return Fraction(self.numerator, self.denominator)


class IncomeSource(Versioned):
    """A row of income in the note, the budget and the outcome. `code` is what budgets point to."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="income_sources")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    code = models.CharField("id", max_length=40, validators=[RegexValidator(r"^[a-z][a-z0-9_]*$")])
    name = models.CharField("namn", max_length=200)
    short_name = models.CharField("kort namn", max_length=200, blank=True)
    kind = models.CharField("slag", max_length=20, choices=IncomeKind.choices)
    accounts = models.JSONField("konton", default=list)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "intäktskälla"
        verbose_name_plural = "intäktskällor"
        ordering = ("association", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "code"),
                name="income_source_code_once",
                violation_error_message="Det finns redan en intäktskälla med det id:t.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class IncomeSourceMember(Guarded):
    """A member that the income comes from."""

    source = models.ForeignKey(IncomeSource, on_delete=models.CASCADE, related_name="member_links")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="income_links")
    position = models.PositiveIntegerField("plats i ordningen", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "medlem i intäktskälla"
        verbose_name_plural = "medlemmar i intäktskällor"
        ordering = ("source", "position", "pk")


class Charter(Versioned):
    """A version of the charter (förbundsordning, FinsamL 9 §), in force until the next one's first day."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="charters")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    valid_from = models.DateField("gäller från")
    interim_report = models.BooleanField("kräver delårsrapport", default=False)
    notice_board = models.TextField("anslagstavla", blank=True)
    archive_authority = models.TextField("arkivmyndighet", blank=True)
    notice_period_years = models.PositiveSmallIntegerField(
        "uppsägningstid i år", default=3, validators=[MaxValueValidator(3)]
    )
    auditor_fees_paid_by = models.TextField("vem som betalar revisorerna", default="förbundet", blank=True)
    quorum = models.TextField("beslutförhet", blank=True)
    remuneration = models.TextField("arvoden", blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "förbundsordning"
        verbose_name_plural = "förbundsordningar"
        ordering = ("association", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "valid_from"),
                name="charter_once_from_a_day",
                violation_error_message="Det finns redan en lydelse som gäller från den dagen.",
            ),
            models.CheckConstraint(condition=Q(notice_period_years__lte=3), name="charter_notice_at_most_three_years"),
        )

    def __str__(self) -> str:
        return f"förbundsordningen från {self.valid_from}"


class SavedFundsCeiling(Guarded):
    """A ceiling on saved funds that the board goes by, with its base. `source` is empty when none is known."""

    charter = models.ForeignKey(Charter, on_delete=models.CASCADE, related_name="ceilings")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    numerator = models.BigIntegerField("täljare")
    denominator = models.BigIntegerField("nämnare")
    base = models.CharField("underlag", max_length=30, choices=CeilingBase.choices)
    source = models.TextField("källa", blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "tak för sparade medel"
        verbose_name_plural = "tak för sparade medel"
        ordering = ("charter", "position", "pk")
        constraints = (share_is_a_share("ceiling_is_a_share"),)

    @property
    def share(self) -> Fraction:
        """The share of the base, 0–1."""
        return Fraction(self.numerator, self.denominator)


class TimedQuerySet(GuardedQuerySet[Any]):
    """Rows that hold for a time."""

    def on(self, day: date) -> TimedQuerySet:
        """Those that hold on `day`; a missing end is no end, a missing start no start."""
        has_begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(has_begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Mandate(Versioned):
    """A seat held by a person for a time. `order` is a deputy's turn, 1 first."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="mandates")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    name = models.CharField("namn", max_length=200)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="mandates", verbose_name="utsedd av")
    seat = models.CharField("uppdrag", max_length=20, choices=Seat.choices)
    function = models.CharField("funktion", max_length=20, choices=BoardFunction.choices, blank=True)
    order = models.PositiveIntegerField(
        "plats i turordningen", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    valid_from = models.DateField("från och med")
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects: ClassVar[Any] = TimedQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        verbose_name_plural = "mandat"
        ordering = ("association", "position", "pk")
        constraints = (
            ends_after_it_starts("mandate_ends_after_it_starts", "valid_from", "valid_to"),
            models.CheckConstraint(condition=Q(order__isnull=True) | Q(order__gte=1), name="mandate_order_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.get_seat_display()}"


class Officer(Versioned):
    """A person with a function outside the board."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="officers")
    position = models.PositiveIntegerField("plats i ordningen", default=0)
    name = models.CharField("namn", max_length=200)
    role = models.CharField("funktion", max_length=30, choices=OfficerRole.choices)
    title = models.CharField("titel", max_length=200, blank=True)
    valid_from = models.DateField("från och med", null=True, blank=True)
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects: ClassVar[Any] = TimedQuerySet.as_manager()

    class Meta:
        verbose_name = "funktionär"
        verbose_name_plural = "funktionärer"
        ordering = ("association", "position", "pk")
        constraints = (ends_after_it_starts("officer_ends_after_it_starts", "valid_from", "valid_to"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"


class OfficerMember(Guarded):
    """A member that appointed or sent the officer."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="member_links")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="officer_links")
    position = models.PositiveIntegerField("plats i ordningen", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "funktionärens medlem"
        verbose_name_plural = "funktionärernas medlemmar"
        ordering = ("officer", "position", "pk")
