"""`samverk report` and `check` from the outside: exit codes, files, and what is said of bad input."""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from samverk.cli.annual import json_schema
from samverk.cli.main import samverk
from samverk.cli.swedish import run

LUND = Path(__file__).parents[2] / "examples" / "lund"
BOOKS = "bokforing-2024.se"


@pytest.fixture
def lund(tmp_path: Path) -> Path:
    """A copy of the Lund facts with an older report in its out directory."""
    directory = tmp_path / "lund"
    shutil.copytree(LUND, directory, ignore=shutil.ignore_patterns("ut"))
    (directory / "ut").mkdir()
    (directory / "ut" / "arsredovisning-2024.html").write_text("den gamla rapporten", encoding="utf-8")
    return directory


def test_a_report_is_written_in_every_format_and_nothing_else(lund, capsys):
    assert run(samverk, ["report", str(lund), "--year", "2024"]) == 0
    written = sorted(os.listdir(lund / "ut"))
    assert written == [f"arsredovisning-2024.{kind}" for kind in ("docx", "html", "json", "pdf", "xlsx")]
    assert (lund / "ut" / "arsredovisning-2024.pdf").read_bytes().startswith(b"%PDF-")
    out = capsys.readouterr().out
    assert "arsredovisning-2024.pdf" in out
    assert "avstämningar prövade: 0 fel" in out


def test_the_formats_and_the_place_can_be_chosen(lund, tmp_path):
    out = tmp_path / "annan plats"
    assert run(samverk, ["report", str(lund), "--out", str(out), "--format", "json, html"]) == 0
    assert sorted(os.listdir(out)) == ["arsredovisning-2024.html", "arsredovisning-2024.json"]
    assert (lund / "ut" / "arsredovisning-2024.html").read_text(encoding="utf-8") == "den gamla rapporten"


def test_strictly_a_warning_counts_as_an_error(lund):
    assert run(samverk, ["report", str(lund), "--format", "json", "--strict"]) == 1


def test_an_error_finding_gives_one_and_the_files_are_written(lund, capsys):
    replace_in(lund / "forbund.toml", "undertecknad = 2025-03-21", "undertecknad = 2024-03-22")
    assert run(samverk, ["report", str(lund), "--format", "json"]) == 1
    out = capsys.readouterr().out
    assert "Fel DA-" in out
    assert "22 mars 2024" in out.replace("\u00a0", " ")
    assert (lund / "ut" / "arsredovisning-2024.json").exists()


def test_the_same_input_gives_the_same_bytes(lund, tmp_path):
    made = []
    for name in ("ett", "två"):
        assert run(samverk, ["report", str(lund), "--out", str(tmp_path / name)]) == 0
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert made[0] == made[1]


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def truncated(directory: Path) -> None:
    data = (directory / BOOKS).read_bytes()
    (directory / BOOKS).write_bytes(data[: data.rindex(b"}") - 20])


def wrong_year(directory: Path) -> None:
    shutil.copy(directory / "bokforing-2023.se", directory / BOOKS)


def another_association(directory: Path) -> None:
    data = (directory / BOOKS).read_bytes()
    (directory / BOOKS).write_bytes(data.replace(b"#ORGNR 222000-0000", b"#ORGNR 222000-9999"))


def unbalanced(directory: Path) -> None:
    data = (directory / BOOKS).read_bytes()
    (directory / BOOKS).write_bytes(data.replace(b'#TRANS 5010 {1 "1"} 30121.00', b'#TRANS 5010 {1 "1"} 31121.00'))


def html(directory: Path) -> None:
    (directory / BOOKS).write_bytes(b"<!DOCTYPE html><html><body>404</body></html>")


