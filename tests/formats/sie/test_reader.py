"""Reading: every record, the lexical rules, what real programs do, and what each fault costs."""

from datetime import date

import pytest
from hypothesis import given, settings

from samverk.core.ledger.balances import sum_lines
from samverk.core.ledger.model import Account, Dimension, FinancialYear, ObjectBalance, PeriodBalance, Posting
from samverk.core.problems import ProblemSeverity
from samverk.formats.sie import read, read_balances, write
from samverk.formats.sie.bulk import BulkReader, Odd, single_vouchers, stretches
from samverk.formats.sie.faults import Faults
from samverk.formats.sie.records import Books
from samverk.formats.sie.vouchers import LineReader
from tests.factories.ledgers import ledgers, small_ledger, without_lines

HEAD = """#FLAGGA 0
#PROGRAM "Prov" 1
#FORMAT PC8
#GEN 20250110
#SIETYP 4
#ORGNR 222000-0000
#FNAMN "Påhittat förbund"
#RAR 0 20240101 20241231
#KPTYP BAS2014
#KONTO 1930 "Bank"
#KONTO 3010 "Intäkt"
#KONTO 4010 "Kostnad"
#OBJEKT 6 10 "Aktiv"
"""
BALANCES = "#IB 0 1930 0\n#UB 0 1930 100.00\n#RES 0 3010 -100.00\n"
VOUCHER = "#VER A 1 20240301 Text\n{\n#TRANS 1930 {} 100.00\n#TRANS 3010 {} -100.00\n}\n"


def read_text(*parts, encoding="cp437"):
    return read("".join(parts).encode(encoding), file="prov.se")


def codes(problems, severity=None):
    return [problem.code for problem in problems if severity in (None, problem.severity)]


def the_problem(problems, code):
    found = [problem for problem in problems if problem.code == code]
    assert len(found) == 1, codes(problems)
    return found[0]


def test_a_sound_file_gives_no_problems():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER)
    assert problems == []
    assert ledger.sie_type == "4E"
    assert ledger.vouchers[0].postings == (Posting("1930", 10_000), Posting("3010", -10_000))
    assert (ledger.vouchers[0].name, ledger.vouchers[0].line) == ("A 1", 17)


def test_every_record_finds_its_place():
    ledger, problems = read_text(
        "#FLAGGA 1\n#PROGRAM P 2.1\n#FORMAT PC8\n#GEN 20250110 AB\n#SIETYP 4\n#PROSA hej du\n#FTYP X\n#FNR 12\n",
        "#ORGNR 222000-0000 1 2\n#BKOD 84300\n#ADRESS a b c d\n#FNAMN F\n#RAR 0 20240101 20241231\n",
        "#RAR -1 20230101 20231231\n#TAXAR 2025\n#OMFATTN 20241231\n#KPTYP BAS2014\n#VALUTA SEK\n",
        "#KONTO 1930 Bank\n#KTYP 1930 T\n#ENHET 1930 st\n#SRU 1930 7281\n#SRU 1930 7282\n#DIM 20 Egen\n",
        "#UNDERDIM 21 Under 20\n#OBJEKT 20 0001 Ett\n#OBJEKT 20 1 Annat\n#IB 0 1930 5.5 3\n#UB 0 1930 5.50\n",
        "#RES -1 3010 -7\n#OIB 0 1930 {20 1} 1.00 2\n#OUB 0 1930 {20 1} 1\n#PSALDO 0 202401 1930 {} 5\n",
        "#PBUDGET 0 202412 3010 {20 1} -5.25 1\n",
    )
    assert codes(problems, ProblemSeverity.ERROR) == []
    assert (ledger.program, ledger.generated, ledger.generated_by) == (("P", "2.1"), date(2025, 1, 10), "AB")
    assert (ledger.org_number, ledger.acquisition, ledger.is_imported) == ("222000-0000", ("1", "2"), True)
    assert ledger.years[-1] == FinancialYear(-1, date(2023, 1, 1), date(2023, 12, 31))
    assert ledger.covers_to == date(2024, 12, 31)
    assert ledger.accounts["1930"] == Account("1930", "Bank", "T", "st", ("7281", "7282"))
    assert ledger.dimensions == {"20": Dimension("20", "Egen"), "21": Dimension("21", "Under", "20")}
    assert ledger.objects == {("20", "0001"): "Ett", ("20", "1"): "Annat"}
    assert ledger.opening == {(0, "1930"): 550}
    assert ledger.quantities == {("IB", 0, "1930"): "3"}
    assert ledger.results == {(-1, "3010"): -700}
    assert ledger.object_opening == (ObjectBalance(0, "1930", (("20", "1"),), 100, "2"),)
    assert ledger.object_closing == (ObjectBalance(0, "1930", (("20", "1"),), 100),)
    assert ledger.period_balances == (PeriodBalance(0, 202401, "1930", (), 500),)
    assert ledger.period_budgets == (PeriodBalance(0, 202412, "3010", (("20", "1"),), -525, "1"),)
    assert ledger.extra == (
        ("PROSA", ("hej", "du")),
        ("FTYP", ("X",)),
        ("FNR", ("12",)),
        ("BKOD", ("84300",)),
        ("ADRESS", ("a", "b", "c", "d")),
        ("TAXAR", ("2025",)),
    )


