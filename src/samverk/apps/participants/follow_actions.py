"""How it goes: the status at each moment, the exit and its undoing, answers, and a consent that is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.participants.enums import AskedAt, Moment, QuestionKind
from samverk.apps.participants.models import OwnAnswer, OwnQuestion, Participation, QueuePlace, StatusNote
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS
from samverk.apps.participants.queries import questions_of
from samverk.apps.participants.recount import ask_for_recount
from samverk.core.outcomes.code_lists import CONSENT_WITHDRAWN
from samverk.core.outcomes.record import Status
from samverk.core.outcomes.span import after_months
from samverk.core.periods import long_date

_CORRECTED = "Uppgifter om ett deltagande har ändrats sedan dess."


@action(CHANGE_PARTICIPANTS)
def note_status(
    act: Act, participation: Participation, moment: Moment, seen: int, status: Status, *, is_unreached: bool = False
) -> StatusNote:
    """Note how it stands at a moment, or correct it: `seen` is the note's version, 0 when there was none.

    Raises EditConflict, RefusedChange before the moment has come, ValidationError by field.
    """
    check_own(act, participation.measure)
    _check_moment(act, participation, moment, status)
    note = keep_status(act, participation, moment, status, seen=seen, is_unreached=is_unreached)
    ask_for_recount(act, participation.measure, status.day, None, _CORRECTED)
    return note


def _check_moment(act: Act, participation: Participation, moment: Moment, status: Status) -> None:
    months = moment.months
    if months is None:
        return
    if participation.exit is None:
        raise RefusedChange("Deltagandet pågår. Anteckna avslutet först.")
    due = after_months(participation.exit, months)
    if act.today < due:
        raise RefusedChange(f"Uppföljningen kan göras från {long_date(due)}.")
    if months and not due <= status.day <= act.today:
        raise ValidationError({"day": f"Ange en dag från {long_date(due)} till i dag."})


def keep_status(
    act: Act,
    participation: Participation,
    moment: Moment,
    status: Status,
    *,
    seen: int = 0,
    is_unreached: bool = False,
) -> StatusNote:
    """Write a status note, inside an action. Raises EditConflict, ValidationError."""
    values = {
        "day": status.day,
        "support": list(status.support),
        "occupied": [{"occupation": each.occupation, "extent": each.extent} for each in status.occupied],
        "is_unreached": is_unreached,
    }
    sentence = f"Antecknade läget {moment.label} för {participation}."
    note: StatusNote | None = participation.notes.filter(moment=moment).first()
    if note is None:
        if seen:
            raise EditConflict(participation, values)
        return act.add(StatusNote(participation=participation, moment=moment, **values), sentence)
    return act.change(note, seen, sentence, **values)


@action(CHANGE_PARTICIPANTS)
def note_exit(
    act: Act,
    participation: Participation,
    seen: int,
    day: date,
    reason: str,
    status: Status | None,
    *,
    answers: Mapping[int, str],
) -> Participation:
    """Note the exit, or correct it. `status` None says nothing of how it stood. Raises as `note_status`."""
    check_own(act, participation.measure)
    if day > act.today:
        raise ValidationError({"exit": "Dagen har inte varit än. Anteckna avslutet när det har hänt."})
    if reason == CONSENT_WITHDRAWN:
        raise ValidationError({"exit_reason": "Ett återkallat samtycke antecknas med Återkalla samtycket."})
    _refuse_before_follow_ups(participation, day)
    before = participation.exit
    told = "Ändrade avslutet" if before else "Antecknade avslutet"
    row = act.change(participation, seen, f"{told} för {participation}.", exit=day, exit_reason=reason)
    note = row.notes.filter(moment=Moment.EXIT).first()
    if status is not None:
        keep_status(act, row, Moment.EXIT, status, seen=note.version if note else 0)
    elif note is not None:
        act.remove(note, f"Tog bort läget vid avslut för {row}.")
    keep_answers(act, row, AskedAt.EXIT, answers)
    ask_for_recount(act, row.measure, min(day, before or day), None, _CORRECTED)
    return row


def _refuse_before_follow_ups(participation: Participation, day: date) -> None:
    """Raise ValidationError when a follow-up that is noted would come before its day."""
    for note in participation.notes.exclude(moment__in=(Moment.START, Moment.EXIT)):
        if note.day < after_months(day, Moment(note.moment).months or 0):
            raise ValidationError(
                {"exit": f"Uppföljningen {note.get_moment_display()} är gjord {long_date(note.day)}. Rätta den först."}
            )


@action(CHANGE_PARTICIPANTS)
def reopen_participation(act: Act, participation: Participation, seen: int) -> Participation:
    """Take back an exit that was entered by mistake, with status, answers and follow-ups. Raises EditConflict."""
    check_own(act, participation.measure)
    if participation.exit is None:
        raise RefusedChange("Deltagandet pågår redan.")
    before = participation.exit
    row = act.change(participation, seen, f"Tog tillbaka avslutet för {participation}.", exit=None, exit_reason="")
    row.notes.exclude(moment=Moment.START).delete()
    row.answers.filter(question__asked_at=AskedAt.EXIT).delete()
    ask_for_recount(act, row.measure, before, None, _CORRECTED)
    return row


def keep_answers(act: Act, participation: Participation, asked_at: AskedAt, answers: Mapping[int, str]) -> bool:
    """Write answers, inside an action; "" takes one away. True when any changed. Raises ValidationError by field."""
    if not answers:
        return False
    asked = {each.pk: each for each in questions_of(participation, asked_at)}
    held = {each.question_id: each for each in participation.answers.all()}
    is_changed = False
    for key, answer in answers.items():
        question, row = asked.get(key), held.get(key)
        if answer == (row.answer if row else ""):
            continue
        if question is None:
            raise RefusedChange("En av frågorna frågas inte längre. Ladda om sidan.")
        is_changed = True
        if not answer:
            held[key].delete()
            continue
        check_answer(question, answer)
        row = row or OwnAnswer(participation=participation, question=question)
        row.answer = answer
        row.full_clean()
        row.save()
    if is_changed:
        act.tell(participation, f"Antecknade svar på egna frågor för {participation}.")
    return is_changed


def check_answer(question: OwnQuestion, answer: str) -> None:
    """Raise ValidationError, at the question's field, for an answer of another kind than it has."""
    allowed = {
        QuestionKind.YES_NO: answer in ("yes", "no"),
        QuestionKind.CHOICE: answer in question.choices,
        QuestionKind.NUMBER: answer.isdecimal() and len(answer) <= 9,
    }
    if not allowed[QuestionKind(question.kind)]:
        raise ValidationError({f"question_{question.pk}": f"”{question.text}” besvaras med något annat än ”{answer}”."})


@action(CHANGE_PARTICIPANTS)
def withdraw_consent(act: Act, participation: Participation, seen: int) -> None:
    """Remove a participation whose consent is withdrawn, and the participant when it was the last one.

    With it go its status notes, answers, ratings and its place in the queue. The trail keeps that it was done and the
    card, nothing else. Raises EditConflict.
    """
    check_own(act, participation.measure)
    row = Participation.objects.select_for_update().select_related("participant", "measure").get(pk=participation.pk)
    if row.version != seen:
        raise EditConflict(row, {})
    participant, measure, start, end = row.participant, row.measure, row.start, row.exit
    QueuePlace.objects.filter(card=participant.card, measure=measure).delete()
    act.remove(row, f"Tog bort {participant.card} ur {measure.name}: samtycket är återkallat.")
    if not participant.participations.exists():
        QueuePlace.objects.filter(card=participant.card).delete()
        participant.delete()
    ask_for_recount(act, measure, start, end, "Ett samtycke har återkallats.")
