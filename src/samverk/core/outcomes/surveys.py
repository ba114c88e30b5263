"""Survey indicators (indikatorer ur enkäter): the share of clearly positive answers, against the national value.

The instrument and its questions belong to NNS; only results are held here. What counts as a clearly positive answer is
not known from any source, so it is counted where the answers are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samverk.core.outcomes.codes import Code, CodeList
from samverk.core.outcomes.count_share import CountShare

_REPORTS = "http://nnsfinsam.se/dokument/indikatorrapporter.aspx"

DEFAULT_MINIMUM_ANSWERS = 10
"""The fewest answers that are shown; our proposal, and a setting."""

MINIMUM_ANSWERS_SOURCE = ""
"""Who has set it; empty as long as nobody has."""

FEW_ANSWERS = "för få svar för att visas"
"""What stands instead of a share, and of the number of answers."""

INDICATOR_NUMBERS = range(1, 17)
"""NNS has sixteen indicators, by number."""

INDICATOR_TOPICS = {
    9: "deltagarinflytande",
    12: "samverkansstrukturer",
    16: "värdegrund i mänskliga rättigheter",
}
"""The topics that a source gives (Samsund's annual report for 2023). The others were not found: they go by number."""

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
    """Answers to an indicator (1–16) from a group in a year: how many, and how many clearly positive.

    `source` is where the answers were counted, as somebody wrote it.
    """

    indicator: int
    group: str
    year: int
    positive: int
    answers: int
    source: str = ""

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
    """The national share of clearly positive answers, 0–1, as published in `source`."""

    indicator: int
    group: str
    year: int
    share: Fraction
    source: str = ""


@dataclass(frozen=True, slots=True)
class SurveyComparison:
    """An indicator for a group and year. `outcome` is None with too few answers, and `words` says so.

    `before` is last year's own outcome, None when it is not known or not shown.
    """

    indicator: int
    group: str
    year: int
    outcome: CountShare | None
    before: CountShare | None
    national: NationalValue | None
    source: str
    words: str

    @property
    def national_share(self) -> Fraction | None:
        """The country's share; None when it is not known."""
        return self.national.share if self.national else None

    @property
    def difference(self) -> Fraction | None:
        """Own minus national share; None when one of the two is not known or not shown."""
        return moved(self.outcome, self.national_share)

    @property
    def change(self) -> Fraction | None:
        """Own share minus last year's own; None when one of the two is not known or not shown."""
        return moved(self.outcome, self.before.share if self.before else None)


@dataclass(frozen=True, slots=True)
class SurveyMinimum:
    """The fewest answers that are shown, and who has decided it; an empty source means that it is our proposal."""

    answers: int = DEFAULT_MINIMUM_ANSWERS
    source: str = MINIMUM_ANSWERS_SOURCE
    decided_on: date | None = None


def indicator_name(number: int) -> str:
    """What a reader calls an indicator: its number, and its topic where a source gives it."""
    topic = INDICATOR_TOPICS.get(number)
    return f"Indikator {number}, {topic}" if topic else f"Indikator {number}"


def shown_share(positive: int, answers: int, minimum: int) -> CountShare | None:
    """The one gate: a count of clearly positive answers and its base, or None when the answers are too few to show.

    Nobody's answers are too few whatever the minimum. Nothing is summed over what is hidden and what is shown, so that
    no sum gives the hidden away.
    """
    return CountShare(positive, answers) if answers >= max(1, minimum) else None


def count_of_share(share: Fraction, answers: int, decimals: int) -> int | None:
    """How many of `answers` a share (0–1) printed with so many decimals of a per cent stands for; None when none is it.

    The nearest count, half away from zero, so that it prints as the share that was given.
    """
    count = int(share * answers + Fraction(1, 2))
    unit = 100 * 10**decimals
    printed = int(Fraction(count * unit, answers) + Fraction(1, 2)) if answers else None
    return count if 0 <= share <= 1 and printed is not None and printed == share * unit else None


def compared(
    outcomes: Iterable[SurveyOutcome], national: Sequence[NationalValue], minimum: int = DEFAULT_MINIMUM_ANSWERS
) -> tuple[SurveyComparison, ...]:
    """Every indicator, group and year against the national value and last year, by indicator, group and year."""
    values = {(each.indicator, each.group, each.year): each for each in national}
    given = {(each.indicator, each.group, each.year): each for each in outcomes}
    order = {code: number for number, code in enumerate(RESPONDENT_GROUPS.shipped)}
    return tuple(
        _compared(each, given.get((each.indicator, each.group, each.year - 1)), values.get(key), minimum)
        for key, each in sorted(given.items(), key=lambda pair: (pair[0][0], order[pair[0][1]], pair[0][2]))
    )


def _compared(
    outcome: SurveyOutcome, before: SurveyOutcome | None, national: NationalValue | None, minimum: int
) -> SurveyComparison:
    own = shown_share(outcome.positive, outcome.answers, minimum)
    last = shown_share(before.positive, before.answers, minimum) if before is not None else None
    words = FEW_ANSWERS if own is None else f"{own.percent} % av {own.base} svar"
    return SurveyComparison(outcome.indicator, outcome.group, outcome.year, own, last, national, outcome.source, words)


def moved(own: CountShare | None, other: Fraction | None) -> Fraction | None:
    """How much higher the own share is; None when one of the two is not known or not shown."""
    return own.share - other if own is not None and own.share is not None and other is not None else None
