"""Numbers and words found again however they are written, and long text cut around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverk.reports.review.marking import Span, cut, mark_found, mark_in, squeeze


def marked(spans):
    return [span.text for span in spans if span.mark]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Summa tillgångar 4 425 230 3 706 418", "4\u00a0425\u00a0230", ["4 425 230"]),
        ("Summa\t4425230", "4\u00a0425\u00a0230", ["4425230"]),
        ("Summa 4.425.230", "4\u00a0425\u00a0230", ["4.425.230"]),
        ("Resultat -1 089", "−1\u00a0089", ["-1 089"]),
        ("Resultat - 1 089", "−1\u00a0089", ["- 1 089"]),
        ("Resultat 1 089", "1\u00a0089\u00a0tkr", ["1 089"]),
        ("Räntor 57 0 120", "57", ["57"]),
        ("Rad 4 425 230", "230", ["230"]),
        ("Rad 14 425 och 425", "425", ["425"]),
        ("andelen är 28% av medlen", "28 %", ["28"]),
        ("Det blev Ett Underskott mot budget", "”ett underskott”", ["Ett Underskott"]),
        ("det blev ett underskott mot budget", "”ett underskott mot …”", ["ett underskott mot"]),
        ("a.b och axb", "a.b", ["a.b"]),
        ("0 0 0 0 0", "0", []),
        ("Inget här", "4 425", []),
        ("Inget här", "", []),
    ],
)
def test_what_is_wanted_is_found_however_it_is_written(text, wanted, found):
    spans = mark_in(text, wanted, "found")
    assert marked(spans) == found
    assert "".join(span.text for span in spans) == text


def test_words_may_run_over_lines_but_only_where_the_finding_stands():
    texts = ["det blev ett", "underskott mot", "budget. Igen: ett", "underskott mot budget."]
    lines = mark_found(texts, 1, "ett underskott mot budget")
    assert [marked(line) for line in lines] == [["ett"], ["underskott mot"], ["budget"], []]
    assert ["".join(span.text for span in line) for line in lines] == texts


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.integers(0, 4), st.text(max_size=12))
def test_marking_never_loses_or_adds_a_letter(texts, own, wanted):
    lines = mark_found(texts, own % len(texts), wanted)
    assert ["".join(span.text for span in line) for line in lines] == texts
    assert "".join(span.text for span in mark_in(texts[0], wanted, "other")) == texts[0]


@given(st.integers(-(10**9), 10**9), st.sampled_from([" ", "\u00a0", "\u202f", ".", ""]), st.sampled_from("-−–"))
def test_a_number_is_found_with_any_mark_between_thousands(number, mark, minus):
    wanted = f"{number:,}".replace(",", "\u00a0").replace("-", "−")
    printed = f"{number:,}".replace(",", mark).replace("-", minus)
    assert marked(mark_in(f"Summa  {printed}  ", wanted, "found")) == [printed]


def test_a_long_text_is_cut_around_its_mark():
    spans = mark_in("ord " * 1_250 + "12 345 " + "ord " * 1_250, "12 345", "found")
    short = cut(spans, 420)
    assert marked(short) == ["12 345"]
    assert sum(len(span.text) for span in short) < 420
    assert short[0].text.startswith("…")
    assert short[-1].text.endswith("…")


def test_a_long_text_without_a_mark_is_cut_at_its_end():
    assert cut((Span("a" * 1_000),), 100) == (Span("a" * 99 + "…"),)
    assert cut((Span("kort"),), 100) == (Span("kort"),)


@given(st.lists(st.tuples(st.text(max_size=300), st.sampled_from(["", "found", "other"])), max_size=7))
def test_a_cut_text_is_bounded_and_keeps_every_mark(parts):
    spans = tuple(Span(text, mark) for text, mark in parts)
    short = cut(spans, 200)
    assert len(marked(short)) == len(marked(spans))
    assert sum(len(span.text) for span in short) <= max(200, 207 * len(spans))


def test_shared_gaps_are_squeezed_and_columns_stay_aligned():
    texts = ["Bank" + " " * 20 + "4 425 112" + " " * 8 + "31", "Summa" + " " * 21 + "425 230" + " " * 9 + "7"]
    assert squeeze(texts) == ["Bank   4 425 112  31", "Summa    425 230   7"]
    assert squeeze([]) == []
