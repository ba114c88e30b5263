"""Lines of labels and numbers → rows of a table with a known number of columns, with every way to place the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice
from math import comb

from samverk.core.document.tree import Place
from samverk.core.review.layout.lines import MOST_COLUMNS, LineKind, LineWord, PrintedLine
from samverk.core.review.layout.vocabulary import fold
from samverk.core.review.numbers import MOST_WAYS, NumberTerm, counts_of, cut_numbers, is_number, parse_number
from samverk.core.review.raw import Placing, RawCell, RawRow

_MOST_MOVED = 4
_AS_GOOD = 0.5
_FEWEST_CUTS = 3
_MOST_MISSING = 4
_NEXT_NOTES = 3
_UNLIKELY, _MISSING_COST = 3.0, 0.5
_GOES_ON = re.compile(
    r"(?:\b(?:och|eller|samt|för|av|till|från|med|i|på|inkl\.?|exkl\.?|m\.m)|[-/(,&])$", re.IGNORECASE
)


@dataclass(slots=True)
class TextRow:
    """A row while it is put together: the lines of its label, and the lines that hold its numbers.

    In a stacked row every number has a line of its own.
    """

    labels: list[PrintedLine] = field(default_factory=list)
    runs: list[PrintedLine] = field(default_factory=list)
    is_stacked: bool = False

    @property
    def first(self) -> PrintedLine:
        """The first line of the row."""
        return (self.labels or self.runs)[0]

    @property
    def label(self) -> str:
        """The label, joined from its lines."""
        texts = [line.text for line in self.labels]
        texts += [line.label for line in self.runs if line.kind is LineKind.ROW or line.label_words]
        return join_label(texts)

    @property
    def words(self) -> tuple[tuple[LineWord, Place], ...]:
        """The pieces of the numbers with their places; what stands on another line stands apart."""
        found: list[tuple[LineWord, Place]] = []
        for line in self.runs:
            if self.is_stacked and is_one_number(line):
                found.append((LineWord(line.text, line.tail[0].left, line.tail[-1].right, 2), line.place))
                continue
            for number, word in enumerate(line.tail):
                gap = 2 if number == 0 else word.gap
                found.append((LineWord(word.text, word.left, word.right, gap), line.place))
        return tuple(found)

    @property
    def terms(self) -> tuple[NumberTerm, ...]:
        """The pieces of the numbers."""
        return tuple(word.term for word, _place in self.words)


def join_label(texts: Iterable[str]) -> str:
    """The lines of a label as one; a parted word is made whole."""
    label = ""
    for text in filter(None, (text.strip() for text in texts)):
        if label.endswith("-") and text[:1].islower() and label[-2:-1].isalpha():
            label = label[:-1] + text
        elif label.endswith("/") or (label.endswith("-") and label[-2:-1].isalpha()):
            label += text
        else:
            label = f"{label} {text}" if label else text
    return label


def label_goes_on(before: str, text: str) -> bool:
    """True when a label's line is not finished by itself: "Intäkter och", or what follows starts in lower case."""
    return text[:1].islower() or _GOES_ON.search(before.strip()) is not None


def is_one_number(line: PrintedLine) -> bool:
    """True for a line with one number and nothing else."""
    return line.kind is LineKind.NUMBERS and is_number(line.text)


def gather_rows(lines: Sequence[PrintedLine], count: int, *, is_stacked: bool = False) -> list[TextRow]:
    """Group the lines of a table into rows. `count` 0: number lines without a label between them make one row."""
    rows: list[TextRow] = []
    waiting: list[PrintedLine] = []
    for line in lines:
        if line.kind not in (LineKind.ROW, LineKind.NUMBERS):
            waiting.append(line)
            continue
        if line.kind is LineKind.ROW:
            own = _own_labels(waiting, line.label)
        else:
            own = _own_labels(waiting[:-1], waiting[-1].text) + waiting[-1:] if waiting else []
        rows += [TextRow([heading]) for heading in waiting[: len(waiting) - len(own)]]
        waiting = []
        if line.kind is LineKind.NUMBERS and not own and rows and _takes_more(rows[-1], line, count):
            rows[-1].runs.append(line)
        else:
            rows.append(TextRow(own, [line], is_stacked))
    rows += [TextRow([heading]) for heading in waiting]
    return rows


