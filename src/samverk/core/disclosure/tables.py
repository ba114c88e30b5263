"""A printed table as counts of participants: which cells are open, which are hidden, which sums hold between them.

Nothing is assumed of a table that does not say in words that it is about participants. A sum is one that the table
names (a total row or column) and that its open cells bear out, or the sum of women and men.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samverk.core.disclosure import words
from samverk.core.disclosure.bounds import CellRange, CellTotal
from samverk.core.document.figures import ValueState
from samverk.core.document.tree import Cell, ColumnKind, FigureCell, NoteCell, Place, Row, RowRole, Table, TextCell

Key = tuple[str, str]
"""(row id, column id) of a cell."""

_COUNT = re.compile(r"(\d{1,3}(?: \d{3})+|\d+)(?: ?\(\d+(?:,\d+)? ?%\))?(?: ?st\.?)?$")
_SHARE = re.compile(r"(\d+(?:,\d+)?) ?(?:%|procent)?$")
_UNDER = re.compile(r"(?:< ?|färre än |mindre än |under )(\d+|fem|tio)(?: personer| deltagare)?$")
_BETWEEN = re.compile(r"(\d{1,2}) ?[-–] ?(\d{1,2})$")
_MARKS = ("··", "..", "•")
_TICKS = ("x", "*")
_DASHES = ("-", "–", "—", "−")
_HIGHEST_MARK = 5
_NUMBER_WORDS = {"fem": 5, "tio": 10}
_DASH_MEANS = re.compile(
    r"(?:streck\w*|(?<!\w)[-–—−](?!\w))\s*\)?\s*(?:=|:|betyder|innebär|anger|visar|avser|står för|markerar|används)|"
    r"\bmed (?:ett )?(?:streck|[-–—−])(?!\w)"
)
_HIDES = re.compile(
    r"färre än|mindre än|sekretess|\bdol[dt]|döljs?\b|undertryck|röj|små grupper|\bunder \w+ personer|skydd"
)
_OF_WHICH = re.compile(r"^(?:varav|därav)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DisclosureCell:
    """A cell about participants: an open `count`, or a `hidden` range; exactly one of them is set."""

    key: Key
    row: Row
    column: int
    count: int | None = None
    hidden: CellRange | None = None
    limit: int | None = None  # what the mark itself says: "<5" is 5
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class DisclosureTotal:
    """A sum in the table. `is_certain` when the table's own open numbers bear it out or it is women plus men."""

    relation: CellTotal[Key]
    is_certain: bool
    is_row: bool  # the sum stands in the row of its addends; else below them in their column


@dataclass(frozen=True, slots=True)
class DisclosureTable:
    """The cells of a table that are about participants, by (row id, column id), in reading order."""

    table: Table
    cells: dict[Key, DisclosureCell]
    totals: tuple[DisclosureTotal, ...] = field(default=())
    shows_zero: bool = False  # an open 0 somewhere: then a hidden cell is hardly 0

    def label(self, key: Key) -> str:
        """The place of a cell for people: "Sjukpenning, Kvinnor"."""
        cell = self.cells[key]
        return ", ".join(part for part in (cell.row.label, self.table.columns[cell.column].label) if part)


def read_table(table: Table, headings: Sequence[str]) -> DisclosureTable | None:
    """The participants of a table under `headings` (outermost first); None when it is not about participants."""
    if not _is_about_participants(table, headings):
        return None
    hides_by_dash = _dash_hides(table)
    cells = {
        cell.key: cell
        for row in table.rows
        for index in range(len(table.columns))
        if _in_scope(table, row, index)
        for cell in _read_cell(table, row, index, hides_by_dash)
    }
    counts = [cell.count for cell in cells.values() if cell.count is not None]
    if not counts or (max(counts) <= _HIGHEST_MARK and not _says_count(table)):
        return None
    shows_zero = any(cell.count == 0 for cell in cells.values())
    return DisclosureTable(table, cells, (*_across(table, cells), *_down(table, cells)), shows_zero)


def _says_count(table: Table) -> bool:
    """True when a word says that people are counted: numbers up to five can as well be marks on a scale."""
    texts = [table.title, table.label_heading, *_labels(table)]
    return any("antal" in text.lower() or words.names_gender(text) or words.is_total(text) for text in texts)


def of_which(label: str) -> bool:
    """True for the label of a row that is a part of the row above it: "varav kvinnor"."""
    return bool(_OF_WHICH.match(label))


# ── is it about participants? ─────────────────────────────────────────────────────────────────────────────────────


