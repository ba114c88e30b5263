"""DR-01: deviations from budget, wherever a table shows outcome, budget and deviation side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from samverk.core.checks.finding import Severity
from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Fault, Held, Outcome, Rounded, rule
from samverk.core.checks.tie_out import Addend, fault_at, key_of, sum_up
from samverk.core.document.tree import RowRole
from samverk.core.words import fold

_R14 = ("R14", "")
_SINCE = date(2019, 1, 1)


class Compared(NamedTuple):
    """Outcome, budget and deviation of one row."""

    outcome: Printed
    budget: Printed
    deviation: Printed


def compared(context: Context) -> Iterator[Compared]:
    """(outcome, budget, deviation) of every row of every table that has the three columns."""
    for section, table in context.reading.tables:
        places = {column.role: index for index, column in reversed(list(enumerate(table.columns)))}
        if not {"outcome", "budget", "deviation"} <= places.keys():
            continue
        for row in table.rows:
            found = [
                context.reading.printed(section, table, row, places[role])
                for role in ("outcome", "budget", "deviation")
            ]
            outcome, budget, deviation = found
            if outcome is not None and budget is not None and deviation is not None:
                yield Compared(outcome, budget, deviation)


@rule("DR-01", title="Avvikelsens belopp", severity=Severity.ERROR, source=_R14, valid_from=_SINCE)
def deviation_is_outcome_less_budget(context: Context) -> Iterator[Outcome]:
    """Avvikelsen är inte utfallet minus budgeten.

    Räkna om avvikelsen. Plus betyder bättre än budget: högre intäkter eller lägre kostnader.
    """
    for _table, rows in groupby(compared(context), key=lambda each: id(each.deviation.table)):
        found = list(rows)
        if found[0].deviation.file_place is not None:
            yield from _strangers(found)
        else:
            yield from (_plain(each) for each in found)


def _plain(each: Compared) -> Outcome:
    deviation = each.deviation
    if deviation.amount == each.budget.amount - each.outcome.amount and not deviation.figure_id:
        return Held((key_of(each.outcome), key_of(each.budget), key_of(deviation)))
    signs = (each.outcome.sign * deviation.sign, -each.budget.sign * deviation.sign)
    return sum_up(deviation, (Addend(each.outcome, signs[0]), Addend(each.budget, signs[1])))


def _strangers(rows: Sequence[Compared]) -> Iterator[Outcome]:
    """A stranger's deviations: plus may mean more or better. The sign that most rows of a block have is the meant one.

    Nothing is said of a table where most rows fit neither way: then the column is something else.
    """
    ways = [(_way(each, 1), _way(each, -1)) for each in rows]
    failing = sum(isinstance(more, Fault) and isinstance(better, Fault) for more, better in ways)
    if len(rows) - failing < 2 * failing:
        return
    turned = _turned_among_gains(rows, ways)
    for block in _blocks(rows):
        telling = [index for index in block if _tells(ways[index]) and index != turned]
        more = sum(not isinstance(ways[index][0], Fault) for index in telling)
        odd = min(more, len(telling) - more)
        wanted = 0 if 2 * more >= len(telling) else 1
        for index in block:
            meant, other = ways[index][wanted], ways[index][1 - wanted]
            if index == turned:
                yield _turned(rows[index])
            elif isinstance(meant, Fault) and not isinstance(other, Fault):
                is_settled = len(telling) >= _FEWEST_ALIKE or _sum_says(rows, index)
                is_slip = index in telling and odd == 1 and is_settled
                yield _turned(rows[index]) if is_slip else other
            else:
                yield meant


_FEWEST_ALIKE = 4
_FEWEST_GAINS = 3
_GAIN = re.compile(r"intakt|bidrag|resultat|kapital|\bmedel\b|overskott")
_LOSS = re.compile(r"kostnad|underskott|skuld")


def _turned_among_gains(rows: Sequence[Compared], ways: Sequence[tuple[Outcome, Outcome]]) -> int | None:
    """The one row whose deviation goes against all other rows where more is better, None without such a row.

    Income, results, funds and costs printed with minus are counted one way in a table, whatever sign costs without
    minus have there.
    """
    named = [index for index, each in enumerate(rows) if _is_gain(each.outcome.row.label)]
    costs = [index for index in range(len(rows)) if index not in named]
    minus = [index for index in costs if max(rows[index].outcome.amount, rows[index].budget.amount) < 0]
    is_signed = 2 * len(minus) > len(costs)
    gains = [index for index in (*named, *(minus if is_signed else ())) if _tells(ways[index])]
    more = [index for index in gains if not isinstance(ways[index][0], Fault)]
    better = [index for index in gains if index not in more]
    fewest, others = sorted((more, better), key=len)
    return fewest[0] if len(fewest) == 1 and len(others) + 1 >= _FEWEST_GAINS else None


def _is_gain(label: str) -> bool:
    """True for a row of which more is better."""
    folded = fold(label)
    return _GAIN.search(folded) is not None and _LOSS.search(folded) is None


def _sum_says(rows: Sequence[Compared], odd: int) -> bool:
    """True when the deviations of a sum's rows add up to its own once the odd one's sign is turned, and not before."""
    by_id = {each.deviation.row.id: index for index, each in enumerate(rows)}
    for last, each in enumerate(rows):
        terms = each.deviation.row.terms
        items = [by_id[term.row_id] for term in terms if term.row_id in by_id]
        is_plain = all(term.sign > 0 for term in terms)
        if not is_plain or odd not in (last, *items) or len(items) < 2 or len(items) < len(terms):
            continue
        total = each.deviation
        slack = (len(items) + 1) * total.step
        as_printed = total.amount - sum(rows[index].deviation.amount for index in items)
        turned = as_printed + 2 * rows[odd].deviation.amount * (-1 if odd == last else 1)
        if 2 * abs(as_printed) > slack and 2 * abs(turned) <= slack:
            return True
    return False


def _way(each: Compared, sign: int) -> Held | Rounded | Fault:
    return sum_up(each.deviation, (Addend(each.outcome, sign), Addend(each.budget, -sign)))


def _tells(ways: tuple[Outcome, Outcome]) -> bool:
    """True when the deviation fits one way only."""
    return isinstance(ways[0], Fault) != isinstance(ways[1], Fault)


def _blocks(rows: Sequence[Compared]) -> Iterator[list[int]]:
    """Indices of rows that belong together: up to and with each sum."""
    block: list[int] = []
    for index, each in enumerate(rows):
        block.append(index)
        if each.deviation.row.role is not RowRole.ITEM:
            yield block
            block = []
    if block:
        yield block


def _turned(each: Compared) -> Fault:
    number = each.deviation
    cells = (key_of(number), key_of(each.outcome), key_of(each.budget))
    detail = "De andra raderna i samma grupp räknar avvikelsen åt andra hållet."
    return fault_at(number, number.words(-number.amount), detail=detail, cells=cells, difference_ore=2 * number.amount)
