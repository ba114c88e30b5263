"""What the year wheel is worked out from: the day, the association, the state of its work, and its settings.

What is not known is None, never a guess: a thing nobody has told about is neither done nor late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from samverk.core.organisation import Association, Member
from samverk.core.year_wheel.kinds import Known as Known

Recorded: TypeAlias = date | Known | None
"""The day a thing was done; or only that it is done, or not yet; or None: not known. A later day is a plan."""

NATIONAL_START = 2004
"""The first year of the law (FinsamL came into force 2004-01-01)."""


@dataclass(frozen=True, slots=True)
class YearState:
    """How far the work of one accounting year has come; the budget is that year's budget.

    `books_through` is the last month (1–12) whose books are read in, 0 when none are, None when not known.
    `discharges` is keyed by member name. `budget_meeting` is the day the board meets to adopt the budget.
    """

    books_through: int | None = None
    state_allocation: Recorded = None
    consultation: Recorded = None
    budget_meeting: date | None = None
    budget_announced: Recorded = None
    proposal_published: Recorded = None
    budget_decided: Recorded = None
    budget_revised: Recorded = None
    interim_report: Recorded = None
    report_decided: Recorded = None
    report_signed: Recorded = None
    audit_report: Recorded = None
    discharges: Mapping[str, Recorded] = field(default_factory=dict)
    vat_statement: Recorded = None
    vat_claimed: Recorded = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a board meeting, held or to come. `announced` is keyed by the member whose notice board it is."""

    id: str
    meeting: date
    approved: Recorded = None
    announced: Mapping[str, Recorded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EsfMeasure:
    """A measure financed by ESF whose participants are reported monthly by whoever runs it.

    `reported` is keyed by (year, month) and holds days only: nothing about participants reaches the association.
    """

    id: str
    name: str
    start: date | None = None
    end: date | None = None
    reported: Mapping[tuple[int, int], Recorded] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExpectedReturn:
    """A return that a measure owner owes by its decision or agreement. `source` says where that is written."""

    measure_id: str
    measure_name: str
    period: str
    due: date | None
    received: Recorded = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class WheelSettings:
    """What no source confirms, or where the association may choose. Raises ValueError in Swedish on a month or day
    that does not exist.

    `audit_report_month`: practice (April). `revised_budget_month`: practice of some, off. `state_allocation_day` is
    (month, day) in the year before, `books_ready_day` in the year after. `budget_notice_days`: days between the
    announcement and the budget meeting, by the charter. `interim_month` is the last month of the interim report (6–8).
    `claims_vat`: whether the association claims VAT compensation. `retention_years_from_year_end`: how many years after
    the year's end its books are kept, at least seven. `lead_days` is keyed by code. `sources` says for a setting, by
    its name, where it was decided; a setting that is missing there has no known source.
    """

    audit_report_month: int | None = 4
    revised_budget_month: int | None = None
    state_allocation_day: tuple[int, int] | None = None
    books_ready_day: tuple[int, int] | None = None
    budget_notice_days: int | None = None
    interim_month: int | None = None
    interim_months_to_hand_over: int = 2
    claims_vat: bool | None = None
    retention_years_from_year_end: int | None = None
    lead_days: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for month in (self.audit_report_month, self.revised_budget_month):
            _require(month, 1, 12, "En månad är ett tal från 1 till 12.")
        for pair in (self.state_allocation_day, self.books_ready_day):
            if pair is not None:
                _require(pair[0], 1, 12, "En månad är ett tal från 1 till 12.")
                _require(pair[1], 1, 31, "En dag är ett tal från 1 till 31.")
        _require(self.interim_month, 6, 8, "En delårsrapport slutar i juni, juli eller augusti: 6, 7 eller 8.")
        _require(self.interim_months_to_hand_over, 0, 12, "Tiden till delårsrapporten är 0 till 12 månader.")
        _require(self.budget_notice_days, 0, 365, "Tiden mellan kungörelse och sammanträde är 0 till 365 dagar.")
        _require(self.retention_years_from_year_end, 7, 100, "Räkenskaperna bevaras i minst sju år.")


def _require(value: int | None, least: int, most: int, message: str) -> None:
    if value is not None and not least <= value <= most:
        raise ValueError(f"{message} Här står {value}.")


@dataclass(frozen=True, slots=True)
class WheelState:
    """Everything the wheel is worked out from, as it is known on `day`.

    `years` is keyed by accounting year; a year that is missing is a year nothing is known about. `notices` is the day
    a member gave notice to leave, by member name. `begun` holds the ids of deadlines whose work has a draft or a first
    step ("AH-BUDGET:budget:2026").
    """

    day: date
    association: Association
    years: Mapping[int, YearState] = field(default_factory=dict)
    minutes: tuple[Minutes, ...] = ()
    esf_measures: tuple[EsfMeasure, ...] = ()
    returns: tuple[ExpectedReturn, ...] = ()
    notices: Mapping[str, date] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    settings: WheelSettings = field(default_factory=WheelSettings)

    def of_year(self, year: int) -> YearState:
        """What is known of an accounting year."""
        return self.years.get(year, YearState())

    @property
    def first_year(self) -> int:
        """The first accounting year: that of the formation, when it is known."""
        formed = self.association.formed
        return max(formed.year, NATIONAL_START) if formed else NATIONAL_START

    def members_during(self, start: date, end: date) -> tuple[Member, ...]:
        """The members that belonged to the association some day from `start` to `end`."""
        return tuple(
            member
            for member in self.association.members
            if (member.joined is None or member.joined <= end) and (member.left is None or member.left >= start)
        )
