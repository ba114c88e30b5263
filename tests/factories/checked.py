"""A made-up annual report without a contradiction, its facts, and ways to spoil one thing at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from samverk.core.checks.finding import Finding
from samverk.core.checks.run import CheckInput, CheckReport, run
from samverk.core.document.figures import AccountSource, FactSource, Figure, FigureUnit
from samverk.core.document.tree import (
    Block,
    Column,
    ColumnKind,
    Document,
    EmptyCell,
    FigureCell,
    NoteCell,
    Paragraph,
    Row,
    RowRole,
    RowTerm,
    Section,
    Signatory,
    SignaturePage,
    Table,
    Text,
)
from samverk.core.facts import Facts
from samverk.core.ledger.model import Ledger, Posting, Voucher
from samverk.core.measures import Direction, Measure, Target
from samverk.core.money import NBSP, MoneyUnit, format_amount
from samverk.core.organisation import (
    Association,
)
from samverk.core.planning.budget import BudgetYear

YEAR = 2024
DAY = date(2025, 6, 1)
KR, TKR = MoneyUnit.KR, MoneyUnit.TKR

_YEARS = (Column("2024", "2024", year=2024, role="outcome"), Column("2023", "2023", year=2023, role="previous"))
_COMPARED = (
    Column("utfall", "Utfall 2024", year=2024, role="outcome"),
    Column("budget", "Budget 2024", year=2024, role="budget"),
    Column("avvikelse", "Avvikelse", year=2024, role="deviation"),
    Column("foregaende", "Utfall 2023", year=2023, role="previous"),
)


def cell(amount: int, unit: MoneyUnit = KR) -> FigureCell:
    """A printed amount, given in whole units."""
    ore = amount * unit.ore
    return FigureCell(None, shown=format_amount(ore, unit), amount=ore)


def line(row_id: str, label: str, *amounts: int, unit: MoneyUnit = KR, terms: str = "", note: int | None = None) -> Row:
    """A row. `terms` are ids of addends, "-x" for one that is taken away; a row with terms is a sum."""
    parts = tuple(RowTerm(term.removeprefix("-"), -1 if term.startswith("-") else 1) for term in terms.split())
    role = RowRole.TOTAL if parts else RowRole.ITEM
    cells = tuple(cell(amount, unit) for amount in amounts)
    first = () if note is None else (NoteCell(note) if note else EmptyCell(),)
    return Row(row_id, label, (*first, *cells), role, terms=parts)


def _with_notes(table_id: str, title: str, *rows: Row) -> Table:
    return Table(table_id, title, (Column("not", "Not", ColumnKind.NOTE), *_YEARS), rows, KR)


def _income_statement() -> Table:
    return _with_notes(
        "resultatrakning",
        "Resultaträkning",
        line("verksamhetens_intakter", "Verksamhetens intäkter", 8_000_000, 7_800_000, note=2),
        line("verksamhetens_kostnader", "Verksamhetens kostnader", -8_200_000, -7_500_000, note=3),
        line(
            "verksamhetens_resultat", "Verksamhetens resultat", -200_000, 300_000, note=0,
            terms="verksamhetens_intakter verksamhetens_kostnader",
        ),
        line("finansiella_intakter", "Finansiella intäkter", 5_000, 3_000, note=0),
        line("finansiella_kostnader", "Finansiella kostnader", -1_000, -1_000, note=0),
        line(
            "finansnetto", "Summa finansiella poster", 4_000, 2_000, note=0,
            terms="finansiella_intakter finansiella_kostnader",
        ),
        line("arets_resultat", "Årets resultat", -196_000, 302_000, note=0, terms="verksamhetens_resultat finansnetto"),
    )  # fmt: skip


def _balance_sheet() -> Table:
    return _with_notes(
        "balansrakning",
        "Balansräkning",
        line("fordringar", "Korta fordringar", 900_000, 700_000, note=4),
        line("kassa_och_bank", "Kassa och bank", 2_100_000, 2_400_000, note=0),
        line("summa_tillgangar", "Summa tillgångar", 3_000_000, 3_100_000, note=0, terms="fordringar kassa_och_bank"),
        line("eget_kapital_arets_resultat", "Årets resultat", -196_000, 302_000, note=0),
        line("ovrigt_eget_kapital", "Övrigt eget kapital", 2_000_000, 1_698_000, note=0),
        line(
            "eget_kapital", "Summa eget kapital", 1_804_000, 2_000_000, note=0,
            terms="eget_kapital_arets_resultat ovrigt_eget_kapital",
        ),
        line("kortfristiga_skulder", "Kortfristiga skulder", 1_196_000, 1_100_000, note=5),
        line(
            "summa_eget_kapital_och_skulder", "Summa eget kapital och skulder", 3_000_000, 3_100_000, note=0,
            terms="eget_kapital kortfristiga_skulder",
        ),
    )  # fmt: skip


def _cash_flow() -> Table:
    rows = (
        line("arets_resultat", "Årets resultat", -196_000, 302_000),
        line("kf.forandring_fordringar", "Ökning/minskning fordringar", -200_000, -100_000),
        line("kf.forandring_kortfristiga_skulder", "Ökning/minskning skulder", 96_000, 50_000),
        line(
            "kf.arets_kassaflode", "Årets kassaflöde", -300_000, 252_000,
            terms="arets_resultat kf.forandring_fordringar kf.forandring_kortfristiga_skulder",
        ),
        line("kf.likvida_medel_in", "Likvida medel vid årets början", 2_400_000, 2_148_000),
        line(
            "kf.likvida_medel_ut", "Likvida medel vid årets slut", 2_100_000, 2_400_000,
            terms="kf.arets_kassaflode kf.likvida_medel_in",
        ),
    )  # fmt: skip
    return Table("kassaflodesanalys", "Kassaflödesanalys", _YEARS, rows, KR)


def _operating_account() -> Table:
    rows = (
        line("nettokostnad", "Nettokostnad", -8_196, -8_300, 104, -7_498, unit=TKR),
        line("summa_intakter", "Medlemsavgift inkl. övriga bidrag", 8_000, 7_900, 100, 7_800, unit=TKR),
        line("resultat", "Resultat", -196, -400, 204, 302, unit=TKR, terms="nettokostnad summa_intakter"),
        line("medel_till_forfogande", "Utgående eget kapital", 1_804, 1_600, 204, 2_000, unit=TKR),
    )
    return Table("driftredovisning", "Driftredovisning", _COMPARED, rows, TKR, footnote="Jämfört med Budget 2024.")


def _budget_outcome() -> Table:
    rows = (
        line("staten", "Staten", 3_500_000, 3_500_000, 0),
        line("region", "Regionen", 1_750_000, 1_750_000, 0),
        line("kommun", "Kommunen", 1_750_000, 1_750_000, 0),
        line("esf", "ESF", 1_000_000, 900_000, 100_000),
        line("summa_intakter", "Summa intäkter", 8_000_000, 7_900_000, 100_000, terms="staten region kommun esf"),
        line("stod", "Stödet", -5_000_000, -5_100_000, 100_000),
        line("karta", "Kartan", -2_000_000, -2_000_000, 0),
        line("administration", "Administration", -1_200_000, -1_200_000, 0),
        line("finansnetto", "Finansiella intäkter och kostnader", 4_000, 0, 4_000),
        line(
            "nettokostnad", "Summa kostnader", -8_196_000, -8_300_000, 104_000,
            terms="stod karta administration finansnetto",
        ),
        line("resultat", "Resultat", -196_000, -400_000, 204_000, terms="summa_intakter nettokostnad"),
        line("sparade_medel_in", "Sparade medel från föregående år", 2_000_000, 2_000_000, 0),
        line(
            "medel_till_forfogande", "Medel till förfogande", 1_804_000, 1_600_000, 204_000,
            terms="resultat sparade_medel_in",
        ),
    )  # fmt: skip
    return Table("utfall_mot_budget", "Utfall mot budget", _COMPARED[:3], rows, KR)


def _balance_requirement() -> Table:
    rows = (
        line("arets_resultat", "Årets resultat enligt resultaträkningen", -196_000),
        line("balanskrav.realisationsvinster", "Samtliga realisationsvinster", 0),
        line("balanskrav.orealiserade", "Orealiserade vinster och förluster", 0),
        line(
            "balanskrav.resultat", "Balanskravsresultat", -196_000,
            terms="arets_resultat balanskrav.realisationsvinster balanskrav.orealiserade",
        ),
    )  # fmt: skip
    return Table("balanskravsresultat", "Balanskravsresultat", _YEARS[:1], rows, KR)


def _overview() -> Table:
    years = tuple(
        Column(str(y), str(y), year=y, role="outcome" if y == YEAR else "previous") for y in range(2024, 2019, -1)
    )
    rows = (
        line("flerar.intakter", "Verksamhetens intäkter", 8_000, 7_800, 7_600, 7_400, 7_200, unit=TKR),
        line("flerar.kostnader", "Verksamhetens kostnader", -8_200, -7_500, -7_300, -7_100, -7_000, unit=TKR),
        line("flerar.resultat", "Årets resultat", -196, 302, 300, 300, 200, unit=TKR),
        line("flerar.eget_kapital", "Eget kapital", 1_804, 2_000, 1_698, 1_398, 1_098, unit=TKR),
    )
    return Table("flerarsoversikt", "Flerårsöversikt", years, rows, TKR)


def _forecast() -> Table:
    columns = (
        Column("2024", "2024", year=2024, role="outcome"),
        Column("2025", "2025", year=2025, role="forecast"),
        Column("2026", "2026", year=2026, role="forecast"),
    )
    rows = (
        line("prognos.medel_in", "Medel vid årets början", 2_000, 1_804, 1_704, unit=TKR),
        line("prognos.intakter", "Intäkter", 8_000, 7_900, 7_900, unit=TKR),
        line("prognos.kostnader", "Kostnader", -8_196, -8_000, -7_900, unit=TKR),
        line("prognos.resultat", "Resultat", -196, -100, 0, unit=TKR, terms="prognos.intakter prognos.kostnader"),
        line(
            "prognos.medel", "Medel vid årets slut", 1_804, 1_704, 1_704, unit=TKR,
            terms="prognos.medel_in prognos.resultat",
        ),
    )  # fmt: skip
    return Table("prognos", "Medel till förfogande", columns, rows, TKR)


def _note(number: int, title: str, *rows: Row) -> Section:
    terms = " ".join(row.id for row in rows)
    sums = [sum(each.cells[place].amount or 0 for each in rows) // 100 for place in (0, 1)]  # type: ignore[union-attr]
    table = Table(f"not-{number}", title, _YEARS, (*rows, line(f"summa_{number}", "Summa", *sums, terms=terms)), KR)
    return Section(f"not-{number}", title, 2, (table,), note=number)


def _notes() -> tuple[Section, ...]:
    words = Paragraph((Text("Lagen följs i tillämpliga delar."),))
    return (
        Section("not-1", "Redovisningsprinciper", 2, (words,), note=1),
        _note(
            2, "Intäkter", line("n_staten", "Staten", 3_500_000, 3_400_000),
            line("n_region", "Regionen", 1_750_000, 1_700_000), line("n_kommun", "Kommunen", 1_750_000, 1_700_000),
            line("n_esf", "ESF", 1_000_000, 1_000_000),
        ),
        _note(
            3, "Utgifter", line("n_stod", "Stödet", 5_000_000, 4_500_000),
            line("n_karta", "Kartan", 2_000_000, 1_900_000), line("n_admin", "Kontoret", 1_200_000, 1_100_000),
        ),
        _note(
            4, "Korta fordringar", line("n_upp", "Upplupet", 300_000, 200_000),
            line("n_f", "Övriga", 600_000, 500_000),
        ),
        _note(5, "Korta skulder", line("n_s", "Skulder", 1_000_000, 900_000), line("n_o", "Övriga", 196_000, 200_000)),
    )  # fmt: skip


def section(
    section_id: str, title: str, *blocks: Block, number: str = "", sections: tuple[Section, ...] = ()
) -> Section:
    """A chapter; its level follows from its number."""
    return Section(section_id, title, 1 + number.count("."), blocks, sections, number)


def checked_document() -> Document:
    """The report of an association whose every relation holds. Its numbers have no figures, as in a stranger's."""
    words = Paragraph((Text("Året följde planen."),))
    management = section(
        "forvaltningsberattelse",
        "Förvaltningsberättelse",
        number="1",
        sections=(
            section("oversikt", "Översikt över verksamhetens utveckling", _overview(), number="1.1"),
            section("forhallanden", "Viktiga förhållanden för resultat och ekonomisk ställning", words, number="1.2"),
            section("handelser", "Händelser av väsentlig betydelse", words, number="1.3"),
            section("styrning", "Styrning och uppföljning av verksamheten", words, number="1.4"),
            section("ekonomi", "Ekonomisk ställning", _budget_outcome(), _forecast(), number="1.5"),
            section("balanskrav", "Balanskravsresultat", _balance_requirement()),
            section("personal", "Väsentliga personalförhållanden", words, number="1.6"),
            section("framtid", "Förväntad utveckling", words, number="1.7"),
        ),
    )
    denied = Paragraph((Text("Inga investeringar har gjorts."),))
    return Document(
        "annual_report",
        "Årsredovisning 2024",
        "Samordningsförbundet Exempel",
        "222000-0000",
        YEAR,
        (
            management,
            section("drift", "Driftredovisning", _operating_account(), denied, number="2"),
            section("resultat", "Resultaträkning", _income_statement(), number="3"),
            section("balans", "Balansräkning", _balance_sheet(), number="4"),
            section("kassa", "Kassaflödesanalys", _cash_flow(), number="5"),
            section("noter", "Noter", number="6", sections=_notes()),
            section("underskrift", "Styrelsens underskrift", signature_page(), number="7"),
        ),
        {figure.id: figure for figure in contributions()},
        decided=date(2025, 3, 21),
    )


