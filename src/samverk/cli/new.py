"""`samverk new`: a commented start pack of facts files, for a new association or a new year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import click

from samverk.cli.swedish import EXIT_OK, EXIT_UNUSABLE, Command


@click.command(cls=Command, help="Lägg upp en katalog för ett nytt förbund eller år, med förklaringar i varje fil.")
@click.argument("directory", metavar="KATALOG", type=click.Path(path_type=Path))
@click.option(
    "--year", metavar="ÅR", type=click.IntRange(2004, 2100), help="Räkenskapsåret. Utelämnas det gäller förra året."
)
@click.option("--name", metavar="NAMN", help="Förbundets namn, inom citattecken om det har mellanrum.")
@click.option(
    "--exempel", is_flag=True, help="Lägg med en liten påhittad bokföring, så att samverk report går att köra."
)
def new(directory: Path, year: int | None, name: str | None, exempel: bool) -> int:
    """Write the start pack; exit 0 when done, 2 when something would be overwritten or cannot be written."""
    from samverk.formats.facts import DEFAULT_NAME, start_pack

    chosen = " ".join((name or DEFAULT_NAME).split())
    if not chosen.isprintable() or not 0 < len(chosen) <= 200:
        return _refused('Namnet går inte att använda. Skriv 1–200 vanliga tecken, till exempel --name "Finsam Storby".')
    accounting_year = year or date.today().year - 1  # noqa: DTZ011 - the year of the person's own calendar
    pack = start_pack(accounting_year, chosen, with_books=exempel)
    if directory.exists() and not directory.is_dir():
        return _refused(f"{directory} är en fil. Ange en katalog, befintlig eller ny.")
    taken = [path for path in pack if (directory / path).exists()]
    if taken:
        return _refused(
            f"{directory} har redan {_listed(taken)}. Ingenting skrevs över. Välj en annan katalog, eller flytta undan "
            "filerna först."
        )
    try:
        _write(directory, pack)
    except OSError as error:
        return _refused(
            f"Filerna gick inte att skriva i {directory} (fel {error.errno}). Kontrollera att du får skriva där."
        )
    _tell(directory, accounting_year, pack, exempel)
    return EXIT_OK


def _refused(message: str) -> int:
    click.echo(f"Fel: {message}", err=True)
    return EXIT_UNUSABLE


def _listed(paths: list[str]) -> str:
    return ", ".join(paths[:3]) + (f" och {len(paths) - 3} filer till" if len(paths) > 3 else "")


def _write(directory: Path, pack: Mapping[str, bytes]) -> None:
    """Write the pack, one folder at a time."""
    from samverk.cli.files import write_all

    folders: dict[PurePosixPath, dict[str, bytes]] = defaultdict(dict)
    for path, data in pack.items():
        place = PurePosixPath(path)
        folders[place.parent][place.name] = data
    for folder, files in folders.items():
        write_all(directory / folder, files)


def _tell(directory: Path, year: int, pack: Mapping[str, bytes], exempel: bool) -> None:
    """Say what lies there now and what comes next."""
    click.echo(f"{directory} har nu ett startpaket för {year}:")
    for path in (path for path in pack if "/" not in path):
        click.echo(f"  {path}")
    texts = sum(path.startswith("text/") for path in pack)
    click.echo(f"  text/    {texts} kapitel att skriva om")
    click.echo("  schema/  hjälp till redigeraren")
    if exempel:
        click.echo(f"\nPröva direkt: samverk report {directory} --year {year}")
    else:
        click.echo(f"\nNästa steg: läs LASMIG.md, fyll i filerna och lägg dit bokforing-{year}.se.")
        click.echo(f"Kontrollera sedan med: samverk check {directory} --year {year}")
