"""An answer through the link or from paper. It goes through the door, and leaves no event: an event has a time.

The number of an answer is drawn when the form is made and signed into it: the same form sent twice is one answer.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from django.core.signing import BadSignature, Signer

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.surveys.models import SurveyAnswer, SurveyRound
from samverk.apps.surveys.perms import ANSWER_SURVEYS, CHANGE_SURVEYS
from samverk.apps.users.actor import Actor
from samverk.core.outcomes.questionnaires import Choices, read_choices
from samverk.formats.surveys.questionnaire import read_questionnaire

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits of a slip: none that is read as another."""
_SLIP_DIGITS, _GROUP = 12, 4
_MOST = len(_ALPHABET) ** _SLIP_DIGITS - 1
_SIGNER = Signer(salt="samverk.surveys.answer")


def new_number(row: SurveyRound) -> str:
    """A number for one answer in a round, signed. It holds no time."""
    return _SIGNER.sign(f"{row.pk}.{1 + secrets.randbelow(_MOST)}")


def number_of(row: SurveyRound, signed: str) -> int | None:
    """The number again; None when it is not one that was made for this round."""
    try:
        place, _, number = _SIGNER.unsign(signed).partition(".")
    except BadSignature:
        return None
    return int(number) if place == str(row.pk) else None


def slip_of(number: int) -> str:
    """The number as it is written on a form of paper: "7K3F-9QXM-2C4R". Whoever has it can take the answer back."""
    digits = ""
    for _ in range(_SLIP_DIGITS):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return "-".join(digits[at : at + _GROUP] for at in range(0, _SLIP_DIGITS, _GROUP))


def number_on(slip: str) -> int | None:
    """The number of a slip; None when it is none."""
    digits = "".join(slip.upper().replace("-", " ").split())
    if len(digits) != _SLIP_DIGITS or not set(digits) <= set(_ALPHABET):
        return None
    number = 0
    for digit in digits:
        number = number * len(_ALPHABET) + _ALPHABET.index(digit)
    return number


def is_open(row: SurveyRound) -> bool:
    """True when the round takes answers today."""
    return row.ended_on is None and row.opens_on <= today() <= row.closes_on


def answer_by_link(row: SurveyRound, number: int, choices: Choices) -> None:
    """Keep what somebody chose. Raises RefusedChange when the round is closed."""
    take_answer(Actor("svar utan namn", row.questionnaire.association, is_system=True), row, number, choices)


@action(ANSWER_SURVEYS)
def take_answer(act: Act, row: SurveyRound, number: int, choices: Choices) -> None:
    """Keep an answer without a word in the trail. The same number again is the same answer."""
    _check(act, row, [choices])
    if not is_open(_as_it_stands(row)):
        raise RefusedChange("Enkäten är stängd och tar inte emot fler svar.")
    _keep(row, {number: choices})
    act.nothing()


@action(CHANGE_SURVEYS)
def type_in_answers(act: Act, row: SurveyRound, sheets: Mapping[int, Choices]) -> None:
    """Keep answers from paper, until the round is ended. The trail tells that it was done, not how many or what."""
    _check(act, row, list(sheets.values()))
    if _as_it_stands(row).ended_on is not None:
        raise RefusedChange("Omgången är avslutad. Svar på papper kan inte läggas till efter det.")
    _keep(row, sheets)
    act.tell(row, f"Skrev in svar på papper i {row}.")


@action(CHANGE_SURVEYS)
def take_back_answer(act: Act, row: SurveyRound, slip: str) -> None:
    """Take back an answer that was typed in wrong, until the round is ended. The trail does not tell which.

    Who typed it is not known: the slip is what shows it. Raises RefusedChange.
    """
    _check(act, row, [])
    if _as_it_stands(row).ended_on is not None:
        raise RefusedChange("Omgången är avslutad. Svar kan inte tas tillbaka efter det.")
    number = number_on(slip)
    if number is None:
        raise RefusedChange("Ett kvitto är tolv tecken, till exempel 7K3F-9QXM-2C4R. Läs av det igen.")
    taken, _ = SurveyAnswer.objects.filter(pk=number, round=row).delete()
    if not taken:
        raise RefusedChange("Inget svar i omgången har det kvittot. Det är fel avläst, eller redan borttaget.")
    act.tell(row, f"Tog tillbaka ett svar på papper i {row}.")


def _as_it_stands(row: SurveyRound) -> SurveyRound:
    """The round as it is now: who ended it since the form was read must not get one answer more."""
    found: SurveyRound = SurveyRound.objects.select_for_update().get(pk=row.pk)
    return found


def _check(act: Act, row: SurveyRound, given: Sequence[Choices]) -> None:
    if row.questionnaire.association_id != act.association.pk:
        raise ValueError(f"{row} is another association's")
    content = read_questionnaire(row.content)
    if not all(each and read_choices(content, each) == each for each in given):
        raise ValueError("an answer that is none of the round's")


def _keep(row: SurveyRound, given: Mapping[int, Choices]) -> None:
    rows = [SurveyAnswer(pk=number, round=row, choices=dict(given[number])) for number in sorted(given)]
    SurveyAnswer.objects.bulk_create(rows, ignore_conflicts=True)
