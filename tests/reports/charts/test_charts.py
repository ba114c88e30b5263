from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from samverk.core.document.tree import Chart, ChartKind
from samverk.reports.charts import svg
from samverk.reports.charts.canvas import LINE_HEIGHT, WIDTH
from samverk.reports.charts.colours import GRID, contrast
from samverk.reports.charts.lettering import text_width
from tests.factories.charts import chart
from tests.factories.documents import sample_document

NS = "{http://www.w3.org/2000/svg}"
LONG = "Arbetsmarknadsrehabiliteringssamverkansöverenskommelser i Lund, Kävlinge och Staffanstorp"
MANY = tuple(f"Insats för rehabilitering {number}" for number in range(1, 31))
YEARS = ("2022", "2023", "2024")
CASES = {
    "one": ((("2024",)), (("Utfall", (12,)),)),
    "zero": ((("2024",)), (("Utfall", (0,)),)),
    "negative": (YEARS, (("Utfall", (-1200, 300, -5)),)),
    "missing": (YEARS, (("Utfall", (None, 300, 5)), ("Budget", (None, None, None)))),
    "long": ((LONG, "IRIS USB"), ((LONG, (5120, 3110)), ("Budget", (5000, 3300)))),
    "many": (MANY, (("Utfall", tuple(range(-100, 200, 10))), ("Budget", tuple(range(30))))),
    "five": (YEARS, tuple((f"Serie {number}", (number, 2 * number, 500)) for number in range(1, 6))),
    "none": ((), (("Utfall", ()),)),
}


def every_chart() -> list[Chart]:
    made = [chart(kind, categories, *rows) for kind in ChartKind for categories, rows in CASES.values()]
    return [*made, *sample_document().charts()]


