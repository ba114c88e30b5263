"""What is written is read back the same, for every type; what the format cannot hold is refused or told."""

import zlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverk.core.ledger.model import Account, PeriodBalance, Posting
from samverk.core.problems import ProblemSeverity
from samverk.formats.sie import read, write
from tests.factories.ledgers import TEXTS, ledgers, small_ledger, voucher, without_lines


def codes(problems):
    return [problem.code for problem in problems]


@settings(max_examples=150, deadline=None)
@given(ledgers(), st.booleans())
def test_what_is_written_is_read_back_the_same(ledger, with_checksum):
    data, told = write(ledger, with_checksum=with_checksum)
    assert told == []
    again, problems = read(data)
    assert without_lines(again) == ledger
    assert not [problem for problem in problems if problem.severity in (ProblemSeverity.REFUSE, ProblemSeverity.ERROR)]
    assert not [code for code in codes(problems) if code.startswith(("SIE-KSUMMA", "SIE-CITAT", "SIE-RAD"))]


@settings(max_examples=60, deadline=None)
@given(ledgers("4E"))
def test_every_voucher_that_is_read_sums_to_zero(ledger):
    again, _ = read(write(ledger)[0])
    assert [sum(line.amount_ore for line in each.postings) for each in again.vouchers] == [0] * len(ledger.vouchers)


@given(TEXTS)
def test_any_text_comes_back_or_is_told(text):
    ledger = replace(small_ledger(), company=text, accounts={"1930": Account("1930", text)})
    data, told = write(ledger)
    again, _ = read(data)
    if told:
        assert text.endswith("\\")
        assert again.company == text + " "
    else:
        assert again.company == again.accounts["1930"].name == text


def test_the_file_is_code_page_437_with_crlf():
    data, _ = write(small_ledger())
    assert b"F\x94rbund" not in data
    assert "Påhittat förbund".encode("cp437") in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"\r\n")
    assert data.startswith(b"#FLAGGA 0\r\n#PROGRAM ")


def test_the_checksum_covers_labels_and_contents_only():
    ledger = replace(small_ledger(), company='Bo "Bosse" {1}', vouchers=())
    data, _ = write(ledger, with_checksum=True)
    lines = data.decode("cp437").split("\r\n")
    assert lines[1] == "#KSUMMA"
    by_hand = "#PROGRAMProv1#FORMATPC8#GEN20250110#SIETYP4#ORGNR222000-0000" + '#FNAMNBo "Bosse" {1}'
    by_hand += "#RAR02024010120241231#KPTYPBAS2014#VALUTASEK"
    by_hand += "".join(f"#KONTO{number}Konto {number}" for number in ledger.accounts)
    by_hand += "#OBJEKT610Aktiv#OBJEKT620Samverkan#OBJEKT11Kansli"
    by_hand += "#IB019301000.00#IB02069-1000.00#UB019301400.00#UB02069-1000.00#RES03010-600.00#RES04010200.00"
    assert lines[-2] == f"#KSUMMA {zlib.crc32(by_hand.encode('cp437'))}"


def test_characters_outside_the_code_page_are_replaced_and_told():
    ledger = replace(small_ledger(), company="Förbund €\n")
    data, told = write(ledger, file="ut.se")
    assert read(data)[0].company == "Förbund ? "
    assert codes(told) == ["SIE-SKRIV-TECKEN", "SIE-SKRIV-TECKEN"]
    assert all(problem.file == "ut.se" and problem.severity is ProblemSeverity.WARNING for problem in told)


@pytest.mark.parametrize(
    ("ledger", "sie_type", "code"),
    [
        (small_ledger(), "5", "SIE-SKRIV-TYP"),
        (small_ledger(), "1", "SIE-SKRIV-VERIFIKAT"),
        (small_ledger(), "4I", "SIE-SKRIV-SALDON"),
        (replace(small_ledger(), years={}), "4E", "SIE-SKRIV-AR"),
        (replace(small_ledger(), opening={}, closing={}, results={}), "4E", "SIE-SKRIV-SALDON"),
        (replace(small_ledger(), vouchers=()), "2", "SIE-SKRIV-OBJEKT"),
        (replace(small_ledger(), vouchers=(), objects={}, covers_to=date(2024, 6, 30)), "1", "SIE-SKRIV-PERIOD"),
        (
            replace(
                small_ledger(),
                vouchers=(),
                objects={},
                period_balances=(PeriodBalance(0, 202401, "4010", (("6", "10"),), 1),),
            ),
            "2",
            "SIE-SKRIV-OBJEKT",
        ),
        (replace(small_ledger(), vouchers=(voucher("A", "1", ("1930", 1)),)), "4E", "SIE-SKRIV-OBALANS"),
        (replace(small_ledger(), opening={(0, "1930"): 10**18}), "4E", "SIE-SKRIV-BELOPP"),
        (replace(small_ledger(), extra=(("VER", ("A",)),)), "4E", "SIE-SKRIV-ETIKETT"),
        (replace(small_ledger(), extra=(("A B", ()),)), "4E", "SIE-SKRIV-ETIKETT"),
        (replace(small_ledger(), extra=(("POST€", ()),)), "4E", "SIE-SKRIV-ETIKETT"),
    ],
)
def test_what_the_type_cannot_hold_is_refused(ledger, sie_type, code):
    data, problems = write(ledger, sie_type=sie_type)
    assert data is None
    assert code in codes(problems)
    assert {problem.severity for problem in problems} == {ProblemSeverity.REFUSE}


def test_history_keeps_its_place_between_the_lines():
    data, _ = write(small_ledger())
    text = data.decode("cp437").replace(
        "   #TRANS 4010 {6 20}",
        "   #BTRANS 4010 {6 30} 70.00\r\n   #RTRANS 4010 {6 20} 50.00 20240402\r\n   #TRANS 4010 {6 20}",
    )
    ledger, problems = read(text.encode("cp437"))
    history = ledger.vouchers[1].corrections
    assert [(row.label, row.position) for row in history] == [("BTRANS", 1), ("RTRANS", 1)]
    assert (
        history[1].posting == ledger.vouchers[1].postings[1] == Posting("4010", 5_000, (("6", "20"),), date(2024, 4, 2))
    )
    assert problems == []
    assert write(ledger)[0].decode("cp437") == text
