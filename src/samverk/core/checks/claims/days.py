"""Days in running text: which of them exist, and which are those of the decision, the signatures and the audit."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from samverk.core.checks.claims.sentences import Passage, Sentence, is_contents, passages_of
from samverk.core.document.tree import Document, Place, Section
from samverk.core.periods import MONTHS, long_date

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {name[:3]: number for name, number in _MONTH_NUMBERS.items()} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_ISO = r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?:(?P<d>[0-3]\d)(?![\d-])|(?!\d))"
_WORDS = (
    rf"(?<![\d.:,/-])(?P<d2>\d{{1,2}})(?::[ea])? (?P<m2>{_MONTH})\b\.?"
    r"(?: (?P<y2>(?:19|20)\d\d)(?!\d))?"
)
_DAY = re.compile(f"{_ISO}|{_WORDS}", re.IGNORECASE)
_OPENING = 25
_NEAR = 170


class WrittenDay(NamedTuple):
    """A day as written. `day` None: it does not exist, or only its month is written (`is_month`)."""

    start: int
    end: int
    text: str
    year: int | None
    month: int
    number: int | None
    day: date | None
    is_month: bool = False

    @property
    def latest(self) -> date | None:
        """The day, or the last of the month when only that is written."""
        if self.is_month and self.year:
            return date(self.year, self.month, monthrange(self.year, self.month)[1])
        return self.day


class StatedDay(NamedTuple):
    """A day the document gives for the decision, the signatures or the audit. `shown` is how it is written."""

    day: date
    shown: str
    place: str
    section_id: str = ""
    at: Place | None = None
    is_whole: bool = True

    def like(self, other: date) -> str:
        """Another day written the same way."""
        return other.isoformat() if self.shown[:4].isdigit() else long_date(other)


def days_in(text: str, year: int | None = None) -> tuple[WrittenDay, ...]:
    """Every day written in a text; `year` is meant where none is written."""
    return tuple(_written(match, year) for match in _DAY.finditer(text))


def _written(match: re.Match[str], year: int | None) -> WrittenDay:
    if match["y"]:
        found, month = int(match["y"]), int(match["m"])
        number = int(match["d"]) if match["d"] else None
    else:
        found = int(match["y2"]) if match["y2"] else year or 0
        month, number = _MONTH_NUMBERS[match["m2"].lower()], int(match["d2"])
    exists = number is not None and found > 0 and 1 <= number <= monthrange(found, month)[1]
    day = date(found, month, number) if exists and number else None
    return WrittenDay(
        match.start(), match.end(), match[0].rstrip(" ."), found or None, month, number, day, number is None
    )


# ── decision, signatures and audit of a document that was read ──────────────────────────────────────────────────────

_DECIDED = re.compile(
    r"^(?:\W*(?:årsredovisning\w*|verksamhetsplan\w*|budget\w*|planen|dokumentet)[^.]{0,40}? )?"
    r"(?:beslutad|fastställd|antagen|godkänd|fastställt|antagits)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^(?:datum(?: (?:och|/) ?(?:plats|ort))?|plats (?:och|/) ?datum|ort (?:och|/) ?datum|ort, datum|datum/ort"
    r"|ort/datum|undertecknad|undertecknat|underskrift)\b[^:\d]{0,30}:?",
    re.IGNORECASE,
)
_TO_THE_DAY = re.compile(r"^(?:[^:\d]{0,25}:)?\s*(?:[A-ZÅÄÖ][\wåäöé]+(?:[ -][A-ZÅÄÖ][\wåäöé]+)?,? )?(?:den )?$")
_TOWN = re.compile(r"^[A-ZÅÄÖ][\wåäöé]+(?:[ -][A-ZÅÄÖ][\wåäöé]+)?,?(?: den)? $")
_SIGNING = re.compile(r"intygar|underteckn|underskrift|rättvisande bild", re.IGNORECASE)
_AUDITED = re.compile(
    r"\b(?:revisionsberättelse|revisionsrapport)\w*\b[^.]{0,30}?\b(?:lämnats|lämnad|avgetts|avgivits|avlämnats|avgiven)\b",
    re.IGNORECASE,
)


def decided_in_prose(document: Document) -> StatedDay | None:
    """The day of the decision as the cover says it ("Beslutad av styrelsen 2025-03-21"), on one line or two."""
    opening = _opening(document)
    for index, (section, text, at) in enumerate(opening):
        if not _DECIDED.match(text):
            continue
        whole = " ".join(part for _section, part, _at in opening[index : index + 3])
        for found in days_in(whole[:_NEAR]):
            if found.day is not None and found.year is not None:
                between = whole[: found.start]
                if not re.search(r"\breviderad|\bjustera|\bmöte\w* den\b", between, re.IGNORECASE):
                    return StatedDay(found.day, found.text, section.title or "Beslut", section.id, at)
    return None


def _opening(document: Document) -> list[tuple[Section, str, Place | None]]:
    """Headings and paragraphs of the first pages, in reading order."""
    found: list[tuple[Section, str, Place | None]] = []
    for section in document.all_sections():
        if section.title.strip():
            found.append((section, section.title.strip(), section.place))
        if not is_contents(section):
            for passage in passages_of(section):
                found.extend((section, line.text, line.place_at(0)) for line in passage.lines)
        if len(found) >= _OPENING:
            break
    return found[:_OPENING]


def signed_in_prose(passages: tuple[Passage, ...]) -> StatedDay | None:
    """The day of the signatures: a line such as "Datum och plats: Ort 2025-03-21" or "Ort den 21 mars 2025"."""
    for index, passage in enumerate(passages):
        for line in passage.lines:
            found = _signing_day(line, passages, index)
            if found is not None and found.day is not None:
                at = line.place_at(found.start)
                section = line.section
                return StatedDay(found.day, found.text, section.title or "Underskrift", section.id, at)
    return None


def _signing_day(line: Sentence, passages: tuple[Passage, ...], index: int) -> WrittenDay | None:
    if len(line.text) > _NEAR or not any(letter.isdigit() for letter in line.text):
        return None
    written = [day for day in days_in(line.text) if day.year is not None]
    if len(written) != 1:
        return None
    before, after = line.text[: written[0].start], line.text[written[0].end :].strip(" ._")
    label = _SIGNED.match(line.text)
    if after or (label and not _TO_THE_DAY.match(before[label.end() :].lstrip())):
        return None
    if label:
        return written[0]
    if not _TOWN.match(before) or (index and _AUDITED.search(passages[index - 1].text)):
        return None
    near = passages[max(0, index - 4) : index + 3]
    is_signing = any(_SIGNING.search(f"{passage.section.title} {passage.text}") for passage in near)
    return written[0] if is_signing else None


def audited_in_prose(passages: tuple[Passage, ...]) -> StatedDay | None:
    """The day the auditors' report was given; where only the month is written, its last day."""
    for index, passage in enumerate(passages):
        match = _AUDITED.search(passage.text)
        if match is None:
            continue
        follows = passages[index + 1].text if index + 1 < len(passages) else ""
        whole = f"{passage.text} {follows}"
        for found in days_in(whole[match.end() : match.end() + 50]):
            if found.latest is not None and found.year is not None:
                section = passage.section
                at = passage.whole.place_at(match.start())
                title = "Revisionsberättelse"
                return StatedDay(found.latest, found.text, title, section.id, at, not found.is_month)
    return None


def impossible_days(sentence: Sentence) -> Iterator[WrittenDay]:
    """Days such as 31 februari: the month is written and has no such day."""
    for found in days_in(sentence.text, 2024):  # a leap year, so that 29 February is only wrong with its year
        if found.day is None and not found.is_month and found.number is not None:
            before = sentence.text[max(0, found.start - 20) : found.start].lower()
            if not re.search(r"dnr|diarie|ärende|§|kap", before):
                yield found
