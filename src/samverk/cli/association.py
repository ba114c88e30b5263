"""`samverk association`: the associations of the installation."""

from __future__ import annotations

import click

from samverk.cli.installation import administration
from samverk.cli.swedish import Command, Group


@click.group(cls=Group, help="Lägg upp och visa förbunden i installationen.")
def association() -> None:
    """The commands of associations."""


@association.command(
    cls=Command, help="Lägg upp ett förbund. ADRESS blir en del av webbadressen, till exempel storsjo."
)
@click.argument("slug", metavar="ADRESS")
@click.option("--name", metavar="NAMN", required=True, help="Förbundets namn, till exempel ”Finsam Storsjö”.")
@click.option("--org-number", metavar="ORGNR", required=True, help="Organisationsnummer, till exempel 222000-1234.")
@administration
def add(slug: str, name: str, org_number: str) -> None:
    """Add an association and say what comes next."""
    from samverk.apps.organisation.actions import add_association
    from samverk.apps.users.actor import command_line

    made = add_association(command_line(), slug, " ".join(name.split()), org_number)
    click.echo(f"{made.name} är upplagt och får adressen /{made.slug}/.")
    click.echo(f"Nästa steg: samverk user add E-POST --name NAMN --association {made.slug} --role director")


@association.command("list", cls=Command, help="Visa förbunden och hur många personer som har en roll i dem i dag.")
@administration
def list_all() -> None:
    """One line for each."""
    from samverk.apps.audit.clock import today
    from samverk.apps.organisation.models import Association

    found = list(Association.objects.all())
    for each in found:
        people = each.roles.on(today()).values("user").distinct().count()
        click.echo(
            f"{each.slug:<20} {each.org_number}  {each.name} ({people} {'person' if people == 1 else 'personer'})"
        )
    if not found:
        click.echo("Inga förbund är upplagda. Lägg upp det första med samverk association add.")
