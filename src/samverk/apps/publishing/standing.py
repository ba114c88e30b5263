"""How things stand, in four figures with their proof: for the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting.queries import statements_of, years_with_books
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.made import made_report
from samverk.apps.publishing.wheel import wheel_state
from samverk.core.checks.finding import Severity
from samverk.core.document.figures import FigureBook
from samverk.core.periods import MONTHS

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """An association's latest year with books. Amounts in öre; None where there is no budget to compare with.

    `through` is how far the books go, in Swedish, "" when they hold the whole year. `deviation_ore` is the result
    against the budget of a whole year, plus when better; during a year `used_ore` of `budget_ore` says how far it is.
    """

    year: int
    through: str
    funds_ore: int | None
    deviation_ore: int | None
    used_ore: int | None
    budget_ore: int | None
    errors: int
    warnings: int
    is_made: bool

    @property
    def deviation_words(self) -> str:
        """Better, worse, or as the budget: the word beside the amount."""
        if not self.deviation_ore:
            return "enligt budget"
        return "bättre än budget" if self.deviation_ore > 0 else "sämre än budget"


@remembered
def standing_of(association: Association, day: date) -> Standing | None:
    """How things stand on `day`; None while no books are read in."""
    years = years_with_books(association)
    if not years:
        return None
    year = years[0]
    statements, _problems = statements_of(association, year)
    through = wheel_state(association, day).of_year(year).books_through or _DECEMBER
    is_whole = through >= _DECEMBER
    made = made_report(association, year, day)
    book = statements.figures
    cost, budget = _amount(book, f"nettokostnad.{year}"), _amount(book, f"budget.nettokostnad.{year}")
    return Standing(
        year=year,
        through="" if is_whole else f"till och med {MONTHS[through - 1]}",
        funds_ore=_amount(book, f"medel_till_forfogande.{year}"),
        deviation_ore=_amount(book, f"avvikelse.resultat.{year}") if is_whole else None,
        used_ore=None if cost is None else -cost,
        budget_ore=None if budget is None else -budget,
        errors=made.count(Severity.ERROR),
        warnings=made.count(Severity.WARNING),
        is_made=made.checks is not None,
    )


def _amount(book: FigureBook, figure_id: str) -> int | None:
    """The amount of a figure in öre, None when the year has no such figure."""
    try:
        return book.ore(figure_id)
    except KeyError:
        return None
