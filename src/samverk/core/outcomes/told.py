"""What a return tells (vad en återrapport säger): counts, shares, flows and costs from its cells.

A figure that needs a hidden cell is hidden itself: it is never worked out from the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from samverk.core.outcomes.code_lists import INCREASED, SAME_OR_LESS, STARTED, TO_STUDIES, TO_WORK
from samverk.core.outcomes.codes import MISSING
from samverk.core.outcomes.costs import CostRange, cost_per_exit, cost_per_participation
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.returned import Return, ReturnTable
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS
from samverk.core.outcomes.table_kinds import ALL, TABLE_KINDS, WORK_OR_STUDIES

MONTHS_AFTER = (0, *FOLLOW_UP_MONTHS)
"""When a return tells of those who have exited: at exit, and so many months after."""


class Destination(StrEnum):
    """Where exits lead, as targets count them."""

    WORK = "work"
    STUDIES = "studies"
    WORK_OR_STUDIES = "work_or_studies"


def of_year(returns: Sequence[Return], measure: str, year: int) -> Return | None:
    """The return of the longest period within a calendar year; the later of two as long. None when there is none."""
    found = [
        each for each in returns if each.measure == measure and each.span.first.year == each.span.last.year == year
    ]
    return max(found, key=lambda each: (each.span.last - each.span.first, each.span.last), default=None)


def table_of(given: Return, kind: str) -> ReturnTable | None:
    """The table of a kind; None when the return has none."""
    return next((each for each in given.tables if each.table == kind), None)


def count_at(given: Return, kind: str, *at: str) -> int | None:
    """The count of a cell; None when it is hidden or the return does not have the table or the cell."""
    table = table_of(given, kind)
    if table is None:
        return None
    return next((each.value for each in table.cells if each.at == at), None)


def sum_of(counts: Iterable[int | None]) -> int | None:
    """The sum, None when there is nothing to add or any of it is hidden."""
    found = list(counts)
    return sum(each or 0 for each in found) if found and None not in found else None


def share_at(
    given: Return, kind: str, codes: Sequence[str], within: tuple[str, ...] = (), *, last: str = ALL
) -> CountShare | None:
    """The share that `codes` of a table's dimension are of all that is known; None when a count it needs is hidden.

    `within` are the codes of the dimensions before, `last` that of the dimension after, when there is one.
    """
    width = len(TABLE_KINDS[kind].dimensions)
    after = (last,) * (width - len(within) - 1)

    def counted(code: str) -> int | None:
        return count_at(given, kind, *within, code, *after)

    count, everyone, missing = sum_of(counted(code) for code in codes), counted(ALL), counted(MISSING)
    if count is None or everyone is None or missing is None:
        return None
    return CountShare(count, everyone - missing, missing)


def exit_share(given: Return, destination: Destination, sub_project: str = "") -> CountShare | None:
    """The share of exits to work, studies or either, of those whose reason is known; of one sub-project when named.

    None when a count it needs is hidden or not told. Of a sub-project only work and studies together are told.
    """
    if sub_project:
        if destination is not Destination.WORK_OR_STUDIES:
            return None
        return share_at(given, "exits_by_sub_project", [WORK_OR_STUDIES], (sub_project,))
    if destination is Destination.WORK_OR_STUDIES:
        return share_at(given, "exits_by_destination", [WORK_OR_STUDIES])
    return share_at(given, "exits_by_reason", [TO_WORK if destination is Destination.WORK else TO_STUDIES])


@dataclass(frozen=True, slots=True)
class ToldExit:
    """An exit reason and its share of the exits whose reason is known; None when it is hidden."""

    reason: str
    name: str
    share: CountShare | None


def exits_told(given: Return) -> tuple[ToldExit, ...]:
    """Every exit reason but the missing one; () when the return does not tell of them."""
    if table_of(given, "exits_by_reason") is None:
        return ()
    names = TABLE_KINDS["exits_by_reason"].dimensions[0].names
    return tuple(
        ToldExit(code, name, share_at(given, "exits_by_reason", [code]))
        for code, name in names.items()
        if code != MISSING
    )


@dataclass(frozen=True, slots=True)
class ToldLater:
    """So many months after exit: the share in work or studies, and of those who began or increased it."""

    months: int
    occupied: CountShare | None
    started_or_increased: CountShare | None


def later_told(given: Return) -> tuple[ToldLater, ...]:
    """What is known of those who exited, at exit and later; a moment that the return does not have is left out."""
    return tuple(
        ToldLater(
            months,
            share_at(given, f"work_{months}", [STARTED, INCREASED, SAME_OR_LESS]),
            share_at(given, f"work_{months}", [STARTED, INCREASED]),
        )
        for months in MONTHS_AFTER
        if table_of(given, f"work_{months}") is not None
    )


@dataclass(frozen=True, slots=True)
class ToldYear:
    """The figures of a measure's year. `cost_ore` is positive, None without books.

    A figure that is None is hidden, unless its name is in `lacks`: then the return has no table of it.
    """

    participants: int | None = None
    women: int | None = None
    men: int | None = None
    exits: int | None = None
    result: CountShare | None = None
    queued: int | None = None
    anonymous: int | None = None
    cost_ore: int | None = None
    per_participation: CostRange | None = None
    per_exit: CostRange | None = None
    lacks: frozenset[str] = frozenset()


_TABLES_OF = {
    "participants": "enrolled_by_gender",
    "women": "enrolled_by_gender",
    "men": "enrolled_by_gender",
    "exits": "exits_by_destination",
    "result": "exits_by_destination",
    "queued": "queue_by_gender",
    "anonymous": "anonymous_by_gender",
}


def year_told(given: Return, cost_ore: int | None = None) -> ToldYear:
    """The main figures of a return, with what the measure cost in the year.

    How many persons the participations are is not in a return, so the range of the cost reaches only downwards.
    """
    participants = count_at(given, "enrolled_by_gender", ALL)
    anonymous = count_at(given, "anonymous_by_gender", ALL)
    result = exit_share(given, Destination.WORK_OR_STUDIES)
    per_participation = per_exit = None
    if cost_ore is not None and cost_ore >= 0:
        if participants:
            per_participation = cost_per_participation(
                cost_ore, participants, persons=participants, anonymous=anonymous or 0
            )
        if result is not None:
            per_exit = cost_per_exit(cost_ore, result)
    return ToldYear(
        participants,
        count_at(given, "enrolled_by_gender", "woman"),
        count_at(given, "enrolled_by_gender", "man"),
        count_at(given, "exits_by_destination", ALL, ALL),
        result,
        count_at(given, "queue_by_gender", ALL),
        anonymous,
        cost_ore,
        per_participation,
        per_exit,
        frozenset(name for name, kind in _TABLES_OF.items() if table_of(given, kind) is None),
    )


@dataclass(frozen=True, slots=True)
class ToldPart:
    """What an umbrella project's return tells of a sub-project, by its id."""

    measure: str
    participants: int | None
    women: int | None
    men: int | None
    exits: int | None
    result: CountShare | None


