"""PS-01 and PS-02: amounts that the text states of a concept or a measure, against the tables that state it too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from samverk.core.checks.claims.concepts import (
    ASSETS_TOTAL,
    CASH,
    CASH_CHANGE,
    CONCEPTS,
    ESF,
    RESULT_OF_YEAR,
    SAVED,
    Concept,
    Stated,
    Statements,
    agreed,
    in_unit,
)
from samverk.core.checks.claims.quantities import Hedge, Quantity, amounts
from samverk.core.checks.claims.sentences import Passage, Sentence
from samverk.core.checks.claims.subjects import (
    HEDGE_WORDS,
    NEUTRAL,
    UNCERTAIN,
    is_narrowed,
    measure_aliases,
    speaks_of_the_whole,
    words_of,
    year_after,
    year_said,
)
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE

_ALWAYS = date(2004, 1, 1)
_OWN = (OWN_RULE, "")
_VERB = (
    r"(?: (?:har )?(?:uppg(?:ick|år|ått|ående)(?: totalt| sammanlagt| därmed)? till|blev|blivit|är|var|varit|landade på"
    r"|landar på|slutade på|stannade på|utgör|utgjorde|omfattade|på|om)|:)"
)
_AFTER = re.compile(
    r"^,? ?(?:\(?minus\)? )?(?:h.gre|l.gre|mer|mindre|b.ttre|s.mre|.ver|under (?!20|året|år )|större|per |i månaden"
    r"|vardera|till \d|respektive|varje|om året)",
    re.IGNORECASE,
)
_CONNECTED = re.compile(
    r"(?:^|[.,:;–(\"-]|\b(?:att|eftersom|då|där|medan|men|därmed|vilket|är|var|blev|hade|har|förbundet|om|ett|det|de|den|av"
    r"|året|års|20\d\d|årsskiftet|år|slut|utgång|uppgick|gav|ger|med))$",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:budgeterade?|budgeterat|planerade?|planerat|beräknade?|beräknat)$", re.IGNORECASE)
_EXPLICIT = re.compile(
    r"verksamhetens|förbundets|årets resultat|från verksamheten|för verksamheten|totala|samlade", re.IGNORECASE
)
_ECONOMY = re.compile(
    r"ekonom|resultat|översikt|utfall|förhållanden|finansiering|intäkt|kostnad|bokslut|balans|förvaltningsberättelse"
    r"|budget",
    re.IGNORECASE,
)
_OF_A_PROJECT = re.compile(r"\b(?:delprojekt|projekt|insats)(?:et|en|ets|ens)?\b", re.IGNORECASE)
_MINUS = re.compile(r"\b(?:underskott\w*|minus|negativt|minusresultat|back)\b", re.IGNORECASE)
_PLUS = re.compile(r"\b(?:överskott\w*|plus|positivt|plusresultat)\b", re.IGNORECASE)
_SPLIT = re.compile(r"\brespektive\b", re.IGNORECASE)
_OPENING = re.compile(r"\bårets (?:början|ingång)|\bingången av\b|\bingående\b|\binför året", re.IGNORECASE)
_SURE = frozenset({RESULT_OF_YEAR.key, SAVED.key, ASSETS_TOTAL.key, CASH.key, CASH_CHANGE.key})


def _said_of(words: str) -> re.Pattern[str]:
    """ "Intäkterna uppgick under året till" or "uppgick intäkterna till", right before an amount."""
    concept = rf"\b(?P<concept>{words})\b{NEUTRAL}{{0,3}}"
    turned = rf"\b(?:uppgick|uppgår|blev|var|är) (?P<turned>{words})\b{NEUTRAL}{{0,2}}(?: till| på)?"
    return re.compile(rf"(?:{turned}|{concept}{_VERB}){NEUTRAL}{{0,1}}{HEDGE_WORDS} ?$", re.IGNORECASE)


_PATTERNS = tuple((concept, _said_of(concept.words)) for concept in CONCEPTS if concept is not ESF)
_LACK = re.compile(
    r"(?:\b(?P<before>\w+) )?\b(?P<word>underskott|överskott|minusresultat|plusresultat)(?:et)?"
    rf"{NEUTRAL}{{0,2}}{_VERB}{HEDGE_WORDS} ?$",
    re.IGNORECASE,
)
_NOT_THE_RESULT = re.compile(
    r"(?:ackumulera|budgeter|planera|beräkna|tidigare|prognos|samla|ingående|utgående|förvänta)", re.IGNORECASE
)


class Claim(NamedTuple):
    """An amount said to be that of a concept: where, of which year, and how sure we are of both."""

    sentence: Sentence
    amount: Quantity
    concept: Concept
    span: tuple[int, int]
    year: int
    is_planned: bool
    is_year_certain: bool
    is_certain: bool
    sign: int  # −1 and 1 as said, 0 when nothing is said


@rule("PS-01", title="Belopp i text", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def amounts_agree_with_the_tables(context: Context) -> Iterator[Outcome]:
    """Texten nämner ett belopp som inte är det som tabellerna visar.

    Rätta beloppet i texten eller i tabellen. Hämtas siffran med sitt namn kan de inte skilja sig åt.
    """
    statements = Statements(context.reading)
    names = words_of(tuple(statements.measure_names().values()))
    is_final = context.document.kind == "annual_report"
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            if not any(letter.isdigit() for letter in sentence.text) and "miljon" not in sentence.text:
                continue
            for claim in _claims(passage, sentence, context.document.year, names):
                yield from _tried(claim, statements, is_final)


def _claims(passage: Passage, sentence: Sentence, year: int, names: frozenset[str]) -> Iterator[Claim]:
    text = sentence.text
    if _SPLIT.search(text):
        return
    for amount in amounts(text):
        before = text[: amount.start]
        after = text[amount.end :]
        if amount.hedge is Hedge.BOUND or UNCERTAIN.search(before) or _AFTER.match(after) or is_narrowed(after):
            continue
        if words_in(before, names) or words_in(_heading_of(passage), names):
            continue
        claim = _of_lack(sentence, amount, year, names) or _of_concept(passage, sentence, amount, year)
        if claim is not None:
            yield claim


def words_in(text: str, names: frozenset[str]) -> bool:
    """True when some word of a measure's name stands in the text."""
    return any(word.lower() in names or word.lower().removesuffix("s") in names for word in re.findall(r"\w{3,}", text))


