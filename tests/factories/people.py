"""Associations, people and actors for the tests of the web. All invented."""

from __future__ import annotations

from datetime import date
from itertools import count

from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.users.actions import add_person, give_role
from samverk.apps.users.actor import Actor, command_line
from samverk.apps.users.enums import Role
from samverk.apps.users.models import User

PASSWORD = "en lång ramsa som ingen gissar"
_numbers = count(1)


def association(name: str = "Finsam Storsjö", slug: str = "") -> Association:
    """An association of its own, with an organisation number nobody has."""
    number = next(_numbers)
    return add_association(command_line(), slug or f"forbund-{number}", name, f"{100000 + number:06d}-0000")


def person(name: str = "Tuva Rimfrost", *roles: Role, of: Association | None = None, is_host: bool = False) -> User:
    """A person with a password and the roles, from 2020 and for auditors to 2040."""
    user = add_person(command_line(of), f"person{next(_numbers)}@example.se", name)
    user.set_password(PASSWORD)
    user.is_host = is_host
    user.save()
    for role in roles:
        give_role(command_line(of), user, role, date(2020, 1, 1), date(2040, 1, 1) if role == Role.AUDITOR else None)
    return user


def acting(of: Association, *roles: Role, name: str = "Tuva Rimfrost") -> Actor:
    """An actor with roles, of a person who exists."""
    return Actor(name, of, person(name, *roles, of=of).pk, frozenset(roles))
