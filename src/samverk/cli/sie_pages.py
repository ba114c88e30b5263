"""How `samverk sie` looks: a calm page per file that fits 80 columns. Piped, the same words without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from samverk.core.ledger.balances import AccountBalance
from samverk.core.ledger.model import Ledger
from samverk.core.ledger.reconcile import counted
from samverk.core.money import DASH, format_exact
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
        console.print(Text(Path(summary.file).name, style="bold underline" if ledger else "bold"))
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


def _amount(ore: int) -> Text:
    return Text(format_exact(ore) if ore else DASH)


def _table(*headings: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", expand=False)
    table.add_column(headings[0], no_wrap=True)
    table.add_column(headings[1], no_wrap=True, overflow="ellipsis", ratio=1)
    for heading in headings[2:]:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _show_table(console: Console, table: Table) -> None:
    console.print()
    console.print(Padding(table, (0, 0, 0, 0)))


def _balance_table(rows: Sequence[AccountBalance]) -> Table:
    table = _table("Konto", "Balanskonton", "Ingående", "Förändring", "Utgående")
    for row in rows:
        amounts = (row.opening_ore, row.change_ore, row.closing_ore)
        table.add_row(row.account, Text(row.name), *map(_amount, amounts))
    sums = (sum(getattr(row, name) for row in rows) for name in ("opening_ore", "change_ore", "closing_ore"))
    table.add_row("", Text("Summa"), *map(_amount, sums), style="bold")
    return table


def _result_table(rows: Sequence[AccountBalance]) -> Table:
    table = _table("Konto", "Resultatkonton", "Resultat")
    for row in rows:
        table.add_row(row.account, Text(row.name), _amount(row.closing_ore))
    table.add_row("", Text("Summa"), _amount(sum(row.closing_ore for row in rows)), style="bold")
    return table


def _dimension_table(dimension: DimensionTotals) -> Table:
    table = _table("Kod", f"{dimension.name} (dimension {dimension.number})", "Rader", "Resultat", "Balans")
    for row in dimension.objects:
        name = row.name if row.code else f"utan {dimension.name.lower()}"
        counts = Text(f"{row.lines}")
        table.add_row(row.code, Text(name), counts, _amount(row.result_ore), _amount(row.balance_ore))
    return table


def _show_problems(console: Console, problems: Sequence[Problem]) -> None:
    order = list(ProblemSeverity)
    ranked = sorted(problems, key=lambda problem: order.index(problem.severity))
    for problem in ranked[:MOST_SHOWN]:
        word, style = SEVERITIES[problem.severity]
        place = f" rad {problem.line}" if problem.line is not None else ""
        line = Text.assemble((f"{word}{place}", style), f" {problem.message} ", (problem.code, "dim"))
        console.print(Padding(line, (0, 0, 0, 0)))
    if len(ranked) > MOST_SHOWN:
        console.print(Text(f"… och {len(ranked) - MOST_SHOWN} till. Alla finns i --json.", style="dim"))
