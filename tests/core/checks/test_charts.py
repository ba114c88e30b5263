"""DG: charts."""

from __future__ import annotations

from dataclasses import replace

from samverk.core.checks.run import CheckInput, run
from samverk.core.document.tree import Chart, Document
from tests.factories.checked import DAY, assert_tried_and_silent, change_sections, found, only, plain
from tests.factories.documents import sample_document


def _change(chart_id: str, **fields: object) -> Document:
    def in_section(section):
        blocks = (
            replace(block, **fields) if isinstance(block, Chart) and block.id == chart_id else block
            for block in section.blocks
        )
        return replace(section, blocks=tuple(blocks))

    return change_sections(sample_document(), in_section)


def _series(chart_id: str):
    return next(chart.series for chart in sample_document().charts() if chart.id == chart_id)


def test_DG_01_fires_when_a_mark_is_not_its_figure():
    (series,) = _series("stapel")
    wrong = replace(series, points=(replace(series.points[0], value=41_151_167_60, shown="41 151"), series.points[1]))
    finding = plain(only(run(CheckInput(_change("stapel", series=(wrong,))), DAY), "DG-01"))
    assert (finding.expected, finding.found) == ("14 151", "41 151")


def test_DG_02_fires_when_a_category_has_no_mark():
    (series,) = _series("stapel")
    short = replace(series, points=series.points[:1])
    assert only(run(CheckInput(_change("stapel", series=(short,))), DAY), "DG-02").expected == "2 värden per serie"


def test_DG_02_fires_when_the_words_are_missing():
    assert only(run(CheckInput(_change("linje", alt=" ")), DAY), "DG-02").found == "ingen"


def test_DG_03_fires_when_a_mark_stands_in_no_table():
    document = sample_document()
    (series,) = _series("stapel")
    points = tuple(replace(point, figure_id="budget.resultat.2024") for point in series.points)
    changed = _change("stapel", series=(replace(series, points=points),))
    assert only(run(CheckInput(changed), DAY), "DG-03").found == "budget.resultat.2024"
    assert not found(run(CheckInput(document), DAY), "DG-03")


def test_DG_rules_are_silent_on_presented_charts_that_they_tried():
    assert_tried_and_silent(run(CheckInput(sample_document()), DAY), "DG-01", "DG-02", "DG-03")
