"""A file of releases says what was printed, and reads back as it was written."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, strategies
from jsonschema import Draft202012Validator

from samverk.core.disclosure.bounds import CellRange, CellTotal, known
from samverk.core.disclosure.equations import KnownShare
from samverk.core.disclosure.linked import MeanCell
from samverk.core.disclosure.releases import Release, ReleasedCell
from samverk.core.disclosure.rule import DisclosureRule, ZeroRule
from samverk.formats.releases import json_schema, read
from samverk.formats.releases.write import write

RULE = DisclosureRule(7, ZeroRule.SENSITIVE, 6, source="§ 4")
CELLS = (
    ReleasedCell("alla", known(40), label="Alla"),
    ReleasedCell("kvinnor", CellRange(1, 4)),
    ReleasedCell("män", CellRange(3, None)),
    ReleasedCell("andra", CellRange()),
    ReleasedCell("resten", CellRange(), is_implied=True),
)
RELEASE = Release(
    "Årsredovisningen 2024",
    CELLS,
    (CellTotal("alla", ("kvinnor", "män", "andra")),),
    (KnownShare("kvinnor", "alla", Decimal("12.5")),),
    (MeanCell("tid", "tid", "alla", Decimal("4.3"), Decimal("1"), None),),
    date(2025, 3, 21),
)


def test_what_is_written_is_read():
    data = write([RELEASE], RULE)
    file, problems = read(data)
    assert problems == []
    assert (file.rule, file.releases) == (RULE, (RELEASE,))
    Draft202012Validator(json_schema()).validate(json.loads(data))
    assert write([RELEASE], RULE) == data


def test_the_true_count_of_a_hidden_cell_is_never_written():
    secret = Release("r", (ReleasedCell("a", CellRange(), count=3),))
    assert "3" not in json.dumps(json.loads(write([secret], DisclosureRule()))["releases"])


def test_a_file_without_releases_is_not_made():
    with pytest.raises(ValueError, match="at least one"):
        write([], RULE)


RANGES = strategies.one_of(
    strategies.integers(0, 9999).map(known),
    strategies.just(CellRange()),
    strategies.tuples(strategies.integers(0, 50), strategies.integers(1, 50)).map(
        lambda ends: CellRange(ends[0], ends[0] + ends[1])
    ),
)


@given(strategies.lists(strategies.tuples(RANGES, strategies.booleans()), min_size=1, max_size=8))
def test_any_cells_come_back(found):
    cells = tuple(ReleasedCell(f"c{at}", each, is_implied=implied) for at, (each, implied) in enumerate(found))
    file, problems = read(write([Release("r", cells)], RULE))
    assert problems == []
    assert file.releases[0].cells == cells
