"""One participant from the queue to the withdrawn consent: what the trail knows, and what is left afterwards."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.apps import apps
from django.db import models

from samverk.apps.audit.chain import verify
from samverk.apps.audit.models import INSTALLATION, AuditEvent
from samverk.apps.participants.count_actions import join_queue
from samverk.apps.participants.enums import AskedAt, Moment, QuestionKind
from samverk.apps.participants.follow_actions import note_status, withdraw_consent
from samverk.apps.participants.intake_actions import Person, change_participation, note_read, start_participation
from samverk.apps.participants.models import Participation, QueuePlace
from samverk.apps.participants.question_actions import add_question
from samverk.apps.participants.rating_actions import Score, rate_progress
from samverk.core.outcomes.progress import Rater
from tests.apps.participants.test_identity import BORN, NUMBER
from tests.factories.participating import START, ended, intake
from tests.factories.participations import status
from tests.factories.register import FIRST_DAY, keeper, officer, register, register_measure

DAY = date(2026, 11, 29)
CARD = "K7F3-29"
EXIT = date(2025, 8, 21)
FACTS = {
    "consent_given": date(2025, 2, 27),
    "municipality": "2583",
    "education": "isced_3_4",
    "referrer": "employment_service",
    "months_in_support": 537,
}
VALUES = (
    NUMBER,
    NUMBER.replace("-", ""),
    str(BORN.year),
    "woman",
    "2583",
    "isced_3_4",
    "employment_service",
    "537",
    "2025-02-27",
    "2025-03-03",
    "2025-08-21",
    "2025-11-24",
    "establishment_benefit",
    "activity_compensation",
    "seeking",
    "65",
    "to_rehabilitation",
    "Snickeri",
    "H7",
    "4711",
)
"""Everything that is told of the participant below, as the tables keep it."""


@pytest.fixture
def walked(settings, tmp_path):
    """The participation at the end of the walk, and who walked it."""
    settings.SAMVERK_DEMO_DAY = DAY
    settings.SAMVERK_IDENTITY_KEY_FILE = tmp_path / "identity.key"
    register(allows_identity=True, identity_decision="KS 2026/12", scale_lowest=1, scale_highest=5)
    measure = register_measure()
    actor, keeps = officer(measure), keeper()
    first = add_question(
        keeps, "Vad lockar?", QuestionKind.CHOICE, AskedAt.START, FIRST_DAY, choices=["Snickeri", "Kök"]
    )
    last = add_question(keeps, "Hur många möten?", QuestionKind.NUMBER, AskedAt.EXIT, FIRST_DAY)
    place = join_queue(actor, measure, CARD, "woman", date(2025, 1, 7))
    row = start_participation(
        actor,
        measure,
        Person(CARD, "woman", None, identity=NUMBER),
        status(START, "activity_compensation", "establishment_benefit", work=65, doing="seeking"),
        answers={first.pk: "Snickeri"},
        place=place,
        **FACTS,
    )
    note_read(actor, row)
    person = row.participant
    change_participation(
        actor,
        row,
        row.version,
        person.version,
        person={"gender": "woman", "birth_year": BORN.year},
        start=START,
        answers={first.pk: "Kök"},
        **{**FACTS, "months_in_support": 536},
    )
    rate_progress(actor, row, date(2025, 6, 2), [Score("health", Rater.CASE_WORKER, 3, 2)], "H7")
    row = ended(actor, row, EXIT, "to_rehabilitation", answers={last.pk: "4711"})
    note_status(actor, row, Moment.AFTER_3, 0, status(date(2025, 11, 24), "none", work=65))
    return actor, row


def test_no_value_of_a_participant_stands_in_the_trail(walked):
    assert Participation.objects.get().notes.count() == 3
    for event in AuditEvent.objects.exclude(action="participants.add_question"):
        told = json.dumps([event.sentence, event.before, event.after], ensure_ascii=False)
        about = event.subject_kind.partition(".")[2]
        if about in ("participant", "participation", "statusnote", "ownanswer", "progressrating", "queueplace"):
            assert not [value for value in VALUES if value in told], told
            assert event.before is None
            assert event.after is None or set(event.after) == {"fields"}
    assert verify(INSTALLATION).is_whole


def _mentions(key: str, found: dict[str, set[int]]) -> list[str]:
    """Every row of every table but the trail that holds the card or points at one of the rows `found`."""
    places = []
    for model in apps.get_models():
        if model is AuditEvent:
            continue
        for row in model._default_manager.all():
            for field in row._meta.concrete_fields:
                value = getattr(row, field.attname)
                points = isinstance(field, models.ForeignKey) and value in found.get(
                    field.related_model._meta.label, set()
                )
                if points or (isinstance(value, str) and key in value):
                    places.append(f"{model.__name__}.{field.name}")
    return places


def test_a_withdrawn_consent_leaves_no_row_that_mentions_the_participant(walked):
    actor, row = walked
    keys = {"participants.Participation": {row.pk}, "participants.Participant": {row.participant_id}}
    assert {place.partition(".")[0] for place in _mentions(CARD, keys)} == {
        "Participant",
        "Participation",
        "StatusNote",
        "OwnAnswer",
        "ProgressRating",
        "QueuePlace",
    }
    withdraw_consent(actor, row, row.version)
    assert _mentions(CARD, keys) == []
    told = AuditEvent.objects.filter(action="participants.withdraw_consent").get()
    assert told.sentence == "Tog bort K7F3-29 ur Steget: samtycket är återkallat."
    assert (told.before, told.after) == (None, None)
    assert verify(INSTALLATION).is_whole


def test_the_other_measures_of_the_person_stay(walked):
    actor, row = walked
    bron = register_measure("bron", "Bron")
    other = intake(officer(bron, name="Bo Berg"), bron, card=CARD, is_known=True, birth_year=BORN.year)
    withdraw_consent(actor, row, row.version)
    assert list(Participation.objects.all()) == [other]
    assert not QueuePlace.objects.exists()
