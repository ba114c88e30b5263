"""Whose participants: an officer reaches the own measures only, in actions as on pages."""

from __future__ import annotations

from samverk.apps.audit.door import Act
from samverk.apps.participants.queries import measures_of
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.apps.users.permission import PermissionRefused


def check_own(act: Act, measure: RegisterMeasure) -> None:
    """Raise PermissionRefused when the actor does not answer for the measure's participants today."""
    if not measures_of(act.actor, act.today).filter(pk=measure.pk).exists():
        raise PermissionRefused(
            f"Du är inte deltagaransvarig för {measure.name}. Be den registeransvariga om det ska ändras."
        )
