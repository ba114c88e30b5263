"""Rounds and answers: frozen, open between two days, one answer for each form, and nothing kept but what was chosen."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from samverk.apps.audit.clock import today
from samverk.apps.audit.door import EditConflict, RefusedChange
from samverk.apps.audit.models import AuditEvent
from samverk.apps.privacy.register import NOTHING
from samverk.apps.surveys.answering import (
    answer_by_link,
    is_open,
    new_number,
    number_of,
    number_on,
    slip_of,
    take_answer,
    take_back_answer,
    type_in_answers,
)
from samverk.apps.surveys.models import SurveyAnswer
from samverk.apps.surveys.personal_data import FIELDS
from samverk.apps.surveys.queries import ended_rounds, results_of, survey_facts
from samverk.apps.surveys.questionnaire_actions import (
    add_questionnaire,
    end_round,
    open_round,
    remove_question,
    set_question,
)
from samverk.apps.users.actor import command_line
from samverk.core.outcomes.count_share import CountShare
from tests.factories.people import association
from tests.factories.surveys import HELPED, answered, open_survey, questionnaire

DAY = date(2025, 3, 10)


@pytest.fixture(autouse=True)
def _story_day(settings):
    settings.SAMVERK_DEMO_DAY = DAY


@pytest.fixture
def finsam():
    return association()


def test_the_table_of_answers_has_no_time_address_or_sender():
    columns = {each.name: each.get_internal_type() for each in SurveyAnswer._meta.get_fields()}
    assert columns == {"id": "BigAutoField", "round": "ForeignKey", "choices": "JSONField"}
    assert set(FIELDS["SurveyAnswer"].values()) == {NOTHING}


def test_the_order_of_answers_tells_nothing(finsam):
    row = open_survey(finsam)
    numbers = [number_of(row, new_number(row)) for _ in range(40)]
    for number in numbers:
        answer_by_link(row, number, {"f1": "3"})
    kept = list(SurveyAnswer.objects.values_list("pk", flat=True))
    assert kept == sorted(numbers)
    assert kept != numbers
    if connection.vendor == "sqlite":  # the row's own place is the random number, not a second one that counts
        with connection.cursor() as cursor:
            cursor.execute("select rowid from surveys_surveyanswer order by rowid")
            assert [each[0] for each in cursor.fetchall()] == kept


def test_the_same_form_twice_is_one_answer(finsam):
    row = open_survey(finsam)
    number = number_of(row, new_number(row))
    answer_by_link(row, number, {"f1": "3"})
    answer_by_link(row, number, {"f1": "1"})
    assert SurveyAnswer.objects.get().choices == {"f1": "3"}


def test_an_answer_leaves_no_event(finsam):
    row = open_survey(finsam)
    before = list(AuditEvent.objects.order_by("pk").values())
    answered(row, {"f1": "3"}, {"f2": "1"})
    assert list(AuditEvent.objects.order_by("pk").values()) == before


def test_a_number_is_for_its_own_round(finsam):
    first, second = open_survey(finsam), open_survey(finsam, row=questionnaire(finsam, "En till"))
    assert number_of(second, new_number(first)) is None
    assert number_of(first, "1.2:nonsense") is None


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2025, 3, 9)])
def test_a_round_takes_answers_between_its_days(finsam, settings, day):
    row = open_survey(finsam, closes_on=date(2025, 3, 8))
    settings.SAMVERK_DEMO_DAY = day
    assert not is_open(row)
    with pytest.raises(RefusedChange, match="stängd"):
        answered(row, {"f1": "1"})
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 8)
    answered(row, {"f1": "1"})


def test_an_ended_round_takes_nothing_and_tells_its_results(finsam):
    row, actor = open_survey(finsam), command_line(finsam)
    answered(row, *[{"f1": "3", "f2": "1"}] * 8)
    type_in_answers(actor, row, {number_of(row, new_number(row)): {"f1": "1"} for _ in range(2)})
    assert results_of(row, today()) is None
    assert ended_rounds(finsam, today()) == []
    ended = end_round(actor, row, row.version)
    helped, listened = results_of(ended, today()).questions
    assert (helped.outcome, listened.outcome) == (CountShare(8, 10), None)
    assert survey_facts(finsam, 2024, today()).rounds[0].questionnaire == "Så här var insatsen"
    assert survey_facts(finsam, 2023, today()).rounds == ()
    for late in (
        lambda: answered(ended, {"f1": "1"}),
        lambda: answered(row, {"f1": "1"}),  # read before it was ended
        lambda: type_in_answers(actor, row, {5: {"f1": "1"}}),
        lambda: type_in_answers(actor, ended, {5: {"f1": "1"}}),
        lambda: end_round(actor, ended, ended.version),
    ):
        with pytest.raises(RefusedChange):
            late()


def test_the_trail_of_paper_tells_neither_how_many_nor_what(finsam):
    row = open_survey(finsam)
    type_in_answers(command_line(finsam), row, {7: {"f1": "1"}, 9: {"f1": "3"}})
    event = AuditEvent.objects.filter(action="surveys.type_in_answers").get()
    assert (event.sentence, event.before, event.after) == (f"Skrev in svar på papper i {row}.", None, None)


def test_an_answer_from_paper_is_taken_back_with_its_slip_while_the_round_lasts(finsam):
    row, actor = open_survey(finsam), command_line(finsam)
    right, wrong = (number_of(row, new_number(row)) for _ in range(2))
    type_in_answers(actor, row, {right: {"f1": "1"}, wrong: {"f1": "2"}})
    slip = slip_of(wrong)
    assert number_on(slip) == number_on(f" {slip.lower().replace('-', ' ')} ") == wrong
    take_back_answer(actor, row, slip)
    assert list(SurveyAnswer.objects.values_list("pk", flat=True)) == [right]
    event = AuditEvent.objects.order_by("pk").last()
    assert event.sentence == f"Tog tillbaka ett svar på papper i {row}."
    assert (event.before, event.after) == (None, None)
    for text in (str(wrong), slip):
        assert text not in f"{event.sentence}{event.subject_id}"
    other = open_survey(finsam, group="board_members", row=row.questionnaire)
    for of, told, said in (
        (row, slip, "Inget svar i omgången har det kvittot"),
        (other, slip_of(right), "Inget svar i omgången har det kvittot"),
        (row, "7K3F-9QXM", "tolv tecken"),
        (row, "7K3F-9QXM-2C4U", "tolv tecken"),
    ):
        with pytest.raises(RefusedChange, match=said):
            take_back_answer(actor, of, told)
    end_round(actor, row, row.version)
    with pytest.raises(RefusedChange, match="avslutad"):
        take_back_answer(actor, row, slip_of(right))
    assert SurveyAnswer.objects.count() == 1


def test_the_change_since_last_year(finsam):
    sheet = questionnaire(finsam)
    actor = command_line(finsam)
    for year, positive in ((2023, 5), (2024, 10)):
        row = open_survey(finsam, year=year, row=sheet)
        answered(row, *[{"f1": "3"}] * positive, *[{"f1": "1"}] * (10 - positive))
        end_round(actor, row, row.version)
    assert [float(each.questions[0].change or 0) for each in ended_rounds(finsam, today())] == [0.5, 0.0]


def test_a_round_keeps_its_questions_when_the_questionnaire_changes(finsam):
    row = open_survey(finsam)
    sheet = row.questionnaire
    remove_question(command_line(finsam), sheet, sheet.version, "f1")
    row.refresh_from_db()
    assert [each["key"] for each in row.content["questions"]] == ["f1", "f2"]


def test_one_round_for_each_group_and_year_and_only_of_a_whole_questionnaire(finsam):
    actor = command_line(finsam)
    row = open_survey(finsam)
    with pytest.raises(ValidationError, match="redan en omgång"):
        open_survey(finsam, row=row.questionnaire)
    with pytest.raises(ValidationError, match="Sista dagen är före"):
        open_round(actor, row.questionnaire, "heads", 2024, DAY, date(2025, 3, 1), ["sv"])
    with pytest.raises(ValidationError, match="minst ett språk"):
        open_round(actor, row.questionnaire, "heads", 2024, DAY, DAY, ["xx"])
    with pytest.raises(ValidationError, match="inga frågor"):
        open_round(actor, add_questionnaire(actor, "Tom"), "heads", 2024, DAY, DAY, ["sv"])
    with pytest.raises(ValidationError, match="redan en enkät"):
        add_questionnaire(actor, "Tom")


def test_two_editors_are_told(finsam):
    sheet = questionnaire(finsam)
    with pytest.raises(EditConflict):
        set_question(command_line(finsam), sheet, sheet.version - 1, HELPED)


def test_nobody_answers_for_another_association_or_out_of_the_questions(finsam):
    row, other = open_survey(finsam), association()
    for wrong in (
        lambda: take_answer(command_line(other), row, 1, {"f1": "1"}),
        lambda: end_round(command_line(other), row, row.version),
        lambda: take_back_answer(command_line(other), row, "7K3F-9QXM-2C4R"),
        lambda: answer_by_link(row, 1, {"f1": "99"}),
        lambda: answer_by_link(row, 1, {}),
    ):
        with pytest.raises(ValueError, match=r"another association|none of the round"):
            wrong()


def test_many_rounds_are_read_in_as_few_queries_as_one(finsam, django_assert_num_queries):
    row = questionnaire(finsam)
    for group in ("participants_exit", "heads", "referrers"):
        for year in (2023, 2024):
            made = open_survey(finsam, group, year, row=row)
            answered(made, *[{"f1": "3"}] * 10)
            end_round(command_line(finsam), made, made.version)
    with django_assert_num_queries(3):
        found = ended_rounds(finsam, today())
    assert [(each.year, each.questions[0].outcome.base) for each in found] == [(2024, 10)] * 3 + [(2023, 10)] * 3
