"""`samverk user`: people, their roles and their way in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from samverk.cli.installation import CannotProceed, administration, find_association
from samverk.cli.swedish import Command, Group

if TYPE_CHECKING:
    from samverk.apps.organisation.models import Association
    from samverk.apps.users.models import User

WorkT = TypeVar("WorkT", bound=Callable[..., Any])

ROLES = (
    "director",
    "office",
    "board_member",
    "deputy",
    "preparatory_group",
    "measure_owner",
    "bookkeeper",
    "auditor",
)
"""The values of users.enums.Role, known here without starting Django."""
_DAY = click.DateTime(formats=["%Y-%m-%d"])

email_argument = click.argument("email", metavar="E-POST")


@click.group(cls=Group, help="Lägg upp personer, ge dem roller och en länk att logga in med.")
def user() -> None:
    """The commands of people."""


def _role_options(required: bool) -> Callable[[WorkT], WorkT]:
    def declare(work: WorkT) -> WorkT:
        options = (
            click.option("--association", "slug", metavar="FÖRBUND", required=required, help="Förbundets adress."),
            click.option("--role", type=click.Choice(ROLES), metavar="ROLL", required=required, help=_role_help()),
            click.option("--from", "first", metavar="DAG", type=_DAY, help="Första dagen, 2025-01-31. Annars i dag."),
            click.option("--to", "last", metavar="DAG", type=_DAY, help="Sista dagen. En revisor måste ha en."),
        )
        for option in reversed(options):
            work = option(work)
        return work

    return declare


def _role_help() -> str:
    return f"En av {', '.join(ROLES)}."


@user.command(
    cls=Command,
    short_help="Lägg upp en person och skriv ut en länk att välja lösenord.",
    help="Lägg upp en person, med en roll om du vill, och skriv ut en länk att välja lösenord.",
)
@email_argument
@click.option("--name", metavar="NAMN", required=True, help="Personens namn.")
@click.option("--host", is_flag=True, help="Personen sköter installationen: konton och förbund, inga uppgifter.")
@_role_options(required=False)
@administration
def add(
    email: str, name: str, host: bool, slug: str | None, role: str | None, first: datetime | None, last: datetime | None
) -> None:
    """Make the account, the roles and the link: all or nothing."""
    from django.db import transaction

    from samverk.apps.users.actions import add_person, make_host
    from samverk.apps.users.actor import command_line

    if bool(slug) != bool(role):
        raise CannotProceed("--association och --role hör ihop. Ange båda, eller ingen av dem.")
    told = []
    with transaction.atomic():
        person = add_person(command_line(), email, " ".join(name.split()))
        if host:
            make_host(command_line(), person, True)
        if slug and role:
            told.append(_give(person, find_association(slug), role, first, last))
    click.echo(f"{person.name} är upplagd{' och sköter installationen' if host else ''}.")
    for sentence in told:
        click.echo(sentence)
    tell_link(person)


@user.command(
    cls=Command,
    short_help="Ge en roll i ett förbund, eller låt den sluta.",
    help="Ge en person en roll i ett förbund, eller låt den sluta med --end.",
)
@email_argument
@_role_options(required=True)
@click.option("--end", is_flag=True, help="Låt rollen sluta den dag som --to anger, annars i dag.")
@administration
def role(email: str, slug: str, role: str, first: datetime | None, last: datetime | None, end: bool) -> None:
    """Give a role, or end one."""
    person, association = _person(email), find_association(slug)
    if end:
        _end(person, association, role, last)
    else:
        click.echo(_give(person, association, role, first, last))


@user.command(
    cls=Command,
    short_help="Skriv ut en länk att välja lösenord.",
    help="Skriv ut en länk där personen väljer ett nytt lösenord. Den gäller en gång.",
)
@email_argument
@administration
def link(email: str) -> None:
    """A new link."""
    tell_link(_person(email))


@user.command("forget-totp", cls=Command, help="Ta bort en tappad tvåstegsinloggning. Personen ställer in en ny.")
@email_argument
@administration
def forget_totp(email: str) -> None:
    """Take away the authenticator."""
    from samverk.apps.users.actions import forget_authenticator
    from samverk.apps.users.actor import command_line

    person = _person(email)
    forget_authenticator(command_line(), person)
    click.echo(f"{person.name} ställer in tvåstegsinloggningen på nytt vid nästa inloggning.")


@user.command(cls=Command, help="Stäng en persons konto i hela installationen. Rollerna finns kvar som historik.")
@email_argument
@administration
def close(email: str) -> None:
    """Shut a person out."""
    from samverk.apps.users.actions import close_account
    from samverk.apps.users.actor import command_line

    click.echo(f"Kontot för {close_account(command_line(), _person(email)).name} är stängt.")


@user.command("list", cls=Command, help="Visa personerna och de roller de har i dag.")
@administration
def list_all() -> None:
    """One line for each person."""
    from django.db.models import Prefetch

    from samverk.apps.audit.clock import today
    from samverk.apps.users.models import RoleAssignment, User

    holding = RoleAssignment.objects.on(today()).select_related("association")
    for person in User.objects.prefetch_related(Prefetch("roles", holding, to_attr="holding")):
        words = [f"{each.get_role_display()} i {each.association.slug}" for each in person.holding]
        words += ["driftansvarig"] if person.is_host else []
        words += [] if person.is_active else ["stängt konto"]
        click.echo(f"{person.email:<32} {person.name}: {', '.join(words) or 'ingen roll'}")


def _person(email: str) -> User:
    from samverk.apps.users.models import User

    found = User.objects.filter(email=email.lower()).first()
    if found is None:
        raise CannotProceed(f"Ingen person har adressen {email}. Kontrollera hur den är skriven.")
    return found


def _give(person: User, association: Association, role: str, first: datetime | None, last: datetime | None) -> str:
    from samverk.apps.audit.clock import today
    from samverk.apps.users.actions import give_role
    from samverk.apps.users.actor import command_line
    from samverk.apps.users.enums import Role

    start = first.date() if first else today()
    given = give_role(command_line(association), person, Role(role), start, last.date() if last else None)
    return f"{person.name} är {given.get_role_display()} i {association.name} {given.days()}."


def _end(person: User, association: Association, role: str, last: datetime | None) -> None:
    from samverk.apps.audit.clock import today
    from samverk.apps.users.actions import end_role
    from samverk.apps.users.actor import command_line

    day: date = last.date() if last else today()
    held = person.roles.on(day).filter(association=association, role=role).first()
    if held is None:
        raise CannotProceed(f"{person.name} har inte rollen {role} i {association.name} den {day}.")
    end_role(command_line(association), held, day)
    click.echo(f"Rollen slutar {day}.")


def tell_link(person: User) -> None:
    """Print where the person chooses a password; anyone who has the address can, so it is for that person alone."""
    from django.conf import settings

    from samverk.apps.users.actions import give_password_link
    from samverk.apps.users.actor import command_line

    host = settings.ALLOWED_HOSTS[0]
    start = f"https://{host}" if settings.ENVIRONMENT.https else f"http://{host}:8000"
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    click.echo(f"Länk att välja lösenord, bara för {person.name}, gäller en gång i {days} dagar.")
    if not settings.ENVIRONMENT.https:
        click.echo("Byt 8000 i adressen om samverk serve har en annan port.")
    click.echo(f"  {start}{give_password_link(command_line(), person)}")
