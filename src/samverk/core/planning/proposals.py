"""A proposed amount for every line of a new budget, with the reason in Swedish; shown grey until someone takes it.

In order: a decided amount, contributions by the state's notice, a grant that follows its costs, last year's outcome
raised to a whole year, last year's budget. A measure that runs part of the year gets that part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from samverk.core.association_kinds import IncomeKind
from samverk.core.document.present import percent
from samverk.core.money import round_half_away
from samverk.core.planning.external_grants import ExternalGrant, LineShares, with_grant_income
from samverk.core.planning.income import PlannedContributions
from samverk.core.planning.monthly_outcome import MonthlyOutcome
from samverk.core.planning.months import MONTHS_IN_YEAR, month_words, until_words
from samverk.core.planning.plan import Plan, PlanLine, with_amounts
from samverk.core.planning.running import Running

TKR_ORE = 100_000
"""Proposals are whole tusental kronor unless another step is asked for."""


@dataclass(frozen=True, slots=True)
class DecidedAmount:
    """What a decision gives a line in a year, öre, and which decision."""

    amount_ore: int
    source: str


@dataclass(frozen=True, slots=True)
class ProposalBasis:
    """What proposals are made from. `outcome` is the year before the budget, complete through `month` (1–12).

    `last_budget` is that year's budget, öre by line. `decided` is by (line, year), `running` by line.
    """

    last_year: int
    last_budget: Mapping[str, int] = field(default_factory=dict)
    outcome: MonthlyOutcome | None = None
    month: int = MONTHS_IN_YEAR
    contributions: Sequence[PlannedContributions] = ()
    grants: Sequence[ExternalGrant] = ()
    decided: Mapping[tuple[str, int], DecidedAmount] = field(default_factory=dict)
    running: Mapping[str, Running] = field(default_factory=dict)
    shares: LineShares = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed amount, öre; None when there is nothing to go by. `reason` is Swedish."""

    line_id: str
    year: int
    amount_ore: int | None
    reason: str


def proposals(plan: Plan, basis: ProposalBasis, step_ore: int = TKR_ORE) -> tuple[Proposal, ...]:
    """One proposal for every line and year of `plan`, in its order. What is taken is for a person to say.

    Amounts that are reckoned are rounded to `step_ore`; amounts that are decided are left as they are.
    """
    maker = _Maker(plan, basis, step_ore)
    made = {(line.id, year): maker.proposal(line, year) for line in plan.lines for year in plan.years}
    return tuple((made | maker.from_grants(made)).values())


def lines_left_out(plan: Plan, basis: ProposalBasis) -> tuple[str, ...]:
    """Lines that had a budget or an outcome last year and that `plan` does not have: add them, or let them go."""
    known = {line.id for line in plan.lines}
    booked = [line for line in basis.outcome.lines if basis.outcome.year_ore(line)] if basis.outcome else []
    return tuple(line for line in dict.fromkeys([*basis.last_budget, *booked]) if line not in known)


def take(plan: Plan, taken: Sequence[Proposal]) -> Plan:
    """The plan with these proposals taken; one without an amount changes nothing."""
    amounts = {(each.line_id, each.year): each.amount_ore for each in taken if each.amount_ore is not None}
    return with_amounts(plan, amounts)


