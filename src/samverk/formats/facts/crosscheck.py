"""What the facts files say about each other: names that must exist, be unique and follow in order.

Each file is right by itself when this runs; a file that could not be read is left out and its names are not missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from samverk.core.measures import Measure, MeasureList
from samverk.core.money import MoneyUnit, ore_from_decimal
from samverk.core.organisation import Association, Seat
from samverk.core.planning.budget import Block, BudgetVersion, BudgetYear, PlanYear
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.statements.notes import AUDIT_KEY
from samverk.core.statements.profile import Line
from samverk.core.values import FactsModel
from samverk.formats.facts.messages import did_you_mean
from samverk.formats.facts.tables import FactsTable
from samverk.formats.facts.toml_text import KeyPath, key_name, line_of, quoted

BLOCKS = tuple(block.value for block in Block)
NOTE_TEXTS = ("redovisningsprinciper", AUDIT_KEY, *(line.value for line in Line))


@dataclass(frozen=True, slots=True)
class Parts:
    """The files that could be read."""

    association: FactsTable[Association] | None = None
    measures: FactsTable[MeasureList] | None = None
    budgets: tuple[FactsTable[BudgetYear], ...] = field(default=())


def _told(
    table: FactsTable[Association] | FactsTable[MeasureList] | FactsTable[BudgetYear], path: KeyPath, message: str
) -> Problem:
    line = line_of(table.lines, path)
    return Problem(ProblemSeverity.REFUSE, "FA-SAMBAND", message, table.file, line, key_name(path))


def cross_check(parts: Parts) -> list[Problem]:
    """Every contradiction between and inside the files, in the order of the files."""
    found: list[Problem] = []
    if parts.association is not None:
        found += _members(parts.association)
        found += _people(parts.association)
        found += _income_sources(parts.association)
        found += _charters(parts.association)
        found += _years(parts.association)
        found += _note_texts(parts.association)
    if parts.measures is not None:
        found += _measures(parts.measures, parts.association)
        found += _parents(parts.measures)
        found += _projects(parts.measures)
    for budget in parts.budgets:
        found += _budget_order(budget)
        found += _budget_lines(budget, parts)
    return found


def _repeated(ids: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions (later, first) of every value that has occurred before."""
    first: dict[str, int] = {}
    for position, value in enumerate(ids):
        if value in first:
            yield position, first[value]
        first.setdefault(value, position)


def _members(table: FactsTable[Association]) -> Iterator[Problem]:
    names = [member.name for member in table.value.members]
    for later, first in _repeated(names):
        message = f"medlemmen {quoted(names[later])} står redan som medlem[{first + 1}]. Ge varje medlem ett eget namn."
        yield _told(table, ("medlem", later, "namn"), message)
    for position, member in enumerate(table.value.members):
        if member.paid_by is not None:
            yield from _known_member(table, ("medlem", position, "betalas_av"), member.paid_by)


def _known_member(table: FactsTable[Association], path: KeyPath, name: str) -> Iterator[Problem]:
    names = [member.name for member in table.value.members]
    if name not in names:
        message = f"{quoted(name)} är ingen medlem.{did_you_mean(name, names)} Medlemmar: {', '.join(names)}."
        yield _told(table, path, message)


def _people(table: FactsTable[Association]) -> Iterator[Problem]:
    association = table.value
    for position, mandate in enumerate(association.mandates):
        yield from _known_member(table, ("mandat", position, "medlem"), mandate.member)
    for position, officer in enumerate(association.officers):
        for name in officer.represents:
            yield from _known_member(table, ("funktionar", position, "utsedd_av"), name)
    deputies = [mandate.name for mandate in association.mandates if mandate.seat is Seat.DEPUTY]
    for name in association.annual_report.serving_deputies:
        if name not in deputies:
            message = (
                f"{quoted(name)} finns inte som ersättare under [[mandat]].{did_you_mean(name, deputies)} "
                "Skriv namnet likadant på båda ställena."
            )
            yield _told(table, ("arsredovisning", "tjanstgorande_ersattare"), message)


def _income_sources(table: FactsTable[Association]) -> Iterator[Problem]:
    sources = table.value.income_sources
    for later, first in _repeated([source.id for source in sources]):
        message = f"id {quoted(sources[later].id)} används redan av intaktskalla[{first + 1}]. Välj ett annat id."
        yield _told(table, ("intaktskalla", later, "id"), message)
    for position, source in enumerate(sources):
        if source.id in BLOCKS:
            message = f"{quoted(source.id)} är namnet på ett block i budgeten. Välj ett annat id för intäktskällan."
            yield _told(table, ("intaktskalla", position, "id"), message)
        for name in source.members:
            yield from _known_member(table, ("intaktskalla", position, "medlemmar"), name)


