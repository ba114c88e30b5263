"""The columns of a table of participations, and how a cell of each is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from samverk.core.outcomes.code_lists import (
    EDUCATION_LEVELS,
    EXIT_REASONS,
    GENDERS,
    OCCUPATIONS,
    REFERRERS,
    SUPPORT_SOURCES,
)
from samverk.core.outcomes.codes import CodeList
from samverk.core.outcomes.record import Occupied, RecordError, check_token
from samverk.core.outcomes.span import FOLLOW_UP_MONTHS
from samverk.formats.grid.columns import CellError, Column

SEVERAL = "+"
"""Between several answers in one cell: codes have commas in their names."""

_EXTENT = re.compile(r"(?P<name>.*?)\s*(?P<extent>\d{1,3})?\s*%?")


@dataclass(frozen=True, slots=True)
class CodedColumn(Column):
    """A column; `codes` are the answers of its code list, where it has one."""

    codes: CodeList | None = None


def _card(text: str) -> str:
    try:
        check_token(text)
    except RecordError as error:
        raise CellError(str(error)) from error
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise CellError(f"”{text[:20]}” är ingen dag. Skriv 2026-11-30.") from error


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= most:
            raise CellError(f"”{text[:20]}” är inte ett heltal från {least} till {most}.")
        return int(text)

    return read


def _municipality(text: str) -> str:
    if re.fullmatch(r"[0-9]{4}", text) is None:
        raise CellError(f"”{text[:20]}” är ingen kommunkod. Skriv fyra siffror.")
    return text


def _code(codes: CodeList, text: str) -> str:
    known = {each.name.lower(): each.code for each in codes.codes} | {each.code: each.code for each in codes.codes}
    found = known.get(text.lower())
    if found is None:
        allowed = "; ".join(each.name for each in codes.codes)
        raise CellError(f"”{text[:40]}” finns inte i listan {codes.name}. Skriv ett av: {allowed}.")
    return found


def _one_of(codes: CodeList) -> Callable[[str], str]:
    return lambda text: _code(codes, text)


def _support(text: str) -> tuple[str, ...]:
    return tuple(_code(SUPPORT_SOURCES, each.strip()) for each in text.split(SEVERAL))


def _occupied(text: str) -> tuple[Occupied, ...]:
    return tuple(_one_occupied(each.strip()) for each in text.split(SEVERAL))


def _one_occupied(text: str) -> Occupied:
    found = _EXTENT.fullmatch(text)
    if found is None:
        raise CellError(f"”{text[:40]}” är ingen sysselsättning. Skriv till exempel Förvärvsarbete 50.")
    extent = found["extent"]
    try:
        return Occupied(_code(OCCUPATIONS, found["name"]), int(extent) if extent else None)
    except RecordError as error:
        raise CellError(str(error)) from error


_SUPPORT_HINT = f"En eller flera med {SEVERAL} mellan, den huvudsakliga först"
_OCCUPIED_HINT = (
    f"En eller flera med {SEVERAL} mellan, med procent av 40 timmar: Förvärvsarbete 50 {SEVERAL} Studier 25"
)


def _follow_up(months: int) -> tuple[CodedColumn, ...]:
    """The columns of a follow-up so many months after the exit; their keys begin with `follow_up_key`."""
    key = follow_up_key(months)
    return (
        CodedColumn(f"{key}_day", f"Uppföljd efter {months} månader", _day, "Dagen; tomt när den inte är gjord"),
        CodedColumn(f"{key}_support", f"Försörjning efter {months} månader", _support, _SUPPORT_HINT),
        CodedColumn(f"{key}_occupied", f"Sysselsättning efter {months} månader", _occupied, _OCCUPIED_HINT),
    )


def follow_up_key(months: int) -> str:
    """How the keys of a follow-up's columns begin: "after_3"."""
    return f"after_{months}"


COLUMNS: tuple[CodedColumn, ...] = (
    CodedColumn("card", "Kort", _card, "Påhittat kortnummer, aldrig personnummer", is_required=True),
    CodedColumn("gender", "Kön", _one_of(GENDERS), "", is_required=True, codes=GENDERS),
    CodedColumn("birth_year", "Födelseår", _whole(1900, 2100), "Fyra siffror"),
    CodedColumn("consent_given", "Samtycke", _day, "Dagen då samtycket gavs", is_required=True),
    CodedColumn("start", "Start", _day, "Första dagen i insatsen", is_required=True),
    CodedColumn("municipality", "Kommunkod", _municipality, "Fyra siffror"),
    CodedColumn("education", "Utbildning", _one_of(EDUCATION_LEVELS), "", codes=EDUCATION_LEVELS),
    CodedColumn("referrer", "Remittent", _one_of(REFERRERS), "", codes=REFERRERS),
    CodedColumn("months_in_support", "Månader med försörjning", _whole(0, 720), "Hela månader före start"),
    CodedColumn("support", "Försörjning vid start", _support, _SUPPORT_HINT, codes=SUPPORT_SOURCES),
    CodedColumn("occupied", "Sysselsättning vid start", _occupied, _OCCUPIED_HINT, codes=OCCUPATIONS),
    CodedColumn("exit", "Avslut", _day, "Sista dagen; tomt när deltagandet pågår"),
    CodedColumn("exit_reason", "Avslutsorsak", _one_of(EXIT_REASONS), "", codes=EXIT_REASONS),
    CodedColumn("exit_support", "Försörjning vid avslut", _support, _SUPPORT_HINT),
    CodedColumn("exit_occupied", "Sysselsättning vid avslut", _occupied, _OCCUPIED_HINT),
    *(each for months in FOLLOW_UP_MONTHS for each in _follow_up(months)),
)


def question_column(key: str, heading: str, hint: str) -> CodedColumn:
    """The column of an own question of the register, which knows itself what its answers are."""
    return CodedColumn(key, heading, str, hint)
