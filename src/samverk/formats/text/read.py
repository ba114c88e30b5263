"""Plain text → `Source`: every printed line with its number in the file, and its page where form feeds part pages.

Word processors and `pdftotext -layout` give such files. Tabs and runs of spaces are what tells the columns of a table,
so nothing inside a line is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samverk.core.document.tree import Place
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.source import Line, Source, SourceKind
from samverk.formats.text.encoding import decode

MAX_BYTES = 20_000_000
"""The largest file that is read; about 8,000 pages of plain text."""

MAX_LINES = 40_000  # some 900 pages; a line of numbers takes milliseconds to place in its columns
MAX_LINE = 20_000  # characters; the longest paragraphs of real reports are some 3,000
_SHOWN = 5
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")  # not tab, line feed, vertical tab, form feed, return
_UNREADABLE = re.compile("\ufffd")
_BREAK = re.compile(r"[\f\v]")
_NOISE_SHARE, _SMALL_NOISE_SHARE, _FEW_CONTROLS = 100, 5, 4
_WHAT_NOW = "Öppna den i programmet den kommer från och spara den som .txt, .docx, .xlsx eller .pdf."


def read_text(data: bytes, name: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read the bytes of a text file. `name` is the file name that places and problems carry.

    Returns None and one REFUSE problem when nothing can be used. Place.page is None, and `pages` 0, when the file has
    no form feed. Never raises.
    """
    if len(data) > MAX_BYTES:
        message = (
            f"Filen är {len(data) // 1_000_000} MB. Samverk läser textfiler upp till {MAX_BYTES // 1_000_000} MB, "
            "ungefär 8 000 sidor. Se efter att det är rätt fil, eller dela den."
        )
        return _refuse("LAS-STOR", message, name)
    text = decode(data).text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff \t\n\f\v\xa0"):
        message = "Filen är tom: den har ingen text. Se efter att det är rätt fil och att den blev sparad."
        return _refuse("LAS-TOM", message, name)
    if _is_noise(text):
        return _refuse("LAS-BINAR", f"Filen är inte text som går att läsa. {_WHAT_NOW}", name)
    if text.count("\n") + text.count("\f") + text.count("\v") >= MAX_LINES:
        message = (
            f"Filen har fler än {MAX_LINES} rader. Så lång är ingen rapport. Se efter att det är rätt fil, eller dela "
            "den."
        )
        return _refuse("LAS-TEXT-RADER", message, name)
    problems = [problem for problem in (_tell_unreadable(text, name), _tell_controls(text, name)) if problem]
    blocks, pages, cut = _lines(_CONTROL.sub(" ", text), name)
    if cut:
        problems.append(_tell_cut(cut, name))
    return Source(name, SourceKind.TEXT, tuple(blocks), pages), tuple(problems)


def _lines(text: str, name: str) -> tuple[list[Line], int, list[int]]:
    """Every line, the number of pages (0 without form feeds), and the numbers of the lines that were cut."""
    page = 1 if "\f" in text else None
    lines: list[Line] = []
    cut: list[int] = []
    for number, printed in enumerate(text.rstrip("\n\f\v").split("\n"), 1):
        for piece, is_new_page in _pieces(printed):
            if is_new_page and page is not None:
                page += 1
            if piece is None:
                continue
            if len(piece) > MAX_LINE:
                cut.append(number)
            lines.append(Line(piece[:MAX_LINE], Place(name, page, number)))
    return lines, page or 0, cut


def _pieces(printed: str) -> Iterator[tuple[str | None, bool]]:
    """The parts of a line between form feeds and vertical tabs (soft line breaks), and whether each starts a page.

    None where nothing is printed: a form feed at the start of a line is no blank line on the page before.
    """
    if "\f" not in printed and "\v" not in printed:
        yield printed, False
        return
    start, is_new_page = 0, False
    for match in _BREAK.finditer(printed):
        yield printed[start : match.start()] or None, is_new_page
        start, is_new_page = match.end(), match[0] == "\f"
    yield printed[start:], is_new_page


def _is_noise(text: str) -> bool:
    """True when so many characters are controls or unreadable that this is no text."""
    controls = sum(1 for _ in _CONTROL.finditer(text)) + text.count("\ufffd")
    if controls > _FEW_CONTROLS:
        return controls * _NOISE_SHARE > len(text)
    return controls * _SMALL_NOISE_SHARE > len(text)


def _numbers_of(text: str, pattern: re.Pattern[str]) -> tuple[int, list[int]]:
    """How many matches there are, and the lines of the first ones."""
    count, line, counted = 0, 1, 0
    lines: dict[int, None] = {}
    for match in pattern.finditer(text):
        count += 1
        if len(lines) <= _SHOWN:
            line += text.count("\n", counted, match.start())
            counted = match.start()
            lines[line] = None
    return count, list(lines)


def list_lines(lines: list[int]) -> str:
    """Name the first lines: "rad 4, 9 och 11", "rad 1, 2, 3, 4, 5 med flera"."""
    shown = [str(line) for line in lines[:_SHOWN]]
    if len(lines) > _SHOWN:
        return f"rad {', '.join(shown)} med flera"
    return f"rad {shown[0]}" if len(shown) == 1 else f"rad {', '.join(shown[:-1])} och {shown[-1]}"


def _tell_unreadable(text: str, name: str) -> Problem | None:
    count, lines = _numbers_of(text, _UNREADABLE)
    if not count:
        return None
    return Problem(
        ProblemSeverity.WARNING,
        "LAS-TEXT-TECKEN",
        f"{count} tecken gick inte att läsa och är ersatta med \ufffd ({list_lines(lines)}). Resten är läst. Spara "
        "filen igen som UTF-8 om ord eller tal blev fel.",
        name,
        lines[0],
    )


def _tell_controls(text: str, name: str) -> Problem | None:
    count, lines = _numbers_of(text, _CONTROL)
    if not count:
        return None
    return Problem(
        ProblemSeverity.WARNING,
        "LAS-TEXT-STYRTECKEN",
        f"{count} osynliga styrtecken står i filen ({list_lines(lines)}); de är lästa som mellanslag.",
        name,
        lines[0],
    )


def _tell_cut(cut: list[int], name: str) -> Problem:
    return Problem(
        ProblemSeverity.ERROR,
        "LAS-TEXT-LANG-RAD",
        f"Längre rader än {MAX_LINE} tecken är avkortade ({list_lines(cut)}): bara början av dem är läst. Spara "
        "dokumentet som text igen med radbrytningar.",
        name,
        cut[0],
    )


def _refuse(code: str, message: str, name: str) -> tuple[None, tuple[Problem, ...]]:
    return None, (Problem(ProblemSeverity.REFUSE, code, message, name),)
