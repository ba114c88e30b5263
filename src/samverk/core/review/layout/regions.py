"""Where a table of lines without tabs begins and ends, and how many columns it has."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from samverk.core.review.layout.columns import PlacedColumns, placed_columns, placed_labels
from samverk.core.review.layout.headers import (
    ColumnLabels,
    header_counts,
    header_parts,
    is_amount_base,
    is_note_header,
    is_title_line,
    read_labels,
)
from samverk.core.review.layout.lines import MOST_COLUMNS, LineKind, LineWord, PrintedLine, parted_line
from samverk.core.review.layout.rows import (
    TextRow,
    fits,
    gather_rows,
    in_note_order,
    is_one_number,
    is_sum_label,
    label_goes_on,
    raw_row,
)
from samverk.core.review.layout.strays import stray_cells, stray_lines
from samverk.core.review.layout.vocabulary import is_time, skeleton
from samverk.core.review.numbers import counts_of, cut_numbers, is_date, parse_number
from samverk.core.review.raw import RawTable
from samverk.core.review.source import Grid

MOST_LINES = 3000
_PROPER = re.compile(r"(?:[^\W\d_a-zåäö]|[(\"'”+=–−-]|[0-9]{3,4}[ .:]|[0-9]{1,2}[.)] )")
"""How a label of a row begins; running text goes on in lower case, and a chart has numbers before its words."""

_YEARS = re.compile(r"(?:19|20)[0-9]{2}")
_MOST_WORD_LINES = 4
_MOST_HEADER_LINES = 16
_WIDE_GAP = 3
_SHARE, _LOW_SHARE = 0.55, 0.15
_MOST = 0.7

Flow = Sequence[PrintedLine | Grid]


@dataclass(frozen=True, slots=True)
class TableText:
    """The lines that may be a table: those above the figures, and those from the first figure on."""

    heading: tuple[PrintedLine, ...]
    body: tuple[PrintedLine, ...]
    end: int


def opens_table(line: PrintedLine) -> bool:
    """True for a line that a table may begin with."""
    return line.kind in (LineKind.HEADER, LineKind.ROW, LineKind.NUMBERS)


def table_text(flow: Flow, start: int, stops: Collection[int], soft: Collection[int]) -> TableText:
    """The lines from `start` on that hang together as a table would. `stops` are places no table goes over."""
    heading: list[PrintedLine] = []
    body: list[PrintedLine] = []
    kept, end, waiting, skipped = 0, start, 0, 0
    for place in range(start, min(len(flow), start + MOST_LINES)):
        line = flow[place]
        if isinstance(line, Grid) or place in stops or (place in soft and _ends_before(flow, place)):
            break
        if place < skipped:
            continue
        if body and line.kind is LineKind.HEADER:
            skipped = place + _repeated(flow, place, heading)
            if place < skipped:
                continue
        line = _seen_again(flow, place, line, body)
        if line.kind is LineKind.HEADER and not kept:
            if (heading and line.gap > 1) or len(heading) >= _MOST_HEADER_LINES:
                break
            heading.append(line)
        elif line.kind is LineKind.HEADER:
            break
        elif line.kind is LineKind.WORDS:
            waiting += 1
            if waiting > _MOST_WORD_LINES or (line.gap >= _WIDE_GAP and kept):
                break
            body.append(line)
        elif line.kind in (LineKind.ROW, LineKind.NUMBERS):
            waiting = 0
            body.append(line)
            kept, end = len(body), place + 1
        else:
            break
    return _with_heading_words(tuple(heading), tuple(body[:kept]), end)


def _with_heading_words(heading: tuple[PrintedLine, ...], body: tuple[PrintedLine, ...], end: int) -> TableText:
    """Words that stand above the last header line belong to the header, not to the rows."""
    if not heading:
        return TableText(heading, body, end)
    last = heading[-1].index
    above = tuple(line for line in body if line.index < last)
    joined = tuple(sorted((*heading, *above), key=lambda line: line.index))
    return TableText(joined, tuple(line for line in body if line.index > last), end)


def _seen_again(flow: Flow, place: int, line: PrintedLine, body: Sequence[PrintedLine]) -> PrintedLine:
    """The line as its neighbours show it: "Summa" over its numbers is a label, a long label is still a row's."""
    after = flow[place + 1] if place + 1 < len(flow) else None
    is_labelling = isinstance(after, PrintedLine) and after.kind is LineKind.NUMBERS and after.gap <= 1
    timeless = line.kind is LineKind.HEADER and not any(is_time(word.text) for word in line.words)
    if timeless and is_labelling and (body or is_sum_label(line.text)):
        return replace(line, kind=LineKind.WORDS)
    if line.kind is LineKind.PROSE and line.tail and line.label_words and len(body) > 1 and _shares_count(line, body):
        return replace(line, kind=LineKind.ROW)
    return line


