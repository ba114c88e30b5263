"""IN: measures. Money inside the measure's period, and a result for every target."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.ledger.model import COST_CENTRE, PROJECT, Posting
from samverk.core.money import format_exact, ore_from_decimal
from samverk.core.periods import is_within, long_date

if TYPE_CHECKING:
    from samverk.core.facts import Facts
    from samverk.core.measures import Measure

_SINCE = date(2004, 1, 1)
_OWN = (OWN_RULE, "")
_COST_CLASSES = ("4", "5", "6", "7")  # the same in BAS and Kommun-Bas


def _period(facts: Facts, measure: Measure) -> tuple[date, date | None]:
    """The measure's first and last day; what it does not say itself it has from its parent."""
    parent = next((other for other in facts.measures if other.id == measure.parent), None)
    start = measure.start or (parent.start if parent else None)
    return start or date.min, measure.end or (parent.end if parent else None)


@rule(
    "IN-01",
    title="Budget utanför insatsens tid",
    severity=Severity.WARNING,
    source=_OWN,
    valid_from=_SINCE,
    needs_facts=True,
)
def budget_lies_inside_the_period(context: Context) -> Iterator[Outcome]:
    """Budgeten ger pengar till en insats under ett år då insatsen inte pågår.

    Rätta insatsens tid i insatser.toml eller ta bort beloppet ur budgeten.
    """
    facts = context.facts
    measures = {measure.id: measure for measure in facts.measures}
    for budget in facts.budgets.values():
        for version in budget.versions:
            lines = [(budget.year, version.costs), *((plan.year, plan.costs) for plan in version.plan)]
            for year, costs in lines:
                for key, amount in costs.items():
                    if key not in measures or not amount:
                        continue
                    start, end = _period(facts, measures[key])
                    if start <= date(year, 12, 31) and (end is None or end >= date(year, 1, 1)):
                        yield Held()
                    else:
                        found = f"{format_exact(ore_from_decimal(amount, budget.unit))} kr {year}"
                        yield Fault(f"{version.name}, {measures[key].name}", _words(start, end), found)


def _words(start: date, end: date | None) -> str:
    first = f"från {long_date(start)}" if start != date.min else ""
    last = f"till {long_date(end)}" if end else ""
    return f"bara under insatsens tid, {' '.join(part for part in (first, last) if part)}"


@rule(
    "IN-02",
    title="Kostnader utanför insatsens tid",
    severity=Severity.WARNING,
    source=_OWN,
    valid_from=_SINCE,
    needs_facts=True,
)
def costs_lie_inside_the_period(context: Context) -> Iterator[Outcome]:
    """Insatsen har kostnader bokförda före sin början eller efter sitt slut.

    Se efter om insatsen förlängdes, eller om verifikatet hör till en annan insats. En sista faktura kan vara riktig.
    """
    facts = context.facts
    ledger = facts.ledgers.get(context.document.year)
    if ledger is None:
        return
    for measure in facts.measures:
        start, end = _period(facts, measure)
        if (start == date.min and end is None) or not (measure.projects or measure.cost_centres):
            continue
        late = [
            (voucher.name, posting.day or voucher.day, posting.amount_ore)
            for voucher in ledger.vouchers
            for posting in voucher.postings
            if _belongs(posting, measure) and not is_within(posting.day or voucher.day, start, end)
        ]
        if late:
            total = sum(amount for *_, amount in late)
            first = min(late, key=lambda entry: entry[1])
            found = f"{format_exact(total)} kr i {len(late)} rader, den första {first[0]} {long_date(first[1])}"
            yield Fault(measure.name, _words(start, end), found)
        else:
            yield Held()


def _belongs(posting: Posting, measure: Measure) -> bool:
    if not posting.account.startswith(_COST_CLASSES):
        return False
    is_project = posting.object_of(PROJECT) in measure.projects
    return is_project or posting.object_of(COST_CENTRE) in measure.cost_centres


@rule(
    "IN-03",
    title="Mål utan resultat",
    severity=Severity.WARNING,
    source=("LKBR", "11 kap."),
    valid_from=date(2019, 1, 1),
    needs_facts=True,
)
def every_target_has_a_result(context: Context) -> Iterator[Outcome]:
    """Insatsen har mål utan redovisat resultat.

    Skriv vad som kom ut av målet, eller varför det inte går att säga än.
    """
    for measure in context.facts.measures:
        missing = [target.text for target in measure.targets if not target.result.strip()]
        if missing:
            yield Fault(measure.name, "ett resultat till varje mål", f"saknas för: {'; '.join(missing)}")
        elif measure.targets:
            yield Held()
