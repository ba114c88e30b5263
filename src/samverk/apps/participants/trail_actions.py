"""What is done with what has been read: an extract for the person, and the read log handed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from samverk.apps.audit.door import Act, action
from samverk.apps.audit.export import TrailFormat, written
from samverk.apps.audit.models import INSTALLATION, AuditEvent
from samverk.apps.audit.queries import TrailFilter, trail
from samverk.apps.participants.models import Participation
from samverk.apps.participants.own import check_own
from samverk.apps.participants.perms import SEE_PARTICIPANTS, SEE_READS
from samverk.apps.participants.queries import the_register

READINGS = (
    "participants.note_read",
    "participants.note_extract",
    "participants.note_hours_read",
    "participants.make_scb_file",
)


@action(SEE_PARTICIPANTS)
def note_extract(act: Act, rows: Iterable[Participation]) -> None:
    """Write in the trail that an extract was made of participations: cards and measures, no values."""
    for row in rows:
        check_own(act, row.measure)
        act.tell(row, f"Tog ut registerutdrag om {row.participant.card} i {row.measure.name}.")


@action(SEE_READS)
def export_reads(act: Act, asked: TrailFilter) -> Iterator[bytes]:
    """The read log as CSV. That it was handed out is an event itself."""
    register = the_register()
    if register is None:
        act.nothing()
    else:
        act.tell(register, "Hämtade läsloggen som CSV.")
    return written(reads(asked).order_by("sequence").iterator(2000), TrailFormat.CSV)


def reads(asked: TrailFilter) -> QuerySet[AuditEvent]:
    """Who has read what about whom, the latest first. `words` is a card."""
    return trail(INSTALLATION, asked).filter(action__in=READINGS)


def readers() -> list[str]:
    """Everyone who has read anything, by name."""
    found = AuditEvent.objects.filter(association_id=INSTALLATION, action__in=READINGS).order_by()
    return sorted(found.values_list("actor_name", flat=True).distinct())
