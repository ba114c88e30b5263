"""RO: does the document give away single persons?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from samverk.core.checks.finding import Finding, Severity, Verdict
from samverk.core.checks.run import CheckInput, CheckReport, run
from samverk.core.document.figures import ValueState
from samverk.core.document.tree import (
    Cell,
    Column,
    ColumnKind,
    Document,
    FigureCell,
    Paragraph,
    Place,
    Row,
    RowRole,
    Section,
    Table,
    Text,
    TextCell,
)
from samverk.core.money import MoneyUnit
from tests.factories.checked import DAY, assert_tried_and_silent, check, found, only, plain, told

GENDERS = ("Kvinnor", "Män", "Totalt")
SUPPORTS = "Deltagare efter försörjning"


def _cell(text: str) -> Cell:
    """A cell as a reader makes it: a count, a hidden count or words."""
    if text.isdigit():
        return FigureCell(None, shown=text, amount=int(text), place=Place("a.txt", line=7))
    if text in ("··", ".."):
        return FigureCell(None, shown=text, state=ValueState.SUPPRESSED, place=Place("a.txt", line=7))
    if text == "–":
        return FigureCell(None, shown=text, state=ValueState.NOTHING)
    return TextCell(text)


def table(title: str, columns: Sequence[str], *rows: str, unit: MoneyUnit | None = None, note: str = "") -> Table:
    """A table out of "label | cell | cell"; a row that begins with "Totalt" is the total."""
    made = []
    for number, row in enumerate(rows, 1):
        label, *cells = (part.strip() for part in row.split("|"))
        role = RowRole.TOTAL if label.startswith("Totalt") else RowRole.ITEM
        made.append(Row(f"r{number}", label, tuple(_cell(text) for text in cells), role))
    kinds = [ColumnKind.TEXT if "Andel" in label else ColumnKind.FIGURE for label in columns]
    heads = tuple(Column(f"k{n}", label, kind) for n, (label, kind) in enumerate(zip(columns, kinds, strict=True), 1))
    return Table("t", title, heads, tuple(made), unit, footnote=note)


def document(*blocks: Table | str, heading: str = "Individinriktade insatser") -> Document:
    """A stranger's document with these tables and paragraphs under one heading."""
    content = tuple(Paragraph((Text(each),)) if isinstance(each, str) else each for each in blocks)
    section = Section("s", heading, 1, content)
    return Document("annual_report", "Årsredovisning", "Förbundet", "222000-0000", 2024, (section,))


def tried(*blocks: Table | str, heading: str = "Individinriktade insatser") -> CheckReport:
    """What every rule says of such a document."""
    report = run(CheckInput(document(*blocks, heading=heading)), DAY)
    return replace(report, findings=tuple(plain(finding) for finding in report.findings))


def of_exposure(report: CheckReport) -> list[Finding]:
    """The findings of the RO rules."""
    return [finding for finding in report.findings if finding.code.startswith("RO-")]


# ── RO-01 small cells ─────────────────────────────────────────────────────────────────────────────────────────────


def test_RO_01_fires_on_a_small_cell_and_says_where_but_not_how_many():
    small = table(SUPPORTS, GENDERS, "Försörjningsstöd | 24 | 19 | 43", "Sjukpenning | 9 | 3 | 12")
    finding = only(tried(small), "RO-01")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.WARNING)
    assert (finding.place, finding.found) == (SUPPORTS, "1 cell med färre: Sjukpenning, Män")
    assert "styrelsen får besluta" in finding.message
    assert finding.fault is not None
    assert finding.fault.at == Place("a.txt", line=7)


def test_RO_01_gathers_the_cells_of_a_table_in_one_finding():
    rows = [f"Remittent {number} | 1 | 2 | 3" for number in range(5)]
    finding = only(tried(table("Deltagare per remittent", GENDERS, *rows)), "RO-01")
    assert finding.found.startswith("15 celler med färre: Remittent 0, Kvinnor; Remittent 0, Män;")
    assert finding.found.endswith("och 9 till")
    assert finding.fault is not None
    assert len(finding.fault.cells) == 15


def test_RO_01_is_tried_and_silent_on_counts_from_the_threshold_and_on_zeros():
    sound = table(
        SUPPORTS, GENDERS, "Försörjningsstöd | 24 | 19 | 43", "Sjukpenning | 5 | 0 | 5", "A-kassa | – | 6 | 6"
    )
    assert_tried_and_silent(tried(sound), "RO-01")


