"""Finsam Lund 2023 and 2024: every published figure, typed by hand from the printed report.

Where the printed report contradicts itself the comment says what is printed.
"""

import pytest

from samverk.core.document.figures import FigureKind, FigureUnit
from samverk.core.document.tree import FigureCell
from samverk.core.facts import Facts
from samverk.core.money import MoneyUnit, round_half_away
from samverk.core.problems import ProblemSeverity
from samverk.core.statements.build import build_figures
from samverk.core.statements.structure import Statement, StatementSet
from tests.factories.lake_district import lake_facts
from tests.factories.lund import lund_facts


@pytest.fixture(scope="module")
def lund() -> StatementSet:
    statements, problems = build_figures(lund_facts())
    assert problems == []
    return statements


def printed(lund: StatementSet, table: Statement, *columns: int) -> dict[str, tuple[int | None, ...]]:
    """Row id → the numbers as printed in the table's unit, in the columns asked for."""
    unit = table.unit or MoneyUnit.KR

    def number(cell: object) -> int | None:
        assert isinstance(cell, FigureCell)
        figure = lund.figures.find(cell.figure_id or "")
        step = unit.ore if figure.unit is FigureUnit.ORE else 1
        return None if figure.value is None else round_half_away(cell.sign * figure.value, step)

    return {
        row.id: tuple(number(row.cells[column]) for column in columns)
        for row in table.rows
        if any(isinstance(cell, FigureCell) for cell in row.cells)
    }


def test_income_statement(lund):
    assert printed(lund, lund.income_statement, 0, 1) == {
        "verksamhetens_intakter": (13_061_992, 13_756_086),
        "verksamhetens_kostnader": (-14_151_167, -13_115_510),
        "verksamhetens_resultat": (-1_089_175, 640_576),
        "finansiella_intakter": (684, 901),
        "finansiella_kostnader": (-779, -116),
        "finansnetto": (-95, 785),
        "arets_resultat": (-1_089_270, 641_362),
    }


def test_balance_sheet(lund):
    assert printed(lund, lund.balance_sheet, 0, 1) == {
        "fordringar": (1_349_444, 2_806_202),
        "kassa_och_bank": (4_425_230, 3_675_016),
        "summa_omsattningstillgangar": (5_774_674, 6_481_218),
        "summa_tillgangar": (5_774_674, 6_481_218),  # printed 6 418 218 for 2023, two digits swapped
        "eget_kapital_arets_resultat": (-1_089_270, 641_362),
        "ovrigt_eget_kapital": (3_421_947, 2_780_586),
        "eget_kapital": (2_332_678, 3_421_947),
        "kortfristiga_skulder": (3_441_996, 3_059_271),
        "summa_skulder": (3_441_996, 3_059_271),
        "summa_eget_kapital_och_skulder": (5_774_674, 6_481_218),
    }


def test_cash_flow(lund):
    assert printed(lund, lund.cash_flow, 0, 1) == {
        "arets_resultat": (-1_089_270, 641_362),
        "kf.justeringar": (0, 0),
        "kf.medel_fore_rorelsekapital": (-1_089_270, 641_362),
        "kf.forandring_fordringar": (1_456_758, -900_751),
        "kf.forandring_kortfristiga_skulder": (382_725, -1_440_178),  # printed −1 535 746, which does not add up
        "kf.lopande_verksamhet": (750_213, -1_699_568),
        "kf.arets_kassaflode": (750_213, -1_699_568),
        "kf.likvida_medel_in": (3_675_016, 5_374_584),
        "kf.likvida_medel_ut": (4_425_230, 3_675_016),
    }


def test_operating_account(lund):
    assert printed(lund, lund.operating_account, 0, 1, 2, 3) == {
        "nettokostnad": (-14_151, -14_492, 341, -13_115),  # printed as a copy of the row Resultat
        "summa_intakter": (13_062, 12_970, 92, 13_756),
        "resultat": (-1_089, -1_522, 433, 641),
        "medel_till_forfogande": (2_333, 1_900, 433, 3_422),
    }