def _heading_of(passage: Passage) -> str:
    """The section's heading and a heading run into the paragraph ("Insam. Insam vänder sig till …")."""
    first = passage.sentences[0].text if passage.sentences else ""
    return f"{passage.section.title} {first if len(first.split()) <= 6 else ''}"


def _of_concept(passage: Passage, sentence: Sentence, amount: Quantity, year: int) -> Claim | None:
    before = sentence.text[: amount.start]
    for concept, pattern in _PATTERNS:
        match = pattern.search(before)
        if match is None:
            continue
        group = "turned" if match["turned"] else "concept"
        start, said = match.start(group), match[group]
        lead = before[:start].rstrip()
        is_planned = bool(_PLANNED.search(lead))
        if lead and not is_planned and not _CONNECTED.search(lead):
            continue
        is_certain = concept.key in _SURE or bool(_EXPLICIT.search(said))
        if concept is SAVED and "kapital" not in said.lower():
            is_certain = False
        if concept is RESULT_OF_YEAR and not _EXPLICIT.search(said):
            is_certain = not _OF_A_PROJECT.search(passage.text)
        is_certain = is_certain or (
            bool(_ECONOMY.search(passage.section.title)) and not _OF_A_PROJECT.search(passage.text)
        )
        found, is_year_certain = _year(sentence, amount, start, year)
        sign = _sign(before, amount) if concept.is_signed else 0
        span = (start, amount.end)
        return Claim(sentence, amount, concept, span, found, is_planned, is_year_certain, is_certain, sign)
    return None


def _of_lack(sentence: Sentence, amount: Quantity, year: int, names: frozenset[str]) -> Claim | None:
    """ "Förbundet redovisar ett underskott på 196 tkr": the sign is in the word."""
    text = sentence.text
    match = _LACK.search(text[: amount.start])
    if match is None or re.search(r"budget|prognos|plan\b|än ", text, re.IGNORECASE):
        return None
    if match["before"] and _NOT_THE_RESULT.match(match["before"]):
        return None
    whole = speaks_of_the_whole(text[: match.start("word")], names)
    if whole is False or (whole is None and not re.match(r"(?:under|över)skottet|årets", text, re.IGNORECASE)):
        return None
    found, is_year_certain = _year(sentence, amount, match.start(), year)
    sign = -1 if match["word"].lower() in ("underskott", "minusresultat") else 1
    is_certain = whole is True
    span = (match.start("word"), amount.end)
    return Claim(sentence, amount, RESULT_OF_YEAR, span, found, False, is_year_certain, is_certain, sign)


