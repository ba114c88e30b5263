"""Taking in a facts directory: all of it in one transaction, or nothing with every problem told."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from samverk.apps.accounting import actions as accounting
from samverk.apps.accounting import queries as books
from samverk.apps.accounting.models import LedgerImport
from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.measures.actions import replace_measures
from samverk.apps.organisation.replace_actions import replace_association
from samverk.apps.organisation.replacing import replace_rows, write_values
from samverk.apps.planning.actions import replace_budget_year
from samverk.apps.publishing import enums
from samverk.apps.publishing.models import AnnualReportYear, Chapter, PastYear
from samverk.apps.publishing.perms import IMPORT_FACTS
from samverk.apps.publishing.queries import AMOUNTS, TEMPLATES
from samverk.apps.publishing.writing import lock_books_of
from samverk.apps.users.actor import Actor
from samverk.core import organisation as core
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.facts import read
from samverk.formats.facts.books import books_of
from samverk.formats.facts.reading import chapter_texts


class FactsRefused(RefusedChange):
    """The files cannot be taken in. `problems` are all of them, for the person who can mend the files."""

    def __init__(self, problems: list[Problem]) -> None:
        grave = sum(problem.severity is ProblemSeverity.REFUSE for problem in problems)
        found = "ett fel" if grave == 1 else f"{grave} fel"
        super().__init__(f"Ingenting har lästs in, för faktafilerna har {found}. Rätta och läs in dem igen.")
        self.problems = problems


def import_facts(actor: Actor, files: Mapping[str, bytes], year: int | None = None) -> tuple[int, list[Problem]]:
    """Replace the association's facts by a facts directory; `year` None takes the one in forbund.toml.

    Books come with it when the directory has them, and a decision on the year's report locks them. Returns the year
    and what someone should look at. Raises FactsRefused with every problem in the files, and RefusedChange when they
    are another association's, when something that is used elsewhere would go, or when the year is closed with other
    books; then nothing is changed.
    """
    IMPORT_FACTS.check(actor)
    facts, problems = read(files, year, needs_books=False)
    if facts is None:
        raise FactsRefused(problems)
    take_in_facts(actor, facts, chapter_texts(files), _books(files, facts.year))
    return facts.year, problems


def _books(files: Mapping[str, bytes], year: int) -> dict[int, tuple[str, bytes]]:
    """The books among the files: year → name and bytes, the older first."""
    names = {each: books_of(files, each) for each in (year - 1, year)}
    return {each: (name, files[name]) for each, name in names.items() if name is not None}


@action(IMPORT_FACTS)
def take_in_facts(act: Act, facts: Facts, texts: Mapping[str, str], sie: Mapping[int, tuple[str, bytes]]) -> None:
    """Write facts that were read, each part by its own action."""
    for budget in facts.budgets.values():
        replace_budget_year(act.actor, budget)
    replace_association(act.actor, facts.association)
    replace_measures(act.actor, facts.measures)
    _replace_profile(act, facts.association.accounting)
    replace_report(act.actor, facts.association.annual_report)
    replace_texts(act.actor, facts.year, texts)
    for year, (name, data) in sie.items():
        _take_in_books(act, year, name, data)
    lock_books_of(act, facts.year, facts.association.annual_report.decided)
    files = sorted([*(f"budget-{year}.toml" for year in facts.budgets), *(name for name, _ in sie.values())])
    act.tell(act.association, f"Läste in faktafilerna för {facts.year}.", after={"år": facts.year, "filer": files})


def _replace_profile(act: Act, profile: Any) -> None:
    if books.profile_of(act.association) != profile:
        accounting.replace_profile(act.actor, profile)


def _take_in_books(act: Act, year: int, name: str, data: bytes) -> None:
    """Books that are those in force stay; an older version that comes back counts again."""
    current = books.current_import(act.association, year)
    if current is not None and books.file_bytes(current) == data:
        return
    earlier = LedgerImport.objects.filter(association=act.association, year=year)
    same = next((version for version in earlier if books.file_bytes(version) == data), None)
    if same is not None:
        accounting.restore_version(act.actor, same)
    else:
        accounting.import_books(act.actor, data=data, name=name, year=year)


@action(IMPORT_FACTS)
def replace_report(act: Act, report: core.AnnualReportFacts) -> AnnualReportYear:
    """Make what only the report of its year needs equal `report`."""
    found = AnnualReportYear.objects.filter(association=act.association, year=report.year).first()
    row: AnnualReportYear = found or AnnualReportYear(association=act.association, year=report.year)
    values = _report_values(report)
    is_changed = row.pk is None or any(getattr(row, name) != value for name, value in values.items())
    if is_changed:
        write_values(row, values)
    years = PastYear.objects.filter(report=row)
    past = replace_rows(years, [_past_values(each) for each in report.past_years], ("year",), report=row)
    if past.is_changed and not is_changed:
        write_values(row, {})
    if is_changed or past.is_changed:
        after = report.model_dump(mode="json", by_alias=True)
        act.tell(row, f"Ersatte uppgifterna till årsredovisningen {report.year}.", after=after)
    else:
        act.nothing()
    return row


def _report_values(report: core.AnnualReportFacts) -> dict[str, Any]:
    amounts = {f"{name}_ore": _ore(getattr(report, name), MoneyUnit.KR) for name in AMOUNTS}
    return {
        "decided": report.decided,
        "signed": report.signed,
        "town": report.town,
        "serving_deputies": list(report.serving_deputies),
        "audit_report": report.audit_report,
        "registration_number": report.registration_number,
        "employees": {str(year): number for year, number in report.employees.items()},
        "board_meetings": report.board_meetings,
        "template": next(ours.value for ours, theirs in TEMPLATES.items() if theirs == report.template),
        "unit": report.unit,
        "rounding": enums.RoundingMode[report.rounding.name].value,
        "accent": report.accent,
        **amounts,
    }


def _past_values(past: core.PastYear) -> dict[str, Any]:
    unit = MoneyUnit(past.unit)
    return {
        "year": past.year,
        "income_ore": _ore(past.income, unit),
        "costs_ore": _ore(past.costs, unit),
        "result_ore": _ore(past.result, unit),
        "equity_ore": _ore(past.equity, unit),
        "employees": past.employees,
        "unit": past.unit,
    }


def _ore(amount: Decimal | None, unit: MoneyUnit) -> int | None:
    return None if amount is None else ore_from_decimal(amount, unit)


@action(IMPORT_FACTS)
def replace_texts(act: Act, year: int, texts: Mapping[str, str]) -> None:
    """Make the chapters' texts of `year` equal `texts`; a chapter that is not among them loses its text."""
    known = {row.name: row for row in Chapter.objects.filter(association=act.association, year=year)}
    changed = []
    for name, row in known.items():
        if name not in texts:
            row.delete()
            changed.append(name)
    for name, text in texts.items():
        row = known.get(name) or Chapter(association=act.association, year=year, name=name)
        if row.pk is None or row.text != text:
            write_values(row, {"text": text})
            changed.append(name)
    if changed:
        told = f"Ersatte texter i årsredovisningen {year}: {', '.join(sorted(changed))}."
        act.tell(act.association, told, after={"kapitel": sorted(texts)})
    else:
        act.nothing()
