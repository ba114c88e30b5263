"""`samverk granska` from the outside: exit codes, the page, the JSON, and every way a file can be wrong.

Reading and reviewing have tests of their own: here a file that says FEL has a fault, and so on.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from samverk.cli import granska_pages
from samverk.cli.granska_pages import show
from samverk.cli.main import samverk
from samverk.cli.swedish import run
from samverk.core.checks.finding import Verdict
from samverk.core.document.tree import Document, Place
from samverk.core.problems import Problem, ProblemSeverity
from samverk.core.review.findings import Review, ReviewedFile, Tally
from samverk.core.review.source import Line, Source, SourceKind
from samverk.reports.review.json import json_schema
from tests.factories import reviews

ROOT = Path(__file__).parents[2]
VERDICTS = {"FEL": Verdict.FAULT, "OKLART": Verdict.AMBIGUOUS, "BILD": Verdict.NOT_CHECKABLE, "RUND": Verdict.ROUNDING}


def read_source(data, name):
    if not data:
        return None, (Problem(ProblemSeverity.REFUSE, "LAS-TOM", "Filen är tom (0 byte).", name),)
    words = data.decode().split("\n")
    return Source(name, SourceKind.TEXT, tuple(Line(w, Place(name, line=n)) for n, w in enumerate(words, 1))), ()


def review(files, _day):
    made, findings = [], []
    for name, source, problems in files:
        document = Document("annual_report", "", "Finsam Norrskär", "", 2024, ()) if source else None
        made.append(ReviewedFile(name, source, document, problems, Tally(5, 5) if source else Tally()))
        for line in source.blocks if source else ():
            if line.text in VERDICTS:
                sample = reviews.sample_review().findings[0]
                findings.append(replace(sample, verdict=VERDICTS[line.text], place=line.place, others=()))
    return Review(tuple(made), tuple(findings))


@pytest.fixture
def call(capsys, monkeypatch):
    tools = SimpleNamespace(read_source=read_source, MAX_BYTES=10_000)
    monkeypatch.setitem(sys.modules, "samverk.formats.source", tools)
    monkeypatch.setitem(sys.modules, "samverk.core.review.review", SimpleNamespace(review=review))

    def call(*arguments):
        code = run(samverk, ["granska", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out.replace("\u00a0", " "), captured.err

    return call


@pytest.fixture
def made(tmp_path):
    def made(text, name="rapport.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return made


@pytest.mark.parametrize(
    ("text", "code", "strictly"),
    [("Allt väl.", 0, 0), ("FEL", 1, 1), ("OKLART", 0, 1), ("BILD", 0, 1), ("RUND", 0, 0), ("", 2, 2)],
)
def test_the_exit_code_says_how_it_went(call, made, text, code, strictly):
    path = made(text)
    assert call(path)[0] == code
    assert call(path, "--strict")[0] == strictly


def test_the_result_comes_first_and_a_finding_has_its_place(call, made):
    code, out, err = call(made("Text\nFEL"))
    assert (code, err) == (1, "")
    assert out.startswith("1 fel. 5 avstämningar prövade: alla håller.\n\nrapport.txt\nÅrsredovisning 2024")
    assert "\nrad 2  " in out
    assert "4 425 230  4 452 230  −27 000 kr  BR-01" in out
    assert "\x1b" not in out


def test_one_file_that_cannot_be_read_does_not_hide_the_others(call, made, tmp_path):
    code, out, _ = call(made("", "tom.txt"), tmp_path / "helt annat namn.txt", made("FEL"), tmp_path)
    assert code == 2
    assert "3 av 4 filer gick inte att läsa." in " ".join(out.split())
    assert "Fel: Filen är tom (0 byte). (LAS-TOM)" in out
    assert "Fel: Filen finns inte. Kontrollera sökvägen. (LAS-FIL)" in out
    words = " ".join(out.split())
    assert f"Det är en katalog. Ange filerna i den, en eller flera, till exempel {tmp_path / 'rapport.txt'}" in words
    assert "Fel (1)" in out


def test_a_missing_file_is_answered_with_the_nearest_name(call, made):
    path = made("Text", "arsredovisning-2024.txt")
    code, out, _ = call(path.with_name("arsredovisning-204.txt"))
    assert code == 2
    assert out.startswith("Filen gick inte att läsa. Inget är prövat.")
    assert f"Menade du {path}?" in " ".join(out.split())


def test_an_empty_directory_says_which_kinds_are_read(call, tmp_path):
    _, out, _ = call(tmp_path)
    assert "(.txt, .pdf, .docx, .xlsx)" in " ".join(out.split())


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "nej"), "Du har inte rätt att läsa filen."),
        (OSError(5, "Input/output error"), "Filen gick inte att läsa (Input/output error)."),
    ],
)
def test_what_the_system_says_no_to(call, made, monkeypatch, error, said):
    path = made("Text")

    def refuse(*_arguments, **_keywords):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    code, out, _ = call(path)
    assert code == 2
    assert said in " ".join(out.split())


def test_the_same_file_twice_is_reviewed_once(call, made, tmp_path):
    path = made("FEL")
    link = tmp_path / "samma.txt"
    link.symlink_to(path)
    code, out, _ = call(path, path.parent / "." / path.name, link)
    assert code == 1
    assert out.startswith("1 fel. 5 avst")
    assert "Notera: Filen är angiven mer än en gång. Den är granskad en gång. (LAS-DUBBEL)" in out


def test_two_files_of_one_name_are_told_apart_by_their_paths(call, made, tmp_path):
    _, out, _ = call(made("FEL", "2023/rapport.txt"), made("FEL", "2024/rapport.txt"), "--json")
    files = [file["file"] for file in json.loads(out)["files"]]
    assert files == [str(tmp_path / "2023" / "rapport.txt"), str(tmp_path / "2024" / "rapport.txt")]


def test_json_is_all_that_is_written_and_follows_its_schema(call, made, tmp_path):
    code, out, err = call(made("FEL\nOKLART"), made("", "tom.txt"), "--json", "--html", tmp_path / "sida.html")
    assert (code, err) == (2, "")
    told = json.loads(out)
    jsonschema.validate(told, json_schema())
    assert [file["readable"] for file in told["files"]] == [True, False]
    assert [finding["verdict"] for finding in told["findings"]] == ["fault", "ambiguous"]
    assert (tmp_path / "sida.html").exists()


# ── the page as a file ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_page_is_written_and_named(call, made, tmp_path):
    page = tmp_path / "ny katalog" / "granskning.html"
    code, out, _ = call(made("FEL"), "--html", page)
    assert code == 1
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert f"Sidan med utdrag: {page}" in out
    assert os.listdir(page.parent) == ["granskning.html"]


@pytest.mark.parametrize("through", ["itself", "a link", "another name"])
def test_a_file_that_is_reviewed_is_never_written_over(call, made, tmp_path, through):
    path = made("FEL", "rapport.html")
    page = {"itself": path, "a link": tmp_path / "lank.html", "another name": tmp_path / "x" / ".." / path.name}[
        through
    ]
    (tmp_path / "x").mkdir()
    if through == "a link":
        page.symlink_to(path)
    code, out, err = call(path, "--html", page)
    assert (code, out) == (2, "")
    assert "som ska granskas. Ange ett annat namn på sidan." in err
    assert path.read_text(encoding="utf-8") == "FEL"


def test_a_forgotten_name_does_not_cost_a_report(call, made):
    first, second = made("FEL", "a.pdf"), made("FEL", "b.pdf")
    code, out, err = call("--html", first, second)
    assert (code, out) == (2, "")
    assert "ska sluta på .html" in err
    assert first.read_text(encoding="utf-8") == "FEL"


def test_a_page_that_cannot_be_written_says_why(call, made, tmp_path):
    code, _, err = call(made("FEL"), "--html", made("en fil") / "sida.html")
    assert code == 2
    assert "gick inte att skriva: " in err
    assert "Det som fanns sedan tidigare är orört." in err
    code, _, err = call(made("FEL"), "--html", tmp_path)
    assert code == 2
    assert "är en katalog. Ange en fil efter --html" in err


# ── the look in the terminal ──────────────────────────────────────────────────────────────────────────────────────

MADE = {
    "sample": reviews.sample_review(),
    "clean": reviews.clean_review(),
    "unread": reviews.unread_review(),
    "long": reviews.long_review(),
    "hostile": reviews.hostile_review(),
}


@pytest.mark.parametrize("review", MADE.values(), ids=MADE)
def test_the_page_fits_eighty_columns_and_holds_every_fault(capsys, review):
    show(review)
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert "\u202e" not in out
    faults = [finding for finding in review.findings if finding.verdict is Verdict.FAULT]
    assert out.count("Förslag: ") >= len(faults)


def test_a_narrow_window_loses_no_number(capsys, monkeypatch):
    monkeypatch.setattr(granska_pages, "PAGE_WIDTH", 40)
    show(reviews.sample_review())
    out = capsys.readouterr().out
    assert "4\u00a0425\u00a0230" in out
    assert "−27\u00a0000\u00a0kr" in out


def test_findings_stand_in_order_with_what_follows_below_and_rounding_in_one_line(capsys):
    show(reviews.sample_review())
    out = capsys.readouterr().out
    places = [out.index(word) for word in ("Fel (3)", "Följer av detta:", "Oklart (1)", "Går inte att pröva (1)")]
    assert places == sorted(places)
    assert "\n    – Balansräkning, summering" in out
    assert out.count("Avrundning: ") == 1
    assert out.index("Avrundning: ") < out.index(reviews.PLAN)


def test_a_long_list_is_cut_but_no_fault_is_left_out(capsys):
    show(reviews.long_review(300))
    out = capsys.readouterr().out
    assert "Fel (200)" in out
    assert "… och 60 till. Alla finns i --json och --html." in out


# ── the whole way, with nothing in place of readers and rules ─────────────────────────────────────────────────────

HANDBOOK = (ROOT / "docs" / "handbok" / "granska.md").read_text(encoding="utf-8")


def block(name):
    """The text of the handbook's example with that name."""
    return HANDBOOK.partition(f"```text {name}\n")[2].partition("\n```")[0]


