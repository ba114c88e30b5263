"""What the reader makes of each file that a real program wrote, checked against an independent rough count."""

import re
from pathlib import Path

import pytest

from samverk.core.ledger.balances import sum_lines
from samverk.core.problems import ProblemSeverity
from samverk.formats.sie import read, read_balances, write
from tests.factories.ledgers import without_lines

FOLDER = Path(__file__).parents[2] / "data" / "sie"
LUND = Path(__file__).parents[3] / "examples" / "lund"

# file: type, program, accounts, vouchers, postings, codes of problems
FILES: dict[str, tuple[str, str, int, int, int, set[str]]] = {
    "BL0001_typ2.SE": ("2", "BL Administration", 117, 0, 0, set()),
    "BL0001_typ4.SE": (
        "4E",
        "BL Administration",
        117,
        84,
        405,
        {"SIE-OBJEKT-SAKNAS", "SIE-RTRANS-OLIKA", "SIE-VER-NUMMER-DELAT"},
    ),
    "BokOrder.si": ("4I", "Visma Bokslut", 594, 1, 4, set()),
    "Bokslut_Norstedts_SIE_4E.se": ("4E", "Norstedts Bokslut", 351, 177, 678, {"SIE-VER-TOM"}),
    "Exempelbolaget_SIE_110322_B_33.si": ("4I", "REAL09", 10, 13, 91, {"SIE-KONTO-SAKNAS", "SIE-KPTYP"}),
    "MAMUT_SIE2_EXPORT.SE": ("2", "Mamut Enterprise Byrå", 412, 0, 0, {"SIE-IB-UB"}),
    "MAMUT_SIE4_EXPORT.SE": (
        "4E",
        "Mamut Enterprise",
        412,
        168,
        458,
        {"SIE-IB-UB", "SIE-NUMMER-LUCKA", "SIE-OBJEKT-SAKNAS"},
    ),
    "Norstedts_Bokslut_SIE_4I.si": ("4I", "Norstedts Bokslut", 351, 2, 4, set()),
    "SIE-fil_fran_Visma_Eget_Aktiebolag_2010.se": (
        "1",
        "Visma Eget Aktiebolag",
        161,
        0,
        0,
        {"SIE-IB-SUMMA", "SIE-UB-SUMMA"},
    ),
    "SIE4_Visma_Anlaggningsregister.si": ("4I", "Visma Anläggningsregister", 0, 1, 18, set()),
    "SIE_exempelfil.se": ("4E", "Specter Business Management", 540, 26, 148, {"SIE-IB-SUMMA", "SIE-KPTYP"}),
    "Sie2.se": ("2", "SoftOne Business Redovisning", 290, 0, 0, {"SIE-KPTYP", "SIE-UB-SUMMA"}),
    "Sie4.se": (
        "4E",
        "SoftOne Business Redovisning",
        291,
        70,
        260,
        {
            "SIE-CITAT",
            "SIE-DEL-AV-AR",
            "SIE-KONTO-SAKNAS",
            "SIE-KONTO-TECKEN",
            "SIE-KPTYP",
            "SIE-NUMMER-LUCKA",
            "SIE-RES",
            "SIE-UB",
            "SIE-UB-SUMMA",
        },
    ),
    "Sie_1.SE": ("1", "Visma Bokföring", 553, 0, 0, {"SIE-TECKEN-BLANDAT"}),
    "Sie_3_+_4.se": ("4E", "SmallOffice", 868, 2, 4, {"SIE-IB-UB", "SIE-KONTO-SAKNAS", "SIE-RES", "SIE-UB-SUMMA"}),
    "Test2.SE": ("2", "BRILJANT EKONOMISYSTEM", 81, 0, 0, set()),
    "Test4.SE": ("4E", "BRILJANT EKONOMISYSTEM", 81, 167, 1464, {"SIE-NUMMER-LUCKA"}),
    "XE_SIE_2_20151125094903.SE": (
        "2",
        "SoftOne XE",
        373,
        0,
        0,
        {"SIE-CITAT", "SIE-IB-SUMMA", "SIE-IB-UB", "SIE-KPTYP", "SIE-UB-SUMMA"},
    ),
    "XE_SIE_4_20151125095119.SE": (
        "4E",
        "SoftOne XE",
        373,
        64,
        246,
        {
            "SIE-CITAT",
            "SIE-IB-SUMMA",
            "SIE-IB-UB",
            "SIE-KPTYP",
            "SIE-NUMMER-LUCKA",
            "SIE-OBALANS",
            "SIE-OBJEKT-DUBBEL",
            "SIE-RES",
            "SIE-UB",
            "SIE-UB-SUMMA",
        },
    ),
    "magenta_bokforing_SIE2.se": ("2", "Magenta Bokföring", 136, 0, 0, set()),
    "magenta_bokforing_SIE4E.se": ("4E", "Magenta Bokföring", 136, 19, 84, set()),
    "objektsaldo_ovnbolag.se": ("3", "Avendo", 567, 0, 0, {"SIE-IB-SUMMA"}),
    "si.SI": ("4I", "Visma Administration 200 med Visma Integration", 15, 47, 128, {"SIE-TECKEN-BLANDAT"}),
    "sie_4.SE": ("4E", "Avendo", 565, 20, 76, {"SIE-IB-SUMMA"}),
    "transaktioner_ovnbolag-bad-balance.se": (
        "4E",
        "Avendo",
        567,
        162,
        668,
        {"SIE-IB-SUMMA", "SIE-OBALANS", "SIE-RES", "SIE-UB"},
    ),
    "typ1.se": ("1", "Edison Ekonomi Byrå", 299, 0, 0, {"SIE-KPTYP"}),
    "typ3.se": ("3", "Edison Ekonomi Byrå", 299, 0, 0, {"SIE-KPTYP"}),
    "typ4si.si": ("4I", "Edison Ekonomi Byrå", 299, 81, 287, {"SIE-KPTYP"}),
}
REFUSED = dict.fromkeys(("HAS1_1412.se", "HAS3_1412.se", "HAS4i_1412.si", "ObjSald.SE", "TRANSAK.SE"), "SIE-HTML")
WITH_CHECKSUM = ("Bokslut_Norstedts_SIE_4E.se", "Norstedts_Bokslut_SIE_4I.si")
LEFT_OUT = {"XE_SIE_4_20151125095119.SE": (1, 2), "transaktioner_ovnbolag-bad-balance.se": (1, 3)}
"""Vouchers and lines that the file itself gets wrong: they do not sum to zero."""


