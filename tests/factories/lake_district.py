"""An invented association unlike Lund: three municipalities with uneven shares, Kommun-Bas books, fixed assets that are
bought, written down and sold with a gain, no ESF, measures on cost centres and accounts, an open year."""

from datetime import date
from decimal import Decimal

from samverk.core.facts import Facts
from samverk.core.ledger.model import Ledger
from samverk.core.measures import Direction, Measure
from samverk.core.organisation import (
    AnnualReportFacts,
    Association,
    IncomeKind,
    IncomeSource,
    Member,
    MemberKind,
    ShareKey,
)
from samverk.core.planning.budget import Block, BudgetKind, BudgetVersion, BudgetYear, PlanYear
from samverk.core.statements.profile import AccountingProfile, Line, LineRule
from tests.factories.small_books import ledger

NAMES = {
    "1220": "Inventarier",
    "1229": "Ackumulerade avskrivningar inventarier",
    "1510": "Kundfordringar",
    "1930": "Bank",
    "2010": "Eget kapital",
    "2510": "Leverantörsskulder",
    "3510": "Statligt bidrag",
    "3520": "Regionbidrag",
    "3530": "Kommunbidrag",
    "3810": "Realisationsvinst inventarier",
    "4510": "Köp av verksamhet",
    "4520": "Stöd till arbetsträning",
    "5010": "Löner",
    "6010": "Lokalhyra",
    "7410": "Revision",
    "7832": "Avskrivning inventarier",
    "8410": "Ränteintäkter",
    "8510": "Räntekostnader",
}

OPENING = {"1220": 100, "1229": -40, "1510": 30, "1930": 500, "2010": -520, "2510": -70}
VOUCHERS_2024 = (
    [("1930", 1000), ("3510", -500), ("3520", -250), ("3530", -250)],
    [("1220", 83), ("2510", -83)],  # a purchase, not yet paid
    [("2510", 120), ("1930", -120)],
    [("7832", 12), ("1229", -12)],
    [("1930", 35), ("1229", 28), ("1220", -50), ("3810", -13)],  # sold: book value 22, price 35
    [("4510", 600, "", "10"), ("1930", -600)],
    [("4520", 90), ("1930", -90)],
    [("5010", 200), ("1930", -200)],
    [("6010", 40), ("1930", -40)],
    [("7410", 15), ("1930", -15)],
    [("1930", 5), ("8410", -5)],
    [("8510", 2), ("1930", -2)],
    [("1510", 11), ("3530", -11)],
)


def lake_ledger(*, with_vouchers: bool = True) -> Ledger:
    return ledger(2024, VOUCHERS_2024, OPENING, NAMES, with_vouchers=with_vouchers)


def _member(name: str, kind: MemberKind, share: str) -> Member:
    return Member(name=name, kind=kind, shares=(ShareKey(share=share, valid_from=date(2020, 1, 1)),))


def lake_facts(books: Ledger | None = None, budget: BudgetYear | None = None) -> Facts:
    sources = (("stat", "3510"), ("region", "3520"), ("kommuner", "3530"))
    association = Association(
        name="Sjöbygdens samordningsförbund",
        org_number="222000-1111",
        municipalities=("Ene", "Tvåköping", "Treby"),
        members=(
            _member("Försäkringskassan", MemberKind.SOCIAL_INSURANCE_AGENCY, "1/2"),
            _member("Regionen", MemberKind.REGION, "1/4"),
            _member("Ene", MemberKind.MUNICIPALITY, "10 %"),
            _member("Tvåköping", MemberKind.MUNICIPALITY, "10 %"),
            _member("Treby", MemberKind.MUNICIPALITY, "5 %"),
        ),
        income_sources=tuple(
            IncomeSource(id=name, name=name.capitalize(), kind=IncomeKind.MEMBER, accounts=(account,))
            for name, account in sources
        ),
        # this municipality books depreciation on 7832, which Kommun-Bas has among other costs
        accounting=AccountingProfile(base="kommun-bas", lines=(LineRule(accounts=("7832",), line=Line.DEPRECIATION),)),
        annual_report=AnnualReportFacts(year=2024),
    )
    return Facts(
        year=2024,
        association=association,
        measures=(
            Measure(id="stod", name="Stödet", direction=Direction.INDIVIDUAL, cost_centres=("10",)),
            Measure(id="traning", name="Arbetsträningen", direction=Direction.INDIVIDUAL, accounts=("4520",)),
        ),
        budgets={2024: budget} if budget else {},
        ledgers={2024: books or lake_ledger()},
    )


def lake_budget() -> BudgetYear:
    """A budget in kronor: a first version, one revised in time and one that came after the year's end."""
    first = BudgetVersion(
        name="Budget 2024",
        kind=BudgetKind.ADOPTED,
        decided=date(2023, 11, 20),
        income={"stat": Decimal(500), "region": Decimal(250), "kommuner": Decimal(250)},
        costs={"stod": Decimal(650), "traning": Decimal(100), Block.ADMINISTRATION: Decimal(250)},
        plan=(PlanYear(year=2025, income={"stat": Decimal(400)}, costs={"stod": Decimal(700)}),),
    )
    revised = first.model_copy(
        update={
            "name": "Ändrad budget",
            "kind": BudgetKind.REVISED,
            "decided": date(2024, 5, 2),
            "opening_funds": Decimal(500),
        }
    )
    late = first.model_copy(update={"name": "För sent", "decided": date(2025, 2, 1)})
    return BudgetYear(year=2024, unit="kr", versions=(first, revised, late))
