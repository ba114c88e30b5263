"""MF: the members' money. Shares, contributions against shares, saved funds against ceilings, funds over the years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from samverk.core.association_kinds import CeilingBase, IncomeKind
from samverk.core.checks.finding import Severity
from samverk.core.checks.places import BALANCE_SHEET, FORECAST, SAVED_FUNDS
from samverk.core.checks.rule import Context, Fault, Held, Outcome, rule
from samverk.core.checks.tie_out import Addend, same, sum_up
from samverk.core.document.present import exact_percent
from samverk.core.law import OWN_RULE
from samverk.core.money import ORE_PER_KR, format_exact
from samverk.core.periods import long_date, year_end
from samverk.core.shares import party_shares

_FINSAM = date(2004, 1, 1)
BASE_WORDS = {
    CeilingBase.MEMBER_CONTRIBUTIONS: "medlemmarnas medel",
    CeilingBase.TOTAL_COST: "kostnadsbudgeten",
}


@rule(
    "MF-01",
    title="Medlemmarnas andelar",
    severity=Severity.ERROR,
    source=("FinsamL", "5 §"),
    valid_from=_FINSAM,
    needs_facts=True,
)
def shares_are_a_half_and_two_quarters(context: Context) -> Iterator[Outcome]:
    """Medlemmarnas andelar på årets sista dag är inte hälften från staten och en fjärdedel var från region och kommun.

    Rätta andelarna i forbund.toml. Kommuner och regioner fördelar sin fjärdedel fritt mellan sig.
    """
    day = year_end(context.document.year)
    shares = party_shares(context.facts.association, day)
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    sides = (
        ("staten", shares.state, half),
        ("regionerna", shares.region, quarter),
        ("kommunerna", shares.municipality, quarter),
    )
    for side, found, expected in sides:
        if found == expected:
            yield Held()
        else:
            yield Fault(f"Andelar för {side} {long_date(day)}", exact_percent(expected), exact_percent(found))


@rule(
    "MF-02",
    title="Bidrag efter andel",
    severity=Severity.WARNING,
    source=("FinsamL", "5 §"),
    valid_from=_FINSAM,
    needs_facts=True,
)
def contributions_follow_shares(context: Context) -> Iterator[Outcome]:
    """Det en medlem har betalat är inte medlemmens andel av alla medlemmars bidrag.

    Se efter om en inbetalning saknas eller är bokförd på fel år. Har medlemmarna kommit överens om något annat ska det
    stå i texten.
    """
    year, association = context.document.year, context.facts.association
    paid: dict[tuple[str, ...], int] = {}
    for source in association.income_sources:
        figure = context.document.figures.get(f"intakt.{source.id}.{year}")
        if source.kind is IncomeKind.MEMBER and source.members and figure is not None:
            paid[source.members] = paid.get(source.members, 0) + int(figure.value or 0)
    total = sum(paid.values())
    shares = {member.name: member.share_on(year_end(year)) for member in association.members}
    for members, amount in paid.items():
        expected = total * sum((shares.get(name, Fraction(0)) for name in members), Fraction(0))
        if abs(amount - expected) < 1:
            yield Held()
        else:
            nearest = int(expected)
            detail = "Skillnaden är mindre än en krona." if abs(amount - expected) < ORE_PER_KR else ""
            yield Fault(
                f"Bidrag från {' och '.join(members)} {year}",
                f"{format_exact(nearest)} kr",
                f"{format_exact(amount)} kr",
                detail=detail,
                severity=Severity.NOTE if detail else None,
            )


@rule(
    "MF-03",
    title="Sparade medel mot tak",
    severity=Severity.WARNING,
    source=("Nationella rådet", "tak för sparade medel"),
    valid_from=date(2013, 10, 2),
    needs_facts=True,
)
def saved_funds_are_below_each_ceiling(context: Context) -> Iterator[Outcome]:
    """Sparade medel är större än det tak som styrelsen går efter.

    Skriv i förvaltningsberättelsen varför medlen är sparade och hur de ska användas. Taket är en rekommendation.
    """
    year = context.document.year
    charter = context.facts.association.charter_on(year_end(year))
    equity = context.reading.outcome(BALANCE_SHEET, "eget_kapital", year)
    if charter is None or equity is None:
        return
    for ceiling in charter.saved_funds_ceilings:
        base = _base_ore(context, ceiling.base)
        if not base:
            continue
        words = BASE_WORDS[ceiling.base]
        allowed = int(ceiling.share * base)
        if equity.signed <= allowed:
            yield Held()
        else:
            percent = round(100 * Fraction(equity.signed, base))
            limit = f"högst {round(100 * ceiling.share)} % av {words}, {equity.words(allowed)}"
            found = f"{percent} % av {words}, {equity.words(equity.signed)}"
            yield Fault(equity.place, limit, found, section_id=equity.section.id, figure_id=equity.figure_id)


def _base_ore(context: Context, base: CeilingBase) -> int:
    """The amount a ceiling is a share of, öre; 0 when it is not known."""
    year = context.document.year
    if base is CeilingBase.MEMBER_CONTRIBUTIONS:
        figure = context.document.figures.get(f"medlemmarnas_medel.{year}")
        return int(figure.value or 0) if figure else 0
    budget = context.facts.budgets.get(year)
    if budget is None:
        return 0
    return int(sum(budget.versions[-1].costs.values()) * budget.unit.ore)


@rule(
    "MF-04",
    title="Medel till förfogande förs vidare",
    severity=Severity.ERROR,
    source=(OWN_RULE, ""),
    valid_from=_FINSAM,
)
def available_funds_roll_forward(context: Context) -> Iterator[Outcome]:
    """Medlen vid ett års början är inte medlen vid slutet av året före.

    Räkna om prognosen från årets utgående medel och planens resultat år för år.
    """
    table = context.reading.table(FORECAST)
    years = sorted({column.year for column in table.columns if column.year is not None}) if table else []
    for year in years:
        opening = context.reading.of_year(FORECAST, "prognos.medel_in", year)
        before = context.reading.of_year(FORECAST, "prognos.medel", year - 1)
        if opening is not None and before is not None:
            yield same(before, opening)


@rule("MF-05", title="Utrymme under taket", severity=Severity.ERROR, source=(OWN_RULE, ""), valid_from=_FINSAM)
def room_is_ceiling_less_funds(context: Context) -> Iterator[Outcome]:
    """Utrymmet under taket är inte taket minus de sparade medlen.

    Räkna om raden. Minus betyder att de sparade medlen är större än taket.
    """
    year = context.document.year
    funds = context.reading.outcome(SAVED_FUNDS, "medel_till_forfogande", year)
    table = context.reading.table(SAVED_FUNDS)
    for row in table.rows if table else ():
        ceiling = context.reading.outcome(SAVED_FUNDS, row.id, year)
        room = context.reading.outcome(SAVED_FUNDS, f"{row.id}.utrymme", year)
        if ceiling is not None and room is not None and funds is not None:
            yield sum_up(room, (Addend(ceiling), Addend(funds, -1)))