def _own_labels(waiting: Sequence[PrintedLine], label: str) -> list[PrintedLine]:
    """The last of the waiting lines that the label goes on from."""
    own: list[PrintedLine] = []
    for line in reversed(waiting):
        if not label_goes_on(line.text, label):
            break
        own.insert(0, line)
        label = line.text
    return own


def _takes_more(row: TextRow, line: PrintedLine, count: int) -> bool:
    """True when a line of numbers fills up the row before it, as when every cell has a line of its own."""
    if not row.runs:
        return False
    if count == 0:
        return True
    if row.is_stacked and is_one_number(line) and all(is_one_number(run) for run in row.runs):
        return len(row.runs) < count
    have = min(counts_of(row.terms, MOST_COLUMNS), default=MOST_COLUMNS)
    more = min(counts_of(tuple(word.term for word in line.tail), MOST_COLUMNS), default=MOST_COLUMNS)
    most = max(counts_of(row.terms, MOST_COLUMNS), default=MOST_COLUMNS)
    return most < count and have + more <= count


def fits(row: TextRow, count: int, *, note_column: bool = False) -> bool:
    """True when the row's numbers can be cut into exactly `count`, or one less where the first column is of notes."""
    counts = counts_of(row.terms, MOST_COLUMNS)
    return count in counts or (note_column and count > 1 and count - 1 in counts)


# ── a row with its placings ───────────────────────────────────────────────────────────────────────────────────────

Edges = tuple[float, float]
"""Where a printed number begins and ends on its line."""

Placer = Callable[[Sequence[Edges]], tuple[float, tuple[int, ...]] | None]
"""Numbers with these edges → how badly they stand, and under which columns; None when they cannot stand so."""


def raw_row(row: TextRow, count: int, *, note_column: bool, left: float, placer: Placer | None) -> RawRow:
    """The row with every order-preserving placing of its numbers in `count` columns, likeliest first."""
    first = row.first
    indent = max(0.0, (first.words[0].left if first.words else 0.0) - left)
    bold = first.line.is_bold
    if not row.runs:
        return RawRow(row.label, ((None,) * count,), first.place, bold, indent)
    words = row.words
    moved = _moved_to_label(words, count) if row.runs[0].label_words else 0
    label = join_label([row.label, *(word.text for word, _place in words[:moved])])
    is_part = any(run.is_part for run in row.runs)
    choices = _placings(words[moved:], count, note_column=note_column, placer=None if is_part else placer)
    return RawRow(label, choices, first.place, bold, indent)


def _moved_to_label(words: Sequence[tuple[LineWord, Place]], count: int) -> int:
    """How many of the first pieces belong to the label ("Projekt 2"), so that the rest fits the columns."""
    terms = tuple(word.term for word, _place in words)
    counts = counts_of(terms, MOST_COLUMNS)
    if not counts or min(counts) <= count:
        return 0
    for moved in range(1, min(_MOST_MOVED, len(terms) - 1) + 1):
        if count in counts_of(terms[moved:], MOST_COLUMNS):
            return moved
    return 0


def _placings(
    words: Sequence[tuple[LineWord, Place]], count: int, *, note_column: bool, placer: Placer | None
) -> tuple[Placing, ...]:
    found: dict[tuple[tuple[str, int], ...], tuple[float, Placing]] = {}
    terms = tuple(word.term for word, _place in words)
    able = sorted((size for size in counts_of(terms, count) if size), reverse=True)
    for size in able:
        enough = (
            placer is None and bool(found) and not _is_doubtful(found.values(), size, count, note_column=note_column)
        )
        if enough or len(found) > 2 * MOST_WAYS or size < able[0] - _MOST_MISSING:
            break
        for cost, placing, key in _ways(words, terms, size, count, note_column=note_column, placer=placer):
            if key not in found or cost < found[key][0]:
                found[key] = (cost, placing)
    if not found:
        return (_forced(words, count),)
    ordered = sorted(found.values(), key=lambda way: round(way[0], 6))[:MOST_WAYS]
    if placer is not None:
        best = ordered[0][0]
        ordered = [way for way in ordered if way[0] <= best + _AS_GOOD]
    return tuple(placing for _cost, placing in ordered)