def _shares_count(line: PrintedLine, body: Sequence[PrintedLine]) -> bool:
    """True when the line ends with as many numbers, at least two, as the row before it."""
    before = next((other for other in reversed(body) if other.tail), None)
    if before is None:
        return False
    own = counts_of(tuple(word.term for word in line.tail), MOST_COLUMNS)
    other = counts_of(tuple(word.term for word in before.tail), MOST_COLUMNS)
    return bool(own) and min(own) > 1 and bool(own & other)


def _repeated(flow: Flow, place: int, heading: Sequence[PrintedLine]) -> int:
    """How many lines from `place` on are the table's header once more, as on a new page; 0 when they are not."""
    known = [line.text for line in heading]
    needed = len([line for line in heading if not is_title_line(line.words) and not is_amount_base(line.text)])
    texts: list[str] = []
    for line in flow[place : place + len(known)]:
        if isinstance(line, Grid) or not any(_is_alike(line.text, text) for text in known):
            break
        texts.append(line.text)
    if len(texts) < max(1, min(needed, 2)):
        return 0
    same = all(_is_alike(text, other) for text, other in zip(texts, known[-len(texts) :], strict=True))
    return len(texts) if same else 0


def _is_alike(one: str, other: str) -> bool:
    """True for the same words, a letter or so misread; never for another year."""
    if one == other:
        return True
    first, second = skeleton(one), skeleton(other)
    if len(first) != len(second) or _YEARS.findall(one) != _YEARS.findall(other):
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) <= max(len(first) > 2, len(first) // 8)


def _ends_before(flow: Flow, place: int) -> bool:
    """True when a line in capitals or bold is a heading: what follows is no row of figures, or a new header."""
    for line in flow[place + 1 : place + 4]:
        if isinstance(line, Grid) or line.kind in (LineKind.HEADER, LineKind.PROSE, LineKind.TABBED):
            return True
        if line.kind in (LineKind.ROW, LineKind.NUMBERS):
            return False
    return True


# ── the table of the lines ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table that was made of lines.

    `taken` is how many lines right above it are its title or its first label; `aside` are lines inside it that are no
    rows of it, such as a lone page number.
    """

    table: RawTable
    taken: int
    aside: tuple[PrintedLine, ...] = ()


def text_table(text: TableText, above: Sequence[PrintedLine]) -> FoundTable | None:
    """The table of the lines, None when they are none. `above` are the lines before them that are not yet used."""
    lone = _strays(text)
    text = replace(text, body=tuple(line for line in text.body if line not in lone))
    text = replace(text, body=tuple(part for line in text.body for part in parted_line(line)))
    taken = _first_label(text, above)
    body = (*above[len(above) - taken :], *text.body)
    if not body:
        return None
    first = (text.heading or body)[0]
    rows = gather_rows(body, 1)
    columns = placed_columns(rows)
    text, named = _without_title(text)
    headings = [line.words for line in text.heading]
    if columns is not None and _agrees(columns, headings):
        count = len(columns.spans)
    else:
        columns = None
        is_stacked = _is_stacked(body)
        count = _count(body, headings, is_stacked=is_stacked)
        rows = gather_rows(body, count, is_stacked=is_stacked)
    if not count or not _is_table(rows, count, text, is_placed=columns is not None):
        return None
    labels = read_labels(headings, count) if columns is None else placed_labels(text.heading, columns)
    title_lines = 0
    if named:
        labels = ColumnLabels(labels.labels, labels.label_heading, " ".join(filter(None, (named, labels.title))))
    if not taken and not labels.title and _is_title(text, above):
        title_lines = 1
        labels = ColumnLabels(labels.labels, labels.label_heading, above[-1].text.strip())
    table = _built(rows, count, labels, columns, first)
    return FoundTable(table, taken + title_lines, lone)


def _strays(text: TableText) -> tuple[PrintedLine, ...]:
    """The lines of the table that are lone numbers of pages."""
    if not _is_stacked(text.body):
        return stray_lines(text.body)
    headings = [line.words for line in _without_title(text)[0].heading]
    count = _count(text.body, headings, is_stacked=True)
    note_column = count > 1 and is_note_header(read_labels(headings, count).labels[0])
    return stray_cells(text.body, count, note_column=note_column)


def _without_title(text: TableText) -> tuple[TableText, str]:
    """The lines without the first one when it is a title, and that title."""
    if text.heading and is_title_line(text.heading[0].words):
        return replace(text, heading=text.heading[1:]), text.heading[0].text
    return text, ""


def _built(
    rows: Sequence[TextRow], count: int, labels: ColumnLabels, columns: PlacedColumns | None, first: PrintedLine
) -> RawTable:
    left = min((row.first.words[0].left for row in rows if row.first.words), default=0.0)
    note_column = count > 1 and is_note_header(labels.labels[0])
    placer = None if columns is None else columns.place
    made = tuple(raw_row(row, count, note_column=note_column, left=left, placer=placer) for row in rows)
    if note_column and columns is None:
        made = in_note_order(made)
    return RawTable(labels.title, labels.labels, made, first.place, labels.label_heading)


def _first_label(text: TableText, above: Sequence[PrintedLine]) -> int:
    """1 when the line right above is the label of the first row, which is printed over two lines."""
    if text.heading or not above or not text.body:
        return 0
    first, line = text.body[0], above[-1]
    if line.kind is not LineKind.WORDS or first.gap > 1:
        return 0
    if first.kind is LineKind.NUMBERS:
        return 1
    return int(first.kind is LineKind.ROW and first.gap == 0 and label_goes_on(line.text, first.label))


def _is_title(text: TableText, above: Sequence[PrintedLine]) -> bool:
    """True when the line right above is a short line that is no prose: the table's caption."""
    if not above or above[-1].kind not in (LineKind.WORDS, LineKind.HEADER):
        return False
    first = (text.heading or text.body)[0]
    words = above[-1].text
    return first.gap <= 1 and not words.endswith((".", ",", ";")) and words[:1].isupper() and len(words) <= 90


def _agrees(columns: PlacedColumns, headings: Sequence[Sequence[LineWord]]) -> bool:
    """False when positions show one column and the header speaks of several: the gap is only after the label."""
    counts = header_counts(headings)
    return len(columns.spans) > 1 or not counts or counts[0] <= 1


def _is_stacked(body: Sequence[PrintedLine]) -> bool:
    """True when the cells stand under each other, each on a line of its own."""
    alone = sum(is_one_number(line) for line in body)
    return alone * 3 >= len(body) and alone * 3 >= 2 * sum(bool(line.tail) for line in body)


def _count(body: Sequence[PrintedLine], headings: Sequence[Sequence[LineWord]], *, is_stacked: bool) -> int:
    """How many columns the table has: as many as the header speaks of, or as most rows have numbers; 0 when unsure."""
    spoken = [count for count in header_counts(headings, is_stacked=is_stacked) if count <= MOST_COLUMNS]
    notes = {count for count in spoken if is_note_header(read_labels(headings, count).labels[0])}
    rows = gather_rows(body, 0 if is_stacked else 1, is_stacked=is_stacked)
    seen = {len(row.runs) for row in rows if row.runs} if is_stacked else set(range(1, MOST_COLUMNS + 1))
    scores: dict[int, float] = {}
    for count in sorted(count for count in {*spoken, *seen} if count <= MOST_COLUMNS):
        if is_stacked:
            rows = gather_rows(body, count, is_stacked=True)
        data = [row for row in rows if row.runs]
        scores[count] = _score(data, count, spoken, note_column=count in notes)
    best = max(scores, key=lambda count: (round(scores[count], 4), -count), default=0)
    return best if best and scores[best] > 0 else 0


def _score(data: Sequence[TextRow], count: int, spoken: Sequence[int], *, note_column: bool) -> float:
    fitting: list[TextRow] = []
    short = 0
    for row in data:
        if fits(row, count, note_column=note_column) and (row.label or not row.is_stacked):
            fitting.append(row)
        elif spoken and count == spoken[0]:
            short += min(counts_of(row.terms, MOST_COLUMNS), default=count) < count
    if not fitting:
        return 0.0
    share = (len(fitting) + short / 2) / len(data)
    ways = [cut_numbers(row.terms, count, most=1) for row in fitting[:40]]
    cost = sum(found[0][0] for found in ways if found) / len(ways)
    told = 0.6 if spoken and count == spoken[0] else 0.15 if count in spoken else 0.0
    return share + told - min(cost, 10.0) * 0.03


def _is_table(rows: Sequence[TextRow], count: int, text: TableText, *, is_placed: bool) -> bool:
    """True when the rows are a table and no running text, list of pages or block of addresses."""
    data = [row for row in rows if row.runs]
    notes = count > 1 and is_note_header(read_labels([line.words for line in text.heading], count).labels[0])
    full = [row for row in data if fits(row, count, note_column=notes)]
    spoken = header_counts([line.words for line in text.heading], is_stacked=_is_stacked(text.body))
    told = count in spoken
    enough = [row for row in data if min(counts_of(row.terms, MOST_COLUMNS), default=0) <= count]
    share = _LOW_SHARE if is_placed or told else _SHARE
    if not full or len(full) < share * len(data) or len(enough) < _MOST * len(data):
        return False
    labelled = [row for row in data if row.label]
    proper = [row for row in labelled if _PROPER.match(row.label)]
    if len(proper) * 2 < len(labelled) or len(labelled) * 5 < len(data) * 2:
        return False
    if told and len(data) == 1 and count == 1:
        return len(proper) == 1 and _is_lone_row(data[0], text)
    if told and (count > 1 or len(data) > 1):
        return len(labelled) > 0 and (len(data) > 1 or text.heading[-1].index + 3 >= data[0].first.index)
    if count > 1:
        few = 2 if all(line.kind is LineKind.ROW for row in data for line in row.runs) else 3
        return len(labelled) >= few and len(full) >= 2
    return _is_single_column(data)


def _is_lone_row(row: TextRow, text: TableText) -> bool:
    """True for a table of one row and one column: a year or date right above, and the words of the row on one line."""
    above = text.heading[-1]
    times = any(is_time(word.text) or is_date(above.text) for word in above.words)
    label, parts = header_parts(above.words)
    alone = len(parts) == 1 and len(above.words) <= 7 and (not label or is_amount_base(label))
    return times and alone and row.first.gap <= 1 and len(row.labels) + len(row.runs) <= 2


def _is_single_column(data: Sequence[TextRow]) -> bool:
    """One column without a header: amounts that are summed, not a list of pages or of years."""
    if len(data) < 3 or sum(bool(row.label) for row in data) < len(data) - 1:
        return False
    amounts = [parse_number(" ".join(term.text for term in row.terms)).amount for row in data]
    large = sum(amount is not None and abs(amount) >= 1000 for amount in amounts)
    return any(is_sum_label(row.label) for row in data) and large * 2 >= len(data)