def signature_page(*names: str, day: date | None = date(2025, 3, 21)) -> SignaturePage:
    """The page the sitting board signs, with other names when they are given."""
    signing = names or ("Alma Asp", "Bo Bok", "Cilla Cypress", "Doris Druva")
    functions = ("Ordförande", "Vice ordförande", "Ledamot", "Ledamot")
    signatories = tuple(Signatory(name, function) for name, function in zip(signing, functions, strict=False))
    return SignaturePage("Vi intygar.", "Exempelstad", day, signatories)


def contributions() -> tuple[Figure, ...]:
    """What the members paid in 2024, öre."""
    amounts = {"staten": 3_500_000_00, "region": 1_750_000_00, "kommun": 1_750_000_00}
    figures = [
        Figure(f"intakt.{key}.2024", key, ore, year=YEAR, sources=(AccountSource(YEAR, "3010", "Bidrag", -ore),))
        for key, ore in amounts.items()
    ]
    total = sum(amounts.values())
    source = (FactSource("forbund.toml", "intaktskalla"),)
    return (*figures, Figure("medlemmarnas_medel.2024", "Medlemmarnas medel", total, year=YEAR, sources=source))


def money_figure(figure_id: str, ore: int, **more: object) -> Figure:
    """A figure with an account as its source."""
    year = int(figure_id.rpartition(".")[2])
    sources = (AccountSource(year, "4010", "Insatser", ore),)
    return Figure(figure_id, figure_id, ore, **{"unit": FigureUnit.ORE, "year": year, "sources": sources} | more)  # type: ignore[arg-type]


