"""SCB's monthly file: hours are noted, the file is fetched and marked as sent, one month after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.participants.identity import IdentityError
from samverk.apps.participants.models import MonthHours
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS, SEE_PARTICIPANTS
from samverk.apps.participants.register_models import RegisterMeasure, ScbMonth
from samverk.apps.participants.scb_queries import ScbLine, digests, hours_lines, opened_file, reported, scb_lines
from samverk.core.planning.months import month_words
from samverk.formats.scb.workbook import scb_workbook


@dataclass(frozen=True, slots=True)
class ToldHours:
    """Hours as told (None: nothing), and the version of the row that was seen (0 when there was none)."""

    hours: int | None
    seen: int = 0


@action(SEE_PARTICIPANTS)
def note_hours_read(act: Act, measure: RegisterMeasure, month: int) -> None:
    """Write in the trail that somebody has read the hours of a month: cards, no values."""
    check_own(act, measure)
    lines = hours_lines(measure, month)
    for line in lines:
        row = line.participation
        act.tell(row, f"Läste timmar för {row.participant.card} i {measure.name}, {month_words(month)}.")
    if not lines:
        act.nothing()


@action(CHANGE_PARTICIPANTS)
def note_hours(act: Act, measure: RegisterMeasure, month: int, told: Mapping[int, ToldHours]) -> None:
    """Note the hours of a month: participation → hours. Raises EditConflict, RefusedChange, ValidationError by field.

    What is told alike is left as it is.
    """
    check_own(act, measure)
    if _line(act, measure, month).is_disposed:
        raise RefusedChange("Månaden är gallrad. Timmarna går inte att ändra.")
    lines = {line.participation.pk: line for line in hours_lines(measure, month)}
    if set(told) - set(lines):
        raise RefusedChange("Någon är inte längre med i månaden. Ladda om sidan.")
    for key, each in told.items():
        row, noted = lines[key].participation, lines[key].noted
        sentence = f"Antecknade timmar för {row.participant.card} i {measure.name}, {month_words(month)}."
        if each.hours is None and noted is not None and each.seen:
            raise ValidationError({f"hours_{key}": "Skriv antalet timmar, 0 om det inte var några."})
        if each.hours is None:
            continue
        if noted is None:
            act.add(MonthHours(participation=row, month=month, hours=each.hours), sentence)
        else:
            act.change(noted, each.seen, sentence, hours=each.hours)
    if not act.told:
        act.nothing()


@action(CHANGE_PARTICIPANTS)
def make_scb_file(act: Act, measure: RegisterMeasure, month: int) -> bytes:
    """A month's file as XLSX, when every earlier month is sent. That it was fetched is told of each participant.

    Raises RefusedChange when it is not the month's turn, or when hours or personal identity numbers are missing.
    """
    check_own(act, measure)
    line = _line(act, measure, month)
    if not line.may_fetch:
        raise RefusedChange(f"{month_words(month).capitalize()} kan inte hämtas: {line.state.value}.")
    if line.without_identity:
        raise RefusedChange(
            f"Personnummer saknas för {', '.join(line.without_identity)}. Ingen fil görs förrän de är antecknade."
        )
    if line.without_hours:
        raise RefusedChange(f"Timmar saknas för {', '.join(line.without_hours)}. Skriv 0 för den som inte hade några.")
    rows = reported(measure)
    try:
        file, digest = opened_file(rows, month), digests(rows, (month,))[month]
    except IdentityError as error:
        raise RefusedChange(str(error)) from error
    kept = measure.scb_months.filter(month=month).first() or ScbMonth(measure=measure, month=month)
    kept.fetched, kept.fetched_by_id = digest, act.actor.user_id
    kept.full_clean()
    kept.save()
    act.tell(kept, f"Hämtade filen till SCB för {measure.name}, {month_words(month)}.")
    for each in hours_lines(measure, month):
        row = each.participation
        act.tell(row, f"Tog ut {row.participant.card} till SCB:s fil för {measure.name}, {month_words(month)}.")
    return scb_workbook(file)


@action(CHANGE_PARTICIPANTS)
def mark_scb_sent(act: Act, measure: RegisterMeasure, month: int) -> ScbMonth:
    """Note that the file that the person fetched has been sent. Raises RefusedChange when it is not its turn."""
    check_own(act, measure)
    if not _line(act, measure, month).state.is_next:
        raise RefusedChange("Det är inte den månadens tur. Ladda om sidan.")
    kept: ScbMonth | None = measure.scb_months.filter(month=month).first()
    if kept is None or not kept.fetched:
        raise RefusedChange("Filen är inte hämtad. Hämta den och lämna den till SCB först.")
    if kept.fetched_by_id != act.actor.user_id:
        raise RefusedChange("Någon annan har hämtat filen sedan dess. Den som hämtade den markerar den som sänd.")
    latest = measure.scb_months.order_by("-number").values_list("number", flat=True).first() or 0
    kept.sent, kept.sent_by_id, kept.sent_on = kept.fetched, act.actor.user_id, act.today
    kept.fetched, kept.fetched_by_id, kept.number = "", None, latest + 1
    kept.full_clean()
    kept.save()
    act.tell(kept, f"Markerade filen till SCB som sänd för {measure.name}, {month_words(month)}.")
    return kept


def _line(act: Act, measure: RegisterMeasure, month: int) -> ScbLine:
    """How a month stands. Raises RefusedChange when the measure has no such month, or the key cannot be used."""
    try:
        found = next((each for each in scb_lines(measure, act.today) if each.month == month), None)
    except IdentityError as error:
        raise RefusedChange(str(error)) from error
    if found is None or not measure.is_esf:
        raise RefusedChange(f"{measure.name} har ingen sådan månad att rapportera till SCB. Ladda om sidan.")
    return found
