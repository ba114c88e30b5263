"""Survey indicators (indikatorer ur enkäter): the share of clearly positive answers, against the national value.

The instrument and its questions belong to NNS; only results are held here. What counts as a clearly positive answer is
not known from any source, so it is counted where the answers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samverk.core.outcomes.codes import Code, CodeList
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.targets import TOO_FEW

_REPORTS = "http://nnsfinsam.se/dokument/indikatorrapporter.aspx"

DEFAULT_MINIMUM_ANSWERS = 10
"""The fewest answers that are shown; our proposal, and a setting."""

MINIMUM_ANSWERS_SOURCE = ""
"""Who has set it; empty as long as nobody has."""

INDICATOR_NUMBERS = range(1, 17)
"""NNS has sixteen indicators, by number."""

RESPONDENT_GROUPS = CodeList(
    "respondent_group",
    "Svarsgrupp",
    (
        Code("participants_ongoing", "Deltagare, pågående", source=_REPORTS),
        Code("participants_exit", "Deltagare, avslut", source=_REPORTS),
        Code("measure_staff", "Insatspersonal", source=_REPORTS),
        Code("board_members", "Styrelseledamöter", source=_REPORTS),
        Code("heads", "Chefer i samverkan", source=_REPORTS),
        Code("referrers", "Remittenter", source=_REPORTS),
    ),
    source=_REPORTS,
)


@dataclass(frozen=True, slots=True)
class SurveyOutcome:
    """Answers to an indicator (1–16) from a group in a year: how many, and how many clearly positive."""

    indicator: int
    group: str
    year: int
    positive: int
    answers: int

    def __post_init__(self) -> None:
        RESPONDENT_GROUPS.shipped_code(self.group)
        if self.indicator not in INDICATOR_NUMBERS:
            raise ValueError(f"Indikator {self.indicator} finns inte. Ange 1 till 16.")
        if not 0 <= self.positive <= self.answers:
            raise ValueError(
                f"{self.positive} klart positiva av {self.answers} svar är inte möjligt. Rätta ett av talen."
            )


@dataclass(frozen=True, slots=True)
class NationalValue:
    """The national share of clearly positive answers, 0–1, as published."""

    indicator: int
    group: str
    year: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class SurveyComparison:
    """An indicator for a group and year. `outcome` is None with too few answers, and `words` says so.

    `difference` is own minus national share, None when one of the two is not known.
    """

    indicator: int
    group: str
    year: int
    outcome: CountShare | None
    national: Fraction | None
    difference: Fraction | None
    words: str


def compared(
    outcomes: Iterable[SurveyOutcome], national: Sequence[NationalValue], minimum: int = DEFAULT_MINIMUM_ANSWERS
) -> tuple[SurveyComparison, ...]:
    """Every indicator, group and year against the national value, by indicator, group and year."""
    values = {(each.indicator, each.group, each.year): each.share for each in national}
    order = {code: number for number, code in enumerate(RESPONDENT_GROUPS.shipped)}
    return tuple(
        _compared(each, values.get((each.indicator, each.group, each.year)), minimum)
        for each in sorted(outcomes, key=lambda each: (each.indicator, order[each.group], each.year))
    )


def _compared(outcome: SurveyOutcome, national: Fraction | None, minimum: int) -> SurveyComparison:
    place = (outcome.indicator, outcome.group, outcome.year)
    if outcome.answers < max(1, minimum):
        return SurveyComparison(*place, None, national, None, TOO_FEW)
    own = CountShare(outcome.positive, outcome.answers)
    difference = own.share - national if own.share is not None and national is not None else None
    return SurveyComparison(*place, own, national, difference, f"{own.percent} % av {own.base} svar")
