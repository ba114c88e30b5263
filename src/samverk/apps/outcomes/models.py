"""Registers that are trusted, the board's disclosure rule, and the returns that were received or refused."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from samverk.apps.audit.guard import Guarded, GuardedQuerySet, Versioned
from samverk.apps.measures.models import Measure
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.enums import Zeros
from samverk.core.disclosure.counts import DEFAULT_THRESHOLD
from samverk.core.disclosure.rule import DisclosureRule


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
