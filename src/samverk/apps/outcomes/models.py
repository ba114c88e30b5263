"""Registers that are trusted, the board's disclosure rule, returns, targets for exits, and what was released."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.measures.models import Measure
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.enums import Destination, ReleasePlace, ReleaseState, Zeros
from samverk.core.disclosure.counts import DEFAULT_THRESHOLD
from samverk.core.disclosure.rule import DisclosureRule


def _person(label: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class RegisterKey(Versioned):
    """The public key of a party's register, and the ids of the measures it may report.

    `key_id` is the fingerprint people compare. From `closed_on` the key opens nothing more.
    """

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="register_keys")
    party = models.CharField("part som för registret", max_length=200)
    public_key = models.TextField("publik nyckel")
    key_id = models.CharField("fingeravtryck", max_length=64)
    measures = models.JSONField("insatser som registret får rapportera", default=list)
    valid_from = models.DateField("gäller från")
    closed_on = models.DateField("stängd från", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "register"
        verbose_name_plural = "register"
        ordering = ("association", "party", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "key_id"),
                name="register_key_once",
                violation_error_message="Nyckeln finns redan. Ändra vilka insatser den gäller i stället.",
            ),
        )

    def __str__(self) -> str:
        return self.party


class DisclosureDecision(Guarded):
    """The board's rule for small counts, from the day it was decided until the next decision."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="disclosure_decisions")
    decided_on = models.DateField("beslutad")
    reference = models.CharField("beslut", max_length=200)
    threshold = models.PositiveSmallIntegerField(
        "minsta antal som visas",
        default=DEFAULT_THRESHOLD,
        validators=[MinValueValidator(2), MaxValueValidator(100)],
    )
    narrowest = models.PositiveSmallIntegerField(
        "minsta osäkerhet",
        default=DisclosureRule().narrowest,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    zeros = models.CharField("nollor", max_length=10, choices=Zeros.choices, default=Zeros.SHOWN)
    hides_alike = models.BooleanField("dölj grupper där alla är lika", default=False)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "röjanderegel"
        verbose_name_plural = "röjanderegler"
        ordering = ("association", "-decided_on")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "decided_on"),
                name="disclosure_decision_once_a_day",
                violation_error_message="Det finns redan ett beslut den dagen. Ta bort det först om det är fel.",
            ),
        )

    def __str__(self) -> str:
        return f"röjanderegeln {self.reference}"


class ReceivedReturn(Guarded):
    """A return that was taken, whole as it was sent. A correction is a row of its own; none is ever changed.

    `arrived` orders the versions of a period: the latest holds, the others stay readable.
    """

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="received_returns")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="received_returns")
    register_key = models.ForeignKey(RegisterKey, on_delete=models.PROTECT, related_name="received_returns")
    first = models.DateField("första dagen")
    last = models.DateField("sista dagen")
    number = models.PositiveIntegerField("nummer")
    content = models.BinaryField("innehåll")
    sha256 = models.CharField("kontrollsumma för filen", max_length=64)
    content_hash = models.CharField("kontrollsumma för innehållet", max_length=64)
    received_on = models.DateField("mottagen")
    received_by = models.CharField("mottagen av", max_length=200)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "återrapport"
        verbose_name_plural = "återrapporter"
        ordering = ("association", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "measure", "first", "last", "number"), name="received_return_once"
            ),
            models.UniqueConstraint(fields=("association", "sha256"), name="received_file_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="received_return_ends_after_it_starts"),
        )

    def __str__(self) -> str:
        return f"återrapport {self.number} för {self.measure}"


class RefusedReturn(Guarded):
    """A file that was not taken: who sent it, when, and why. Nothing of what it held but its checksum."""

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="refused_returns")
    sha256 = models.CharField("kontrollsumma för filen", max_length=64)
    refused_on = models.DateField("avvisad")
    sender = models.CharField("sänd av", max_length=200)
    reasons = models.JSONField("skäl", default=list)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "avvisad återrapport"
        verbose_name_plural = "avvisade återrapporter"
        ordering = ("association", "-pk")

    def __str__(self) -> str:
        return f"avvisad fil från {self.sender}"


class OutcomeTarget(Guarded):
    """The share of a measure's exits in a year that shall lead somewhere, in percent of those whose reason is known."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="outcome_targets")
    year = models.PositiveSmallIntegerField("år", validators=[MinValueValidator(2004), MaxValueValidator(2100)])
    destination = models.CharField("avslut till", max_length=20, choices=Destination.choices)
    percent = models.PositiveSmallIntegerField("andel i procent", validators=[MaxValueValidator(100)])
    source = models.CharField("var målet är beslutat", max_length=200, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "mål för avslut"
        verbose_name_plural = "mål för avslut"
        ordering = ("measure", "-year", "destination")
        constraints = (
            models.UniqueConstraint(
                fields=("measure", "year", "destination"),
                name="outcome_target_once",
                violation_error_message="Det målet finns redan för året. Ta bort det först om det ska ändras.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.percent} % till {self.get_destination_display()} {self.year}"


class OutcomeRelease(Versioned):
    """Figures about participants on their way to print. When released, `content` is what was printed and never changes.

    `content` is a file of releases with this one release; what it is made from is in its parts.
    """

    association = models.ForeignKey(Association, on_delete=models.CASCADE, related_name="outcome_releases")
    name = models.CharField("namn", max_length=200)
    place = models.CharField("publiceras i", max_length=20, choices=ReleasePlace.choices)
    state = models.CharField("läge", max_length=20, choices=ReleaseState.choices, default=ReleaseState.DRAFT)
    drafted_by = _person("utkast av")
    drafted_on = models.DateField("utkast gjort")
    reviewed_by = _person("granskat av")
    reviewed_on = models.DateField("granskat", null=True, blank=True)
    released_by = _person("offentliggjort av")
    released_on = models.DateField("offentliggjort", null=True, blank=True)
    content = models.BinaryField("det som offentliggjordes", default=b"", blank=True)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "offentliggörande"
        verbose_name_plural = "offentliggöranden"
        ordering = ("association", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("association", "name"),
                condition=~Q(state=ReleaseState.DISCARDED),
                name="outcome_release_name_once",
                violation_error_message="Det finns redan ett offentliggörande med det namnet. Välj ett annat.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ReleasedPart(Guarded):
    """Which tables of a return a release prints."""

    release = models.ForeignKey(OutcomeRelease, on_delete=models.CASCADE, related_name="parts")
    received = models.ForeignKey(ReceivedReturn, on_delete=models.PROTECT, related_name="released_parts")
    tables = models.JSONField("tabeller")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "del av ett offentliggörande"
        verbose_name_plural = "delar av offentliggöranden"
        ordering = ("release", "pk")
        constraints = (models.UniqueConstraint(fields=("release", "received"), name="released_part_once"),)
