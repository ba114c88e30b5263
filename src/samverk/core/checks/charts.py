"""DG: charts show the figures of the tables, every mark labelled, and say the same in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.document.tree import Chart, FigureCell, Point
from samverk.core.law import OWN_RULE
from samverk.core.money import format_amount, group_thousands

_SINCE = date(2004, 1, 1)
_OWN = (OWN_RULE, "")


def _charts(context: Context) -> Iterator[tuple[str, Chart]]:
    for section in context.document.all_sections():
        yield from ((section.id, block) for block in section.blocks if isinstance(block, Chart))


@rule("DG-01", title="Diagrammens värden", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def marks_show_their_figures(context: Context) -> Iterator[Outcome]:
    """Diagrammet visar ett annat värde än siffran bakom det.

    Gör om diagrammet ur samma siffror som tabellen.
    """
    for section_id, chart in _charts(context):
        for series in chart.series:
            for category, point in zip(chart.categories, series.points, strict=False):
                figure = context.document.figures.get(point.figure_id or "")
                place = f"{chart.title}, {series.label}, {category}"
                if point.figure_id is None:
                    continue
                if figure is None:
                    yield Fault(place, "en siffra som finns", point.figure_id, section_id=section_id)
                elif _is_right(context, chart, point):
                    yield Held()
                else:
                    turned = -1 if point.turned else 1
                    expected = _words(chart, turned * int(figure.value or 0))
                    yield Fault(place, expected, point.shown, section_id=section_id, figure_id=figure.id)


def _words(chart: Chart, value: int) -> str:
    return format_amount(value, chart.unit) if chart.unit else group_thousands(value)


def _is_right(context: Context, chart: Chart, point: Point) -> bool:
    figure = context.document.figures[point.figure_id or ""]
    if figure.value is None:
        return point.value is None
    value = int(figure.value) * (-1 if point.turned else 1)
    cell = FigureCell(point.figure_id, -1 if point.turned else 1)
    return point.value == value and point.shown == context.reading.presenter.cell(cell, chart.unit).shown


@rule("DG-02", title="Diagrammens form", severity=Severity.ERROR, source=_OWN, valid_from=_SINCE)
def every_category_has_a_mark_and_words(context: Context) -> Iterator[Outcome]:
    """Diagrammet har inte ett värde per kategori, eller saknar beskrivning i ord.

    Ge varje serie lika många värden som diagrammet har kategorier, och skriv vad diagrammet säger.
    """
    for section_id, chart in _charts(context):
        uneven = [series.label for series in chart.series if len(series.points) != len(chart.categories)]
        if uneven:
            expected = f"{len(chart.categories)} värden per serie"
            yield Fault(chart.title, expected, f"annat antal i {', '.join(uneven)}", section_id=section_id)
        elif not chart.alt.strip():
            yield Fault(chart.title, "en beskrivning i ord", "ingen", section_id=section_id)
        else:
            yield Held()


@rule("DG-03", title="Diagram och tabell", severity=Severity.WARNING, source=_OWN, valid_from=_SINCE)
def marks_stand_in_a_table(context: Context) -> Iterator[Outcome]:
    """Diagrammet visar en siffra som inte står i någon tabell.

    Lägg till raden i en tabell, så att läsaren kan se det exakta beloppet.
    """
    in_tables = {cell.figure_id for *_, cell in context.reading.figure_cells()}
    equal = {_identity(context, figure_id) for figure_id in in_tables if figure_id}
    for section_id, chart in _charts(context):
        used = {point.figure_id for series in chart.series for point in series.points if point.figure_id}
        missing = sorted(name for name in used - in_tables if _identity(context, name) not in equal)
        if missing:
            yield Fault(chart.title, "varje värde i en tabell", ", ".join(missing), section_id=section_id)
        else:
            yield Held()


def _identity(context: Context, figure_id: str) -> object:
    """What makes two figures one number: a figure that only repeats another is that other."""
    figure = context.document.figures.get(figure_id)
    if figure is not None and len(figure.terms) == 1 and figure.terms[0].sign == 1:
        return figure.terms[0].figure_id
    return figure_id
