"""A review as one HTML file: the result first, then every finding with the place in the file beside it.

Opens from disk, needs no network and no script. All text that comes out of a reviewed file is escaped, and signs that
would not be seen are written out (`wording.visible`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from samverk import __version__
from samverk.core.checks.finding import Verdict
from samverk.core.periods import long_date
from samverk.core.review.findings import Review, ReviewedFile, ReviewFinding, Tally
from samverk.reports.render.html_style import policy
from samverk.reports.review.excerpts import SourceIndex
from samverk.reports.review.html_finding import finding_html, kept, rounding_html, shown
from samverk.reports.review.html_style import sheet
from samverk.reports.review.wording import (
    PROBLEM_WORDS,
    VERDICT_WORDS,
    VERDICTS,
    by_file,
    counted_words,
    document_words,
    place_words,
    result_words,
    tally_words,
    total,
    unread_pages_words,
)

_Numbered = tuple[tuple[int, ReviewFinding], ...]
_FilePart = tuple[int, ReviewedFile, _Numbered]

_MEANINGS = (
    (
        "Avstämning",
        "Ett samband som prövas, till exempel att raderna blir summan eller att texten säger samma tal som tabellen.",
    ),
    ("Fel", "Uppgifter som inte kan vara rätt samtidigt, eller som går emot en regel. Något behöver ändras."),
    ("Oklart", "Något ser inte ut att stämma, men det kan ha en förklaring som inte står i filen. Läs och avgör."),
    (
        "Går inte att pröva",
        "Det som behövs saknas eller går inte att läsa. Uppgiften kan vara rätt och den kan vara fel.",
    ),
    ("Avrundning", "En summa skiljer på sista siffran, så som avrundade tal gör. Inget behöver ändras."),
)


def render(review: Review, day: date) -> str:
    """`review`, made on `day`, as a whole HTML page."""
    style = sheet()
    return (
        '<!doctype html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_title(review)}</title>\n<style>{style}</style>\n</head>\n"
        '<body>\n<a class="skip" href="#innehall">Hoppa till innehållet</a>\n<div class="frame review">\n'
        f"{opening(review, day)}"
        f'<main id="innehall" tabindex="-1">\n{content(review)}</main>\n{_colophon()}'
        "</div>\n</body>\n</html>\n"
    )


def content(review: Review) -> str:
    """What was tried and every finding, without the page around it: for this file and for the web."""
    parts = _numbered(review)
    indexes = {file.name: SourceIndex(file.source) for file in review.files if file.source is not None}
    return f"{_overview(review, parts)}{''.join(_file_part(part, indexes) for part in parts)}"


def _numbered(review: Review) -> list[_FilePart]:
    """Files with their findings, numbered through the whole page in the order they stand on it."""
    parts: list[_FilePart] = []
    number = 0
    for index, (file, findings) in enumerate(by_file(review), 1):
        parts.append((index, file, tuple(enumerate(findings, number + 1))))
        number += len(findings)
    return parts


def _title(review: Review) -> str:
    if len(review.files) == 1:
        return f"Granskning av {shown(review.files[0].name)}"
    return f"Granskning av {len(review.files)} filer"


# ── head: result, tie-outs, words, all findings ───────────────────────────────────────────────────────────────────


def opening(review: Review, day: date) -> str:
    """The heading of the page (h1) and the result in one sentence."""
    return (
        f'<header class="opening">\n<h1><bdi>{_title(review)}</bdi></h1>\n'
        f'<p class="lead">{escape(result_words(review))}</p>\n'
        f'<p class="facts">Granskad {long_date(day)} med Samverk {__version__}</p>\n</header>\n'
    )


def _overview(review: Review, parts: Sequence[_FilePart]) -> str:
    meanings = "".join(f"<dt>{word}</dt><dd>{meaning}</dd>\n" for word, meaning in _MEANINGS)
    findings = sum(len(numbered) for _index, _file, numbered in parts)
    tables = "".join(map(_index, parts))
    index = f'<section id="fynd">\n<h2>Alla fynd</h2>\n{tables}</section>\n' if findings > 1 else ""
    return (
        '<div class="overview">\n<section id="avstamningar">\n<h2>Vad som prövades</h2>\n'
        f"{_tally_table(review, parts)}</section>\n"
        f'<section id="ord" class="meanings">\n<h2>Vad orden betyder</h2>\n<dl>\n{meanings}</dl>\n</section>\n</div>\n'
        f"{index}"
    )


def _tally_table(review: Review, parts: Sequence[_FilePart]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="#fil-{index}"><bdi>{shown(file.name)}</bdi></a></th>'
        f"{_tally_cells(file.tally) if file.document is not None else _NOT_READ}</tr>\n"
        for index, file, _numbered in parts
    )
    if len(parts) > 1:
        every = total(file.tally for file in review.files)
        rows += f'<tr class="total"><th scope="row">Summa</th>{_tally_cells(every)}</tr>\n'
    heads = "".join(
        f'<th scope="col" class="figure">{word}</th>' for word in ("Prövade", "Håller", "Avrundning", "Stämmer inte")
    )
    return (
        '<div class="scroll" role="region" aria-labelledby="avstamningar-per-fil" tabindex="0">\n'
        '<table class="tally">\n'
        '<caption id="avstamningar-per-fil"><span class="title">Avstämningar per fil</span></caption>\n'
        f'<thead>\n<tr><th scope="col">Fil</th>{heads}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n'
    )


_NOT_READ = '<td colspan="4" class="words">gick inte att läsa</td>'


def _tally_cells(tally: Tally) -> str:
    numbers = (tally.tried, tally.held, tally.rounding, tally.failed)
    return "".join(f'<td class="figure">{number}</td>' for number in numbers)


def _index(part: _FilePart) -> str:
    """The findings of one file as a table, a group of rows for each verdict."""
    index, file, numbered = part
    if not numbered:
        return ""
    bodies = []
    for verdict in VERDICTS:
        group = [(number, finding) for number, finding in numbered if finding.verdict is verdict]
        if group:
            rows = "".join(_index_row(file, number, finding) for number, finding in group)
            heading = f"{VERDICT_WORDS[verdict]} ({len(group)})"
            bodies.append(
                f'<tbody>\n<tr class="heading {verdict.value}"><th scope="rowgroup" colspan="4">{heading}</th></tr>\n'
                f"{rows}</tbody>\n"
            )
    return (
        f'<div class="scroll" role="region" aria-labelledby="fynd-i-{index}" tabindex="0">\n<table class="index">\n'
        f'<caption id="fynd-i-{index}"><span class="title"><bdi>{shown(file.name)}</bdi></span></caption>\n'
        '<thead>\n<tr><th scope="col" class="count">Nr</th><th scope="col">Fynd</th><th scope="col">Plats</th>'
        f'<th scope="col">Regel</th></tr>\n</thead>\n{"".join(bodies)}</table>\n</div>\n'
    )


def _index_row(file: ReviewedFile, number: int, finding: ReviewFinding) -> str:
    kind = file.source.kind if file.source is not None else None
    return (
        f'<tr><td class="count">{number}</td><th scope="row"><a href="#fynd-{number}">'
        f"<bdi>{kept(finding.label or finding.title or finding.code)}</bdi></a></th>"
        f'<td class="words"><bdi>{shown(place_words(finding.place, kind))}</bdi></td>'
        f'<td class="code">{shown(finding.code)}</td></tr>\n'
    )


# ── one file ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _file_part(part: _FilePart, indexes: Mapping[str, SourceIndex]) -> str:
    index, file, numbered = part
    groups = []
    for verdict in VERDICTS:
        group = [(number, finding) for number, finding in numbered if finding.verdict is verdict]
        if not group:
            continue
        if verdict is Verdict.ROUNDING:
            inner = rounding_html(group, file)
        else:
            inner = "".join(finding_html(number, finding, file, indexes) for number, finding in group)
        groups.append(
            f'<section class="group {verdict.value}">\n<h3>{VERDICT_WORDS[verdict]} '
            f'<span class="quiet">({len(group)})</span></h3>\n{inner}</section>\n'
        )
    return (
        f'<section id="fil-{index}" class="file">\n<h2><bdi>{shown(file.name)}</bdi></h2>\n'
        f"{_file_facts(file, numbered)}{''.join(groups)}</section>\n"
    )


def _file_facts(file: ReviewedFile, numbered: _Numbered) -> str:
    sentences = []
    if file.document is not None:
        facts = f'<p class="facts">{escape(document_words(file))}</p>\n'
        sentences.append(f"{counted_words([finding for _number, finding in numbered])} {tally_words(file.tally)}")
        if not file.tally.tried and not numbered:
            sentences.append("Det betyder inte att filen är rätt: inget i den gick att jämföra.")
    else:
        facts = '<p class="facts">Filen gick inte att läsa och är inte granskad.</p>\n'
    told = f"<p>{escape(' '.join(sentences))}</p>\n" if sentences else ""
    unread = unread_pages_words(file)
    remark = f'<div class="remark"><p>{escape(unread)}</p></div>\n' if unread else ""
    return f"{facts}{told}{remark}{_problems(file)}"


def _problems(file: ReviewedFile) -> str:
    """What was wrong with reading the file, gravest first."""
    items = ""
    for problem in sorted(file.problems, key=lambda each: each.severity.rank):
        line = f", rad {problem.line}" if problem.line is not None else ""
        items += (
            f"<li><strong>{PROBLEM_WORDS[problem.severity]}</strong>{line}: <bdi>{shown(problem.message)}</bdi> "
            f'<span class="code">{shown(problem.code)}</span></li>\n'
        )
    return f'<ul class="problems">\n{items}</ul>\n' if items else ""


def _colophon() -> str:
    return (
        '<footer class="colophon">\n<p>En granskning ser om uppgifterna stämmer med varandra. Den vet inte vad som '
        "faktiskt har hänt: är ett tal lika fel överallt syns det inte, och ett tal som bara står på ett ställe går "
        "sällan att pröva. Granskningen är gjord på den egna datorn. Inget av filerna har skickats någonstans.</p>\n"
        "</footer>\n"
    )