@pytest.mark.parametrize(
    ("label", "balances", "vouchers", "kind"),
    [
        ("#SIETYP 1\n", BALANCES, "", "1"),
        ("", BALANCES, "", "1"),
        ("#SIETYP 2\n", BALANCES, "", "2"),
        ("#SIETYP 3\n", BALANCES, "", "3"),
        ("#SIETYP 4\n", BALANCES, VOUCHER, "4E"),
        ("#SIETYP 4\n", "", VOUCHER, "4I"),
        ("#SIETYP 1\n", BALANCES, VOUCHER, "4E"),
    ],
)
def test_the_type_is_told_by_content(label, balances, vouchers, kind):
    ledger, problems = read_text(HEAD.replace("#SIETYP 4\n", label), balances, vouchers)
    assert ledger.sie_type == kind
    assert ("SIE-TYP" in codes(problems)) == (label == "#SIETYP 1\n" and bool(vouchers))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SIE-TOM"),
        (b" \r\n", "SIE-TOM"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "SIE-HTML"),
        (b'<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"></Sie>', "SIE-5"),
        (b'<?xml version="1.0"?><faktura/>', "SIE-XML"),
        (b"PK\x03\x04abc", "SIE-ZIP"),
        (b"\x1f\x8babc", "SIE-ZIP"),
        (b"%PDF-1.7\n", "SIE-PDF"),
        (b"\xd0\xcf\x11\xe0\0\0", "SIE-BINAR"),
        (b"\0\1\2\3" * 10, "SIE-BINAR"),
        ("#FLAGGA 0\n".encode("utf-16"), "SIE-UTF16"),
        (b"Konto;Belopp\n1930;100\n", "SIE-INTE-SIE"),
        (b"#FLAGGA 0\n#SIETYP 4\n#IB 0 1930 1.00\n", "SIE-RAR-SAKNAS"),
        (HEAD.encode("cp437") + b"#VER A 1 20240301\n{\n#TRANS 1930 {} 1.00\n", "SIE-AVBRUTEN"),
        (b"#FLAGGA 0\n#KSUMMA\n#RAR 0 20240101 20241231\n#KONTO 1930 Bank\n", "SIE-AVBRUTEN"),
        (b"#FLAGGA 0\n" + b" " * (64 * 1024 * 1024), "SIE-STORLEK"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_one_reason(data, code):
    ledger, problems = read(data, file="x.se")
    assert ledger is None
    assert [(problem.code, problem.severity, problem.file) for problem in problems] == [
        (code, ProblemSeverity.REFUSE, "x.se")
    ]
    assert read_balances(data, file="x.se") == (None, problems)


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8", "utf-8-sig"])
def test_the_bytes_decide_the_encoding(encoding):
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER, encoding=encoding)
    assert ledger.company == "Påhittat förbund"
    assert ledger.encoding == encoding.removesuffix("-sig")
    assert codes(problems) == ([] if encoding == "cp437" else ["SIE-TECKEN"])
    assert all("Intäkt" in problem.message for problem in problems)


def test_letters_decoded_twice_are_told_with_the_word():
    once = "#KONTO 1710 F\u201drutbetalda\n".encode()
    _, problems = read(HEAD.encode() + once + BALANCES.encode())
    assert "F”rutbetalda" in the_problem(problems, "SIE-TECKEN-BLANDAT").message


def test_control_characters_are_told_and_read_as_blanks():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace("Text", '"Te\x07xt"'), "\x1a")
    assert ledger.vouchers[0].text == "Te xt"
    assert the_problem(problems, "SIE-STYRTECKEN").line == 17


