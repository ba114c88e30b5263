"""The shape of a return in JSON: closed objects, closed words and bounded numbers; nothing that can hold a person.

One declaration gives the check and the published schema. Every text is of a closed list or a pattern of digits, except
the ids of measures, which the reader knows beforehand (`TrustedKey`). There are no decimals: JSON numbers are integers.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from samverk.core.outcomes.definitions import DEFINITIONS
from samverk.core.outcomes.table_kinds import TABLE_KINDS
from samverk.formats.json_schema import DIALECT

SCHEMA = "samverk.return/1"

MOST_COUNT = 10_000_000
MOST_CELLS = 4_000
MOST_TABLES = 60
MOST_SUB_PROJECTS = 60
MOST_NUMBER = 9_999


def _one_of(words: list[str]) -> dict[str, Any]:
    return {"enum": words}


MeasureId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Place = Annotated[str, StringConstraints(pattern=r"^(\*|[a-z][a-z0-9_]*)$", max_length=40)]
Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Tenths = Annotated[int, Field(ge=0, le=MOST_COUNT)]
At = Annotated[list[Place], Field(min_length=1, max_length=3)]


class _Closed(BaseModel):
    """A frozen object without other fields than its own; numbers are numbers and words are words."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PeriodShape(_Closed):
    """The first and the last day, both included."""

    first: Day
    last: Day


class RuleShape(_Closed):
    """The disclosure rule the tables were made by."""

    threshold: Annotated[int, Field(ge=2, le=100)]
    width: Annotated[int, Field(ge=1, le=100)]
    zeros: Literal["shown", "helper", "sensitive"]
    hides_alike: bool


class UsedDefinitionShape(_Closed):
    """A definition and its version."""

    code: Annotated[str, Field(json_schema_extra=_one_of(list(DEFINITIONS)))]
    version: Annotated[int, Field(ge=1, le=MOST_NUMBER)]


class CellShape(_Closed):
    """A cell: a shown cell has a count, a suppressed one a reason, a zero neither."""

    at: At
    state: Literal["shown", "zero", "suppressed"]
    count: Annotated[int, Field(ge=1, le=MOST_COUNT)] | None = None
    reason: Literal["protected", "unknown"] | None = None


class TableShape(_Closed):
    """A table of the closed list, with all its cells in order."""

    table: Annotated[str, Field(json_schema_extra=_one_of(list(TABLE_KINDS)))]
    sub_projects: Annotated[list[MeasureId], Field(max_length=MOST_SUB_PROJECTS)]
    cells: Annotated[list[CellShape], Field(min_length=1, max_length=MOST_CELLS)]


class SummaryShape(_Closed):
    """A mean or median, in tenths of its unit."""

    definition: Annotated[str, Field(json_schema_extra=_one_of(list(DEFINITIONS)))]
    table: Annotated[str, Field(json_schema_extra=_one_of(list(TABLE_KINDS)))]
    at: At
    tenths: Tenths
    low_tenths: Tenths | None
    high_tenths: Tenths | None


class ReturnShape(_Closed):
    """The whole file. `hash` is of everything up to `key`; `signature` of that, `key` and `hash`; as canonical JSON.

    The third digit of an organisation number is 2 or more, and so it is never a personal identity number.
    """

    schema_: Annotated[Literal["samverk.return/1"], Field(alias="schema")]
    association: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}[2-9][0-9]{3}-[0-9]{4}$")]
    measure: MeasureId
    period: PeriodShape
    number: Annotated[int, Field(ge=1, le=MOST_NUMBER)]
    replaces: Hash | None
    rule: RuleShape
    definitions: Annotated[list[UsedDefinitionShape], Field(max_length=len(DEFINITIONS))]
    tables: Annotated[list[TableShape], Field(min_length=1, max_length=MOST_TABLES)]
    summaries: Annotated[list[SummaryShape], Field(max_length=200)]
    key: Hash
    hash: Hash
    signature: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]


def json_schema() -> dict[str, Any]:
    """JSON Schema of a return, for other programs and for whoever wants to know what leaves a register."""
    schema = ReturnShape.model_json_schema(by_alias=True)
    schema["$schema"] = DIALECT
    schema["title"] = SCHEMA
    return schema
