"""Finsam Lund 2024: what we compute is what was published; where it is not, the published report contradicts itself.

The figures are the ones printed in the association's annual report 2024 (tests/data/lund/published.json, tables only).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from samverk.core.checks.finding import Severity, Verdict
from samverk.core.checks.rule import CheckInput
from samverk.core.checks.run import run
from samverk.core.document.tree import Document, FigureCell, Table
from samverk.core.facts import Facts
from samverk.formats.facts import read_directory
from samverk.reports.annual.build import build
from tests.factories.planting import without_figures

ROOT = Path(__file__).parents[3]
PUBLISHED = json.loads((ROOT / "tests/data/lund/published.json").read_text(encoding="utf-8"))
TODAY = date(2025, 4, 1)

YEARS = {"2024": "2024", "2023": "2023"}
BUDGET = {
    "utfall_2024": "utfall_2024",
    "budget_2024": "budget_2024",
    "avvikelse": "avvikelse_2024",
    "bokslut_2023": "utfall_2023",
}
COST_NOTE = "not.verksamhetens_kostnader."

# published table → our table, its columns, and published row key → our row id
TABLES: dict[str, tuple[str, dict[str, str], dict[str, str]]] = {
    "rr": (
        "resultatrakning",
        YEARS,
        {
            "intakter": "verksamhetens_intakter",
            "kostnader": "verksamhetens_kostnader",
            "verksamhet": "verksamhetens_resultat",
            "fin_int": "finansiella_intakter",
            "fin_kost": "finansiella_kostnader",
            "fin_netto": "finansnetto",
            "resultat": "arets_resultat",
        },
    ),
    "br": (
        "balansrakning",
        YEARS,
        {
            "fordringar": "fordringar",
            "kassa": "kassa_och_bank",
            "summa_oms": "summa_omsattningstillgangar",
            "summa_till": "summa_tillgangar",
            "arets": "eget_kapital_arets_resultat",
            "ovrigt_ek": "ovrigt_eget_kapital",
            "ek": "eget_kapital",
            "skulder": "kortfristiga_skulder",
            "summa_ek_sk": "summa_eget_kapital_och_skulder",
        },
    ),
    "kf": (
        "kassaflodesanalys",
        YEARS,
        {
            "resultat": "arets_resultat",
            "just": "kf.justeringar",
            "medel": "kf.medel_fore_rorelsekapital",
            "d_fordr": "kf.forandring_fordringar",
            "d_skuld": "kf.forandring_kortfristiga_skulder",
            "lopande": "kf.lopande_verksamhet",
            "arets": "kf.arets_kassaflode",
            "ib": "kf.likvida_medel_in",
            "ub": "kf.likvida_medel_ut",
        },
    ),
    "drift": (
        "driftredovisning",
        BUDGET,
        {"netto": "nettokostnad", "avgift": "summa_intakter", "resultat": "resultat", "ek": "medel_till_forfogande"},
    ),
    "utfall_budget": (
        "utfall_mot_budget",
        BUDGET,
        {
            "stat": "staten",
            "region": "region",
            "kommun": "kommun",
            "esf": "esf",
            "ovriga": "ovriga",
            "summa_intakter": "summa_intakter",
            "aktiv": "aktiv",
            "hallbart": "hallbart_naringsliv",
            "iris_overg": "iris_overgripande",
            "iris_usb": "iris_usb",
            "iris_insam": "iris_insam",
            "iris_komp": "iris_kompetenstrappan",
            "iris_sydost": "iris_sydost",
            "iris_hoganas": "iris_hoganas",
            "iris_vsb": "iris_vsb",
            "akademi": "samverkansakademin",
            "utvardering": "utvarderingar",
            "summa_projekt": "insatser",
            "admin": "administration",
            "finans": "finansnetto",
            "summa_kostnader": "nettokostnad",
            "resultat": "resultat",
            "sparade": "sparade_medel_in",
            "medel": "medel_till_forfogande",
        },
    ),
    "balanskrav": (
        "balanskravsresultat",
        {"2024": "2024"},
        {
            "arets": "arets_resultat",
            "rv": "balanskrav.realisationsvinster",
            "rv_und": "balanskrav.realisationsvinster_undantag",
            "rf_und": "balanskrav.realisationsforluster_undantag",
            "oreal": "balanskrav.orealiserade",
            "aterf": "balanskrav.aterforing_orealiserade",
            "balanskrav": "balanskrav.resultat",
        },
    ),
    "not2": (
        "not_verksamhetens_intakter",
        YEARS,
        {
            "stat": "intakt.staten",
            "kommun": "intakt.kommun",
            "region": "intakt.region",
            "esf": "intakt.esf",
            "ovriga": "intakt.ovriga",
            "summa": "verksamhetens_intakter",
        },
    ),
    "not3": (
        "not_verksamhetens_kostnader",
        YEARS,
        {
            "aktiv": COST_NOTE + "aktiv",
            "ama": COST_NOTE + "ama",
            "hallbart": COST_NOTE + "hallbart_naringsliv",
            "iris_overg": COST_NOTE + "iris_overgripande",
            "iris_usb": COST_NOTE + "iris_usb",
            "iris_insam": COST_NOTE + "iris_insam",
            "iris_hoganas": COST_NOTE + "iris_hoganas",
            "iris_komp": COST_NOTE + "iris_kompetenstrappan",
            "iris_sydost": COST_NOTE + "iris_sydost",
            "iris_vsb": COST_NOTE + "iris_vsb",
            "larling": COST_NOTE + "larlingsutbildning",
            "strategisk": COST_NOTE + "strategisk_samordning",
            "akademi": COST_NOTE + "samverkansakademin",
            "utvardering": COST_NOTE + "utvarderingar",
            "summa_insats": COST_NOTE + "samverkansinsatser",
            "lokal": COST_NOTE + "lokalkostnader",
            "adm": COST_NOTE + "administrativa_kostnader",
            "styrelse": COST_NOTE + "styrelsekostnader",
            "personal": COST_NOTE + "personalkostnader",
            "summa_ovriga": COST_NOTE + "ovriga_kostnader",
            "summa": "verksamhetens_kostnader",
        },
    ),
    "not4": (
        "not_fordringar",
        YEARS,
        {
            "ovriga": "not.fordringar.ovriga_kortfristiga_fordringar",
            "upplupna": "not.fordringar.upplupna_intakter",
            "summa": "fordringar",
        },
    ),
    "not5": (
        "not_kortfristiga_skulder",
        YEARS,
        {
            "insats": "not.kortfristiga_skulder.skulder_samverkansinsatser",
            "ovriga": "not.kortfristiga_skulder.ovriga_kortfristiga_skulder",
            "upplupna": "not.kortfristiga_skulder.ovriga_upplupna_kostnader",
            "summa": "kortfristiga_skulder",
        },
    ),
    "flerar": (
        "flerarsoversikt",
        {year: year for year in ("2024", "2023", "2022", "2021", "2020")},
        {
            "intakter": "flerar.intakter",
            "kostnader": "flerar.kostnader",
            "resultat": "flerar.resultat",
            "anstallda": "flerar.antal_anstallda",
        },
    ),
    "prognos": ("prognos", {y: y for y in ("2024", "2025", "2026", "2027")}, {"medel": "prognos.medel"}),
}

# (published table, row, column) → (what we print, the rule that finds the published number, why the two differ)
CONTRADICTIONS: dict[tuple[str, str, str], tuple[str, str, str]] = {
    ("br", "summa_till", "2023"): ("6 481 218", "TB-01", "two digits swapped; both other totals say 6 481 218"),
    ("kf", "d_skuld", "2023"): ("-1 440 178", "TB-01", "the rows miss the sum; the change in cash needs −1 440 178"),
    ("not3", "hallbart", "2023"): ("295 462", "TB-01", "the rows of the note add up to 60 kr too much"),
    ("drift", "netto", "utfall_2024"): ("-14 151", "DR-04", "the net cost row repeats the result"),
    ("drift", "netto", "budget_2024"): ("-14 492", "DR-04", "the net cost row repeats the result"),
    ("drift", "netto", "avvikelse"): ("341", "DR-01", "the net cost row repeats the result"),
    ("drift", "netto", "bokslut_2023"): ("-13 115", "DR-04", "the net cost row repeats the result"),
    ("utfall_budget", "finans", "utfall_2024"): ("95", "TB-01", "costs are printed without minus, this one is not"),
    ("utfall_budget", "sparade", "utfall_2024"): ("3 421 947", "BR-04", "the balance sheet prints the same equity so"),
    ("flerar", "kostnader", "2022"): ("-14 751", "TB-04", "the sign changes within the row"),
    ("flerar", "kostnader", "2021"): ("-13 772", "TB-04", "the sign changes within the row"),
    ("flerar", "kostnader", "2020"): ("-4 271", "TB-04", "the sign changes within the row"),
}


@cache
def lund() -> tuple[Document, Facts]:
    facts, problems = read_directory(ROOT / "examples/lund", 2024)
    assert facts is not None, problems
    document, problems = build(facts)
    assert document is not None, problems
    return document, facts


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("−", "-").removesuffix(" SEK").strip()


def published_cells() -> list[tuple[str, str, str, str]]:
    return [
        (table, row, column, plain(raw))
        for table, (_, columns, _) in TABLES.items()
        for row, cells in PUBLISHED[table]["rows"].items()
        for column, raw in cells.items()
        if column in columns
    ]


def our_cell(table: str, row: str, column: str) -> FigureCell:
    our_table, columns, rows = TABLES[table]
    found = lund()[0].table(our_table)
    assert found is not None, our_table
    cell = found.cell(rows[row], columns[column])
    assert isinstance(cell, FigureCell), (our_table, rows[row], columns[column])
    return cell


def test_every_published_row_is_compared():
    compared = sum(len(PUBLISHED[table]["rows"]) for table in TABLES)
    assert compared == sum(len(rows) for _, _, rows in TABLES.values())
    assert set(PUBLISHED) - {"about"} == set(TABLES)
    assert len(published_cells()) == 213


@pytest.mark.parametrize(("table", "row", "column", "raw"), published_cells())
def test_a_published_figure_comes_out_as_printed_or_is_explained(table, row, column, raw):
    shown = plain(our_cell(table, row, column).shown)
    if (table, row, column) in CONTRADICTIONS:
        ours, _, why = CONTRADICTIONS[(table, row, column)]
        assert shown == ours != raw, why
    else:
        assert shown == raw


@pytest.mark.parametrize(("table", "row", "column"), CONTRADICTIONS)
def test_the_published_number_is_found_by_its_rule_from_print_alone(table, row, column):
    """Put in our report, stripped of all figures and facts: these are contradictions, not differences of taste."""
    our_table, columns, rows = TABLES[table]
    raw = plain(PUBLISHED[table]["rows"][row][column])
    stranger = without_figures(lund()[0])
    planted = with_printed(stranger, our_table, rows[row], columns[column], raw)
    before = {(finding.code, finding.place) for finding in run(CheckInput(stranger), TODAY).findings}
    after = run(CheckInput(planted), TODAY).findings
    new = {finding.code for finding in after if (finding.code, finding.place) not in before}
    assert before.isdisjoint((finding.code, finding.place) for finding in after if finding.verdict is Verdict.FAULT)
    assert CONTRADICTIONS[(table, row, column)][1] in new


def with_tables(document: Document, change: Callable[[Table], Table]) -> Document:
    def in_section(section):
        blocks = tuple(change(b) if isinstance(b, Table) else b for b in section.blocks)
        return replace(section, blocks=blocks, sections=tuple(in_section(part) for part in section.sections))

    return replace(document, sections=tuple(in_section(section) for section in document.sections))


def with_printed(document: Document, table_id: str, row_id: str, column_id: str, raw: str) -> Document:
    """The document with another number printed in one cell."""

    def in_table(table: Table) -> Table:
        if table.id != table_id:
            return table
        place = [column.id for column in table.columns].index(column_id)
        unit = table.unit.ore if table.unit else 1

        def altered(cell):
            return replace(cell, shown=raw.replace("-", "−"), amount=int(raw.replace(" ", "")) * unit)

        rows = tuple(
            replace(row, cells=(*row.cells[:place], altered(row.cells[place]), *row.cells[place + 1 :]))
            if row.id == row_id
            else row
            for row in table.rows
        )
        return replace(table, rows=rows)

    return with_tables(document, in_table)


def test_our_own_report_has_no_error():
    document, facts = lund()
    errors = [f for f in run(CheckInput(document, facts), TODAY).findings if f.severity is Severity.ERROR]
    assert errors == []
