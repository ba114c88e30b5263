"""Someone begins in a measure; what is known of the person is read and corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from samverk.apps.audit.door import Act, RefusedChange, action
from samverk.apps.participants.cards import as_written
from samverk.apps.participants.enums import AskedAt, Moment
from samverk.apps.participants.follow_actions import keep_answers, keep_status
from samverk.apps.participants.identity import IdentityError, index_of, read_identity, sealed
from samverk.apps.participants.models import Participant, Participation, QueuePlace
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import CHANGE_PARTICIPANTS, SEE_PARTICIPANTS
from samverk.apps.participants.queries import the_register
from samverk.apps.participants.recount import ask_for_recount
from samverk.apps.participants.register_models import RegisterMeasure
from samverk.core.outcomes.record import Status
from samverk.core.periods import long_date


@dataclass(frozen=True, slots=True)
class Person:
    """Who begins, as told. `is_known` says that the card is the person's own since before; `identity` may be ""."""

    card: str
    gender: str
    birth_year: int | None
    is_known: bool = False
    identity: str = ""


@action(SEE_PARTICIPANTS)
def note_read(act: Act, participation: Participation) -> None:
    """Write in the trail that somebody has read about a participant: card and measure, no values."""
    check_own(act, participation.measure)
    act.tell(participation, f"Läste om {participation.participant.card} i {participation.measure.name}.")


@action(CHANGE_PARTICIPANTS)
def start_participation(
    act: Act,
    /,
    measure: RegisterMeasure,
    person: Person,
    at_start: Status,
    *,
    answers: Mapping[int, str],
    place: QueuePlace | None = None,
    **facts: Any,
) -> Participation:
    """Begin a participation, of a new person or of one who has a card. `at_start.day` is the first day.

    `facts` are the fields of Participation (`consent_given` …), `answers` own question → answer, `place` the place in
    the queue that it came from. Raises RefusedChange, ValidationError by field.
    """
    check_own(act, measure)
    check_days(act, measure, at_start.day, facts["consent_given"])
    participant = _found_or_made(act, person, place)
    _refuse_overlap(participant, measure, at_start.day)
    row = Participation(participant=participant, measure=measure, start=at_start.day, **facts)
    act.add(row, f"Antecknade att {participant.card} började i {measure.name}.")
    keep_status(act, row, Moment.START, at_start)
    keep_answers(act, row, AskedAt.START, answers)
    if place is not None:
        if place.measure_id != measure.pk or place.started or place.left:
            raise RefusedChange(
                "Köplatsen hör till en annan insats eller är redan avslutad. Gå till kön och välj igen."
            )
        act.change(place, place.version, f"Antecknade att {place.card} fick plats i {measure.name}.", started=row.start)
    ask_for_recount(act, measure, row.start, None, "Ett deltagande har antecknats i efterhand.")
    return row


@action(CHANGE_PARTICIPANTS)
def change_participation(
    act: Act,
    /,
    participation: Participation,
    seen: int,
    person_seen: int,
    *,
    person: Mapping[str, Any],
    start: date,
    answers: Mapping[int, str],
    identity: str = "",
    **facts: Any,
) -> Participation:
    """Correct the facts of a participation with its answers, and of its person (`gender`, `birth_year`) everywhere.

    `identity` "" leaves the personal identity number as it is. Raises EditConflict, ValidationError by field.
    """
    check_own(act, participation.measure)
    check_days(act, participation.measure, start, facts["consent_given"])
    participant, before = participation.participant, participation.start
    values = dict(person)
    if identity:
        values["birth_year"], kept = _identity_values(act, identity, person["birth_year"])
        if Participant.objects.filter(identity_index=kept["identity_index"]).exclude(pk=participant.pk).exists():
            raise ValidationError({"identity": "En annan deltagare har personnumret. Läs av det igen."})
        values |= kept
    act.change(participant, person_seen, f"Rättade uppgifter om {participant.card}.", **values)
    row = act.change(participation, seen, f"Rättade deltagandet {participation}.", start=start, **facts)
    note = row.notes.filter(moment=Moment.START).first()
    if note is not None:
        act.change(note, note.version, f"Flyttade läget vid start för {row}.", day=start)
    keep_answers(act, row, AskedAt.START, answers)
    if act.told:
        for each in participant.participations.select_related("measure"):
            first = min(before, start) if each.pk == row.pk else each.start
            ask_for_recount(act, each.measure, first, each.exit, "Uppgifter om ett deltagande har rättats.")
    return row