def test_outcome_against_budget(lund):
    rows = printed(lund, lund.budget_outcome, 0, 1)
    assert {row: numbers for row, numbers in rows.items() if any(numbers)} == {
        "staten": (3_685_000, 3_685_000),
        "kommun": (1_842_500, 1_842_500),
        "region": (1_842_500, 1_842_500),
        "esf": (5_690_930, 5_600_000),
        "ovriga": (1_062, 0),
        "summa_intakter": (13_061_992, 12_970_000),
        "aktiv": (320_812, 370_000),
        "hallbart_naringsliv": (408_016, 200_000),
        "iris_overgripande": (2_239_950, 2_000_000),
        "iris_usb": (1_075_377, 1_400_000),
        "iris_insam": (1_860_877, 2_300_000),
        "iris_hoganas": (680_000, 680_000),
        "iris_kompetenstrappan": (2_333_201, 2_500_000),
        "iris_sydost": (1_069_293, 1_040_000),
        "iris_vsb": (1_893_272, 2_100_000),
        "iris": (11_151_970, 12_020_000),  # not printed: the umbrella project's sum
        "samverkansakademin": (1_241, 2_000),
        "utvarderingar": (180_000, 200_000),
        "insatser": (12_062_039, 12_792_000),
        "administration": (2_089_128, 1_700_000),
        "finansnetto": (95, 0),  # printed −95 among costs without minus
        "nettokostnad": (14_151_262, 14_492_000),
        "resultat": (-1_089_270, -1_522_000),
        "sparade_medel_in": (3_421_947, 3_422_000),  # printed 3 421 948; 3 421 947,40 rounds down
        "medel_till_forfogande": (2_332_678, 1_900_000),
    }


def test_deviations_say_which_way_is_good(lund):
    overspent = lund.figures.find("avvikelse.hallbart_naringsliv")
    assert overspent.value == -208_016_00
    assert overspent.is_favourable is False
    assert overspent.kind is FigureKind.DEVIATION
    assert lund.figures.find("avvikelse.resultat").is_favourable is True
    assert lund.figures.find("avvikelse.staten").is_favourable is None


def test_notes(lund):
    assert [(note.number, note.key) for note in lund.notes[:4]] == [
        (2, "verksamhetens_intakter"),
        (3, "verksamhetens_kostnader"),
        (4, "fordringar"),
        (5, "kortfristiga_skulder"),
    ]
    income, costs, receivables, liabilities = (printed(lund, note.table, 0, 1) for note in lund.notes[:4])
    assert income == {
        "intakt.staten": (3_685_000, 3_685_000),
        "intakt.kommun": (1_842_500, 1_842_500),
        "intakt.region": (1_842_500, 1_842_500),
        "intakt.esf": (5_690_930, 6_386_086),
        "intakt.ovriga": (1_062, 0),
        "verksamhetens_intakter": (13_061_992, 13_756_086),
    }
    prefix = "not.verksamhetens_kostnader."
    assert {row.removeprefix(prefix): numbers for row, numbers in costs.items()} == {
        "aktiv": (320_812, 161_285),
        "ama": (0, 122_500),
        "hallbart_naringsliv": (408_016, 295_462),  # printed 295 522; the rows then add up to 60 too much
        "iris_overgripande": (2_239_950, 1_674_124),
        "iris_usb": (1_075_377, 1_358_860),
        "iris_insam": (1_860_877, 1_884_162),
        "iris_hoganas": (680_000, 649_000),
        "iris_kompetenstrappan": (2_333_201, 1_995_211),
        "iris_sydost": (1_069_293, 1_147_043),
        "iris_vsb": (1_893_272, 1_365_036),
        "larlingsutbildning": (0, 274_291),
        "strategisk_samordning": (0, 57_000),
        "samverkansakademin": (1_241, 648),
        "utvarderingar": (180_000, 210_660),
        "samverkansinsatser": (12_062_039, 11_195_282),
        "lokalkostnader": (95_000, 63_000),
        "administrativa_kostnader": (272_104, 229_636),
        "styrelsekostnader": (163_766, 127_436),
        "personalkostnader": (1_558_258, 1_500_156),
        "ovriga_kostnader": (2_089_128, 1_920_228),
        "verksamhetens_kostnader": (14_151_167, 13_115_510),
    }
    assert receivables == {
        "not.fordringar.ovriga_kortfristiga_fordringar": (257_791, 236_246),
        "not.fordringar.upplupna_intakter": (1_091_653, 2_569_956),
        "fordringar": (1_349_444, 2_806_202),
    }
    assert liabilities == {
        "not.kortfristiga_skulder.skulder_samverkansinsatser": (2_249_816, 854_946),
        "not.kortfristiga_skulder.ovriga_kortfristiga_skulder": (763_375, 1_872_336),
        "not.kortfristiga_skulder.ovriga_upplupna_kostnader": (428_805, 331_989),
        "kortfristiga_skulder": (3_441_996, 3_059_271),
    }


