"""Which figures are costs: negative in every statement, but spoken of without minus in running text."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.document.figures import FigureBook, FigureKind
from samverk.core.statements.profile import Line

_STEMS = {
    Line.OPERATING_COSTS.value,
    Line.DEPRECIATION.value,
    Line.FINANCIAL_COSTS.value,
    "nettokostnad",
    "flerar.kostnader",
    "prognos.kostnader",
}
_PREFIXES = ("utfall.", "block.", f"not.{Line.OPERATING_COSTS.value}.")
_NET = "finansnetto"


def mark_costs(figures: FigureBook) -> FigureBook:
    """The same figures, those that state a cost marked `is_cost`. A budget is a cost when its outcome is."""
    names = {figure.id for figure in figures}

    def is_cost(name: str) -> bool:
        stem, _, year = name.rpartition(".")
        if stem.startswith("budget."):
            same = stem.removeprefix("budget.")
            return same in _STEMS or f"utfall.{same}.{year}" in names
        return stem in _STEMS or (stem.startswith(_PREFIXES) and not stem.endswith(f".{_NET}"))

    marked = (
        replace(figure, is_cost=True) if figure.kind is not FigureKind.DEVIATION and is_cost(figure.id) else figure
        for figure in figures
    )
    return FigureBook(figures.year, marked)