def test_line_ends_may_be_lf_crlf_or_cr():
    wanted, _ = read_text(HEAD, BALANCES, VOUCHER)
    for end in ("\r\n", "\r"):
        ledger, problems = read_text(*(part.replace("\n", end) for part in (HEAD, BALANCES, VOUCHER)))
        assert ledger == wanted
        assert codes(problems) == ([] if end == "\r\n" else ["SIE-RADSLUT"])


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ('#FNR "C:\\Data\\F"', ("C:\\Data\\F",)),
        ('#FNR "C:\\temp\\"', ("C:\\temp\\",)),
        ('#FNR "Bo \\"Bosse\\" Ek"', ('Bo "Bosse" Ek',)),
        ('#ADRESS\t""\tGatan  1 \t', ("", "Gatan", "1")),
    ],
)
def test_quotes_and_backslashes(line, fields):
    ledger, problems = read_text(HEAD, BALANCES, line, "\n")
    assert ledger.extra[-1][1] == fields
    assert problems == []


def test_a_quote_in_the_middle_of_a_word_swallows_nothing():
    ledger, problems = read_text(HEAD, '#KONTO 1710 "F"rutbetalda hyror"\n#KONTO 1720 "Hyra Sj" och land"\n', BALANCES)
    assert ledger.accounts["1710"].name == 'F"rutbetalda hyror'
    assert ledger.accounts["1720"].name == 'Hyra Sj" och land'
    assert the_problem(problems, "SIE-CITAT").line == 14


def test_a_quote_that_never_closes_costs_only_its_own_field():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace("{} 100.00", '{"6" "10"} 100.00 20240301 "Rek'))
    assert ledger.vouchers[0].postings[0] == Posting("1930", 10_000, (("6", "10"),), date(2024, 3, 1), "Rek")
    assert codes(problems) == ["SIE-CITAT"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{}", "{ }"),
        ("{}", '{ "6" "10"}'),
        ("#TRANS ", "\t#TRANS\t"),
        ("#TRANS ", "   #TRANS  "),
        ("100.00\n", "100.00  \n"),
        ("100.00\n", "100\n"),
        ("100.00\n", "100.0\n"),
        ("100.00\n", '100.00 "" "" "" ""\n'),
        ("{\n", "{  \n"),
        ("}\n", "  }\n\n \n"),
        ("#VER A 1 20240301 Text", '#VER "A" "1" "20240301" "Text" "" ""'),
        ("#VER", "  #VER"),
        ("1930 {} 100", "1930{} 100"),
    ],
)
def test_harmless_ways_of_writing_give_the_same(before, after):
    wanted, _ = read_text(HEAD, BALANCES, VOUCHER)
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace(before, after))
    assert problems == []
    strip = [posting._replace(objects=()) for posting in ledger.vouchers[0].postings]
    assert tuple(strip) == wanted.vouchers[0].postings
    assert ledger.vouchers[0]._replace(postings=()) == wanted.vouchers[0]._replace(postings=())


@pytest.mark.parametrize(
    ("before", "after", "code", "line"),
    [
        ("-100.00", "-99.00", "SIE-OBALANS", 17),
        ("-100.00", "-100,00", "SIE-VER-BELOPP", 20),
        ("-100.00", "+100.00", "SIE-VER-BELOPP", 20),
        ("-100.00", "-100.005", "SIE-VER-BELOPP", 20),
        ("-100.00", "-1 00.00", "SIE-VER-RAD", 20),
        ("-100.00", "9" * 5000, "SIE-VER-BELOPP", 20),
        ("-100.00", "", "SIE-VER-BELOPP", 20),
        ("-100.00", "-100.00 20240231", "SIE-VER-RAD", 20),
        ("#TRANS 3010", '#TRANS ""', "SIE-VER-KONTO", 20),
        ("3010 {}", "3010 {6}", "SIE-VER-OBJEKT", 20),
        ("20240301", "20240230", "SIE-VER-DATUM", 17),
        ("20240301", '""', "SIE-VER-DATUM", 17),
        ("20240301", "2024031", "SIE-VER-DATUM", 17),
    ],
)
def test_a_voucher_that_is_not_whole_is_left_out_and_named(before, after, code, line):
    second = VOUCHER.replace("A 1", "A 2")
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace(before, after), second)
    assert [voucher.name for voucher in ledger.vouchers] == ["A 2"]
    problem = the_problem(problems, code)
    assert (problem.severity, problem.line, problem.file) == (ProblemSeverity.ERROR, line, "prov.se")
    assert "Verifikat A 1 " in problem.message


