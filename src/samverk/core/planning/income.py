"""The members' contributions in a plan: from a total, or from what the state has said that it will pay.

The state pays half, so the total follows from the state's amount (FinsamL 5 §). The amount is told in notices that may
be revised; each has a day and a source, and the latest one known on a day counts. When the notices come is not found
in any open source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samverk.core.association_kinds import IncomeKind
from samverk.core.money import MoneyUnit, format_amount
from samverk.core.organisation import Association
from samverk.core.periods import long_date, year_end
from samverk.core.planning.deviation import is_favourable
from samverk.core.planning.plan import Plan, with_amounts
from samverk.core.shares import Contribution, contributions, total_from_state


@dataclass(frozen=True, slots=True)
class AllocationNotice:
    """What the state has said that it pays for one year, öre. `source` says who said it and where, for a reader."""

    year: int
    amount_ore: int
    day: date
    source: str
    is_preliminary: bool = False

    @property
    def words(self) -> str:
        """For a reader: "statens besked den 12 november 2024 (preliminärt): 3 690 tkr"."""
        kind = " (preliminärt)" if self.is_preliminary else ""
        return f"statens besked den {long_date(self.day)}{kind}: {format_amount(self.amount_ore, MoneyUnit.TKR)} tkr"


def notice_on(notices: Sequence[AllocationNotice], year: int, day: date) -> AllocationNotice | None:
    """The latest notice for `year` that had come on `day`; the last given of two from the same day. None without."""
    known = [(notice.day, place) for place, notice in enumerate(notices) if notice.year == year and notice.day <= day]
    return notices[max(known)[1]] if known else None


@dataclass(frozen=True, slots=True)
class NoticeChange:
    """A notice and how much it changed the one before it for the same year, öre; the first changes nothing."""

    notice: AllocationNotice
    change_ore: int

    @property
    def is_favourable(self) -> bool | None:
        """True when the state pays more than it last said."""
        return is_favourable(self.change_ore)


def notice_history(notices: Sequence[AllocationNotice], year: int) -> tuple[NoticeChange, ...]:
    """Every notice of a year in the order they came, each with its change."""
    ordered = sorted((notice for notice in notices if notice.year == year), key=lambda notice: notice.day)
    before = [ordered[0], *ordered] if ordered else []
    return tuple(
        NoticeChange(notice, notice.amount_ore - last.amount_ore) for notice, last in zip(ordered, before, strict=False)
    )


@dataclass(frozen=True, slots=True)
class PlannedContributions:
    """One year's contributions, öre: per member, per income source (id → öre), and what no source takes."""

    year: int
    total_ore: int
    parts: tuple[Contribution, ...]
    by_source: Mapping[str, int]
    without_source: tuple[Contribution, ...] = ()
    notice: AllocationNotice | None = None


def planned_contributions(
    association: Association, year: int, total_ore: int, notice: AllocationNotice | None = None
) -> PlannedContributions:
    """Split a year's total by the shares that hold on its last day, the day that the rules of the annual report use.

    Members of an income source are those that it names; one that two sources name goes to the first. Raises ValueError
    when the shares do not sum to 1.
    """
    parts = contributions(association, total_ore, year_end(year))
    sources = [source for source in association.income_sources if source.kind is IncomeKind.MEMBER]
    by_source = {source.id: 0 for source in sources}
    loose = []
    for part in parts:
        taker = next((source.id for source in sources if part.member in source.members), None)
        if taker is None:
            loose.append(part)
        else:
            by_source[taker] += part.amount_ore
    return PlannedContributions(year, total_ore, parts, by_source, tuple(loose), notice)


def contributions_by_notice(
    association: Association, notices: Sequence[AllocationNotice], year: int, day: date
) -> PlannedContributions | None:
    """A year's contributions as the state's latest notice on `day` gives them; None when there is no notice."""
    notice = notice_on(notices, year, day)
    if notice is None:
        return None
    return planned_contributions(association, year, total_from_state(notice.amount_ore), notice)


def with_contributions(plan: Plan, planned: Sequence[PlannedContributions]) -> Plan:
    """The plan with these years' contributions on its lines. Raises KeyError for a source or year it does not have."""
    amounts = {(source, each.year): ore for each in planned for source, ore in each.by_source.items()}
    return with_amounts(plan, amounts)
