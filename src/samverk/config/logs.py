"""The lines of the log: JSON for whoever hosts, without what a request or a row holds.

Samverk's own loggers write sentences that name no one, and fields in `extra={"fields": …}`. Of everyone else's
messages only the unfilled template is written, and of an exception its kind and the places it passed, never its words:
both may quote names, addresses and values.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from traceback import extract_tb
from types import TracebackType

OWN = ("samverk", "gunicorn.error")


class JsonLines(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message and the fields of the record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line."""
        own = record.name.startswith(OWN)
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if own else str(record.msg),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def _places(passed: TracebackType | None) -> list[str]:
    """Where the exception passed, outermost first: file, line and function."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(passed)]
