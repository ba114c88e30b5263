from __future__ import annotations

from samverk.core.document.tree import ChartKind, Point
from samverk.core.money import MoneyUnit
from samverk.reports.charts.wording import mark_label, missing_remarks, printed
from tests.factories.charts import chart


def test_a_point_says_what_the_tables_say_and_otherwise_its_own_number():
    assert printed(Point(None, 149_999_00, "150"), MoneyUnit.TKR) == "150"
    assert printed(Point(None, 150_000_00), MoneyUnit.TKR) == "150"
    assert printed(Point(None), MoneyUnit.TKR) == "uppgift saknas"


def test_a_marks_label_names_category_series_value_and_unit():
    two = chart(ChartKind.GROUPED_BARS, ("2024",), ("Utfall", (1500,)), ("Budget", (None,)))
    assert mark_label(two, 0, 0) == "2024, Utfall: 1\u00a0500\u00a0tkr"
    assert mark_label(two, 1, 0) == "2024, Budget: uppgift saknas"
    one = chart(ChartKind.BARS, ("2024",), ("Utfall", (15,)), unit=None)
    assert mark_label(one, 0, 0) == "2024: 15"


def test_gaps_are_said_in_one_sentence_per_series_and_reason():
    gaps = chart(ChartKind.LINES, ("2022", "2023", "2024"), ("Tak", (None, 5, None)), ("Utfall", (1, 2, 3)))
    assert missing_remarks(gaps) == ["Tak, 2022 och 2024: uppgift saknas."]
