"""The document as one HTML file: opens from disk, needs no network and no script, and proves every figure it prints.

UX.md "Figures" and "Look"; WCAG 2.2 AA. Section ids must be unique in the document: they are the link targets.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from samverk.core.document.tree import Document, RoundingNote, Section
from samverk.core.money import NBSP, group_thousands
from samverk.reports.render.html_blocks import BlockWriter
from samverk.reports.render.html_proof import proof_part
from samverk.reports.render.html_style import policy, sheet
from samverk.reports.render.outline import anchor, heading_number, note_citations

_DEEPEST_HEADING = 5


def render(document: Document) -> str:
    """`document` as a whole HTML page. Raises ValueError (Swedish) when its accent is not a colour."""
    style = sheet(document.accent)
    proofs = proof_part(document)
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.title)} – {escape(document.association)}</title>\n<style>{style}</style>\n</head>\n"
        '<body>\n<a class="skip" href="#innehall">Hoppa till innehållet</a>\n<div class="frame">\n'
        f"{_cover(document)}{_contents(document, has_proofs=bool(proofs))}"
        f'<main id="innehall" tabindex="-1">\n{_report(document)}{proofs}</main>\n{_colophon(document)}'
        "</div>\n</body>\n</html>\n"
    )


def _cover(document: Document) -> str:
    facts = [f"Org.nr {document.org_number}"] if document.org_number else []
    if document.registration_number:
        facts.append(f"Diarienummer {document.registration_number}")
    subtitle = f'<p class="subtitle">{escape(document.subtitle)}</p>\n' if document.subtitle else ""
    return (
        f'<header class="cover">\n<p class="association">{escape(document.association)}</p>\n'
        f'<h1>{escape(document.title)}</h1>\n{subtitle}<p class="facts">{escape(" · ".join(facts))}</p>\n</header>\n'
    )


def _contents(document: Document, *, has_proofs: bool) -> str:
    chapters = "".join(_entry(section, _entries(section.sections)) for section in document.sections)
    proofs = '<li><a href="#bevis"><span class="number"></span>Bevis</a></li>\n' if has_proofs else ""
    return (
        '<nav class="contents" aria-labelledby="innehallsforteckning">\n<h2 id="innehallsforteckning">Innehåll</h2>\n'
        f"<ol>\n{chapters}{proofs}</ol>\n</nav>\n"
    )


def _entries(sections: Iterable[Section]) -> str:
    entries = "".join(_entry(section) for section in sections)
    return f"\n<ol>\n{entries}</ol>\n" if entries else ""


def _entry(section: Section, inner: str = "") -> str:
    number = f'<span class="number">{escape(heading_number(section))}</span>'
    return f'<li><a href="#{escape(section.id)}">{number} <span>{escape(section.title)}</span></a>{inner}</li>\n'


def _report(document: Document) -> str:
    writer = BlockWriter(document)
    citations = note_citations(document)

    def section_html(section: Section, depth: int) -> str:
        """A section at its depth in the tree: headings never skip a level, whatever the section says."""
        name = f"h{min(depth + 1, _DEEPEST_HEADING)}"
        number = heading_number(section)
        before = f'<span class="heading-number">{escape(number)}</span> ' if number else ""
        chapter = ' class="chapter"' if depth == 1 else ""
        cited = citations.get(section.note, ()) if section.note is not None else ()
        links = "; ".join(f'<a href="#cited-{c.note}-{c.count}">{escape(c.place)}</a>' for c in cited)
        back = f'<p class="cited">Hör till: {links}</p>\n' if links else ""
        blocks = writer.blocks(section.blocks, section.title)
        inner = "".join(section_html(part, depth + 1) for part in section.sections)
        return (
            f'<section id="{escape(section.id)}"{chapter}>\n<{name}>{before}{escape(section.title)}</{name}>\n'
            f"{back}{blocks}{inner}</section>\n"
        )

    return "".join(section_html(section, 1) for section in document.sections)


# ── colophon ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _colophon(document: Document) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(file.name)}</th><td class="hash">{escape(file.sha256)}</td></tr>\n'
        for file in document.inputs
    )
    inputs = (
        "<p>Dokumentet är gjort av de här filerna. Kontrollsumman (SHA-256) visar om en fil är exakt densamma.</p>\n"
        '<div class="scroll" role="region" aria-labelledby="underlagsfiler" tabindex="0">\n<table>\n'
        '<caption id="underlagsfiler"><span class="title">Underlagsfiler</span></caption>\n'
        '<thead>\n<tr><th scope="col">Fil</th><th scope="col">SHA-256</th></tr>\n</thead>\n'
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
    rounding = "".join(_rounding_line(document, note) for note in document.rounding_notes)
    moved = (
        "<p>Tabellerna summerar på sista siffran. För det är de här talen avrundade åt andra hållet:</p>\n"
        f"<ul>\n{rounding}</ul>\n"
    )
    return (
        f'<footer class="colophon">\n{moved if rounding else ""}{inputs if rows else ""}'
        f"<p>{escape(document.association)} · {escape(document.title)}</p>\n</footer>\n"
    )


def _rounding_line(document: Document, note: RoundingNote) -> str:
    figure = document.figures.get(note.figure_id)
    label = escape(figure.label if figure is not None else note.figure_id)
    words = f'<a href="#proof-{anchor(note.figure_id)}">{label}</a>' if figure is not None else label
    own, shown = group_thousands(note.own), group_thousands(note.shown)
    return f"<li>{words}: {own} skrivs som {shown}{NBSP}{note.unit.value}</li>\n"