def test_the_readable_parts_of_a_broken_file_are_kept():
    broken = '#IB 0 1510 x\n#UB x 1510 1.00\n#IB 0 "" 1.00\n#PSALDO 0 202413 1930 {} 1\n#OIB 0 1930 {6} 1\n#OBJEKT 6\n'
    ledger, problems = read_text(HEAD, broken, "#DIM\n#RAR -1 x y\n#KTYP 1930 Q\n", BALANCES, VOUCHER)
    assert len(ledger.vouchers) == 1
    assert codes(problems, ProblemSeverity.ERROR) == [
        "SIE-BELOPP",
        "SIE-FALT",
        "SIE-FALT",
        "SIE-PERIOD",
        "SIE-OBJEKT-PAR",
        "SIE-FALT",
        "SIE-FALT",
        "SIE-RAR",
    ]
    assert {"SIE-KTYP", "SIE-DATUM"} <= set(codes(problems, ProblemSeverity.WARNING))
    assert [problem.line for problem in problems if problem.severity is ProblemSeverity.ERROR] == [*range(14, 22)]


def test_lines_that_are_no_records_are_told_once_with_their_lines():
    _, problems = read_text(HEAD, "skräp\nmer skräp\n", BALANCES, VOUCHER)
    problem = the_problem(problems, "SIE-RAD")
    assert problem.message.startswith("2 rader är inte poster och är inte lästa (rad 14 och 15): ”skräp”, ”mer skräp”")


def test_unknown_labels_are_kept_and_noted():
    ledger, problems = read_text(HEAD, '#EGEN a "b c"\n', BALANCES, VOUCHER)
    assert ledger.extra == (("EGEN", ("a", "b c")),)
    assert the_problem(problems, "SIE-ETIKETT").severity is ProblemSeverity.NOTE


def test_surplus_fields_are_noted():
    _, problems = read_text(HEAD, BALANCES, VOUCHER.replace("Text", "Text 20240301 AB extra"))
    assert the_problem(problems, "SIE-EXTRA-FALT").line == 17


def test_only_trans_counts():
    history = "#BTRANS 1930 {} 7.00\n#RTRANS 1930 {} 100.00 20240305\n#TRANS 1930"
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace("#TRANS 1930", history))
    assert sum_lines(ledger.vouchers).by_account() == {"1930": 10_000, "3010": -10_000}
    assert [(row.label, row.position, row.posting.amount_ore) for row in ledger.vouchers[0].corrections] == [
        ("BTRANS", 0, 700),
        ("RTRANS", 0, 10_000),
    ]
    assert codes(problems) == ["SIE-RTRANS-OLIKA"]


def test_an_added_line_without_its_repetition_is_told():
    _, problems = read_text(HEAD, BALANCES, VOUCHER.replace("}\n", "#RTRANS 1930 {} 5.00\n}\n"))
    assert "A 1" in the_problem(problems, "SIE-RTRANS").message


def test_a_blank_line_where_the_brace_should_be():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace("{\n", "\n").replace("}\n", "\n"))
    assert len(ledger.vouchers[0].postings) == 2
    assert codes(problems) == ["SIE-KLAMMER"]


@pytest.mark.parametrize("lost", ["{\n", "}\n"])
def test_a_lost_brace_loses_no_voucher(lost):
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace(lost, ""), VOUCHER.replace("A 1", "A 2"))
    assert [voucher.name for voucher in ledger.vouchers] == ["A 1", "A 2"]
    assert "SIE-KLAMMER" in codes(problems)


def test_lines_outside_vouchers_are_errors():
    _, problems = read_text(HEAD, BALANCES, VOUCHER, "#TRANS 1930 {} 1.00\n")
    assert the_problem(problems, "SIE-TRANS-LOS").line == 22


def test_balances_may_stand_after_the_vouchers():
    wanted, _ = read_text(HEAD, BALANCES, VOUCHER)
    ledger, problems = read_text(HEAD, VOUCHER, BALANCES)
    assert without_lines(ledger) == without_lines(wanted)
    assert problems == []


def test_an_iso_date_is_read_and_told():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace("20240301", "2024-03-01"))
    assert ledger.vouchers[0].day == date(2024, 3, 1)
    assert codes(problems) == ["SIE-DATUM-FORM"]


