"""Changes to people and their roles."""

from __future__ import annotations

from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.organisation.models import Association
from samverk.apps.users.enums import Role
from samverk.apps.users.models import RoleAssignment, User
from samverk.apps.users.perms import CHANGE_PEOPLE, OWN_ACCOUNT, RUN_INSTALLATION
from samverk.core.periods import is_within, long_date


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
    for held in user.roles.filter(association=act.association, role=role):
        if is_within(valid_from, held.valid_from, held.valid_to) or (
            valid_from <= held.valid_from and (valid_to is None or held.valid_from <= valid_to)
        ):
            raise RefusedChange(
                f"{user.name} har redan rollen {role.label} {held.days()}. Låt den sluta först, eller välj andra dagar."
            )
    return act.add(assignment, f"Gav {user.name} rollen {role.label} {assignment.days()}.")


@action(CHANGE_PEOPLE)
def add_person_with_role(
    act: Act, email: str, name: str, role: Role, valid_from: date, valid_to: date | None = None
) -> RoleAssignment:
    """Give a role to whoever has the address; the account is made when there is none. Both or neither is done."""
    user = add_person(act.actor, email, name)
    return give_role(act.actor, user, role, valid_from, valid_to)


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
    act.tell(
        assignment,
        f"Lät rollen {assignment} sluta {long_date(last_day)}.",
        before=before,
        after={"valid_to": str(last_day)},
    )


def _another_director(assignment: RoleAssignment, last_day: date) -> bool:
    others = RoleAssignment.objects.filter(association=assignment.association, role=Role.DIRECTOR)
    return bool(others.exclude(pk=assignment.pk).filter(valid_from__lte=last_day, valid_to__isnull=True).exists())


@action(CHANGE_PEOPLE)
def close_account(act: Act, user: User) -> User:
    """Shut a person out everywhere. Roles stay as history."""
    _check_is_ours(act, user, "stänga kontot")
    if user.pk == act.actor.user_id:
        raise RefusedChange("Det är ditt eget konto. Be en annan förbundschef eller driftansvarig att stänga det.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    act.tell(user, f"Stängde kontot för {user.name}.", before={"is_active": True}, after={"is_active": False})
    return user


@action(CHANGE_PEOPLE)
def open_account(act: Act, user: User) -> User:
    """Let a person whose account was closed sign in again."""
    _check_is_ours(act, user, "öppna kontot")
    user.is_active = True
    user.save(update_fields=["is_active"])
    act.tell(user, f"Öppnade kontot för {user.name}.", before={"is_active": False}, after={"is_active": True})
    return user


@action(CHANGE_PEOPLE)
def give_password_link(act: Act, user: User) -> str:
    """The path of a page where the person chooses a password, once; it ages with Django's PASSWORD_RESET_TIMEOUT."""
    _check_is_ours(act, user, "ge en länk till lösenordet")
    act.tell(user, f"Gav {user.name} en länk för att välja lösenord.")
    return password_link(user)


@action(CHANGE_PEOPLE)
def forget_authenticator(act: Act, user: User) -> None:
    """Take away a lost authenticator and its recovery codes; the person sets up a new one at the next sign-in."""
    _check_is_ours(act, user, "ta bort tvåstegsinloggningen")
    Authenticator.objects.filter(user=user).delete()
    act.tell(user, f"Tog bort tvåstegsinloggningen för {user.name}.")


@action(OWN_ACCOUNT)
def connect_provider(act: Act, account: SocialAccount) -> None:
    """Let a sign-in at the organisation's provider open one's account; one at a provider that is left opens nothing."""
    user = User.objects.get(pk=act.actor.user_id)
    SocialAccount.objects.filter(user=user).delete()
    account.user = user
    account.save()
    act.tell(user, f"Kopplade kontot för {user.name} till organisationens inloggning.")


@action(OWN_ACCOUNT)
def disconnect_provider(act: Act) -> None:
    """Leave the password as the only way in to one's account. Raises RefusedChange when there is none."""
    user = User.objects.get(pk=act.actor.user_id)
    if not user.has_usable_password():
        raise RefusedChange(
            "Kontot har inget lösenord, så utan kopplingen kommer du inte in. Be den som lägger upp konton om en länk "
            "där du väljer ett, och koppla från sedan."
        )
    SocialAccount.objects.filter(user=user).delete()
    act.tell(user, f"Kopplade bort kontot för {user.name} från organisationens inloggning.")


def _check_is_ours(act: Act, user: User, deed: str) -> None:
    """An account that opens other associations too belongs to no single director."""
    if act.actor.association is None or not is_shared(user, act.association):
        return
    raise RefusedChange(
        f"Du kan inte {deed}, för {user.name} har roller i fler förbund eller sköter installationen. "
        "Be driftansvarig. Rollerna i ditt förbund kan du själv låta sluta."
    )


def has_authenticator(user: User) -> bool:
    """True when the person signs in with a code beside the password."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def is_shared(user: User, association: Association) -> bool:
    """True when the account also opens something outside `association`."""
    return user.is_host or user.roles.exclude(association=association).exists()


def password_link(user: User) -> str:
    """The path of a page where the person chooses a password, once. For the command line; pages tell of it."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=key)
