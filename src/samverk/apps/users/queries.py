"""Who has access, read for pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from samverk.apps.audit.models import AuditEvent
from samverk.apps.organisation.models import Association
from samverk.apps.users.models import RoleAssignment, User


@dataclass(slots=True)
class PersonWithRoles:
    """A person and the roles in one association: those that hold or will hold, and those that have ended."""

    user: User
    has_authenticator: bool
    current: list[RoleAssignment] = field(default_factory=list)
    ended: list[RoleAssignment] = field(default_factory=list)


def people_of(association: Association, day: date) -> list[PersonWithRoles]:
    """Everyone who has or has had a role, by name."""
    return _gathered(RoleAssignment.objects.filter(association=association), day)


def person_of(association: Association, pk: int, day: date) -> PersonWithRoles | None:
    """One of them; None when the person never had a role in the association."""
    found = _gathered(RoleAssignment.objects.filter(association=association, user_id=pk), day)
    return found[0] if found else None


def _gathered(roles: QuerySet[RoleAssignment], day: date) -> list[PersonWithRoles]:
    people: dict[int, PersonWithRoles] = {}
    secured = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__roles__in=roles)
    with_authenticator = set(secured.values_list("user_id", flat=True))
    for role in roles.select_related("user").order_by("user__name", "user_id", "valid_from", "pk"):
        row = people.setdefault(role.user_id, PersonWithRoles(role.user, role.user_id in with_authenticator))
        has_ended = role.valid_to is not None and role.valid_to < day
        (row.ended if has_ended else row.current).append(role)
    return list(people.values())


def events_about(association_id: int, user: User) -> QuerySet[AuditEvent]:
    """What the association's trail (0: the installation's) tells of the person's account and roles, latest first."""
    roles = [str(pk) for pk in user.roles.values_list("pk", flat=True)]
    trail = AuditEvent.objects.filter(association_id=association_id)
    about = trail.filter(subject_kind="users.user", subject_id=str(user.pk))
    about_roles = trail.filter(subject_kind="users.roleassignment", subject_id__in=roles)
    return (about | about_roles).order_by("-sequence")
