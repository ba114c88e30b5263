"""The chain of events: how an event is sealed, and whether a chain is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from django.db import DEFAULT_DB_ALIAS

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


def verify(association_id: int, using: str = DEFAULT_DB_ALIAS) -> ChainVerdict:
    """Read the whole chain of an association (0: the installation) and prove it link by link.

    `using` names the database. Events that are written meanwhile are left for the next time.
    """
    number, seal_of_last = end(association_id, using)
    own = AuditEvent.objects.using(using).filter(association_id=association_id).order_by("sequence")
    count, problem, last = _read(own.filter(sequence__lte=number).iterator(2000))
    if not problem and (number, seal_of_last) != (count, last):
        problem = f"Kedjan ska sluta med händelse {number}, men slutar med {count}. Händelser saknas i slutet."
    if not problem and own.filter(sequence__gt=number).exists() and end(association_id, using)[0] == number:
        problem = f"Efter händelse {number}, som är den sista, har någon lagt till händelser."
    return ChainVerdict(association_id, count, problem)


def end(association_id: int, using: str = DEFAULT_DB_ALIAS) -> tuple[int, str]:
    """The number and the seal of the latest event, (0, "") before the first."""
    chains = AuditChain.objects.using(using).filter(pk=association_id)
    return chains.values_list("sequence", "hash").first() or (0, "")


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
