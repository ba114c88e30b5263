"""Own questionnaires: what is lacking, what is an answer, and that few answers are never counted out loud."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from samverk.core.outcomes.count_share import CountShare
from samverk.core.outcomes.questionnaires import (
    ENGLISH_WORDS,
    PAGE_WORDS,
    QuestionnaireContent,
    QuestionnaireLanguage,
    WritingDirection,
    counted,
    lacking,
    read_choices,
    swedish,
)
from samverk.core.outcomes.surveys import count_of_share
from samverk.formats.surveys.questionnaire import plain_questionnaire, read_questionnaire
from tests.factories.surveys import ARABIC_WORDS, HELPED, LISTENED

ARABIC = QuestionnaireLanguage("ar", "العربية", WritingDirection.RIGHT_TO_LEFT, ARABIC_WORDS)
WHOLE = QuestionnaireContent({"sv": "Titel", "ar": "عنوان"}, (swedish(), ARABIC), (HELPED, LISTENED))


def test_a_whole_questionnaire_lacks_nothing_and_survives_being_kept():
    assert lacking(WHOLE) == ()
    assert read_questionnaire(plain_questionnaire(WHOLE)) == WHOLE


def test_what_is_lacking_is_told_by_question_and_language():
    somali = QuestionnaireLanguage("so", "Soomaali", WritingDirection.LEFT_TO_RIGHT, {})
    found = lacking(replace(WHOLE, languages=(*WHOLE.languages, somali)))
    assert "Titeln saknas på Soomaali." in found
    assert "Svarssidans ord saknas på Soomaali." in found
    assert "Fråga 1 saknar text på Soomaali." in found
    assert "Fråga 2 har färre svar på Soomaali än på svenska." in found
    everything = tuple(replace(each, is_positive=True) for each in HELPED.options)
    assert "minst ett men inte alla" in lacking(replace(WHOLE, questions=(replace(HELPED, options=everything),)))[0]
    assert lacking(replace(WHOLE, questions=()))[0].startswith("Enkäten har inga frågor")


def test_english_says_everything_that_swedish_does():
    assert set(ENGLISH_WORDS) == set(PAGE_WORDS)


def test_choices_are_options_or_skipped():
    assert read_choices(WHOLE, {"f1": "3", "f2": ""}) == {"f1": "3"}
    assert read_choices(WHOLE, {"f1": "9"}) is None
    assert read_choices(WHOLE, {"f9": "1"}) is None
    assert read_choices(WHOLE, {}) == {}


def test_shares_are_of_those_who_answered_the_question():
    answers = [{"f1": "3"}] * 6 + [{"f1": "1", "f2": "1"}] * 6
    helped, listened = counted(WHOLE, answers, 10)
    assert (helped.outcome, listened.outcome) == (CountShare(6, 12), None)


def test_a_change_is_told_of_the_same_question_only():
    before = counted(WHOLE, [{"f1": "3"}] * 5 + [{"f1": "1"}] * 5, 10)
    now = [{"f1": "3"}] * 10
    assert counted(WHOLE, now, 10, before)[0].change == Fraction(1, 2)
    without_arabic = replace(WHOLE, questions=(replace(HELPED, texts={"sv": HELPED.texts["sv"]}), LISTENED))
    assert counted(without_arabic, now, 10, before)[0].change == Fraction(1, 2)
    reworded = replace(WHOLE, questions=(replace(HELPED, texts={**HELPED.texts, "sv": "Annat"}), LISTENED))
    assert counted(reworded, now, 10, before)[0].change is None


few = st.lists(st.sampled_from([{"f1": "1"}, {"f1": "2"}, {"f1": "3"}]), max_size=9)
many = st.lists(st.sampled_from([{"f2": "1"}, {"f2": "2"}]), min_size=10, max_size=30)


@given(many, few, few, few, few)
def test_nothing_counted_depends_on_few_answers(seen, one, other, last, earlier):
    told = [
        counted(WHOLE, [*seen, *now], 10, counted(WHOLE, [*seen, *before], 10))
        for now, before in ((one, last), (other, earlier))
    ]
    assert told[0] == told[1]


@given(st.integers(1, 400), st.data(), st.integers(0, 2))
def test_a_printed_share_is_a_count_that_prints_the_same(answers, data, decimals):
    count = data.draw(st.integers(0, answers))
    unit = 100 * 10**decimals
    printed = Fraction(int(Fraction(count * unit, answers) + Fraction(1, 2)), unit)
    found = count_of_share(printed, answers, decimals)
    assert found is not None
    assert int(Fraction(found * unit, answers) + Fraction(1, 2)) == printed * unit
    if answers < unit:
        assert found == count
    assert count_of_share(printed + Fraction(1, unit * 3), answers, decimals) is None