PEOPLE = [
    table("", ("Antal deltagare",), "Insats Norr | 3", "Insats Söder | 44"),
    table("Avslut 2024", GENDERS, "Till arbete | 8 | 2 | 10", "Till studier | 7 | 6 | 13"),
    table("", ("Antal",), "Försörjningsstöd | 40", "Sjukpenning | 2"),
    table("Deltagare efter ålder", ("Antal",), "16–24 år | 3", "25–29 år | 30"),
    table("Remittenter", ("Antal", "Andel"), "Försäkringskassan | 30 | 94 %", "Region | 2 | 6 %"),
    table("Inskrivna under året", ("2024", "2023"), "Kvinnor | 40 | 4", "Män | 31 | 30"),
    table("", ("Antal deltagare", "Antal möten"), "Insats Norr | 2 | 14"),
    table("Deltagare", ("Antal",), "Försörjningsstöd | 4 (11 %)", "Sjukpenning | 32 (89 %)"),
]


@pytest.mark.parametrize("people", PEOPLE, ids=lambda each: f"{each.title} {each.rows[0].label}")
def test_RO_01_knows_a_table_about_participants(people):
    assert only(tried(people), "RO-01").found.startswith("1 cell med färre")


OTHERS = [
    table("Antal anställda", ("2024", "2023"), "Kvinnor | 1 | 1", "Män | 0 | 1"),
    table("", ("2024", "2023"), "Antal anställda | 1 | 2", "Antal deltagare | 396 | 402"),
    table("Styrelsens ledamöter", ("Kvinnor", "Män"), "Ordinarie | 3 | 1", "Ersättare | 2 | 2"),
    table("", ("Kvinnor", "Män"), "Ledamöter | 3 | 1", "Ersättare | 2 | 2"),
    table("Sammanträden", ("Antal",), "Styrelsen | 4", "Beredningsgruppen | 3"),
    table("Deltagare i Caseforum", ("Antal",), "Våren | 3", "Hösten | 24"),
    table("Utbildningar", ("Antal tillfällen", "Antal deltagare"), "BIP | 2 | 4"),
    table("Deltagare", ("Antal platser",), "Insats Norr | 4"),
    table("Deltagare", ("Mål", "Utfall"), "Antal deltagare | 4 | 40"),
    table("Tid i offentlig försörjning, månader", ("Kvinnor", "Män"), "Deltagare | 4 | 3"),
    table("Deltagare per handläggare", ("Medel",), "Insats Norr | 4"),
    table("Deltagarnas svar", ("Antal svar",), "Ja | 3", "Nej | 20"),
    table("Deltagare och kostnad", ("Tkr per deltagare", "Kostnad"), "Insats Norr | 4 | 3"),
    table("Kostnad för försörjningsstöd", ("2024",), "Kvinnor | 4", unit=MoneyUnit.MNKR),
    table("Mål och resultat", ("Målvärde", "Resultat"), "Personer som deltar | 4 | 3"),
    table("Insatser", ("Antal insatser",), "Individinriktade | 4", "Strukturövergripande | 3"),
    table("Kommuner", ("Antal",), "Medlemmar | 4"),
    table("Risker", ("Sannolikhet", "Konsekvens"), "För få deltagare remitteras | 3 | 4"),
    table("Läget", ("Före", "Efter"), "Deltagarnas tilltro | 2 | 4", "Deltagarnas hälsa | 3 | 4"),
]


@pytest.mark.parametrize("other", OTHERS, ids=lambda each: f"{each.title} {each.rows[0].label}")
def test_RO_rules_leave_what_is_not_about_participants(other):
    assert not of_exposure(tried(other))


@pytest.mark.parametrize("heading", ["Väsentliga personalförhållanden", "Strukturövergripande insatser", "Styrelsen"])
def test_RO_rules_leave_what_stands_under_a_heading_of_staff_or_structures(heading):
    small = table("Deltagare", ("Kvinnor", "Män"), "Grupp ett | 3 | 1")
    assert of_exposure(tried(small))
    assert not of_exposure(tried(small, heading=heading))


def test_RO_rules_do_not_fire_on_our_own_sound_report():
    assert not of_exposure(check())


def test_RO_01_leaves_a_number_whose_column_is_in_doubt():
    doubtful = FigureCell(None, shown="3", state=ValueState.UNREADABLE)
    small = table("Deltagare", ("Kvinnor", "Män"), "Grupp ett | 30 | 12")
    row = replace(small.rows[0], cells=(small.rows[0].cells[0], doubtful))
    assert not found(tried(replace(small, rows=(row,))), "RO-01")


# ── RO-02 hidden cells that follow ────────────────────────────────────────────────────────────────────────────────


