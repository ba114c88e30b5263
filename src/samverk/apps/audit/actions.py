"""What is done with the trail: it is handed out."""

from __future__ import annotations

from collections.abc import Iterator

from samverk.apps.audit.door import Act, action
from samverk.apps.audit.export import TrailFormat, written
from samverk.apps.audit.models import AuditEvent
from samverk.apps.audit.perms import EXPORT_TRAIL


@action(EXPORT_TRAIL)
def export_trail(act: Act, form: TrailFormat) -> Iterator[bytes]:
    """The association's whole trail as a file, from its first event. That it was handed out is an event itself."""
    act.tell(act.association, f"Exporterade händelserna som {'CSV' if form is TrailFormat.CSV else 'JSON-rader'}.")
    events = AuditEvent.objects.filter(association_id=act.association.pk).order_by("sequence")
    return written(events.iterator(2000), form)