def checked_facts() -> Facts:
    """The facts of the same association."""
    return Facts(
        YEAR,
        _association(),
        measures=(
            Measure(
                id="stod", namn="Stödet", inriktning=Direction.INDIVIDUAL, fran=date(2023, 1, 1),
                till=date(2027, 12, 31), projekt=("10",),
                mal=(Target(text="Fler får arbete", malvarde="40 %", resultat="45 %"),),
            ),
            Measure(id="karta", namn="Kartan", inriktning=Direction.STRUCTURAL, projekt=("20",)),
        ),
        budgets={2024: _budget_2024(), 2025: _budget_2025()},
        ledgers={2024: ledger()},
    )  # fmt: skip


def ledger(*vouchers: Voucher) -> Ledger:
    """Books with one voucher on measure 10, or the given ones."""
    usual = voucher("A", "1", date(2024, 5, 2))
    return Ledger(company="Samordningsförbundet Exempel", org_number="222000-0000", vouchers=vouchers or (usual,))


def voucher(series: str, number: str, day: date, project: str = "10") -> Voucher:
    """A voucher that pays 1 000 kr for a measure."""
    postings = (Posting("4010", 1_000_00, (("6", project),)), Posting("1930", -1_000_00))
    return Voucher(series, number, day, "Rekvisition", postings=postings)


