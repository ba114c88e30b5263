"""A simulated register (påhittat register): records of people who do not exist, whose totals are what one asks for.

It is for demonstrations and tests. How many there are of each gender, income source, referrer and exit reason is
exact; everything else is drawn, the same every time for the same seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from samverk.core.outcomes.code_lists import (
    MAN,
    NONE_SUPPORT,
    OTHER_OCCUPATION,
    SEEKING,
    STUDIES,
    TO_STUDIES,
    TO_WORK,
    WOMAN,
    WORK,
)
from samverk.core.outcomes.durations import QueueEntry
from samverk.core.outcomes.record import FollowUp, Occupied, ParticipationRecord, Status
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS, after_months
from samverk.core.periods import year_end

_SHORTEST = 60  # days in a measure before an exit
_LONGEST = 400
_TOLD_LATER = 0.8  # the share of follow-ups that somebody answers
_STILL_OCCUPIED = 0.85


@dataclass(frozen=True, slots=True)
class SimulatedMeasure:
    """A measure to fill: how many women and men, exits by reason during the year, and how many wait in its queue."""

    id: str
    women: int
    men: int
    exits: Mapping[str, int]
    youngest: int
    oldest: int
    municipalities: tuple[str, ...]
    queued: int = 0


@dataclass(frozen=True, slots=True)
class SimulatedRegister:
    """What to fill a register with. The dicts are code → count over all measures; their sums are everyone.

    `months` are women's and men's total months in support before the start. `opened` is the first day of the measures.
    """

    year: int
    opened: date
    measures: tuple[SimulatedMeasure, ...]
    months: tuple[int, int]
    support: Mapping[str, int]
    referrers: Mapping[str, int]
    education: Mapping[str, int]

    @property
    def size(self) -> int:
        """How many participations there are."""
        return sum(each.women + each.men for each in self.measures)


@dataclass(frozen=True, slots=True)
class Simulated:
    """The records and the queue."""

    records: tuple[ParticipationRecord, ...]
    queue: tuple[QueueEntry, ...]


def simulate(wanted: SimulatedRegister, seed: int = 1) -> Simulated:
    """Make the records. Raises ValueError when the counts of a code list do not sum to everyone."""
    chance = Random(seed)  # noqa: S311 the people are made up; nothing is kept secret by it
    places = [(measure, gender, reason) for measure in wanted.measures for gender, reason in _places(measure, chance)]
    support = _dealt(wanted.support, len(places), "support", chance)
    referrers = _dealt(wanted.referrers, len(places), "referrers", chance)
    education = _dealt(wanted.education, len(places), "education", chance)
    genders = [gender for _, gender, _ in places]
    months = {
        gender: _summing_to(total, genders.count(gender), chance)
        for gender, total in zip((WOMAN, MAN), wanted.months, strict=True)
    }
    records = []
    for number, (measure, gender, reason) in enumerate(places):
        start, end = _days(wanted, reason, chance)
        records.append(
            ParticipationRecord(
                person=f"K{number + 1:05d}",
                measure=measure.id,
                gender=gender,
                start=start,
                at_start=_at_start(start, support[number], chance),
                birth_year=start.year - chance.randint(measure.youngest, measure.oldest),
                municipality=chance.choice(measure.municipalities),
                education=education[number],
                referrer=referrers[number],
                months_in_support=months[gender].pop(),
                exit=end,
                exit_reason=reason,
                at_exit=_at_exit(end, reason, support[number], chance),
                followed_up=tuple(_followed_up(end, reason, support[number], chance)),
            )
        )
    return Simulated(tuple(records), tuple(_queue(wanted, chance)))


def _places(measure: SimulatedMeasure, chance: Random) -> Iterator[tuple[str, str | None]]:
    """(gender, exit reason or None) of everyone in a measure."""
    genders = [WOMAN] * measure.women + [MAN] * measure.men
    reasons: list[str | None] = [reason for reason, count in measure.exits.items() for _ in range(count)]
    if len(reasons) > len(genders):
        raise ValueError(f"{measure.id} has more exits than participants")
    reasons += [None] * (len(genders) - len(reasons))
    chance.shuffle(reasons)
    return zip(genders, reasons, strict=True)


def _dealt(counts: Mapping[str, int], size: int, what: str, chance: Random) -> list[str]:
    codes = [code for code, count in counts.items() for _ in range(count)]
    if len(codes) != size:
        raise ValueError(f"{what} sum to {len(codes)}, not {size}")
    chance.shuffle(codes)
    return codes


def _summing_to(total: int, count: int, chance: Random) -> list[int]:
    """`count` whole numbers of 0 or more with the sum `total`, spread as times in support are: most short, few long."""
    if not count:
        return []
    drawn = [int(chance.gammavariate(1.6, total / count / 1.6)) for _ in range(count)]
    while (left := total - sum(drawn)) != 0:
        at = chance.randrange(count)
        drawn[at] = max(0, drawn[at] + (1 if left > 0 else -1))
    return drawn


def _days(wanted: SimulatedRegister, reason: str | None, chance: Random) -> tuple[date, date | None]:
    last = year_end(wanted.year)
    if reason is None:
        return _between(wanted.opened, last - timedelta(days=7), chance), None
    end = _between(date(wanted.year, 1, 8), last, chance)
    earliest = max(wanted.opened, end - timedelta(days=_LONGEST))
    return _between(earliest, max(earliest, end - timedelta(days=_SHORTEST)), chance), end


def _between(first: date, last: date, chance: Random) -> date:
    return first + timedelta(days=chance.randint(0, (last - first).days))


def _at_start(start: date, source: str, chance: Random) -> Status:
    draw = chance.random()
    if draw < 0.08:
        return Status(start, (source,), (Occupied(WORK, chance.choice((10, 25))),))
    if draw < 0.14:
        return Status(start, (source,), (Occupied(STUDIES, chance.choice((25, 50))),))
    return Status(start, (source,), (Occupied(SEEKING if draw < 0.5 else OTHER_OCCUPATION),))


def _at_exit(end: date | None, reason: str | None, source: str, chance: Random) -> Status | None:
    if end is None:
        return None
    return _occupied(end, reason, source, chance)


def _occupied(day: date, reason: str | None, source: str, chance: Random) -> Status:
    if reason == TO_WORK:
        extent = chance.choice((50, 75, 100, 100))
        return Status(day, (NONE_SUPPORT if extent > 50 else source,), (Occupied(WORK, extent),))
    if reason == TO_STUDIES:
        extent = chance.choice((50, 100, 100))
        return Status(day, (NONE_SUPPORT if extent > 50 else source,), (Occupied(STUDIES, extent),))
    return Status(day, (source,), (Occupied(chance.choice((SEEKING, OTHER_OCCUPATION))),))


def _followed_up(end: date | None, reason: str | None, source: str, chance: Random) -> Iterator[FollowUp]:
    """Follow-ups: some are never answered, some have lost the work, and some who had none have found it."""
    if end is None:
        return
    for months in FOLLOW_UP_MONTHS:
        if chance.random() > _TOLD_LATER:
            continue
        now = reason if chance.random() < _STILL_OCCUPIED else chance.choice((TO_WORK, None))
        yield FollowUp(months, _occupied(after_months(end, months), now, source, chance))


def _queue(wanted: SimulatedRegister, chance: Random) -> Iterator[QueueEntry]:
    number = 0
    for measure in wanted.measures:
        for _ in range(measure.queued):
            number += 1
            queued = _between(date(wanted.year, 3, 1), date(wanted.year, 11, 30), chance)
            has_started = chance.random() < 0.4
            started = _between(queued, year_end(wanted.year), chance) if has_started else None
            yield QueueEntry(f"Q{number:05d}", measure.id, chance.choice((WOMAN, MAN)), queued, started)


def measure_ids(wanted: SimulatedRegister) -> Sequence[str]:
    """The measures of a simulated register, in order."""
    return tuple(each.id for each in wanted.measures)
