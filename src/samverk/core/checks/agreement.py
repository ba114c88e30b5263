"""JF: tables that show the same things must show the same numbers, and what a year ends with the next begins with.

In a document that was read nobody has said which tables tell of the same thing. Two tables are taken to do so when
several of their rows have the same words and the same number for the same year; then the rows that differ are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from samverk.core.checks.finding import Severity
from samverk.core.checks.reading import OUTCOME_ROLES, Printed
from samverk.core.checks.rule import Context, Fault, Held, Outcome, Rounded, rule
from samverk.core.checks.tie_out import fault_at, key_of
from samverk.core.law import OWN_RULE
from samverk.core.words import fold

_ALWAYS = date(2004, 1, 1)
_FEWEST = 2  # agreeing rows that make two tables tell of the same thing
_TELLING = 100  # in printed units: smaller numbers agree by chance
_OWN_NAME = re.compile(r"\.r\d+$")
_ONE_CONCEPT = {
    "arets_resultat": "resultat",
    "eget_kapital_arets_resultat": "resultat",
    "flerar.resultat": "resultat",
    "prognos.resultat": "resultat",
    "flerar.eget_kapital": "eget_kapital",
    "medel_till_forfogande": "eget_kapital",
    "prognos.medel": "eget_kapital",
    "prognos.medel_in": "sparade_medel_in",
}
"""Rows that tell of one concept under several names. Sums of income and costs are not here: they differ in scope."""

_FROM = re.compile(r"^(?:medlems(?:intakt|bidrag|avgift)(?:er)?|bidrag|intakter?|anslag) fran ")
"""Words before the one who pays: "Medlemsintäkt från Lunds kommun" is "Lunds kommun"."""

Key = tuple[str, int, str]


class Pair(NamedTuple):
    """Two printed numbers that should be one."""

    first: Printed
    second: Printed

    @property
    def difference(self) -> int:
        """Second less first in size, öre; the sign of print is the table's own."""
        return abs(self.second.amount) - abs(self.first.amount)

    @property
    def agrees(self) -> bool:
        """True when the two are equal, but for what rounding to the coarser unit can do."""
        return 2 * abs(self.difference) <= (0 if self.first.step == self.second.step else self.slack)

    @property
    def agrees_nearly(self) -> bool:
        """True when the two differ by the last printed digit at most."""
        return abs(self.difference) <= max(self.first.step, self.second.step)

    @property
    def slack(self) -> int:
        """How much rounding of both numbers can do, öre, doubled."""
        return self.first.step + self.second.step

    @property
    def is_telling(self) -> bool:
        """True when the numbers are large enough not to agree by chance."""
        return abs(self.first.amount) >= _TELLING * max(self.first.step, 1)


def key_of_number(number: Printed) -> Key | None:
    """What the number tells of: concept or words of the row, year, and outcome, budget or plan. None when unknown."""
    year, role = number.column.year, number.column.role
    if year is None or number.unit is None:
        return None
    name = number.row.id
    concept = _ONE_CONCEPT.get(name, name)
    if _OWN_NAME.search(name):
        concept = _FROM.sub("", fold(number.row.label))
    if not concept or role not in (*OUTCOME_ROLES, "budget", "plan", "forecast"):
        return None
    kind = "outcome" if role in OUTCOME_ROLES else role
    return concept, year, kind


def pairs(earlier: Iterable[Printed], later: Iterable[Printed] | None = None) -> dict[tuple[int, int], list[Pair]]:
    """Numbers of the same key in two tables, by pair of tables.

    With one sequence its tables are compared with each other: every number with the first and the latest table that
    showed its key before, so that the work grows with the length and no faster. With two, the later with the earlier.
    """
    seen: dict[Key, list[Printed]] = {}
    made: dict[tuple[int, int], list[Pair]] = {}

    def compare(number: Printed) -> None:
        key = key_of_number(number)
        before = seen.get(key, []) if key else []
        for other in {id(each): each for each in (before[0], before[-1])}.values() if before else ():
            if other.table is not number.table:
                made.setdefault((id(other.table), id(number.table)), []).append(Pair(other, number))

    for number in earlier:
        key = key_of_number(number)
        if key is None:
            continue
        if later is None:
            compare(number)
        known = seen.setdefault(key, [])
        if not any(each.table is number.table for each in known[-1:]):
            known.append(number)
    for number in later or ():
        compare(number)
    return made