class _Maker:
    """Reckons proposals line by line."""

    def __init__(self, plan: Plan, basis: ProposalBasis, step_ore: int) -> None:
        self.plan, self.basis, self.step_ore = plan, basis, step_ore
        self.contributions = {each.year: each for each in basis.contributions}

    def proposal(self, line: PlanLine, year: int) -> Proposal:
        decided = self.basis.decided.get((line.id, year))
        if decided is not None:
            return Proposal(line.id, year, decided.amount_ore, f"beslutat: {decided.source}")
        contributed = self._contributed(line, year)
        if contributed is not None:
            return contributed
        if self._is_shared_by_sub_projects(line):
            return Proposal(line.id, year, None, "föreslås på delprojekten")
        running = self.basis.running.get(line.id, Running())
        months = running.months(year)
        if not months:
            return Proposal(line.id, year, 0, running.words(year) or "insatsen pågår inte")
        whole, reason = self._whole_year(line)
        if whole is None:
            return Proposal(line.id, year, None, reason)
        amount = self._rounded(whole * Fraction(len(months), MONTHS_IN_YEAR))
        if whole.denominator == 1 and len(months) == MONTHS_IN_YEAR and reason.startswith("budget"):
            amount = int(whole)
        return Proposal(line.id, year, amount, "; ".join(part for part in (reason, running.words(year)) if part))

    def _contributed(self, line: PlanLine, year: int) -> Proposal | None:
        """What the members' shares give the line; a year that nothing is known of follows the one before it."""
        known = [each for each in self.contributions if each <= year and line.id in self.contributions[each].by_source]
        if not known:
            return None
        planned = self.contributions[max(known)]
        words = planned.notice.words if planned.notice else "andel av medlemmarnas samlade bidrag"
        if planned.year < year:
            words = f"som {planned.year}: inget besked för {year} än"
        return Proposal(line.id, year, planned.by_source[line.id], words)

    def from_grants(self, made: Mapping[tuple[str, int], Proposal]) -> dict[tuple[str, int], Proposal]:
        """What each grant's line gets from the costs that are proposed, where nothing is decided."""
        amounts = {key: each.amount_ore for key, each in made.items()}
        filled = with_grant_income(with_amounts(self.plan, amounts), self.basis.grants, self.basis.shares)
        found = {}
        for grant in self.basis.grants:
            share = f"{percent(grant.share)} av de föreslagna kostnaderna som bidraget täcker"
            for year in self.plan.years:
                is_over = year > grant.last // 100
                words = f"bidraget gäller till och med {month_words(grant.last)}" if is_over else share
                if (grant.id, year) not in self.basis.decided:
                    found[grant.id, year] = Proposal(grant.id, year, filled.amount(grant.id, year) or 0, words)
        return found

    def _whole_year(self, line: PlanLine) -> tuple[Fraction | None, str]:
        """What a whole year would come to, from what is known of the year before."""
        last, outcome = self.basis.last_year, self.basis.outcome
        running = self.basis.running.get(line.id, Running()).months(last)
        gone = [month for month in running if month <= self.basis.month]
        booked = outcome.until(line.id, self.basis.month) if outcome is not None else 0
        is_paid_by_the_year = line.kind is IncomeKind.MEMBER and self.basis.month < MONTHS_IN_YEAR
        if is_paid_by_the_year and line.id in self.basis.last_budget:
            return Fraction(self.basis.last_budget[line.id]), f"budget {last}"
        if booked and gone:
            raised = Fraction(booked * MONTHS_IN_YEAR, len(gone))
            if len(gone) == MONTHS_IN_YEAR:
                return raised, f"utfall {last}"
            told = f"utfall {last}" if self.basis.month == MONTHS_IN_YEAR else f"utfall {self._until()}"
            return raised, f"{told} uppräknat till helår"
        if line.id in self.basis.last_budget:
            part = Fraction(len(running) or MONTHS_IN_YEAR, MONTHS_IN_YEAR)
            return self.basis.last_budget[line.id] / part, f"budget {last}; inget utfall än"
        return None, f"inget att gå efter: varken utfall eller budget {last}"

    def _until(self) -> str:
        return until_words(self.basis.last_year, self.basis.month)

    def _is_shared_by_sub_projects(self, line: PlanLine) -> bool:
        """True for an umbrella project that booked nothing itself and whose sub-projects did."""
        outcome = self.basis.outcome
        if outcome is None or outcome.until(line.id, self.basis.month):
            return False
        return any(outcome.until(each.id, self.basis.month) for each in self.plan.lines if each.parent == line.id)

    def _rounded(self, amount: Fraction) -> int:
        return round_half_away(amount, self.step_ore) * self.step_ore