def _association() -> Association:
    start = date(2023, 4, 1)
    authorities = {
        "Försäkringskassan": "forsakringskassan",
        "Arbetsförmedlingen": "arbetsformedlingen",
        "Region Exempel": "region",
        "Exempels kommun": "kommun",
    }
    people = (
        ("Alma Asp", "Exempels kommun", "ledamot", "ordforande"),
        ("Bo Bok", "Försäkringskassan", "ledamot", "vice_ordforande"),
        ("Cilla Cypress", "Region Exempel", "ledamot", None),
        ("Doris Druva", "Arbetsförmedlingen", "ledamot", None),
        ("Einar Ek", "Exempels kommun", "ersattare", None),
        ("Frida Fläder", "Försäkringskassan", "ersattare", None),
        ("Gun Gran", "Region Exempel", "ersattare", None),
        ("Hugo Hassel", "Arbetsförmedlingen", "ersattare", None),
    )
    auditors = (("Iris Idegran", ("Försäkringskassan",)), ("Jon Järnek", ("Region Exempel", "Exempels kommun")))
    return Association.model_validate(
        {
            "namn": "Samordningsförbundet Exempel",
            "organisationsnummer": "222000-0000",
            "kommuner": ["Exempel"],
            "medlem": [
                {"namn": name, "typ": kind, "andelar": [{"andel": "1/4", "fran": date(2010, 1, 1)}]}
                for name, kind in authorities.items()
            ],
            "intaktskalla": [
                {"id": "staten", "namn": "Staten", "typ": "medlem", "konton": ["3010"],
                 "medlemmar": ["Försäkringskassan", "Arbetsförmedlingen"]},
                {"id": "region", "namn": "Regionen", "typ": "medlem", "konton": ["3011"],
                 "medlemmar": ["Region Exempel"]},
                {"id": "kommun", "namn": "Kommunen", "typ": "medlem", "konton": ["3012"],
                 "medlemmar": ["Exempels kommun"]},
                {"id": "esf", "namn": "ESF", "typ": "extern", "konton": ["3981"]},
            ],
            "kontoplan": {"profil": "bas"},
            "forbundsordning": [
                {"galler_fran": date(2010, 1, 1), "tak_sparade_medel": [
                    {"andel": "30 %", "bas": "medlemmarnas_medel"}, {"andel": "30 %", "bas": "kostnadsbudget"}]},
            ],
            "mandat": [
                {"namn": name, "medlem": member, "uppdrag": seat, "funktion": function, "fran": start}
                for name, member, seat, function in people
            ],
            "funktionar": [
                {"namn": name, "funktion": "revisor", "utsedd_av": list(members)} for name, members in auditors
            ],
            "arsredovisning": {"ar": YEAR, "beslutad": date(2025, 3, 21), "undertecknad": date(2025, 3, 21)},
        }
    )  # fmt: skip


