from datetime import date
from fractions import Fraction

import pytest
from pydantic import ValidationError

from samverk.core.organisation import Association, IncomeSource, Member, MemberKind

BASE = {
    "namn": "Prov",
    "organisationsnummer": "000000-0000",
    "kommuner": ["Prov"],
    "medlem": [{"namn": "Prov kommun", "typ": "kommun", "andelar": [{"andel": "1/1", "fran": "2020-01-01"}]}],
    "kontoplan": {"profil": "bas"},
    "arsredovisning": {"ar": 2024},
}


def test_a_share_changes_with_the_day():
    keys = [
        {"andel": "12 %", "fran": "2012-01-01", "till": "2021-12-31"},
        {"andel": "13,7 %", "fran": "2022-01-01"},
    ]
    member = Member.model_validate({"namn": "Norr", "typ": "kommun", "andelar": keys})
    assert member.share_on(date(2011, 12, 31)) == 0
    assert member.share_on(date(2021, 12, 31)) == Fraction(12, 100)
    assert member.share_on(date(2022, 1, 1)) == Fraction(137, 1000)


def test_only_the_two_agencies_are_the_state():
    assert [kind.is_state for kind in MemberKind] == [True, True, False, False]


def test_a_member_cannot_leave_before_it_joins():
    member = {**BASE["medlem"][0], "medlem_fran": "2020-01-01", "medlem_till": "2019-01-01"}
    with pytest.raises(ValidationError, match="kommer före början"):
        Member.model_validate(member)


def test_the_row_name_is_the_short_one_when_there_is_one():
    source = {"id": "a", "namn": "Lång", "typ": "medlem", "konton": ["3010"]}
    assert IncomeSource.model_validate(source).row_name == "Lång"
    assert IncomeSource.model_validate({**source, "kort_namn": "Kort"}).row_name == "Kort"


def test_the_charter_is_the_latest_that_has_begun():
    charters = [{"galler_fran": "2010-01-01", "delarsrapport": True}, {"galler_fran": "2020-01-01"}]
    association = Association.model_validate({**BASE, "forbundsordning": charters})
    assert association.charter_on(date(2009, 12, 31)) is None
    assert association.charter_on(date(2019, 12, 31)).interim_report is True
    assert association.charter_on(date(2020, 1, 1)).interim_report is False


@pytest.mark.parametrize("number", ["0000000000", "16000000-0000", "000000-000", "abcdef-ghij"])
def test_an_org_number_has_ten_digits_and_a_hyphen(number):
    with pytest.raises(ValidationError, match="tio siffror"):
        Association.model_validate({**BASE, "organisationsnummer": number})


@pytest.mark.parametrize("template", ["nationell", "lkbr"])
def test_the_templates_that_reports_have_are_allowed(template):
    association = Association.model_validate({**BASE, "arsredovisning": {"ar": 2024, "mall": template}})
    assert association.annual_report.template == template
