"""The columns of a table of indicator results, and how a cell of each is read. No message repeats a count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from samverk.core.outcomes.codes import MISSING
from samverk.core.outcomes.surveys import INDICATOR_NUMBERS, RESPONDENT_GROUPS
from samverk.formats.grid.columns import CellError, Column

_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?")
_WHOLE_SHARE = 100


@dataclass(frozen=True, slots=True)
class GivenShare:
    """A share as it was written: 0–1, with how many decimals of a per cent."""

    share: Fraction
    decimals: int


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        plain = text.replace("\u00a0", "").replace(" ", "")
        if not plain.isascii() or not plain.isdigit() or not least <= int(plain[:9]) <= most:
            raise CellError(f"Cellen är inte ett heltal från {least} till {most}.")
        return int(plain)

    return read


def _group(text: str) -> str:
    known = {each.name.lower(): each.code for each in RESPONDENT_GROUPS.codes}
    found = known.get(" ".join(text.lower().split()))
    if found is None or found == MISSING:
        names = "; ".join(each.name for each in RESPONDENT_GROUPS.codes)
        raise CellError(f"”{text[:40]}” är ingen svarsgrupp. Skriv en av: {names}.")
    return found


def _indicator(text: str) -> int:
    number = text.lower().removeprefix("indikator").strip()
    if not number.isascii() or not number.isdigit() or int(number[:9]) not in INDICATOR_NUMBERS:
        raise CellError(f"”{text[:40]}” är ingen indikator. Skriv ett nummer från 1 till 16.")
    return int(number)


def _share(text: str) -> GivenShare:
    found = _SHARE.fullmatch(text)
    decimals = (found[2] or "") if found is not None else ""
    share = Fraction(f"{found[1]}.{decimals or 0}") / _WHOLE_SHARE if found is not None else None
    if share is None or share > 1:
        raise CellError("Cellen är ingen andel. Skriv procent från 0 till 100, med högst två decimaler: 78 eller 78,5.")
    return GivenShare(share, len(decimals))


COLUMNS: tuple[Column, ...] = (
    Column("year", "År", _whole(2004, 2100), "Fyra siffror", is_required=True),
    Column(
        "group",
        "Svarsgrupp",
        _group,
        "; ".join(each.name for each in RESPONDENT_GROUPS.codes),
        is_required=True,
    ),
    Column("indicator", "Indikator", _indicator, "Nummer 1 till 16", is_required=True),
    Column("answers", "Antal svar", _whole(0, 999_999), "Förbundets svar. Tomt när bara rikets värde anges"),
    Column("positive", "Klart positiva, antal", _whole(0, 999_999), "Av svaren. Ange antal eller andel"),
    Column("share", "Klart positiva, procent", _share, "78 eller 78,5. Används när antalet inte är känt"),
    Column("national", "Riket, procent", _share, "Rikets andel klart positiva. Får lämnas tom"),
)