def test_empty_and_unnumbered_vouchers_are_kept():
    empty = "#VER A 2 20240302 Tom\n{\n}\n"
    unnumbered = VOUCHER.replace("A 1", '"" ""')
    ledger, problems = read_text(HEAD.replace("#RAR 0 20240101 20241231\n", ""), empty, unnumbered, unnumbered)
    assert [voucher.name for voucher in ledger.vouchers] == ["A 2", "", ""]
    assert codes(problems) == ["SIE-VER-TOM"]


def test_an_account_that_is_no_number_is_kept_and_told_once():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER.replace("3010", "FEL"), VOUCHER.replace("3010", "FEL"))
    assert ledger.vouchers[0].postings[1].account == "FEL"
    assert the_problem(problems, "SIE-KONTO-TECKEN").line == 20


def test_undeclared_codes_are_told_once_each():
    second = VOUCHER.replace("A 1", "A 2").replace("3010 {}", "3010 {6 99 30 5}")
    _, problems = read_text(
        HEAD, BALANCES, VOUCHER.replace("3010", "3999"), VOUCHER.replace("A 1", "A 3").replace("3010", "3999"), second
    )
    assert the_problem(problems, "SIE-KONTO-SAKNAS").line == 17
    assert the_problem(problems, "SIE-OBJEKT-SAKNAS").line == 27
    assert "Dimension 30" in the_problem(problems, "SIE-DIM-SAKNAS").message


def test_the_same_voucher_twice_counts_once():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER, VOUCHER)
    assert len(ledger.vouchers) == 1
    assert codes(problems) == ["SIE-VER-DUBBEL"]


def test_another_voucher_under_a_taken_number_is_left_out():
    ledger, problems = read_text(HEAD, BALANCES, VOUCHER, VOUCHER.replace("100.00", "5.00"))
    assert [voucher.postings[0].amount_ore for voucher in ledger.vouchers] == [10_000]
    problem = the_problem(problems, "SIE-VER-NUMMER")
    assert (problem.line, problem.severity) == (22, ProblemSeverity.ERROR)


def test_another_voucher_under_a_taken_number_is_kept_when_the_balances_count_it():
    balances = BALANCES.replace("100.00", "105.00")
    ledger, problems = read_text(HEAD, balances, VOUCHER, VOUCHER.replace("100.00", "5.00"))
    assert len(ledger.vouchers) == 2
    assert codes(problems) == ["SIE-VER-NUMMER-DELAT"]


@pytest.mark.parametrize(
    ("record", "code", "severity"),
    [
        ("#FLAGGA 1", "SIE-FLAGGA", ProblemSeverity.WARNING),
        ("#VALUTA EUR", "SIE-VALUTA", ProblemSeverity.WARNING),
        ("#FORMAT UTF8", "SIE-FORMAT", ProblemSeverity.NOTE),
        ("#SIETYP 9", "SIE-TYP", ProblemSeverity.WARNING),
    ],
)
def test_headers_that_need_a_look(record, code, severity):
    label = record.split()[0]
    kept = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(label))
    _, problems = read_text(record, "\n", kept, BALANCES, VOUCHER)
    assert the_problem(problems, code).severity is severity


def test_missing_headers_are_notes():
    kept = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(("#KPTYP", "#GEN", "#FNAMN")))
    _, problems = read_text(kept, BALANCES, VOUCHER)
    assert codes(problems, ProblemSeverity.NOTE) == ["SIE-POST-SAKNAS", "SIE-KPTYP"]
    assert "#GEN, #FNAMN" in problems[0].message


def test_a_record_said_twice_holds_the_first_time():
    ledger, problems = read_text(
        HEAD,
        "#FNAMN Annat\n#KONTO 1930 Kassa\n#IB 0 1930 9\n#OBJEKT 6 10 Annan\n#RAR 0 20230101 20231231\n",
        BALANCES.replace("#IB 0 1930 0\n", ""),
        VOUCHER,
    )
    assert (ledger.company, ledger.accounts["1930"].name) == ("Påhittat förbund", "Bank")
    assert ledger.objects == {("6", "10"): "Aktiv"}
    assert ledger.years[0].start == date(2024, 1, 1)
    assert set(codes(problems)) >= {"SIE-DUBBEL-POST", "SIE-KONTO-DUBBEL", "SIE-OBJEKT-DUBBEL"}


