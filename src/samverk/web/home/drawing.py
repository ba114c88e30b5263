"""The ribbon of the year as places in percent, so that it stretches while its words keep their size."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.core.year_wheel.ribbon import LENGTH, Ribbon, RibbonMark

_ROW = 22  # pixels
_MOST_ROWS = 3
_APART = LENGTH // 25


@dataclass(frozen=True, slots=True)
class DrawnMonth:
    """A month: where its line and its word stand, in percent of the width."""

    word: str
    letter: str
    line: str
    middle: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A day with something due. `height` is how far up it stands: marks that would cover each other take turns."""

    place: str
    height: int
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class DrawnRibbon:
    """What the page draws: places along in percent, heights in pixels from the top; `base` is the line's."""

    base: int
    months: tuple[DrawnMonth, ...]
    marks: tuple[DrawnMark, ...]
    today: str

    @property
    def words_at(self) -> int:
        """Where the months' words stand."""
        return self.base + _ROW

    @property
    def height(self) -> int:
        """Of the whole picture."""
        return self.base + _ROW + _ROW // 2


def drawn(ribbon: Ribbon) -> DrawnRibbon:
    """The ribbon with every place in percent."""
    months = tuple(
        DrawnMonth(
            month.name[:3],
            month.name[0].upper(),
            _percent(month.start),
            _percent((month.start + month.end) // 2),
            month.is_current,
        )
        for month in ribbon.months
    )
    rows = _rows(ribbon.marks)
    base = _ROW * (max(rows, default=0) + 1) + _ROW // 2
    marks = tuple(
        _mark(mark, base - _ROW * (row + 1) + _ROW // 3) for mark, row in zip(ribbon.marks, rows, strict=True)
    )
    return DrawnRibbon(base, months, marks, "" if ribbon.today is None else _percent(ribbon.today))


def _rows(marks: tuple[RibbonMark, ...]) -> list[int]:
    """The row of each mark, the lowest where the one before is far enough away; the least crowded when all are full."""
    rows: list[int] = []
    last = [-LENGTH] * _MOST_ROWS
    for mark in marks:
        row = next((at for at, before in enumerate(last) if mark.end - before >= _APART), last.index(min(last)))
        last[row] = mark.end
        rows.append(row)
    return rows


def _mark(mark: RibbonMark, height: int) -> DrawnMark:
    state = "late" if mark.is_late else "open" if mark.is_open else "done"
    return DrawnMark(_percent(mark.end), height, state, mark.words)


def _percent(place: int) -> str:
    return f"{100 * place / LENGTH:.1f}%"
