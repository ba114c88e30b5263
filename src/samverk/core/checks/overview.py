"""FL: the five-year overview against the statements and against itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.places import OVERVIEW, outcome_years
from samverk.core.checks.rule import Context, Fault, Held, Outcome, Rounded, rule
from samverk.core.checks.tie_out import Addend, fault_at, key_of, sum_up
from samverk.core.law import OWN_RULE
from samverk.core.money import MoneyUnit

_R15 = ("R15", "")
_SINCE = date(2019, 1, 1)
_OVERVIEW_YEARS = 5
_FINANCIAL_SHARE = 50  # the financial net of an association is a sliver of its income: one fiftieth is a lot


def _years(context: Context) -> tuple[int, ...]:
    return outcome_years(context.reading.table(OVERVIEW))


@rule(
    "FL-01", title="Eget kapital år för år", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1)
)
def equity_changes_by_the_result(context: Context) -> Iterator[Outcome]:
    """Eget kapital i flerårsöversikten ändras inte med årets resultat från ett år till nästa.

    Ett av de tre talen är fel. Har något bokförts direkt mot eget kapital ska det stå i texten.
    """
    for year in _years(context):
        closing, opening = (context.reading.outcome(OVERVIEW, "flerar.eget_kapital", when) for when in (year, year - 1))
        result = context.reading.outcome(OVERVIEW, "flerar.resultat", year)
        if closing is not None and opening is not None and result is not None:
            outcome = sum_up(closing, (Addend(opening), Addend(result)), by_print=True)
            if isinstance(outcome, Fault) and closing.file_place and abs(outcome.difference_ore or 0) < _WHOLE_TKR:
                outcome = Rounded(closing.table.id, closing.row.id, closing.section.id, outcome.cells, _WHOLE_TKR)
            yield outcome


_WHOLE_TKR = 2 * MoneyUnit.TKR.ore  # a stranger's older years are often known in whole tkr only


@rule(
    "FL-02", title="Resultat år för år", severity=Severity.WARNING, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1)
)
def result_is_near_income_less_costs(context: Context) -> Iterator[Outcome]:
    """Resultatet i flerårsöversikten skiljer sig från intäkter minus kostnader med mer än finansiella poster.

    Se efter om något av talen är fel eller om kostnaderna står med fel tecken.
    """
    for year in _years(context):
        result, income, costs = (
            context.reading.outcome(OVERVIEW, f"flerar.{stem}", year) for stem in ("resultat", "intakter", "kostnader")
        )
        if result is None or income is None or costs is None:
            continue
        if "finansiella" in costs.row.label.lower():
            yield sum_up(result, (Addend(income), Addend(costs)), by_print=True)
            continue
        expected = income.signed + costs.signed
        cells = (key_of(result), key_of(income), key_of(costs))
        if abs(result.signed - expected) * _FINANCIAL_SHARE <= abs(income.amount):
            yield Held(cells)
        else:
            fault = fault_at(result, f"omkring {result.words(expected)}", cells=cells)
            yield replace(fault, verdict=Verdict.AMBIGUOUS)


@rule("FL-03", title="Fem år", severity=Severity.NOTE, source=_R15, valid_from=_SINCE)
def overview_shows_five_years(context: Context) -> Iterator[Outcome]:
    """Flerårsöversikten visar färre än fem år.

    Lägg in åren före böckerna under arsredovisning.tidigare_ar i forbund.toml.
    """
    table = context.reading.table(OVERVIEW)
    if table is None:
        return
    years = _years(context)
    if len(years) >= _OVERVIEW_YEARS:
        yield Held()
    else:
        section = context.reading.section_of(OVERVIEW)
        found = ", ".join(map(str, years))
        yield Fault(table.title, "fem år", found, section_id=section.id if section else "")
