"""The investment account: each fixed-asset line from opening to closing (LKBR 10 kap., R4).

The same table is the note to the fixed assets. An association without fixed assets has none; the report then says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.figures import Figure, FigureBook
from samverk.core.document.tree import RowRole
from samverk.core.statements.cells import opening_sources
from samverk.core.statements.lines import FIXED_ASSETS, LABELS
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.movements import read_movements
from samverk.core.statements.rows import heading, row, without_empty, year_columns
from samverk.core.statements.structure import Statement, StatementRow

NOTE_KEY = "anlaggningstillgangar"
_FLOWS = (
    ("ingaende", "Ingående redovisat värde"),
    ("anskaffningar", "Årets anskaffningar"),
    ("avyttringar", "Årets avyttringar, redovisat värde"),
    ("avskrivningar", "Årets av- och nedskrivningar"),
    ("omklassificeringar", "Omklassificeringar"),
)


def add_investment_figures(figures: FigureBook, books: Sequence[MappedBooks]) -> None:
    """Add `investering.<line>.<flow>` of each year; the closing value is the balance sheet's own figure."""
    for mapped in books:
        flows = read_movements(mapped).assets
        for line, flow in flows.items():
            amounts = (flow.opening, flow.purchases, flow.disposals, flow.depreciation, flow.moved)
            for (stem, label), ore in zip(_FLOWS, amounts, strict=True):
                is_opening = stem == "ingaende"
                figures.add(
                    Figure(
                        id=f"investering.{line}.{stem}.{mapped.year}",
                        label=f"{LABELS[line]}: {label[0].lower()}{label[1:]}",
                        value=ore,
                        year=mapped.year,
                        sources=opening_sources(mapped, line) if is_opening else (),
                        explanation="" if is_opening else "Räknad ur årets verifikat.",
                    )
                )


def investment_account(figures: FigureBook, years: Sequence[int]) -> Statement | None:
    """Rows per fixed-asset line, None when no line has a value or a movement in any year."""
    rows: list[StatementRow] = []
    for line in FIXED_ASSETS:
        items = [row(f"investering.{line}.{stem}", label, years, level=1) for stem, label in _FLOWS]
        kept = without_empty(items, figures)
        if kept:
            closing = row(
                str(line),
                "Utgående redovisat värde",
                years,
                role=RowRole.SUBTOTAL,
                level=1,
                terms=[item.id for item in kept],
            )
            rows += [heading(f"investering.{line}", LABELS[line], len(years)), *kept, closing]
    if not rows:
        return None
    return Statement(
        id="investeringsredovisning",
        title="Investeringsredovisning",
        columns=year_columns(years),
        rows=tuple(rows),
        sign_convention="Det som minskar tillgångens värde visas med minus.",
    )
