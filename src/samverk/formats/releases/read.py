"""Reads a file of releases; what is wrong is told with the place in the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from samverk.core.disclosure.releases import Release
from samverk.core.disclosure.rule import DisclosureRule
from samverk.core.problems import Problem, ProblemSeverity
from samverk.formats.releases.model import SCHEMA, FileModel

MAX_BYTES = 20_000_000
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """What a file holds: the rule and the releases, the oldest first."""

    rule: DisclosureRule
    releases: tuple[Release, ...]


def read(data: bytes, file: str = "") -> tuple[ReleaseFile | None, list[Problem]]:
    """Read the file; None when it cannot be used, and then at least one problem says why."""
    if len(data) > MAX_BYTES:
        return None, [_refuse(f"Filen är större än {MAX_BYTES // 1_000_000} MB. Dela upp den.", file)]
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        return None, [_refuse("Filen är inte JSON i UTF-8. Spara den så och försök igen.", file, line=line)]
    try:
        model = FileModel.model_validate(content)
    except ValidationError as error:
        told = [_refuse(_message(each), file, _path(each["loc"])) for each in error.errors()[:_MOST_TOLD]]
        return None, told
    problems = [_refuse(message, file, key) for key, message in _crossed(model)][:_MOST_TOLD]
    if problems:
        return None, problems
    return ReleaseFile(model.rule.rule(), tuple(each.release() for each in model.releases)), []


def _refuse(message: str, file: str, key: str = "", *, line: int | None = None) -> Problem:
    return Problem(ProblemSeverity.REFUSE, "RK-FIL", message, file, line, key)


def _path(loc: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")


_WANTED = {
    "int": "ett heltal, 0 eller mer",
    "string": "en text",
    "bool": "true eller false",
    "tuple": "en lista",
    "date": "en dag, till exempel 2025-03-21",
    "model": "ett objekt",
}


def _message(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors in Swedish."""
    kind = str(error["type"])
    match kind:
        case "missing":
            return "Nyckeln saknas. Lägg till den."
        case "extra_forbidden":
            return "Nyckeln finns inte i schemat. Ta bort den; filen får inte bära något annat än antal och namn."
        case "literal_error":
            return f"Schemat ska vara {SCHEMA}. Ändra värdet."
        case "enum":
            return "Värdet är inte tillåtet. Välj bland shown, helper och sensitive."
        case "string_pattern_mismatch":
            return "Här ska stå ett tal som text med punkt före decimaler, till exempel ”33” eller ”33.5”."
        case "too_short" | "string_too_short":
            return "Värdet är tomt. Minst ett behövs."
        case "greater_than_equal" | "less_than_equal" | "string_too_long":
            return "Värdet är för litet eller för stort. Rätta det."
        case _:
            return f"Här ska stå {_WANTED.get(kind.split('_', 1)[0], 'något annat')}. Rätta värdet."


def _crossed(model: FileModel) -> Iterator[tuple[str, str]]:
    """What one part of the file says against another: (place, message)."""
    names = [release.id for release in model.releases]
    for number, release in enumerate(model.releases):
        at = f"releases[{number}]"
        if names.index(release.id) != number:
            yield f"{at}.id", f"Två offentliggöranden heter {release.id}. Ge dem olika namn."
        keys = [cell.key for cell in release.cells]
        for key in sorted({key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else ()):
            yield f"{at}.cells", f"Cellen {key} finns två gånger. Ta bort den ena."
        for place, cell in enumerate(release.cells):
            if cell.lowest is not None and cell.highest is not None and cell.lowest > cell.highest:
                yield f"{at}.cells[{place}]", f"Det lägsta antalet är större än det högsta i {cell.key}. Rätta dem."
        used = [key for each in release.totals for key in (each.total, *each.parts)]
        used += [key for share in release.shares for key in (share.part, share.base)]
        used += [mean.base for mean in release.means]
        for key in dict.fromkeys(key for key in used if key not in set(keys)):
            yield at, f"Cellen {key} finns inte bland cells. Lägg till den, utan antal om den är dold."