def _is_doubtful(found: Iterable[tuple[float, Placing]], size: int, count: int, *, note_column: bool) -> bool:
    """True when a way with an empty column may be likelier: a note left out, or a full row of unlike numbers."""
    if note_column and size == count - 1:
        return True
    return min((cost for cost, placing in found if None not in placing), default=_UNLIKELY + 1) > _UNLIKELY


def _ways(
    words: Sequence[tuple[LineWord, Place]],
    terms: tuple[NumberTerm, ...],
    size: int,
    count: int,
    *,
    note_column: bool,
    placer: Placer | None,
) -> Iterator[tuple[float, Placing, tuple[tuple[str, int], ...]]]:
    """(cost, placing, key) of every way with `size` numbers."""
    most = MOST_WAYS if placer is not None else max(_FEWEST_CUTS, MOST_WAYS // comb(count, size))
    for cost, numbers in cut_numbers(terms, size, most=most):
        cells = [RawCell(number.text, words[number.first][1]) for number in numbers]
        edges = [(words[number.first][0].left, words[number.last - 1][0].right) for number in numbers]
        if placer is not None:
            stands = placer(edges)
            ways = [] if stands is None else [(cost / 100 + stands[0], stands[1])]
        else:
            ways = [(cost, columns) for columns in islice(combinations(range(count), size), MOST_WAYS)]
        for own, columns in ways:
            placing: list[RawCell | None] = [None] * count
            for cell, column in zip(cells, columns, strict=True):
                placing[column] = cell
            missing = 0.0 if placer is not None else _MISSING_COST * max(0, count - size - note_column)
            total = own + missing + _note_cost(placing, note_column=note_column and placer is None)
            yield total, tuple(placing), tuple((cells[i].text, column) for i, column in enumerate(columns))


def _note_cost(placing: Sequence[RawCell | None], *, note_column: bool) -> float:
    """What it costs to put an amount under "Not", which holds small numbers only."""
    if not note_column:
        return 0.0
    first = placing[0]
    if first is None:
        return 0.0
    if note_number(first) is None:
        return 6.0
    return 0.0 if all(placing[1:]) else 1.0


def note_number(cell: RawCell) -> int | None:
    """The number of a note in a cell under "Not"; None when it is an amount."""
    amount = parse_number(cell.text).amount
    return int(amount) if amount is not None and 0 < amount < 60 and amount == int(amount) else None


def in_note_order(rows: Sequence[RawRow]) -> tuple[RawRow, ...]:
    """Where a row may begin with the number of a note or not, the notes' own order decides which is likeliest."""
    last = 0
    made: list[RawRow] = []
    for row in rows:
        numbered = [(placing, _note_of(placing)) for placing in row.choices]
        following = [placing for placing, note in numbered if note and last <= note <= last + _NEXT_NOTES]
        bare = [placing for placing, note in numbered if note == 0]
        if len(numbered) > 1 and following and bare:
            row = replace(row, choices=tuple(dict.fromkeys((following[0], bare[0], *row.choices))))
        elif len(numbered) > 1 and bare:
            row = replace(row, choices=tuple(dict.fromkeys((bare[0], *row.choices))))
        last = _note_of(row.choices[0]) or last
        made.append(row)
    return tuple(made)


def _note_of(placing: Placing) -> int | None:
    """The note of a placing, 0 when the column is left empty, None when an amount stands there."""
    return 0 if placing[0] is None or not placing[0].text else note_number(placing[0])


def _forced(words: Sequence[tuple[LineWord, Place]], count: int) -> Placing:
    """Numbers that no way of cutting fits: one piece in each column, all that is left over in the last."""
    if len(words) <= count:
        cells = [RawCell(word.text, place) for word, place in words]
    else:
        cells = [RawCell(word.text, place) for word, place in words[: count - 1]]
        cells.append(RawCell(" ".join(word.text for word, _place in words[count - 1 :]), words[count - 1][1]))
    return (*cells, *((None,) * (count - len(cells))))


_SUMS = re.compile(
    r"^(?:summa|totalt?|s:a|sa|total|resultat|arets|netto|saldo|balans)\b|\bresultat\b|\bsumma\b|\btotalt?\b"
)


def is_sum_label(label: str) -> bool:
    """True for "Summa kostnader", "Totalt", "Årets resultat"."""
    return _SUMS.search(fold(label)) is not None
