"""The record (registerpost) that every definition counts: one person's time in one measure, without name or number.

It is used in the register only. `person` is a made-up token, the same for the same person within one register; a
personal identity number is refused. What the association gets are counts of these (`tables`), never the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samverk.core.outcomes.code_lists import (
    EDUCATION_LEVELS,
    EXIT_REASONS,
    GENDERS,
    NONE_SUPPORT,
    OCCUPATIONS,
    REFERRERS,
    STUDIES,
    SUPPORT_SOURCES,
    WORK,
)
from samverk.core.outcomes.codes import MISSING, CodeError
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS

FULL_WEEK_HOURS = 40
"""Hours a week that are an extent of 100 % (the coding rules of SUS)."""

_LONGEST_TOKEN = 40
_PERSONAL_NUMBER = re.compile(r"(?:\d{2})?\d{6}[-+ ]?(?:\d{4}|[A-Za-z]{1,2}\d{2,3})")


class RecordError(ValueError):
    """A record that contradicts itself. The message is Swedish."""


def extent_of_hours(hours: float) -> int:
    """Hours a week as an extent in whole per cent: 40 h is 100 %, 20 h is 50 % (SUS). Raises RecordError."""
    if not 0 <= hours <= 168:  # all the hours of a week
        raise RecordError(f"{hours} timmar i veckan är inte möjligt. Ange 0 till 168 timmar.")
    return round(100 * hours / FULL_WEEK_HOURS)


@dataclass(frozen=True, slots=True)
class Occupied:
    """What a person does, and how much: `extent` in per cent of 40 hours a week, None when nobody has told."""

    occupation: str
    extent: int | None = None

    def __post_init__(self) -> None:
        OCCUPATIONS.shipped_code(self.occupation)
        if self.extent is not None and not 0 <= self.extent <= 200:
            raise RecordError(f"Omfattningen {self.extent} % är inte möjlig. Ange 0 till 200 %; 100 % är 40 timmar.")


@dataclass(frozen=True, slots=True)
class Status:
    """How a person stands on a day. `support` are the income sources, the main one first; () when nobody has told."""

    day: date
    support: tuple[str, ...] = ()
    occupied: tuple[Occupied, ...] = ()

    def __post_init__(self) -> None:
        for code in self.support:
            SUPPORT_SOURCES.shipped_code(code)
        if len(set(self.support)) < len(self.support):
            raise RecordError("Samma försörjningskälla står två gånger. Ange varje källa en gång.")
        if NONE_SUPPORT in self.support and len(self.support) > 1:
            raise RecordError(
                "Ingen offentlig försörjning kan inte anges tillsammans med en annan källa. Välj en av dem."
            )

    @property
    def main_support(self) -> str | None:
        """The main income source; None when nobody has told."""
        return self.support[0] if self.support else None

    @property
    def is_occupied(self) -> bool:
        """True when the person works or studies at all."""
        return any(each.occupation in (WORK, STUDIES) and each.extent != 0 for each in self.occupied)

    @property
    def is_working(self) -> bool:
        """True when the person works at all."""
        return any(each.occupation == WORK and each.extent != 0 for each in self.occupied)

    @property
    def extent(self) -> int | None:
        """Extent of work and studies together, per cent; None when it is not known."""
        if not self.occupied:
            return None
        extents = [each.extent for each in self.occupied if each.occupation in (WORK, STUDIES)]
        known = [extent for extent in extents if extent is not None]
        return sum(known) if len(known) == len(extents) else None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it stands so many months (3, 6 or 12) after exit."""

    months: int
    status: Status

    def __post_init__(self) -> None:
        if self.months not in FOLLOW_UP_MONTHS:
            raise RecordError(f"En uppföljning görs 3, 6 eller 12 månader efter avslut, inte {self.months}.")