def test_RO_02_fires_where_a_row_and_its_total_give_the_hidden_cell_away():
    hidden = table(SUPPORTS, GENDERS, "Försörjningsstöd | 24 | 19 | 43", "Sjukpenning | 9 | ·· | 12")
    finding = only(tried(hidden), "RO-02")
    assert (finding.verdict, finding.severity) == (Verdict.FAULT, Severity.ERROR)
    assert finding.place == f"{SUPPORTS}, Sjukpenning, Män"
    assert finding.found == "går att räkna ut"
    assert "Sjukpenning, Totalt minus de öppna talen i raden" in finding.message
    assert not any(character.isdigit() for character in f"{finding.found} {finding.expected}")
    assert finding.fault is not None
    assert [tuple(cell)[:3] for cell in finding.fault.cells] == [
        ("t", "r2", "k2"),
        ("t", "r2", "k3"),
        ("t", "r2", "k1"),
    ]


@pytest.mark.parametrize("mark", ["··", "..", "<5", "< 5", "färre än 5", "färre än fem", "1–4", "x", "*"])
def test_RO_02_fires_on_every_mark_of_a_hidden_cell(mark):
    hidden = table(SUPPORTS, GENDERS, "Försörjningsstöd | 24 | 19 | 43", f"Sjukpenning | 9 | {mark} | 12")
    assert only(tried(hidden), "RO-02").verdict is Verdict.FAULT


def test_RO_02_fires_on_a_dash_only_when_the_table_says_that_it_hides():
    rows = ("Försörjningsstöd | 24 | 19 | 43", "Sjukpenning | 9 | - | 12")
    hidden = table(SUPPORTS, GENDERS, *rows, note="- betyder färre än 5 personer.")
    assert told(tried(hidden), "RO-02")
    assert not told(tried(table(SUPPORTS, GENDERS, *rows)), "RO-02")


def test_RO_02_fires_on_two_hidden_cells_that_only_the_sums_together_give_away():
    rows = ("Sjukpenning | <5 | <5 | 8", "Försörjningsstöd | 24 | 19 | 43")
    findings = found(tried(table(SUPPORTS, GENDERS, *rows)), "RO-02")
    assert [finding.place for finding in findings] == [f"{SUPPORTS}, Sjukpenning, {label}" for label in GENDERS[:2]]


def test_RO_02_fires_down_a_column_that_its_own_open_years_bear_out():
    rows = ("Kommun | 30 | 21", "Region | 5 | 6", "Egenremiss | ·· | 7", "Totalt | 37 | 34")
    finding = only(tried(table("Remittenter", ("2024", "2023"), *rows)), "RO-02")
    assert finding.verdict is Verdict.FAULT
    assert "Totalt, 2024 minus de öppna talen i kolumnen" in finding.message


def test_RO_02_fires_in_doubt_where_only_the_word_says_that_it_is_a_total():
    rows = ("Kommun | 30", "Region | 5", "Egenremiss | ··", "Totalt | 37")
    finding = only(tried(table("Remittenter", ("Antal",), *rows)), "RO-02")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.WARNING)


def test_RO_02_fires_in_doubt_where_a_table_that_prints_zeros_hides_none():
    rows = ("Sjukpenning | <5 | <5 | 2", "A-kassa | 0 | 9 | 9", "Försörjningsstöd | 24 | 19 | 43")
    findings = found(tried(table(SUPPORTS, GENDERS, *rows)), "RO-02")
    assert [finding.verdict for finding in findings] == [Verdict.AMBIGUOUS] * 2


def test_RO_02_is_tried_and_silent_where_enough_is_hidden():
    rows = ("Sjukpenning | ·· | ·· | 12", "A-kassa | ·· | ·· | 14", "Försörjningsstöd | 24 | 19 | 43")
    total = "Totalt | 36 | 33 | 69"
    assert_tried_and_silent(tried(table(SUPPORTS, GENDERS, *rows, total)), "RO-02")


def test_RO_02_says_nothing_of_sums_that_do_not_hold():
    rows = ("Sjukpenning | 9 | ·· | 12", "Försörjningsstöd | 24 | 19 | 50")  # a third gender, or a wrong number
    assert not told(tried(table(SUPPORTS, GENDERS, *rows)), "RO-02")


def test_RO_02_says_nothing_of_a_hidden_cell_that_turns_out_large():
    rows = ("Sjukpenning | 9 | ·· | 29", "Försörjningsstöd | 24 | 19 | 43")
    assert_tried_and_silent(tried(table(SUPPORTS, GENDERS, *rows)), "RO-02")
