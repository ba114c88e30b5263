"""The association and what it is made of."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models

from samverk.apps.audit.guard import GuardedQuerySet, Versioned


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
    seat = models.CharField("säte", max_length=100, blank=True)
    municipalities = models.JSONField("kommuner", default=list, blank=True)
    formed = models.DateField("bildat", null=True, blank=True)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "förbund"
        verbose_name_plural = "förbund"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