def same_words(text):
    """The words without how many tie-outs there were, which grows with the rules."""
    return re.sub(r"\d+ (?=avstämningar|håller|stämmer)", "N ", text.replace("\u00a0", " ").strip())


def test_the_example_of_the_handbook_is_what_comes_out(tmp_path, capsys):
    path = tmp_path / "arsredovisning-2024.txt"
    path.write_text(block(path.name) + "\n", encoding="utf-8")
    assert run(samverk, ["granska", str(path)]) == 1
    out = capsys.readouterr().out
    assert same_words(out) == same_words(block("resultat")), "mend the example in docs/handbok/granska.md"


def test_a_report_without_the_fault_has_none(tmp_path, capsys):
    path, page = tmp_path / "arsredovisning-2024.txt", tmp_path / "granskning.html"
    path.write_text(block(path.name).replace("4 425 230", "4 452 230"), encoding="utf-8")
    assert run(samverk, ["granska", str(path), "--html", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json_schema())
    assert told["files"][0]["tie_outs"]["held"] > 3
    assert [finding for finding in told["findings"] if finding["verdict"] == "fault"] == []
    assert "Inga fel" in page.read_text(encoding="utf-8")


def test_a_file_name_in_another_encoding_and_the_page_still_come_out(tmp_path, capsysbinary):
    name = os.fsdecode(b"\xe5rsredovisning.txt")  # ISO 8859-1 in a system of UTF-8
    try:
        (tmp_path / name).write_text(block("arsredovisning-2024.txt"), encoding="utf-8")
    except OSError:
        pytest.skip("filsystemet tar inte emot namnet")
    assert run(samverk, ["granska", str(tmp_path / name), "--html", str(tmp_path / "ut.html"), "--json"]) == 1
    assert json.loads(capsysbinary.readouterr().out)["files"][0]["file"] == "\ufffdrsredovisning.txt"
    assert "\ufffdrsredovisning.txt" in (tmp_path / "ut.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", [[], ["--html", "{page}"]], ids=["json", "html"])
def test_nothing_is_imported_that_the_file_does_not_need(tmp_path, option):
    path = tmp_path / "arsredovisning-2024.txt"
    path.write_text(block(path.name), encoding="utf-8")
    arguments = ["granska", str(path), "--json", *(each.format(page=tmp_path / "ut.html") for each in option)]
    heavy = ("rich", "typst", "docx", "lxml", "openpyxl", "pikepdf", "pdfminer", "markdown_it", "xlsxwriter")
    script = (
        "import sys\nfrom samverk.cli.main import samverk\nfrom samverk.cli.swedish import run\n"
        f"run(samverk, {arguments!r})\nprint([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


def test_the_json_is_the_only_thing_on_stdout_of_the_whole_process(tmp_path):
    path = tmp_path / "arsredovisning-2024.txt"
    path.write_text(block(path.name), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "samverk", "granska", "--json", str(path), str(tmp_path / "borta.txt")]
    done = subprocess.run(command, env=environment, capture_output=True)
    assert (done.returncode, done.stderr) == (2, b"")
    jsonschema.validate(json.loads(done.stdout), json_schema())
