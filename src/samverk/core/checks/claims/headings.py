"""FB-08 and FB-09: the list of contents against the headings, and notes that the text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from samverk.core.checks.claims.sentences import Sentence, is_contents, passages_of
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.wording import inlines
from samverk.core.document.tree import Document, NoteReference, Section
from samverk.core.law import OWN_RULE
from samverk.core.words import fold, same_label

_OWN = (OWN_RULE, "")
_ALWAYS = date(2004, 1, 1)
_ENTRY = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.? +(?P<title>[^\d.\t][^.\t]{2,90}?)[ .…\t]*(?P<page>\d{1,3})?$"
)
_ALIKE, _SCANNED = 0.6, 0.93
_NOTE = re.compile(
    r"\b(?:se |enligt |i |jfr |av )?not(?:en)? (?P<number>\d{1,2})\b(?! ?(?:kr|tkr|%|personer))", re.IGNORECASE
)
_NOTE_LINE = re.compile(r"^not\s+(\d{1,2})\b", re.IGNORECASE)
_FEWEST_NOTES = 2


class _Entry(NamedTuple):
    """A line of the list of contents."""

    number: str
    title: str
    line: Sentence


def numbers_of_a_stranger(document: Document) -> Iterator[Outcome]:
    """Try the numbers of headings in a document that was read, where lists may have been taken for headings.

    Under every heading the numbers are followed one by one. A number that repeats the one before, where the next goes
    on as if it had been right, is a fault. What does not fit the row of numbers at all is left aside.
    """
    siblings: dict[tuple[int, ...], _Numbered] = {}
    for section in document.all_sections():
        parts = _split(section.number)
        if parts and not is_contents(section):
            siblings.setdefault(parts[:-1], []).append((section, parts[-1]))
    for prefix, numbered in siblings.items():
        if prefix or sum(1 for _section, number in numbered if number == 1) == 1:
            yield from _followed(numbered)


_Numbered = list[tuple[Section, int]]


def _split(number: str) -> tuple[int, ...]:
    found = number.strip().rstrip(".")
    return tuple(int(part) for part in found.split(".")) if re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){0,3}", found) else ()


def _followed(numbered: _Numbered) -> Iterator[Outcome]:
    expected, last = 1, numbered[0][0]
    for index, (section, number) in enumerate(numbered):
        before = numbered[index - 1][1] if index else None
        following = numbered[index + 1][1] if index + 1 < len(numbered) else None
        is_new = fold(section.title) != fold(last.title)
        if number == expected:
            yield Held()
        elif number == before and is_new and following in (None, number + 2):
            yield _used_twice(section, numbered[index - 1][0])
            expected = number + 1
        elif index and number == expected + 1 and following == expected + 2:
            yield _left_out(section, last)
            expected += 1
        else:
            continue
        expected, last = expected + 1, section


def _used_twice(section: Section, twin: Section) -> Fault:
    return Fault(
        section.title,
        "ett nummer som ingen annan rubrik har",
        section.number,
        f"Rubriken ”{twin.title}” har också nummer {section.number}.",
        section_id=section.id,
        at=section.place,
        confidence=0.9,
    )


def _left_out(section: Section, before: Section) -> Fault:
    return Fault(
        section.title,
        "nästa nummer",
        section.number,
        f"Rubriken före har nummer {before.number}. En rubrik däremellan kan ha blivit oläst.",
        Verdict.AMBIGUOUS,
        severity=Severity.WARNING,
        section_id=section.id,
        at=section.place,
        confidence=0.5,
    )


@rule("FB-08", title="Innehållsförteckningen", severity=Severity.WARNING, source=_OWN, valid_from=_ALWAYS)
def contents_agree_with_the_headings(context: Context) -> Iterator[Outcome]:
    """Innehållsförteckningen och rubriken i dokumentet säger inte samma sak.

    Rätta den av dem som är fel, eller gör om innehållsförteckningen.
    """
    sections = list(context.document.all_sections())
    entries = [entry for section in sections if is_contents(section) for entry in _entries(section)]
    headings = [section for section in sections if section.number and not is_contents(section)]
    by_number: dict[str, list[Section]] = {}
    for section in headings:
        by_number.setdefault(section.number.rstrip("."), []).append(section)
    for entry in entries:
        same = by_number.get(entry.number, [])
        if any(_same_title(entry.title, section.title) for section in same):
            yield Held()
            continue
        named = [section for section in headings if fold(section.title) == fold(entry.title)]
        if len(named) == 1 and "." in f"{entry.number}{named[0].number.rstrip('.')}":
            yield _told(entry, named[0], f"{named[0].number} {named[0].title}", is_sure=True)
        elif len(same) == 1 and _ALIKE <= _ratio(entry.title, same[0].title) < _SCANNED:
            yield _told(entry, same[0], f"{same[0].number} {same[0].title}", is_sure=False)


def _entries(section: Section) -> Iterator[_Entry]:
    for passage in passages_of(section):
        for line in passage.lines:
            match = _ENTRY.match(line.text)
            if match:
                yield _Entry(match["number"], match["title"].strip(), line)


def _same_title(first: str, second: str) -> bool:
    one, other = fold(first), fold(second)
    return one.startswith(other) or other.startswith(one) or same_label(first, second)


def _ratio(first: str, second: str) -> float:
    return SequenceMatcher(None, fold(first), fold(second)).ratio()


def _told(entry: _Entry, section: Section, expected: str, *, is_sure: bool) -> Fault:
    span = (0, len(entry.line.text))
    if is_sure:
        return wrong(entry.line, span, expected, "Numren skiljer.", proposal=expected, confidence=0.85)
    why = f"Rubriken i dokumentet lyder ”{section.title}”."
    return doubtful(entry.line, span, expected, why, proposal=expected)


@rule("FB-09", title="Noter som texten nämner", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def notes_named_in_the_text_exist(context: Context) -> Iterator[Outcome]:
    """Texten hänvisar till en not som inte finns.

    Rätta notens nummer i hänvisningen eller lägg till noten.
    """
    notes = {section.note for section in context.document.all_sections() if section.note is not None}
    if len(notes) < _FEWEST_NOTES:
        return
    lines = [line for passage in context.reading.prose for line in passage.lines]
    printed = {int(match[1]) for line in lines if (match := _NOTE_LINE.match(line.text))}
    is_whole = notes == set(range(1, max(notes) + 1))
    links = {
        (section.id, part.number) for section, part in inlines(context.document) if isinstance(part, NoteReference)
    }
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            for match in _NOTE.finditer(sentence.text):
                number = int(match["number"])
                if (sentence.section.id, number) in links:  # NO-02 tries those
                    continue
                if number in notes or (number in printed and not match.start()):
                    yield Held()
                    continue
                expected = f"en av noterna {min(notes)}–{max(notes)}"
                if is_whole and number > max(notes) and number not in printed:
                    yield wrong(sentence, match.span(), expected, confidence=0.9)
                else:
                    yield doubtful(sentence, match.span(), expected, "Noten kan finnas utan att ha blivit läst.")