def check_days(act: Act, measure: RegisterMeasure, start: date, consent_given: date) -> None:
    """Raise ValidationError for days that have not come, or when the measure does not run."""
    faults = {}
    if consent_given > act.today:
        faults["consent_given"] = "Dagen har inte varit än. Utan samtycke antecknas ingen deltagare; räkna anonymt."
    if start > act.today:
        faults["start"] = "Dagen har inte varit än. Ställ personen i kö tills insatsen börjar."
    elif measure.start and start < measure.start:
        faults["start"] = f"{measure.name} började {long_date(measure.start)}. Ange den dagen eller en senare."
    elif measure.end and start > measure.end:
        faults["start"] = f"{measure.name} slutade {long_date(measure.end)}. Ange den dagen eller en tidigare."
    if faults:
        raise ValidationError(faults)


def _found_or_made(act: Act, person: Person, place: QueuePlace | None) -> Participant:
    """The participant that the person is, or a new one. Raises ValidationError by field."""
    card = as_written(person.card)
    kept: dict[str, Any] = {}
    if person.identity:
        year, kept = _identity_values(act, person.identity, person.birth_year)
        person = Person(card, person.gender, year, person.is_known)
        found = Participant.objects.filter(identity_index=kept["identity_index"]).first()
        if found is not None:
            return _the_same(found, person, "identity")
    found = Participant.objects.filter(card=card).first()
    if person.is_known:
        if found is None:
            raise ValidationError(
                {"card": "Ingen har kortet. Läs av det igen, eller ta bort krysset för ett nytt kort."}
            )
        return _the_same(found, person, "card")
    if found is not None:
        raise ValidationError({"card": "Kortet är upptaget. Är det samma person, kryssa i det; annars tag ett annat."})
    others = QueuePlace.objects.filter(card=card).exclude(pk=place.pk if place else None)
    if others.exists():
        raise ValidationError({"card": "Någon i kö har kortet. Börja från kön, eller ta ett annat kort."})
    row = Participant(card=card, gender=person.gender, birth_year=person.birth_year, **kept)
    return act.add(row, f"La till deltagaren {card}.")


def _identity_values(act: Act, text: str, birth_year: int | None) -> tuple[int, dict[str, Any]]:
    """The year of birth that a number tells, and the fields that keep it. Raises RefusedChange, ValidationError."""
    register = the_register()
    if register is None or not register.allows_identity:
        raise RefusedChange("Personnummer får inte antecknas i det här registret.")
    try:
        number = read_identity(text, act.today)
    except IdentityError as error:
        raise ValidationError({"identity": str(error)}) from error
    if birth_year not in (None, number.birth_year):
        raise ValidationError({"birth_year": "Födelseåret stämmer inte med personnumret. Rätta det ena."})
    try:
        return number.birth_year, {"identity": sealed(number), "identity_index": index_of(number)}
    except IdentityError as error:
        raise RefusedChange(str(error)) from error


def _the_same(found: Participant, person: Person, field: str) -> Participant:
    """The participant that was found, when what is told of the person agrees. Raises ValidationError."""
    if found.gender != person.gender or person.birth_year not in (None, found.birth_year):
        raise ValidationError(
            {field: "Det finns en deltagare där, men kön eller födelseår är ett annat. Kontrollera vem det gäller."}
        )
    return found


def _refuse_overlap(participant: Participant, measure: RegisterMeasure, start: date) -> None:
    """Raise RefusedChange when the person is in the measure already."""
    for row in Participation.objects.filter(participant=participant, measure=measure):
        if row.exit is None or row.exit >= start:
            raise RefusedChange(
                f"{participant.card} är redan med i {measure.name} sedan {long_date(row.start)}. Öppna det deltagandet."
            )