def _year(sentence: Sentence, amount: Quantity, start: int, year: int) -> tuple[int, bool]:
    """(the year of the amount, whether that is certain), by the words before it and right after it."""
    text = sentence.text
    if _OPENING.search(text):
        return year, False
    return year_after(text[amount.end :], year) or year_said(text[: amount.start], start, year)


def _sign(before: str, amount: Quantity) -> int:
    if amount.has_sign or _MINUS.search(before[-60:]):
        return -1
    return 1 if _PLUS.search(before[-60:]) else 0


def _tried(claim: Claim, statements: Statements, is_final: bool) -> Iterator[Outcome]:
    found = statements.planned(claim.concept, claim.year) if claim.is_planned else ()
    found = found or statements.outcome(claim.concept, claim.year)
    if not is_final:
        found = statements.stated(claim.concept, claim.year)
    if not found:
        return
    near = [each for each in found if claim.amount.fits(each.amount, each.slack)]
    if any(_same_sign(claim, each) for each in near):
        yield Held()
        return
    truth = agreed(found)
    expected = _shown(claim, truth or found[0])
    if near:
        yield from _wrong_sign(claim, near[0], expected)
    elif claim.concept is SAVED and _fits_otheryear_said(claim, statements):
        yield Held()
    elif claim.is_year_certain and (claim.is_certain or truth is not None):
        yield from _wrong_amount(claim, truth, found, expected, statements, is_final)


def _same_sign(claim: Claim, stated: Stated) -> bool:
    if not claim.concept.is_signed or not stated.amount:
        return True
    return claim.sign == (-1 if stated.amount < 0 else 1) or (claim.sign == 0 and stated.amount > 0)


def _wrong_sign(claim: Claim, stated: Stated, expected: str) -> Iterator[Outcome]:
    sort = "ett underskott" if stated.amount < 0 else "ett överskott"
    detail = f"Enligt {stated.printed.place} är det {sort}."
    if claim.sign and claim.is_certain and claim.is_year_certain:
        yield wrong(claim.sentence, claim.span, expected, detail, proposal=expected)
    elif claim.sign == 0 and claim.is_year_certain:
        why = f"{detail} Texten har inget minustecken; att det är ett underskott kan framgå på annat sätt."
        yield doubtful(claim.sentence, claim.span, expected, why, proposal=expected)


def _fits_otheryear_said(claim: Claim, statements: Statements) -> bool:
    """Saved funds are also those that the year began with, or what is planned to be left."""
    return any(
        claim.amount.fits(each.amount, each.slack)
        for year in (claim.year - 1, claim.year, claim.year + 1)
        for each in statements.stated(claim.concept, year)
    )


def _wrong_amount(
    claim: Claim, truth: Stated | None, found: tuple[Stated, ...], expected: str, statements: Statements, is_final: bool
) -> Iterator[Outcome]:
    place = (truth or found[0]).printed.place
    detail = f"{place} visar {expected}."
    proposal = expected
    other = _other_row(claim, statements)
    if truth is None:
        why = f"{detail} Tabellerna säger emot varandra, så det är inte säkert vilket tal som är rätt."
        yield doubtful(claim.sentence, claim.span, expected, why)
    elif other is not None and other.printed.row.id != truth.printed.row.id and not _is_explicit(claim):
        why = f"{detail} Beloppet i texten är det som står i {other.printed.place}; texten kan mena det."
        yield doubtful(claim.sentence, claim.span, expected, why)
    elif claim.is_certain and is_final and statements.is_sound(truth):
        if other is not None:
            detail += f" Beloppet i texten är det som står i {other.printed.place}."
        yield wrong(claim.sentence, claim.span, expected, detail, proposal=proposal)
    elif claim.is_certain or not _OF_A_PROJECT.search(claim.sentence.text):
        why = f"{detail} Det framgår inte säkert att meningen gäller hela förbundets år."
        yield doubtful(claim.sentence, claim.span, expected, why, proposal=proposal)


