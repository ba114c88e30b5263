"""Canonical JSON: one value has one spelling, so that a signature is of the value and of the bytes alike."""

from __future__ import annotations

import json
from typing import Any

MOST_BYTES = 2_000_000
MOST_DEPTH = 8
_MOST_DIGITS = 10
_BRACKETS = b"[]{}"
_OTHERS = bytes(each for each in range(256) if each not in _BRACKETS)


class NotCanonicalError(ValueError):
    """Bytes that are no return. `code` ends the problem's code; the message is Swedish and repeats no value."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def canonical(value: Any) -> bytes:
    """The one spelling: keys sorted, no spaces, ASCII only."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode("ascii")


def parse(data: bytes) -> Any:
    """Read canonical JSON with integers only. Raises NotCanonicalError in Swedish; never anything else."""
    if len(data) > MOST_BYTES:
        raise NotCanonicalError(
            "STORLEK", f"Filen är {len(data)} byte. En återrapport är högst {MOST_BYTES} byte. Be om en ny fil."
        )
    if _depth(data) > MOST_DEPTH:
        raise NotCanonicalError(
            "DJUP", f"Filen har mer än {MOST_DEPTH} nivåer. En återrapport har färre. Be registret sända den igen."
        )
    try:
        return json.loads(
            data.decode("ascii"),
            object_pairs_hook=_without_twins,
            parse_constant=_no_number,
            parse_float=_no_number,
            parse_int=_whole_number,
        )
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(
            "JSON", "Filen går inte att läsa som JSON. Kontrollera att det är återrapporten från registret."
        ) from error


def _depth(data: bytes) -> int:
    """The deepest nesting. Brackets within texts count too: no text of a return has any."""
    depth = deepest = 0
    for each in data.translate(None, delete=_OTHERS):
        depth += 1 if each in b"[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotCanonicalError("DUBBEL", "Samma fält står två gånger. Be registret sända återrapporten igen.")
    return found


def _no_number(_: str) -> Any:
    raise NotCanonicalError("TAL", "Ett tal är inte ett heltal. En återrapport har bara heltal. Be om en ny fil.")


def _whole_number(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise NotCanonicalError("TAL", "Ett tal är orimligt stort. Be registret sända återrapporten igen.")
    return int(text)
