"""Flows: as wide as their count, hidden ones dashed and said in words."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from samverk.core.document.tree import Chart, ChartKind, Point, Series
from samverk.reports.charts import data_table, svg
from tests.factories.charts import chart

NS = "{http://www.w3.org/2000/svg}"
BEFORE = ("Ohälsa", "Bistånd")


def flows(*rows: tuple[str, tuple[int | None, ...]]) -> Chart:
    return chart(ChartKind.FLOW, BEFORE, *rows, unit=None)


def labels(picture: Chart) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(svg(picture))
    found = ((mark.find(f"{NS}title"), mark) for mark in root.iter(f"{NS}path"))
    return {title.text: mark for title, mark in found if title is not None}


def words(picture: Chart) -> list[str]:
    return [each.text for each in ElementTree.fromstring(svg(picture)).iter(f"{NS}text")]


def height(mark: ElementTree.Element) -> float:
    begin, end = re.match(r"M\S+ (\S+)C.*L.*C\S+ \S+ \S+ \S+ \S+ (\S+)Z", mark.get("d")).groups()
    return float(end) - float(begin)


def test_a_flow_is_as_wide_as_its_count_and_nobody_has_no_flow():
    found = labels(flows(("Ohälsa", (40, 0)), ("Arbete", (10, 20))))
    assert set(found) == {"Ohälsa, Ohälsa: 40", "Ohälsa, Arbete: 10", "Bistånd, Arbete: 20"}
    assert height(found["Ohälsa, Ohälsa: 40"]) == pytest.approx(4 * height(found["Ohälsa, Arbete: 10"]), abs=0.5)
    assert found["Ohälsa, Ohälsa: 40"].get("fill") != found["Ohälsa, Arbete: 10"].get("fill")


def test_the_ends_are_named_with_their_sums():
    told = words(flows(("Ohälsa", (40, 0)), ("Arbete", (10, 20))))
    assert {"Ohälsa: 50", "Bistånd: 20", "Ohälsa: 40", "Arbete: 30"} <= set(told)


def hidden() -> Chart:
    made = flows(("Ohälsa", (40, 0)), ("Arbete", (10, 20)))
    dots = Series("Okänt", (Point(None, None, "··"), Point(None, None, "uppgift saknas")))
    return replace(made, series=(*made.series, dots))


def test_a_hidden_flow_is_dashed_and_said_in_words():
    found = labels(hidden())
    assert found["Ohälsa, Okänt: visas inte"].get("stroke-dasharray")
    assert not any(name.startswith("Bistånd, Okänt") for name in found)
    told = words(hidden())
    assert "Ett flöde visas inte, för att skydda enskilda: de streckade linjerna." in told
    assert "Okänt, Bistånd: uppgift saknas." in told
    assert "Ohälsa: minst 50" in told
    assert "Okänt: visas inte" in told
    assert not any("·" in each for each in told)


def test_the_table_beside_has_the_mark():
    rows = data_table(hidden()).rows
    assert [cell.shown for cell in rows[0].cells] == ["40", "10", "··"]


def test_a_flow_has_room_for_eight():
    eight = tuple((f"Grupp {number}", (number, 1)) for number in range(8))
    assert svg(flows(*eight)).count("<title>") == 15
    with pytest.raises(ValueError, match="högst 8"):
        svg(flows(*eight, ("Nio", (1, 1))))
