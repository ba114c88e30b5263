"""Who works in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from samverk.apps.audit.models import INSTALLATION, AuditEvent
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.register_models import StaffRole
from samverk.apps.users.actions import has_authenticator
from samverk.apps.users.models import User


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A person with roles: `current` hold on the day or will, `ended` are history."""

    user: User
    current: list[StaffRole]
    ended: list[StaffRole]
    has_authenticator: bool


def staff(day: date) -> list[StaffMember]:
    """Everyone who has or has had a role, by name."""
    people = User.objects.filter(register_roles__isnull=False).distinct().order_by("name", "pk")
    return [_member(user, day) for user in people.prefetch_related("register_roles__measure")]


def staff_member(pk: int, day: date) -> StaffMember | None:
    """One of them; None for anyone else."""
    found = User.objects.filter(pk=pk, register_roles__isnull=False).distinct()
    user = found.prefetch_related("register_roles__measure").first()
    return _member(user, day) if user is not None else None


def _member(user: User, day: date) -> StaffMember:
    roles = list(user.register_roles.all())  # type: ignore[attr-defined]
    ended = [each for each in roles if each.valid_to is not None and each.valid_to < day]
    return StaffMember(user, [each for each in roles if each not in ended], ended, has_authenticator(user))


def events_about_staff(member: StaffMember) -> list[AuditEvent]:
    """What has been done with a person's account and roles, the latest first."""
    own = [str(role.pk) for role in (*member.current, *member.ended)]
    events = AuditEvent.objects.filter(association_id=INSTALLATION)
    found = events.filter(subject_kind="users.user", subject_id=str(member.user.pk)) | events.filter(
        subject_kind="participants.staffrole", subject_id__in=own
    )
    return list(found.order_by("-sequence")[:50])


def keepers(day: date) -> QuerySet[User]:
    """Those who keep the register on `day`."""
    held = StaffRole.objects.filter(role=RegisterRole.REGISTER_KEEPER, valid_from__lte=day)
    held = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day))
    return User.objects.filter(pk__in=held.values("user"))
