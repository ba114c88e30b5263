"""What the child process sends back: a `Source` and problems as JSON, which can do no harm when it is read."""

from __future__ import annotations

import json
from typing import Any

from samverk.core.document.tree import Place
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import Grid, GridCell, Line, Source, SourceKind, Word

Outcome = tuple[Source | None, tuple[Problem, ...]]


def pack(outcome: Outcome) -> bytes:
    """The outcome as compact JSON. File names are left out: the one who asked knows the name."""
    source, problems = outcome
    told = [[problem.severity.value, problem.code, problem.message] for problem in problems]
    read = None
    if source is not None:
        blocks = [_packed_line(block) if isinstance(block, Line) else _packed_grid(block) for block in source.blocks]
        read = [blocks, source.pages, source.unreadable_pages]
    return json.dumps([read, told], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpack(packed: bytes, name: str) -> Outcome:
    """The outcome, every place in the file `name`. Raises ValueError, TypeError or LookupError for other bytes."""
    read, told = json.loads(packed)
    problems = tuple(Problem(ProblemSeverity(severity), code, message, name) for severity, code, message in told)
    if read is None:
        return None, problems
    blocks = tuple(_line(held, name) if held[0] == "L" else _grid(held, name) for held in read[0])
    return Source(name, SourceKind.PDF, blocks, read[1], tuple(read[2])), problems


def _packed_line(line: Line) -> list[Any]:
    words = [[word.text, word.left, word.right] for word in line.words]
    flags = line.is_paragraph + 2 * line.is_bold
    return ["L", line.text, line.place.page, line.place.line, words, line.heading, flags, line.size]


def _packed_grid(grid: Grid) -> list[Any]:
    rows = [
        [
            cell and [cell.text, cell.place.page, cell.place.line, cell.is_header + 2 * cell.is_bold, cell.span]
            for cell in row
        ]
        for row in grid.rows
    ]
    return ["G", rows, grid.place.page, grid.place.line, grid.title]


def _line(held: list[Any], name: str) -> Line:
    _, text, page, line, words, heading, flags, size = held
    return Line(
        text,
        Place(name, page, line),
        tuple(Word(*word) for word in words),
        heading,
        bool(flags & 1),
        bool(flags & 2),
        size,
    )


def _grid(held: list[Any], name: str) -> Grid:
    _, rows, page, line, title = held
    return Grid(
        tuple(tuple(cell and _cell(cell, name) for cell in row) for row in rows), Place(name, page, line), title
    )


def _cell(held: list[Any], name: str) -> GridCell:
    text, page, line, flags, span = held
    place = Place(name, page, line)
    return GridCell(text, place, is_header=bool(flags & 1), is_bold=bool(flags & 2), span=span)
