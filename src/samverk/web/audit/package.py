"""What an auditor asks for first: the books in their versions, the budgets as decided, the statements, the report."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from samverk.apps.accounting.models import LedgerImport
from samverk.apps.organisation.models import Association
from samverk.apps.planning.enums import VersionState
from samverk.apps.planning.models import BudgetVersion
from samverk.apps.publishing.queries import report_years
from samverk.core.periods import long_date
from samverk.web.accounting.tables import STATEMENTS

_YEARS = 3
"""So many of the latest years are shown; earlier ones are found in their rooms."""


@dataclass(frozen=True, slots=True)
class PackageLink:
    """A document or page, and what is known of it."""

    words: str
    address: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class PackagePart:
    """A heading with its links; `empty` is said when there are none."""

    title: str
    links: list[PackageLink]
    empty: str


def package_of(association: Association) -> list[PackagePart]:
    """The parts of the package, of the latest years."""
    slug = association.slug
    versions = list(LedgerImport.objects.filter(association=association).order_by("-year", "-number"))
    years = sorted({each.year for each in versions}, reverse=True)[:_YEARS]
    return [
        PackagePart(
            "Böckernas versioner",
            [_books(slug, each) for each in versions if each.year in years],
            "Ingen bokföring är inläst.",
        ),
        PackagePart("Räkningarna", _statements(slug, years), "Räkningarna kommer när bokföringen är inläst."),
        PackagePart("Beslutade budgetar", _budgets(association), "Ingen budget är beslutad här."),
        PackagePart("Årsredovisningar", _reports(association), "Ingen årsredovisning är påbörjad."),
    ]


def _books(slug: str, version: LedgerImport) -> PackageLink:
    address = reverse("books_versions", kwargs={"association": slug, "year": version.year})
    about = f"{version.get_state_display()}, inläst {long_date(version.imported_at.date())} av {version.imported_by}"
    return PackageLink(f"{version.year}, version {version.number}", address, f"{about}. {version.sentence}")


def _statements(slug: str, years: list[int]) -> list[PackageLink]:
    return [
        PackageLink(
            f"{statement.title} {year}",
            reverse("books_statement", kwargs={"association": slug, "year": year, "name": statement.name}),
        )
        for year in years[:1]
        for statement in STATEMENTS
    ]


def _budgets(association: Association) -> list[PackageLink]:
    rows = BudgetVersion.objects.filter(budget__association=association, state=VersionState.DECIDED)
    rows = rows.select_related("budget").order_by("-budget__year", "-position")
    return [
        PackageLink(
            row.name if str(row.budget.year) in row.name else f"{row.name}, {row.budget.year}",
            reverse("budget_version", kwargs={"association": association.slug, "pk": row.pk}),
            f"beslutad {long_date(row.decided)}" if row.decided else "beslutets dag är inte angiven",
        )
        for row in rows[: 2 * _YEARS]
    ]


def _reports(association: Association) -> list[PackageLink]:
    return [
        PackageLink(str(year), reverse("report", kwargs={"association": association.slug, "year": year}))
        for year in report_years(association)[:_YEARS]
    ]
