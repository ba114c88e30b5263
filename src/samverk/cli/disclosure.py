"""`samverk disclosure attack`: what can be worked out of hidden cells from everything that has been published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE, Command, Group
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.json_schema import dialect, list_of, record

if TYPE_CHECKING:
    from samverk.core.disclosure.attack import AttackedCell, AttackReport
    from samverk.core.disclosure.rule import DisclosureRule
    from samverk.formats.releases import ReleaseFile

ATTACK_SCHEMA = "samverk.attack/1"


@click.group(cls=Group, help="Pröva vad tabeller över deltagare röjer.")
def disclosure() -> None:
    """Group the commands about disclosure."""


@disclosure.command(
    cls=Command,
    help="Försök räkna ut de dolda cellerna ur allt som har offentliggjorts: summor, andelar, medelvärden och tidigare "
    "tabeller. Slutar med kod 1 när en cell går att räkna ut.",
)
@click.argument("file", metavar="[FIL.json]", required=False, type=click.Path(path_type=Path))
@click.option("--demo", is_flag=True, help="Pröva det som demon lämnar ut över två år, i stället för en fil.")
@click.option("--strict", is_flag=True, help="Sluta med kod 1 också när en cell går att veta för nära.")
@click.option("--json", "as_json", is_flag=True, help=f"Skriv resultatet som JSON (schema {ATTACK_SCHEMA}).")
def attack(file: Path | None, *, demo: bool, strict: bool, as_json: bool) -> int:
    """Exit 0 when no cell can be recovered, 1 when one can, 2 when the input cannot be used."""
    if (file is None) == (not demo):
        raise click.UsageError("Ange en fil, eller --demo för demons tabeller, men inte båda.")
    found, problems = _demo() if demo or file is None else _read(file)
    if found is None:
        for problem in problems:
            click.echo(f"Fel: {problem} ({problem.code})", err=True)
        return EXIT_UNUSABLE
    from samverk.core.disclosure.attack import attack as attack_releases  # scipy takes a while to import

    report = attack_releases(found.releases, found.rule, in_full=True)
    if report.contradiction:
        click.echo(f"Fel: Det går inte att få ihop {report.contradiction}. Rätta antalen eller summorna.", err=True)
        return EXIT_UNUSABLE
    if as_json:
        click.echo(json.dumps(as_data(report, found.rule), ensure_ascii=False, indent=2))
    else:
        _show(report, found)
    is_bad = report.recovered or (strict and (report.narrow or report.telling_means or report.small))
    return EXIT_FINDINGS if is_bad else EXIT_OK


def _demo() -> tuple[ReleaseFile, list[Problem]]:
    """What the demo publishes over two years: every table and mean of the returns that its register has released."""
    import tempfile

    from samverk.cli.demo_register import DemoRegister
    from samverk.core.outcomes.linking import released
    from samverk.formats.releases import ReleaseFile
    from samverk.formats.returns.kept import kept_return

    click.echo("Gör demons register och dess återrapporter i en tillfällig katalog …", err=True)
    with tempfile.TemporaryDirectory(prefix="samverk-") as directory:
        returns = [kept_return(data) for data in DemoRegister(Path(directory) / "register").make().files]
    releases = (released(each, f"återrapporten {each.span.first.year}") for each in returns)
    return ReleaseFile(returns[0].rule, tuple(releases)), []


def _read(path: Path) -> tuple[ReleaseFile | None, list[Problem]]:
    from samverk.formats.refusals import reason
    from samverk.formats.releases import read

    try:
        return read(path.read_bytes(), str(path))
    except OSError as error:
        message = f"Filen går inte att läsa: {reason(error)}. Kontrollera sökvägen."
        if isinstance(error, FileNotFoundError):
            message = "Filen finns inte. Kontrollera sökvägen."
        return None, [Problem(ProblemSeverity.REFUSE, "RK-FIL", message, str(path))]


def as_data(report: AttackReport, rule: DisclosureRule) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "schema": ATTACK_SCHEMA,
        "rule": {
            "threshold": rule.threshold,
            "width": rule.narrowest,
            "zeros": rule.zeros.value,
            "source": rule.source,
        },
        "cells": [
            {
                "key": each.cell.key,
                "label": each.cell.label,
                "lowest": each.range.lowest,
                "highest": each.range.highest,
                "verdict": each.verdict.value,
            }
            for each in report.cells
        ],
        "small": [{"key": each.key, "count": each.range.lowest} for each in report.small],
        "telling_means": [each.key for each in report.telling_means],
    }


def json_schema() -> dict[str, Any]:
    """JSON Schema of what `--json` writes."""
    text, whole = {"type": "string"}, {"type": "integer", "minimum": 0}

    cell = record(
        key=text,
        label=text,
        lowest=whole,
        highest={"type": ["integer", "null"], "minimum": 0},
        verdict={"enum": ["recovered", "narrow", "safe"]},
    )
    top = record(
        schema={"const": ATTACK_SCHEMA},
        rule=record(threshold=whole, width=whole, zeros={"enum": ["shown", "helper", "sensitive"]}, source=text),
        cells=list_of(cell),
        small=list_of(record(key=text, count=whole)),
        telling_means=list_of(text),
    )
    return dialect("samverk disclosure attack --json", top)


def _show(report: AttackReport, found: ReleaseFile) -> None:
    decided = found.rule.source or "ingen har beslutat den, det är Samverks förslag"
    click.echo(
        f"{len(found.releases)} offentliggöranden prövade. Regeln: antal under {found.rule.threshold} döljs och en "
        f"dold cell ska kunna ha minst {found.rule.narrowest + 1} olika antal ({decided})."
    )
    _list("går att räkna ut", report.recovered)
    _list("går att veta närmare än regeln tillåter", report.narrow)
    for cell in report.small:
        click.echo(f"  {cell.name}: {cell.range.lowest} är ett litet antal som är tryckt.")
    for mean in report.telling_means:
        click.echo(f"  {mean.key}: medelvärdet säger för mycket om enskilda personer.")
    click.echo(
        f"{len(report.cells)} dolda celler: {len(report.recovered)} går att räkna ut, {len(report.narrow)} går att "
        f"veta för nära, {len(report.cells) - len(report.recovered) - len(report.narrow)} håller."
    )


def _list(what: str, cells: Sequence[AttackedCell]) -> None:
    for each in cells:
        low, high = each.range.lowest, each.range.highest
        count = f"{low}" if low == high else f"{low} eller mer" if high is None else f"{low}–{high}"
        click.echo(f"  {each.cell.name} {what}: {count}.")
