"""Which rows of a stranger's table are sums, and of what: by word, by place, and by arithmetic that fits.

A row is taken for a sum of the rows right above it, where a sum already found stands for the rows it swallowed. What
makes the inference safe is that tables have several columns: a relation that holds in one column, letter for letter, is
the one the author meant, and where it then fails in another column that column is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from samverk.core.words import fold, skeleton


class Number(NamedTuple):
    """A printed amount and its rounding step, both in öre (or in counts)."""

    amount: int
    step: int


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row as the search sees it. `unknown` are columns whose number cannot be read; a blank cell is None."""

    label: str
    cells: tuple[Number | None, ...]
    unknown: frozenset[int] = frozenset()

    @property
    def is_heading(self) -> bool:
        """True when the row holds no number at all."""
        return not self.unknown and all(cell is None for cell in self.cells)


class Term(NamedTuple):
    """A row that goes into a sum, by index, with its sign."""

    row: int
    sign: int = 1


@dataclass(frozen=True, slots=True)
class FoundSum:
    """A row that is the signed sum of `terms`.

    `held`, `rounded` and `failed` are the columns where it holds exactly, holds but for rounding, and does not.
    `is_proven`: some column holds in a way that chance does not explain. Otherwise only the words and the place say so.
    """

    terms: tuple[Term, ...]
    held: tuple[int, ...]
    rounded: tuple[int, ...]
    failed: tuple[int, ...]
    is_proven: bool


_SUM_WORDS = re.compile(
    r"^(?:del)?(?:summa|sum|s a|total|totalt|totala|totalsumma|tot)\b|\b(?:summa|totalt)$|^summa|^netto(?!omsattning)"
)
_RESULT_WORDS = re.compile(
    r"resultat|netto\b|kassaflode|forandring av likvida|medel fran (?:den lopande )?verksamheten"
    r"|likvida medel vid \w+ slut|tillgangliga medel|disponibla? medel|medel till forfogande|\butgaende\b|\bub\b"
    r"|vid (?:arets|periodens) slut|overskott|underskott|att fordela|kvarstaende|kvar att|aterstar"
    r"|sparade medel (?:till|vid|efter|ub|ut)|eget kapital"
    r"|intakter minus kostnader|differens"
)
_OPENING_WORDS = re.compile(
    r"\bingaende\b|\bib\b|vid (?:arets|periodens) borjan|fran foregaende|fran tidigare|overfort"
)
_FLOW = re.compile(r"kassaflode|medel fran (?:den lopande )?verksamheten|^forandring av rorelsekapital")
_WHOLE_FLOW = re.compile(r"^(?:arets|periodens) kassaflode|forandring av likvida|^kassaflode$|summa kassaflode")
_PART_WORDS = re.compile(r"^(?:varav|darav|dar av|var av|i detta ingar)\b")
_MINUS_WORDS = re.compile(r"^(?:avgar|minus|avdrag)\b")
_MOST_ROWS = 60  # a sum of more rows than this is not searched for
_SIGNED_TERMS = 4
_REMEMBERED_SUMS = 12
_MOST_GUESSED = 40  # rows that words and place alone make a sum of
_FINENESS = 20  # a total of so many rounding steps per row does not fit by chance
_TELLING = 3  # digits: a sum of smaller numbers fits by chance


def is_sum_label(label: str) -> bool:
    """True when the words say that the row is a sum; a row with numbers and no words is one too."""
    folded = fold(label)
    return not folded or bool(_SUM_WORDS.search(folded)) or skeleton(label).startswith("summ")


def is_result_label(label: str) -> bool:
    """True when the words say that the row is a difference or a closing amount."""
    folded = fold(label)
    return bool(_RESULT_WORDS.search(folded)) and not _OPENING_WORDS.search(folded)


def is_part_label(label: str) -> bool:
    """True for "varav …": the row is a part of the row above, not an addend of its own."""
    return bool(_PART_WORDS.search(fold(label)))


def _speaks_of(total: str, row: str) -> bool:
    """True when a sum of one row has a word of that row: "Summa tillgångar" of "Summa omsättningstillgångar"."""
    folded = fold(row)
    words = [word for word in fold(total).split() if len(word) >= _LONG_WORD and word not in _EMPTY_WORDS]
    return not words or any(word in folded for word in words)


_LONG_WORD = 5
_EMPTY_WORDS = {"summa", "totalt", "totala", "arets", "periodens"}


def find_sums(
    rows: Sequence[SumRow],
    columns: Sequence[int],
    expected: Mapping[int, tuple[Term, ...]] | None = None,
    *,
    is_cash_flow: bool = False,
) -> dict[int, FoundSum]:
    """Row index → the sum it is, for every row of the table that is one. `columns` are those with numbers that add.

    `expected` are sums that the kind of statement is built of: they stand where no arithmetic proves another.
    """
    return _Search(rows, tuple(columns), expected or {}, is_cash_flow=is_cash_flow).run()


