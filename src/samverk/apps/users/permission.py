"""A permission: a deed and the roles that may do it. Every action and page names one; nothing is open by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from samverk.apps.users.actor import Actor
from samverk.apps.users.enums import Role

EVERYONE_IN_THE_ASSOCIATION = frozenset(Role)


class PermissionRefused(Exception):  # noqa: N818 - an answer to a person, not a fault
    """The person may not. The message is Swedish and says who may."""


@dataclass(frozen=True, slots=True)
class Permission:
    """`code` is stable ("accounting.import"), `deed` a Swedish infinitive ("läsa in bokföringen").

    `roles` may do it in their association, or in the register when they are its roles; `host` opens it to whoever runs
    the installation, `anyone` to everyone who has an account.
    """

    code: str
    deed: str
    roles: frozenset[TextChoices] = frozenset()
    host: bool = False
    anyone: bool = False

    def holds(self, actor: Actor) -> bool:
        """True when the actor may."""
        has_account = self.anyone and actor.user_id is not None
        return actor.is_system or has_account or bool(self.roles & actor.roles) or (self.host and actor.is_host)

    def check(self, actor: Actor) -> None:
        """Raise PermissionRefused, in Swedish, unless the actor may."""
        if not self.holds(actor):
            raise PermissionRefused(f"Du kan inte {self.deed}. Det kan {self.who()}.")

    def who(self) -> str:
        """The roles in words: "förbundschef och kansli"."""
        names = [str(role.label) for kind in {type(each) for each in self.roles} for role in kind if role in self.roles]
        names += ["driftansvarig"] if self.host else []
        names += ["alla som har ett konto"] if self.anyone else []
        if len(names) < 2:
            return "".join(names) or "bara den som sköter datorn"
        return f"{', '.join(names[:-1])} och {names[-1]}"


PERMISSIONS: dict[str, Permission] = {}
"""Every permission by code, in the order their modules were read."""


def permission(
    code: str, deed: str, roles: Iterable[TextChoices] = (), *, host: bool = False, anyone: bool = False
) -> Permission:
    """Declare a permission. Raises ValueError when the code is taken."""
    if code in PERMISSIONS:
        raise ValueError(f"permission {code} is declared twice")
    PERMISSIONS[code] = Permission(code, deed, frozenset(roles), host, anyone)
    return PERMISSIONS[code]
