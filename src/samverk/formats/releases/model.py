"""The shape of a file of releases (samverk.releases/1). It holds keys, counts and names of cells, no persons."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.equations import KnownShare
from samverk.core.disclosure.linked import MeanCell
from samverk.core.disclosure.releases import Release, ReleasedCell
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.formats.json_schema import DIALECT

SCHEMA = "samverk.releases/1"

_Count = Annotated[int, Field(ge=0, le=10_000_000)]
_Key = Annotated[str, Field(min_length=1, max_length=400)]
_Number = Annotated[str, Field(pattern=r"^\d{1,9}(\.\d{1,6})?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CellModel(_Strict):
    """A cell: a count, a range, or neither when it is hidden."""

    key: _Key = Field(description="Cellens nyckel, densamma i alla offentliggöranden.")
    label: str = Field("", description="Vad cellen heter för läsaren.")
    count: _Count | None = Field(None, description="Antalet, när det är tryckt.")
    lowest: _Count | None = Field(
        None, description="Det lägsta antal som trycket säger, till exempel 1 för ”färre än 5”."
    )
    highest: _Count | None = Field(
        None, description="Det högsta antal som trycket säger, till exempel 4 för ”färre än 5”."
    )
    implied: bool = Field(False, description="Sant för det som inte är tryckt men följer av det som är.")

    def cell(self) -> ReleasedCell:
        """The cell as core knows it."""
        given = known(self.count) if self.count is not None else CellRange(self.lowest or 0, self.highest)
        return ReleasedCell(self.key, given, is_implied=self.implied, label=self.label)


class TotalModel(_Strict):
    """A sum: a cell that is the sum of others."""

    total: _Key = Field(description="Cellen som är summan.")
    parts: tuple[_Key, ...] = Field(min_length=1, description="Cellerna som den är summan av.")


class ShareModel(_Strict):
    """A percentage as printed."""

    part: _Key = Field(description="Cellen som är en andel.")
    base: _Key = Field(description="Cellen som den är en andel av.")
    percent: _Number = Field(description="Procenttalet som text med de decimaler som är tryckta, till exempel ”33”.")


class MeanModel(_Strict):
    """A mean as printed."""

    key: _Key = Field(description="Vad medelvärdet heter.")
    variable: _Key = Field(description="Vad det är medelvärde av, till exempel månader i insatsen.")
    base: _Key = Field(description="Cellen med dem som det gäller.")
    mean: _Number = Field(description="Medelvärdet som text med de decimaler som är tryckta.")
    lowest: _Number | None = Field(None, description="Det lägsta värdet, när det är tryckt.")
    highest: _Number | None = Field(None, description="Det högsta värdet, när det är tryckt.")


class ReleaseModel(_Strict):
    """All that was printed at one time."""

    id: _Key = Field(description="Vad offentliggörandet heter, till exempel årsredovisningen 2024.")
    day: date | None = Field(None, description="Dagen det offentliggjordes.")
    cells: tuple[CellModel, ...] = Field(description="Cellerna i tabeller och meningar.")
    totals: tuple[TotalModel, ...] = Field((), description="Summorna som gäller mellan cellerna.")
    shares: tuple[ShareModel, ...] = Field((), description="Procenttal.")
    means: tuple[MeanModel, ...] = Field((), description="Medelvärden.")

    def release(self) -> Release:
        """The release as core knows it."""
        return Release(
            self.id,
            tuple(cell.cell() for cell in self.cells),
            tuple(CellTotal(each.total, each.parts) for each in self.totals),
            tuple(KnownShare(each.part, each.base, Decimal(each.percent)) for each in self.shares),
            tuple(
                MeanCell(
                    each.key, each.variable, each.base, Decimal(each.mean), _number(each.lowest), _number(each.highest)
                )
                for each in self.means
            ),
            self.day,
        )


class RuleModel(_Strict):
    """The board's rule."""

    threshold: int = Field(5, ge=2, le=1000, description="Antal från 1 till ett mindre än detta är små.")
    width: int | None = Field(
        None, ge=1, le=1000, description="Högsta minus lägsta möjliga antal i en dold cell, minst."
    )
    zeros: ZeroRule = Field(ZeroRule.SHOWN, description="Om nollor visas, får döljas eller ska döljas.")
    source: str = Field("", description="Vem som har beslutat regeln.")

    def rule(self) -> DisclosureRule:
        """The rule as core knows it."""
        return DisclosureRule(self.threshold, self.zeros, self.width, source=self.source)


class FileModel(_Strict):
    """The whole file."""

    schema_: Literal["samverk.releases/1"] = Field(alias="schema", description="Filens schema.")
    rule: RuleModel = Field(
        default_factory=RuleModel, description="Styrelsens regel. Utelämnas den gäller vårt förslag."
    )
    releases: tuple[ReleaseModel, ...] = Field(min_length=1, description="Offentliggörandena, det äldsta först.")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def json_schema() -> dict[str, Any]:
    """The file's JSON Schema 2020-12."""
    schema = FileModel.model_json_schema(by_alias=True)
    definitions = {name: _swedish(kept) for name, kept in sorted(schema.pop("$defs", {}).items())}
    return {
        "$schema": DIALECT,
        "title": SCHEMA,
        **_swedish(schema),
        "description": "Vad som har offentliggjorts om deltagare, för samverk disclosure attack.",
        "$defs": definitions,
    }


def _swedish(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without the docstring and the titles that pydantic wrote for programmers."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if "properties" in kept:
        kept["properties"] = {
            name: {key: value for key, value in each.items() if key != "title"}
            for name, each in kept["properties"].items()
        }
    return kept
