"""Facts → the files of a facts directory, so that `reading.read` gives back the same facts."""

from __future__ import annotations

from collections.abc import Mapping

from samverk.core.facts import Facts
from samverk.core.measures import MeasureList
from samverk.core.organisation import Association
from samverk.core.planning.budget import BudgetYear
from samverk.formats.facts.reading import ASSOCIATION_FILE, MEASURES_FILE
from samverk.formats.facts.toml_writing import table_text

_ASSOCIATION_SECTIONS = {
    "medlem": "Medlemmarna och deras andelar av bidragen",
    "intaktskalla": "Intäkternas rader i noten, budgeten och utfallet, i ordning",
    "kontoplan": "Hur kontona fördelas på räkningarnas rader",
    "forbundsordning": "Förbundsordningen",
    "mandat": "Styrelsen",
    "funktionar": "Funktionärer utanför styrelsen",
    "nottexter": "Egna texter till noterna",
    "arsredovisning": "Det som bara gäller den här årsredovisningen",
    "arsredovisning.tidigare_ar": "Åren före böckerna, till flerårsöversikten",
}
_BUDGET_SECTIONS = {"version": "Versionerna i den ordning de beslutades, äldst först"}


def write(facts: Facts, books: Mapping[int, bytes]) -> dict[str, bytes]:
    """The files by name ("forbund.toml", "text/mal.md") in the order they are read. `books` are SIE files by year.

    Raises UnicodeEncodeError for text that is no Unicode (half a pair of surrogates), which no file can have held.
    """
    files = {
        ASSOCIATION_FILE: association_text(facts.association).encode(),
        MEASURES_FILE: measures_text(MeasureList(measures=facts.measures)).encode(),
    }
    for year, budget in sorted(facts.budgets.items()):
        files[f"budget-{year}.toml"] = budget_text(budget).encode()
    for name, words in sorted(facts.texts.items()):
        files[f"text/{name}.md"] = words.encode()
    for year, data in sorted(books.items(), reverse=True):
        files[books_name(year)] = data
    return files


def books_name(year: int) -> str:
    """What the books of a year are called in a facts directory."""
    return f"bokforing-{year}.se"


def association_text(association: Association) -> str:
    """What forbund.toml holds."""
    year = association.annual_report.year
    heading = f"# {_line(association.name)} {year}. Nycklarna förklaras i handboken, kapitlet Faktafiler.\n\n"
    return heading + table_text(association, _ASSOCIATION_SECTIONS)


def measures_text(measures: MeasureList) -> str:
    """What insatser.toml holds."""
    return "# Insatserna, i den ordning de ska visas.\n" + table_text(measures, {})


def budget_text(budget: BudgetYear) -> str:
    """What budget-ÅÅÅÅ.toml holds."""
    return f"# Budgeten för {budget.year}. Kostnader skrivs utan minustecken.\n\n" + table_text(
        budget, _BUDGET_SECTIONS
    )


def _line(words: str) -> str:
    """Words for a comment: one line, nothing that TOML forbids there."""
    return "".join(sign for sign in " ".join(words.split()) if sign.isprintable())
