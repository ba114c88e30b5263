"""Changes to the register itself: its settings, its measures, who works in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.participants.enums import RegisterRole
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.register_models import Register, RegisterMeasure, StaffRole
from samverk.apps.users import actions as accounts
from samverk.apps.users.models import User
from samverk.core.periods import long_date


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
    """Give a person a role in the register. Raises RefusedChange when one on the same days excludes it (SUS)."""
    held = StaffRole(user=user, role=role, measure=measure, valid_from=valid_from, valid_to=valid_to)
    for other in StaffRole.objects.filter(user=user):
        if not _meet(held, other):
            continue
        if other.role != role:
            raise RefusedChange(
                f"{user.name} är redan {other.get_role_display()}. Den som sköter registret får inte anteckna "
                "deltagare, och tvärtom."
            )
        if other.measure_id == held.measure_id:
            raise RefusedChange(
                f"{user.name} har redan rollen de dagarna. Låt den sluta först, eller välj andra dagar."
            )
    where = f" för {measure.name}" if measure else ""
    return act.add(held, f"Gav {user.name} rollen {role.label}{where}.")


def _meet(one: StaffRole, other: StaffRole) -> bool:
    """True when two roles hold on some day both."""
    starts_first, later = sorted((one, other), key=lambda each: each.valid_from)
    return starts_first.valid_to is None or later.valid_from <= starts_first.valid_to


@action(MANAGE_REGISTER)
def add_staff(
    act: Act,
    email: str,
    name: str,
    role: RegisterRole,
    valid_from: date,
    *,
    measure: RegisterMeasure | None = None,
    valid_to: date | None = None,
) -> StaffRole:
    """Give a role to whoever has the address; the account is made when there is none. Both or neither is done."""
    user = accounts.add_person.work(act, email, name)
    return give_register_role(act.actor, user, role, valid_from, measure=measure, valid_to=valid_to)


@action(MANAGE_REGISTER)
def end_register_role(act: Act, held: StaffRole, last_day: date) -> None:
    """Let a role end. The last keeper's cannot: someone must be able to give roles. Raises RefusedChange."""
    if held.role == RegisterRole.REGISTER_KEEPER and not _another_keeper(held, last_day):
        raise RefusedChange("Rollen är den sista registeransvarigas. Ge rollen till någon annan först.")
    if last_day < held.valid_from:
        act.remove(held, f"Tog bort rollen {held} innan den började.")
        return
    before = {"valid_to": held.valid_to and held.valid_to.isoformat()}
    held.valid_to = last_day
    held.full_clean()
    held.save()
    act.tell(held, f"Lät rollen {held} sluta {long_date(last_day)}.", before=before, after={"valid_to": str(last_day)})


def _another_keeper(held: StaffRole, last_day: date) -> bool:
    others = StaffRole.objects.filter(role=RegisterRole.REGISTER_KEEPER, user__is_active=True).exclude(pk=held.pk)
    return bool(others.filter(valid_from__lte=last_day, valid_to__isnull=True).exists())


@action(MANAGE_REGISTER)
def give_staff_link(act: Act, user: User) -> str:
    """The path of a page where a person of the register chooses a password, once."""
    _check_is_staff(user)
    return accounts.give_password_link.work(act, user)


@action(MANAGE_REGISTER)
def forget_staff_authenticator(act: Act, user: User) -> None:
    """Take away a lost authenticator; the person sets up a new one at the next sign-in."""
    _check_is_staff(user)
    accounts.forget_authenticator.work(act, user)


@action(MANAGE_REGISTER)
def close_staff_account(act: Act, user: User) -> None:
    """Shut a person out of the register; roles stay as history. Raises RefusedChange for one's own account."""
    _check_is_staff(user)
    accounts.close_account.work(act, user)


@action(MANAGE_REGISTER)
def open_staff_account(act: Act, user: User) -> None:
    """Let a person whose account was closed sign in again."""
    _check_is_staff(user)
    accounts.open_account.work(act, user)


def _check_is_staff(user: User) -> None:
    if not StaffRole.objects.filter(user=user).exists():
        raise RefusedChange(f"{user.name} har ingen roll i registret.")
