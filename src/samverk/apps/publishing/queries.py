"""Everything a year's report is made from, as one core value and as the files of a facts directory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from samverk.apps.accounting import queries as accounting
from samverk.apps.audit.remembered import remembered
from samverk.apps.measures.queries import measures_of
from samverk.apps.organisation.joined import with_parts
from samverk.apps.organisation.models import Association
from samverk.apps.outcomes.queries import participant_facts
from samverk.apps.planning import queries as planning
from samverk.apps.publishing import enums
from samverk.apps.publishing.models import AnnualReportYear, Chapter, PastYear
from samverk.apps.surveys.queries import survey_facts
from samverk.core import organisation as core
from samverk.core.document.rounding import Rounding
from samverk.core.document.tree import InputFile
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit
from samverk.core.outcomes.returned import ReportedReturn
from samverk.formats.facts.reading import without_hints
from samverk.formats.facts.writing import books_name, write
from samverk.formats.returns.write import content_hash

TEMPLATES = {enums.Template.NATIONAL: "nationell", enums.Template.LKBR: "lkbr"}
AMOUNTS = (
    "realised_gains",
    "realised_gains_exempt",
    "realised_losses_exempt",
    "unrealised_changes",
    "unrealised_reversals",
)
"""The amounts of an annual report's facts; rows hold each as `…_ore`."""


def facts_of(association: Association, year: int) -> Facts:
    """The association's facts for the report of `year`: books, budgets, measures, decisions, texts, returns.

    Without books, budget or texts those parts are empty. `inputs` names the files that `facts_files` would give.
    """
    ledgers = accounting.ledgers_of(association, year)
    return replace(_facts_but_books(association, year), ledgers=ledgers)


def report_facts(association: Association, year: int, day: date) -> Facts:
    """Those facts with what may be told of the year's surveys on `day`: nothing but the report rests on it."""
    asked = survey_facts(association, year, day)
    return replace(facts_of(association, year), surveys=None if asked.is_empty else asked)


@remembered
def _facts_but_books(association: Association, year: int) -> Facts:
    """The facts without the ledgers, which are large and remembered by what their files hold."""
    typed = _typed_facts(association, year)
    written = {name: hashlib.sha256(data).hexdigest() for name, data in write(typed, {}).items()}
    kept = {books_name(each.year): each.sha256 for each in accounting.versions_of(association, year)}
    inputs = tuple(InputFile(name, sha256) for name, sha256 in {**written, **kept}.items())
    returns = tuple(ReportedReturn(each, content_hash(each)) for each in participant_facts(association, year).values())
    return replace(typed, texts=_told_texts(typed.texts), inputs=inputs, returns=returns)


def _typed_facts(association: Association, year: int) -> Facts:
    """The facts without the ledgers, and with texts as they were typed, hints and all."""
    texts = Chapter.objects.filter(association=association, year=year).values_list("name", "text")
    return Facts(
        year=year,
        association=accounting.association_with(association, annual_report_of(association, year)),
        measures=measures_of(association),
        budgets=planning.budgets_of(association),
        texts=dict(texts),
    )


def _told_texts(typed: Mapping[str, str]) -> dict[str, str]:
    """The texts without hints; a chapter that says nothing is left out."""
    texts = {name: without_hints(text) for name, text in typed.items()}
    return {name: text for name, text in texts.items() if text.strip()}


def facts_files(association: Association, year: int) -> dict[str, bytes]:
    """The facts directory of `samverk report` for `year`: TOML, texts, and the books as they were handed in."""
    versions = accounting.versions_of(association, year)
    books = {version.year: accounting.file_bytes(version) for version in versions}
    return write(_typed_facts(association, year), books)


@remembered
def report_years(association: Association) -> list[int]:
    """The years that have anything of a report: decisions, texts or books. Latest first."""
    years = {
        *(row.year for row in report_rows(association)),
        *years_with_texts(association),
        *accounting.years_with_books(association),
    }
    return sorted(years, reverse=True)


@remembered
def report_rows(association: Association) -> tuple[AnnualReportYear, ...]:
    """What the reports need beyond the other facts, with past years, latest first; nothing writes to the rows."""
    return tuple(with_parts(association.annual_reports.all(), "past_years"))


@remembered
def years_with_texts(association: Association) -> tuple[int, ...]:
    """The years whose report someone has begun to write, earliest first."""
    return tuple(association.chapters.order_by("year").values_list("year", flat=True).distinct())


def annual_report_of(association: Association, year: int) -> core.AnnualReportFacts:
    """What only the report of `year` needs; nothing but the year when nothing has been decided."""
    found = next((row for row in report_rows(association) if row.year == year), None)
    return _annual_report(found) if found else core.AnnualReportFacts(year=year)


def _annual_report(row: AnnualReportYear) -> core.AnnualReportFacts:
    amounts = {name: amount(getattr(row, f"{name}_ore"), MoneyUnit.KR) for name in AMOUNTS}
    return core.AnnualReportFacts(
        year=row.year,
        decided=row.decided,
        signed=row.signed,
        town=row.town,
        serving_deputies=tuple(row.serving_deputies),
        audit_report=row.audit_report,
        registration_number=row.registration_number,
        employees={int(year): number for year, number in row.employees.items()},
        board_meetings=row.board_meetings,
        past_years=tuple(_past_year(past) for past in row.past_years.all()),
        template=TEMPLATES[enums.Template(row.template)],
        unit=row.unit,
        rounding=Rounding[enums.RoundingMode(row.rounding).name],
        accent=row.accent,
        **amounts,
    )


def _past_year(row: PastYear) -> core.PastYear:
    unit = MoneyUnit(row.unit)
    return core.PastYear(
        year=row.year,
        income=amount(row.income_ore, unit),
        costs=amount(row.costs_ore, unit),
        result=amount(row.result_ore, unit),
        equity=amount(row.equity_ore, unit),
        employees=row.employees,
        unit=row.unit,
    )


def amount(ore: int | None, unit: MoneyUnit) -> Decimal | None:
    """An amount in öre as facts files write it, in `unit`; exact."""
    return None if ore is None else Decimal(ore) / unit.ore