def try_pairs(found: Iterable[Pair]) -> Iterator[Outcome]:
    """Outcomes for the pairs of two tables; nothing when too few agree for the tables to tell of the same thing."""
    told = list(found)
    agreeing = [pair for pair in told if pair.agrees and pair.is_telling]
    differing = [pair for pair in told if not pair.agrees and not pair.agrees_nearly and _is_large(pair)]
    causes = _causes(differing)
    if len(agreeing) < _FEWEST or len(agreeing) < 2 * causes or (causes > 1 and 2 * len(agreeing) < 3 * len(differing)):
        return
    for pair in told:
        cells = (key_of(pair.second), key_of(pair.first))
        if pair.agrees:
            yield Held(cells, (pair.first.step + pair.second.step) // 2)
        elif pair.agrees_nearly:
            slack = max(pair.first.step, pair.second.step)
            yield Rounded(pair.second.table.id, pair.second.row.id, pair.second.section.id, cells, slack)
        elif _is_large(pair):
            yield _fault(pair)


def _causes(differing: Iterable[Pair]) -> int:
    """How many amounts the pairs differ by, as far as rounding lets us know: sums follow from one number by its own."""
    count, largest = 0, -1
    for pair in sorted(differing, key=lambda pair: abs(pair.difference)):
        if abs(pair.difference) > largest:
            count += 1
            largest = abs(pair.difference) + (0 if pair.first.step == pair.second.step else pair.slack)
    return count


def _is_large(pair: Pair) -> bool:
    return max(abs(pair.first.amount), abs(pair.second.amount)) >= _TELLING * max(pair.second.step, pair.first.step, 1)


def _fault(pair: Pair) -> Fault:
    """The second number is not the first; said in the second's own unit and sign."""
    sign = -1 if pair.second.amount < 0 else 1
    expected = pair.second.words(sign * abs(pair.first.amount))
    return fault_at(
        pair.second,
        expected,
        detail=f"Jämfört med {pair.first.place}.",
        cells=(key_of(pair.second), key_of(pair.first)),
        difference_ore=pair.second.amount - sign * abs(pair.first.amount),
    )


@rule("JF-01", title="Samma rad i två tabeller", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=_ALWAYS)
def alike_rows_agree(context: Context) -> Iterator[Outcome]:
    """Två tabeller visar samma sak med olika tal.

    Se efter i bokföringen eller beslutet vilket tal som är rätt och rätta det andra.
    """
    for found in pairs(context.reading.all_printed()).values():
        yield from try_pairs(found)


_OPENING = re.compile(
    r"\bingaende\b|\bib\b|vid (?:arets|periodens) borjan|fran (?:foregaende|tidigare|forra)|^sparade medel$"
)
_CLOSING = re.compile(r"\butgaende\b|\bub\b|vid (?:arets|periodens) slut|till forfogande|^sparade medel (?:ut|ub)")
_SUBJECTS = ("likvida medel", "eget kapital", "")


@rule("JF-02", title="Slutet är nästa års början", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=_ALWAYS)
def closing_is_the_next_opening(context: Context) -> Iterator[Outcome]:
    """Det ett år börjar med är inte det som året före slutade med.

    Räkna om året före, eller rätta beloppet vid årets början.
    """
    for _section, table in context.reading.tables:
        opening: dict[str, dict[int, Printed]] = {}
        closing: dict[str, dict[int, Printed]] = {}
        for number in context.reading.in_table(table):
            year, label = number.column.year, fold(number.row.label)
            if year is None or number.column.role in ("deviation", "change", "share") or number.unit is None:
                continue
            subject = next(each for each in _SUBJECTS if each in label)
            if _OPENING.search(label):
                opening.setdefault(subject, {}).setdefault(year, number)
            elif _CLOSING.search(label):
                closing.setdefault(subject, {}).setdefault(year, number)
        for subject, numbers in opening.items():
            chain = [
                Pair(before, number)
                for year, number in sorted(numbers.items())
                if (before := closing.get(subject, {}).get(year - 1)) is not None
            ]
            yield from _try_chain(chain, is_cash_or_equity=subject != "")


def _try_chain(chain: list[Pair], *, is_cash_or_equity: bool) -> Iterator[Outcome]:
    """A link that fails is a fault when cash or equity is meant, or when another link of the chain holds.

    A budget may begin with another amount than the year before ended with: it was made before that was known.
    """
    holding = [pair for pair in chain if pair.agrees or pair.agrees_nearly]
    for pair in chain:
        roles = {number.column.role for number in pair}
        is_outcome = roles <= set(OUTCOME_ROLES)
        is_certain = is_outcome and is_cash_or_equity
        if not is_outcome and roles & set(OUTCOME_ROLES) and not pair.agrees_nearly:
            continue
        if pair.agrees:
            yield Held((key_of(pair.second), key_of(pair.first)))
        elif pair.agrees_nearly:
            yield Rounded(pair.second.table.id, pair.second.row.id, pair.second.section.id)
        elif is_certain or holding:
            yield _fault(pair)