def _budget_2024() -> BudgetYear:
    income = {"staten": 3500, "region": 1750, "kommun": 1750, "esf": 900}
    costs = {"stod": 5100, "karta": 2000, "administration": 1200}
    return BudgetYear.model_validate(
        {
            "ar": 2024,
            "version": [
                {
                    "namn": "Budget 2024", "typ": "faststalld", "beslutad": date(2023, 11, 24),
                    "samrad": date(2023, 10, 20), "ingaende_medel": 2000, "motiv": "Sparade medel används med avsikt.",
                    "intakter": income, "kostnader": costs,
                    "plan": [{"ar": 2025, "intakter": income, "kostnader": costs},
                             {"ar": 2026, "intakter": income, "kostnader": costs}],
                }
            ],
        }
    )  # fmt: skip


def _budget_2025() -> BudgetYear:
    income = {"staten": 3500, "region": 1750, "kommun": 1750, "esf": 900}
    later = {"stod": 4700, "karta": 2000, "administration": 1200}
    return BudgetYear.model_validate(
        {
            "ar": 2025,
            "version": [
                {
                    "namn": "Budget 2025", "typ": "faststalld", "beslutad": date(2024, 11, 22),
                    "motiv": "Sista året med sparade medel.", "intakter": income,
                    "kostnader": {"stod": 4800, "karta": 2000, "administration": 1200},
                    "plan": [{"ar": 2026, "intakter": income, "kostnader": later},
                             {"ar": 2027, "intakter": income, "kostnader": later}],
                }
            ],
        }
    )  # fmt: skip


