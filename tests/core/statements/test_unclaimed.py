"""What the books know and nobody has told of: projects without a measure, income without a source."""

from dataclasses import replace
from datetime import date

import pytest

from samverk.core.association_kinds import MemberKind
from samverk.core.ledger.model import PROJECT
from samverk.core.measures import Direction, Measure
from samverk.core.organisation import Member, ShareKey
from samverk.core.statements.books import read_books
from samverk.core.statements.chart import read_chart
from samverk.core.statements.mapping import map_books
from samverk.core.statements.unclaimed import likely_members, unclaimed_projects
from tests.factories.lake_district import lake_facts
from tests.factories.small_books import ledger

VOUCHERS = [
    [("4010", 5, "20"), ("3980", -4, "20"), ("1930", -1)],
    [("4010", 7, "10"), ("1930", -7)],
    [("4010", 9, "30"), ("1930", -9)],
    [("4010", 3, "40"), ("4010", -3, "40")],
]


def mapped(year, vouchers, measures):
    return map_books(read_books(ledger(year, vouchers), year)[0], read_chart(lake_facts().association, measures))[0]


def found(measures=()):
    books = {2024: mapped(2024, VOUCHERS, measures), 2023: mapped(2023, VOUCHERS[1:2], measures)}
    named = replace(ledger(2024, VOUCHERS), objects={(PROJECT, "20"): " Kompetenstrappan "})
    earlier = replace(ledger(2023, VOUCHERS[1:2]), objects={(PROJECT, "10"): "Aktiv", (PROJECT, "20"): "Gammalt namn"})
    return unclaimed_projects(books, {2024: named, 2023: earlier}, measures)


def test_each_has_its_code_its_latest_name_and_its_cost_by_year_without_its_income():
    assert [(each.code, each.name, dict(each.costs)) for each in found()] == [
        ("10", "Aktiv", {2024: 700, 2023: 700}),
        ("20", "Kompetenstrappan", {2024: 500, 2023: 0}),
        ("30", "", {2024: 900, 2023: 0}),
    ]


def test_what_a_measure_claims_is_left_out():
    mine = Measure(id="aktiv", name="Aktiv", direction=Direction.INDIVIDUAL, projects=("10", "30"))
    assert [each.code for each in found((mine,))] == ["20"]


STATE = ("Försäkringskassan", "Arbetsförmedlingen")


def member(name, kind):
    return Member(name=name, kind=kind, shares=(ShareKey(share="1/4", valid_from=date(2009, 6, 18)),))


@pytest.mark.parametrize(
    ("account", "members"),
    [
        ("Bidrag från staten", STATE),
        ("Medlemsavgift Försäkringskassan", STATE),
        ("Medlemsintäkt regionen", ("Region Jämtland",)),
        ("Östersund", ("Östersunds kommun",)),
        ("Bidrag Östersunds och Åre kommuner", ("Östersunds kommun", "Åre kommun")),
        ("Bidrag från kommunerna", ()),
        ("ESF", ()),
    ],
)
def test_an_accounts_name_says_whose_money_it_is(account, members):
    everyone = (
        *(member(name, kind) for name, kind in zip(STATE, list(MemberKind)[:2], strict=True)),
        member("Region Jämtland", MemberKind.REGION),
        member("Östersunds kommun", MemberKind.MUNICIPALITY),
        member("Åre kommun", MemberKind.MUNICIPALITY),
    )
    assert likely_members(account, everyone) == members