def zipped(directory: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.write(directory / BOOKS, BOOKS)
    (directory / BOOKS).write_bytes(buffer.getvalue())


def missing(directory: Path) -> None:
    (directory / BOOKS).unlink()


def empty(directory: Path) -> None:
    (directory / BOOKS).write_bytes(b"")


def misspelt_key(directory: Path) -> None:
    replace_in(directory / "forbund.toml", "organisationsnummer =", "organisationsnumer =")


def broken_toml(directory: Path) -> None:
    replace_in(directory / "insatser.toml", 'inriktning = "individinriktad"', "inriktning = individinriktad")


def unknown_figure(directory: Path) -> None:
    with (directory / "text" / "framtid.md").open("a", encoding="utf-8") as handle:
        handle.write("\nResultatet blev {arets_resultatet:tkr}.\n")


def emoji(directory: Path) -> None:
    with (directory / "text" / "framtid.md").open("a", encoding="utf-8") as handle:
        handle.write("\nVi ser fram emot det \U0001f680.\n")


def unmapped_account(directory: Path) -> None:
    data = (directory / BOOKS).read_bytes()
    changed = data.replace(b"#KONTO 6550", b"#KONTO 9550").replace(b" 6550 ", b" 9550 ")
    (directory / BOOKS).write_bytes(changed)


BAD_INPUT: list[tuple[Callable[[Path], None], str]] = [
    (truncated, BOOKS),
    (wrong_year, "2023"),
    (another_association, "222000-9999"),
    (html, BOOKS),
    (zipped, BOOKS),
    (missing, BOOKS),
    (empty, BOOKS),
    (misspelt_key, "organisationsnummer"),
    (broken_toml, "insatser.toml rad"),
    (unknown_figure, "arets_resultat"),
    (unmapped_account, "9550"),
    (emoji, "\U0001f680"),
]


@pytest.mark.parametrize(("spoil", "said"), BAD_INPUT, ids=[spoil.__name__ for spoil, _ in BAD_INPUT])
def test_bad_input_gives_two_a_swedish_message_and_leaves_the_old_report(lund, capsys, spoil, said):
    spoil(lund)
    assert run(samverk, ["report", str(lund), "--year", "2024"]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "Det som fanns sedan tidigare är orört." in captured.err
    assert "Traceback" not in captured.err
    assert os.listdir(lund / "ut") == ["arsredovisning-2024.html"]
    assert (lund / "ut" / "arsredovisning-2024.html").read_text(encoding="utf-8") == "den gamla rapporten"


def test_an_unbalanced_voucher_is_named_and_what_follows_from_it_is_told(lund, capsys):
    unbalanced(lund)
    code = run(samverk, ["report", str(lund), "--format", "json"])
    captured = capsys.readouterr()
    assert code in (1, 2)
    assert "A 2" in captured.err
    assert "1 000,00" in captured.err.replace("\u00a0", " ")


def test_a_directory_that_does_not_exist(tmp_path, capsys):
    assert run(samverk, ["report", str(tmp_path / "finns-inte")]) == 2
    assert "finns inte" in capsys.readouterr().err


def test_check_tells_the_same_findings_and_writes_nothing(lund, capsys):
    before = {path: path.stat().st_mtime_ns for path in lund.rglob("*")}
    assert run(samverk, ["check", str(lund)]) == 0
    assert "avstämningar prövade" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in lund.rglob("*")} == before


def test_check_as_json_follows_its_schema(lund, capsys):
    assert run(samverk, ["check", str(lund), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json_schema())
    assert told["schema"] == "samverk.check/1"
    assert told["usable"] is True
    assert sum(rule["tried"] for rule in told["tried"]) > 1000


def test_check_as_json_of_unusable_input_follows_its_schema_too(lund, capsys):
    html(lund)
    assert run(samverk, ["check", str(lund), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json_schema())
    assert told["usable"] is False
    assert told["problems"]


def test_demo_makes_the_report_where_it_is_told(tmp_path, capsys):
    assert run(samverk, ["demo", "--out", str(tmp_path / "demo"), "--format", "html", "--no-serve"]) == 0
    assert (tmp_path / "demo" / "arsredovisning-2024.html").exists()
    assert "Läste" in capsys.readouterr().out


@pytest.mark.parametrize("formats", ["doc", "pdf,odt", ","])
def test_an_unknown_format_names_the_allowed_ones(lund, capsys, formats):
    assert run(samverk, ["report", str(lund), "--format", formats]) == 2
    assert "Välj bland pdf, docx, xlsx, html, json" in capsys.readouterr().err