def test_notes_are_reached_from_the_statements(lund):
    receivables = lund.balance_sheet.row("fordringar")
    assert receivables is not None
    assert lund.note_number(receivables.note_key) == 4
    assert lund.note_number("finns_inte") is None


def test_balance_requirement(lund):
    rows = printed(lund, lund.balance_requirement, 0)
    assert rows.pop("arets_resultat") == (-1_089_270,)
    assert rows.pop("balanskrav.resultat") == (-1_089_270,)
    assert set(rows.values()) == {(0,)}


def test_overview(lund):
    assert printed(lund, lund.overview, 0, 1, 2, 3, 4) == {
        "flerar.intakter": (13_062, 13_756, 12_876, 12_419, 7_787),
        "flerar.kostnader": (-14_151, -13_115, -14_751, -13_772, -4_271),  # printed without minus before 2023
        "flerar.resultat": (-1_089, 641, -1_875, -1_353, 3_516),
        "flerar.eget_kapital": (2_333, 3_422, 2_781, 4_656, 6_009),  # not printed
        "flerar.antal_anstallda": (1, 1, 1, 2, 2),
    }


def test_forecast_starts_from_the_real_closing(lund):
    assert lund.forecast is not None
    assert printed(lund, lund.forecast, 0, 1, 2, 3)["prognos.medel"] == (2_333, 1_790, 6_407, 11_784)


def test_ratios_name_their_base(lund):
    administration = lund.figures.find("andel.administration_av_medlemmarnas_medel")
    assert round(float(administration.value or 0), 3) == 0.283
    assert administration.base == "medlemmarnas medel"
    assert all(figure.base for figure in lund.figures if figure.ratio)


def test_board_and_staff_share_an_account(lund):
    """7510 is split by cost centre, and each part says which lines it is."""
    board = lund.figures.find("not.verksamhetens_kostnader.styrelsekostnader.2024")
    assert [(source.account, source.balance, source.objects) for source in board.sources] == [
        ("7240", "RES", ()),
        ("7510", "lines", (("1", "2"),)),
    ]


def test_every_sum_is_exact_in_ore(lund):
    sums = [figure for figure in lund.figures if figure.terms and figure.value is not None]
    assert len(sums) > 100
    for figure in sums:
        assert figure.value == sum(term.sign * lund.figures.ore(term.figure_id) for term in figure.terms), figure.id


def test_every_row_of_every_table_adds_up(lund):
    tables = [lund.income_statement, lund.balance_sheet, lund.cash_flow, lund.operating_account, lund.budget_outcome]
    tables += [lund.balance_requirement, lund.saved_funds, *(note.table for note in lund.notes)]
    checked = 0
    for table in tables:
        for row in table.rows:
            for position in range(len(table.columns)):
                total = row.figure_id(position)
                if row.terms and total:
                    parts = [(table.row(term.row_id), term.sign) for term in row.terms]
                    names = [(part.figure_id(position), sign) for part, sign in parts if part is not None]
                    assert len(names) == len(row.terms), (table.id, row.id)
                    added = sum(sign * lund.figures.ore(name) for name, sign in names if name)
                    assert added == lund.figures.ore(total), (table.id, row.id)
                    checked += 1
    assert checked > 50


def test_printed_terms_follow_the_signs_of_print(lund):
    table = lund.budget_outcome
    costs, result = table.row("nettokostnad"), table.row("resultat")
    assert costs is not None
    assert result is not None
    assert {term.sign for term in table.printed_terms(costs)} == {1}
    assert table.printed_terms(result) == ()  # costs are printed turned, deviations are not
    summary = lund.operating_account.row("resultat")
    assert summary is not None
    assert [term.sign for term in lund.operating_account.printed_terms(summary)] == [1, 1]


def test_books_that_are_missing_are_refused_and_nothing_breaks():
    facts = lund_facts()
    _, problems = build_figures(Facts(year=2024, association=facts.association, measures=facts.measures))
    assert [(problem.severity, problem.code) for problem in problems] == [(ProblemSeverity.REFUSE, "KP-BOCKER-SAKNAS")]


def test_a_name_used_twice_is_refused():
    facts = lake_facts()
    twice = facts.measures[0].model_copy(update={"id": "stat"})
    _, problems = build_figures(Facts(2024, facts.association, (twice,), ledgers=facts.ledgers))
    clash = problems[0]
    assert (clash.severity, clash.code) == (ProblemSeverity.REFUSE, "KP-SAMMA-ID")
    assert "”stat”" in clash.message
