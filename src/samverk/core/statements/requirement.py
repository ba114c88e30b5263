"""The balance requirement result (balanskravsresultat, LKBR 11:10), rows as municipal reports publish them.

The reserve rows of the statute do not concern an association: FinsamL 21 § does not refer to KL 11:14.
"""

from __future__ import annotations

from decimal import Decimal

from samverk.core.document.figures import AccountSource, FactSource, Figure, FigureBook
from samverk.core.document.tree import Column, RowRole
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit, format_exact, ore_from_decimal
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.mapping import MappedBooks
from samverk.core.statements.rows import add_totals, row
from samverk.core.statements.structure import Statement

_GAINS = "balanskrav.realisationsvinster"
_ROWS = (
    (_GAINS, "Samtliga realisationsvinster", "realised_gains", "realisationsvinster", -1),
    (
        "balanskrav.realisationsvinster_undantag",
        "Realisationsvinster enligt undantagsmöjlighet",
        "realised_gains_exempt",
        "realisationsvinster_undantag",
        1,
    ),
    (
        "balanskrav.realisationsforluster_undantag",
        "Realisationsförluster enligt undantagsmöjlighet",
        "realised_losses_exempt",
        "realisationsforluster_undantag",
        1,
    ),
    (
        "balanskrav.orealiserade",
        "Orealiserade vinster och förluster i värdepapper",
        "unrealised_changes",
        "orealiserade",
        1,
    ),
    (
        "balanskrav.aterforing_orealiserade",
        "Återföring av orealiserade vinster och förluster i värdepapper",
        "unrealised_reversals",
        "aterforing_orealiserade",
        1,
    ),
)
_RESULT = "balanskrav.resultat"


def add_requirement_figures(figures: FigureBook, facts: Facts, mapped: MappedBooks) -> list[Problem]:
    """Add `balanskrav.<row>`, each signed as it changes the result.

    Gains come from the books' accounts for sold fixed assets when the facts file says nothing of them. Problem
    KP-REALISATION when the two differ.
    """
    year, stated = facts.year, facts.association.annual_report
    for stem, label, field, key, sign in _ROWS:
        amount: Decimal = getattr(stated, field)
        value = sign * ore_from_decimal(amount, MoneyUnit.KR)
        source = (FactSource("forbund.toml", f"arsredovisning.{key}"),) if amount else ()
        if stem == _GAINS and not amount:
            figures.add(Figure(f"{stem}.{year}", label, -_booked_gains(mapped), year=year, sources=_sources(mapped)))
        else:
            figures.add(Figure(f"{stem}.{year}", label, value, year=year, sources=source))
    add_totals(figures, _RESULT, "Balanskravsresultat", ("arets_resultat", *(stem for stem, *_ in _ROWS)), (year,))
    typed = ore_from_decimal(stated.realised_gains, MoneyUnit.KR)
    booked = _booked_gains(mapped)
    if not typed or typed == booked:
        return []
    return [
        Problem(
            ProblemSeverity.WARNING,
            "KP-REALISATION",
            f"Realisationsvinsterna {year} är {format_exact(typed)} kronor i forbund.toml men {format_exact(booked)} "
            "kronor i bokföringen. Rapporten använder forbund.toml. Rätta den som är fel.",
            "forbund.toml",
            key="arsredovisning.realisationsvinster",
        )
    ]


def _booked_gains(mapped: MappedBooks) -> int:
    return -sum(cell.amount_ore for cell in mapped.cells if cell.is_disposal and cell.amount_ore < 0)


def _sources(mapped: MappedBooks) -> tuple[AccountSource, ...]:
    return tuple(
        AccountSource(mapped.year, cell.key.account, cell.name, cell.amount_ore, "lines")
        for cell in mapped.cells
        if cell.is_disposal and cell.amount_ore < 0
    )


def requirement_table(year: int) -> Statement:
    """The rows from the year's result to the balance requirement result."""
    terms = ("arets_resultat", *(stem for stem, *_ in _ROWS))
    return Statement(
        id="balanskravsresultat",
        title="Balanskravsresultat",
        columns=(Column(str(year), str(year), year=year, role="outcome"),),
        rows=(
            row("arets_resultat", "Årets resultat enligt resultaträkningen", (year,)),
            *(row(stem, label, (year,)) for stem, label, *_ in _ROWS),
            row(_RESULT, "Balanskravsresultat", (year,), role=RowRole.TOTAL, terms=terms),
        ),
        sign_convention="Avdrag visas med minus.",
    )