def _is_about_participants(table: Table, headings: Sequence[str]) -> bool:
    own = f"{table.title} {table.label_heading}"
    if words.is_excluded(own) or words.is_structural(own) or (table.unit is not None and _is_ours(table)):
        return False
    if any(words.is_structural(heading) for heading in headings):
        return False
    if any(words.is_gathering(column.label) for column in table.columns):
        return False  # a list of courses and meetings, where "deltagare" are whoever came
    labels = [column.label for column in table.columns] + [row.label for row in table.rows]
    if table.unit is not None:  # a reader gives a table with years a unit, also where nothing says money
        return words.names_participants(own) or any(words.counts_participants(label) for label in labels)
    if words.names_participants(own) or any(words.names_participants(label) for label in labels):
        return True
    if words.names_people(own) or any(words.names_people(label) for label in labels):
        texts = (table.title, table.label_heading, *labels)
        return any(words.is_category_label(text) or words.is_exit_label(text) for text in texts)
    supports = sum(bool(words.SUPPORT.search(row.label.lower())) for row in table.rows)
    return supports >= 2 and any("antal" in column.label.lower() for column in table.columns)


def _in_scope(table: Table, row: Row, index: int) -> bool:
    column = table.columns[index]
    if column.kind is ColumnKind.NOTE or column.role in ("budget", "plan", "forecast", "deviation", "change", "share"):
        return False
    for label in (row.label, column.label):
        if words.is_excluded(label) or words.is_planned(label) or words.is_share(label):
            return False
    if words.is_training(row.label) and not any(_is_other_outcome(each.label) for each in table.rows):
        return False
    own = f"{table.title} {table.label_heading}"
    if table.unit is not None:
        here = words.counts_participants(row.label) or words.counts_participants(column.label)
        return here or (words.names_participants(own) and not any(words.is_money(each) for each in _labels(table)))
    if any(says(own) for says in (words.names_people, words.is_category_label, words.is_exit_label)):
        return True
    if not any(words.names_people(label) for label in _labels(table)):
        return True  # categories of support and a column "Antal": every cell counts people
    if words.names_people(row.label) or words.names_people(column.label):
        return True
    beside = any(words.names_people(each.label) for each in table.columns)
    above = any(words.names_people(each.label) for each in table.rows)
    return (beside and words.is_total(column.label)) or (above and words.is_total(row.label))


def _is_other_outcome(label: str) -> bool:
    return words.is_category_label(label) and not words.is_training(label)


def _is_ours(table: Table) -> bool:
    """True for a table of figures: its unit is then known, not guessed."""
    return any(isinstance(cell, FigureCell) and cell.figure_id for row in table.rows for cell in row.cells)


def _labels(table: Table) -> Iterator[str]:
    yield from (column.label for column in table.columns)
    yield from (row.label for row in table.rows)


# ── what a cell says ──────────────────────────────────────────────────────────────────────────────────────────────


def printed(cell: Cell | None) -> str:
    """The text of a cell with plain spaces; "" when nothing is printed."""
    text = cell.shown if isinstance(cell, FigureCell) else cell.text if isinstance(cell, TextCell) else ""
    return " ".join(text.split())


def share_text(text: str) -> str:
    """The number of a printed share, with a point: "41,5 %" → "41.5"; "" when it is none."""
    found = _SHARE.match(text)
    return found[1].replace(",", ".") if found else ""


def _read_cell(table: Table, row: Row, index: int, hides_by_dash: bool) -> Iterator[DisclosureCell]:
    cell = row.cells[index] if index < len(row.cells) else None
    if cell is None or isinstance(cell, NoteCell):
        return
    if row.placings > 1:
        return  # there is more than one way to put the row's numbers under the columns
    key = (row.id, table.columns[index].id)
    place = cell.place if isinstance(cell, FigureCell) else None
    text = printed(cell).lower()
    is_stated = isinstance(cell, FigureCell) and cell.state is ValueState.STATED
    if isinstance(cell, FigureCell) and is_stated and not text and cell.amount is not None and table.unit is None:
        text = str(cell.amount)
    found = _COUNT.match(text)
    if found:
        if isinstance(cell, FigureCell) and cell.state is ValueState.UNREADABLE:
            return  # a number whose column is in doubt
        yield DisclosureCell(key, row, index, count=int(found[1].replace(" ", "")), place=place)
        return
    is_suppressed = isinstance(cell, FigureCell) and cell.state is ValueState.SUPPRESSED
    if text in _TICKS and any(
        _COUNT.match(printed(each.cells[index]).lower()) for each in table.rows if each.cells[index:]
    ):
        text = _MARKS[0]  # in a column of counts it hides one; elsewhere it is a tick
    hidden, limit = _hidden(text, hides_by_dash)
    if hidden is not None or is_suppressed:
        yield DisclosureCell(key, row, index, hidden=hidden or CellRange(), limit=limit, place=place)
    elif text in _DASHES:
        yield DisclosureCell(key, row, index, count=0, place=place)  # "–" is nothing, an exact zero


