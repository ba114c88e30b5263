"""The report's four charts. The title is the message; the numbers stay in the marks."""

from __future__ import annotations

from collections.abc import Sequence

from samverk.core.document.figures import Figure
from samverk.core.document.tree import Chart, ChartKind, Point, Series
from samverk.core.money import MoneyUnit, format_amount
from samverk.core.organisation import IncomeKind
from samverk.reports.annual.context import Context

MOST_BARS = 14


def _tkr(figure: Figure, *, turned: bool = False) -> str:
    value = int(figure.value or 0)
    return f"{format_amount(-value if turned else value, MoneyUnit.TKR)} tkr"


def _measure_figures(context: Context) -> list[tuple[str, Figure]]:
    """(name, outcome) of every measure that is no umbrella and cost something, dearest first."""
    parents = {measure.parent for measure in context.facts.measures}
    found: list[tuple[str, Figure]] = []
    for measure in context.facts.measures:
        figure = context.figure(f"utfall.{measure.id}") if measure.id not in parents else None
        if figure is not None and figure.value:
            found.append((measure.name, figure))
    return sorted(found, key=lambda pair: int(pair[1].value or 0))


def cost_chart(context: Context) -> Chart | None:
    """Costs by measure, dearest first."""
    measures = _measure_figures(context)[:MOST_BARS]
    if not measures:
        return None
    words = ", ".join(f"{name} {_tkr(figure, turned=True)}" for name, figure in measures[:3])
    return Chart(
        "diagram-kostnader",
        ChartKind.BARS,
        f"{measures[0][0]} kostade mest",
        f"Kostnader per insats {context.year}, tkr",
        tuple(name for name, _ in measures),
        (Series("Kostnader", tuple(Point(figure.id, turned=True) for _, figure in measures)),),
        f"Liggande staplar över {len(measures)} insatser. De största är {words}.",
    )


def income_chart(context: Context) -> Chart | None:
    """Income by source, this year and the one before."""
    years = [year for year in (context.year - 1, context.year) if context.figure(f"verksamhetens_intakter.{year}")]
    sources = [s for s in context.association.income_sources if context.figure(f"intakt.{s.id}.{context.year}")]
    sources = [s for s in sources if any((f := context.figure(f"intakt.{s.id}.{y}")) and f.value for y in years)]
    if not sources or len(sources) > 5:
        return None
    totals = {kind: _sum(context, [s.id for s in sources if s.kind is kind]) for kind in IncomeKind}
    own = totals[IncomeKind.MEMBER] >= totals[IncomeKind.EXTERNAL] + totals[IncomeKind.OTHER]
    title = "Medlemmarna står för större delen av intäkterna" if own else "Andra än medlemmarna står för större delen"
    last = [(s, context.figure(f"intakt.{s.id}.{context.year}")) for s in sources]
    words = ", ".join(f"{s.row_name} {_tkr(figure)}" for s, figure in last if figure is not None)
    return Chart(
        "diagram-intakter",
        ChartKind.STACKED_BARS,
        title,
        "Intäkter efter källa, tkr",
        tuple(str(year) for year in years),
        tuple(Series(s.row_name, tuple(Point(f"intakt.{s.id}.{year}") for year in years)) for s in sources),
        f"Stående staplar i delar, en för varje år. {context.year}: {words}.",
    )


def _sum(context: Context, sources: Sequence[str]) -> int:
    return sum(context.figures.ore(f"intakt.{source}.{context.year}") for source in sources)


def equity_chart(context: Context) -> Chart | None:
    """Equity at each year-end of the overview, oldest first."""
    years = sorted(c.year for c in context.statements.overview.columns if c.year is not None)
    known = [(year, figure) for year in years if (figure := _equity(context, year)) is not None]
    if len(known) < 2:
        return None
    (first_year, first), (last_year, last) = known[0], known[-1]
    fell = int(last.value or 0) < int(first.value or 0)
    return Chart(
        "diagram-eget-kapital",
        ChartKind.LINES,
        f"Det egna kapitalet har {'minskat' if fell else 'ökat'} sedan {first_year}",
        "Eget kapital vid årets slut, tkr",
        tuple(str(year) for year, _ in known),
        (Series("Eget kapital", tuple(Point(figure.id) for _, figure in known)),),
        f"En linje från {_tkr(first)} {first_year} till {_tkr(last)} {last_year}.",
    )


def _equity(context: Context, year: int) -> Figure | None:
    return context.figure(f"eget_kapital.{year}") or context.figure(f"flerar.eget_kapital.{year}")


def budget_chart(context: Context) -> Chart | None:
    """Budget against outcome per measure, in the order of the measures."""
    pairs = [
        (name, outcome, budget)
        for name, outcome in reversed(_measure_figures(context))
        if (budget := context.figure(f"budget.{outcome.id.split('.')[1]}")) is not None
    ]
    pairs = list(reversed(pairs))[:MOST_BARS]
    if not pairs:
        return None
    over = [name for name, outcome, budget in pairs if int(outcome.value or 0) < int(budget.value or 0)]
    kept = len(pairs) - len(over)
    return Chart(
        "diagram-budget",
        ChartKind.GROUPED_BARS,
        f"{kept} av {len(pairs)} insatser höll budgeten",
        f"Utfall och budget per insats {context.year}, tkr",
        tuple(name for name, _, _ in pairs),
        (
            Series("Utfall", tuple(Point(outcome.id, turned=True) for _, outcome, _ in pairs)),
            Series("Budget", tuple(Point(budget.id, turned=True) for _, _, budget in pairs)),
        ),
        f"Två liggande staplar per insats. Dyrare än budget: {', '.join(over) if over else 'ingen'}.",
    )
