"""Questions about violence (frågor om våld): how many answered yes, and by which definition. Counts only, no person.

Levels differ a lot between associations, because some ask about a life and some about now. A count without its
definition is therefore no count: the two are one value, and counts by different definitions are never added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samverk.core.outcomes.code_lists import ANSWERS, VIOLENCE_DEFINITIONS
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.record import RecordError, check_gender


@dataclass(frozen=True, slots=True)
class ViolenceCount:
    """How many of a gender gave an answer, by a definition, in a year."""

    measure: str
    year: int
    definition: str
    gender: str
    answer: str
    count: int

    def __post_init__(self) -> None:
        VIOLENCE_DEFINITIONS.shipped_code(self.definition)
        check_gender(self.gender)
        ANSWERS.shipped_code(self.answer)
        if self.count < 0:
            raise RecordError(f"Antalet svar är {self.count}. Det ska vara 0 eller mer.")


def share_exposed(counts: Iterable[ViolenceCount], definition: str, year: int, gender: str | None = None) -> CountShare:
    """The share of those asked who answered yes, by one definition. `gender` None is everyone."""
    found = [
        each
        for each in counts
        if (each.definition, each.year) == (definition, year) and (gender is None or each.gender == gender)
    ]
    yes, no = (sum(each.count for each in found if each.answer == answer) for answer in ("yes", "no"))
    return CountShare(yes, yes + no, sum(each.count for each in found) - yes - no)
