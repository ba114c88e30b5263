"""Bytes changed at random in a real report: never an exception, never a hang, always a source or a refusal."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.core.problems import ProblemSeverity
from samverk.formats.pdf.read import read_pdf
from samverk.reports.render.everything import render
from tests.factories.documents import sample_document


@cache
def _report() -> bytes:
    return render(sample_document(), ["pdf"])["pdf"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=40)), max_size=12),
    cut=st.one_of(st.none(), st.floats(0, 1)),
)
def test_a_changed_file_gives_a_source_or_a_refusal(changes: list[tuple[float, bytes]], cut: float | None) -> None:
    file = bytearray(_report())
    for at, put in changes:
        start = int(at * len(file))
        file[start : start + len(put)] = put
    if cut is not None:
        del file[int(cut * len(file)) :]
    source, problems = read_pdf(bytes(file), "rapport.pdf")
    refusals = [problem for problem in problems if problem.severity is ProblemSeverity.REFUSE]
    assert (source is None) == bool(refusals)
    assert all(problem.code.startswith("LAS-PDF-") for problem in problems)