def test_a_balance_said_twice_is_an_error():
    _, problems = read_text(HEAD, BALANCES, "#IB 0 1930 9\n", VOUCHER)
    assert the_problem(problems, "SIE-SALDO-DUBBEL").line == 17


def test_numbers_and_dates_out_of_order_are_told():
    _, problems = read_text(
        HEAD,
        BALANCES,
        *(
            VOUCHER.replace("A 1", f"A {number}").replace("20240301", day)
            for number, day in ((1, "20240301"), (5, "20231231"), (4, "20240301"), (9, "20240301"))
        ),
    )
    assert "SIE-NUMMER-ORDNING" in codes(problems)
    assert [problem.message for problem in problems if problem.code == "SIE-NUMMER-LUCKA"] == [
        "Serie A saknar verifikat 2–3.",
        "Serie A saknar verifikat 6–8.",
    ]
    assert the_problem(problems, "SIE-UTANFOR-AR").line == 22


def test_the_checksum_is_checked():
    data, _ = write(small_ledger(), with_checksum=True)
    assert read(data)[1] == []
    changed = data.replace(b"600.00", b"601.00")
    assert "SIE-KSUMMA" in codes(read(changed)[1])
    without_opening = data.replace(b"#KSUMMA\r\n", b"")
    assert "SIE-KSUMMA-INLEDNING" in codes(read(without_opening)[1])
    as_utf8 = data.decode("cp437").encode()
    assert codes(read(as_utf8)[1]) == ["SIE-TECKEN"]


def carefully(data):
    """The vouchers of a file read line by line, without the quick way."""
    books = Books(Faults())
    reader = LineReader(books)
    reader.read(data.decode("cp437"), 1)
    reader.finish_voucher()
    return books.vouchers


@settings(max_examples=100, deadline=None)
@given(ledgers("4I"))
def test_the_quick_and_the_careful_way_give_the_same(ledger):
    data, _ = write(ledger)
    assert read(data)[0].vouchers == tuple(carefully(data))


@settings(max_examples=50, deadline=None)
@given(ledgers("4E"))
def test_balances_alone_are_the_sums_of_the_vouchers(ledger):
    data, _ = write(ledger)
    assert read_balances(data)[0] == sum_lines(read(data)[0].vouchers)


def test_the_quick_way_takes_a_plain_ledger():
    text = write(small_ledger())[0].decode("cp437")
    (stretch,) = stretches(text, text.index("#VER"))
    assert len(BulkReader().vouchers(stretch, 1)) == 2
    assert [piece.count("#VER") for piece in single_vouchers(stretch)] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        VOUCHER.replace("#TRANS 1930", "skräp #TRANS 1930"),
        VOUCHER.replace("-100.00", "-90.00"),
        VOUCHER.replace("{} 100", '{1 "a} 100 '),
        VOUCHER.replace("{} 100", "{1} 100"),
        VOUCHER.replace("100.00\n", "100.005\n"),
        VOUCHER.replace("20240301", "20240230"),
        VOUCHER.replace("}\n", ""),
        VOUCHER.replace("}\n", "") + VOUCHER,
        VOUCHER + "#UB 0 1930 1.00\n",
        "#VER A 1 20240101\n{\n}\n",
    ],
)
def test_the_quick_way_leaves_what_needs_judgement(text):
    with pytest.raises(Odd):
        BulkReader().vouchers(text, 1)
    reader = BulkReader()
    with pytest.raises(Odd):
        assert (reader.identities(text), reader.totals()) == ()


def test_a_text_that_needs_judgement_has_no_bearing_on_the_sums():
    text = VOUCHER.replace("Text", '"a\\"b"')
    reader = BulkReader()
    assert reader.identities(text) == [("A", "1")]
    assert reader.totals().by_account() == {"1930": 10_000, "3010": -10_000}
    with pytest.raises(Odd):
        BulkReader().vouchers(text, 1)


def test_one_odd_voucher_among_many_costs_no_other():
    many = [VOUCHER.replace("A 1", f"A {number}") for number in range(1, 2000)]
    many[700] = many[700].replace("-100.00", "-100,00")
    ledger, problems = read_text(HEAD, BALANCES, *many)
    assert len(ledger.vouchers) == 1998
    assert the_problem(problems, "SIE-VER-BELOPP").line == 16 + 700 * 5 + 4
    assert [voucher.line for voucher in ledger.vouchers] == [17 + 5 * n for n in range(1999) if n != 700]
