"""What surveys tell as figures: every share has its counts, few answers have neither, and every origin is told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.document.figures import FigureBook, SurveySource, ValueState
from samverk.core.outcomes.questionnaires import SurveyFacts
from samverk.core.outcomes.survey_figures import add_survey_figures
from samverk.core.outcomes.surveys import SurveyMinimum, SurveyOutcome, compared
from tests.factories.survey_facts import survey_facts


def _book(facts: SurveyFacts) -> FigureBook:
    book = FigureBook(2024)
    add_survey_figures(book, facts)
    return book


def test_a_share_rests_on_its_counts_and_names_its_base():
    book = _book(survey_facts())
    share = book.find("andel.indikator_9.deltagare_avslut.2024")
    assert share.value == Fraction(33, 40)
    assert [book.find(each).value for each in share.ratio or ()] == [33, 40]
    assert share.base == "svaren på frågan"
    (source,) = book.find("svar.indikator_9.deltagare_avslut.2024").sources
    assert source == SurveySource(
        "Indikator 9, deltagarinflytande", "Deltagare, avslut", 2024, "NNS indikatorrapport 2024"
    )


def test_last_year_and_the_country_stand_beside():
    book = _book(survey_facts())
    assert book.find("andel.indikator_9.deltagare_avslut.2023").value == Fraction(20, 32)
    country = book.find("riket.indikator_9.deltagare_avslut.2024")
    assert country.value == Fraction(78, 100)
    assert country.sources[0].origin == "NNS indikatorrapport 2024, riket"  # type: ignore[union-attr]


def test_few_answers_have_a_mark_and_no_count():
    book = _book(survey_facts())
    for name in ("andel", "svar"):
        hidden = book.find(f"{name}.indikator_12.deltagare_avslut.2024")
        assert (hidden.value, hidden.state) == (None, ValueState.SUPPRESSED)
    assert "klart_positiva.indikator_12.deltagare_avslut.2024" not in book


def test_an_own_question_is_named_by_its_place():
    book = _book(survey_facts())
    assert book.find("andel.sa_har_var_insatsen.fraga_1.deltagare_avslut.2024").value == Fraction(12, 16)
    assert book.find("andel.sa_har_var_insatsen.fraga_1.deltagare_avslut.2023").value == Fraction(1, 2)
    assert book.find("andel.sa_har_var_insatsen.fraga_2.deltagare_avslut.2024").value is None


def test_questionnaires_that_spell_alike_have_a_name_each():
    facts = survey_facts()
    (given,) = facts.rounds
    both = replace(facts, rounds=(given, replace(given, questionnaire="Så här var insatsen!")))
    book = _book(both)
    assert "andel.sa_har_var_insatsen.fraga_1.deltagare_avslut.2024" in book
    assert "andel.sa_har_var_insatsen_2.fraga_1.deltagare_avslut.2024" in book


def test_no_surveys_have_no_figures():
    assert add_survey_figures(FigureBook(2024), None) == frozenset()


@given(answers=st.integers(0, 60), data=st.data(), minimum=st.integers(3, 30))
def test_no_figure_tells_of_fewer_than_the_board_has_decided(answers, data, minimum):
    outcome = SurveyOutcome(5, "heads", 2024, data.draw(st.integers(0, answers)), answers)
    facts = SurveyFacts(2024, SurveyMinimum(minimum), compared([outcome], (), minimum), ())
    told = [figure.value for figure in _book(facts) if figure.value is not None]
    assert bool(told) == (answers >= minimum)
