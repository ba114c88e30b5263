"""The figures that a chapter can cite, as they are typed and as they come out in print."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.apps.accounting.queries import statements_of, years_with_books
from samverk.apps.audit.remembered import remembered
from samverk.apps.organisation.models import Association
from samverk.core.document.figures import Figure, FigureUnit
from samverk.core.document.present import Presenter
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
def citable_figures(association: Association, year: int) -> tuple[CitableGroup, ...]:
    """The figures of the year's report that state something, by kind. None before the year has books."""
    if year not in years_with_books(association):
        return ()
    figures = mark_costs(statements_of(association, year)[0].figures)
    presenter = Presenter({figure.id: figure for figure in figures})
    found: dict[str, list[Citable]] = {title: [] for title in (_REST, *_GROUPS.values())}
    for figure in figures:
        first = figure.id.partition(".")[0]
        if figure.value and first not in _UNCITED and (figure.year == year or first == "prognos"):
            found[_GROUPS.get(first, _REST)].append(_citable(figure, presenter, year))
    return tuple(CitableGroup(title, tuple(group)) for title, group in found.items() if group)


def _citable(figure: Figure, presenter: Presenter, year: int) -> Citable:
    style = "tkr" if figure.unit is FigureUnit.ORE else ""
    typed = ":".join(part for part in (figure.id.removesuffix(f".{year}"), style) if part)
    return Citable(figure.label, f"{{{typed}}}", presenter.words(figure, style))
