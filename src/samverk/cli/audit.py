"""`samverk audit`: the chain of events, proved and handed out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from samverk.cli.installation import CannotProceed, administration, find_association
from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, Command, Group


@click.group(cls=Group, help="Pröva kedjan av händelser, eller ta ut den som en fil.")
def audit() -> None:
    """The commands of the trail."""


@audit.command(cls=Command, help="Pröva att ingen händelse har ändrats, tagits bort eller lagts till.")
@click.argument("slugs", metavar="[FÖRBUND]…", nargs=-1)
@administration
def verify(slugs: tuple[str, ...]) -> int:
    """Prove every chain, or those of some associations; exit 1 when one is broken."""
    from samverk.apps.audit import chain
    from samverk.apps.audit.models import INSTALLATION, AuditChain
    from samverk.apps.organisation.models import Association

    names = {INSTALLATION: "installationen", **dict(Association.objects.values_list("pk", "name"))}
    if slugs:
        chosen = [find_association(slug).pk for slug in slugs]
    else:
        chosen = sorted({*names, *AuditChain.objects.values_list("pk", flat=True)})
    broken = 0
    for number in chosen:
        verdict = chain.verify(number)
        broken += not verdict.is_whole
        name = names.get(number, f"förbund {number}, borttaget")
        click.echo(f"{name}: {verdict.problem or f'kedjan är hel ({_count(verdict.events)}).'}")
    if broken:
        click.echo("Minst en kedja är bruten. Behåll databasen som den är och jämför med en säkerhetskopia.", err=True)
    return EXIT_FINDINGS if broken else EXIT_OK


def _count(events: int) -> str:
    return f"{events} {'händelse' if events == 1 else 'händelser'}"


@audit.command(cls=Command, help="Ta ut ett förbunds händelser. Uttaget blir självt en händelse.")
@click.argument("slug", metavar="FÖRBUND")
@click.option(
    "--format", "form", type=click.Choice(["csv", "jsonl"]), default="csv", help="csv eller jsonl. Annars csv."
)
@click.option("--out", metavar="FIL", type=click.Path(path_type=Path), help="Filen. Annars skrivs allt i terminalen.")
@administration
def export(slug: str, form: str, out: Path | None) -> None:
    """Write the trail of one association."""
    from samverk.apps.audit.actions import export_trail
    from samverk.apps.audit.export import TrailFormat
    from samverk.apps.users.actor import command_line

    if out is not None and out.exists():
        raise CannotProceed(f"{out} finns redan och skrivs inte över. Välj ett annat namn.")
    pieces = export_trail(command_line(find_association(slug)), TrailFormat(form))
    if out is None:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    with out.open("xb") as file:
        file.writelines(pieces)
    click.echo(f"Händelserna ligger i {out}.")
