"""How statements are built: which named row is the sum of which, for tables where no second column can show it.

Only rows that stand between the first term and the sum are taken, and only when every one of them has its place in the
template: a row that nobody knows makes the template void.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from samverk.core.checks.places import (
    BALANCE_REQUIREMENT,
    BALANCE_SHEET,
    BUDGET_OUTCOME,
    CASH_FLOW,
    FORECAST,
    INCOME_STATEMENT,
    OVERVIEW,
)
from samverk.core.review.kinds import PLAN
from samverk.core.review.sums import SumRow, Term

_COSTS = frozenset(
    {
        "verksamhetens_kostnader",
        "avskrivningar",
        "finansiella_kostnader",
        "flerar.kostnader",
        "prognos.kostnader",
        "nettokostnad",
    }
)
"""Rows of costs: taken away where they are printed without minus."""

_Rules = tuple[tuple[str, tuple[str, ...]], ...]
_BUDGET: _Rules = (
    ("tillgangliga_medel", ("summa_intakter", "sparade_medel_in")),
    ("resultat", ("summa_intakter", "nettokostnad")),
    ("medel_till_forfogande", ("resultat", "sparade_medel_in")),
    ("medel_till_forfogande", ("tillgangliga_medel", "nettokostnad")),
)
_TEMPLATES: Mapping[str, _Rules] = {
    INCOME_STATEMENT: (
        ("verksamhetens_resultat", ("verksamhetens_intakter", "verksamhetens_kostnader", "avskrivningar")),
        ("finansnetto", ("finansiella_intakter", "finansiella_kostnader")),
        ("arets_resultat", ("verksamhetens_resultat", "finansnetto")),
        ("arets_resultat", ("verksamhetens_resultat", "finansiella_intakter", "finansiella_kostnader")),
    ),
    BALANCE_SHEET: (
        ("eget_kapital", ("eget_kapital_arets_resultat", "ovrigt_eget_kapital")),
        ("summa_eget_kapital_och_skulder", ("eget_kapital", "summa_skulder")),
        ("summa_eget_kapital_och_skulder", ("eget_kapital", "kortfristiga_skulder", "langfristiga_skulder")),
        ("summa_tillgangar", ("summa_anlaggningstillgangar", "summa_omsattningstillgangar")),
    ),
    CASH_FLOW: (("kf.likvida_medel_ut", ("kf.arets_kassaflode", "kf.likvida_medel_in")),),
    OVERVIEW: (("flerar.resultat", ("flerar.intakter", "flerar.kostnader")),),
    FORECAST: (
        ("prognos.resultat", ("prognos.intakter", "prognos.kostnader")),
        ("prognos.medel", ("prognos.medel_in", "prognos.resultat")),
    ),
    BUDGET_OUTCOME: _BUDGET,
    PLAN: _BUDGET,
}


def expected_sums(kind: str, names: Sequence[str], rows: Sequence[SumRow]) -> dict[int, tuple[Term, ...]]:
    """Row index → the terms its statement is built of; empty for a kind without template."""
    places = {name: index for index, name in reversed(list(enumerate(names)))}
    found: dict[int, tuple[Term, ...]] = {}
    for total, parts in _TEMPLATES.get(kind, ()):
        terms = [places[part] for part in parts if part in places]
        if total in places and parts[0] in places and len(terms) > 1 and places[total] not in found:
            between = range(min(terms), places[total])
            if places[total] > max(terms) and _is_whole(kind, total, names, rows, between, terms):
                found[places[total]] = tuple(Term(row, _sign(names[row], rows[row])) for row in sorted(terms))
    if kind == BALANCE_REQUIREMENT and {"arets_resultat", "balanskrav.resultat"} <= places.keys():
        first, last = places["arets_resultat"], places["balanskrav.resultat"]
        members = [row for row in range(first, last) if not rows[row].is_heading]
        if len(members) <= _MOST_ADJUSTMENTS:
            found[last] = tuple(Term(row, _printed_sign(rows[row])) for row in members)
    return found


_MOST_ADJUSTMENTS = 12


def _printed_sign(row: SumRow) -> int:
    """−1 for a row that is taken away by its label ("- Samtliga realisationsvinster") and printed without minus."""
    amounts = [cell.amount for cell in row.cells if cell is not None and cell.amount]
    is_taken = row.label.lstrip().startswith(("-", "−", "–")) and not row.label.lstrip("-−– ").startswith(("/", "+"))
    return -1 if is_taken and amounts and amounts[0] > 0 else 1


def _is_whole(
    kind: str, total: str, names: Sequence[str], rows: Sequence[SumRow], between: range, terms: Sequence[int]
) -> bool:
    """True when no row between the first term and the sum is left out, but for those that the terms stand for."""
    if kind in (BUDGET_OUTCOME, PLAN, BALANCE_SHEET):
        return True  # their terms are sums themselves, with their rows above them
    known = {*terms, *(row for row in between if rows[row].is_heading)}
    swallowed = {"finansiella_intakter", "finansiella_kostnader", "prognos.intakter", "prognos.kostnader"}
    return all(row in known or names[row] in swallowed for row in between)


def _sign(name: str, row: SumRow) -> int:
    amounts = [cell.amount for cell in row.cells if cell is not None and cell.amount]
    return -1 if name in _COSTS and amounts and amounts[0] > 0 else 1
