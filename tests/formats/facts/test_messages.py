import re
from typing import get_args

import pytest
from pydantic import ValidationError
from pydantic_core import core_schema

from samverk.core.measures import MeasureList
from samverk.core.organisation import Association
from samverk.core.planning.budget import BudgetYear
from samverk.formats.facts.messages import did_you_mean, explain, listed, problems_of
from samverk.formats.facts.tables import read_table

ENGLISH = re.compile(
    r"\b(should|input|valid|must|field|required|permitted|expected|unable|value is|type)\b", re.IGNORECASE
)

FORBUND = """
namn = "Prov"
organisationsnummer = "000000-0000"
kommuner = ["Prov"]
[[medlem]]
namn = "Prov kommun"
typ = "kommun"
andelar = [{ andel = "1/1", fran = 2020-01-01 }]
[[forbundsordning]]
galler_fran = 2020-01-01
[[intaktskalla]]
id = "kommun"
namn = "Kommunen"
typ = "medlem"
konton = ["3010"]
[kontoplan]
profil = "bas"
[arsredovisning]
ar = 2024
ort = "Prov"
"""
BUDGET = """
ar = 2024
[[version]]
namn = "B"
typ = "faststalld"
[version.intakter]
kommun = 1.5
[version.kostnader]
insats = 2
"""


def told(text: str, model: type = Association, name: str = "forbund.toml") -> list[str]:
    table, problems = read_table(text.encode(), name, model)
    assert (table is None) == bool(problems)
    for problem in problems:
        assert not ENGLISH.search(problem.message), problem.message
    return [str(problem) for problem in problems]


def test_the_text_to_spoil_is_right():
    assert told(FORBUND) == []
    assert told(BUDGET, BudgetYear) == []


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (
            'typ = "kommun"',
            'typ = "komun"',
            'forbund.toml rad 7, medlem[1].typ: ”komun” är inte tillåtet. Tillåtet: "forsakringskassan", '
            '"arbetsformedlingen", "region" eller "kommun". Menade du ”kommun”?',
        ),
        (
            'ort = "Prov"',
            'ortt = "Prov"',
            "forbund.toml rad 20, arsredovisning.ortt: nyckeln är okänd. Menade du ”ort”? Tillåtna här: ar, beslutad, ",
        ),
        ('ort = "Prov"', 'town = "Prov"', "arsredovisning.town: nyckeln är okänd."),
        ('profil = "bas"', "", "forbund.toml rad 16, kontoplan.profil: nyckeln saknas."),
        ("ar = 2024", 'ar = "2024"', "ett heltal utan citattecken"),
        ("ar = 2024", "ar = true", "ett heltal utan citattecken"),
        ("ar = 2024", "ar = 2024.5", "ett heltal utan citattecken"),
        ("ar = 2024", "ar = 1999", "det minsta tillåtna är 2004"),
        ("ar = 2024", "ar = 2999", "det största tillåtna är 2100"),
        ("galler_fran = 2020-01-01", "galler_fran = 2020", "utan klockslag: 2025-03-21. Nu står det ”2020”"),
        ("galler_fran = 2020-01-01", "galler_fran = 2020-01-01T10:00:00", "utan klockslag"),
        ("galler_fran = 2020-01-01", 'galler_fran = "2020-13-01"', "finns inte i kalendern"),
        ('konton = ["3010"]', 'konton = "3010"', "en lista inom hakar"),
        ('konton = ["3010"]', "konton = [3010]", "inom citattecken"),
        ('konton = ["3010"]', "konton = []", "listan är tom"),
        ('konton = ["3010"]', 'konton = ["3019-3010"]', "lägre till ett högre"),
        ('id = "kommun"', 'id = "Kommunen"', "små bokstäver a–z"),
        ('id = "kommun"', f'id = "{"k" * 41}"', "högst 40 tecken"),
        ('namn = "Prov"', 'namn = ""', "får inte vara tom"),
        ('namn = "Prov"', "namn = 1", "text inom citattecken"),
        ("[kontoplan]", "[[kontoplan]]", "en tabell med nycklar"),
        ('ort = "Prov"', "antal_anstallda = 1", "en tabell med nycklar"),
        ('ort = "Prov"', "antal_anstallda = { i_fjol = 1 }", "ett heltal"),
        ('ort = "Prov"', 'farg = "blå"', "en färg med #"),
        ('ort = "Prov"', 'enhet = "mnkr"', 'Tillåtet: "kr" eller "tkr"'),
        ('ort = "Prov"', "antal_sammantraden = -1", "det minsta tillåtna är 0"),
        ('"000000-0000"', '"0000000000"', "tio siffror och bindestreck"),
        ('andel = "1/1"', 'andel = "3/2"', "mellan 0 och 1"),
        ('andel = "1/1"', 'andel = "1/0"', 'skrivs som "1/4"'),
        ("fran = 2020-01-01 }", "fran = 2020-01-01, till = 2019-01-01 }", "kommer före början"),
        (
            "fran = 2020-01-01 }]",
            'fran = 2020-01-01 }, { andel = "1/2", fran = 2021-01-01 }]',
            "måste sluta före 2021-01-01",
        ),
        ("galler_fran = 2020-01-01", 'galler_fran = 2020-01-01\ndelarsrapport = "ja"', "true eller false"),
        ("galler_fran = 2020-01-01", "galler_fran = 2020-01-01\nuppsagningstid_ar = 4", "största tillåtna är 3"),
    ],
)
def test_every_kind_of_slip_in_forbund_toml(right, wrong, expected):
    messages = told(FORBUND.replace(right, wrong))
    assert any(expected in message for message in messages), messages


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("kommun = 1.5", 'kommun = "1,5"', "utan citattecken"),
        ("kommun = 1.5", "kommun = inf", "ett belopp skrivs"),
        ("kommun = 1.5", "kommun = 1e13", "orimligt stort"),
        ("kommun = 1.5", "kommun = true", "ett belopp skrivs"),
        ("insats = 2", "INSATS = 2", "små bokstäver"),
        ("ar = 2024", 'ar = 2024\nenhet = "Mkr"', "Menade du ”mnkr”?"),
        ('typ = "faststalld"', 'typ = "faststalld"\nomfattar = { adm = ["styrelse"] }', "”adm” är inte tillåtet"),
        ('typ = "faststalld"', 'typ = "fastställd"', "Menade du ”faststalld”?"),
    ],
)
def test_every_kind_of_slip_in_a_budget(right, wrong, expected):
    messages = told(BUDGET.replace(right, wrong), BudgetYear, "budget-2024.toml")
    assert any(expected in message for message in messages), messages


