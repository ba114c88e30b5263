"""Layout: the lines and grids of a file → sections with prose and tables of printed cells. Nothing is interpreted."""

from __future__ import annotations

import re
from dataclasses import replace

from samverk.core.document.tree import Paragraph
from samverk.core.review.layout.grids import grid_blocks
from samverk.core.review.layout.headers import header_parts
from samverk.core.review.layout.headings import SectionPlan, plan_sections
from samverk.core.review.layout.lines import LineKind, PrintedLine
from samverk.core.review.layout.prose import full_width, paragraph_of, paragraphs_of
from samverk.core.review.layout.regions import opens_table, table_text, text_table
from samverk.core.review.layout.spacing import TextFlow, flow_of
from samverk.core.review.layout.tabs import is_tab_row, tab_cells, tab_rows, tab_table
from samverk.core.review.numbers import plain_spaces
from samverk.core.review.raw import RawSection, RawTable
from samverk.core.review.source import Grid, Source

__all__ = ["lay_out"]

_NOTE_BELOW = re.compile(r"(?:\*+|[¹²³⁴-⁹]|[0-9]\)|källa:|anm\.?:)\s*\S", re.IGNORECASE)
_MOST_TRIES = 3


def lay_out(source: Source) -> tuple[RawSection, ...]:
    """The file as sections in reading order, each with its paragraphs and tables.

    Nothing that is printed is lost and nothing stands twice, save headers: those repeated on a new page are dropped,
    and one over several columns is given to each. Never raises; the work grows with the length of the file.
    """
    flow = flow_of(source.blocks)
    return _Layout(flow, plan_sections(flow.blocks)).sections()


class _Layout:
    """The state of one pass over a file."""

    def __init__(self, flow: TextFlow, plan: SectionPlan) -> None:
        self._flow = flow.blocks
        self._plan = plan
        self._page_lines = list(reversed(flow.page_lines))
        self._width = full_width([line for line in flow.blocks if isinstance(line, PrintedLine)])
        self._stops = frozenset(plan.hard) | plan.contents
        self._sections: list[RawSection] = [RawSection("", "", 0, ())]
        self._blocks: list[Paragraph | RawTable] = []
        self._held: list[PrintedLine] = []
        self._tries: tuple[int, int] = (0, 0)

    def sections(self) -> tuple[RawSection, ...]:
        """Walk the file once."""
        place = 0
        while place < len(self._flow):
            place = self._step(place)
        self._flush()
        self._page_lines_before(None)
        self._close()
        return tuple(section for section in self._sections if section.level or section.blocks)

    def _step(self, place: int) -> int:
        """Take the block at `place` and say where the next one begins."""
        line = self._flow[place]
        if isinstance(line, Grid):
            self._flush()
            self._blocks += grid_blocks(line)
            return place + 1
        heading = self._plan.hard.get(place)
        if heading is None and not self._opens(place, line):
            heading = self._plan.soft.get(place)
        if heading is not None:
            self._open(heading, line)
            return place + 1
        if place in self._plan.contents:
            self._flush()
            self._add(paragraph_of([line]), line.index)
            return place + 1
        end = self._tabbed(place, line) if line.kind is LineKind.TABBED else self._aligned(place, line)
        if end is not None:
            return end
        self._held.append(line)
        return place + 1

    def _opens(self, place: int, line: PrintedLine) -> bool:
        """True when a line in capitals or bold is a header with several columns, and no heading."""
        return line.kind is LineKind.HEADER and len(header_parts(line.words)[1]) > 1

    def _tabbed(self, place: int, line: PrintedLine) -> int | None:
        """Take a table with tabs; None when there is none here."""
        if not is_tab_row(line):
            return None
        rows, aside, end = tab_rows(self._flow, place, self._stops)
        title, taken = self._title_above(line)
        table = tab_table(rows, title)
        if table is None:
            self._held += sorted((*(row.line for row in rows), *aside), key=lambda held: held.index)
            return end
        self._take(table, taken, line.index)
        end = self._note(end)
        self._blocks += [paragraph_of([each]) for each in aside]
        return end

    def _title_above(self, line: PrintedLine) -> tuple[str, int]:
        above = self._held[-1] if self._held else None
        if above is None or line.gap > 1 or above.kind not in (LineKind.WORDS, LineKind.HEADER):
            return "", 0
        text = above.text.strip()
        if text.endswith((".", ",", ";")) or not text[:1].isupper() or len(tab_cells(above)) > 1:
            return "", 0
        return text, 1

    def _aligned(self, place: int, line: PrintedLine) -> int | None:
        """Take a table whose columns are parted by spaces or line ends; None when there is none here."""
        tries, until = self._tries
        if not opens_table(line) or (place < until and tries >= _MOST_TRIES):
            return None
        text = table_text(self._flow, place, self._stops, self._plan.soft)
        found = text_table(text, self._held)
        if found is None:
            if text.body:
                self._tries = (tries + 1 if place < until else 1, max(until, text.end))
            return None
        self._tries = (0, 0)
        self._take(found.table, found.taken, line.index)
        end = self._note(text.end)
        self._blocks += [paragraph_of([aside]) for aside in found.aside]
        return end

    def _take(self, table: RawTable, taken: int, index: int) -> None:
        """Add a table; the last `taken` lines that were held belong to it."""
        if taken:
            del self._held[-taken:]
        self._flush()
        self._add(table, index)

    def _note(self, end: int) -> int:
        """A line of footnotes right below the table that was just added goes with it."""
        line = self._flow[end] if end < len(self._flow) else None
        if not isinstance(line, PrintedLine) or end in self._stops or line.gap > 1 or line.kind is LineKind.TABBED:
            return end
        table = self._blocks[-1]
        if isinstance(table, RawTable) and _NOTE_BELOW.match(line.line.text.strip()):
            self._blocks[-1] = replace(table, note=plain_spaces(line.line.text))
            return end + 1
        return end

    def _open(self, heading: RawSection, line: PrintedLine) -> None:
        self._flush()
        self._page_lines_before(line.index)
        self._close()
        self._sections.append(heading)

    def _close(self) -> None:
        self._sections[-1] = replace(self._sections[-1], blocks=tuple(self._blocks))
        self._blocks = []

    def _flush(self) -> None:
        """The lines that were held become paragraphs."""
        if self._held:
            first = self._held[0].index
            made = paragraphs_of(self._held, self._width)
            self._held = []
            self._page_lines_before(first)
            self._blocks += made

    def _add(self, block: Paragraph | RawTable, index: int) -> None:
        self._page_lines_before(index)
        self._blocks.append(block)

    def _page_lines_before(self, index: int | None) -> None:
        """Heads, feet and page numbers that stood before this line, each a paragraph of its own."""
        while self._page_lines and (index is None or self._page_lines[-1].index < index):
            self._blocks.append(paragraph_of([self._page_lines.pop()]))
