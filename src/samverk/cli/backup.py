"""`samverk backup`: the whole installation in one file, while it is used."""

from __future__ import annotations

from pathlib import Path

import click

from samverk.cli.installation import data_option, in_swedish, open_installation
from samverk.cli.swedish import Command


@click.command(
    cls=Command,
    help="Säkerhetskopiera installationen till en fil, medan den används. Kopian läses tillbaka till sist.",
)
@data_option
@click.option(
    "--out",
    metavar="UT",
    type=click.Path(file_okay=False, path_type=Path),
    help="Katalogen för kopian. Annars backups i installationens katalog.",
)
@click.option(
    "--keep",
    metavar="ANTAL",
    type=click.IntRange(1, 10_000),
    help="Ta bort alla utom så många av de nyaste kopiorna, när den nya är klar.",
)
@click.option(
    "--with-key",
    is_flag=True,
    help="Lägg med installationens hemliga nyckel. Behövs för att tvåstegsinloggningen ska fungera på en annan dator, "
    "men låter den som har filen läsa dess hemligheter.",
)
def backup(data: Path | None, out: Path | None, keep: int | None, with_key: bool) -> None:
    """Make a backup; exit 0 when it is safe, 2 when it could not be made."""
    open_installation(data)
    from django.conf import settings

    from samverk.apps.upkeep.backup import make_backup
    from samverk.apps.upkeep.schema import check_kind, schema_state
    from samverk.apps.upkeep.upgrade import megabytes
    from samverk.cli.installation import CannotProceed

    with in_swedish():
        state = schema_state()
        check_kind(state.unknown)
        if state.is_new:
            raise CannotProceed("Här finns ingen installation att kopiera. Kontrollera --data eller SAMVERK_DATA.")
        made = make_backup(out or settings.ENVIRONMENT.data / "backups", with_key=with_key, keep=keep)
    events = sum(end.sequence for end in made.manifest.chains)
    size = megabytes(made.path.stat().st_size)
    click.echo(f"{made.path} ({size}) har {len(made.manifest.chains)} händelsekedjor med {events} händelser.")
    if made.removed:
        click.echo(f"Tog bort {len(made.removed)} äldre {'kopia' if len(made.removed) == 1 else 'kopior'}.")
    if with_key:
        click.echo("Kopian innehåller den hemliga nyckeln. Förvara den inlåst, skild från andra kopior.", err=True)