def test_all_mistakes_of_a_file_are_told_at_once_in_the_order_of_the_file():
    text = FORBUND.replace('typ = "kommun"', 'typ = "by"').replace("ar = 2024", "ar = 1")
    lines = [re.search(r"rad (\d+)", message)[1] for message in told(text)]
    assert lines == ["7", "19"]


def test_a_list_with_a_faulty_element_is_not_called_empty():
    assert len(told(FORBUND.replace('typ = "kommun"', 'typ = "by"'))) == 1


@pytest.mark.parametrize("kind", get_args(core_schema.ErrorType))
@pytest.mark.parametrize("loc", [("arsredovisning", "ar"), ("medlem", 0, "typ"), ("okand",), ()])
def test_no_kind_of_error_lets_english_through(kind, loc):
    error = {"type": kind, "loc": loc, "msg": "Input should be valid", "input": "x", "ctx": {"error": "Input"}}
    message = explain(error, Association)
    assert message.strip()
    assert not ENGLISH.search(message), message


def test_errors_that_real_models_give_are_known_kinds():
    with pytest.raises(ValidationError) as caught:
        MeasureList.model_validate(
            {"insats": [{"id": "a", "namn": 1, "inriktning": "x", "mal": [{"text": "t", "q": 1}]}]}
        )
    problems = problems_of(caught.value.errors(), MeasureList, "insatser.toml", {})
    assert [problem.key for problem in problems] == ["insats[1].inriktning", "insats[1].mal[1].q", "insats[1].namn"]


def test_did_you_mean_forgives_swedish_letters_and_capitals():
    assert did_you_mean("Intäkter", ["intakter", "kostnader"]) == " Menade du ”intakter”?"
    assert did_you_mean("xyz", ["intakter"]) == ""
    assert did_you_mean("x", []) == ""


def test_a_list_is_written_in_swedish():
    assert listed(["kr", "tkr", "mnkr"]) == '"kr", "tkr" eller "mnkr"'
    assert listed(["kr"]) == '"kr"'
