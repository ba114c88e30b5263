"""The chain of events: how an event is sealed, and whether a chain is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from samverk.apps.audit.models import AuditChain, AuditEvent

SEALED = (
    "association_id",
    "sequence",
    "actor_id",
    "actor_name",
    "action",
    "subject_kind",
    "subject_id",
    "sentence",
    "before",
    "after",
    "previous_hash",
)


def seal(event: AuditEvent) -> str:
    """The event's hash: SHA-256 in hex over its canonical JSON (sorted keys, UTC time with microseconds)."""
    content = {name: getattr(event, name) for name in SEALED}
    content["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head(association_id: int) -> str:
    """The seal of the association's latest event, "" before the first: another one whenever anything has changed."""
    return AuditChain.objects.filter(pk=association_id).values_list("hash", flat=True).first() or ""


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether a chain is whole. `problem` is Swedish and "" when it is; `events` counts what was read."""

    association_id: int
    events: int
    problem: str = ""

    @property
    def is_whole(self) -> bool:
        """True when nothing was changed, removed or put in."""
        return not self.problem


def verify(association_id: int) -> ChainVerdict:
    """Read the whole chain of an association (0: the installation) and prove it link by link."""
    events = AuditEvent.objects.filter(association_id=association_id).order_by("sequence").iterator(2000)
    head = AuditChain.objects.filter(pk=association_id).first()
    count, problem, last = _read(events)
    stated = (head.sequence, head.hash) if head else (0, "")
    if not problem and stated != (count, last):
        problem = f"Kedjan ska sluta med händelse {stated[0]}, men slutar med {count}. Händelser saknas i slutet."
    return ChainVerdict(association_id, count, problem)


def _read(events: Iterable[AuditEvent]) -> tuple[int, str, str]:
    """How many events hold, what is wrong with the first that does not, and the hash of the last that does."""
    count, previous = 0, ""
    for event in events:
        if event.sequence != count + 1:
            return count, f"Händelse {count + 1} saknas; nästa har nummer {event.sequence}.", previous
        if event.previous_hash != previous or event.hash != seal(event):
            return count, f"Händelse {event.sequence} har ändrats efter att den skrevs.", previous
        count, previous = event.sequence, event.hash
    return count, "", previous
