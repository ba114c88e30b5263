"""PS-03: a percentage of something, worked out again from the tables, with every base the text could have meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from samverk.core.checks.claims.concepts import (
    ADMINISTRATION,
    COSTS,
    ESF,
    INCOME,
    MEASURES_TOTAL,
    MEMBERS,
    OUTCOMES,
    SAVED,
    STAFF,
    STATE,
    Concept,
    Stated,
    Statements,
    agreed,
)
from samverk.core.checks.claims.quantities import Hedge, Quantity, percents
from samverk.core.checks.claims.sentences import Sentence
from samverk.core.checks.claims.subjects import HEDGE_WORDS, NEUTRAL, UNCERTAIN, year_after, year_said
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.money import round_half_away

BASES = (STATE, MEMBERS, COSTS, INCOME, MEASURES_TOTAL, SAVED)
"""What a share may be a share of."""

_PARTS = (ADMINISTRATION, MEASURES_TOTAL, ESF, STAFF, STATE, MEMBERS, SAVED)
_SHARE_VERB = (
    r" (?:har )?(?:utgjorde|utgör|utgjort|motsvarade|motsvarar|motsvarat|var|är|blev|stod för|står för|svarade för"
    r"|svarar för|uppgick till|uppgår till|uppgått till)"
)
_PART_BEFORE = tuple(
    (
        part,
        re.compile(
            r"(?P<lead>^|[.,;:] ?|\b(?:att|och|där|då|medan|vilket|året|20\d\d) )(?:[Aa]ndelen )?"
            rf"(?P<part>{part.words})"
            rf"\b{NEUTRAL}{{0,3}}{_SHARE_VERB}{NEUTRAL}{{0,2}}{HEDGE_WORDS} ?$",
            re.IGNORECASE,
        ),
    )
    for part in _PARTS
)
_BASE_AFTER = tuple((base, re.compile(rf" ?av (?P<base>{base.words})\b", re.IGNORECASE)) for base in BASES)
_GOES_TO = tuple(
    (
        part,
        re.compile(
            rf"^{NEUTRAL}{{0,2}} (?:gick|går|användes|används|har använts|avsåg|avser) (?:till |för )?"
            rf"(?P<part>{part.words})\b",
            re.IGNORECASE,
        ),
    )
    for part in (ADMINISTRATION, MEASURES_TOTAL, STAFF)
)
_NARROWED = re.compile(
    r"^ (?:för|i|till|inom|hos|från|som|avseende) (?!20\d\d|året|år |förbundet|verksamheten|medlemmarna|parterna)",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(r"\bmål|\btak\b|rekommend|respektive|högst|minst", re.IGNORECASE)
_MOST = Fraction(200)
"""A larger share in per cent comes of a number misread, not of a sentence."""
_FAR = Fraction(2)
"""From so many percentage points a share that fits nothing is no matter of definition."""


class _Said(NamedTuple):
    """ "28 % av statens medel", said of a part."""

    sentence: Sentence
    percent: Quantity
    span: tuple[int, int]
    part: Concept
    base: Concept
    year: int
    is_certain: bool


@rule("PS-03", title="Andelar i text", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1))
def shares_agree_with_their_base(context: Context) -> Iterator[Outcome]:
    """Texten anger en andel som inte stämmer med det som den sägs vara en andel av.

    Räkna om andelen, eller skriv vad den är en andel av. Nämn alltid basen.
    """
    statements = Statements(context.reading)
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            for percent in percents(sentence.text):
                said = _claim(sentence, percent, context.document.year)
                if said is not None:
                    yield from _tried(said, statements, context.document.kind == "annual_report")


def _claim(sentence: Sentence, percent: Quantity, year: int) -> _Said | None:
    before, after = sentence.text[: percent.start], sentence.text[percent.end :]
    if percent.hedge is Hedge.BOUND or UNCERTAIN.search(before) or _NOT_SAID.search(before):
        return None
    for base, pattern in _BASE_AFTER:
        match = pattern.match(after)
        if match is None:
            continue
        tail = after[match.end() :]
        part, start, end = _part(before, tail, percent.end + match.end())
        if part is None or part is base:
            return None
        if end == percent.end + match.end() and _NARROWED.match(tail):
            return None
        found, is_certain = year_after(tail, year) or year_said(before, 0, year)
        return _Said(sentence, percent, (start if start >= 0 else percent.start, end), part, base, found, is_certain)
    return None


def _part(before: str, tail: str, base_end: int) -> tuple[Concept | None, int, int]:
    """(the part, where the claim begins, where it ends): named before the percentage, or after its base."""
    for part, pattern in _PART_BEFORE:
        match = pattern.search(before)
        if match:
            return part, match.start("part"), base_end
    for part, pattern in _GOES_TO:
        match = pattern.match(tail)
        if match:
            return part, -1, base_end + match.end()
    return None, 0, 0


def _tried(said: _Said, statements: Statements, is_final: bool) -> Iterator[Outcome]:
    parts, bases = statements.stated(said.part, said.year), statements.stated(said.base, said.year)
    if said.part is SAVED:
        parts = (*parts, *statements.stated(SAVED, said.year - 1))
    if not parts or not bases:
        return
    if any(_fits(said.percent, part, base) for part in parts for base in bases):
        yield Held()
        return
    base = _one(statements, said.base, said.year)
    part, other = _other_base(said, statements)
    if part is None or base is None or not said.is_certain:
        return
    true = share(part, base)
    expected = f"{round_half_away(true)} % av {said.base.name}"
    printed = re.sub(r" ?%", " %", said.percent.text.strip())
    if other is not None:
        detail = f"{printed} är andelen av {other.name}; av {said.base.name} är det {round_half_away(true)} %."
        proposal = f"{printed} av {other.name} ({expected})"
        if said.part is SAVED or not is_final:
            yield doubtful(said.sentence, said.span, expected, detail, proposal=proposal)
        else:
            yield wrong(said.sentence, said.span, expected, detail, proposal=proposal)
        return
    detail = f"{part.shown} av {_shown(base)} är {round_half_away(true)} %."
    is_sound = part.role in OUTCOMES and statements.is_sound(part) and statements.is_sound(base)
    is_sure = is_final and said.part is not SAVED and is_sound and true <= _MOST
    if is_sure and abs(true - said.percent.value) > max(_FAR, true / 10):
        yield wrong(said.sentence, said.span, expected, detail, proposal=expected, confidence=0.85)
    else:
        why = f"{detail} Skillnaden kan bero på vad som räknas in."
        yield doubtful(said.sentence, said.span, expected, why, proposal=expected)


def _one(statements: Statements, concept: Concept, year: int) -> Stated | None:
    outcome = statements.outcome(concept, year)
    return agreed(outcome) if outcome else agreed(statements.planned(concept, year))


def share(part: Stated, base: Stated) -> Fraction:
    """The part in per cent of the base; 0 when the base is nothing."""
    return Fraction(abs(part.amount) * 100, abs(base.amount)) if base.amount else Fraction(0)


def _fits(percent: Quantity, part: Stated, base: Stated) -> bool:
    """Within rounding, or cut off at the printed decimal."""
    return bool(base.amount) and percent.fits(share(part, base), percent.step / 2)


def _other_base(said: _Said, statements: Statements) -> tuple[Stated | None, Concept | None]:
    """(the part, the base of which it is as large a share as printed); the base None when no known one fits.

    Where rows of several names state the part, each is tried.
    """
    agreeing = _one(statements, said.part, said.year)
    for part in (agreeing,) if agreeing else statements.outcome(said.part, said.year):
        for other in BASES:
            base = _one(statements, other, said.year) if other not in (said.base, said.part) else None
            if base is not None and base.amount and said.percent.fits(share(part, base)):
                return part, other
    return agreeing, None


def _shown(stated: Stated) -> str:
    return stated.printed.words(abs(stated.amount))
