"""What copying, scanning and pasting do to a text. A number is made unreadable at times, never into another number."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from tests.factories.strangers.draft import Draft, Key, Number, Row, Sheet
from tests.factories.strangers.layouts import FIRST_MARK, MARK
from tests.factories.strangers.writing import Marked

MARKED_NUMBER = re.compile(r"([\U000f0000-\U000ffffd])([(−–-]?\d[\d \u00a0.,]*\d\)?|\d)")
OCR_LETTERS = {
    "å": ("a", "&"),
    "ä": ("a", "é"),
    "ö": ("o",),
    "Å": ("A",),
    "Ä": ("A",),
    "Ö": ("O",),
    "l": ("1",),
    "O": ("0",),
}
OCR_DIGITS = {"1": "l", "0": "O", "5": "S", "8": "B"}


def ocr(marked: Marked, rng: random.Random) -> frozenset[Key]:
    """Letters read wrong here and there, and a few numbers that nobody can read any more: those are given back."""
    lost: set[Key] = set()

    def number(found: re.Match[str]) -> str:
        mark, text = found[1], found[2]
        places = [place for place, letter in enumerate(text) if letter in OCR_DIGITS]
        if rng.random() > 0.006 or not places:
            return found[0]
        at = rng.choice(places)
        lost.add(marked.keys[ord(mark) - FIRST_MARK])
        return mark + text[:at] + OCR_DIGITS[text[at]] + text[at + 1 :]

    def letters(line: str) -> str:
        return "".join(
            rng.choice(OCR_LETTERS[letter])
            if letter in OCR_LETTERS and rng.random() < (0.15 if letter not in "lO" else 0.02)
            else letter
            for letter in line
        )

    marked.lines = [MARKED_NUMBER.sub(number, letters(line)) for line in marked.lines]
    return frozenset(lost)


def empty_cells(marked: Marked, rng: random.Random) -> frozenset[Key]:
    """Tabs run together: an empty cell leaves no trace."""
    marked.lines = [re.sub(r"\t{2,}", "\t", line).rstrip("\t") for line in marked.lines]
    return frozenset()


def merged_lines(marked: Marked, rng: random.Random) -> frozenset[Key]:
    """Here and there a row runs on after the row above it."""
    lines: list[str] = []
    for line in marked.lines:
        if lines and rng.random() < 0.02 and MARK.search(line) and MARK.search(lines[-1]) and line[:1] != "\f":
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
    marked.lines = lines
    return frozenset()


def page_numbers(marked: Marked, rng: random.Random) -> frozenset[Key]:
    """A number of a page, alone on a line, in the middle of anything."""
    lines: list[str] = []
    for count, line in enumerate(marked.lines):
        lines.append(line)
        if count > 20 and rng.random() < 0.02:
            lines += rng.choice(([str(count // 40 + 2)], ["", str(count // 40 + 2), ""]))
    marked.lines = lines
    return frozenset()


def double_spaces(marked: Marked, rng: random.Random) -> frozenset[Key]:
    """Two spaces inside a number, where one was."""

    def number(found: re.Match[str]) -> str:
        return found[0].replace(" ", "  ", 1) if rng.random() < 0.03 else found[0]

    marked.lines = [MARKED_NUMBER.sub(number, line) for line in marked.lines]
    return frozenset()


def untouched(marked: Marked, rng: random.Random) -> frozenset[Key]:
    """Nothing happens."""
    return frozenset()


TO_TEXT: Mapping[str, Callable[[Marked, random.Random], frozenset[Key]]] = {
    "none": untouched,
    "ocr": ocr,
    "empty_cells": empty_cells,
    "merged_lines": merged_lines,
    "page_numbers": page_numbers,
    "double_spaces": double_spaces,
    "lost_columns": untouched,  # done to the draft, below
}
DAMAGES = tuple(TO_TEXT)


def lose_columns(draft: Draft, rng: random.Random) -> Draft:
    """A third of the tables with several columns lose one, heading and all."""

    def less(sheet: Sheet) -> Sheet:
        figures = [place for place, column in enumerate(sheet.columns) if column.role != "note"]
        if len(figures) < 2 or rng.random() > 0.34:
            return sheet
        gone = rng.choice(figures)

        def kept(row: Row) -> Row:
            cells = tuple(cell for place, cell in enumerate(row.cells) if place != gone)
            return Row(row.id, row.label, cells, row.role, row.level, row.terms)

        columns = tuple(column for place, column in enumerate(sheet.columns) if place != gone)
        return Sheet(sheet.id, sheet.title, columns, tuple(kept(row) for row in sheet.rows), sheet.step)

    return draft.with_sheets(less)


def readable(draft: Draft, lost: frozenset[Key]) -> dict[Key, Number]:
    """The numbers that are still printed so that they can be read."""
    return {key: number for key, number in draft.numbers() if key not in lost and not number.is_hidden}
