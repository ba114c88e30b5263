"""How a facts value is declared: frozen, closed, with the Swedish key of the facts file as alias.

Facts are pydantic models so that one declaration gives the value in code, the check of what a person typed and the
JSON Schema for editors. Keys and enum values of facts files are Swedish ASCII; field names are the glossary's English.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, StringConstraints, WithJsonSchema


class FactsModel(BaseModel):
    """Base of everything that is read from a facts file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def parse_share(value: Any) -> Fraction:
    """Read a share written "1/4", "12,5 %", "0,125" or 0.125. Raises ValueError in Swedish when it is none of these."""
    if isinstance(value, Fraction):
        return value
    text = str(value).strip().replace("\u00a0", "").replace(" ", "").replace(",", ".")
    try:
        share = Fraction(Decimal(text[:-1])) / 100 if text.endswith("%") else Fraction(text)
    except (ValueError, ArithmeticError) as error:
        raise ValueError('en andel skrivs som "1/4", "25 %" eller 0.25') from error
    if not 0 <= share <= 1:
        raise ValueError("en andel ligger mellan 0 och 1 (0 % och 100 %)")
    return share


Share = Annotated[
    Fraction,
    BeforeValidator(parse_share),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number", "minimum": 0, "maximum": 1}]}),
]
"""A share 0–1 of something, exact."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
"""The short name of a measure, income source or block in facts files and figure names."""

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
