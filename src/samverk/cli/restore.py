"""`samverk restore`: a backup put in place, once it has been proved."""

from __future__ import annotations

from pathlib import Path

import click

from samverk.cli.installation import data_option, in_swedish, open_installation
from samverk.cli.swedish import Command


@click.command(
    cls=Command,
    help="Återställ en säkerhetskopia. Den packas upp bredvid, öppnas, uppgraderas och får varje händelsekedja prövad; "
    "först då byts databasen ut. Den gamla ligger kvar bredvid. Servern ska vara stoppad.",
)
@click.argument("file", metavar="KOPIA", type=click.Path(path_type=Path))
@data_option
def restore(file: Path, data: Path | None) -> None:
    """Restore; exit 0 when done, 2 when it could not be, with everything as it was."""
    open_installation(data)
    from django.apps import apps

    from samverk.apps.upkeep.restore import restore as put_in_place

    with in_swedish():
        done = put_in_place(file, lambda words: click.echo(f"✓ {words}"))
    click.echo(f"Installationen är återställd som den var {done.manifest.made_at.replace('T', ' ')[:16]} (UTC).")
    if done.kept:
        click.echo(f"Det som fanns före ligger kvar: {done.kept}")
    if not done.has_key:
        is_register = apps.is_installed("samverk.apps.participants")
        forget = f"samverk {'register' if is_register else 'user'} forget-totp"
        click.echo(
            "Kopian är gjord med en annan hemlig nyckel. Lösenorden gäller, men tvåstegsinloggningen gör det inte: "
            f"ta bort den för var och en med {forget}, eller lägg tillbaka filen secret.key.",
            err=True,
        )