class _Running:
    """The sum of some rows in one column, as it grows."""

    __slots__ = ("amount", "count", "is_unknown", "slack")

    def __init__(self) -> None:
        self.amount = 0
        self.slack = 0
        self.count = 0
        self.is_unknown = False

    def add(self, row: SumRow, column: int, sign: int = 1) -> None:
        number = row.cells[column]
        if column in row.unknown:
            self.is_unknown = True
        elif number is not None:
            self.amount += number.amount * sign
            self.slack += number.step if number.amount else 0
            self.count += 1

    def outcome(self, total: SumRow, column: int) -> int | None:
        """0 the sum is exactly the total, 1 it is but for rounding, 2 it is not, None it cannot be said."""
        number = total.cells[column]
        if number is None or self.is_unknown or column in total.unknown or not (self.count or number.amount):
            return None
        difference = number.amount - self.amount
        if difference == 0:
            return 0
        return 1 if self.count > 1 and 2 * abs(difference) < self.slack + number.step else 2

    def fits(self, total: SumRow, column: int) -> bool:
        """True when the sum says something and is the total, perhaps but for rounding."""
        return bool(self.amount) and self.outcome(total, column) in (0, 1)


class _Search:
    def __init__(
        self,
        rows: Sequence[SumRow],
        columns: tuple[int, ...],
        expected: Mapping[int, tuple[Term, ...]],
        *,
        is_cash_flow: bool,
    ) -> None:
        self.is_cash_flow = is_cash_flow
        self.rows = rows
        self.expected = expected
        self.columns = columns
        self.found: dict[int, FoundSum] = {}
        self.units: list[int] = []  # rows not yet swallowed by a sum, from the top
        self.marks: list[int] = [0]  # where in `units` a heading stood
        self.sums: list[int] = []  # rows that are sums, swallowed or not

    def run(self) -> dict[int, FoundSum]:
        for index, row in enumerate(self.rows):
            if row.is_heading:
                self.marks.append(len(self.units))
                continue
            if is_part_label(row.label):
                continue
            found = self._sum_at(index)
            if found is not None:
                self._swallow(index, found)
            self.units.append(index)
        self._sums_on_top()
        return self.found

    def _swallow(self, index: int, found: FoundSum) -> None:
        self.found[index] = found
        gone = {term.row for term in found.terms}
        self.units = [unit for unit in self.units if unit not in gone]
        self.marks = [min(mark, len(self.units)) for mark in self.marks]
        self.sums = [*self.sums, index][-_REMEMBERED_SUMS:]

    def _sum_at(self, index: int) -> FoundSum | None:
        found = self._searched(index)
        is_weak = found is None or not found.is_proven or len(found.terms) == 1  # a sum that repeats a row of its own
        if index in self.expected and is_weak:
            return replace(self._tried(index, self.expected[index]), is_proven=True)
        return found

    def _searched(self, index: int) -> FoundSum | None:
        label, above = self.rows[index].label, self.units[::-1]
        if not fold(label) and not self._is_telling_row(index):
            return None  # the number of a page, not a sum
        if is_sum_label(label):
            return self._worded_sum(index)
        if is_result_label(label):
            candidates = (*self._plain(index, above, 1), *self._signed(index), *self._of_sums(index))
            best = self._best(candidates)
            return best if best is not None and best.is_proven else self._flow(index)
        if self.is_cash_flow and "justering" in fold(label):
            return self._adjustments(index)
        best = self._best(self._plain(index, above, 2))
        return best if best is not None and self._is_beyond_doubt(best) else None

    def _is_telling_row(self, index: int) -> bool:
        return any(
            cell is not None and abs(cell.amount) >= 10 ** (_TELLING - 1) * max(cell.step, 1)
            for cell in self.rows[index].cells
        )

    def _adjustments(self, index: int) -> FoundSum | None:
        """The row that sums what does not touch cash, when the rows below the result add up to it."""
        results = [unit for unit in self.units if "resultat" in fold(self.rows[unit].label)]
        members = [unit for unit in self.units if unit > max(results, default=-1)]
        found = self._tried(index, tuple(Term(row) for row in members)) if members else None
        if found is None or found.failed or not (found.held or found.rounded):
            return None
        return replace(found, is_proven=True)

    def _worded_sum(self, index: int) -> FoundSum | None:
        best = self._best((*self._plain(index, self.units[::-1], 1), *self._minus_rows(index)))
        if best is not None and best.is_proven:
            return best
        signed = self._best((*self._signed(index), *self._of_sums(index)))
        if signed is not None and signed.is_proven and not signed.failed:
            return signed
        block = self._block()
        if len(block) == 1 and self._is_sum_of_sums(index, block[0].row):
            block = tuple(map(Term, self.units))
        if len(block) == 1 and not self._is_named_after(index, block[0].row):
            return None
        if not 0 < len(block) <= _MOST_GUESSED:
            return None
        tried = self._tried(index, block)
        heading = self._heading_above(block[0].row)
        is_named = len(block) > 1 and bool(heading) and _speaks_of(self.rows[index].label, heading)
        return replace(tried, is_proven=is_named or self._holds_somewhere(index, tried))

    def _holds_somewhere(self, index: int, found: FoundSum) -> bool:
        """True when a sum that words and place point out holds exactly in a column where it says something."""
        cells = (self.rows[index].cells[column] for column in found.held)
        return any(cell is not None and cell.amount for cell in cells)

    def _may_repeat(self, index: int, row: int, tried: FoundSum) -> bool:
        """True when a sum of one row is believable: named after it, or nothing else there is to sum."""
        if self._is_named_after(index, row):
            return len(tried.failed) <= len(tried.held)
        if self._is_sum_of_sums(index, row):
            return False
        return not tried.failed and (len(self._block()) < 2 or not is_sum_label(self.rows[index].label))

    def _is_named_after(self, index: int, row: int) -> bool:
        """True when a sum of one row has a word of that row or of the heading above it."""
        if self._is_sum_of_sums(index, row):
            return False
        label = self.rows[index].label
        heading = self._heading_above(row)
        return _speaks_of(label, self.rows[row].label) or (bool(heading) and _speaks_of(label, heading))

    def _is_sum_of_sums(self, index: int, row: int) -> bool:
        """True for "Totalt" below a sum of several rows, when there are more rows it can add up."""
        words = set(fold(self.rows[index].label).split())
        is_sum = row in self.found and len(self.found[row].terms) > 1
        return is_sum and len(self.units) > 1 and words <= _EMPTY_WORDS

    def _heading_above(self, row: int) -> str:
        """The words of the heading right above a row, "" when there is none."""
        above = self.rows[row - 1] if row else None
        return above.label if above is not None and above.is_heading else ""

    def _flow(self, index: int) -> FoundSum | None:
        """A row of the cash flow statement that only its place makes a sum: of the rows since the last such row."""
        label = fold(self.rows[index].label)
        if not self.is_cash_flow or not _FLOW.search(label):
            return None
        flows = [unit for unit in self.units if _FLOW.search(fold(self.rows[unit].label))]
        if _WHOLE_FLOW.search(label):
            members = [unit for unit in flows if "fore forandring" not in fold(self.rows[unit].label)]
        else:
            last = max((unit for unit in flows if "kassaflode" in fold(self.rows[unit].label)), default=-1)
            members = [unit for unit in self.units if unit > last]
        if not members:
            return None
        tried = self._tried(index, tuple(Term(row) for row in members))
        return replace(tried, is_proven=tried.is_proven or self._holds_somewhere(index, tried))

    # ── candidates ────────────────────────────────────────────────────────────────────────────────────────────────

    def _plain(self, index: int, rows: Sequence[int], least: int) -> Iterator[FoundSum]:
        """`rows` from the nearest and on, all added, longer and longer: those that fit some column."""
        running = [_Running() for _ in self.columns]
        for size, row in enumerate(rows[:_MOST_ROWS], 1):
            for column, so_far in zip(self.columns, running, strict=True):
                so_far.add(self.rows[row], column)
            if size >= least and any(
                so_far.fits(self.rows[index], column) for column, so_far in zip(self.columns, running, strict=True)
            ):
                tried = self._tried(index, tuple(Term(row) for row in sorted(rows[:size])))
                if size > 1 or self._may_repeat(index, row, tried):
                    yield tried

    def _minus_rows(self, index: int) -> Iterator[FoundSum]:
        """The rows above, longer and longer, where rows that say "avgår" are taken away."""
        tail = self.units[-_MOST_ROWS:]
        signs = [-1 if _MINUS_WORDS.search(fold(self.rows[row].label)) else 1 for row in tail]
        if -1 in signs:
            for size in range(2, len(tail) + 1):
                yield self._tried(index, tuple(map(Term, tail[-size:], signs[-size:])))

    def _signed(self, index: int) -> Iterator[FoundSum]:
        """The last few rows with every choice of signs but all of one kind."""
        for size in range(2, min(_SIGNED_TERMS, len(self.units)) + 1):
            for signs in product((1, -1), repeat=size):
                if -1 in signs and 1 in signs:
                    yield self._tried(index, tuple(map(Term, self.units[-size:], signs)))

    def _of_sums(self, index: int) -> Iterator[FoundSum]:
        """Two earlier sums, added or one taken from the other, wherever they stand above."""
        for later, second in enumerate(self.sums):
            for first in self.sums[:later]:
                for signs in ((1, 1), (1, -1), (-1, 1)):
                    yield self._tried(index, (Term(first, signs[0]), Term(second, signs[1])))

    def _block(self) -> tuple[Term, ...]:
        """The rows back to the nearest heading above them."""
        start = max((mark for mark in self.marks if mark < len(self.units)), default=0)
        return tuple(Term(row) for row in self.units[start:])

    # ── arithmetic ────────────────────────────────────────────────────────────────────────────────────────────────

    def _best(self, candidates: Iterable[FoundSum]) -> FoundSum | None:
        return max(candidates, key=self._rank, default=None)

    def _rank(self, found: FoundSum) -> tuple[bool, int, int, bool, int]:
        telling = sum(1 for column in found.held if self._is_telling(found, column))
        at_mark = bool(found.terms) and found.terms == self._block()
        saying = sum(1 for term in found.terms if any(cell and cell.amount for cell in self.rows[term.row].cells))
        return found.is_proven, telling - len(found.failed), len(found.rounded), at_mark, -saying

    def _tried(self, index: int, terms: tuple[Term, ...]) -> FoundSum:
        held, rounded, failed = [], [], []
        for column in self.columns:
            so_far = _Running()
            for term in terms:
                so_far.add(self.rows[term.row], column, term.sign)
            match so_far.outcome(self.rows[index], column):
                case 0:
                    held.append(column)
                case 1:
                    rounded.append(column)
                case 2:
                    failed.append(column)
        found = FoundSum(terms, tuple(held), tuple(rounded), tuple(failed), False)
        proving = [
            column
            for column in held
            if self._is_telling(found, column) and (not failed or len(terms) == 1 or self._nonzero(found, column) > 1)
        ]
        proofs = len(proving) > 1 or any(self._is_large(index, column) for column in proving)
        by_rounding = any(self._is_telling(found, column) and self._is_fine(index, found, column) for column in rounded)
        return replace(found, is_proven=proofs or by_rounding)

    def _is_telling(self, found: FoundSum, column: int) -> bool:
        """True when the column's arithmetic is more than zeros and a number repeated."""
        cells = [self.rows[term.row].cells[column] for term in found.terms]
        amounts = [abs(cell.amount) // (cell.step or 1) for cell in cells if cell is not None and cell.amount]
        return bool(amounts) and len(str(max(amounts))) >= (_TELLING if len(amounts) > 1 else _TELLING + 1)

    def _nonzero(self, found: FoundSum, column: int) -> int:
        """How many of the sum's rows have an amount in the column."""
        cells = (self.rows[term.row].cells[column] for term in found.terms)
        return sum(1 for cell in cells if cell is not None and cell.amount)

    def _is_large(self, index: int, column: int) -> bool:
        """True when the total has digits enough not to be the difference of two other numbers by chance."""
        total = self.rows[index].cells[column]
        return total is not None and abs(total.amount) >= 10 ** (_TELLING - 1) * max(total.step, 1)

    def _is_fine(self, index: int, found: FoundSum, column: int) -> bool:
        """True when rounding is so small beside the total that a fit is no chance."""
        total = self.rows[index].cells[column]
        return total is not None and abs(total.amount) > _FINENESS * (len(found.terms) + 1) * total.step

    def _is_beyond_doubt(self, found: FoundSum) -> bool:
        """For a row that no word calls a sum: exact in two telling columns at least, and nowhere wrong."""
        telling = sum(1 for column in found.held if self._is_telling(found, column))
        return telling > 1 and not found.failed and len(found.terms) > 1

    # ── sums that stand above their rows ──────────────────────────────────────────────────────────────────────────

    def _sums_on_top(self) -> None:
        """A sum printed above the rows it adds up: the rows below it, to the next heading or sum."""
        for index, row in enumerate(self.rows):
            if row.is_heading or index in self.found:
                continue
            below = []
            for other in range(index + 1, min(len(self.rows), index + _MOST_ROWS)):
                if self.rows[other].is_heading or other in self.found or is_sum_label(self.rows[other].label):
                    break
                below.append(other)
            found = self._best(self._plain(index, below, 2))
            if found is not None and self._is_beyond_doubt(found) and not self._is_used(found):
                self.found[index] = found

    def _is_used(self, found: FoundSum) -> bool:
        used = {term.row for other in self.found.values() for term in other.terms}
        return any(term.row in used for term in found.terms)