def _is_explicit(claim: Claim) -> bool:
    """True when the words can mean nothing but the concept, whatever else has the same amount."""
    said = claim.sentence.text[claim.span[0] : claim.span[1]]
    return bool(_EXPLICIT.search(said)) or (claim.concept.key in _SURE and claim.concept is not RESULT_OF_YEAR)


def _other_row(claim: Claim, statements: Statements) -> Stated | None:
    """Another row or column of the tables that states the amount the text gives."""
    size = claim.amount
    for number in statements.reading.all_printed():
        if (
            number.unit is not None
            and abs(number.amount) >= 100 * number.step
            and size.fits(number.amount, number.step)
        ):
            return Stated(number.amount, size.step, number, number.column.role)
    return None


def _shown(claim: Claim, stated: Stated) -> str:
    amount = stated.amount if claim.concept.is_signed else abs(stated.amount)
    return in_unit(amount, claim.amount.unit)


_OF_MEASURE = re.compile(
    r"(?P<lead>\b(?:[Kk]ostnad(?:en|erna) för|[Uu]tfallet för|[Kk]ostnad(?:en|erna) i) )?"
    r"(?:(?:insatsen|projektet|projekt|delprojektet) )?"
    rf"(?P<name>[A-ZÅÄÖ][^.,;:()]{{1,60}}?){NEUTRAL}{{0,2}}"
    rf"(?P<verb>{_VERB}| (?:har )?(?:kostade|kostat|förbrukade|förbrukat|använde|använt|(?:haft|hade) ett utfall på))"
    rf"{NEUTRAL}{{0,1}}{HEDGE_WORDS} ?$"
)


@rule("PS-02", title="Insatsens belopp i text", severity=Severity.ERROR, source=_OWN, valid_from=_ALWAYS)
def amounts_of_measures_agree_with_the_tables(context: Context) -> Iterator[Outcome]:
    """Texten säger att en insats kostade något annat än tabellerna visar.

    Rätta beloppet i texten eller i tabellen. Skriv ut om beloppet gäller fler år eller fler finansiärer.
    """
    statements = Statements(context.reading)
    aliases = measure_aliases(statements.measure_names())
    if not aliases or context.document.kind not in ("annual_report", "unknown"):
        return
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            for amount in amounts(sentence.text):
                yield from _measure(sentence, amount, statements, aliases)


def _measure(
    sentence: Sentence, amount: Quantity, statements: Statements, aliases: dict[str, frozenset[str]]
) -> Iterator[Outcome]:
    text = sentence.text
    before = text[: amount.start]
    match = _OF_MEASURE.search(before)
    if match is None or amount.hedge is Hedge.BOUND or UNCERTAIN.search(before) or _AFTER.match(text[amount.end :]):
        return
    labels = _labels(match["name"].split(), aliases)
    is_cost = bool(match["lead"]) or "kost" in match["verb"] or "förbruk" in match["verb"] or "utfall" in match["verb"]
    if labels is None or not is_cost or re.search(r"totalt|sammanlagt|ESF|budget|respektive|\bvarav\b", text):
        return
    year, is_certain = year_said(before, 0, statements.year)
    stated = tuple(each for label in labels for each in statements.rows_called(label, year))
    found = tuple(each for each in stated if each.role in ("", "outcome", "previous"))
    if not found:
        return
    if any(amount.fits(each.amount, each.slack) for each in stated):
        yield Held()
        return
    truth = agreed(found)
    if truth is None or not is_certain:
        return
    expected, span = in_unit(abs(truth.amount), amount.unit), (match.start(), amount.end)
    detail = f"{truth.printed.place} visar {expected}."
    if match["lead"]:
        yield wrong(sentence, span, expected, detail, proposal=expected, confidence=0.9)
    else:
        why = f"{detail} Texten kan räkna med fler år eller fler finansiärer än tabellen."
        yield doubtful(sentence, span, expected, why, proposal=expected)


def _labels(words: list[str], aliases: dict[str, frozenset[str]]) -> frozenset[str] | None:
    """The rows that the last words name, the longest name first."""
    names = (" ".join(words[first:]).lower() for first in range(len(words)))
    return next((aliases[name] for name in names if name in aliases), None)
