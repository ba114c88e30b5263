"""The tag tree and the pieces of text it points at → headings, paragraphs and grids, page by page as good as the tags.

A page whose tags leave out much of its text, or call a table's rows paragraphs, is read by its layout instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from samverk.core.document.tree import Place
from samverk.core.review.source import Grid, Line
from samverk.formats.pdf.flowing import flowing_text, is_bold
from samverk.formats.pdf.grids import NO_TEXT, grid_of, is_continued, joined, marks_in, row_page
from samverk.formats.pdf.layout import Lines, is_table_row
from samverk.formats.pdf.lines import lines_of
from samverk.formats.pdf.pieces import Piece, PrintedPage
from samverk.formats.pdf.tag_nodes import STANDARD, Mark, TagNode

Block = Line | Grid
_INLINE = frozenset(
    ("Span", "Quote", "Reference", "Code", "Link", "Ruby", "Warichu", "Sub", "Em", "Strong", "Lbl", "BibEntry")
)
_NOTES = frozenset(("Note", "FENote"))
_LEVELS = {"H": 1, "H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}
_COVERED = 0.6  # of a page's letters
_MOST_IN_FIGURES = 1500  # letters: no chart has more
_MOST_ARTIFACTS = 400  # letters in headers and footers
_LEAST_ROWS = 3  # so many rows of figures outside every table are a table tagged as paragraphs


class TaggedText:
    """What the tags say of a file. `blocks` in reading order; `good_pages` are those whose tags can be trusted."""

    def __init__(self, tree: TagNode, printed: list[tuple[PrintedPage, Lines]]) -> None:
        self._pieces: dict[Mark, list[Piece]] = {}
        self._depths: dict[int, list[tuple[float, int]]] = {}
        for page, lines in printed:
            for piece in page.pieces:
                if piece.mark >= 0:
                    self._pieces.setdefault((page.number, piece.mark), []).append(piece)
            self._depths[page.number] = sorted((line.depth, line.number) for line in lines)
        self._used: set[Mark] = set()
        self._in_tables: set[Mark] = set()
        self._in_figures: set[Mark] = set()
        self._open: list[Mark] = []
        self._notes: list[TagNode] = []
        self._has_label = False
        self._sections = 0
        self.blocks: list[Block] = []
        self._walk(tree)
        self._close()
        self._join_tables()
        self.good_pages = frozenset(page.number for page, _ in printed if page.pieces and self._is_good(page))

    def _walk(self, node: TagNode) -> None:
        kids = node.kids
        titles = _titles(kids)
        for index, kid in enumerate(kids):
            if isinstance(kid, tuple):
                self._open.append(kid)
                self._has_label = False
            elif kid.tag in NO_TEXT:
                self._in_figures.update(_all_marks(kid))
            elif kid.tag in _NOTES:
                self._notes.append(kid)
            elif kid.tag in _INLINE or (kid.tag not in STANDARD and self._open):
                is_first = not self._open
                self._walk(kid)
                self._has_label = kid.tag == "Lbl" and is_first and bool(self._open)
            elif index not in titles.values():
                title = kids[titles[index]] if index in titles else None
                self._block(kid, title if isinstance(title, TagNode) else None)

    def _block(self, node: TagNode, title: TagNode | None) -> None:
        if node.tag == "Table":
            self._close()
            self._table(node, title)
        elif node.tag in _LEVELS:
            self._close()
            self._open += marks_in(node)
            level = min(max(self._sections, 1), 6) if node.tag == "H" else _LEVELS[node.tag]
            self._close(level)
        else:
            if not self._has_label or node.tag in ("L", "LI", "TOC"):
                self._close()
            self._sections += node.tag == "Sect"
            self._walk(node)
            self._sections -= node.tag == "Sect"
            self._close()

    def _table(self, table: TagNode, title: TagNode | None) -> None:
        captions = [kid for kid in table.kids if isinstance(kid, TagNode) and kid.tag == "Caption"]
        captions += [title] if title is not None else []
        text = " ".join(found for caption in captions if (found := flowing_text(self._pieces_in(caption))))
        grid = grid_of(table, text, self._pieces_in, self._place)
        if grid is not None:
            self.blocks.append(grid)
        for node in (table, *captions):
            marks = set(marks_in(node))
            self._used |= marks
            self._in_tables |= marks

    def _close(self, heading: int = 0) -> None:
        """End the open paragraph; the notes that were referred to in it come after it."""
        marks, self._open, self._has_label = self._open, [], False
        pieces = [piece for mark in marks for piece in self._pieces.get(mark, ())]
        self._used.update(marks)
        place = self._place_of(marks)
        if pieces and place is not None:
            text = flowing_text(pieces)
            size = round(max(pieces, key=lambda piece: len(piece.text)).size, 1)
            line = Line(text, place, (), heading, not heading, is_bold(pieces), size)
            self.blocks.append(line)
        notes, self._notes = self._notes, []
        for note in notes:
            self._walk(note)
            self._close()

    def _pieces_in(self, node: TagNode) -> list[Piece]:
        """The pieces of a cell or a caption, once when each page of the table has it again."""
        pages: dict[int, list[Piece]] = {}
        for mark in marks_in(node):
            pages.setdefault(mark[0], []).extend(self._pieces.get(mark, ()))
        parts = [pieces for pieces in pages.values() if pieces]
        if len(parts) > 1 and len({flowing_text(pieces) for pieces in parts}) == 1:
            return parts[0]
        return [piece for pieces in parts for piece in pieces]

    def _place(self, node: TagNode) -> Place | None:
        return self._place_of(marks_in(node))

    def _place_of(self, marks: Iterable[Mark]) -> Place | None:
        for mark in marks:
            pieces = self._pieces.get(mark)
            if pieces:
                return Place("", mark[0], self._line_number(mark[0], pieces[0].depth))
        return None

    def _line_number(self, page: int, depth: float) -> int:
        depths = self._depths[page]
        at = bisect_left(depths, (depth, 0))
        near = depths[max(at - 1, 0) : at + 1]
        return min(near, key=lambda found: abs(found[0] - depth))[1]

    def _join_tables(self) -> None:
        joint: list[Block] = []
        for block in self.blocks:
            before = joint[-1] if joint else None
            if isinstance(block, Grid) and isinstance(before, Grid) and is_continued(before, block):
                joint[-1] = joined([before, block])
            else:
                joint.append(block)
        self.blocks = joint

    def _is_good(self, page: PrintedPage) -> bool:
        """True when the tags cover the page's text and no table is tagged as paragraphs."""
        letters = covered = artifacts = figures = 0
        outside: list[Piece] = []
        for piece in page.pieces:
            count, mark = sum(map(str.isalnum, piece.text)), (page.number, piece.mark)
            letters += count
            if piece.is_artifact:
                artifacts += count
            elif mark in self._in_figures:
                figures += count
            elif mark in self._used:
                covered += count
                if mark not in self._in_tables:
                    outside.append(piece)
        if figures > _MOST_IN_FIGURES or artifacts > max(_MOST_ARTIFACTS, letters // 2):
            return False
        if covered < _COVERED * (letters - artifacts - figures):
            return False
        rows = sum(is_table_row(line) for line in lines_of(outside))
        return rows < _LEAST_ROWS


def kept_pages(blocks: Iterable[Block], pages: frozenset[int]) -> list[Block]:
    """The blocks and the rows of tables that stand on `pages`."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Line):
            kept += [block] if block.place.page in pages else []
            continue
        rows = tuple(row for row in block.rows if row_page(row) in pages)
        if rows:
            first = next(cell for cell in rows[0] if cell is not None)
            kept.append(block if rows == block.rows else Grid(rows, first.place, block.title))
    return kept


def _titles(kids: list[TagNode | Mark]) -> dict[int, int]:
    """Which caption beside it is a table's title: the one right before, else the one right after."""
    found: dict[int, int] = {}
    tags = [kid.tag if isinstance(kid, TagNode) else "" for kid in kids]
    for index, tag in enumerate(tags):
        if tag != "Table":
            continue
        if index and tags[index - 1] == "Caption" and index - 1 not in found.values():
            found[index] = index - 1
        elif tags[index + 1 : index + 2] == ["Caption"] and tags[index + 2 : index + 3] not in (["Table"], ["Figure"]):
            found[index] = index + 1
    return found


def _all_marks(node: TagNode) -> list[Mark]:
    found: list[Mark] = []
    for kid in node.kids:
        found += [kid] if isinstance(kid, tuple) else _all_marks(kid)
    return found
