"""What the board should know before it decides a budget: findings, never a lock.

The rules are those that guard the annual report (core.checks): in time and after consultation (BU-03), a motive for a
deficit (BU-04), three years (BU-05), opening funds (BU-06), the parties' shares (MF-01, MF-02), ceilings on saved funds
(MF-03). A rule that reads the report's tables (BU-06, MF-03) is asked here of the plan instead, under the same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.core.association_kinds import IncomeKind
from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.finding import Finding, Severity
from samverk.core.checks.rule import CheckInput, Rule
from samverk.core.checks.run import run
from samverk.core.document.figures import Figure
from samverk.core.document.present import exact_percent
from samverk.core.document.tree import Document
from samverk.core.facts import Facts
from samverk.core.law import citation
from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.core.organisation import Association
from samverk.core.periods import year_end
from samverk.core.planning.budget import BudgetVersion, BudgetYear
from samverk.core.planning.ceilings import ceiling_rooms, ceiling_words
from samverk.core.planning.plan import Plan

_DOCUMENT_RULES = ("MF-01", "MF-02")
_BUDGET_RULES = ("BU-04", "BU-05")
_TIME_RULE, _DEFICIT, _OPENING, _CEILING = "BU-03", "BU-04", "BU-06", "MF-03"


@dataclass(frozen=True, slots=True)
class BudgetFinding:
    """A finding and the source of its rule as people cite it ("KL 11:5"). No finding stops a decision."""

    finding: Finding
    source: str

    @property
    def needs_motive(self) -> bool:
        """True when a written motive is asked for before the decision (KL 11:5)."""
        return self.finding.code == _DEFICIT and self.finding.severity is Severity.WARNING


@dataclass(frozen=True, slots=True)
class BudgetToDecide:
    """A version before its decision. `decided_before` are the versions of the same year that exist already.

    `closing_ore` is the equity of the books at the end of the year before, None when they are not closed;
    `is_preliminary_closing` says that it is a forecast. `day` is the day of the decision, or today while none is set.
    """

    budget: BudgetYear
    version: BudgetVersion
    plan: Plan
    association: Association
    day: date
    decided_before: Sequence[BudgetVersion] = ()
    closing_ore: int | None = None
    is_preliminary_closing: bool = False


def findings_before_decision(proposed: BudgetToDecide) -> tuple[BudgetFinding, ...]:
    """Everything worth knowing before the decision, the gravest first."""
    rules = {rule.code: rule for rule in all_rules()}
    found = [
        *_timing(proposed, rules),
        *_motive_and_years(proposed, rules),
        *_balance(proposed, rules[_DEFICIT]),
        *_opening(proposed, rules[_OPENING]),
        *_shares(proposed, rules),
        *_ceilings(proposed, rules[_CEILING]),
    ]
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    found.sort(key=lambda finding: order.index(finding.severity))
    return tuple(BudgetFinding(finding, citation(*rules[finding.code].source)) for finding in found)


def _facts(proposed: BudgetToDecide, *versions: BudgetVersion) -> Facts:
    year = proposed.budget.year
    budget = proposed.budget.model_copy(update={"versions": versions})
    return Facts(year=year, association=proposed.association, budgets={year: budget})


def _document(proposed: BudgetToDecide, year: int, figures: dict[str, Figure] | None = None) -> Document:
    name = proposed.association.name
    return Document("budget", proposed.version.name, name, proposed.association.org_number, year, (), figures or {})


def _run(proposed: BudgetToDecide, document: Document, facts: Facts, rules: Sequence[Rule]) -> Sequence[Finding]:
    return run(CheckInput(document, facts), proposed.day, rules).findings


def _timing(proposed: BudgetToDecide, rules: dict[str, Rule]) -> Sequence[Finding]:
    """Decided by 30 November after consultation: the version as if it were decided on `day`."""
    version = proposed.version.model_copy(update={"decided": proposed.version.decided or proposed.day})
    facts = _facts(proposed, *proposed.decided_before, version)
    return _run(proposed, _document(proposed, proposed.budget.year), facts, [rules[_TIME_RULE]])


def _motive_and_years(proposed: BudgetToDecide, rules: dict[str, Rule]) -> Sequence[Finding]:
    facts = _facts(proposed, proposed.version)
    return _run(proposed, _document(proposed, proposed.budget.year), facts, [rules[code] for code in _BUDGET_RULES])


def _balance(proposed: BudgetToDecide, rule: Rule) -> Iterator[Finding]:
    """What the law says of income and costs when the rule about the motive is met, and of the years after."""
    for totals in proposed.plan.totals:
        is_first = totals.year == proposed.plan.years[0]
        if totals.result_ore > 0 or (is_first and totals.result_ore < 0 and not proposed.version.motive.strip()):
            continue
        found = f"underskott {_tkr(-totals.result_ore)}" if totals.result_ore else "intäkter lika stora som kostnader"
        motive = " Motivet finns i budgeten." if is_first and proposed.version.motive.strip() else ""
        yield Finding(
            rule.code,
            Severity.NOTE,
            f"Intäkterna överstiger inte kostnaderna {totals.year}.{motive}",
            f"{proposed.version.name}, {totals.year}",
            "intäkter som är större än kostnaderna",
            found,
            advice="Styrelsen kan besluta så. Skriv hur underskottet täcks." if totals.result_ore else "",
        )


def _opening(proposed: BudgetToDecide, rule: Rule) -> Iterator[Finding]:
    closing, opening = proposed.closing_ore, proposed.plan.opening_ore
    if closing is None or 2 * abs(closing - opening) <= proposed.budget.unit.ore:
        return
    kind = "prognosen för" if proposed.is_preliminary_closing else "bokföringens"
    yield Finding(
        rule.code,
        Severity.NOTE if proposed.is_preliminary_closing else rule.severity,
        rule.message,
        f"{proposed.version.name}, ingående medel",
        f"{_amount(closing, proposed.budget.unit)}, {kind} eget kapital vid slutet av {proposed.budget.year - 1}",
        _amount(opening, proposed.budget.unit),
        advice=rule.advice,
    )


def _shares(proposed: BudgetToDecide, rules: dict[str, Rule]) -> Iterator[Finding]:
    """Shares and contributions of every planned year; the same finding in later years is told once."""
    told: set[tuple[str, str, str]] = set()
    facts = _facts(proposed, proposed.version)
    for place, year in enumerate(proposed.plan.years):
        figures = {
            f"intakt.{line.id}.{year}": Figure(f"intakt.{line.id}.{year}", line.label, amount, year=year)
            for line in proposed.plan.lines
            if line.kind is IncomeKind.MEMBER and (amount := line.amounts[place]) is not None
        }
        wanted = [rules[code] for code in _DOCUMENT_RULES]
        for finding in _run(proposed, _document(proposed, year, figures), facts, wanted):
            key = (finding.code, finding.expected, finding.found)
            if key not in told:
                told.add(key)
                yield finding


def _ceilings(proposed: BudgetToDecide, rule: Rule) -> Iterator[Finding]:
    charter = proposed.association.charter_on(year_end(proposed.budget.year))
    for room in ceiling_rooms(proposed.plan, charter.saved_funds_ceilings if charter else ()):
        if room.room_ore < 0 and room.share_of_base is not None:
            words = ceiling_words(room.ceiling)
            found = f"{exact_percent(room.share_of_base)} av {words.partition(' av ')[2]}, {_tkr(room.closing_ore)}"
            yield Finding(
                rule.code,
                rule.severity,
                f"{rule.message} {room.words}",
                f"{proposed.version.name}, medel vid slutet av {room.year}",
                f"högst {words}, {_tkr(room.allowed_ore)}",
                found,
                advice=f"Skriv varför medlen sparas och hur de ska användas. Taket är en rekommendation. "
                f"Underlag: {room.ceiling.source or 'ingen källa angiven'}.",
            )


def _tkr(ore: int) -> str:
    return _amount(ore, MoneyUnit.TKR)


def _amount(ore: int, unit: MoneyUnit) -> str:
    return f"{format_amount(ore, unit)}{NBSP}{unit.value}"
