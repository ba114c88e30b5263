"""How `samverk sie` looks: a calm page per file that fits 80 columns. Piped, the same words without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from samverk.core.ledger.balances import AccountBalance
from samverk.core.ledger.model import Ledger
from samverk.core.ledger.reconcile import counted
from samverk.core.money import format_exact
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.sie.summary import DimensionTotals, FileSummary

SEVERITIES = {
    ProblemSeverity.REFUSE: ("Fel", "bold red"),
    ProblemSeverity.ERROR: ("Fel", "bold red"),
    ProblemSeverity.WARNING: ("Varning", "yellow"),
    ProblemSeverity.NOTE: ("Notera", "dim"),
}
MOST_SHOWN = 40
PAGE_WIDTH = 80


def show(summaries: Sequence[FileSummary]) -> None:
    """Print a page per file."""
    console = Console(highlight=False)
    if not console.is_terminal or console.width > PAGE_WIDTH:
        console = Console(highlight=False, width=PAGE_WIDTH)
    for index, summary in enumerate(summaries):
        if index:
            console.print()
        _show_file(console, summary, len(summaries) > 1)


def _show_file(console: Console, summary: FileSummary, name_file: bool) -> None:
    ledger, found = summary.ledger, summary.reconciliation
    if name_file or ledger is None:
        console.print(Text(summary.file, style="bold underline" if ledger else "bold"))
    if ledger is None or found is None:
        _show_problems(console, summary.problems)
        return
    console.print(Text(f"{ledger.company or 'Namn saknas'}", style="bold"), end="")
    console.print(Text(f"  {ledger.org_number or 'organisationsnummer saknas'}", style="dim"))
    for line in _facts(ledger, summary):
        console.print(Text(line, style="dim"))
    console.print()
    is_well = found.ties and not found.left_out
    console.print(Text(f"{'✓' if is_well else '!'} {summary.sentence}", style="green" if is_well else "bold yellow"))
    if summary.problems:
        console.print(Text(f"  {_count_problems(summary.problems)}, sist på sidan", style="dim"))
    balances = [row for row in summary.balances if row.is_balance]
    results = [row for row in summary.balances if not row.is_balance]
    if balances:
        _show_table(console, _balance_table(balances))
    if results:
        _show_table(console, _result_table(results))
    for dimension in summary.dimensions:
        _show_table(console, _dimension_table(dimension))
    if summary.problems:
        console.print()
        _show_problems(console, summary.problems)


def _facts(ledger: Ledger, summary: FileSummary) -> Iterable[str]:
    year = ledger.years.get(0)
    program = " ".join(part for part in ledger.program if part)
    yield " · ".join(
        part
        for part in (
            f"räkenskapsår {year.start}–{year.end}" if year else "räkenskapsår saknas",
            f"SIE typ {ledger.sie_type}",
            summary.encoding_name,
        )
        if part
    )
    made = f"skriven {ledger.generated}" if ledger.generated else ""
    yield " · ".join(part for part in (program, made, ledger.chart) if part) or "program saknas"
    yield " · ".join(
        (
            counted(len(ledger.accounts), "konto", "konton"),
            counted(len(ledger.objects), "objekt", "objekt"),
            f"{len(ledger.vouchers)} verifikat",
            counted(summary.posting_count, "rad", "rader"),
        )
    )


def _amounts(*ores: int) -> tuple[str, ...]:
    return tuple(map(format_exact, ores))


def _table(rows: Sequence[Sequence[str]], *headings: str, is_summed: bool = False) -> Table:
    """A code, a name that gives way when the page is narrow, and figures that never do; the last row may be a sum."""
    table = Table(box=None, padding=(0, 0, 0, 2), pad_edge=False, header_style="bold", expand=True)
    table.add_column(headings[0], no_wrap=True)
    table.add_column(headings[1], no_wrap=True, overflow="ellipsis", ratio=1)
    for position, heading in enumerate(headings[2:], 2):
        width = max(len(heading), *(len(row[position]) for row in rows))
        table.add_column(heading, justify="right", no_wrap=True, min_width=width)
    for index, row in enumerate(rows, 1):
        style = "bold" if is_summed and index == len(rows) else ""
        table.add_row(*map(Text, row), style=style)
    return table


def _show_table(console: Console, table: Table) -> None:
    console.print()
    console.print(table)


def _balance_table(rows: Sequence[AccountBalance]) -> Table:
    lines = [(row.account, row.name, *_amounts(row.opening_ore, row.change_ore, row.closing_ore)) for row in rows]
    sums = (sum(row.opening_ore for row in rows), sum(row.change_ore for row in rows), sum(r.closing_ore for r in rows))
    headings = ("Konto", "Balanskonton", "Ingående", "Förändring", "Utgående")
    return _table([*lines, ("", "Summa", *_amounts(*sums))], *headings, is_summed=True)


def _result_table(rows: Sequence[AccountBalance]) -> Table:
    lines = [(row.account, row.name, *_amounts(row.closing_ore)) for row in rows]
    total = ("", "Summa", *_amounts(sum(row.closing_ore for row in rows)))
    return _table([*lines, total], "Konto", "Resultatkonton", "Resultat", is_summed=True)


def _dimension_table(dimension: DimensionTotals) -> Table:
    lines = [
        (
            row.code,
            row.name if row.code else f"utan {dimension.name.lower()}",
            str(row.lines),
            *_amounts(row.result_ore, row.balance_ore),
        )
        for row in dimension.objects
    ]
    return _table(lines, "Kod", f"{dimension.name} (dimension {dimension.number})", "Rader", "Resultat", "Balans")


def _count_problems(problems: Sequence[Problem]) -> str:
    words = [SEVERITIES[problem.severity][0] for problem in problems]
    parts = (
        counted(words.count("Fel"), "fel", "fel"),
        counted(words.count("Varning"), "varning", "varningar"),
        counted(words.count("Notera"), "notering", "noteringar"),
    )
    return ", ".join(part for part in parts if not part.startswith("0 "))


def _show_problems(console: Console, problems: Sequence[Problem]) -> None:
    """Gravest first, each with its line of the file. Wrapped here, since rich would break amounts between thousands."""
    ranked = sorted(problems, key=lambda problem: problem.severity.rank)[:MOST_SHOWN]
    places = ["" if problem.line is None else f"rad {problem.line}" for problem in ranked]
    indent = max(len("Varning"), *map(len, places)) + 2
    for problem, place in zip(ranked, places, strict=True):
        word, style = SEVERITIES[problem.severity]
        text = f"{problem.message} ({problem.code})"
        lines = textwrap.wrap(text, console.width - indent, break_on_hyphens=False)
        lefts = [(word, style), (place, "dim")]
        for index in range(max(len(lines), 2 if place else 1)):
            left, left_style = lefts[index] if index < len(lefts) else ("", "")
            console.print(Text.assemble((left.ljust(indent), left_style), *lines[index : index + 1]))
    if len(problems) > MOST_SHOWN:
        console.print(Text(f"… och {len(problems) - MOST_SHOWN} till. Alla finns i --json.", style="dim"))
