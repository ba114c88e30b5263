"""Egna enkäter: write, translate, open, type in from paper, end, and see."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.apps.surveys.models import Questionnaire, SurveyAnswer, SurveyRound
from samverk.apps.surveys.questionnaire_actions import end_round
from samverk.apps.users.actor import command_line
from samverk.apps.users.enums import Role
from samverk.core.outcomes.questionnaires import PAGE_WORDS
from tests.factories.clients import client_of
from tests.factories.people import association
from tests.factories.surveys import answered, open_survey, questionnaire


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)


@pytest.fixture
def finsam():
    return association()


def address(of, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


def read(client, of, name: str, **more: object) -> str:
    return client.get(address(of, name, **more)).content.decode()


def test_a_questionnaire_from_title_to_open_round(finsam):
    client = client_of(finsam, Role.OFFICE)
    assert "Ingen egen enkät än" in read(client, finsam, "questionnaires")
    client.post(address(finsam, "questionnaires"), {"title": "Så här var insatsen"})
    row = Questionnaire.objects.get()
    assert "Lägg till minst en" in read(client, finsam, "questionnaire", pk=row.pk)
    question = {"kind": "scale", "text_sv": "Hjälpte det?", "options_sv": "Nej\nLite\n\nMycket", "positive": "3"}
    assert client.post(address(finsam, "question_new", pk=row.pk), {"seen": 1, **question}).status_code == 302
    yes = {"seen": 2, "kind": "yes_no", "text_sv": "Lyssnade\r\nde?", "options_sv": "", "positive": "1"}
    assert client.post(address(finsam, "question_new", pk=row.pk), yes).status_code == 302
    page = read(client, finsam, "questionnaire", pk=row.pk)
    for words in ("<strong>Mycket</strong>", "<strong>Ja</strong> · Nej", "Lyssnade de?", "Öppna en omgång"):
        assert words in page
    days = {"opens_on": "2025-03-01", "closes_on": "2025-04-01"}
    told = {"group": "participants_exit", "year": "2025", "languages": ["sv"], **days}
    opened = client.post(address(finsam, "round_new", pk=row.pk), told)
    made = SurveyRound.objects.get()
    assert opened["Location"] == address(finsam, "survey_round", pk=made.pk)
    page = read(client, finsam, "survey_round", pk=made.pk)
    assert f"/{finsam.slug}/svara/{made.code}/" in page
    assert "öppen till och med 1" in page
    again = client.post(address(finsam, "round_new", pk=row.pk), told)
    assert (again.status_code, "redan en omgång" in again.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"options_sv": "Ensamt"}, "Skriv 2 till 11 svar"),
        ({"positive": "1, 2"}, "minst ett men inte alla"),
        ({"positive": "inget"}, "Ange nummer från 1 till 2"),
        ({"options_ar": "ett"}, "På svenska är de 2"),
    ],
)
def test_a_question_that_cannot_be_asked_says_why(finsam, change, words):
    row = questionnaire(finsam)
    question = {"seen": row.version, "kind": "choice", "text_sv": "Vad?", "text_ar": "ماذا", "positive": "2"}
    lines = {"options_sv": "Det\nDetta", "options_ar": "هذا\nذلك"}
    client = client_of(finsam, Role.OFFICE)
    answer = client.post(address(finsam, "question_new", pk=row.pk), {**question, **lines, **change})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_question_is_changed_and_taken_away(finsam):
    row = questionnaire(finsam)
    client = client_of(finsam, Role.OFFICE)
    page = read(client, finsam, "question_edit", pk=row.pk, key="f1")
    assert "Inte alls\nLite\nMycket" in page
    assert 'dir="rtl"' in page
    gone = address(finsam, "question_remove", pk=row.pk, key="f1")
    assert client.post(gone, {"seen": row.version - 1}).status_code == 409
    client.post(gone, {"seen": row.version})
    assert client.get(address(finsam, "question_edit", pk=row.pk, key="f1")).status_code == 404
    assert "Hjälpte" not in read(client, finsam, "questionnaire", pk=row.pk)


def test_a_language_is_added_and_what_it_lacks_is_told(finsam):
    row = questionnaire(finsam)
    client = client_of(finsam, Role.OFFICE)
    assert "Send my answers" in read(client, finsam, "language_new", pk=row.pk)
    words = {f"word_{key}": said for key, said in PAGE_WORDS.items()}
    somali = {"seen": row.version, "code": "so", "name": "Soomaali", "direction": "ltr", "title": "Cinwaan", **words}
    assert client.post(address(finsam, "language_new", pk=row.pk), somali).status_code == 302
    assert "Fråga 1 saknar text på Soomaali." in read(client, finsam, "questionnaire", pk=row.pk)
    wrong = client.post(address(finsam, "language_new", pk=row.pk), {**somali, "code": "SOMALISKA"})
    assert (wrong.status_code, "till exempel ar" in wrong.content.decode()) == (422, True)


def test_a_language_keeps_its_code_and_a_title_is_not_anothers(finsam):
    row = questionnaire(finsam)
    questionnaire(finsam, "En annan")
    client = client_of(finsam, Role.OFFICE)
    words = {f"word_{key}": said for key, said in PAGE_WORDS.items()}
    said = {"seen": row.version, "code": "xx", "name": "Svenska", "direction": "ltr", "title": "En annan", **words}
    edit = address(finsam, "language_edit", pk=row.pk, code="sv")
    refused = client.post(edit, said)
    assert (refused.status_code, "redan en enkät med det namnet" in refused.content.decode()) == (422, True)
    assert client.post(edit, {**said, "title": "Ny titel"}).status_code == 302
    row.refresh_from_db()
    assert (row.name, [each["code"] for each in row.content["languages"]]) == ("Ny titel", ["sv", "ar"])


def test_paper_is_printed_and_typed_in(finsam):
    row = open_survey(finsam)
    client = client_of(finsam, Role.OFFICE)
    paper = client.get(address(finsam, "survey_round_form", pk=row.pk) + "?sprak=ar").content.decode()
    assert '<html lang="ar" dir="rtl">' in paper
    grid = client.get(address(finsam, "survey_round_paper", pk=row.pk))
    form = {each["name"]: each["signed"] for each in grid.context["rows"]}
    sheets = {**form, "f1_0": "3", "f2_0": "1", "f1_4": "2"}
    for _ in range(2):  # sent twice it is saved once
        assert client.post(address(finsam, "survey_round_paper", pk=row.pk), sheets).status_code == 200
    kept = sorted(SurveyAnswer.objects.values_list("choices", flat=True), key=len)
    assert kept == [{"f1": "2"}, {"f1": "3", "f2": "1"}]
    for wrong, words in ((form, "Inget svar är valt"), ({**form, "f1_2": "8"}, "Blankett 3 gick inte att läsa")):
        answer = client.post(address(finsam, "survey_round_paper", pk=row.pk), wrong)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)


def test_a_sheet_that_was_typed_in_wrong_is_taken_back_on_the_page_or_with_its_slip(finsam):
    row = open_survey(finsam)
    client, there = client_of(finsam, Role.OFFICE), address(finsam, "survey_round_paper", pk=row.pk)
    form = {each["name"]: each["signed"] for each in client.get(there).context["rows"]}
    first = client.post(there, {**form, "f1_0": "3", "f2_0": "1", "f1_4": "2"})
    saved = first.context["saved"]
    assert [each.chosen for each in saved] == [("3", "1"), ("2", "–")]
    assert not [cell for each in first.context["rows"] for cell in each["cells"] if cell["chosen"]]
    carried = {"saved": [each.carried for each in saved]}
    assert all(f'value="{each}"' in first.content.decode() for each in carried["saved"])
    form = {each["name"]: each["signed"] for each in first.context["rows"]}
    taken = client.post(there, {**form, **carried, "f1_7": "1", "back": saved[1].slip})
    assert [each.slip for each in taken.context["saved"]] == [saved[0].slip]
    assert taken.context["rows"][7]["cells"][0]["chosen"] == "1", "what is half typed stays"
    assert [each.choices for each in SurveyAnswer.objects.all()] == [{"f1": "3", "f2": "1"}]
    wrong = client.post(there, {**carried, "back": saved[1].slip})
    assert (wrong.status_code, len(wrong.context["saved"])) == (422, 2)
    assert "Inget svar i omgången har det kvittot" in wrong.content.decode()
    assert client.post(there, {"back": f" {saved[0].slip.lower()} "}).status_code == 200
    assert not SurveyAnswer.objects.exists()
    assert "saved" not in str(dict(client.session))


def test_that_one_person_may_answer_twice_is_told_where_the_link_is_made_and_where_it_is_read(finsam):
    row, client = open_survey(finsam), client_of(finsam, Role.OFFICE)
    for name, pk in (("round_new", row.questionnaire_id), ("survey_round", row.pk)):
        assert "amma person kan svara mer än en gång" in read(client, finsam, name, pk=pk)
    answered(row, *[{"f1": "3"}] * 10)
    end_round(command_line(finsam), row, row.version)
    assert "samma person ha svarat mer än en gång" in read(client, finsam, "survey_round", pk=row.pk)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address(finsam, "survey_file")).content))["Egna enkäter"]
    assert "samma person ha svarat mer än en gång" in sheet["A2"].value


def test_a_round_is_ended_once_and_then_shows_what_it_may(finsam):
    row = open_survey(finsam)
    answered(row, *[{"f1": "3"}] * 9, {"f1": "1", "f2": "1"})
    client = client_of(finsam, Role.DIRECTOR)
    end = address(finsam, "survey_round_end", pk=row.pk)
    client.post(end, {"seen": row.version})
    page = read(client, finsam, "survey_round", pk=row.pk)
    assert "90\u00a0%" in page
    assert "Flest klart positiva svar: Hjälpte insatsen dig?" in page
    assert "för få svar för att visas" in page
    assert "svara/" not in page
    client.post(end, {"seen": row.version + 1})
    assert "redan avslutad" in read(client, finsam, "survey_round", pk=row.pk)


def test_the_workbook_has_ended_rounds_only_and_few_answers_as_words(finsam):
    row, client = open_survey(finsam), client_of(finsam, Role.AUDITOR)
    answered(row, *[{"f1": "3"}] * 9, {"f1": "1", "f2": "1"})

    def rows() -> list[tuple[object, ...]]:
        content = client.get(address(finsam, "survey_file")).content
        return list(openpyxl.load_workbook(io.BytesIO(content))["Egna enkäter"].values)[4:]

    assert rows() == []
    end_round(command_line(finsam), row, row.version)
    helped, listened = rows()
    about = (2024, "Deltagare, avslut", "Så här var insatsen")
    assert helped == (*about, "Hjälpte insatsen dig?", 10, 0.9, None)
    assert listened == (*about, "Blev du lyssnad på?", "för få svar för att visas", None, None)


def test_another_associations_round_is_not_there(finsam):
    row, other = open_survey(finsam), association()
    client = client_of(other, Role.DIRECTOR)
    for name in ("survey_round", "survey_round_end", "survey_round_form", "survey_round_paper"):
        assert client.get(address(other, name, pk=row.pk)).status_code == 404
    assert client.get(address(other, "questionnaire", pk=row.questionnaire_id)).status_code == 404


few = st.lists(st.sampled_from([{"f1": "1"}, {"f1": "2"}, {"f1": "3"}]), max_size=9)


@given(few, few)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_of_a_round_depends_on_few_answers(db, one, other):
    told = []
    for answers in (one, other):
        of = association("Finsam Lika")
        row = open_survey(of)
        client = client_of(of, Role.DIRECTOR)
        answered(row, *[{"f2": "1"}] * 10, *answers)
        running = _plain(client, of, row)
        end_round(command_line(of), row, row.version)
        told.append((running, _plain(client, of, row)))
    assert told[0] == told[1]


def _plain(client, of, row) -> str:
    main = read(client, of, "survey_round", pk=row.pk).partition("<main")[2].partition("</main>")[0]
    for mine in (of.slug, row.code, f"egna/{row.questionnaire_id}/", f"omgang/{row.pk}/"):
        main = main.replace(mine, "")
    token = main.partition('csrfmiddlewaretoken" value="')
    return token[0] + token[2].partition('"')[2]
