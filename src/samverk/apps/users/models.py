"""People who sign in, and their roles."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from samverk.apps.audit.guard import Guarded, GuardedQuerySet
from samverk.apps.users.enums import Role
from samverk.core.periods import long_date

if TYPE_CHECKING:
    from samverk.apps.organisation.models import Association


class People(BaseUserManager["User"]):
    """Finds people by mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person with that address. Raises User.DoesNotExist."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in. Made by `users.actions`, never by signing up."""

    email = models.EmailField("e-postadress", unique=True)
    name = models.CharField("namn", max_length=200)
    is_active = models.BooleanField("får logga in", default=True)
    is_host = models.BooleanField(
        "driftansvarig", default=False, help_text="Ansvarar för datorn och kontona, men ser inte förbundens uppgifter."
    )
    made_at = models.DateTimeField("upplagd", auto_now_add=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "användare"
        verbose_name_plural = "användare"
        ordering = ("name", "pk")
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower"),)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as packages ask for it."""
        return self.name

    def has_perm(self, _permission: str, _subject: object = None) -> bool:
        """Never: what a person may do follows from roles, not from Django's permissions."""
        return False


class RoleAssignmentQuerySet(GuardedQuerySet["RoleAssignment"]):
    """Roles by day."""

    def on(self, day: date) -> RoleAssignmentQuerySet:
        """Those that hold on `day`."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class RoleAssignment(Guarded):
    """A person's role in an association for a time. An auditor's always has an end."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles", verbose_name="person")
    association: models.ForeignKey[Association, Association] = models.ForeignKey(
        "organisation.Association", on_delete=models.CASCADE, related_name="roles", verbose_name="förbund"
    )
    role = models.CharField("roll", max_length=20, choices=Role.choices)
    valid_from = models.DateField("från och med")
    valid_to = models.DateField("till och med", null=True, blank=True)

    objects: ClassVar[Any] = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "roll"
        verbose_name_plural = "roller"
        ordering = ("association", "role", "valid_from", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="role_ends_after_it_starts",
                violation_error_message="Rollen måste sluta samma dag som den börjar eller senare.",
            ),
            models.CheckConstraint(
                condition=~Q(role="auditor") | Q(valid_to__isnull=False),
                name="auditor_role_has_an_end",
                violation_error_message="En revisors tillgång är tidsbegränsad: ange sista dagen.",
            ),
            models.UniqueConstraint(fields=("user", "association", "role", "valid_from"), name="role_once_from_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.user.name}, {self.get_role_display()}"

    def days(self) -> str:
        """When the role holds, in Swedish: "från och med 1 januari 2026 till och med 31 mars 2027"."""
        until = f" till och med {long_date(self.valid_to)}" if self.valid_to else ""
        return f"från och med {long_date(self.valid_from)}{until}"


class CalendarFeed(Guarded):
    """A secret address where a person's calendar reads an association's year wheel. Only the address's hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="calendar_feeds", verbose_name="person")
    association: models.ForeignKey[Association, Association] = models.ForeignKey(
        "organisation.Association", on_delete=models.CASCADE, related_name="calendar_feeds", verbose_name="förbund"
    )
    token_hash = models.CharField("kontrollsumma av adressen", max_length=64, unique=True)
    made_at = models.DateTimeField("gjord")

    objects: ClassVar[Any] = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "kalenderflöde"
        verbose_name_plural = "kalenderflöden"
        ordering = ("association", "user", "pk")
        constraints = (models.UniqueConstraint(fields=("user", "association"), name="one_feed_for_a_person"),)

    def __str__(self) -> str:
        return f"kalenderflöde för {self.user.name}"
