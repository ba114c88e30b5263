"""Progress ratings: participant and case worker rate the same day, each for themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.participants.models import Participation, ProgressRating
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.recount import ask_for_recount
from samverk.core.outcomes.progress import BIP_LIKE, Instrument, Rater
from samverk.core.periods import long_date

_WHY = "Skattningar har ändrats sedan dess."


@dataclass(frozen=True, slots=True)
class Score:
    """A rating of an item by a rater, and how sure the rater is (None when not told)."""

    item: str
    rater: Rater
    score: int
    confidence: int | None = None


def scale_of(instrument: Instrument = BIP_LIKE) -> range | None:
    """The steps of the scale: the instrument's own, else what the register has set; None as long as neither has any."""
    register = the_register()
    ends = instrument.scale or (register and (register.scale_lowest, register.scale_highest))
    return range(ends[0], ends[1] + 1) if ends and None not in ends else None  # type: ignore[operator,arg-type]


@action(CHANGE_PARTICIPANTS)
def rate_progress(
    act: Act, participation: Participation, day: date, scores: Sequence[Score], case_worker: str = ""
) -> None:
    """Note the ratings of a day. Raises RefusedChange without a scale, ValidationError by field."""
    check_own(act, participation.measure)
    scale = scale_of()
    if scale is None:
        raise RefusedChange("Registret har ingen skala. Be den registeransvariga ange stegen under Inställningar.")
    if not participation.start <= day <= act.today:
        raise ValidationError({"day": f"Ange en dag från {long_date(participation.start)} till i dag."})
    if not scores:
        raise ValidationError("Ingen fråga är skattad. Välj ett steg för minst en fråga.")
    if participation.ratings.filter(day=day).exists():
        raise ValidationError(
            {"day": "Den dagen är redan skattad. Ta bort den skattningen först, eller ange en annan dag."}
        )
    for each in scores:
        if each.score not in scale or (each.confidence is not None and each.confidence not in scale):
            raise ValidationError(f"Stegen går från {scale[0]} till {scale[-1]}. Välj ett av dem.")
        row = ProgressRating(
            participation=participation,
            instrument=BIP_LIKE.id,
            item=each.item,
            day=day,
            rater=each.rater.value,
            score=each.score,
            confidence=each.confidence,
            case_worker=case_worker,
        )
        row.full_clean()
        row.save()
    act.tell(participation, f"Antecknade skattningar för {participation}.")
    ask_for_recount(act, participation.measure, day, None, _WHY)


@action(CHANGE_PARTICIPANTS)
def remove_ratings(act: Act, participation: Participation, day: date) -> None:
    """Remove the ratings of a day, so that they can be noted anew. Raises RefusedChange when there are none."""
    check_own(act, participation.measure)
    removed, _ = participation.ratings.filter(day=day).delete()
    if not removed:
        raise RefusedChange("Den dagen har ingen skattning. Ladda om sidan.")
    act.tell(participation, f"Tog bort skattningar för {participation}.")
    ask_for_recount(act, participation.measure, day, None, _WHY)