# ── spoiling one thing ────────────────────────────────────────────────────────────────────────────────────────────


def change_sections(document: Document, change: Callable[[Section], Section | None]) -> Document:
    """The document with every section as `change` gives it back; None leaves it out."""

    def walk(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        changed = (change(replace(each, sections=walk(each.sections))) for each in sections)
        return tuple(each for each in changed if each is not None)

    return replace(document, sections=walk(document.sections))


def change_tables(document: Document, change: Callable[[Table], Table]) -> Document:
    """The document with every table as `change` gives it back."""

    def in_section(each: Section) -> Section:
        return replace(each, blocks=tuple(change(b) if isinstance(b, Table) else b for b in each.blocks))

    return change_sections(document, in_section)


def with_cell(document: Document, table_id: str, row_id: str, column_id: str, new: FigureCell | int) -> Document:
    """The document with another cell, or another amount in whole units, in one place."""

    def in_table(table: Table) -> Table:
        if table.id != table_id:
            return table
        place = [column.id for column in table.columns].index(column_id)
        put = cell(new, table.unit or KR) if isinstance(new, int) else new
        assert table.row(row_id) is not None
        rows = (
            replace(row, cells=(*row.cells[:place], put, *row.cells[place + 1 :])) if row.id == row_id else row
            for row in table.rows
        )
        return replace(table, rows=tuple(rows))

    return change_tables(document, in_table)


def with_blocks(document: Document, section_id: str, *blocks: Block) -> Document:
    """The document with other content in one section."""
    return change_sections(document, lambda each: replace(each, blocks=blocks) if each.id == section_id else each)


def without_section(document: Document, section_id: str) -> Document:
    """The document without one section."""
    return change_sections(document, lambda each: None if each.id == section_id else each)


def with_association(facts: Facts, **fields: object) -> Facts:
    """The facts with other fields of the association, by their English names."""
    return replace(facts, association=facts.association.model_copy(update=fields))


def with_report_facts(facts: Facts, **fields: object) -> Facts:
    """The facts with other fields of this year's annual report."""
    return with_association(facts, annual_report=facts.association.annual_report.model_copy(update=fields))


def with_budget(facts: Facts, year: int = YEAR, **fields: object) -> Facts:
    """The facts with other fields in the only version of a year's budget."""
    budget = facts.budgets[year]
    changed = budget.model_copy(update={"versions": (budget.versions[0].model_copy(update=fields),)})
    return replace(facts, budgets=facts.budgets | {year: changed})


def check(document: Document | None = None, facts: Facts | None = None, day: date = DAY) -> CheckReport:
    """Run every rule on the sound report, with what is given put in its place; plain spaces for easy reading."""
    report = run(CheckInput(document or checked_document(), facts or checked_facts()), day)
    return replace(report, findings=tuple(plain(finding) for finding in report.findings))


def plain(finding: Finding) -> Finding:
    """The finding with ordinary spaces in its texts."""
    texts = {name: getattr(finding, name).replace(NBSP, " ") for name in ("message", "place", "expected", "found")}
    return replace(finding, **texts)


def found(report: CheckReport, code: str) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in report.findings if finding.code == code]


def only(report: CheckReport, code: str) -> Finding:
    """The one finding of one rule."""
    (finding,) = found(report, code)
    return finding


def told(report: CheckReport, code: str) -> list[Finding]:
    """The findings of one rule, and those that name it because they have the same cause."""
    return [finding for finding in report.findings if code in f"{finding.code} {finding.message}"]


def assert_tried_and_silent(report: CheckReport, *codes: str) -> None:
    """Every one of the rules tried something in this report and found nothing."""
    for code in codes:
        assert not told(report, code), code
        assert next(tried for tried in report.tried if tried.code == code).held, code
