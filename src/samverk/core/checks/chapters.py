"""FB: the chapters that must be there, numbered once, with text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from samverk.core.checks.claims.headings import numbers_of_a_stranger
from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.wording import every_word, inlines
from samverk.core.document.figures import FigureUnit
from samverk.core.document.tree import FigureReference, Section, Text
from samverk.core.law import OWN_RULE
from samverk.core.money import MoneyUnit

_LKBR = date(2019, 1, 1)
_ALWAYS = date(2004, 1, 1)
_OWN = (OWN_RULE, "")
_PARTS_OF_REPORT = ("LKBR", "4:1")

_PARTS = (
    "Resultaträkning",
    "Balansräkning",
    "Kassaflödesanalys",
    "Noter",
    "Driftredovisning",
    "Förvaltningsberättelse",
)
_ALSO_CALLED = {"Driftredovisning": ("driftsredovisning",)}
_MANAGEMENT_REPORT = (
    "Översikt över verksamhetens utveckling",
    "Viktiga förhållanden för resultat och ekonomisk ställning",
    "Händelser av väsentlig betydelse",
    "Styrning och uppföljning av verksamheten",
    "Balanskravsresultat",
    "Väsentliga personalförhållanden",
    "Förväntad utveckling",
)


def _has(titles: set[str], name: str) -> bool:
    return any(wanted in titles for wanted in (name.lower(), *_ALSO_CALLED.get(name, ())))


def _titles(context: Context) -> set[str]:
    return {section.title.strip().lower() for section in context.document.all_sections()}


@rule("FB-01", title="Årsredovisningens delar", severity=Severity.ERROR, source=_PARTS_OF_REPORT, valid_from=_LKBR)
def required_parts_are_present(context: Context) -> Iterator[Outcome]:
    """En del som årsredovisningen ska ha saknas.

    Lägg till kapitlet. Lagen räknar upp resultaträkning, balansräkning, kassaflödesanalys, noter, driftredovisning,
    investeringsredovisning och förvaltningsberättelse.
    """
    titles = _titles(context)
    for name in _PARTS:
        yield Held() if _has(titles, name) else Fault("Kapitel", name, "saknas")


@rule("FB-02", title="Investeringar", severity=Severity.WARNING, source=_PARTS_OF_REPORT, valid_from=_LKBR)
def investments_are_accounted_for_or_denied(context: Context) -> Iterator[Outcome]:
    """Årsredovisningen har ingen investeringsredovisning och säger inte heller att inga investeringar har gjorts.

    Lägg till investeringsredovisningen eller en mening om att det inte finns några investeringar.
    """
    found = _has(_titles(context), "Investeringsredovisning") or "investeringar" in every_word(context.document).lower()
    yield Held() if found else Fault("Kapitel", "Investeringsredovisning eller en mening om investeringar", "saknas")


@rule(
    "FB-03", title="Förvaltningsberättelsens rubriker", severity=Severity.WARNING, source=("R15", ""), valid_from=_LKBR
)
def management_report_has_its_headings(context: Context) -> Iterator[Outcome]:
    """En rubrik som förvaltningsberättelsen brukar ha saknas.

    Lägg till rubriken. Finns inget att säga räcker en mening om det.
    """
    titles = _titles(context)
    for name in _MANAGEMENT_REPORT:
        yield Held() if _has(titles, name) else Fault("Förvaltningsberättelse", name, "saknas")


@rule("FB-04", title="Rubrikernas nummer", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def headings_are_numbered_once(context: Context) -> Iterator[Outcome]:
    """Rubrikens nummer används två gånger eller kommer inte i ordning.

    Numrera om rubrikerna uppifrån.
    """
    if context.known_facts is None and not context.document.figures:
        yield from numbers_of_a_stranger(context.document)
    else:
        yield from _numbers_in_order(context.document.sections, "")


def _numbers_in_order(sections: tuple[Section, ...], prefix: str) -> Iterator[Outcome]:
    count = 0
    for section in sections:
        if section.number:
            count += 1
            expected = f"{prefix}{count}"
            if section.number.rstrip(".") == expected:
                yield Held()
            else:
                yield Fault(section.title, expected, section.number, section_id=section.id)
        inner = f"{section.number.rstrip('.')}." if section.number else prefix
        yield from _numbers_in_order(section.sections, inner)


@rule("FB-05", title="Kapitel utan text", severity=Severity.WARNING, source=_OWN, valid_from=_ALWAYS)
def no_chapter_is_empty(context: Context) -> Iterator[Outcome]:
    """Kapitlet har en rubrik men inget innehåll.

    Skriv texten i kapitlets fil under text/, eller ta bort rubriken om den inte behövs.
    """
    for section in context.document.all_sections():
        if section.blocks or section.sections:
            yield Held()
        else:
            yield Fault(section.title, "text, tabell eller diagram", "tomt", section_id=section.id)


@rule("FB-06", title="Siffror i texten", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def prose_states_the_figures(context: Context) -> Iterator[Outcome]:
    """Texten nämner en siffra med ett annat värde än den har.

    Hämta siffran i texten med dess namn i stället för att skriva talet.
    """
    for section, part in inlines(context.document):
        if not isinstance(part, FigureReference):
            continue
        figure = context.document.figures.get(part.figure_id)
        expected = context.reading.presenter.words(figure, part.style) if figure else "en siffra som finns"
        if figure is not None and part.shown == expected:
            yield Held()
        else:
            found = part.shown or part.figure_id
            yield Fault(section.title, expected, found, section_id=section.id, figure_id=part.figure_id)


_TYPED = re.compile(r"([-−]?\d[\d \u00a0]*(?:,\d+)?)[ \u00a0](kr|kronor|tkr|mnkr)\b")
_UNITS = {"kr": MoneyUnit.KR, "kronor": MoneyUnit.KR, "tkr": MoneyUnit.TKR, "mnkr": MoneyUnit.MNKR}


@rule("FB-07", title="Belopp skrivna i texten", severity=Severity.NOTE, source=_OWN, valid_from=_ALWAYS)
def typed_amounts_are_known(context: Context) -> Iterator[Outcome]:
    """Texten nämner ett belopp som inte finns i någon tabell.

    Stämmer beloppet med en siffra i dokumentet ska den hämtas med sitt namn. Annars: se efter var det kommer ifrån.
    """
    amounts = {abs(number.amount) for number in context.reading.all_printed() if number.unit is not None}
    amounts |= {abs(int(f.value)) for f in context.document.figures.values() if f.unit is FigureUnit.ORE and f.value}
    for section, part in inlines(context.document):
        for match in _TYPED.finditer(part.text) if isinstance(part, Text) else ():
            digits, _, decimals = re.sub(r"[-−\s]", "", match[1]).partition(",")
            unit = _UNITS[match[2]]
            step = max(1, unit.ore // 10 ** len(decimals))
            typed = int(digits + decimals) * step
            if any(2 * abs(typed - amount) <= step for amount in amounts):
                yield Held()
            else:
                verdict = Verdict.AMBIGUOUS
                yield Fault(section.title, "ett belopp ur en tabell", match[0], verdict=verdict, section_id=section.id)
