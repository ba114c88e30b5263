"""Progress instruments (progressionsmätning) as data: who rates what, how often, and what changed.

An instrument's questions belong to whoever made it; here are only numbered items, the scale and the interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from samverk.core.outcomes.codes import Code
from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.record import RecordError, check_token
from samverk.core.outcomes.span import after_months

_RESEARCH = "https://vaeksthusets-kompetencecenter.dk/sv/forskning/"


class Rater(StrEnum):
    """Who rates: the participant or the case worker, at the same time."""

    PERSON = "person"
    CASE_WORKER = "case_worker"


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is rated, on which scale and how often. `scale` is None as long as no source gives it: then a setting."""

    id: str
    name: str
    items: tuple[Code, ...]
    every_months: int
    scale: tuple[int, int] | None = None
    source: str = ""
    note: str = ""


BIP_LIKE = Instrument(
    "bip_like",
    "Stegförflyttning mot arbete var tredje månad",
    (
        Code("job_seeking", "Söker arbete", source=_RESEARCH),
        Code("labour_market_knowledge", "Känner till arbetsmarknaden", source=_RESEARCH),
        Code("health", "Hanterar sin hälsa", source=_RESEARCH),
        Code("working_with_others", "Samarbetar med andra", source=_RESEARCH),
        Code("purpose", "Är målmedveten", source=_RESEARCH),
        Code("own_confidence", "Tror sig klara ett arbete", source=_RESEARCH),
        Code("case_worker_confidence", "Handläggaren tror på arbete", source=_RESEARCH),
    ),
    every_months=3,
    source=_RESEARCH,
    note="BIP har elva indikatorer. Sju av dem är kända till ämnet, orden och skalan är det inte.",
)

INSTRUMENTS = {BIP_LIKE.id: BIP_LIKE}


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating of one item. `confidence` is how sure the rater is, on the same scale; `case_worker` a token."""

    person: str
    instrument: str
    item: str
    day: date
    rater: Rater
    score: int
    confidence: int | None = None
    case_worker: str | None = None

    def __post_init__(self) -> None:
        check_token(self.person)
        if self.case_worker is not None:
            check_token(self.case_worker)
        instrument = INSTRUMENTS.get(self.instrument)
        if instrument is None or self.item not in {each.code for each in instrument.items}:
            raise RecordError(f"Frågan {self.item} finns inte i {self.instrument}. Välj en fråga i instrumentet.")


def next_rating(start: date, ratings: Iterable[Rating], instrument: Instrument = BIP_LIKE) -> date:
    """The day the next rating is due: at the start, then so many months after the latest."""
    days = [rating.day for rating in ratings]
    return after_months(max(days), instrument.every_months) if days else start


@dataclass(frozen=True, slots=True)
class Change:
    """From the first to the last rating of an item: how many rose, and the mean change; `count` have two at least."""

    rose: CountShare
    mean: Fraction | None


def changed(ratings: Sequence[Rating], item: str, rater: Rater) -> Change:
    """How an item changed, over all persons that were rated at least twice by the same kind of rater."""
    scores: dict[str, list[tuple[date, int]]] = {}
    for rating in ratings:
        if rating.item == item and rating.rater is rater:
            scores.setdefault(rating.person, []).append((rating.day, rating.score))
    twice = [sorted(each) for each in scores.values() if len({day for day, _ in each}) > 1]
    steps = [each[-1][1] - each[0][1] for each in twice]
    mean = Fraction(sum(steps), len(steps)) if steps else None
    return Change(CountShare(sum(step > 0 for step in steps), len(steps), len(scores) - len(steps)), mean)


def share_with_new_case_worker(ratings: Iterable[Rating]) -> CountShare:
    """The share of persons who have had more than one case worker, of those whose case worker is known."""
    seen: dict[str, set[str]] = {}
    persons = set()
    for rating in ratings:
        persons.add(rating.person)
        if rating.case_worker is not None:
            seen.setdefault(rating.person, set()).add(rating.case_worker)
    return CountShare(sum(len(each) > 1 for each in seen.values()), len(seen), len(persons) - len(seen))
