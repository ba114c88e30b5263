"""How `samverk granska` looks in the terminal: the result first, then every finding by file. Fits 80 columns.

Piped, the same words without colour: no boxes, so that it can be pasted into a mail.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from samverk.core.checks.finding import Verdict
from samverk.core.review.findings import Review, ReviewedFile, ReviewFinding
from samverk.core.review.source import SourceKind
from samverk.reports.review.wording import (
    PROBLEM_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    by_file,
    difference_words,
    document_words,
    place_words,
    result_words,
    tally_words,
    unread_pages_words,
    visible,
)

PAGE_WIDTH = 80
MOST_SHOWN = 40
MOST_ROUNDED = 6
_STYLES = {Verdict.FAULT: "bold red", Verdict.AMBIGUOUS: "yellow", Verdict.NOT_CHECKABLE: "cyan"}
_PROBLEM_STYLES = {"Fel": "bold red", "Varning": "yellow", "Notera": "dim"}
_LONGEST_NUMBER = 16  # "−1 234 567 890": longer words are no column's
_GAP = "  "
_CODE_WIDTH, _PLACE_WIDTH = 6, len("sida 99, rad 999")
_HEADINGS = ("Står", "Väntat", "Skillnad")
_NONE = ("", "", "")
_Numbers = tuple[str, str, str] | None
_Columns = tuple[int, int, int] | None


def show(review: Review, page: Path | None = None) -> None:
    """Print the review; `page` is the HTML file that was also written."""
    console = Console(highlight=False)
    if not console.is_terminal or console.width > PAGE_WIDTH:
        console = Console(highlight=False, width=PAGE_WIDTH)
    _print(console, result_words(review), style="bold")
    for file, findings in by_file(review):
        console.print()
        _FilePage(console, file).show(findings)
    if page is not None:
        console.print()
        console.print(Text(f"Sidan med utdrag: {page}"), soft_wrap=True)


def _print(console: Console, words: str, indent: str = "", *, later: str | None = None, style: str = "") -> None:
    """Words wrapped between words only: rich would break an amount between its thousands."""
    width = max(console.width, 20)
    following = indent if later is None else later
    for line in textwrap.wrap(
        words, width, initial_indent=indent, subsequent_indent=following, break_on_hyphens=False, break_long_words=False
    ):
        console.print(Text(line, style=style), soft_wrap=True)


class _FilePage:
    """What is told of one file."""

    def __init__(self, console: Console, file: ReviewedFile) -> None:
        self._console = console
        self._file = file
        self._kind: SourceKind | None = file.source.kind if file.source is not None else None

    def show(self, findings: Sequence[ReviewFinding]) -> None:
        """Name, what it was taken for, what was wrong with reading it, then the findings."""
        self._console.print(Text(visible(self._file.name), style="bold underline"), soft_wrap=True)
        if self._file.document is not None:
            _print(self._console, document_words(self._file), style="dim")
            _print(self._console, tally_words(self._file.tally), style="dim")
        if unread := unread_pages_words(self._file):
            _print(self._console, unread, style="yellow")
        self._problems()
        for verdict in VERDICTS:
            group = [finding for finding in findings if finding.verdict is verdict]
            if verdict is Verdict.ROUNDING:
                self._rounding(group)
            elif group:
                self._group(verdict, group)

    def _problems(self) -> None:
        for problem in sorted(self._file.problems, key=lambda each: each.severity.rank):
            word = PROBLEM_WORDS[problem.severity]
            line = f", rad {problem.line}" if problem.line is not None else ""
            words = f"{word}{line}: {visible(problem.message)} ({problem.code})"
            _print(self._console, words, later=_GAP, style=_PROBLEM_STYLES[word])

    def _rounding(self, group: Sequence[ReviewFinding]) -> None:
        if group:
            labels = list(dict.fromkeys(visible(finding.label) for finding in group if finding.label))
            rest = len(labels) - MOST_ROUNDED
            more = f" och {rest} till" if rest > 0 else ""
            self._console.print()
            words = f"Avrundning: sista siffran skiljer i {'; '.join(labels[:MOST_ROUNDED]) or 'filen'}{more}."
            _print(self._console, words, later=_GAP, style="dim")

    # ── findings ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _group(self, verdict: Verdict, group: Sequence[ReviewFinding]) -> None:
        columns = self._columns(group)
        self._console.print()
        heading = f"{VERDICT_WORDS[verdict]} ({len(group)})"
        self._row(heading, _HEADINGS, columns, "Kod", style=_STYLES[verdict])
        shown = group if verdict is Verdict.FAULT else group[:MOST_SHOWN]
        for finding in shown:
            self._console.print()
            self._finding(finding, columns)
        if len(shown) < len(group):
            self._console.print()
            rest = f"… och {len(group) - len(shown)} till. Alla finns i --json och --html."
            _print(self._console, rest, style="dim")

    def _columns(self, group: Sequence[ReviewFinding]) -> _Columns:
        """Widths of found, expected and difference, None when no finding has numbers or the window is too narrow."""
        rows = [numbers for finding in group if (numbers := _numbers(finding)) is not None]
        if not rows:
            return None
        widths = [max(len(heading), *(cell_len(row[at]) for row in rows)) for at, heading in enumerate(_HEADINGS)]
        room = self._console.width - sum(widths) - 3 * len(_GAP) - len(_GAP) - _CODE_WIDTH
        return (widths[0], widths[1], widths[2]) if room >= _PLACE_WIDTH else None

    def _finding(self, finding: ReviewFinding, columns: _Columns) -> None:
        label = visible(finding.label or finding.title)
        _print(self._console, label, style="bold" if finding.verdict is Verdict.FAULT else "")
        numbers = _numbers(finding) if columns is not None else None
        self._row(place_words(finding.place, self._kind), numbers, columns, finding.code)
        for words, style in _sentences(finding, in_columns=numbers is not None):
            _print(self._console, words, _GAP, style=style)
        if finding.follows:
            _print(self._console, "Följer av detta:", _GAP, style="dim")
            for sentence in finding.follows:
                _print(self._console, f"– {visible(sentence)}", _GAP * 2, later=_GAP * 3, style="dim")

    def _row(self, left: str, numbers: _Numbers, columns: _Columns, code: str, *, style: str = "") -> None:
        """Left words, right-aligned numbers, and the code last; too long words on the left get a line of their own."""
        right = code.ljust(_CODE_WIDTH)
        if columns is not None:
            cells = [
                " " * (width - cell_len(cell)) + cell for cell, width in zip(numbers or _NONE, columns, strict=True)
            ]
            right = _GAP.join([*cells, right])
        room = max(self._console.width - cell_len(right) - len(_GAP), 0)
        if cell_len(left) > room:
            _print(self._console, left, style=style)
            left = ""
        line = f"{left}{' ' * (room - cell_len(left))}{_GAP}{right}".rstrip()
        self._console.print(Text(line, style=style), soft_wrap=True)


def _numbers(finding: ReviewFinding) -> _Numbers:
    """Found, expected and difference for the columns; None when any of them is words rather than a number."""
    cells = (visible(finding.found), visible(finding.expected), difference_words(finding.difference_ore))
    return cells if any(cells) and all(cell_len(cell) <= _LONGEST_NUMBER for cell in cells[:2]) else None


def _sentences(finding: ReviewFinding, *, in_columns: bool) -> Iterator[tuple[str, str]]:
    """What is said under a finding, with its style; found and expected too, when they stand in no columns."""
    if not in_columns:
        difference = difference_words(finding.difference_ore)
        pairs = zip(_HEADINGS, (visible(finding.found), visible(finding.expected), difference), strict=True)
        stated = [f"{heading}: {words}" for heading, words in pairs if words]
        for words in [" · ".join(stated)] if _numbers(finding) is not None else stated:
            yield words, ""
    yield visible(finding.message), ""
    if finding.proposal:
        yield f"Förslag: {visible(finding.proposal)}", ""
    if finding.advice:
        yield f"Gör så här: {visible(finding.advice)}", "dim"
