"""Changes to people and their roles."""

from __future__ import annotations

from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.users.enums import Role
from samverk.apps.users.models import RoleAssignment, User
from samverk.apps.users.perms import CHANGE_PEOPLE, RUN_INSTALLATION


@action(CHANGE_PEOPLE)
def add_person(act: Act, email: str, name: str) -> User:
    """Make an account without a password; the person chooses one by `password_link`. Known addresses are given back."""
    known = User.objects.filter(email=email.lower()).first()
    if known is not None:
        act.nothing()
        return known
    user = User(email=email.lower(), name=name)
    user.set_unusable_password()
    return act.add(user, f"La upp ett konto för {name}.")


@action(RUN_INSTALLATION)
def make_host(act: Act, user: User, is_host: bool) -> User:
    """Give or take back the care of the installation."""
    user.is_host = is_host
    user.save(update_fields=["is_host"])
    act.tell(user, f"{user.name} {'sköter' if is_host else 'sköter inte längre'} installationen.")
    return user


@action(CHANGE_PEOPLE)
def give_role(act: Act, user: User, role: Role, valid_from: date, valid_to: date | None = None) -> RoleAssignment:
    """Give a role in the actor's association. Raises ValidationError when the days or the role do not allow it."""
    assignment = RoleAssignment(
        user=user, association=act.association, role=role, valid_from=valid_from, valid_to=valid_to
    )
    until = f" till och med {valid_to}" if valid_to else ""
    return act.add(assignment, f"Gav {user.name} rollen {role.label} från och med {valid_from}{until}.")


@action(CHANGE_PEOPLE)
def end_role(act: Act, assignment: RoleAssignment, last_day: date) -> None:
    """Let a role end. Nobody may take their own last director's role: someone must be able to give roles."""
    if assignment.role == Role.DIRECTOR and not _another_director(assignment, last_day):
        raise RefusedChange(
            "Rollen är den sista förbundschefens. Ge rollen till någon annan först, annars kan ingen ge roller."
        )
    if last_day < assignment.valid_from:
        act.remove(assignment, f"Tog bort rollen {assignment} innan den började.")
        return
    before = {"valid_to": assignment.valid_to and assignment.valid_to.isoformat()}
    assignment.valid_to = last_day
    assignment.full_clean()
    assignment.save()
    act.tell(assignment, f"Lät rollen {assignment} sluta {last_day}.", before=before, after={"valid_to": str(last_day)})


def _another_director(assignment: RoleAssignment, last_day: date) -> bool:
    others = RoleAssignment.objects.filter(association=assignment.association, role=Role.DIRECTOR)
    return bool(others.exclude(pk=assignment.pk).filter(valid_from__lte=last_day, valid_to__isnull=True).exists())


@action(CHANGE_PEOPLE)
def close_account(act: Act, user: User) -> User:
    """Shut a person out everywhere. Roles stay as history."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    act.tell(user, f"Stängde kontot för {user.name}.")
    return user


def password_link(user: User) -> str:
    """The path of a page where the person chooses a password, once. It ages with Django's PASSWORD_RESET_TIMEOUT."""
    from django.urls import reverse

    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)
