"""`samverk granska`: is somebody's report right? Read the files, try them alone and against each other, tell."""

from __future__ import annotations

import difflib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from samverk.cli.files import write_all
from samverk.cli.swedish import EXIT_FINDINGS, EXIT_OK, EXIT_UNUSABLE, Command
from samverk.core.checks.finding import Verdict
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.findings import Review
from samverk.core.review.source import Source
from samverk.formats.refusals import reason

ENDINGS = (".txt", ".pdf", ".docx", ".xlsx")
PAGE_ENDINGS = (".html", ".htm")


@click.command(
    cls=Command,
    help="Granska årsredovisningar, planer och budgetar som någon har skrivit: text, PDF, Word och Excel. Varje summa "
    "och samband prövas, i filen och mellan filerna, och varje fynd visas med sin plats.",
)
@click.argument("files", metavar="FIL…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv JSON (schema samverk.granska/1, belopp i öre).")
@click.option(
    "--html",
    "page",
    metavar="UT.html",
    type=click.Path(path_type=Path),
    help="Skriv också en sida att läsa och skriva ut, med utdrag ur filen vid varje fynd.",
)
@click.option("--strict", is_flag=True, help="Sluta med kod 1 också för det som är oklart eller inte går att pröva.")
def granska(files: tuple[Path, ...], as_json: bool, page: Path | None, strict: bool) -> int:
    """Exit 0 without faults, 1 with, 2 when a file cannot be read (the others are reviewed all the same)."""
    if page is not None:
        refuse_page(page, files)
    today = date.today()  # noqa: DTZ011
    found = make(files, today)
    if page is not None and not write_page(found, page, today):
        return EXIT_UNUSABLE
    if as_json:
        from samverk.reports.review.json import render

        click.echo(render(found), nl=False)  # bytes: UTF-8 whatever the terminal speaks
    else:
        from samverk.cli.granska_pages import show  # rich takes a while to import

        show(found, page)
    return exit_code(found, strict=strict)


def exit_code(found: Review, *, strict: bool) -> int:
    """2 when any file could not be read, 1 when there is a fault (or, strictly, anything but rounding), else 0."""
    if not found.is_readable:
        return EXIT_UNUSABLE
    unsettled = strict and any(finding.verdict is not Verdict.ROUNDING for finding in found.findings)
    return EXIT_FINDINGS if found.has_faults or unsettled else EXIT_OK


def refuse_page(page: Path, files: Sequence[Path]) -> None:
    """Raise click.UsageError (Swedish) when the page may not be written there: most of all over what is reviewed."""
    if page.is_dir():
        raise click.UsageError(
            f"{page} är en katalog. Ange en fil efter --html, till exempel {page / 'granskning.html'}."
        )
    if any(_is_same(page, file) for file in files):
        raise click.UsageError(f"--html skulle skriva över {page}, som ska granskas. Ange ett annat namn på sidan.")
    if page.suffix.lower() not in PAGE_ENDINGS:
        raise click.UsageError(
            f"Namnet efter --html ska sluta på .html, men det är {page}. Ingen fil är ändrad. "
            f"Skriv till exempel --html {page.with_suffix('.html').name}."
        )


def write_page(found: Review, page: Path, day: date) -> bool:
    """Write the review as one HTML file. False, with the reason on stderr, when it could not be written."""
    from samverk.reports.review.html import render

    try:
        write_all(page.parent, {page.name: render(found, day).encode("utf-8", "replace")})
    except OSError as error:
        message = f"Fel: Sidan {page} gick inte att skriva: {reason(error)}. Det som fanns sedan tidigare är orört."
        click.echo(message, err=True)
        return False
    return True


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────


def make(files: Sequence[Path], day: date) -> Review:
    """Read every file once and review them together as of `day`. A live line on stderr tells how far it has come."""
    from samverk.core.review.review import review

    paths, twice = _each_once(files)
    read: list[tuple[str, Source | None, tuple[Problem, ...]]] = []
    with _progress() as step:
        for number, (path, name) in enumerate(zip(paths, _names(paths), strict=True), 1):
            step(f"Läser {name} ({number} av {len(paths)}) …" if len(paths) > 1 else f"Läser {name} …")
            source, problems = _read(path, name)
            if path in twice:
                message = "Filen är angiven mer än en gång. Den är granskad en gång."
                problems = (Problem(ProblemSeverity.NOTE, "LAS-DUBBEL", message, name), *problems)
            read.append((name, source, problems))
        step("Prövar …")
        return review(read, day)


def _read(path: Path, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read one file; what the file system says no to is a problem like any other."""
    from samverk.formats.source import MAX_BYTES, read_source

    try:
        with path.open("rb") as handle:
            data = handle.read(MAX_BYTES + 1)  # the reader refuses what is longer
    except OSError as error:
        return None, (Problem(ProblemSeverity.REFUSE, "LAS-FIL", _explain(path, error), name),)
    return read_source(data, name)


def _explain(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            near = difflib.get_close_matches(path.name, _entries(path.parent), n=1, cutoff=0.75)
            return f"Filen finns inte. {f'Menade du {path.parent / near[0]}?' if near else 'Kontrollera sökvägen.'}"
        case IsADirectoryError():
            inside = [str(path / name) for name in _entries(path) if name.lower().endswith(ENDINGS)]
            example = f", till exempel {inside[0]}" if inside else f" ({', '.join(ENDINGS)})"
            return f"Det är en katalog. Ange filerna i den, en eller flera{example}."
        case PermissionError():
            return "Du har inte rätt att läsa filen. Ändra behörigheten eller kopiera filen till en egen katalog."
        case _:
            return f"Filen gick inte att läsa ({reason(error)}). Kontrollera att disken eller enheten finns."


def _entries(directory: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in directory.iterdir())
    except OSError:
        return []


def _each_once(files: Sequence[Path]) -> tuple[list[Path], set[Path]]:
    """The files without those given before under the same or another name, and those that were given again."""
    once: list[Path] = []
    twice: set[Path] = set()
    for file in files:
        same = next((path for path in once if _is_same(path, file)), None)
        if same is None:
            once.append(file)
        else:
            twice.add(same)
    return once, twice


def _is_same(one: Path, other: Path) -> bool:
    """True when two paths lead to one file, by links too; a file that does not exist is known by its path."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def _names(paths: Sequence[Path]) -> list[str]:
    """What the review calls each file: its name, or its whole path where two files have the same name.

    A page is often passed on, and the path to somebody's own folders is nobody else's business.
    """
    count = Counter(path.name for path in paths)
    return [_readable(str(path) if count[path.name] > 1 else path.name) for path in paths]


def _readable(name: str) -> str:
    """A file name with bytes that are no letters (in the encoding of the system) shown as such."""
    return os.fsencode(name).decode("utf-8", "replace")


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A live line on stderr that goes away when the work is done; nothing at all when nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _words: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True, highlight=False).status("Arbetar …", spinner="dots") as status:
        yield lambda words: status.update(escape(words))
