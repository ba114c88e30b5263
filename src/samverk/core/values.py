"""How a facts value is declared: frozen, closed, with the Swedish key of the facts file as alias.

Facts are pydantic models so that one declaration gives the value in code, the check of what a person typed and the
JSON Schema for editors. Keys and enum values of facts files are Swedish ASCII; field names are the glossary's English.
Every key has a Swedish `description`: editors and the handbook show it. Validators raise ValueError in Swedish.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints, WithJsonSchema


class FactsModel(BaseModel):
    """Base of everything that is read from a facts file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


_SHARE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?%?|[0-9]{1,9}/0*[1-9][0-9]{0,8}")
_LARGEST_AMOUNT = 10**12  # in any unit; more is a slip of the keyboard


def parse_share(value: Any) -> Fraction:
    """Read a share written "1/4", "12,5 %", "0,125" or 0.125. Raises ValueError in Swedish when it is none of these."""
    if isinstance(value, Fraction):
        return value
    text = str(value).strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    if isinstance(value, bool) or not _SHARE.fullmatch(text):
        raise ValueError('en andel skrivs som "1/4", "25 %" eller 0.25')
    share = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    if not 0 <= share <= 1:
        percent = text.replace(".", ",") if 1 < share <= 100 and "/" not in text and "%" not in text else ""
        hint = f"; skriv {percent} % med procenttecken" if percent else ""
        raise ValueError(f"en andel ligger mellan 0 och 1 (0 % och 100 %){hint}")
    return share


def parse_day(value: Any) -> date:
    """Read a day: a TOML date or the text "2025-03-21". Raises ValueError in Swedish for anything else."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError("den dagen finns inte i kalendern") from error
    raise ValueError("en dag skrivs med år, månad och dag, utan klockslag: 2025-03-21")


def parse_amount(value: Any) -> Decimal:
    """Take an amount: an int or Decimal. Raises ValueError in Swedish for text, true/false, infinity and NaN."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        amount = Decimal(value)
        if amount.is_finite():
            if abs(amount) >= _LARGEST_AMOUNT:
                raise ValueError("beloppet är orimligt stort; det ska vara mindre än 1 000 miljarder")
            return amount
    raise ValueError("ett belopp skrivs som ett tal utan citattecken och mellanrum, med punkt före decimaler: 1842.5")


def parse_accounts(value: Any) -> str:
    """Take an account number or a range of them ("3010", "3010-3019"). Raises ValueError in Swedish."""
    text = value.strip() if isinstance(value, str) else ""
    first, dash, last = text.partition("-")
    if not re.fullmatch(r"[0-9]+(-[0-9]+)?", text):
        raise ValueError('ett konto skrivs inom citattecken, ensamt eller som intervall: "3010" eller "3010-3019"')
    if dash and (len(first) != len(last) or first > last):
        raise ValueError("ett kontointervall går från ett lägre till ett högre nummer med lika många siffror")
    return text


def require_order(start: date | None, end: date | None) -> None:
    """Raise ValueError in Swedish when `end` comes before `start`."""
    if start is not None and end is not None and end < start:
        raise ValueError(f"slutet ({end}) kommer före början ({start}); rätta den ena dagen")


def require_apart(periods: Sequence[tuple[date, date | None]]) -> None:
    """Raise ValueError in Swedish when two of the closed periods share a day; no end means for ever."""
    ordered = sorted(periods, key=lambda period: period[0])
    for (start, end), (following, _) in pairwise(ordered):
        if end is None or following <= end:
            raise ValueError(f"perioden från {start} måste sluta före {following}, då nästa börjar")


Share = Annotated[
    Fraction,
    BeforeValidator(parse_share),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number", "minimum": 0, "maximum": 1}]}),
]
"""A share 0–1 of something, exact."""

Day = Annotated[date, BeforeValidator(parse_day)]
"""A calendar day."""

Amount = Annotated[Decimal, BeforeValidator(parse_amount), WithJsonSchema({"type": "number"})]
"""An amount in the unit of its file."""

AccountRange = Annotated[
    str, BeforeValidator(parse_accounts), WithJsonSchema({"type": "string", "pattern": "^[0-9]+(-[0-9]+)?$"})
]
"""An account or a range of accounts, both ends included."""

WholeNumber = Annotated[int, Field(strict=True)]
"""An int that was typed as one: neither "2" nor true."""

YesNo = Annotated[bool, Field(strict=True)]
"""true or false."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""The short name of a measure, income source or block in facts files and figure names."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""What something or someone is called."""
