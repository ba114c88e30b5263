"""The register's own questions: who keeps it decides them, and never sees an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max

from samverk.apps.audit.door import Act, EditConflict, RefusedChange, action
from samverk.apps.participants.enums import AskedAt, QuestionKind
from samverk.apps.participants.models import OwnQuestion
from samverk.apps.participants.perms import MANAGE_REGISTER
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.periods import long_date

MOST_CHOICES = 12


@action(MANAGE_REGISTER)
def add_question(
    act: Act,
    text: str,
    kind: QuestionKind,
    asked_at: AskedAt,
    valid_from: date,
    *,
    choices: Sequence[str] = (),
    measure: RegisterMeasure | None = None,
) -> OwnQuestion:
    """Add a question, last in order; `measure` None asks it everywhere. Raises ValidationError by field."""
    told = list(dict.fromkeys(each.strip() for each in choices if each.strip()))
    if kind == QuestionKind.CHOICE and not 2 <= len(told) <= MOST_CHOICES:
        raise ValidationError({"choices": f"Skriv 2 till {MOST_CHOICES} olika svar, ett per rad."})
    if any(len(each) > 200 for each in told):
        raise ValidationError({"choices": "Ett svar är längre än 200 tecken. Korta det."})
    latest = OwnQuestion.objects.aggregate(latest=Max("position"))["latest"]
    row = OwnQuestion(
        measure=measure,
        position=0 if latest is None else latest + 1,
        text=text,
        kind=kind,
        choices=told if kind == QuestionKind.CHOICE else [],
        asked_at=asked_at,
        valid_from=valid_from,
    )
    return act.add(row, f"La till frågan ”{text}”.")


@action(MANAGE_REGISTER)
def end_question(act: Act, question: OwnQuestion, seen: int, last_day: date) -> OwnQuestion:
    """Stop asking a question after a day; its answers stay. Raises EditConflict, ValidationError by field."""
    if last_day < question.valid_from:
        raise ValidationError({"last_day": f"Frågan började {long_date(question.valid_from)}. Ange en senare dag."})
    return act.change(question, seen, f"Slutade fråga ”{question.text}”.", valid_to=last_day)


@action(MANAGE_REGISTER)
def remove_question(act: Act, question: OwnQuestion, seen: int) -> None:
    """Remove a question that nobody has answered. Raises EditConflict, RefusedChange."""
    row = OwnQuestion.objects.select_for_update().get(pk=question.pk)
    if row.version != seen:
        raise EditConflict(row, {})
    if row.answers.exists():
        raise RefusedChange("Frågan har svar. Sluta fråga den i stället, så står svaren kvar.")
    act.remove(row, f"Tog bort frågan ”{row.text}”.")


@action(MANAGE_REGISTER)
def move_question(act: Act, question: OwnQuestion, *, is_up: bool) -> None:
    """Let a question change places with the one before or after it, among those asked at the same time."""
    order = list(OwnQuestion.objects.filter(asked_at=question.asked_at).order_by("position", "pk"))
    at = next(place for place, each in enumerate(order) if each.pk == question.pk)
    to = at - 1 if is_up else at + 1
    if not 0 <= to < len(order):
        act.nothing()
        return
    order[at], order[to] = order[to], order[at]
    for place, each in enumerate(order):
        act.change(each, each.version, f"Flyttade frågan ”{each.text}”.", position=place)
