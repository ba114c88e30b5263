"""Public support (offentlig försörjning): how long before the start, what directly before, and what it turned into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from samverk.core.outcomes.code_lists import NONE_SUPPORT, SUPPORT_SOURCES
from samverk.core.outcomes.codes import MISSING
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.record import ParticipationRecord, RecordError, Status
from samverk.core.outcomes.span import after_months, whole_months

DIRECTLY_BEFORE = timedelta(days=7)
"""What is within one week before the start is "directly before" (the coding rules of SUS)."""

IGNORED_BREAK_MONTHS = 1
"""Breaks up to this are not counted as breaks (the same rules)."""


@dataclass(frozen=True, slots=True)
class SupportSpell:
    """A time on one income source; `last` is None when it goes on."""

    source: str
    first: date
    last: date | None = None

    def __post_init__(self) -> None:
        if SUPPORT_SOURCES.shipped_code(self.source) in (NONE_SUPPORT, MISSING):
            raise RecordError("En period med offentlig försörjning ska ha en källa. Lämna ut tiden utan försörjning.")
        if self.last is not None and self.last < self.first:
            raise RecordError(f"Försörjningen slutar {self.last}, före sin början {self.first}. Rätta den ena dagen.")


def is_directly_before(day: date, start: date) -> bool:
    """True for a day before `start` but at most one week before it."""
    return start - DIRECTLY_BEFORE <= day < start


def support_directly_before(spells: Iterable[SupportSpell], start: date) -> tuple[str, ...]:
    """The income sources directly before `start`, the longest first; "none" alone when there was none."""
    found = [
        each for each in spells if each.first < start and (each.last is None or each.last >= start - DIRECTLY_BEFORE)
    ]
    ordered = sorted(found, key=lambda each: (each.first, each.source))
    return tuple(dict.fromkeys(each.source for each in ordered)) or (NONE_SUPPORT,)


def support_time(spells: Iterable[SupportSpell], start: date) -> int:
    """Whole months in public support up to `start`, without regard to breaks of up to one month; 0 when there was none.

    The time is the last unbroken one. When it ended more than one month before the start it is over, and counts as 0.
    Somewhat longer breaks are a matter of judgement (SUS): then the months are entered by hand.
    """
    begun: date | None = None
    through = date.min
    for spell in sorted(spells, key=lambda each: each.first):
        if spell.first >= start:
            break
        if begun is None or _is_break(through, spell.first):
            begun = spell.first
            through = date.min
        last = start - timedelta(days=1) if spell.last is None else min(spell.last, start - timedelta(days=1))
        through = max(through, last)
    if begun is None or _is_break(through, start):
        return 0
    return whole_months(begun, start)


def _is_break(last: date, first: date) -> bool:
    """True when there is more than one month without support from the day after `last` to the day before `first`."""
    return first > after_months(last + timedelta(days=1), IGNORED_BREAK_MONTHS)


def mean_months_in_support(records: Iterable[ParticipationRecord]) -> Fraction | None:
    """Mean time in public support before the start, months, exact; None when it is known of nobody."""
    known = [record.months_in_support for record in records if record.months_in_support is not None]
    return Fraction(sum(known), len(known)) if known else None


def main_support(status: Status | None) -> str:
    """The main income source of a status; what is missing when nobody has told."""
    return SUPPORT_SOURCES.shipped_code(status.main_support if status is not None else None)


def support_group(status: Status | None) -> str:
    """The group of the main income source of a status."""
    return SUPPORT_SOURCES.group_of(status.main_support if status is not None else None)


def share_with_main_support(records: Sequence[ParticipationRecord], source: str) -> CountShare:
    """The share of participations whose main income source at the start is `source`."""
    found = [main_support(record.at_start) for record in records]
    missing = found.count(MISSING)
    return CountShare(found.count(source), len(found) - missing, missing)


def share_with_support(records: Sequence[ParticipationRecord], source: str) -> CountShare:
    """The share that has `source` at the start, main or not. One can have many, so shares may pass 100 % together."""
    known = [record.at_start.support for record in records if record.at_start.support]
    held = sum(source in {SUPPORT_SOURCES.shipped_code(each) for each in sources} for sources in known)
    return CountShare(held, len(known), len(records) - len(known))


@dataclass(frozen=True, slots=True)
class Transitions:
    """(main source or group at the start, the same later) → participations. `missing` lack one of the two."""

    counts: dict[tuple[str, str], int]
    missing: int

    @property
    def base(self) -> int:
        """Participations with both known."""
        return sum(self.counts.values())

    def given(self, before: str) -> dict[str, int]:
        """Later → participations, of those that had `before` at the start (a row of the standard report of SUS)."""
        return {after: count for (first, after), count in self.counts.items() if first == before}


def transitions(records: Iterable[ParticipationRecord], months: int, *, by_group: bool = True) -> Transitions:
    """What the main income source turned into: from the start to `months` after exit (0 is at exit)."""
    of = support_group if by_group else main_support
    pairs = [(of(record.at_start), of(record.status_after(months))) for record in records]
    known = [pair for pair in pairs if MISSING not in pair]
    return Transitions(dict(Counter(known)), len(pairs) - len(known))
