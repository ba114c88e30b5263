"""PS-07: more, less, double, unchanged: what the text says of a change, against the two amounts in the tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from samverk.core.checks.claims.concepts import (
    ADMINISTRATION,
    ASSETS_TOTAL,
    CASH,
    COSTS,
    INCOME,
    MEASURES_TOTAL,
    MEMBERS,
    SAVED,
    STAFF,
    STATE,
    Concept,
    Stated,
    Statements,
    agreed,
    in_unit,
)
from samverk.core.checks.claims.quantities import Hedge, Quantity, amounts, percents, years
from samverk.core.checks.claims.sentences import Sentence
from samverk.core.checks.claims.subjects import NEUTRAL, UNCERTAIN, measure_aliases
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.money import MoneyUnit, round_half_away

_SUBJECTS = (INCOME, COSTS, ADMINISTRATION, MEASURES_TOTAL, MEMBERS, STATE, STAFF, ASSETS_TOTAL, CASH, SAVED)
_MORE = r"ökade|ökat|ökar|steg|stigit|växte|växt|var högre|är högre|blev högre|har varit högre"
_LESS = r"minskade|minskat|minskar|sjönk|sjunkit|var lägre|är lägre|blev lägre|har varit lägre"
_SAME = (
    r"är oförändrade?|var oförändrade?|är oförändrat|var oförändrat|är desamma|var desamma|ligger på samma nivå"
    r"|låg på samma nivå"
)
_DOUBLE = (
    r"(?:under 20\d\d )?(?:förbrukat|förbrukade|kostade|kostat|använt|använde|är|var|blev)(?: under 20\d\d)? "
    r"dubbelt så (?:mycket|hög\w*|stor\w*)|fördubblades|fördubblats"
)
_HALF = r"halverades|halverats|är hälften så (?:stor\w*|hög\w*)"
_VERB = re.compile(
    rf"^{NEUTRAL}{{0,3}} (?:har |hade )?(?:under (?:året|20\d\d) |därmed |också |även |åter |totalt )?(?:"
    rf"(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<same>{_SAME})|(?P<double>{_DOUBLE})|(?P<half>{_HALF}))\b",
    re.IGNORECASE,
)
_LAST_YEAR = r"föregående år|förra året|året (?:innan|före)|fjolåret|i fjol|föregående års?"
_AGAINST_YEAR = re.compile(
    r"\b(?:jämfört med|i jämförelse med|mot|i förhållande till|än|gentemot|sedan|från|som) (?:under |år )?"
    rf"(?:{_LAST_YEAR}|(?P<year>20\d\d))\b",
    re.IGNORECASE,
)
_AGAINST_BUDGET = re.compile(
    r"\b(?:än|som|jämfört med|mot|i förhållande till) (?:vad som )?(?:(?:var|är|har) )?(?:den )?"
    r"(?:budget(?:en|erat|erats|erade)?|planerat|planen)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:[-•] )?(?:Under (?:året|20\d\d) |År 20\d\d )?(?:har )?")
_PATTERNS = tuple((concept, re.compile(rf"(?:{concept.words})\b", re.IGNORECASE)) for concept in _SUBJECTS)
_Amounts = Callable[[int, bool], Stated | None]
"""(year, whether its budget is meant) → the amount."""

_CHANGE_LETTERS = re.compile(
    r"öka|minska|sj[uö]nk|st[ei]g|väx|högre|lägre|oförändra|samma|dubb|halv|hälft", re.IGNORECASE
)
_NEARLY_SAME = Fraction(5, 100)
_ABOUT_DOUBLE, _FAR_FROM_DOUBLE = Fraction(15, 100), Fraction(35, 100)


class _Change(NamedTuple):
    """A change that the text claims: its direction (or factor), from which amount to which."""

    sentence: Sentence
    span: tuple[int, int]
    kind: str  # more, less, same, double, half
    now: Stated
    before: Stated
    is_certain: bool


@rule("PS-07", title="Förändringar i text", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1))
def changes_agree_with_the_tables(context: Context) -> Iterator[Outcome]:
    """Texten säger att något har ökat, minskat eller är oförändrat, men tabellerna visar något annat.

    Rätta ordet eller beloppen. Skriv vad det jämförs med.
    """
    statements = Statements(context.reading)
    aliases = measure_aliases(statements.measure_names())
    if context.document.kind != "annual_report":
        return
    for passage in context.reading.prose:
        for sentence in passage.sentences:
            change = _claim(sentence, statements, aliases)
            if change is not None:
                yield _tried(change)


def _claim(sentence: Sentence, statements: Statements, aliases: dict[str, frozenset[str]]) -> _Change | None:
    text = sentence.text
    if not _CHANGE_LETTERS.search(text):
        return None
    for end, found in _subjects(text, statements, aliases):
        verb = _VERB.match(text[end:])
        if verb is None or UNCERTAIN.search(text):
            continue
        kind = next(name for name, words in verb.groupdict().items() if words)
        tail_start = end + verb.end()
        against = _compared_year(text, tail_start, statements.year)
        if against is not None:
            now, before = found(statements.year, False), found(against, False)
            stop = _AGAINST_YEAR.search(text, tail_start)
        else:
            now, before = found(statements.year, False), found(statements.year, True)
            stop = _AGAINST_BUDGET.search(text, tail_start)
        if stop is None or now is None or before is None or not before.amount:
            return None
        is_certain = not re.search(r"\d", text[: end + verb.start()].replace(str(statements.year), ""))
        return _Change(sentence, (0, stop.end()), kind, now, before, is_certain)
    return None


def _subjects(text: str, statements: Statements, aliases: dict[str, frozenset[str]]) -> Iterator[tuple[int, _Amounts]]:
    """(where the subject ends, how to find its amount) of what a sentence may begin with."""
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for concept, pattern in _PATTERNS:
        match = pattern.match(text, start)
        if match:
            yield match.end(), partial(_of_concept, statements, concept)
    names = [name for name in aliases if text.lower().startswith(name, start)]
    if names:
        longest = max(names, key=len)
        yield start + len(longest), partial(_of_rows, statements, aliases[longest])


def _of_concept(statements: Statements, concept: Concept, year: int, is_planned: bool) -> Stated | None:
    return agreed(statements.planned(concept, year) if is_planned else statements.outcome(concept, year))


def _of_rows(statements: Statements, labels: frozenset[str], year: int, is_planned: bool) -> Stated | None:
    found = tuple(each for label in labels for each in statements.rows_called(label, year))
    return agreed(tuple(each for each in found if (each.role in ("budget", "plan")) is is_planned))


def _compared_year(text: str, start: int, year: int) -> int | None:
    match = _AGAINST_YEAR.search(text, start)
    if match is None:
        return None
    named = {found for found, _offset in years(text)} - {year}
    if match["year"]:
        return int(match["year"]) if named <= {int(match["year"])} else None
    return year - 1 if named <= {year - 1} else None


def _tried(change: _Change) -> Outcome:
    now, before = abs(change.now.amount), abs(change.before.amount)
    slack = change.now.slack + change.before.slack
    difference = now - before
    is_right, is_near = _verdict(change.kind, now, before, slack)
    if is_right:
        return _amount_of_change(change, Fraction(difference), Fraction(before), slack)
    unit = change.now.printed.unit or MoneyUnit.KR
    word = "högre" if difference > 0 else "lägre"
    share = round_half_away(Fraction(abs(difference) * 100, before))
    expected = f"{in_unit(abs(difference), unit)} {word} ({share} %)" if difference else "oförändrat"
    detail = f"{in_unit(now, unit)} mot {in_unit(before, unit)} ({change.before.printed.place})."
    if is_near or not change.is_certain:
        return doubtful(change.sentence, change.span, expected, f"{detail} Det beror på hur orden är menade.")
    return wrong(change.sentence, change.span, expected, detail, proposal=expected, confidence=0.9)


def _verdict(kind: str, now: int, before: int, slack: Fraction) -> tuple[bool, bool]:
    """(the words hold, the words nearly hold)."""
    difference, ratio = now - before, Fraction(now, before)
    if kind == "more":
        return difference > -slack, difference > -slack
    if kind == "less":
        return difference < slack, difference < slack
    if kind == "same":
        return abs(ratio - 1) <= _NEARLY_SAME / 5 or abs(difference) <= slack, abs(ratio - 1) <= _NEARLY_SAME
    target = Fraction(2) if kind == "double" else Fraction(1, 2)
    off = abs(ratio / target - 1)
    return off <= _ABOUT_DOUBLE, off <= _FAR_FROM_DOUBLE


def _amount_of_change(change: _Change, difference: Fraction, before: Fraction, slack: Fraction) -> Outcome:
    """The direction holds: hold the amount or percentage that follows "med" against the difference."""
    text, end = change.sentence.text, change.span[1]
    if change.kind not in ("more", "less"):
        return Held()
    for quantity, true in (
        *((each, abs(difference)) for each in amounts(text[:end])),
        *((each, abs(difference) * 100 / before) for each in percents(text[:end])),
    ):
        if not re.search(r"\bmed(?: \w+)? ?$", text[: quantity.start]) or quantity.hedge is Hedge.BOUND:
            continue
        margin = slack if quantity.unit else slack * 100 / before
        if not quantity.fits(true, margin + quantity.step / 2):
            return _wrong_size(change, quantity, true)
    return Held()


def _wrong_size(change: _Change, quantity: Quantity, true: Fraction) -> Outcome:
    expected = in_unit(true, quantity.unit) if quantity.unit else f"{round_half_away(true)} %"
    now, before = change.now.printed, change.before.printed
    detail = f"{now.words(abs(change.now.amount))} mot {before.words(abs(change.before.amount))}."
    span = (quantity.start, quantity.end)
    if change.is_certain:
        return wrong(change.sentence, span, expected, detail, proposal=expected, confidence=0.85)
    return doubtful(change.sentence, span, expected, f"{detail} Meningen kan gälla något annat.")