def count(data, label):
    return len(re.findall(rb"(?m)^[ \t]*#" + label + rb"\b", data))


def test_the_table_names_every_file():
    assert {path.name for path in FOLDER.iterdir()} == {*FILES, *REFUSED, "README.md"}


@pytest.mark.parametrize("name", FILES)
def test_a_vendor_file_comes_out_whole(name):
    data = (FOLDER / name).read_bytes()
    ledger, problems = read(data, file=name)
    kind, program, accounts, vouchers, postings, codes = FILES[name]
    assert (ledger.sie_type, ledger.program[0], ledger.encoding) == (kind, program, "cp437")
    found = (len(ledger.vouchers), sum(len(voucher.postings) for voucher in ledger.vouchers))
    assert (len(ledger.accounts), *found) == (accounts, vouchers, postings)
    assert {problem.code for problem in problems} == codes
    left_out = LEFT_OUT.get(name, (0, 0))
    assert found == (count(data, b"VER") - left_out[0], count(data, b"TRANS") - left_out[1])
    history = sum(len(voucher.corrections) for voucher in ledger.vouchers)
    assert history == count(data, b"RTRANS") + count(data, b"BTRANS")
    for label, balances in ((b"IB", ledger.opening), (b"UB", ledger.closing), (b"RES", ledger.results)):
        assert len(balances) == count(data, label)
    assert len(ledger.period_balances) == count(data, b"PSALDO")
    assert len(ledger.period_budgets) == count(data, b"PBUDGET")


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_web_page_under_a_sie_name_is_refused(name, code):
    ledger, problems = read((FOLDER / name).read_bytes(), file=name)
    assert ledger is None
    assert [problem.code for problem in problems] == [code]


@pytest.mark.parametrize("name", FILES)
def test_a_vendor_file_survives_being_written_again(name):
    ledger, _ = read((FOLDER / name).read_bytes())
    data, told = write(ledger, with_checksum=True)
    assert told == []
    assert without_lines(read(data)[0]) == without_lines(ledger)


@pytest.mark.parametrize("name", FILES)
def test_balances_alone_agree_with_the_full_reading(name):
    data = (FOLDER / name).read_bytes()
    assert read_balances(data)[0] == sum_lines(read(data)[0].vouchers)


@pytest.mark.parametrize("name", WITH_CHECKSUM)
def test_the_rule_for_the_checksum_holds_for_files_that_carry_one(name):
    data = (FOLDER / name).read_bytes()
    assert not [problem for problem in read(data)[1] if "KSUMMA" in problem.code]
    changed = data.replace(b"#FNAMN", b"#FNAMN x ", 1)
    assert [problem for problem in read(changed)[1] if problem.code == "SIE-KSUMMA"]


@pytest.mark.parametrize(("year", "vouchers", "postings"), [(2023, 282, 590), (2024, 267, 566)])
def test_lunds_books_tie(year, vouchers, postings):
    data = (LUND / f"bokforing-{year}.se").read_bytes()
    ledger, problems = read(data)
    assert len(ledger.vouchers) == vouchers == count(data, b"VER")
    assert sum(len(voucher.postings) for voucher in ledger.vouchers) == postings == count(data, b"TRANS")
    assert [problem for problem in problems if problem.severity is not ProblemSeverity.NOTE] == []
