import hashlib
from datetime import date
from pathlib import Path

import pytest

from samverk.core.problems import ProblemSeverity
from samverk.formats.facts import read, read_directory
from samverk.formats.facts import reading as reading_module
from tests.factories import ovan

ROOT = Path(__file__).resolve().parents[3]
OVAN, LUND = ROOT / "tests" / "data" / "forbund-ovan", ROOT / "examples" / "lund"


@pytest.fixture
def files() -> dict[str, bytes]:
    return {path.relative_to(OVAN).as_posix(): path.read_bytes() for path in OVAN.rglob("*") if path.is_file()}


def told(files: dict[str, bytes], year: int | None = 2025) -> list[str]:
    facts, problems = read(files, year)
    assert (facts is None) == any(problem.severity is ProblemSeverity.REFUSE for problem in problems)
    return [str(problem) for problem in problems]


def test_the_invented_association_reads_without_a_problem(files):
    facts, problems = read(files, 2025)
    assert problems == []
    assert facts is not None
    assert facts.year == 2025
    assert [member.kind.value for member in facts.association.members].count("kommun") == 3
    assert sorted(facts.ledgers) == [2024, 2025]
    assert list(facts.budgets) == [2025]
    assert len(facts.texts) == 14


def test_its_books_are_those_of_the_generator(files):
    for name, data in ovan.files().items():
        assert files[name] == data, f"run python -m tests.factories.ovan: {name}"


def test_every_file_that_was_read_is_entered_with_its_hash(files):
    facts, _ = read({**files, "anteckningar.txt": b"x"}, 2025)
    assert facts is not None
    assert {each.name for each in facts.inputs} == set(files)
    hashes = {each.name: each.sha256 for each in facts.inputs}
    assert hashes["forbund.toml"] == hashlib.sha256(files["forbund.toml"]).hexdigest()


def test_without_a_year_the_one_in_forbund_toml_is_taken(files):
    facts, _ = read(files, None)
    assert facts is not None
    assert facts.year == 2025


def test_the_books_may_be_called_se_or_si_in_any_case(files):
    files["BOKFORING-2025.SI"] = files.pop("bokforing-2025.se")
    assert told(files) == []


def test_missing_files_are_named_and_a_misspelt_one_is_seen(files):
    files["förbund.toml"] = files.pop("forbund.toml")
    del files["insatser.toml"]
    messages = told(files)
    assert any("forbund.toml: filen saknas. Det finns en fil som heter ”förbund.toml”" in each for each in messages)
    assert any(each.startswith("insatser.toml: filen saknas.") and "samverk new" in each for each in messages)


def test_missing_books_stop_the_report(files):
    del files["bokforing-2025.se"]
    assert any(each.startswith("bokforing-2025.se: filen saknas. Exportera 2025") for each in told(files))


def test_last_year_is_taken_from_this_years_books_when_its_own_are_missing(files):
    whole, _ = read(files, 2025)
    del files["bokforing-2024.se"]
    facts, problems = read(files, 2025)
    assert [problem.severity for problem in problems] == [ProblemSeverity.WARNING]
    assert "bokforing-2024.se: filen saknas. Saldona för 2024 är hämtade" in str(problems[0])
    assert facts is not None
    assert whole is not None
    remembered, own = facts.ledgers[2024], whole.ledgers[2024]
    for kind in ("opening", "closing", "results"):
        of_the_year = {key: amount for key, amount in getattr(own, kind).items() if key[0] == 0}
        assert getattr(remembered, kind) == of_the_year
    assert facts.ledgers[2024].vouchers == ()
    assert facts.ledgers[2024].years[0].end == date(2024, 12, 31)


def test_a_missing_budget_is_a_warning(files):
    del files["budget-2025.toml"]
    assert any("budget-2025.toml: filen saknas, så rapporten kan inte jämföra" in each for each in told(files))


def test_books_of_the_wrong_year_are_refused(files):
    files["bokforing-2025.se"] = files["bokforing-2024.se"]
    assert any("bokföringen gäller 2024-01-01–2024-12-31, men ska gälla 2025" in each for each in told(files))


def test_books_of_another_association_are_refused(files):
    files["bokforing-2025.se"] = files["bokforing-2025.se"].replace(b"111111-2222", b"999999-2222")
    messages = told(files)
    assert any("hör till organisationsnummer 999999-2222 (Finsam Älvdalarna)" in each for each in messages)


