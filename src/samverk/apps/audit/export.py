"""The trail as files: CSV for a spreadsheet, JSON lines with everything that the hashes are made of."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from enum import StrEnum
from typing import Any

from samverk.apps.audit.chain import SEALED
from samverk.apps.audit.models import AuditEvent


class TrailFormat(StrEnum):
    """How a trail is written."""

    CSV = "csv"
    JSON_LINES = "jsonl"


_HEADINGS = {
    "sequence": "nummer",
    "at": "tidpunkt (UTC)",
    "actor_name": "vem",
    "action": "handling",
    "subject_kind": "slag",
    "subject_id": "vilken",
    "sentence": "vad som hände",
    "before": "före",
    "after": "efter",
    "previous_hash": "föregående kontrollsumma",
    "hash": "kontrollsumma",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def written(events: Iterable[AuditEvent], form: TrailFormat) -> Iterator[bytes]:
    """The file, piece by piece, in UTF-8 (CSV with a byte order mark, semicolons and formulas made harmless)."""
    return _csv(events) if form is TrailFormat.CSV else _json_lines(events)


def _values(event: AuditEvent) -> dict[str, Any]:
    values = {name: getattr(event, name) for name in SEALED}
    values["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    values["hash"] = event.hash
    return values


def _json_lines(events: Iterable[AuditEvent]) -> Iterator[bytes]:
    for event in events:
        yield (json.dumps(_values(event), ensure_ascii=False, sort_keys=True) + "\n").encode()


def _csv(events: Iterable[AuditEvent]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf" + _row(_HEADINGS.values())
    for event in events:
        values = _values(event)
        yield _row(harmless(_cell(values[name])) for name in _HEADINGS)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)


def harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _row(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode()
