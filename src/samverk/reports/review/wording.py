"""The words of a review, the same in the terminal and on the page: result, places, files, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from samverk.core.checks.finding import Verdict
from samverk.core.document.tree import Place
from samverk.core.money import NBSP, ORE_PER_KR, format_amount, format_exact
from samverk.core.problems import ProblemSeverity
from samverk.core.review.findings import Review, ReviewedFile, ReviewFinding, Tally
from samverk.core.review.source import SourceKind

VERDICTS = (Verdict.FAULT, Verdict.AMBIGUOUS, Verdict.NOT_CHECKABLE, Verdict.ROUNDING)
"""The order in which findings are told."""

VERDICT_WORDS = {
    Verdict.FAULT: "Fel",
    Verdict.AMBIGUOUS: "Oklart",
    Verdict.NOT_CHECKABLE: "Går inte att pröva",
    Verdict.ROUNDING: "Avrundning",
}
PROBLEM_WORDS = {
    ProblemSeverity.REFUSE: "Fel",
    ProblemSeverity.ERROR: "Fel",
    ProblemSeverity.WARNING: "Varning",
    ProblemSeverity.NOTE: "Notera",
}
_DOCUMENT_WORDS = {
    "annual_report": "Årsredovisning",
    "interim_report": "Delårsrapport",
    "activity_plan": "Verksamhetsplan",
    "budget": "Budget",
}
_SOURCE_WORDS = {
    SourceKind.TEXT: "text",
    SourceKind.PDF: "PDF",
    SourceKind.DOCX: "Word",
    SourceKind.XLSX: "Excel",
}
MOST_PLACES = 12
_TABLE = re.compile(r"tabell \d+")
_SPACES = re.compile(r"[\t\n\v\f\r]+")
# Control signs, signs that turn the direction of writing, and halves of signs: unseen, they can make a text lie.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """Text out of a file, on one line, with every sign that would not be seen written as ⟨U+202E⟩."""
    return _UNSEEN.sub(lambda match: f"⟨U+{ord(match[0]):04X}⟩", _SPACES.sub(" ", text))


# ── how it went ───────────────────────────────────────────────────────────────────────────────────────────────────


def total(tallies: Iterable[Tally]) -> Tally:
    """The tie-outs of several files together."""
    every = list(tallies)
    return Tally(
        sum(tally.tried for tally in every),
        sum(tally.held for tally in every),
        sum(tally.rounding for tally in every),
        sum(tally.failed for tally in every),
    )


def result_words(review: Review) -> str:
    """What a reader wants to know first: how much is wrong, how much was tried, and whether everything was read."""
    unread = sum(1 for file in review.files if file.document is None)
    if unread == len(review.files):
        whole = "Filen gick inte att läsa" if unread == 1 else f"Ingen av de {unread} filerna gick att läsa"
        return f"{whole}. Inget är prövat."
    tally = total(file.tally for file in review.files)
    words = f"{counted_words(review.findings)} {tally_words(tally)}"
    if not tally.tried and not any(finding.verdict in VERDICTS for finding in review.findings):
        words = "Inget gick att pröva: filen har inga summor eller påståenden med siffror som Samverk känner igen."
    return f"{words} {unread} av {len(review.files)} filer gick inte att läsa." if unread else words


def counted_words(findings: Sequence[ReviewFinding]) -> str:
    """How many findings there are of each verdict, as a sentence; rounding is no finding to count."""
    counts = {verdict: sum(1 for finding in findings if finding.verdict is verdict) for verdict in VERDICTS}
    unclear, untried = counts[Verdict.AMBIGUOUS], counts[Verdict.NOT_CHECKABLE]
    parts = []
    if unclear:
        noun = "" if untried else (" uppgift" if unclear == 1 else " uppgifter")
        parts.append(f"{unclear} {'oklar' if unclear == 1 else 'oklara'}{noun}")
    if untried:
        parts.append(f"{untried} {'uppgift' if untried == 1 else 'uppgifter'} som inte går att pröva")
    if counts[Verdict.FAULT]:
        return f"{_listed([f'{counts[Verdict.FAULT]} fel', *parts])}."
    return f"Inga fel, men {_listed(parts)}." if parts else "Inga fel."


def tally_words(tally: Tally) -> str:
    """How many tie-outs were tried and how they fell out, as a sentence."""
    if not tally.tried:
        return "Inga avstämningar gick att pröva."
    tried = "1 avstämning prövad" if tally.tried == 1 else f"{tally.tried} avstämningar prövade"
    if tally.held == tally.tried:
        return f"{tried}: {'den' if tally.tried == 1 else 'alla'} håller."
    parts = [f"{tally.held} håller"] if tally.held else []
    parts += [f"{tally.rounding} på avrundning när"] if tally.rounding else []
    parts += [f"{tally.failed} stämmer inte"] if tally.failed else []
    return f"{tried}: {', '.join(parts)}."


def _listed(parts: Sequence[str]) -> str:
    return " och ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def by_file(review: Review) -> tuple[tuple[ReviewedFile, tuple[ReviewFinding, ...]], ...]:
    """Every file with its findings, faults first. A finding whose file is unknown stands under the first file."""
    names = {file.name for file in review.files}
    ranked = sorted(review.findings, key=lambda finding: VERDICTS.index(finding.verdict))
    return tuple(
        (
            file,
            tuple(
                finding
                for finding in ranked
                if finding.place.file == file.name or (not index and finding.place.file not in names)
            ),
        )
        for index, file in enumerate(review.files)
    )


# ── files and places ──────────────────────────────────────────────────────────────────────────────────────────────


def document_words(file: ReviewedFile) -> str:
    """What a file was taken for: "Årsredovisning 2024 · Finsam Norrskär · PDF, 12 sidor"."""
    document, source = file.document, file.source
    parts = []
    if document is not None:
        kind = _DOCUMENT_WORDS.get(document.kind, "Dokument av okänt slag")
        parts = [f"{kind} {document.year}" if document.year else kind, document.association]
    if source is not None:
        pages = f", {source.pages} {'sida' if source.pages == 1 else 'sidor'}" if source.pages else ""
        parts.append(f"{_SOURCE_WORDS[source.kind]}{pages}")
    return " · ".join(visible(part) for part in parts if part)


def unread_pages_words(file: ReviewedFile) -> str:
    """A sentence naming the pages without text, "" when there are none."""
    pages = file.source.unreadable_pages if file.source is not None else ()
    if not pages:
        return ""
    if len(pages) == 1:
        return f"Sidan {pages[0]} är en bild av text och är inte granskad."
    return f"Sidorna {_listed(_ranges(pages))} är bilder av text och är inte granskade."


def _ranges(pages: Sequence[int]) -> list[str]:
    runs: list[tuple[int, int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]


def place_words(place: Place, kind: SourceKind | None = None) -> str:
    """Where in its file something stands: "sida 9, rad 412", "Budget!D7"; a Word file has paragraphs, not lines."""
    parts = [] if place.page is None else [f"sida{NBSP}{place.page}"]
    if place.cell:
        parts.append(visible(place.cell))
    elif place.line is not None:
        parts.append(f"{'stycke' if kind is SourceKind.DOCX else 'rad'}{NBSP}{place.line}")
    return ", ".join(parts) or "hela filen"


def places_words(places: Sequence[Place], home: str, kinds: Mapping[str, SourceKind]) -> str:
    """Several places as one list, lines of a page together: "sida 9, rad 11, 12 och 20; plan.xlsx, Budget!B7".

    The file is named where it is not `home`; `kinds` tells what kind each file is.
    """
    lines: dict[tuple[str, int | None], list[int]] = {}
    said: dict[tuple[str, int | None] | Place, str] = {}
    for place in places:
        before = f"{visible(place.file)}, " if place.file != home else ""
        if place.cell or place.line is None:
            said[place] = before + place_words(place, kinds.get(place.file))
            continue
        key = (place.file, place.page)
        lines.setdefault(key, []).append(place.line)
        first = place_words(replace(place, line=min(lines[key])), kinds.get(place.file))
        stem = first.rpartition(NBSP)[0]
        said[key] = f"{before}{stem}{NBSP}{_listed(_ranges(lines[key]))}"
    rest = len(said) - MOST_PLACES
    more = f" och {rest} till" if rest > 0 else ""
    return f"{'; '.join(list(said.values())[:MOST_PLACES])}{more}"


def range_words(first: Place, last: Place) -> str:
    """Where an excerpt stands: "sida 9, rad 8–16", "blad Budget", "sida 2, tabell 3"."""
    parts = [] if first.page is None else [f"sida{NBSP}{first.page}"]
    table = _TABLE.match(first.cell)
    if "!" in first.cell:
        parts.append(f"blad {visible(first.cell.rpartition('!')[0])}")
    elif table is not None:
        parts.append(table[0].replace(" ", NBSP))
    elif first.line is not None and last.line is not None and last.line > first.line:
        parts.append(f"rad{NBSP}{first.line}–{last.line}")
    elif first.line is not None:
        parts.append(f"rad{NBSP}{first.line}")
    return ", ".join(parts)


def difference_words(difference_ore: int | None) -> str:
    """Found less expected in kronor, always with its sign; "" when it is not money."""
    if difference_ore is None:
        return ""
    words = format_exact(difference_ore) if difference_ore % ORE_PER_KR else format_amount(difference_ore)
    return f"{'+' if difference_ore > 0 else ''}{words}{NBSP}kr"
