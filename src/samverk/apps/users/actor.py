"""Who acts: a person in an association with the roles of the day, or the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from samverk.apps.users.enums import Role

if TYPE_CHECKING:
    from samverk.apps.organisation.models import Association
    from samverk.apps.users.models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who does something in `association`; None is the installation itself (users, associations, a register).

    `roles` are those of an association (`users.enums.Role`) or of a register (`participants.enums.RegisterRole`).
    `is_system` is the command line on the machine: it may do everything, and the trail says so.
    """

    name: str
    association: Association | None
    user_id: int | None = None
    roles: frozenset[TextChoices] = frozenset()
    is_host: bool = False
    is_system: bool = False


def actor_of(user: User, association: Association | None, day: date) -> Actor:
    """The person with the roles that hold on `day` in `association`."""
    roles: frozenset[Role] = frozenset()
    if association is not None:
        found = user.roles.on(day).filter(association=association).values_list("role", flat=True)
        roles = frozenset(Role(role) for role in found)
    return Actor(user.name, association, user.pk, roles, user.is_host)


def command_line(association: Association | None = None) -> Actor:
    """The one who runs commands on the machine."""
    return Actor("kommandoraden", association, is_system=True)