def _charters(table: FactsTable[Association]) -> Iterator[Problem]:
    days = [charter.valid_from.isoformat() for charter in table.value.charters]
    for later, first in _repeated(days):
        message = (
            f"lydelsen från {days[later]} står redan som forbundsordning[{first + 1}]. Bara en lydelse kan gälla från "
            "en dag; ta bort den ena eller rätta dagen."
        )
        yield _told(table, ("forbundsordning", later, "galler_fran"), message)


def _years(table: FactsTable[Association]) -> Iterator[Problem]:
    """Years before the books: each once and before the report's year. Employees: no fewer than none."""
    report = table.value.annual_report
    years = [past.year for past in report.past_years]
    for later, first in _repeated([str(year) for year in years]):
        message = f"året {years[later]} står redan som tidigare_ar[{first + 1}]. Behåll det ena, eller rätta årtalet."
        yield _told(table, ("arsredovisning", "tidigare_ar", later, "ar"), message)
    for position, past in enumerate(report.past_years):
        path: KeyPath = ("arsredovisning", "tidigare_ar", position)
        if past.year >= report.year:
            message = (
                f"{past.year} är inte ett år före {report.year}. Här står bara åren före rapportens; rätta årtalet."
            )
            yield _told(table, (*path, "ar"), message)
        if past.employees is not None and past.employees < 0:
            yield _told(table, (*path, "antal_anstallda"), _too_few(past.employees))
        yield from _whole_ore(table, path, _amounts(past), past.unit)
    yield from _whole_ore(table, ("arsredovisning",), _amounts(report), MoneyUnit.KR)
    for year, number in report.employees.items():
        if number < 0:
            yield _told(table, ("arsredovisning", "antal_anstallda", str(year)), _too_few(number))


def _too_few(number: int) -> str:
    return f"antalet anställda kan inte vara {number}. Skriv 0 eller mer, eller ta bort året om antalet inte är känt."


def _note_texts(table: FactsTable[Association]) -> Iterator[Problem]:
    for key in table.value.note_texts:
        if key not in NOTE_TEXTS:
            message = (
                f"det finns ingen not som heter {quoted(key)}.{did_you_mean(key, NOTE_TEXTS)} "
                f"Tillåtna: {', '.join(NOTE_TEXTS)}."
            )
            yield _told(table, ("nottexter", key), message)


def _measures(table: FactsTable[MeasureList], association: FactsTable[Association] | None) -> Iterator[Problem]:
    measures = table.value.measures
    sources = {source.id for source in association.value.income_sources} if association is not None else set()
    for later, first in _repeated([measure.id for measure in measures]):
        message = f"id {quoted(measures[later].id)} används redan av insats[{first + 1}]. Välj ett annat id."
        yield _told(table, ("insats", later, "id"), message)
    for position, measure in enumerate(measures):
        taken = "ett block i budgeten" if measure.id in BLOCKS else "en intäktskälla" if measure.id in sources else ""
        if taken:
            message = f"{quoted(measure.id)} är redan namnet på {taken}. Välj ett annat id för insatsen."
            yield _told(table, ("insats", position, "id"), message)


def _parents(table: FactsTable[MeasureList]) -> Iterator[Problem]:
    parents = {measure.id: measure.parent for measure in table.value.measures}
    for position, measure in enumerate(table.value.measures):
        path: KeyPath = ("insats", position, "overordnad")
        if measure.parent is not None and measure.parent not in parents:
            near = did_you_mean(measure.parent, parents)
            yield _told(table, path, f"det finns ingen insats med id {quoted(measure.parent)}.{near}")
        elif _reaches_itself(measure, parents):
            message = (
                f"insatsen {quoted(measure.id)} blir överordnad sig själv. Ta bort överordnad på en av insatserna."
            )
            yield _told(table, path, message)