def parts_told(given: Return) -> tuple[ToldPart, ...]:
    """The sub-projects of a return, in its order; () when it has none."""
    table = table_of(given, "enrolled_by_sub_project") or table_of(given, "exits_by_sub_project")
    return tuple(_part(given, each) for each in (table.sub_projects if table else ()))


def _part(given: Return, measure: str) -> ToldPart:
    return ToldPart(
        measure,
        participants=count_at(given, "enrolled_by_sub_project", measure, ALL),
        women=count_at(given, "enrolled_by_sub_project", measure, "woman"),
        men=count_at(given, "enrolled_by_sub_project", measure, "man"),
        exits=count_at(given, "exits_by_sub_project", measure, ALL),
        result=exit_share(given, Destination.WORK_OR_STUDIES, measure),
    )


@dataclass(frozen=True, slots=True)
class NationalCount:
    """What Uppföljning Finsam asks of a measure: women and men, anonymous ones too. None is hidden.

    `is_without_anonymous` when the return does not tell of anonymous participants.
    """

    measure: str
    women: int | None
    men: int | None
    is_without_anonymous: bool = field(default=False)


def national_counts(given: Return) -> tuple[NationalCount, ...]:
    """The counts of a return's measure and of its sub-projects, for Uppföljning Finsam."""
    lacks = table_of(given, "anonymous_by_gender") is None

    def with_anonymous(gender: str) -> int | None:
        known = count_at(given, "enrolled_by_gender", gender)
        return known if lacks else sum_of((known, count_at(given, "anonymous_by_gender", gender)))

    own = NationalCount(given.measure, with_anonymous("woman"), with_anonymous("man"), lacks)
    parts = (NationalCount(each.measure, each.women, each.men, True) for each in parts_told(given))
    return (own, *parts)


def total_told(years: Sequence[ToldYear]) -> ToldYear:
    """Several measures together. A participant in two is two; what one of them hides is hidden in the sum."""
    results = [each.result for each in years]
    shares = [each for each in results if each is not None]
    together = CountShare(
        sum(each.count for each in shares), sum(each.base for each in shares), sum(each.missing for each in shares)
    )
    return ToldYear(
        participants=sum_of(each.participants for each in years),
        women=sum_of(each.women for each in years),
        men=sum_of(each.men for each in years),
        exits=sum_of(each.exits for each in years),
        result=together if shares and None not in results else None,
        queued=sum_of(each.queued for each in years),
        anonymous=sum_of(each.anonymous for each in years),
        lacks=frozenset[str]().union(*(each.lacks for each in years)),
    )
