"""`samverk report`: the year's books and facts → the finished annual report in every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from samverk.cli.swedish import Command

FORMATS = ("pdf", "docx", "xlsx", "html", "json")


def chosen_formats(context: click.Context, parameter: click.Parameter, value: str) -> tuple[str, ...]:
    """Read "pdf,docx" as formats. Raises click.UsageError in Swedish when one is unknown."""
    chosen = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
    unknown = [part for part in chosen if part not in FORMATS]
    if unknown or not chosen:
        raise click.UsageError(
            f"Formatet ”{', '.join(unknown) or value}” finns inte. Välj bland {', '.join(FORMATS)}, åtskilda av komma."
        )
    return chosen


directory_argument = click.argument("directory", metavar="KATALOG", type=click.Path(path_type=Path))
year_option = click.option(
    "--year",
    metavar="ÅR",
    type=click.IntRange(2004, 2100),
    help="Årsredovisningens år. Utelämnas det gäller året i forbund.toml.",
)
strict_option = click.option("--strict", is_flag=True, help="Räkna varningar som fel.")
format_option = click.option(
    "--format",
    "formats",
    metavar="FORMAT",
    default=",".join(FORMATS),
    callback=chosen_formats,
    help="Vilka filer som skrivs, åtskilda av komma: pdf, docx, xlsx, html, json. Utelämnas det skrivs alla.",
)


@click.command(cls=Command, help="Gör årsredovisningen av en katalog med fakta och böcker.")
@directory_argument
@year_option
@click.option("--out", metavar="UT", type=click.Path(path_type=Path), help="Var filerna läggs. Annars KATALOG/ut.")
@format_option
@strict_option
def report(directory: Path, year: int | None, out: Path | None, formats: tuple[str, ...], strict: bool) -> int:
    """Read, compute, check, write; exit 0 without error findings, 1 with, 2 when the input cannot be used."""
    from samverk.cli.annual import produce

    return produce(directory, year, out or directory / "ut", formats, strict=strict, today=date.today())  # noqa: DTZ011
