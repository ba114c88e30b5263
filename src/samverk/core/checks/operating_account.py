"""DR: what is said of a deviation from budget: better or worse, surplus or deficit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.figures import FigureKind
from samverk.core.law import OWN_RULE
from samverk.core.money import format_exact


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
