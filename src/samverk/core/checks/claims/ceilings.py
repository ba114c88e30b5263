"""PS-04: saved funds said to lie within a ceiling, when it depends on what the ceiling is a share of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from samverk.core.checks.claims.concepts import COSTS, INCOME, MEMBERS, SAVED, Stated, Statements, agreed
from samverk.core.checks.claims.quantities import percents
from samverk.core.checks.claims.sentences import Passage
from samverk.core.checks.claims.shares import share
from samverk.core.checks.claims.telling import doubtful
from samverk.core.checks.finding import Severity
from samverk.core.checks.places import BUDGET_OUTCOME
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.money import round_half_away

_WITHIN = re.compile(
    r"\b(?:inom ramen för|inom ramarna för|(?:ryms|håller sig|ligger|är)(?: \w+)? (?:inom|under)|under taket|inom taket"
    r"|understiger|överskrider inte|överstiger inte|i linje med|i enlighet med|följer)\b[^.]{0,60}?"
    r"(?:\brekommend\w*|\btaket\b|\btak\b|\briktlinj\w*|\bnivån\b)",
    re.IGNORECASE,
)
_FUNDS = re.compile(r"\b(?:sparade medel|sparade medlen|eget kapital|egna kapitalet|överskottsmed\w+)", re.IGNORECASE)
_CEILING = re.compile(r"\b(?:högst|max\w*|tak\w*|mer än|överstiga|rekommend\w*)\b", re.IGNORECASE)


@rule(
    "PS-04",
    title="Sparade medel och taket",
    severity=Severity.WARNING,
    source=(OWN_RULE, ""),
    valid_from=date(2004, 1, 1),
)
def a_ceiling_names_its_base(context: Context) -> Iterator[Outcome]:
    """Texten säger att sparade medel ryms inom en rekommendation, men det beror på vad andelen räknas av.

    Skriv hur stor andelen är och vad den är en andel av, till exempel medlemmarnas medel eller kostnadsbudgeten.
    """
    claims = [
        (sentence, match)
        for passage in context.reading.prose
        for sentence in passage.sentences
        if (match := _WITHIN.search(sentence.text)) and _FUNDS.search(sentence.text)
    ]
    if not claims:
        return
    shares = _shares(Statements(context.reading))
    if not shares:
        return
    ceiling = _ceiling(context.reading.prose)
    said = "; ".join(f"{round_half_away(found)} % av {base}" for base, found in shares.items())
    for sentence, match in claims:
        if ceiling is not None and all(found <= ceiling for found in shares.values()):
            yield Held()
            continue
        limit = f" Texten nämner {round_half_away(ceiling)} % som gräns." if ceiling is not None else ""
        why = f"Sparade medel är {said}.{limit} Meningen säger inte vilken bas den menar."
        proposal = f"sparade medel motsvarar {said}"
        yield doubtful(sentence, match.span(), f"en andel med sin bas ({said})", why, proposal=proposal)


def _shares(statements: Statements) -> dict[str, Fraction]:
    """Saved funds in per cent of each base the tables know."""
    year = statements.year
    saved = agreed(statements.outcome(SAVED, year)) or agreed(statements.planned(SAVED, year))
    if saved is None:
        return {}
    bases = {
        "medlemmarnas medel": agreed(statements.outcome(MEMBERS, year)) or agreed(statements.planned(MEMBERS, year)),
        "kostnadsbudgeten": agreed(statements.planned(COSTS, year)) or _in_budget(statements, year),
        "årets kostnader": agreed(statements.outcome(COSTS, year)),
        "årets intäkter": agreed(statements.outcome(INCOME, year)),
    }
    return {name: share(saved, base) for name, base in bases.items() if base is not None and base.amount}


def _in_budget(statements: Statements, year: int) -> Stated | None:
    """The budgeted costs as the table of outcome against budget has them, where other tables say otherwise."""
    found = (each for each in statements.planned(COSTS, year) if each.printed.table.id == BUDGET_OUTCOME)
    return next(found, None)


def _ceiling(passages: tuple[Passage, ...]) -> Fraction | None:
    """The one percentage that the text gives as the ceiling; None when it gives none or several."""
    found = {
        percent.value
        for passage in passages
        for sentence in passage.sentences
        if _CEILING.search(sentence.text) and re.search(r"spara|kapital|medel", sentence.text)
        for percent in percents(sentence.text)
        if _CEILING.search(sentence.text[max(0, percent.start - 30) : percent.start])
    }
    return found.pop() if len(found) == 1 else None
