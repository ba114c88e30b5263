from __future__ import annotations

from samverk.core.document.figures import ValueState
from samverk.core.document.tree import ChartKind, FigureCell
from samverk.reports.charts import data_table
from tests.factories.charts import chart
from tests.factories.documents import sample_document


def test_one_row_per_category_and_one_column_per_series_with_the_printed_values():
    table = data_table(chart(ChartKind.GROUPED_BARS, ("2024", "2023"), ("Utfall", (1500, -20)), ("Budget", (None, 7))))
    assert [column.label for column in table.columns] == ["Utfall", "Budget"]
    assert [row.label for row in table.rows] == ["2024", "2023"]
    cells = [[(cell.shown, cell.amount, cell.state) for cell in row.cells] for row in table.rows]
    assert cells == [
        [("1\u00a0500", 150_000_000, ValueState.STATED), ("uppgift saknas", None, ValueState.NOT_STATED)],
        [("−20", -2_000_000, ValueState.STATED), ("7", 700_000, ValueState.STATED)],
    ]


def test_cells_keep_the_figures_and_the_turned_sign():
    costs = next(sample_document().charts())
    cell = data_table(costs).rows[0].cells[0]
    assert isinstance(cell, FigureCell)
    assert (cell.figure_id, cell.sign, cell.shown) == ("verksamhetens_kostnader.2024", -1, "14\u00a0151")