def test_books_that_do_not_say_whose_they_are_are_a_warning(files):
    files["bokforing-2025.se"] = files["bokforing-2025.se"].replace(b"#ORGNR 111111-2222\r\n", b"")
    assert any(each.code == "FA-ORGNR" for each in read(files, 2025)[1])
    assert read(files, 2025)[0] is not None


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04zip", b"<html><body>hej</body></html>", b"%PDF-1.7"])
def test_books_that_are_no_books_are_refused(files, data):
    files["bokforing-2025.se"] = data
    facts, problems = read(files, 2025)
    assert facts is None
    assert any(problem.file == "bokforing-2025.se" for problem in problems)


def test_the_wrong_year_of_the_directory_is_told(files):
    messages = told(files, 2024)
    assert any("arsredovisning.ar: katalogen gäller 2025, men rapporten ska gälla 2024" in each for each in messages)


def test_a_budget_whose_name_and_year_differ_is_refused(files):
    files["budget-2026.toml"] = files["budget-2025.toml"]
    assert any("filens namn säger 2026 men nyckeln ar säger 2025" in each for each in told(files))


def test_hints_in_a_chapter_are_left_out_and_its_lines_kept(files):
    files["text/mal.md"] = b"<!--\nskriv om\n-->\nMalet <!-- hm --> nu."
    files["text/framtid.md"] = b"<!-- tomt -->\n"
    facts, _ = read(files, 2025)
    assert facts is not None
    assert facts.texts["mal"] == "\n\n\nMalet  nu."
    assert "framtid" not in facts.texts


def test_a_chapter_in_windows_coding_is_named(files):
    files["text/mal.md"] = "Mål\n".encode("cp1252")
    assert any(each.startswith("text/mal.md rad 1: filen är inte sparad som UTF-8") for each in told(files))


def test_a_chapter_with_an_impossible_name_is_a_warning(files):
    files["text/Mål.md"] = b"x"
    assert any("text/Mål.md: filens namn ska bara ha små bokstäver" in each for each in told(files))


def test_mistakes_of_all_files_are_told_at_once(files):
    files["forbund.toml"] = files["forbund.toml"].replace(b'profil = "bas"', b'profil = "bass"')
    files["insatser.toml"] += b"\nx ="
    files["budget-2025.toml"] = files["budget-2025.toml"].replace(b"styrelse =", b"styrelsen =")
    files["bokforing-2024.se"] = files["bokforing-2025.se"]
    told_files = {problem.file for problem in read(files, 2025)[1]}
    assert told_files == {"forbund.toml", "insatser.toml", "bokforing-2024.se"}  # budget lines need both other files


def test_a_directory_that_is_none(tmp_path):
    assert "finns inte" in str(read_directory(tmp_path / "x", 2025)[1][0])
    (tmp_path / "fil").write_text("x")
    assert "är ingen katalog" in str(read_directory(tmp_path / "fil", 2025)[1][0])


def test_a_file_that_is_too_large_is_named_once(tmp_path, monkeypatch, files):
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (tmp_path / "bokforing-2025.se").write_bytes(b" " * 200_000)
    monkeypatch.setattr(reading_module, "LARGEST_FILE", 100_000)
    facts, problems = read_directory(tmp_path, 2025)
    assert facts is None
    assert [problem.code for problem in problems if problem.file == "bokforing-2025.se"] == ["FA-STOR"]


def test_lund_reads_without_a_problem():
    facts, problems = read_directory(LUND, 2024)
    assert problems == []
    assert facts is not None
    assert facts.association.formed == date(2009, 6, 18)
    assert len(facts.texts) == 14


@pytest.mark.parametrize(
    ("year", "funds"), [(2024, [1900, 858, 5426]), (2025, [1790, 6407, 11784])], ids=["reviderad", "rekonstruerad"]
)
def test_lunds_budgets_give_the_published_funds(year, funds):
    """Medel till förfogande, tkr; 2026 in the plan is 5 528 as printed, 102 more than its own rows give."""
    facts, _ = read_directory(LUND, 2024)
    assert facts is not None
    version = facts.budgets[year].versions[-1]
    left, found = version.opening_funds, []
    assert left is not None
    for lines in (version, *version.plan):
        left += sum(lines.income.values()) - sum(lines.costs.values())
        found.append(int(left))
    assert found == funds
