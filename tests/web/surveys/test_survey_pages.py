"""Enkäter: results with the country and last year, dry run, minimum, workbook; few answers are seen nowhere."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverk.apps.audit.models import AuditEvent
from samverk.apps.surveys.models import IndicatorResult
from samverk.apps.users.enums import Role
from tests.factories.clients import client_of
from tests.factories.people import association
from tests.factories.surveys import result, table, with_results

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _no_second_step(settings):
    settings.SAMVERK_REQUIRE_TOTP = False
    settings.SAMVERK_DEMO_DAY = date(2025, 3, 10)


@pytest.fixture
def finsam():
    return association()


def address(of, name: str, **more: object) -> str:
    return reverse(name, kwargs={"association": of.slug, **more})


def upload(data: bytes, source: str = "NNS 2024") -> dict[str, object]:
    return {"source": source, "file": SimpleUploadedFile("resultat.csv", data)}


def test_an_empty_page_says_what_comes_and_how_to_begin(finsam):
    page = client_of(finsam, Role.OFFICE).get(address(finsam, "surveys")).content.decode()
    assert "Inga enkätresultat än" in page
    assert "Läs in resultat" in page
    assert "Läs in resultat" not in client_of(finsam, Role.AUDITOR).get(address(finsam, "surveys")).content.decode()


def test_a_file_is_tried_then_read_in(finsam):
    client = client_of(finsam, Role.OFFICE)
    data = table(
        "2024;Deltagare, avslut;9;38;30;;75", "20x4;Deltagare, avslut;17;38;30;;", "2024;Remittenter;1;9;7;;60"
    )
    tried = client.post(address(finsam, "import_survey"), upload(data))
    page = tried.content.decode()
    assert "C3" in page
    assert "A3" in page
    assert {str(kind): number for kind, number in tried.context["kinds"]}["avvisas"] == 1, "one row with two faults"
    assert "ingen indikator" in page
    assert "Indikator 9, deltagarinflytande, Deltagare, avslut, 2024" in page
    assert not IndicatorResult.objects.exists()
    done = client.post(address(finsam, "import_survey"), {"content": tried.context["content"]})
    assert done["Location"] == address(finsam, "surveys")
    groups = ("participants_exit", "referrers")
    page = "".join(client.get(f"{address(finsam, 'surveys')}?grupp={each}").content.decode() for each in groups)
    for words in (
        "Inlästa rader: 2.",
        ">38<",
        f">79{NBSP}%<",
        f">75{NBSP}%<",
        ">+4<",
        "för få svar för att visas",
        "NNS 2024",
    ):
        assert words in page, words


def test_a_file_that_lay_too_long_or_is_anothers_is_not_read(finsam):
    tried = client_of(finsam, Role.OFFICE).post(
        address(finsam, "import_survey"), upload(table("2024;Remittenter;9;38;30;;"))
    )
    other = client_of(finsam, Role.DIRECTOR)
    assert other.post(address(finsam, "import_survey"), {"content": tried.context["content"]}).status_code == 302
    assert not IndicatorResult.objects.exists()


@pytest.mark.parametrize(("data", "words"), [(b"A;B\r\n1;2", "Kolumnen År saknas"), (b"", "0 byte")])
def test_a_file_that_cannot_be_read_says_why(finsam, data, words):
    answer = client_of(finsam, Role.OFFICE).post(address(finsam, "import_survey"), upload(data))
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_the_board_decides_the_fewest_answers(finsam):
    with_results(finsam, result(9, "heads", 2024, 9, 12))
    client = client_of(finsam, Role.DIRECTOR)
    assert ">12<" in client.get(address(finsam, "surveys")).content.decode()
    told = {"decided_on": "2025-03-01", "reference": "protokoll 2025-03-01, § 4", "minimum": "15"}
    assert client.post(address(finsam, "survey_minimum"), told).status_code == 302
    page = client.get(address(finsam, "surveys")).content.decode()
    assert ">12<" not in page
    assert "färre än 15 svar visas inte (protokoll 2025-03-01, § 4)" in page
    assert client.post(address(finsam, "survey_minimum"), {**told, "minimum": "2"}).status_code == 422
    assert client.post(address(finsam, "survey_minimum"), told).status_code == 422


def test_a_year_is_taken_away(finsam):
    with_results(finsam, result(9, "heads", 2024, 9, 12))
    client_of(finsam, Role.OFFICE).post(address(finsam, "remove_survey_year", year=2024))
    assert not IndicatorResult.objects.exists()


def test_the_workbook_has_numbers_where_they_may_be_shown(finsam):
    with_results(finsam, result(9, "heads", 2024, 15, 20, 70), result(9, "referrers", 2024, 3, 4, 70))
    content = client_of(finsam, Role.AUDITOR).get(address(finsam, "survey_file")).content
    rows = list(openpyxl.load_workbook(io.BytesIO(content))["Indikatorer"].values)[4:]
    assert rows[0][:5] == (2024, "Chefer i samverkan", "Indikator 9, deltagarinflytande", 20, 0.75)
    assert rows[1][3:] == ("för få svar för att visas", None, None, 0.7, None)


hidden = st.integers(0, 9).flatmap(lambda answers: st.tuples(st.integers(0, answers), st.just(answers)))


@given(st.lists(st.tuples(hidden, hidden), min_size=2, max_size=2))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_page_and_no_file_depends_on_what_is_hidden(db, pairs):
    told = []
    for side in (0, 1):
        of = association("Finsam Lika", "")
        client = client_of(of, Role.DIRECTOR)
        lines = [
            f"{year};Chefer i samverkan;9;{pair[side][1]};{pair[side][0]};;70"
            for year, pair in zip((2023, 2025), pairs, strict=True)
        ]
        tried = client.post(address(of, "import_survey"), upload(table(*lines, "2024;Chefer i samverkan;9;20;15;;70")))
        client.post(address(of, "import_survey"), {"content": tried.context["content"]})
        client.get(address(of, "surveys"))  # the greeting is shown once
        pages = [client.get(address(of, "surveys") + f"?ar={year}") for year in (2023, 2024, 2025)]
        events = AuditEvent.objects.filter(association_id=of.pk, action="surveys.import_results").order_by("sequence")
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(address(of, "survey_file")).content))["Indikatorer"]
        told.append(
            (
                [_plain(page, of) for page in pages],
                [(each.sentence, each.before, each.after) for each in events if "resultat" in each.subject_kind],
                list(sheet.values),
                [(each.row, each.about, each.fate, each.reason) for each in tried.context["rows"]],
            )
        )
    assert told[0] == told[1]


def _plain(page, of) -> str:
    text = page.content.decode().partition("<main")[2].partition("</main>")[0].replace(of.slug, "forbundet")
    return "".join(part.partition('">')[2] if at else part for at, part in enumerate(text.split("csrfmiddlewaretoken")))
