"""RO: does the document give away single persons?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.checks.catalogue import all_rules
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
    table("", ("Antal deltagare", "Antal insatser"), "Insats Norr | 2 | 14"),
    table("Avslutade deltagare", ("Antal",), "Till utbildning | 3", "Till arbete | 24"),
    table("Deltagare", ("Antal",), "Försörjningsstöd | 4 (11 %)", "Sjukpenning | 32 (89 %)"),
]


@pytest.mark.parametrize("people", PEOPLE, ids=lambda each: f"{each.title} {each.rows[0].label}")
def test_RO_01_knows_a_table_about_participants(people):
    assert only(tried(people), "RO-01").found.startswith("1 cell med färre")


GUESSED = [
    table("Deltagare per remittent", ("2024", "2023"), "Kommunen | 30 | 21", "Egenremiss | 3 | 7", unit=MoneyUnit.TKR),
    table("", ("Antal deltagare", "Utfall tkr"), "Insats Norr | 3 | 4", "Insats Söder | 44 | 912", unit=MoneyUnit.TKR),
]


@pytest.mark.parametrize("people", GUESSED, ids=lambda each: each.title)
def test_RO_01_knows_participants_in_a_table_whose_unit_a_reader_guessed(people):
    assert only(tried(people), "RO-01").found.startswith("1 cell med färre")


OTHERS = [
    table("Deltagare", ("2024", "Tkr 2023"), "Insats Norr | 3 | 4", unit=MoneyUnit.TKR),
    table("Deltagare och ekonomi", ("2024",), "Insats Norr | 3", unit=MoneyUnit.TKR),
    table("", ("2024",), "Kvinnor | 3", "Deltagarnas resor | 4", unit=MoneyUnit.TKR),
    table("Antal anställda", ("2024", "2023"), "Kvinnor | 1 | 1", "Män | 0 | 1"),
    table("", ("2024", "2023"), "Antal anställda | 1 | 2", "Antal deltagare | 396 | 402"),
    table("Styrelsens ledamöter", ("Kvinnor", "Män"), "Ordinarie | 3 | 1", "Ersättare | 2 | 2"),
    table("", ("Kvinnor", "Män"), "Ledamöter | 3 | 1", "Ersättare | 2 | 2"),
    table("Sammanträden", ("Antal",), "Styrelsen | 4", "Beredningsgruppen | 3"),
    table("Deltagare i Caseforum", ("Antal",), "Våren | 3", "Hösten | 24"),
    table("", ("Datum", "Antal deltagare"), "Norr | 12 | 4"),
    table("", ("Antal deltagare",), "BIP-utbildning | 4", "Grundutbildning | 24"),
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


# ── RO-03 groups that are all alike ───────────────────────────────────────────────────────────────────────────────


def test_RO_03_fires_where_a_whole_group_has_one_support():
    rows = ("Försörjningsstöd | 24 | 19", "Sjukpenning | 9 | 0", "Totalt | 33 | 19")
    finding = only(tried(table(SUPPORTS, GENDERS[:2], *rows)), "RO-03")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.WARNING)
    assert finding.found == "Försörjningsstöd, Män"


def test_RO_03_fires_where_all_but_one_have_one_support():
    rows = ("Kvinnor | 18 | 1 | 19", "Män | 14 | 9 | 23")
    finding = only(tried(table("Deltagare", ("Försörjningsstöd", "Sjukpenning", "Totalt"), *rows)), "RO-03")
    assert finding.found == "Kvinnor, Försörjningsstöd"


@pytest.mark.parametrize(
    "sentence",
    [
        "Samtliga 12 deltagare hade försörjningsstöd när de började.",
        "Alla tre kvinnor fick arbete.",
        "100 % av de 12 deltagarna hade aktivitetsersättning.",
    ],
)
def test_RO_03_fires_on_a_sentence_about_all_of_a_group(sentence):
    assert only(tried(sentence), "RO-03").verdict is Verdict.AMBIGUOUS


def test_RO_03_is_tried_and_silent_on_mixed_groups_and_on_groups_that_say_nothing_sensitive():
    rows = ("Försörjningsstöd | 24 | 19", "Sjukpenning | 9 | 6", "Totalt | 33 | 25")
    remitted = replace(table("Remittenter", ("Antal",), "Kommun | 9", "Region | 0", "Totalt | 9"), id="u")
    sentences = "Alla 12 deltagare fick en egen handläggare. Målet är att alla 12 deltagare ska få arbete."
    assert_tried_and_silent(tried(table(SUPPORTS, GENDERS[:2], *rows), remitted, sentences), "RO-03")


# ── RO-04 percentages that are impossible ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Under året var 11 % av 12 deltagare män.", "antingen 8 % eller 17 %"),
        ("Av de 14 som avslutades gick 56 % till arbete.", "antingen 50 % eller 57 %"),
        (
            "Av de 14 som avslutades gick 57 procent till arbete och 30 procent till studier.",
            "antingen 29 % eller 36 %",
        ),
        ("Till arbete gick 8 av 14 deltagare (75 %).", "57 %"),
        ("Av totalt 16 deltagare var 31,2 % män och 68,9 % kvinnor.", "antingen 68,8 % eller 75,0 %"),
    ],
)
def test_RO_04_fires_on_a_percentage_that_no_number_of_people_gives(sentence, expected):
    finding = only(tried(sentence), "RO-04")
    assert (finding.verdict, finding.severity) == (Verdict.FAULT, Severity.ERROR)
    assert finding.expected == expected


POSSIBLE = [
    "Av de 14 som avslutades gick 57 % till arbete.",
    "Av de 396 som var inskrivna var 56 % kvinnor.",
    "Ungefär 70 % av de 12 deltagarna fick arbete.",
    "Till arbete gick 8 av 14 deltagare (57 %).",
    "Av de 8 deltagarna var 12 % män.",
    "Av de 8 deltagarna var 13 % män.",
]
NOTHING_TO_TRY = [
    "Målet är att 11 % av 12 deltagare ska få arbete.",
    "Minst 11 % av de 12 deltagarna var män.",
    "Mellan 40 och 50 % av 12 deltagare var män.",
    "Av de 12 deltagarna var 40–45 % män.",
    "Av de 12 deltagarna arbetar flera på 45 %.",
    "Av de 12 deltagarna har flera en 45 % tjänst.",
    "Av cirka 12 deltagare var 11 % män.",
    "Antalet ökade med 11 % till 12 deltagare.",
    "11 % av 12 mnkr gick till insatsen.",
]


@pytest.mark.parametrize("sentence", POSSIBLE)
def test_RO_04_is_tried_and_silent_on_a_percentage_that_some_number_of_people_gives(sentence):
    assert_tried_and_silent(tried(sentence), "RO-04")


@pytest.mark.parametrize("sentence", NOTHING_TO_TRY)
def test_RO_04_leaves_targets_limits_and_other_percentages(sentence):
    assert not told(tried(sentence), "RO-04")


def test_RO_04_tells_a_cut_percentage_as_rounding():
    finding = only(tried("Av de 12 som avslutades gick 16 % till studier."), "RO-04")
    assert (finding.verdict, finding.severity) == (Verdict.ROUNDING, Severity.NOTE)


def test_RO_04_tells_a_percentage_that_may_have_another_base_as_ambiguous():
    finding = only(tried("Av de 14 som avslutades gick 57 % till arbete, varav 25 % med lön."), "RO-04")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.NOTE)


def test_RO_04_fires_on_a_table_whose_share_is_none_of_its_total():
    rows = ("Kommun | 7 | 58 %", "Region | 5 | 44 %", "Totalt | 12 | 100 %")
    finding = only(tried(table("Remittenter", ("Antal", "Andel"), *rows)), "RO-04")
    assert (finding.place, finding.expected, finding.found) == ("Remittenter, Region, Andel", "42 %", "44 % av 12")


def test_RO_04_is_silent_on_shares_moved_to_make_a_hundred():
    rows = ("Kommun | 5 | 34 %", "Region | 5 | 33 %", "Egenremiss | 5 | 33 %", "Totalt | 15 | 100 %")
    assert_tried_and_silent(tried(table("Remittenter", ("Antal", "Andel"), *rows)), "RO-04")


@given(st.integers(1, 150), st.data())
def test_RO_04_never_fires_on_a_percentage_of_real_people(total, data):
    count = data.draw(st.integers(0, total))
    step = Decimal(1).scaleb(-data.draw(st.integers(0, 1)))
    rounding = data.draw(st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
    percent = str((Decimal(100 * count) / Decimal(total)).quantize(step, rounding)).replace(".", ",")
    sentence = f"Av de {total} deltagare som avslutades gick {percent} % till arbete."
    report = run(CheckInput(document(sentence)), DAY, [each for each in all_rules() if each.code == "RO-04"])
    assert not report.findings
    assert report.tried[0].held == 1


# ── RO-05 sentences about a few ───────────────────────────────────────────────────────────────────────────────────

FEW = [
    ("Två av deltagarna fick arbete under hösten.", "två av deltagarna"),
    ("Bland dem som avslutades fanns 3 kvinnor som gick vidare till studier.", "3 kvinnor"),
    ("En person avbröt på grund av missbruk.", "en person"),
    ("Fyra deltagare hade sjukpenning vid starten.", "fyra deltagare"),
    ("Insatsen hade många deltagare. Två av dem fick arbete.", "två av dem"),
]


@pytest.mark.parametrize(("sentence", "words"), FEW)
def test_RO_05_fires_on_a_few_in_a_sensitive_category(sentence, words):
    finding = only(tried(sentence), "RO-05")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.WARNING)
    assert finding.found == f"”{words}”"


def test_RO_05_is_tried_and_silent_on_larger_groups():
    assert_tried_and_silent(tried("Under året fick 24 deltagare arbete."), "RO-05")


@pytest.mark.parametrize(
    "sentence",
    [
        "Förbundet har en person anställd, som arbetar heltid.",
        "Två handläggare har gått en utbildning om psykisk ohälsa.",
        "Fyra ledamöter har avslutat sina uppdrag.",
        "När en person med psykisk ohälsa behöver stöd samverkar myndigheterna.",
        "En person med sjukpenning kan delta i insatsen.",
        "Två av tre deltagare har psykisk ohälsa.",
        "Målet är att tre deltagare ska få arbete.",
        "Tre insatser har avslutats och två har börjat.",
        "Tre personer i teamet har arbetat med utsatta för våld.",
        "En person är anställd på kansliet och har avslutat sin provanställning.",
        "Kansliet är en person, och uppdraget avslutades 2024.",
        "Under året har två kvinnor valts till styrelsen efter att uppdragen avslutats.",
        "Minst två deltagare fick arbete.",
        "Två personer på Försäkringskassan har ansvar för sjukpenning.",
        "Två personer började sin anställning under våren.",
        "Insatsen har platser för fyra deltagare som har aktivitetsersättning.",
    ],
)
def test_RO_05_leaves_staff_rules_and_people_in_general(sentence):
    assert not told(tried(sentence), "RO-05")


# ── RO-06 differences ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "sentence",
    [
        "Under året var 396 personer inskrivna, varav 394 kvinnor.",
        "Insatsen hade 40 deltagare, varav 38 gick till arbete.",
        "Insatsen hade 40 deltagare. Av dem var 37 kvinnor.",
        "Insatsen hade 40 deltagare, varav 20 kvinnor och 18 män.",
    ],
)
def test_RO_06_fires_on_a_sentence_whose_remainder_is_a_few(sentence):
    finding = only(tried(sentence), "RO-06")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.WARNING)


@pytest.mark.parametrize(
    "sentence",
    [
        "Under året var 396 personer inskrivna, varav 223 kvinnor och 173 män.",
        "Insatsen hade 40 deltagare, varav 20 gick till arbete.",
        "Insatsen hade 40 deltagare. Av dem var 20 kvinnor.",
    ],
)
def test_RO_06_is_tried_and_silent_where_nobody_or_many_are_left_over(sentence):
    assert_tried_and_silent(tried(sentence), "RO-06")


@pytest.mark.parametrize(
    "sentence",
    [
        "Dagen samlade 40 deltagare, varav 38 kvinnor.",
        "Gruppen har 31 personer, varav 28 kan mycket om psykisk ohälsa.",
        "I projektet arbetar 31 personer, varav 28 är anställda hos kommunen.",
        "Styrelsen har 8 personer, varav 5 kvinnor.",
        "Konferensen hade 40 deltagare, varav 38 från kommunen.",
        "Insatsen hade 40 deltagare, varav 25 kvinnor och 13 utrikes födda.",
        "Insatsen hade 40 deltagare, varav 45 % var kvinnor.",
        "Insatsen hade 40 deltagare, varav minst 38 kvinnor.",
        "Deltagarnas tid i försörjning var 43 månader, varav 41 för män.",
    ],
)
def test_RO_06_leaves_staff_gatherings_and_groups_that_overlap(sentence):
    assert not told(tried(sentence), "RO-06")


def test_RO_06_fires_on_women_beside_all_and_on_rows_of_which():
    beside = table("Deltagare", ("Totalt", "Kvinnor"), "Insats Norr | 40 | 38", "Insats Söder | 40 | 20")
    assert only(tried(beside), "RO-06").found == "Insats Norr, Totalt minus Insats Norr, Kvinnor"
    of_which = table("Deltagare", ("Antal",), "Inskrivna | 40", "varav kvinnor | 20", "varav män | 18", "I kö | 22")
    assert "Inskrivna, Antal minus varav kvinnor" in only(tried(of_which), "RO-06").found


def test_RO_06_fires_on_two_tables_whose_difference_is_a_few():
    everyone = table("Deltagare per insats", ("2024",), "Insats Norr | 40", "Insats Söder | 31")
    women = replace(
        table("Kvinnor bland deltagare per insats", ("2024",), "Insats Norr | 37", "Insats Söder | 11"), id="u"
    )
    finding = only(tried(everyone, women), "RO-06")
    assert finding.found == "Insats Norr, 2024 minus Insats Norr, 2024"
    assert finding.fault is not None
    assert {cell.table for cell in finding.fault.cells} == {"t", "u"}


# ── RO-07 percentages that show a few ─────────────────────────────────────────────────────────────────────────────


def test_RO_07_fires_on_a_percentage_of_a_small_number_of_people():
    finding = only(tried("Av de 14 som avslutades gick 21 % till studier."), "RO-07")
    assert (finding.verdict, finding.severity) == (Verdict.AMBIGUOUS, Severity.WARNING)


def test_RO_07_fires_where_a_share_stands_open_beside_a_hidden_count():
    rows = ("Kommun | 11 | 79 %", "Region | ·· | 21 %", "Totalt | 14 | 100 %")
    finding = only(tried(table("Remittenter", ("Antal", "Andel"), *rows)), "RO-07")
    assert finding.place == "Remittenter, Region, Andel"


def test_RO_07_is_tried_and_silent_on_larger_groups():
    assert_tried_and_silent(tried("Av de 396 som var inskrivna gick 21 % till studier."), "RO-07")


@pytest.mark.parametrize(
    "sentence",
    ["Av de 14 medarbetare som svarade var 21 % chefer.", "Cirka 21 % av de 14 deltagarna gick till studier."],
)
def test_RO_07_leaves_staff_and_rough_percentages(sentence):
    assert not told(tried(sentence), "RO-07")


# ── never on what is not about people ─────────────────────────────────────────────────────────────────────────────

_LABELS = (
    "Verksamhetens intäkter", "Lokaler", "Styrelsen", "Beredningsgruppen", "Soliditet", "Resultat", "Insats Norr",
    "Kommunen", "Regionen", "Försäkringskassan", "Antal anställda", "Antal insatser", "Sammanträden", "2023", "Not",
)  # fmt: skip
_HEADS = ("2024", "2023", "Utfall", "Budget", "Antal", "Kvinnor", "Totalt", "Andel", "Ledamöter", "Avvikelse")


@st.composite
def _other_tables(draw: st.DrawFn) -> Table:
    columns = draw(st.lists(st.sampled_from(_HEADS), min_size=1, max_size=4, unique=True))
    cell = st.sampled_from(["0", "1", "2", "4", "5", "12", "396", "··", "–", "50 %"])
    rows = [
        f"{label} | " + " | ".join(draw(cell) for _ in columns)
        for label in draw(st.lists(st.sampled_from((*_LABELS, "Totalt")), min_size=1, max_size=5))
    ]
    unit = draw(st.sampled_from([None, MoneyUnit.KR, MoneyUnit.TKR]))
    return table(draw(st.sampled_from(("", "Nyckeltal", "Antal", "Översikt"))), columns, *rows, unit=unit)


@settings(max_examples=300)
@given(_other_tables())
def test_RO_rules_never_fire_on_tables_without_words_about_participants(other):
    rules = [each for each in all_rules() if each.family == "RO"]
    assert not run(CheckInput(document(other)), DAY, rules).findings