def _reaches_itself(measure: Measure, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    above = measure.parent
    while above is not None and above not in seen:
        if above == measure.id:
            return True
        seen.add(above)
        above = parents.get(above)
    return False


def _projects(table: FactsTable[MeasureList]) -> Iterator[Problem]:
    claims = [
        (project, position) for position, measure in enumerate(table.value.measures) for project in measure.projects
    ]
    for later, first in _repeated([project for project, _ in claims]):
        project, position = claims[later]
        owner = table.value.measures[claims[first][1]]
        message = (
            f"projektkoden {quoted(project)} hör redan till insatsen {quoted(owner.id)}. "
            "En kod kan bara höra till en insats; annars räknas kostnaden två gånger."
        )
        yield _told(table, ("insats", position, "projekt"), message)


def _budget_order(table: FactsTable[BudgetYear]) -> Iterator[Problem]:
    budget = table.value
    latest = None
    for position, version in enumerate(budget.versions):
        if version.decided is not None:
            if latest is not None and version.decided < latest:
                message = (
                    f"versionen beslutades {version.decided}, före versionen ovanför ({latest}). "
                    "Skriv versionerna i den ordning de beslutades, äldst först."
                )
                yield _told(table, ("version", position, "beslutad"), message)
            latest = version.decided
        for further, plan in enumerate(version.plan):
            due = budget.year + further + 1
            if plan.year != due:
                message = f"planåret är {plan.year} men ska vara {due}: planåren följer efter budgetåret, ett i taget."
                yield _told(table, ("version", position, "plan", further, "ar"), message)


def _budget_lines(table: FactsTable[BudgetYear], parts: Parts) -> Iterator[Problem]:
    for position, version in enumerate(table.value.versions):
        yield from _lines_of(table, parts, version, ("version", position))
        yield from _whole_ore(table, ("version", position), _amounts(version), table.value.unit)
        for further, plan in enumerate(version.plan):
            yield from _lines_of(table, parts, plan, ("version", position, "plan", further))


def _lines_of(
    table: FactsTable[BudgetYear], parts: Parts, lines: BudgetVersion | PlanYear, path: KeyPath
) -> Iterator[Problem]:
    if parts.association is not None:
        known = [source.id for source in parts.association.value.income_sources]
        yield from _known_keys(table, (*path, "intakter"), lines.income, known, "intäktskälla i forbund.toml")
    if parts.measures is not None:
        ids = [measure.id for measure in parts.measures.value.measures]
        what = "insats i insatser.toml eller block"
        yield from _known_keys(table, (*path, "kostnader"), lines.costs, [*ids, *BLOCKS], what)
        both = [key for key in lines.costs if key in ids]
        if Block.MEASURES.value in lines.costs and both:
            message = f"raden ”insatser” och raden {quoted(both[0])} räknar samma kostnad. Behåll den ena sorten."
            yield _told(table, (*path, "kostnader", Block.MEASURES.value), message)
    for name, amounts in (("intakter", lines.income), ("kostnader", lines.costs)):
        yield from _whole_ore(table, (*path, name), amounts, table.value.unit)
        yield from _no_minus(table, (*path, name), amounts)


def _known_keys(
    table: FactsTable[BudgetYear], path: KeyPath, keys: Iterable[str], known: Sequence[str], what: str
) -> Iterator[Problem]:
    for key in keys:
        if key not in known:
            message = f"{quoted(key)} är ingen {what}.{did_you_mean(key, known)} Det som finns: {', '.join(known)}."
            yield _told(table, (*path, key), message)


def _no_minus(table: FactsTable[BudgetYear], path: KeyPath, amounts: Mapping[str, Decimal]) -> Iterator[Problem]:
    """Income and costs are both written without minus; only the financial net may be an income among the costs."""
    for key, amount in amounts.items():
        if amount < 0 and key != Block.FINANCIAL.value:
            message = (
                f"beloppet är {amount}. Intäkter och kostnader skrivs båda utan minustecken; bara finansnetto får vara "
                "negativt (när intäkterna är större än kostnaderna)."
            )
            yield _told(table, (*path, key), message)


def _amounts(model: FactsModel) -> dict[str, Decimal]:
    """The amounts that stand directly in a table, by key."""
    values = {field.alias or name: getattr(model, name) for name, field in type(model).model_fields.items()}
    return {key: value for key, value in values.items() if isinstance(value, Decimal)}


def _whole_ore(
    table: FactsTable[Association] | FactsTable[BudgetYear], path: KeyPath, amounts: Mapping[str, Decimal], unit: str
) -> Iterator[Problem]:
    for key, amount in amounts.items():
        try:
            ore_from_decimal(amount, MoneyUnit(unit))
        except ValueError:
            message = f"{amount:f} {unit} går inte jämnt upp i öre. Skriv beloppet med färre decimaler."
            yield _told(table, (*path, key), message)
