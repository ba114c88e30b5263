"""PS-08: years that cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samverk.core.checks.claims.quantities import years
from samverk.core.checks.claims.sentences import Passage, Sentence
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.periods import MONTHS

_AHEAD = 6
_LONG_TERM = re.compile(
    r"vision|agenda|mål|strategi|klimat|långsikt|scenario|program|befolkning|till och med", re.IGNORECASE
)
_DONE = re.compile(
    r"^\W*(?:under|i|år)? ?(?:år )?20\d\d (?:har|var|blev|fick|hade|startade|genomförde\w*|deltog|hölls)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"(?:^|\b(?:år|året|under|i|till|från|sedan|senast|efter|före|sommaren|hösten|våren"
    rf"|{'|'.join(MONTHS)}) )$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:kommande|nästa|nästkommande) (?:år|året|verksamhetsåret|budgetår)(?:,| \()? ?(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_GONE = re.compile(r"\b(?:föregående år|förra året|fjolåret|året innan)(?:,| \()? ?(?P<year>20\d\d)\b", re.IGNORECASE)
_ODD = re.compile(
    rf"\b(?:år|under|sedan|(?:i|från) (?:{'|'.join(MONTHS)})) (?P<year>1[0-8]\d\d|2[1-9]\d\d)\b"
    r"(?! ?\d|,\d|:| (?:kr|tkr|personer|kronor|deltagare|st)\b)",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\b(?:skulle|kommer|planeras|väntas|beräknas|möjliggör|finns (?:det )?utrymme|ges utrymme)\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:har|hade|var|blev|blivit|fick|fått|skedde|hölls|gjordes|\w{3,}(?:ade|ades|terade))\b", re.IGNORECASE
)
_FOUR_DIGITS = re.compile(r"\d{4}")
_FORWARD = re.compile(r"kommande år|nästa år|prognos|framåt|framtid|förväntad", re.IGNORECASE)


@rule("PS-08", title="Årtal i text", severity=Severity.WARNING, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1))
def years_can_be_meant(context: Context) -> Iterator[Outcome]:
    """Texten nämner ett årtal som knappast kan vara menat.

    Se efter vilket år som avses och rätta årtalet.
    """
    year = context.document.year
    if year < 1:
        return
    is_report = context.document.kind == "annual_report"
    passages = context.reading.prose
    for index, passage in enumerate(passages):
        for sentence in passage.sentences:
            if not _FOUR_DIGITS.search(sentence.text):
                continue
            faults = [*_outside(sentence, year), *_beside(sentence, year, is_report)]
            if is_report and not faults:
                faults += _looking_ahead(sentence, passages[max(0, index - 2) : index + 1], year)
            if faults:
                yield faults[0]
            elif years(sentence.text):
                yield Held()


def _outside(sentence: Sentence, year: int) -> Iterator[Fault]:
    """A year far ahead, or one that no one counts by."""
    odd = _ODD.search(sentence.text)
    if odd:
        why = "Talet kan vara något annat än ett årtal."
        yield doubtful(sentence, odd.span(), "ett årtal nära rapportens", why)
    for found, offset in years(sentence.text):
        if found <= year + _AHEAD or _LONG_TERM.search(sentence.text) or not _OF_TIME.search(sentence.text[:offset]):
            continue
        span, expected = (offset, offset + 4), f"ett årtal nära {year}"
        if _DONE.match(sentence.text) and offset < 12:
            yield wrong(sentence, span, expected, "Meningen berättar om något som har hänt.", confidence=0.9)
        else:
            yield doubtful(sentence, span, expected, f"Året ligger mer än {_AHEAD} år fram i tiden.")


def _beside(sentence: Sentence, year: int, is_report: bool) -> Iterator[Fault]:
    """ "kommande år 2023" in the report of 2024, "föregående år 2024" in the same."""
    coming = _COMING.search(sentence.text)
    if coming and int(coming["year"]) < year + is_report:
        expected = f"{year + 1}" if is_report else f"{year}"
        yield doubtful(sentence, coming.span(), expected, f"Dokumentet gäller {year}.", proposal=expected)
    gone = _GONE.search(sentence.text)
    if gone and int(gone["year"]) >= year:
        expected = f"{year - 1}"
        yield doubtful(sentence, gone.span(), expected, f"Dokumentet gäller {year}.", proposal=expected)


def _looking_ahead(sentence: Sentence, near: tuple[Passage, ...], year: int) -> Iterator[Fault]:
    """ "skulle det under 2024 finnas utrymme" in the report of 2024, right after a forecast."""
    text = sentence.text
    match = re.search(rf"\bunder (?:år )?{year}\b", text)
    if match is None or not _AIMED.search(text) or _PAST.search(text) or len(years(text)) != 1:
        return
    around = " ".join(passage.text for passage in near)
    if not _FORWARD.search(f"{sentence.section.title} {around}"):
        return
    expected = f"under {year + 1} eller senare"
    why = f"Stycket ser framåt, men {year} är det år som rapporten redovisar."
    yield doubtful(sentence, match.span(), expected, why, proposal=f"under {year + 1}")
