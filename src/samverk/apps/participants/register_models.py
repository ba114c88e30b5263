"""The register itself: its settings, its measures, who works in it, and the returns it sends."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.participants.enums import RegisterRole, ReturnState
from samverk.core.disclosure.counts import DEFAULT_THRESHOLD
from samverk.core.disclosure.rule import ZeroRule


class Register(Versioned):
    """The register itself, one row: the party that runs it, the association it reports to, its rules.

    The disclosure rule is the association's, as its board has decided it; `rule_source` says where that stands.
    """

    party = models.CharField("part som sköter registret", max_length=200)
    association_name = models.CharField("förbund", max_length=200)
    association_number = models.CharField(
        "förbundets organisationsnummer",
        max_length=11,
        validators=[RegexValidator(r"^\d{6}-\d{4}$", "Skriv tio siffror med bindestreck: 222000-1234.")],
    )
    push_address = models.URLField("förbundets adress för återrapporter", blank=True)
    threshold = models.PositiveSmallIntegerField(
        "gräns för små antal", default=DEFAULT_THRESHOLD, validators=[MinValueValidator(2), MaxValueValidator(50)]
    )
    width = models.PositiveSmallIntegerField(
        "minsta spann kring ett dolt antal", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    zeros = models.CharField(
        "nollor",
        max_length=20,
        default=ZeroRule.SHOWN.value,
        choices=[
            (ZeroRule.SHOWN.value, "visas"),
            (ZeroRule.HELPER.value, "visas, men får döljas för att skydda ett annat antal"),
            (ZeroRule.SENSITIVE.value, "döljs som små antal"),
        ],
    )
    hides_alike = models.BooleanField("dölj grupper där alla är lika", default=False)
    rule_source = models.CharField("var regeln är beslutad", max_length=200, blank=True)
    allows_identity = models.BooleanField("personnummer får antecknas", default=False)
    identity_decision = models.CharField("partens beslut om personnummer", max_length=200, blank=True)
    retention_months = models.PositiveSmallIntegerField(
        "månader från avslut till gallring",
        null=True,
        blank=True,
        validators=[MinValueValidator(12), MaxValueValidator(120)],
    )
    retention_source = models.CharField("beslut om gallring", max_length=200, blank=True)
    disposed_through = models.DateField("gallrat till och med avslut", null=True, blank=True)
    scale_lowest = models.SmallIntegerField("stegskalans lägsta steg", null=True, blank=True)
    scale_highest = models.SmallIntegerField("stegskalans högsta steg", null=True, blank=True)
    scb_man_ending = models.CharField("SCB:s kod för en man med skyddad identitet", max_length=4, blank=True)
    scb_man_source = models.CharField("var SCB har sagt koden", max_length=200, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "register"
        verbose_name_plural = "register"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="one_register"),
            models.CheckConstraint(
                condition=Q(allows_identity=False) | ~Q(identity_decision=""),
                name="identity_needs_a_decision",
                violation_error_message="Ange partens beslut om personnummer, till exempel diarienumret.",
            ),
            models.CheckConstraint(
                condition=Q(scale_lowest__isnull=True, scale_highest__isnull=True)
                | Q(scale_lowest__lt=F("scale_highest")),
                name="scale_has_two_ends",
                violation_error_message="Ange både lägsta och högsta steget, det lägsta först.",
            ),
            models.CheckConstraint(
                condition=Q(scb_man_ending="") | ~Q(scb_man_source=""),
                name="scb_code_needs_a_source",
                violation_error_message="Ange var SCB har sagt koden, till exempel ett svar med datum.",
            ),
        )

    def __str__(self) -> str:
        return self.party


class RegisterMeasure(Versioned):
    """A measure whose participants the register holds. `code` is the association's id of it."""

    code = models.CharField(
        "id",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z][a-z0-9_]*$", "Använd små bokstäver a–z, siffror och _, och börja med en bokstav.")
        ],
    )
    name = models.CharField("namn", max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name="del av"
    )
    start = models.DateField("första dagen", null=True, blank=True)
    end = models.DateField("sista dagen", null=True, blank=True)
    is_esf = models.BooleanField("deltagarna rapporteras till SCB varje månad", default=False)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "insats i registret"
        verbose_name_plural = "insatser i registret"
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gte=F("start")),
                name="register_measure_ends_after_it_starts",
                violation_error_message="Sista dagen kommer före den första. Rätta den ena dagen.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class StaffRole(Guarded):
    """A person's role in the register for a time: a participant officer for a measure, a manager for all."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="register_roles", verbose_name="person"
    )
    role = models.CharField("roll", max_length=20, choices=RegisterRole.choices)
    measure = models.ForeignKey(
        RegisterMeasure, on_delete=models.PROTECT, null=True, blank=True, related_name="staff", verbose_name="insats"
    )
    valid_from = models.DateField("från och med")
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "roll i registret"
        verbose_name_plural = "roller i registret"
        ordering = ("role", "user__name", "valid_from", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(role=RegisterRole.PARTICIPANT_OFFICER, measure__isnull=False)
                | Q(role=RegisterRole.REGISTER_KEEPER, measure__isnull=True),
                name="officers_have_a_measure",
                violation_error_message="En deltagaransvarig har en insats; en registeransvarig har ingen.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="register_role_ends_after_it_starts",
                violation_error_message="Rollen måste sluta samma dag som den börjar eller senare.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class MeasureReturn(Versioned):
    """A return of a measure on its way out (`core.workflows.returns`).

    `content_hash` is of what was drafted: what is released must be the same, or it is drafted anew. `file` is the
    signed bytes, from the release on, and `hidden` what they do not tell: key of a cell → count, reason and the release
    it differs from. `recount` says why the figures no longer hold, such as a withdrawn consent.
    """

    values_stay_out_of_the_trail = True  # small counts would outlive the disposal of those they count

    measure = models.ForeignKey(RegisterMeasure, on_delete=models.PROTECT, related_name="returns")
    first = models.DateField("periodens första dag")
    last = models.DateField("periodens sista dag")
    number = models.PositiveSmallIntegerField("nummer", default=1)
    replaces = models.CharField("ersätter", max_length=64, blank=True)
    state = models.CharField("läge", max_length=20, choices=ReturnState.choices, default=ReturnState.DRAFT)
    content_hash = models.CharField("kontrollsumma av innehållet", max_length=64)
    file = models.BinaryField("undertecknad fil", null=True, blank=True)
    hidden = models.JSONField("det som är dolt", default=dict, blank=True)
    drafted_on = models.DateField("utkast gjort")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField("granskad", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_on = models.DateField("lämnad", null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField("sänd till förbundet", null=True, blank=True)
    answer = models.TextField("förbundets svar", blank=True)
    recount = models.CharField("varför den behöver rättas", max_length=200, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "återrapport i registret"
        verbose_name_plural = "återrapporter i registret"
        ordering = ("-last", "measure__name", "-number")
        constraints = (
            models.UniqueConstraint(fields=("measure", "first", "last", "number"), name="return_number_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="return_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="a_second_person_reviews",
                violation_error_message="Den som gjorde utkastet kan inte granska det. Be någon annan.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.first}–{self.last} nr {self.number}"


class ScbMonth(Guarded):
    """What is kept of a month's file to SCB: keyed hashes of its rows as they were fetched and as sent, never the rows.

    `number` is its place in the order of sending (0 until it is sent), `month` is yyyymm.
    """

    values_stay_out_of_the_trail = True

    measure = models.ForeignKey(RegisterMeasure, on_delete=models.PROTECT, related_name="scb_months")
    month = models.PositiveIntegerField("månad")
    fetched = models.CharField("kontrollsumma när filen hämtades", max_length=64, blank=True)
    fetched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent = models.CharField("kontrollsumma av det som sändes", max_length=64, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_on = models.DateField("sänd", null=True, blank=True)
    number = models.PositiveIntegerField("nummer i ordningen", default=0)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "månad till SCB"
        verbose_name_plural = "månader till SCB"
        ordering = ("measure", "month")
        constraints = (models.UniqueConstraint(fields=("measure", "month"), name="scb_month_once"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.month}"
