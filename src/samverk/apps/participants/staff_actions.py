"""Changes to the register itself: its settings, its measures, who works in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.register_models import Register, RegisterMeasure, StaffRole
from samverk.apps.users.models import User


@action(MANAGE_REGISTER)
def set_up_register(act: Act, /, **values: Any) -> Register:
    """Make the register's own row the first time. Raises RefusedChange when it is there, ValidationError by field."""
    if Register.objects.exists():
        raise RefusedChange("Registret är redan inställt. Ändra inställningarna i stället.")
    return act.add(Register(pk=1, **values), f"Ställde in registret hos {values['party']}.")


@action(MANAGE_REGISTER)
def change_register(act: Act, row: Register, seen: int, /, **values: Any) -> Register:
    """Change the settings. Raises EditConflict, ValidationError by field."""
    return act.change(row, seen, "Ändrade registrets inställningar.", **values)


@action(MANAGE_REGISTER)
def add_register_measure(act: Act, /, **values: Any) -> RegisterMeasure:
    """Add a measure that the party owns. Raises ValidationError by field."""
    return act.add(RegisterMeasure(**values), f"La till insatsen {values['name']}.")


@action(MANAGE_REGISTER)
def change_register_measure(act: Act, row: RegisterMeasure, seen: int, /, **values: Any) -> RegisterMeasure:
    """Change a measure; its id stays, for returns name it. Raises EditConflict, ValidationError by field."""
    return act.change(row, seen, f"Ändrade insatsen {row.name}.", **{**values, "code": row.code})


@action(MANAGE_REGISTER)
def give_register_role(
    act: Act,
    user: User,
    role: RegisterRole,
    valid_from: date,
    *,
    measure: RegisterMeasure | None = None,
    valid_to: date | None = None,
) -> StaffRole:
    """Give a person a role in the register. Raises RefusedChange when the person holds one that excludes it (SUS)."""
    other = next(each for each in RegisterRole if each != role)
    if user.register_roles.filter(role=other).exists():  # type: ignore[attr-defined]
        raise RefusedChange(
            f"{user.name} är redan {other.label}. Den som sköter registret får inte anteckna deltagare, och tvärtom."
        )
    held = StaffRole(user=user, role=role, measure=measure, valid_from=valid_from, valid_to=valid_to)
    where = f" för {measure.name}" if measure else ""
    return act.add(held, f"Gav {user.name} rollen {role.label}{where}.")
