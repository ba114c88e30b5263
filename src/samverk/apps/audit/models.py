"""The trail: one chain of events per association, and one (0) for the installation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from samverk.apps.audit.guard import Guarded, GuardedQuerySet

INSTALLATION = 0
"""The chain of what belongs to no association."""


class AuditChain(Guarded):
    """Where a chain ends. Locked by every action, so that events get their numbers in turn."""

    association_id = models.PositiveBigIntegerField("förbund", primary_key=True)
    sequence = models.PositiveBigIntegerField("senaste händelse", default=0)
    hash = models.CharField("kontrollsumma", max_length=64, default="")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "händelsekedja"
        verbose_name_plural = "händelsekedjor"
        ordering = ("association_id",)


class AuditEvent(Guarded):
    """Something that was done. Appended, never changed; no foreign keys, so that it outlives what it tells of.

    `hash` is SHA-256 over everything else in the row and the hash of the event before (`audit.chain`).
    """

    association_id = models.PositiveBigIntegerField("förbund")
    sequence = models.PositiveBigIntegerField("nummer")
    at = models.DateTimeField("tidpunkt")
    actor_id = models.BigIntegerField("person", null=True)
    actor_name = models.CharField("vem", max_length=200)
    action = models.CharField("handling", max_length=80)
    subject_kind = models.CharField("slag", max_length=80)
    subject_id = models.CharField("vilken", max_length=80, blank=True)
    sentence = models.TextField("vad som hände")
    before = models.JSONField("före", null=True)
    after = models.JSONField("efter", null=True)
    previous_hash = models.CharField("föregående kontrollsumma", max_length=64, blank=True)
    hash = models.CharField("kontrollsumma", max_length=64)

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "händelse"
        verbose_name_plural = "händelser"
        ordering = ("association_id", "sequence")
        constraints = (models.UniqueConstraint(fields=("association_id", "sequence"), name="event_number_once"),)
        indexes = (models.Index(fields=("association_id", "subject_kind", "subject_id"), name="event_by_subject"),)

    def __str__(self) -> str:
        return f"{self.sequence}: {self.sentence}"
