"""The ratings of one participation as a table: what rose, what fell, and when the case worker was another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.apps.participants.models import Participation, ProgressRating
from samverk.core.outcomes.progress import BIP_LIKE, Rater, Rating


@dataclass(frozen=True, slots=True)
class RatedDay:
    """A day on which somebody rated. `is_new_case_worker` when the case worker is another than the time before."""

    day: date
    is_new_case_worker: bool


@dataclass(frozen=True, slots=True)
class RatedItem:
    """An item by one kind of rater: the score of each day (None when not rated), and the change in words."""

    name: str
    rater: str
    scores: tuple[int | None, ...]
    change: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The table: days, and a row for each item and rater that has been rated."""

    days: tuple[RatedDay, ...]
    items: tuple[RatedItem, ...]


def rating_of(row: ProgressRating, card: str) -> Rating:
    """A rating as core knows it."""
    worker = row.case_worker or None
    return Rating(card, row.instrument, row.item, row.day, Rater(row.rater), row.score, row.confidence, worker)


def ratings_of(participation: Participation) -> list[Rating]:
    """Every rating of a participation, by day."""
    card = participation.participant.card
    return [rating_of(row, card) for row in sorted(participation.ratings.all(), key=lambda each: each.day)]


def progress_of(participation: Participation) -> Progress:
    """The table of a participation."""
    ratings = ratings_of(participation)
    days = sorted({each.day for each in ratings})
    told = {(each.item, each.rater, each.day): each.score for each in ratings}
    items = []
    for item in BIP_LIKE.items:
        for rater, words in ((Rater.PERSON, "deltagaren"), (Rater.CASE_WORKER, "handläggaren")):
            scores = tuple(told.get((item.code, rater, day)) for day in days)
            known = [score for score in scores if score is not None]
            if known:
                items.append(RatedItem(item.name, words, scores, _change(known)))
    return Progress(tuple(_rated_days(ratings, days)), tuple(items))


def _change(scores: list[int]) -> str:
    steps = scores[-1] - scores[0]
    if len(scores) < 2:
        return "skattad en gång"
    if not steps:
        return "samma som först"
    return f"{abs(steps)} steg {'upp' if steps > 0 else 'ner'}"


def _rated_days(ratings: list[Rating], days: list[date]) -> list[RatedDay]:
    found, latest = [], None
    for day in days:
        worker = next((each.case_worker for each in ratings if each.day == day and each.case_worker), None)
        found.append(RatedDay(day, bool(worker and latest and worker != latest)))
        latest = worker or latest
    return found
