"""`samverk sie`: the page, the JSON, the exit codes, and every way a file can be missing."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from samverk.cli.main import samverk
from samverk.cli.swedish import run
from samverk.formats import sie
from samverk.formats.sie import write
from tests.factories.ledgers import small_ledger

ROOT = Path(__file__).parents[2]
LUND = ROOT / "examples" / "lund"
FILES = ROOT / "tests" / "data" / "sie"


@pytest.fixture
def call(capsys):
    def call(*arguments):
        code = run(samverk, ["sie", *map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out.replace("\u00a0", " "), captured.err

    return call


def test_a_page_says_what_the_file_holds(call):
    code, out, err = call(LUND / "bokforing-2024.se")
    assert (code, err) == (0, "")
    for words in (
        "Finsam Lund  222000-0000",
        "räkenskapsår 2024-01-01–2024-12-31 · SIE typ 4E · PC8",
        "28 konton · 16 objekt · 267 verifikat · 566 rader",
        "✓ Bokföringen stämmer",
    ):
        assert words in out
    assert re.search(r"1930 +Företagskonto +3 675 016,40 +750 213,40 +4 425 229,80", out)
    assert re.search(r"8999 +Årets resultat +−1 089 269,60", out)
    assert re.search(r"25 +IRIS Sydöst +16 +1 069 293,00", out)
    assert "\x1b" not in out


@pytest.mark.parametrize("name", ["XE_SIE_4_20151125095119.SE", "Sie4.se", "SIE_exempelfil.se", "BL0001_typ4.SE"])
def test_the_page_fits_eighty_columns(call, name):
    _, out, _ = call(FILES / name)
    assert max(map(len, out.splitlines())) <= 80
    assert "…" not in "".join(re.findall(r"[\d,]+…", out))


def test_problems_stand_with_their_lines_and_give_exit_code_1(call):
    code, out, _ = call(FILES / "XE_SIE_4_20151125095119.SE")
    assert code == 1
    assert "1 fel, 12 varningar, 1 notering, sist på sidan" in out
    assert re.search(r"^Fel +Verifikat 1 1 går inte jämnt ut \(skillnad 2,00 kr\)", out, re.MULTILINE)
    assert re.search(r"^rad 1356 ", out, re.MULTILINE)


def test_json_follows_its_schema(call):
    paths = sorted(path for path in FILES.iterdir() if path.suffix != ".md")
    code, out, _ = call("--json", *paths, *LUND.glob("*.se"))
    data = json.loads(out)
    jsonschema.validate(data, sie.json_schema())
    assert code == 2
    assert [row["usable"] for row in data["files"]].count(False) == 5
    (lund,) = (row["books"] for row in data["files"] if row["file"].endswith("bokforing-2024.se"))
    assert lund["reconciliation"]["ties"] is True
    assert {
        "account": "1930",
        "name": "Företagskonto",
        "is_balance": True,
        "opening_ore": 367_501_640,
        "change_ore": 75_021_340,
        "closing_ore": 442_522_980,
    } in lund["accounts"]


def test_the_schema_in_the_documentation_is_fresh():
    stored = json.loads((ROOT / "docs" / "schema" / "sie-1.schema.json").read_text(encoding="utf-8"))
    assert stored == sie.json_schema()


def test_consecutive_years_are_compared(call, tmp_path):
    code, out, _ = call("--json", *sorted(LUND.glob("*.se")))
    second = json.loads(out)["files"][1]["books"]["reconciliation"]
    assert (code, second["ties"]) == (0, True)
    assert "ub_ib_filer" in second["checked"]
    changed = (LUND / "bokforing-2023.se").read_bytes().replace(b"#UB 0 1690 ", b"#UB 0 1690 1")
    earlier = tmp_path / "bokforing-2023.se"
    earlier.write_bytes(changed)
    _, out, _ = call(earlier, LUND / "bokforing-2024.se")
    assert "(SIE-IB-UB-FIL)" in out


def test_every_file_is_told_of_even_when_one_is_missing(call, tmp_path):
    code, out, _ = call(LUND / "bokforing-204.se", LUND, tmp_path / "x" / "y.se", LUND / "bokforing-2024.se")
    out = " ".join(out.split())
    assert code == 2
    assert "Filen finns inte. Menade du" in out
    assert "Det är en katalog. Ange SIE-filen, till exempel" in out
    assert "Filen finns inte. Kontrollera sökvägen." in out
    assert "Bokföringen stämmer" in out


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "nej"), "Du har inte rätt att läsa filen."),
        (OSError(5, "Input/output error"), "Filen gick inte att läsa (Input/output error)."),
    ],
)
def test_what_the_system_says_no_to(call, monkeypatch, error, said):
    def refuse(*_arguments, **_keywords):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    code, out, _ = call(LUND / "bokforing-2024.se")
    assert code == 2
    assert said in out


def test_a_huge_file_is_refused_without_being_read(call, tmp_path, monkeypatch):
    huge = tmp_path / "huge.se"
    with huge.open("wb") as handle:
        handle.truncate(200_000_000)
    monkeypatch.setattr(Path, "open", None)
    code, out, _ = call(huge)
    assert code == 2
    assert "Filen är 200 MB. Samverk läser SIE-filer upp till 67 MB" in out


def test_long_lists_of_problems_are_cut(call, tmp_path):
    ledger = small_ledger()
    text = write(ledger)[0].decode("cp437")
    broken = "".join(f"#VER B {number} 2024\r\n{{\r\n}}\r\n" for number in range(60))
    path = tmp_path / "trasig.se"
    path.write_bytes((text + broken).encode("cp437"))
    code, out, _ = call(path)
    assert code == 1
    assert "… och 20 till. Alla finns i --json." in out


def test_it_starts_in_a_blink():
    """Nothing heavy is imported when the output is JSON; rich only draws the page."""
    script = (
        "import sys\nfrom samverk.cli.main import samverk\nfrom samverk.cli.swedish import run\n"
        "run(samverk, ['sie', '--json', 'examples/lund/bokforing-2024.se'])\n"
        "print([name for name in ('pydantic', 'rich', 'typst', 'docx') if name in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stderr.strip() == "[]"