@dataclass(frozen=True, slots=True)
class ParticipationRecord:
    """One participation (deltagande): one person in one measure. Codes are shipped ones (`codes`).

    `months_in_support` is the time in public support before the start, in months (`support_time`). `municipality` is
    the four-digit code of the municipality.
    """

    person: str
    measure: str
    gender: str
    start: date
    at_start: Status
    birth_year: int | None = None
    municipality: str | None = None
    education: str | None = None
    referrer: str | None = None
    months_in_support: int | None = None
    exit: date | None = None
    exit_reason: str | None = None
    at_exit: Status | None = None
    followed_up: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        check_token(self.person)
        check_gender(self.gender)
        for code, codes in (
            (self.education, EDUCATION_LEVELS),
            (self.referrer, REFERRERS),
            (self.exit_reason, EXIT_REASONS),
        ):
            codes.shipped_code(code)
        if self.exit is not None and self.exit < self.start:
            raise RecordError(f"Avslutet {self.exit} är före starten {self.start}. Rätta den ena dagen.")
        if self.exit is None and (self.exit_reason or self.at_exit or self.followed_up):
            raise RecordError("Avslutsorsak och läge vid avslut kräver en avslutsdag. Ange dagen.")
        if self.months_in_support is not None and self.months_in_support < 0:
            raise RecordError("Tiden i offentlig försörjning kan inte vara mindre än 0 månader.")
        months = [each.months for each in self.followed_up]
        if len(set(months)) < len(months):
            raise RecordError("Samma uppföljning står två gånger. Ange varje uppföljning en gång.")

    def status_after(self, months: int) -> Status | None:
        """How it stood `months` after exit (0 is at exit); None when nobody has told."""
        if months == 0:
            return self.at_exit
        return next((each.status for each in self.followed_up if each.months == months), None)

    @property
    def exit_group(self) -> str:
        """The group of the exit reason: ended, broken off, an error, or what is missing."""
        return EXIT_REASONS.group_of(self.exit_reason)


def check_token(token: str) -> None:
    """Raise RecordError when a token is empty, long, or looks like a personal identity number or a name."""
    if _PERSONAL_NUMBER.search(token):
        raise RecordError("Beteckningen ser ut som ett personnummer. Använd ett påhittat kortnummer.")
    if not token or len(token) > _LONGEST_TOKEN or " " in token or not any(each.isdigit() for each in token):
        raise RecordError("Beteckningen ska vara ett påhittat kortnummer med minst en siffra och utan mellanslag.")


@dataclass(frozen=True, slots=True)
class AnonymousCount:
    """Participants without consent or with protected identity: only how many, by gender and calendar year (SUS).

    They count in that year only, and are told again the next.
    """

    measure: str
    gender: str
    year: int
    count: int

    def __post_init__(self) -> None:
        check_gender(self.gender)
        if self.count < 0:
            raise RecordError(f"Antalet anonyma deltagare är {self.count}. Det ska vara 0 eller mer.")


def check_gender(gender: str) -> None:
    """Raise CodeError when a gender is not in the list; what nobody has told is "other", never missing."""
    if GENDERS.shipped_code(gender) == MISSING:
        raise CodeError(f"Kön saknas. Ange {GENDERS.name_of('other').lower()} när det inte är uppgivet.")


def known_on(records: Iterable[ParticipationRecord], day: date) -> list[ParticipationRecord]:
    """The records as they were known on a day: nothing that happened after it."""
    return [_known_on(record, day) for record in records if record.start <= day]


def _known_on(record: ParticipationRecord, day: date) -> ParticipationRecord:
    if record.exit is None:
        return record
    if record.exit > day:
        return replace(record, exit=None, exit_reason=None, at_exit=None, followed_up=())
    later = tuple(each for each in record.followed_up if each.status.day <= day)
    return record if len(later) == len(record.followed_up) else replace(record, followed_up=later)


def of_measures(records: Sequence[ParticipationRecord], measures: Sequence[str]) -> list[ParticipationRecord]:
    """The records of some measures, such as the sub-projects of an umbrella project."""
    wanted = frozenset(measures)
    return [record for record in records if record.measure in wanted]
