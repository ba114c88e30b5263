"""The figures that a chapter can cite, as they are typed and as they come out in print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.accounting.queries import statements_of, years_with_books
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.queries import report_facts
from samverk.core.document.figures import Figure, FigureUnit
from samverk.core.document.present import Presenter
from samverk.core.outcomes.figures import add_figures
from samverk.core.outcomes.survey_figures import add_survey_figures
from samverk.core.statements.costs import mark_costs

_GROUPS = {
    "utfall": "Utfall: vad insatserna och blocken kostade",
    "budget": "Budget",
    "avvikelse": "Utfall mot budget",
    "intakt": "Intäkter per källa",
    "andel": "Andelar",
    "kf": "Kassaflöde",
    "prognos": "Prognos",
}
_REST = "Resultat och ställning"
_PARTICIPANTS, _SURVEYS = "Deltagare", "Enkäter"
_UNCITED = ("not", "investering", "block", "flerar", "tak", "balanskrav")
"""What the tables print and prose has other names for, or no use of."""


@dataclass(frozen=True, slots=True)
class Citable:
    """A figure: its label, what is typed in the text and what it becomes."""

    label: str
    typed: str
    shown: str


@dataclass(frozen=True, slots=True)
class CitableGroup:
    """Figures of a kind."""

    title: str
    figures: tuple[Citable, ...]


@remembered
def citable_figures(association: Association, year: int, day: date) -> tuple[CitableGroup, ...]:
    """The figures of the year's report that state something on `day`, by kind. None before the year has books."""
    if year not in years_with_books(association):
        return ()
    facts = report_facts(association, year, day)
    figures = mark_costs(statements_of(association, year)[0].figures)
    counted = add_figures(figures, facts.returns, {measure.id: measure.name for measure in facts.measures})
    asked = add_survey_figures(figures, facts.surveys)
    presenter = Presenter({figure.id: figure for figure in figures})
    found: dict[str, list[Citable]] = {title: [] for title in (_REST, *_GROUPS.values(), _PARTICIPANTS, _SURVEYS)}
    for figure in figures:
        title = _PARTICIPANTS if figure.id in counted else _SURVEYS if figure.id in asked else _title(figure)
        if title and figure.value and (figure.year == year or figure.id.startswith("prognos.")):
            found[title].append(_citable(figure, presenter, year))
    return tuple(CitableGroup(title, tuple(group)) for title, group in found.items() if group)


def _title(figure: Figure) -> str:
    """The group of a figure from the books and the budget; "" when prose does not cite it."""
    first = figure.id.partition(".")[0]
    return "" if first in _UNCITED else _GROUPS.get(first, _REST)


def _citable(figure: Figure, presenter: Presenter, year: int) -> Citable:
    style = "tkr" if figure.unit is FigureUnit.ORE else ""
    typed = ":".join(part for part in (figure.id.removesuffix(f".{year}"), style) if part)
    return Citable(figure.label, f"{{{typed}}}", presenter.words(figure, style))
