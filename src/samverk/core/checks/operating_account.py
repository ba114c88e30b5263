"""DR: deviations from budget, wherever a table shows outcome, budget and deviation side by side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.reading import Printed
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.tie_out import Addend, key_of, sum_up
from samverk.core.document.figures import FigureKind
from samverk.core.law import OWN_RULE
from samverk.core.money import format_exact

_R14 = ("R14", "")
_SINCE = date(2019, 1, 1)


def _compared(context: Context) -> Iterator[tuple[Printed, Printed, Printed]]:
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
                yield outcome, budget, deviation


@rule("DR-01", title="Avvikelsens belopp", severity=Severity.ERROR, source=_R14, valid_from=_SINCE)
def deviation_is_outcome_less_budget(context: Context) -> Iterator[Outcome]:
    """Avvikelsen är inte utfallet minus budgeten.

    Räkna om avvikelsen. Plus betyder bättre än budget: högre intäkter eller lägre kostnader.
    """
    for outcome, budget, deviation in _compared(context):
        is_turned = deviation.amount == budget.amount - outcome.amount
        if is_turned and not deviation.figure_id:  # a stranger's table of costs may write plus for better
            yield Held((key_of(outcome), key_of(budget), key_of(deviation)))
            continue
        signs = (outcome.sign * deviation.sign, -budget.sign * deviation.sign)
        yield sum_up(deviation, (Addend(outcome, signs[0]), Addend(budget, signs[1])))


@rule("DR-02", title="Bättre eller sämre", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=date(2004, 1, 1))
def favourable_agrees_with_the_sign(context: Context) -> Iterator[Outcome]:
    """Avvikelsen sägs vara bättre än budget när den är sämre, eller tvärtom.

    Intäkter över budget och kostnader under budget är bättre. Rätta ordet eller tecknet.
    """
    for figure in context.document.figures.values():
        if figure.kind is not FigureKind.DEVIATION or not figure.value:
            continue
        is_better = figure.value > 0
        if figure.is_favourable is is_better:
            yield Held()
        else:
            yield Fault(
                figure.label,
                "bättre än budget" if is_better else "sämre än budget",
                {True: "bättre än budget", False: "sämre än budget", None: "inget sagt"}[figure.is_favourable],
                detail=f"Avvikelsen är {format_exact(int(figure.value))} kr.",
                figure_id=figure.id,
            )
