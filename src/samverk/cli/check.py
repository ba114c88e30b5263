"""`samverk check`: every rule tried on the finished report, nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from samverk.cli.report import directory_argument, strict_option, year_option
from samverk.cli.swedish import Command


@click.command(cls=Command, help="Pröva årsredovisningen mot alla regler utan att skriva några filer.")
@directory_argument
@year_option
@strict_option
@click.option("--json", "as_json", is_flag=True, help="Skriv fynden som JSON (schema samverk.check/1).")
def check(directory: Path, year: int | None, strict: bool, as_json: bool) -> int:
    """Read, compute and check; exit 0 without error findings, 1 with, 2 when the input cannot be used."""
    from samverk.cli.annual import examine

    return examine(directory, year, strict=strict, as_json=as_json, today=date.today())  # noqa: DTZ011
