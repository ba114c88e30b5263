"""One finding on the page: what is wrong, what to write instead, and the place in the file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from samverk.core.money import NBSP
from samverk.core.review.findings import ReviewedFile, ReviewFinding
from samverk.reports.review.excerpts import Excerpt, ExcerptRow, SourceIndex, excerpts
from samverk.reports.review.marking import Span
from samverk.reports.review.wording import (
    VERDICT_WORDS,
    difference_words,
    place_words,
    places_words,
    range_words,
    visible,
)

_MOST_HALF_COLUMNS, _MOST_HALF_SIGNS = 4, 60
_NUMBER = re.compile(r"[\s\d.,'%()*\u2212\u2013-]*\d[\s\d.,'%()*\u2212\u2013-]*$")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_MARKS = {"found": ' class="found"', "other": ' class="other"'}


def shown(text: str) -> str:
    """Text out of a file as HTML: escaped, on one line, and nothing in it unseen."""
    return escape(visible(text))


def kept(text: str) -> str:
    """As `shown`, with days (2024-12-31) that are not broken between lines."""
    return _DAY.sub(r'<span class="keep">\g<0></span>', shown(text))


def finding_html(number: int, finding: ReviewFinding, file: ReviewedFile, indexes: Mapping[str, SourceIndex]) -> str:
    """The finding as an article with the anchor `fynd-<number>`."""
    kind = file.source.kind if file.source is not None else None
    pieces = excerpts(finding, indexes)
    beside = "".join(_excerpt(piece, file.name) for piece in pieces) or (
        '<p class="quiet">Inget utdrag: platsen har ingen text som går att läsa.</p>\n'
    )
    wide = " wide" if any(map(_is_wide, pieces)) else ""
    anchor = f"fynd-{number}"
    return (
        f'<article id="{anchor}" class="finding {finding.verdict.value}{wide}" aria-labelledby="{anchor}-namn">\n'
        f'<div class="said">\n<h4 id="{anchor}-namn"><span class="count">{number}</span> '
        f"<bdi>{kept(finding.label or finding.title or finding.code)}</bdi></h4>\n"
        f'<p class="where"><span class="verdict">{VERDICT_WORDS[finding.verdict]}</span> '
        f'<bdi>{shown(place_words(finding.place, kind))}</bdi> <span class="code">{shown(finding.code)}</span></p>\n'
        f"{_numbers(finding)}<p><bdi>{kept(finding.message)}</bdi></p>\n{_what_now(finding)}"
        f"{_other_places(finding, indexes)}</div>\n"
        f'<div class="beside">\n{beside}</div>\n</article>\n'
    )


def rounding_html(numbered: Sequence[tuple[int, ReviewFinding]], file: ReviewedFile) -> str:
    """Notes on rounding as a quiet list."""
    kind = file.source.kind if file.source is not None else None
    items = "".join(
        f'<li id="fynd-{number}"><bdi>{kept(finding.label or finding.title)}</bdi> '
        f'<span class="quiet"><bdi>{shown(place_words(finding.place, kind))}</bdi>{_compared(finding)} '
        f'<span class="code">{shown(finding.code)}</span></span></li>\n'
        for number, finding in numbered
    )
    return f'<ul class="roundings">\n{items}</ul>\n'


def _compared(finding: ReviewFinding) -> str:
    if not finding.found and not finding.expected:
        return ""
    return f": står {shown(finding.found) or '–'}, väntat {shown(finding.expected) or '–'}"


def _numbers(finding: ReviewFinding) -> str:
    """Found, expected and difference; side by side when they are numbers, below each other when they are words."""
    pairs = [
        ("Står", finding.found),
        ("Väntat", finding.expected),
        ("Skillnad", difference_words(finding.difference_ore)),
    ]
    stated = [(term, words) for term, words in pairs if words]
    if not stated:
        return ""
    is_words = any(not _NUMBER.match(words.removesuffix("kr")) for _term, words in stated)
    rows = "".join(f"<div><dt>{term}</dt><dd><bdi>{kept(words)}</bdi></dd></div>\n" for term, words in stated)
    return f'<dl class="compared{" words" if is_words else ""}">\n{rows}</dl>\n'


def _what_now(finding: ReviewFinding) -> str:
    proposal = (
        f'<p class="proposal"><span class="term">Förslag</span> <bdi>{kept(finding.proposal)}</bdi></p>\n'
        if finding.proposal
        else ""
    )
    advice = (
        f'<p class="advice"><span class="term">Gör så här</span> <bdi>{kept(finding.advice)}</bdi></p>\n'
        if finding.advice
        else ""
    )
    follows = "".join(f"<li><bdi>{kept(sentence)}</bdi></li>\n" for sentence in finding.follows)
    return f"{proposal}{advice}" + (
        f'<div class="follows"><p class="term">Följer av detta</p>\n<ul>\n{follows}</ul></div>\n' if follows else ""
    )


def _other_places(finding: ReviewFinding, indexes: Mapping[str, SourceIndex]) -> str:
    """What the finding is compared with, by place: it can be more than the excerpts have room for."""
    if not finding.others:
        return ""
    kinds = {name: index.kind for name, index in indexes.items()}
    words = places_words(finding.others, finding.place.file, kinds)
    return f'<p class="places">Jämfört med <bdi>{shown(words)}</bdi>.</p>\n'


# ── excerpts ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _excerpt(piece: Excerpt, home: str) -> str:
    is_own = any(row.is_place for row in piece.rows)
    file = piece.first.file
    where = ", ".join(part for part in (file if file != home else "", range_words(piece.first, piece.last)) if part)
    caption = f"{'' if is_own else 'Jämfört med '}<bdi>{shown(where)}</bdi>"
    inner = _table(piece.rows) if piece.is_table else _lines(piece)
    return f"<figure>\n<figcaption>{caption}</figcaption>\n{inner}</figure>\n"


def _is_wide(piece: Excerpt) -> bool:
    """True when half a sheet of paper is too narrow for the columns."""
    if piece.is_table:
        return max(len(row.cells) for row in piece.rows) > _MOST_HALF_COLUMNS
    return piece.is_aligned and max(_width(row) for row in piece.rows) > _MOST_HALF_SIGNS


def _width(row: ExcerptRow) -> int:
    return sum(len(span.text) for spans in row.cells for span in spans or ())


def _lines(piece: Excerpt) -> str:
    lines = "".join(
        f'<p class="{_row_class(row)}"><span class="at">{row.number}</span>'
        f'<span class="text">{_HERE if row.is_place else ""}{_spans(row.cells[0] or ())}</span></p>\n'
        for row in piece.rows
    )
    return f'<div class="lines{" aligned" if piece.is_aligned else ""}">\n{lines}</div>\n'


def _table(rows: Iterable[ExcerptRow]) -> str:
    body = "".join(
        f'<tr class="{_row_class(row)}"><td class="at">{row.number}</td>{"".join(_cells(row))}</tr>\n' for row in rows
    )
    opening = '<div class="rows" role="group" aria-label="Utdrag" tabindex="0">'
    return f"{opening}<table>\n<tbody>\n{body}</tbody>\n</table></div>\n"


def _cells(row: ExcerptRow) -> Iterator[str]:
    for index, spans in enumerate(row.cells):
        if spans is None:
            yield '<td class="left-out"><span aria-hidden="true">⋯</span></td>'
            continue
        text = "".join(span.text for span in spans)
        name = "figure" if index and (row.is_header or _NUMBER.match(text)) else "words"
        yield f'<td class="{name}">{_HERE if row.is_place and not index else ""}{_spans(spans)}</td>'


_HERE = '<span class="unseen">Här: </span>'


def _whole(text: str) -> str:
    """Text of an excerpt; a number is not broken between its thousands, nor a day."""
    return kept(_THOUSANDS.sub(NBSP, text))


def _row_class(row: ExcerptRow) -> str:
    names = [("place", row.is_place), ("other", row.is_other), ("names", row.is_header)]
    return " ".join(["line", *(name for name, is_so in names if is_so)])


def _spans(spans: Iterable[Span]) -> str:
    return "".join(
        f"<mark{_MARKS[span.mark]}>{_whole(span.text)}</mark>" if span.mark else _whole(span.text) for span in spans
    )
