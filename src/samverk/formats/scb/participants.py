"""What SCB is told of each participant in an ESF project, month by month: persons, for the register only.

The project owner reports every month; start in the month it was, the last day in the month it was, hours for each month
(https://www.scb.se/lamna-uppgifter/undersokningar/Europeiska-socialfonden/). Where the association owns the project
itself, who may hold this file is a question of law that no source at hand answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samverk.core.outcomes.code_lists import MAN, WOMAN
from samverk.core.planning.months import period_of

MOST_HOURS = 744
"""The hours of the longest month."""


class ScbError(ValueError):
    """Something that SCB cannot be told. The message is Swedish and names no person."""


@dataclass(frozen=True, slots=True)
class ScbSettings:
    """The endings of the code for protected identity, after the birth day. The one for women is known, for men not.

    `man_source` says where the register found the one for men; both are empty until somebody has asked SCB.
    """

    woman_ending: str = "Tf29"
    man_ending: str = ""
    man_source: str = ""


@dataclass(frozen=True, slots=True)
class ScbParticipant:
    """A person's time in the project. `person` is the personal identity number, kept as it is and never looked into.

    A protected one has none: only gender and birth day. `hours` are by month (yyyymm).
    """

    person: str
    gender: str
    start: date
    end: date | None = None
    hours: Mapping[int, int] = field(default_factory=dict)
    is_protected: bool = False
    birth_day: date | None = None

    def __post_init__(self) -> None:
        if bool(self.person) == self.is_protected:
            raise ScbError("Ange personnummer, eller skyddad identitet med födelsedag. Aldrig båda.")
        if self.end is not None and self.end < self.start:
            raise ScbError("Slutdatum är före start. Rätta den ena dagen.")
        if any(not 0 <= hours <= MOST_HOURS for hours in self.hours.values()):
            raise ScbError("Antalet timmar i en månad ska vara 0 till 744.")

    def takes_part(self, month: int) -> bool:
        """True in every month from the start to the end, both included."""
        return period_of(self.start) <= month and (self.end is None or month <= period_of(self.end))


def person_code(participant: ScbParticipant, settings: ScbSettings) -> str:
    """What stands for the person in the file: the number, or the code for protected identity.

    Raises ScbError in Swedish when the code cannot be made.
    """
    if not participant.is_protected:
        return participant.person
    if participant.birth_day is None:
        raise ScbError("En deltagare med skyddad identitet saknar födelsedag. Ange den, så kan koden göras.")
    endings = {WOMAN: settings.woman_ending, MAN: settings.man_ending}
    ending = endings.get(participant.gender, "")
    if not ending:
        raise ScbError(
            "Koden för skyddad identitet är känd för kvinnor men inte för andra. Fråga SCB och skriv in den i "
            "registrets inställningar."
        )
    return f"{participant.birth_day:%Y%m%d}{ending}"