def drawn(picture: Chart, accent: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(svg(picture, accent))


def texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{NS}text")]


def marks(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element is not root and element.find(f"{NS}title") is not None]


@pytest.mark.parametrize("picture", every_chart())
def test_the_picture_has_a_role_a_title_a_description_and_nothing_that_a_strict_policy_stops(picture):
    text = svg(picture)
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img"
    title, description = root[0], root[1]
    assert (title.tag, title.text) == (f"{NS}title", picture.title)
    assert (description.tag, description.text) == (f"{NS}desc", picture.alt)
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert not re.search(r"style|script|class=|href|\bon\w+=", text)
    assert svg(picture) == text


@pytest.mark.parametrize("picture", every_chart())
def test_no_words_leave_the_picture(picture):
    root = drawn(picture)
    height = float(root.get("height", 0))
    for element in root.iter(f"{NS}text"):
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        width = text_width(element.text or "", float(element.get("font-size", 0)))
        reach = {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor", "")]
        slope = 0.71 if element.get("transform") else 1
        assert x - reach * slope >= -1, element.text
        assert x + (width - reach) * slope <= WIDTH + 1, element.text
        assert 10 <= y <= height


@pytest.mark.parametrize("accent", ["", "#ffe600"])
@pytest.mark.parametrize("picture", every_chart())
def test_every_mark_holds_three_to_one_and_all_text_outside_marks_four_and_a_half(picture, accent):
    root = drawn(picture, accent)
    assert all(contrast(mark.get("stroke", "")) >= 3 for mark in marks(root))
    inks = {element.get("fill", "") for element in root.iter(f"{NS}text")} - {"#ffffff", GRID}
    assert all(contrast(ink) >= 4.5 for ink in inks)


@pytest.mark.parametrize("kind", ChartKind)
def test_every_mark_has_its_own_label(kind):
    root = drawn(chart(kind, YEARS, ("Utfall", (1500, -20, 7)), ("Budget", (1400, None, 9))))
    labels = [title.text for mark in marks(root) if (title := mark.find(f"{NS}title")) is not None]
    assert "2022, Utfall: 1\u00a0500\u00a0tkr" in labels
    assert "2024, Budget: 9\u00a0tkr" in labels
    assert not any("2023, Budget" in (label or "") for label in labels)


@pytest.mark.parametrize("kind", [ChartKind.BARS, ChartKind.GROUPED_BARS])
def test_values_stand_at_bar_ends_and_what_is_missing_is_said_in_words(kind):
    words = texts(drawn(chart(kind, YEARS, ("Utfall", (1500, None, -7)))))
    assert {"1\u00a0500", "uppgift saknas", "−7"} <= set(words)


@pytest.mark.parametrize("kind", [ChartKind.STACKED_BARS, ChartKind.LINES])
def test_what_upright_charts_miss_is_said_below_the_plot(kind):
    words = texts(drawn(chart(kind, YEARS, ("Utfall", (1500, None, -7)))))
    assert "Utfall, 2023: uppgift saknas." in words


@pytest.mark.parametrize("kind", [ChartKind.GROUPED_BARS, ChartKind.STACKED_BARS, ChartKind.LINES])
def test_series_are_named_beside_their_marks(kind):
    words = " ".join(texts(drawn(chart(kind, YEARS, ("Utfall", (15, 16, 17)), ("Budget", (14, 15, 16))))))
    assert words.count("Utfall") == words.count("Budget") == 1


def test_bars_grow_from_zero_in_both_directions():
    root = drawn(chart(ChartKind.BARS, ("a", "b"), ("Utfall", (100, -100))))
    right, left = (mark for mark in marks(root))
    start = float(right.get("x", 0))
    end = float(left.get("x", 0)) + float(left.get("width", 0))
    assert start == pytest.approx(end + 1.5, abs=0.2)
    assert right.get("width") == left.get("width")


def test_a_missing_value_breaks_the_line_and_dashes_tell_lines_apart():
    root = drawn(
        chart(ChartKind.LINES, ("a", "b", "c", "d", "e"), ("Ett", (1, 2, None, 3, 4)), ("Två", (5, 4, 3, 2, 1)))
    )
    curves = [mark for mark in marks(root) if mark.get("stroke-width") == "2.2"]
    assert len(curves) == 3
    assert [curve.get("stroke-dasharray") for curve in curves] == [None, None, "7 4"]


@pytest.mark.parametrize("values", [(300, 200, 100), (100, 200, 300), (-1, -1843, -3931), (9, 1, 9)])
def test_a_value_below_its_point_does_not_stand_on_the_years(values):
    root = drawn(chart(ChartKind.LINES, YEARS, ("Medel", values)))
    places = {text.text: float(text.get("y", 0)) for text in root.iter(f"{NS}text")}
    years = min(places[year] for year in YEARS)
    shown = [element for element in root.iter(f"{NS}text") if element.get("paint-order") or element.get("stroke")]
    assert shown
    assert all(float(element.get("y", 0)) < years - LINE_HEIGHT for element in shown)


def test_the_value_after_a_long_name_is_whole():
    names = ("Medel", "Tak: 20 % av medlemmarnas medel")
    root = drawn(chart(ChartKind.LINES, YEARS, (names[0], (1, 2, 3)), (names[1], (1474, 1474, 1476))))
    words = " ".join(texts(root))
    assert "medlemmarnas medel 1\u00a0476" in words
    assert "…" not in words


def test_parts_of_a_bar_stand_on_each_other():
    root = drawn(chart(ChartKind.STACKED_BARS, ("2024",), ("Staten", (100,)), ("Region", (50,))))
    lower, upper = marks(root)
    assert float(upper.get("y", 0)) + float(upper.get("height", 0)) + 1.5 == pytest.approx(
        float(lower.get("y", 0)), abs=0.2
    )


def test_words_of_a_user_cannot_become_markup():
    root = drawn(chart(ChartKind.BARS, ('<b>&amp;"',), ("</svg>", (5,))))
    assert '<b>&amp;"' in texts(root)


@pytest.mark.parametrize("count", [0, 6])
def test_more_than_five_series_or_none_is_refused_with_what_to_do(count):
    rows = tuple((f"Serie {number}", (1,)) for number in range(count))
    with pytest.raises(ValueError, match=rf"har {count} serier.*minst en och högst 5"):
        svg(chart(ChartKind.LINES, ("2024",), *rows))


def test_a_series_that_does_not_fit_its_categories_is_refused():
    with pytest.raises(ValueError, match=r"serien Utfall, har 1 värden men diagrammet har 3 kategorier"):
        svg(chart(ChartKind.LINES, YEARS, ("Utfall", (1,))))
