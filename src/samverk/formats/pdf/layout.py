"""Printed lines → the lines of a `Source`, with spaces in proportion to the gaps and blank lines between paragraphs."""

from __future__ import annotations

import itertools
from statistics import median

from samverk.core.document.tree import Place
from samverk.core.review.source import Line, Word
from samverk.formats.pdf.columns import in_reading_order
from samverk.formats.pdf.lines import PrintedLine, PrintedWord, lines_of
from samverk.formats.pdf.pieces import Piece, PrintedPage
from samverk.formats.pdf.running import without_running_lines

_SPACE = 0.25  # em: the space of an ordinary typeface
_WIDE = 1.5  # spaces: a wider gap is shown as several
_SIGN = 0.5  # em: an ordinary letter, the measure of a wide gap
_JUSTIFIED = 1.0  # em: the spaces of a justified line may be this wide, if they are alike
_ALIKE = 1.6
_MOST_SPACES = 80
_APART = 1.3  # of the spacing beside: a paragraph ends
_FAR = 2.2  # em: always a paragraph's end
_COLUMN_GAP = 0.9  # em: wider than any space in a number or in prose

Lines = list[PrintedLine]


def printed_lines(page: PrintedPage) -> Lines:
    """Every line of the page from the top, numbered; text with another turn than most of the page comes last."""
    turns: dict[int, list[Piece]] = {}
    for piece in page.pieces:
        turns.setdefault(piece.turn, []).append(piece)
    groups = sorted(turns.values(), key=lambda group: -sum(len(piece.text) for piece in group))
    lines = [line for group in groups for line in lines_of(group)]
    for number, line in enumerate(lines, 1):
        line.number = number
    return lines


def lay_out(pages: list[tuple[PrintedPage, Lines]], name: str) -> list[list[Line]]:
    """The lines of each page in reading order, without running headers and footers."""
    return [
        _page_lines(in_reading_order(lines), Place(name, page.number))
        for (page, _), lines in zip(pages, without_running_lines(pages), strict=True)
    ]


def is_table_row(line: PrintedLine) -> bool:
    """True when wide gaps part at least two groups of words that end with a digit or a dash."""
    groups = [line.words[0].text]
    for word in line.words[1:]:
        if word.gap > _COLUMN_GAP * word.size:
            groups.append(word.text)
        else:
            groups[-1] += word.text
    return sum(group[-1].isdigit() or group in ("–", "-", "−") for group in groups[1:]) >= 2


def _page_lines(lines: Lines, page: Place) -> list[Line]:
    found: list[Line] = []
    rows = [is_table_row(line) for line in lines]
    margin = min((line.left for line in lines), default=0.0)
    sign = _SIGN * median(line.size for line in lines) if lines else 1.0
    steps = [after.depth - line.depth for line, after in itertools.pairwise(lines)]
    for index, line in enumerate(lines):
        if index and _is_parted(
            steps, index - 1, max(line.size, lines[index - 1].size), rows[index - 1] and rows[index]
        ):
            found.append(Line("", Place(page.file, page.page, line.number)))
        found.append(_line(line, page, margin, sign))
    return found


def _is_parted(steps: list[float], at: int, size: float, is_table: bool) -> bool:
    """True when the step between two lines is clearly larger than the steps beside it; `is_table`: both are rows."""
    step = steps[at]
    if step < 0:  # the next column begins
        return True
    if step > _FAR * size and not is_table:
        return True
    beside = [other for other in (steps[at - 1] if at else None, *steps[at + 1 : at + 2]) if other is not None]
    usual = min((other for other in beside if other > 0.5 * size), default=None)
    if usual is None:
        return step > 1.6 * size
    return step > (1.6 if is_table else _APART) * usual and step > 1.15 * size


def _line(line: PrintedLine, page: Place, margin: float, sign: float) -> Line:
    words = tuple(Word(word.text, round(word.left, 2), round(word.right, 2)) for word in line.words)
    place = Place(page.file, page.page, line.number)
    text = _text(line.words, margin, sign)
    return Line(text, place, words, is_bold=line.is_bold, size=round(line.size, 1))


def _text(words: list[PrintedWord], margin: float, sign: float) -> str:
    """The words; one that stands after a wide gap is set as many letters from the margin as it stands in print."""
    widest = _WIDE * _SPACE
    gaps = [word.gap / word.size for word in words[1:]]
    if len(gaps) >= 4 and sum(word.text[0].isdigit() for word in words) < 0.4 * len(words):
        widest = min(_JUSTIFIED, max(widest, _ALIKE * median(gaps)))
    text = words[0].text
    for word, gap in zip(words[1:], gaps, strict=True):
        if gap > widest:
            text += " " * min(max(2, round((word.left - margin) / sign) - len(text)), _MOST_SPACES)
        else:
            text += " "
        text += word.text
    return text
