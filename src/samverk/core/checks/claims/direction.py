"""DR-03: deficit and surplus, better and worse, against the budget: what the text says and what the tables say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from samverk.core.checks.claims.concepts import RESULT_OF_YEAR, Statements, in_unit
from samverk.core.checks.claims.quantities import Hedge, Quantity, amounts
from samverk.core.checks.claims.sentences import Sentence
from samverk.core.checks.claims.subjects import UNCERTAIN, is_about, speaks_of_the_whole, words_of
from samverk.core.checks.claims.telling import doubtful, wrong
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Held, Outcome, rule
from samverk.core.law import OWN_RULE
from samverk.core.money import MoneyUnit

_AGAINST = r"(?:mot|jämfört med|i jämförelse med|i förhållande till|gentemot|i relation till|relativt)"
_BUDGET = (
    r"(?:den |årets |vår |förbundets |det )?(?P<which>[a-zåäö]+ )?"
    r"(?:budget(?:en|erat|erade)?|planen)\b(?: resultat(?:et)?)?"
)
_LACK = re.compile(
    r"\b(?:(?P<adjective>\w+) )?(?P<word>underskott|överskott)(?:et)?\b"
    r"(?P<gap>(?:(?!\b(?:men|bättre|sämre|dock|fast|samtidigt|medan|varav|än)\b)[^.;]){0,60}?)"
    rf"\b{_AGAINST} {_BUDGET}",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?P<word>bättre|sämre|högre|lägre) (?:utfall |resultat )?(?:än|jämfört med|i förhållande till) "
    rf"(?:vad som |vad vi )?(?:har )?{_BUDGET}",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\b(?P<sort>underskottet|överskottet) (?:blev|är|var) (?:\S+ ){0,6}?(?P<word>mindre|lägre|större|högre) än "
    rf"(?:vad som )?{_BUDGET}",
    re.IGNORECASE,
)
_DEVIATION = re.compile(
    rf"\b(?P<word>positiv|negativ) (?:budgetavvikelse|avvikelse {_AGAINST} {_BUDGET})", re.IGNORECASE
)
_NUMBER_AFTER = re.compile(r"(?:s|ens)? ?(?:på |om |:|\()? ?(?:minus |plus |ett |[-–]?\d)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"$|[.,;:)]| (?:och|men|vilket|med|för året|under|eftersom|då|trots|på grund|tack|därför|för att|i och)\b"
)
_OF_PART = re.compile(
    r"\b(?:i|inom|för|hos|från|av) (?!året|år\b|20\d\d|förbundet|verksamheten|helåret|\d|cirka|ca\b|drygt|knappt)\w+",
    re.IGNORECASE,
)
_SMALLER = {"mindre", "lägre"}
_LARGER = {"större", "högre"}
_NOT_THE_OUTCOME = re.compile(
    r"budgeterat|planerat|beräknat|prognostiserat|förväntat|väntat|befarat|tidigare|ackumulerat"
)
_FIRST_BUDGET = re.compile(r"ursprunglig|först|preliminär|gaml|tidigare")


class _Gap(NamedTuple):
    """The year's result, its budget and how far the first is above the second, öre; `slack` is what print hides."""

    result: int
    above: int
    slack: float


class _Said(NamedTuple):
    """A claim: the result is better (or worse) than budget."""

    span: tuple[int, int]
    is_better: bool
    is_certain: bool
    amount: Quantity | None


@rule(
    "DR-03",
    title="Över- och underskott i text",
    severity=Severity.ERROR,
    source=(OWN_RULE, ""),
    valid_from=date(2004, 1, 1),
)
def words_agree_with_the_deviation(context: Context) -> Iterator[Outcome]:
    """Texten säger att resultatet är bättre än budget när det är sämre, eller tvärtom.

    Skriv både resultatet och avvikelsen från budget. Ett underskott är bättre än budget när budgeten hade ett större.
    """
    statements = Statements(context.reading)
    gaps = _gaps(statements)
    if not gaps:
        return
    names = words_of(tuple(statements.measure_names().values()))
    for passage in context.reading.prose:
        if "udget" not in passage.text and "plan" not in passage.text:
            continue
        for sentence in passage.sentences:
            said = _claim(sentence, names, context.document.year)
            if said is not None:
                yield _tried(sentence, said, gaps)


def _gaps(statements: Statements) -> list[_Gap]:
    """Result against budget in every table that shows both, the most exact first; [] when directions differ."""
    year = statements.year
    found = []
    for outcome in statements.outcome(RESULT_OF_YEAR, year):
        for budget in statements.planned(RESULT_OF_YEAR, year):
            if budget.role == "budget" and budget.printed.table.id == outcome.printed.table.id:
                slack = float(outcome.slack + budget.slack)
                found.append(_Gap(outcome.amount, outcome.amount - budget.amount, slack))
    if len({gap.above > 0 for gap in found}) > 1 or any(abs(gap.above) <= gap.slack for gap in found):
        return []
    return sorted(found, key=lambda gap: gap.slack)


