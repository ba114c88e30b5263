"""`samverk sie`: what a SIE file holds, whether it agrees with itself, and what is wrong with it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path

import click

from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE, Command
from samverk.core.ledger.model import Ledger
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.refusals import reason
from samverk.formats.sie import read
from samverk.formats.sie.recognise import MAX_BYTES, refuse_size
from samverk.formats.sie.summary import FileSummary, as_data, summarise


@click.command(
    cls=Command,
    help="Läs SIE-filer (typ 1–4) och visa vad de innehåller, om bokföringen stämmer med sig själv, saldon per konto "
    "och objekt, och allt som är fel med rad. Flera år i följd jämförs med varandra.",
)
@click.argument("files", metavar="FIL…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv JSON (schema samverk.sie/1, belopp i öre).")
def sie(files: tuple[Path, ...], as_json: bool) -> int:
    """Exit 0 when all is well, 1 when something was left out, 2 when a file cannot be used."""
    summaries = summarise([(str(path), *_read(path)) for path in files])
    if as_json:
        click.echo(json.dumps(as_data(summaries), ensure_ascii=False, indent=2))
    else:
        from samverk.cli.sie_pages import show  # rich takes a while to import

        show(summaries)
    return exit_code(summaries)


def exit_code(summaries: Sequence[FileSummary]) -> int:
    """2 when any file cannot be used, 1 when any part of one was left out, else 0."""
    if any(summary.ledger is None for summary in summaries):
        return EXIT_UNUSABLE
    errors = (problem.severity is ProblemSeverity.ERROR for summary in summaries for problem in summary.problems)
    return EXIT_FINDINGS if any(errors) else EXIT_OK


def _read(path: Path) -> tuple[Ledger | None, list[Problem]]:
    """Read one file; what the file system says no to is a problem like any other."""
    file = str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return None, [refuse_size(size, file)]
        with path.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)  # a pipe has no size
    except OSError as error:
        return None, [Problem(ProblemSeverity.REFUSE, "SIE-FIL", _explain(path, error), file)]
    return read(data, file=file)


def _explain(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            near = difflib.get_close_matches(path.name, _names(path.parent), n=1)
            return f"Filen finns inte. {f'Menade du {path.parent / near[0]}?' if near else 'Kontrollera sökvägen.'}"
        case IsADirectoryError():
            books = [str(path / name) for name in _names(path) if name.lower().endswith((".se", ".si"))]
            return f"Det är en katalog. Ange SIE-filen{f', till exempel {books[0]}' if books else ''}."
        case PermissionError():
            return "Du har inte rätt att läsa filen. Ändra behörigheten eller kopiera filen till en egen katalog."
        case _:
            return f"Filen gick inte att läsa ({reason(error)}). Kontrollera att disken eller enheten finns."


def _names(directory: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in directory.iterdir())
    except OSError:
        return []
