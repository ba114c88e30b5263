"""The notes: accounting principles first, then one note per row that refers to it, numbered in order of reference."""

from __future__ import annotations

from samverk.core.document.tree import NoteReference, Paragraph, Section, Text
from samverk.core.problems import Problem
from samverk.core.statements.profile import Line
from samverk.formats.markdown import prose
from samverk.reports.annual.context import Content, Context, paragraph

PRINCIPLES = "redovisningsprinciper"
_DEFAULT_PRINCIPLES = (
    "Årsredovisningen följer i tillämpliga delar lagen (2018:597) om kommunal bokföring och redovisning och "
    "rekommendationerna från Rådet för kommunal redovisning. Uppställningarna är anpassade till ett samordningsförbund."
)


def notes_content(context: Context) -> Content:
    """Note 1 with the principles, then the notes with tables, each with the association's own words if it has any."""
    sections = [_principles(context)]
    for note in context.statements.notes:
        words = _words(context, note.key)
        blocks = (context.table(note.table), *_audit_reference(context, note.key), *words.blocks)
        sections.append(Section(f"not-{note.number}", note.title, 2, blocks, words.sections, note=note.number))
    return Content(sections=tuple(sections))


def _audit_reference(context: Context, key: str) -> tuple[Paragraph, ...]:
    """Under the note on costs: where the audit's own cost is told (it is a part of a row there)."""
    number = context.statements.note_number("revision")
    if key != Line.OPERATING_COSTS or number is None:
        return ()
    return (Paragraph((Text("Vad revisionen kostade står i "), NoteReference(number), Text("."))),)


def _principles(context: Context) -> Section:
    words = _words(context, PRINCIPLES)
    blocks = words.blocks or (paragraph(_DEFAULT_PRINCIPLES),)
    return Section("not-1", "Redovisningsprinciper", 2, blocks, words.sections, note=1)


def _words(context: Context, key: str) -> prose.Prose:
    text = context.association.note_texts.get(key, "")
    found, problems = prose.read(text, file="forbund.toml", figures=context.figures, chapter_id=f"not-{key}", level=3)
    context.problems.extend(Problem(p.severity, p.code, p.message, p.file, key=f"nottexter.{key}") for p in problems)
    return found