def _claim(sentence: Sentence, names: frozenset[str], year: int) -> _Said | None:
    """The first claim in a sentence that is about the year's whole result."""
    text = sentence.text
    if not is_about(text, year):
        return None
    for pattern, read in ((_SIZE, _from_size), (_LACK, _from_lack), (_COMPARED, _from_word), (_DEVIATION, _from_word)):
        match = pattern.search(text)
        if match is None:
            continue
        is_better = read(match)
        whole = speaks_of_the_whole(text[: match.start()] + (" " + match["gap"] if pattern is _LACK else ""), names)
        if is_better is None or whole is False or (whole is None and pattern in (_COMPARED, _DEVIATION)):
            continue
        if UNCERTAIN.search(text[: match.end()]) or _states_the_budget(text, match):
            continue
        is_certain = whole is True or pattern is _SIZE
        which = match.groupdict().get("which") or ""
        amount = _amount(text, match)
        return _Said(match.span(), is_better, is_certain and not _FIRST_BUDGET.match(which.lower()), amount)
    return None


def _states_the_budget(text: str, match: re.Match[str]) -> bool:
    """True for "mot budgeterade 400 tkr" and "jämfört med budgeterat kassaflöde", and for a deficit of some part."""
    is_adjective = "budgetera" in match[0].lower() and not match[0].lower().endswith(("resultat", "resultatet"))
    after = text[match.end() :]
    if _NUMBER_AFTER.match(after) or (is_adjective and not _GOES_ON.match(after)):
        return True
    return bool(_OF_PART.search(match.groupdict().get("gap") or ""))


def _from_size(match: re.Match[str]) -> bool:
    return (match["word"].lower() in _LARGER) is (match["sort"].lower() == "överskottet")


def _from_lack(match: re.Match[str]) -> bool | None:
    adjective = (match["adjective"] or "").lower()
    is_surplus_word = match["word"].lower() == "överskott"
    if _NOT_THE_OUTCOME.match(adjective):
        return None
    return not is_surplus_word if adjective in _SMALLER else is_surplus_word


def _from_word(match: re.Match[str]) -> bool:
    return match["word"].lower() in ("bättre", "högre", "positiv")


def _amount(text: str, match: re.Match[str]) -> Quantity | None:
    """The amount that belongs to the claim: inside it, right before it, or right after it."""
    found = amounts(text)
    inside = [each for each in found if match.start() <= each.start < match.end()]
    before = [each for each in found if each.end <= match.start() and match.start() - each.end < 3]
    after = [each for each in found if 0 <= each.start - match.end() < 30 and " med " in text[match.end() : each.start]]
    return next(iter((*inside, *before, *after)), None)


def _tried(sentence: Sentence, said: _Said, gaps: list[_Gap]) -> Outcome:
    gap = gaps[0]
    is_better = gap.above > 0
    unit = _unit(said, gap)
    size, word = in_unit(abs(gap.above), unit), "bättre" if is_better else "sämre"
    sort = "underskott" if gap.result < 0 else "överskott"
    both = f"ett {sort} på {in_unit(abs(gap.result), unit)}, vilket är {size} {word} än budget"
    expected = f"{size} {word} än budget"
    if said.is_better is not is_better:
        detail = f"Resultatet är {both}."
        if said.is_certain:
            return wrong(sentence, said.span, expected, detail, proposal=both)
        why = f"{detail} Meningen säger inte säkert vilket resultat eller vilken budget den gäller."
        return doubtful(sentence, said.span, expected, why, proposal=both)
    amount = said.amount
    if amount is None or amount.hedge is Hedge.BOUND or any(_fits(amount, each) for each in gaps):
        return Held()
    detail = f"Riktningen stämmer men inte beloppet. Resultatet är {both}."
    span = (amount.start, amount.end)
    if said.is_certain and all(_same(gap, each) for each in gaps):
        return wrong(sentence, span, size, detail, proposal=both, confidence=0.9)
    return doubtful(sentence, span, size, f"{detail} Beloppet kan gälla något annat.")


def _fits(amount: Quantity, gap: _Gap) -> bool:
    return any(amount.fits(size, int(gap.slack) + 1) for size in (gap.above, gap.result))


def _same(first: _Gap, second: _Gap) -> bool:
    slack = first.slack + second.slack
    return abs(first.above - second.above) <= slack and abs(first.result - second.result) <= slack


def _unit(said: _Said, gap: _Gap) -> MoneyUnit:
    if said.amount is not None and said.amount.unit is MoneyUnit.KR and abs(gap.above) < 20 * MoneyUnit.TKR.ore:
        return MoneyUnit.KR
    return MoneyUnit.TKR if abs(gap.above) >= 10 * MoneyUnit.TKR.ore else MoneyUnit.KR
