"""Who acts in the register: a person with the register's own roles of the day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.register_models import StaffRole
from samverk.apps.users.actor import Actor
from samverk.apps.users.models import User


def register_actor(user: User, day: date) -> Actor:
    """The person with the roles that hold on `day`. An association's roles mean nothing here."""
    held = StaffRole.objects.filter(user=user, valid_from__lte=day).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )
    roles = frozenset(RegisterRole(role) for role in held.values_list("role", flat=True))
    return Actor(user.name, None, user.pk, roles, user.is_host)