def _hidden(text: str, hides_by_dash: bool) -> tuple[CellRange | None, int | None]:
    """The range that a mark leaves open, and the limit it names itself."""
    under, between = _UNDER.match(text), _BETWEEN.match(text)
    if under:
        limit = _NUMBER_WORDS.get(under[1]) or int(under[1])
        return CellRange(0, limit - 1), limit
    if between and int(between[1]) < int(between[2]):
        return CellRange(int(between[1]), int(between[2])), int(between[2]) + 1
    if text in _MARKS or (hides_by_dash and text in _DASHES):
        return CellRange(), None
    return None, None


def _dash_hides(table: Table) -> bool:
    """True when the table itself says that a dash stands for a hidden count."""
    legend = f"{table.title} {table.label_heading} {table.footnote} {table.sign_convention}".lower()
    return bool(_DASH_MEANS.search(legend) and _HIDES.search(legend))


# ── which sums hold ───────────────────────────────────────────────────────────────────────────────────────────────


def _across(table: Table, cells: dict[Key, DisclosureCell]) -> Iterator[DisclosureTotal]:
    """Sums in a row: a total column and the other columns of the same year."""
    columns = {cell.column for cell in cells.values()}
    years = dict.fromkeys(table.columns[index].year for index in sorted(columns))
    for year in years:
        group = [index for index in sorted(columns) if table.columns[index].year == year]
        totals = [index for index in group if words.is_total(table.columns[index].label)]
        if len(totals) != 1 or len(group) < 3:
            continue
        total = table.columns[totals[0]]
        addends = [table.columns[index] for index in group if index != totals[0]]
        found = [CellTotal((row.id, total.id), tuple((row.id, column.id) for column in addends)) for row in table.rows]
        is_gender = all(words.names_gender(column.label) for column in addends)
        yield from _borne_out(cells, found, is_gender, is_row=True)


def _down(table: Table, cells: dict[Key, DisclosureCell]) -> Iterator[DisclosureTotal]:
    """Sums in a column: a total row and the rows it names, or the items above it."""
    columns = [table.columns[index] for index in sorted({cell.column for cell in cells.values()})]
    for number, row in enumerate(table.rows):
        addends = _rows_of(table, number)
        if len(addends) < 2:
            continue
        found = [CellTotal((row.id, column.id), tuple((each.id, column.id) for each in addends)) for column in columns]
        is_gender = all(words.names_gender(each.label) for each in addends)
        yield from _borne_out(cells, found, is_gender or (bool(row.terms) and not row.is_guessed), is_row=False)


def _rows_of(table: Table, number: int) -> list[Row]:
    """The rows that the row at `number` sums up; empty when it is no sum of other rows."""
    row = table.rows[number]
    if row.terms:
        named = [table.row(term.row_id) for term in row.terms if term.sign == 1]
        return [each for each in named if each is not None] if len(named) == len(row.terms) else []
    if row.role is not RowRole.TOTAL and not words.is_total(row.label):
        return []
    above: list[Row] = []
    for each in reversed(table.rows[:number]):
        if each.role is not RowRole.ITEM or words.is_total(each.label):
            break
        if not of_which(each.label):
            above.append(each)
    shallowest = min((each.level for each in above), default=0)
    return [each for each in reversed(above) if each.level == shallowest]


def _borne_out(
    cells: dict[Key, DisclosureCell], found: list[CellTotal[Key]], is_named: bool, *, is_row: bool
) -> Iterator[DisclosureTotal]:
    """The sums whose cells are all there, unless some that is fully open does not hold.

    They are certain when the table names them as sums, or when one that is fully open holds and is no sum of zeros.
    """
    whole = [each for each in found if each.total in cells and all(key in cells for key in each.addends)]
    held = failed = 0
    for relation in whole:
        counts = [cells[key].count for key in relation.addends]
        total = cells[relation.total].count
        if total is None or any(value is None for value in counts):
            continue
        if total != sum(value or 0 for value in counts):
            failed += 1
        elif total:
            held += 1
    if not failed:
        for relation in whole:
            yield DisclosureTotal(relation, is_named or held > 0, is_row)
