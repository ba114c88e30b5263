"""`samverk register …`: the register at the party that owns a measure, an installation of its own.

Its commands are those of every installation, opened with the register's settings.
"""

from __future__ import annotations

import os

import click

from samverk.cli.audit import audit
from samverk.cli.backup import backup
from samverk.cli.installation import administration
from samverk.cli.register_demo import demo
from samverk.cli.restore import restore
from samverk.cli.serve import serve
from samverk.cli.swedish import Command, Group
from samverk.cli.upgrade import upgrade
from samverk.cli.user import forget_totp

SETTINGS = "samverk.config.settings.register"


@click.group(
    cls=Group,
    help="Registret över deltagare hos den part som äger insatsen: en egen installation med egen databas och egna "
    "personer. Förbundet får återrapporter, aldrig uppgifter om en deltagare.",
)
def register() -> None:
    """Every command below opens the register's installation."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS


@register.command(
    cls=Command,
    help="Gör nyckeln som återrapporterna undertecknas med, i filen return.key. Med SAMVERK_RETURN_KEY_PASSWORD "
    "krypteras den.",
)
@administration
def key() -> None:
    """Make the key, and tell its fingerprint."""
    from samverk.apps.participants.return_actions import make_return_key
    from samverk.apps.participants.signing import key_file
    from samverk.apps.users.actor import command_line

    fingerprint = make_return_key(command_line())
    click.echo(f"Nyckeln ligger i {key_file()}. Spara en kopia för sig, skild från säkerhetskopiorna.")
    click.echo(f"Fingeravtryck: {fingerprint}")


@register.command(
    cls=Command,
    short_help="Lägg upp den första registeransvariga och skriv ut en länk.",
    help="Lägg upp en registeransvarig och skriv ut en länk att välja lösenord. Finns personen blir det en ny länk.",
)
@click.argument("email", metavar="E-POST")
@click.argument("name", metavar="NAMN")
@administration
def user(email: str, name: str) -> None:
    """Make a keeper, who gives the others their roles on the web."""
    from samverk.apps.audit.clock import today
    from samverk.apps.participants.enums import RegisterRole
    from samverk.apps.participants.staff_actions import add_staff
    from samverk.apps.participants.staff_queries import keepers
    from samverk.apps.users.actor import command_line
    from samverk.cli.user import tell_link

    person = keepers(today()).filter(email=email.lower()).first()
    if person is None:
        keeper = RegisterRole.REGISTER_KEEPER
        person = add_staff(command_line(), email, " ".join(name.split()), keeper, today()).user
        click.echo(f"{person.name} är {keeper.label}.")
    tell_link(person)


@register.command(
    cls=Command,
    help="Gallra deltagande som slutade för längre sedan än parten har bestämt. Passar en timer. Har parten inte "
    "bestämt görs ingenting.",
)
@click.option("--dry-run", is_flag=True, help="Räkna bara upp vad som skulle gallras.")
@administration
def dispose(dry_run: bool) -> None:
    """Dispose of what is past its day, or tell what would be."""
    from samverk.apps.audit.clock import today
    from samverk.apps.participants.disposal import disposal_on
    from samverk.apps.participants.disposal_actions import dispose_participations
    from samverk.apps.users.actor import command_line

    found = disposal_on(today())
    if found is None:
        click.echo("Parten har inte bestämt när deltagande gallras. Ingenting gallras. Ange det under Inställningar.")
        return
    for line in found.lines:
        click.echo(f"{line.measure}, avslut {line.year}: {line.count}")
    if dry_run or not found.count:
        click.echo(f"{found.count} deltaganden med avslut till och med {found.through} skulle gallras.")
        return
    dispose_participations(command_line(), found.through, found.count)
    click.echo(f"{found.count} deltaganden med avslut till och med {found.through} är gallrade.")


for command in (serve, demo, forget_totp, audit, backup, restore, upgrade):
    register.add_command(command)
