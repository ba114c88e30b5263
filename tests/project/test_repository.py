"""What holds for every tracked file: no rooms for odds and ends, nothing of the machine it came from, no persons."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverk.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samverk"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if path.parent.name != "migrations")  # Django writes those
BINARY = {".png", ".pdf", ".docx", ".xlsx", ".ttf"}
MOST_LINES = 450

MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt|tmp)/\w")
MAIL = re.compile(r"[\w.%+-]+@(?!example\.(?:org|com|se)\b)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}\b")
REGISTRY = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|artifactory|nexus|npmjs\.(?:org|com)|index-url)", re.IGNORECASE
)
PERSON = re.compile(r"(?<!\d)(?:19|20)?(\d{2})(\d{2})(\d{2})[-+](\d{4})(?!\d)")
FOREIGN_SAMPLES = ROOT / "tests" / "data" / "sie"  # published sample files of other programs, as they are


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = [name for name in listed.stdout.decode("utf-8").split("\0") if name]
    if not names:  # an unpacked archive has no index
        hidden = {".git", ".venv", ".tools", "ut"}
        names = [
            str(path.relative_to(ROOT))
            for path in ROOT.rglob("*")
            if path.is_file() and not hidden & set(path.relative_to(ROOT).parts) and "__pycache__" not in path.parts
        ]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


TRACKED = _tracked()


def _text(path: Path) -> str:
    return "" if path.suffix in BINARY else path.read_bytes().decode("utf-8", errors="replace")


def _places(pattern: re.Pattern[str], *, without: Path | None = None) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in TRACKED
        if without is None or not path.is_relative_to(without)
        for match in pattern.finditer(_text(path))
    ]


def test_the_tracked_files_are_found():
    assert ROOT / "README.md" in TRACKED
    assert len(TRACKED) > 100


@pytest.mark.parametrize("word", ["utils", "util", "helpers", "helper", "common", "misc"])
def test_no_room_for_odds_and_ends(word):
    assert not [path for path in TRACKED if word in {part.split(".")[0] for part in path.relative_to(ROOT).parts}]


def test_no_source_file_is_too_long_to_read():
    long = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert not {name: lines for name, lines in long.items() if lines > MOST_LINES}


def test_no_path_of_a_machine():
    assert not _places(MACHINE_PATH, without=FOREIGN_SAMPLES)


def test_no_mail_address():
    assert not _places(MAIL, without=FOREIGN_SAMPLES)


def test_no_address_of_a_package_registry():
    assert not _places(REGISTRY, without=Path(__file__))


def is_personal_number(match: re.Match[str]) -> bool:
    """True for a Swedish personal identity or coordination number: a possible day and a right check digit."""
    month, day = int(match[2]), int(match[3])
    digits = [int(digit) for digit in f"{match[1]}{match[2]}{match[3]}{match[4]}"]
    doubled = sum(sum(divmod(digit * (2 - place % 2), 10)) for place, digit in enumerate(digits))
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91) and doubled % 10 == 0


def test_no_personal_identity_number():
    found = [
        str(path.relative_to(ROOT))
        for path in TRACKED
        for match in PERSON.finditer(_text(path))
        if is_personal_number(match) and not path.is_relative_to(FOREIGN_SAMPLES)
    ]
    assert not found


@pytest.mark.parametrize(
    ("number", "person"), [("811228-987" + "4", True), ("222000-0000", False), ("811228-9875", False)]
)
def test_a_personal_number_is_told_from_an_organisation_s(number, person):
    match = PERSON.search(number)
    assert match is not None
    assert is_personal_number(match) is person


def test_the_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./run demo" in readme
    assert "./run test" in readme


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_adr_has_status_date_context_decision_and_consequences(path):
    text = path.read_text(encoding="utf-8")
    assert re.match(r"\d{4}-[a-z0-9-]+$", path.stem)
    assert re.search(r"^(?:- )?Status: \w+", text, re.MULTILINE)
    assert re.search(r"\b20\d\d-\d\d-\d\d\b", text)
    for heading in ("## Context", "## Decision", "## Consequences"):
        assert f"\n{heading}\n" in text


def test_adr_numbers_are_used_once_and_without_gaps():
    numbers = sorted(int(path.stem[:4]) for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_in_the_handbook(command):
    handbook = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "handbok").glob("*.md"))
    assert re.search(rf"(?:samverk|\./run) {command}\b", handbook)


def _messages() -> Iterator[tuple[str, str]]:
    """(place, last words) of every message written straight into a Problem."""
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                named = [keyword.value for keyword in node.keywords if keyword.arg == "message"]
                for message in (*node.args[2:3], *named):
                    last = message.values[-1] if isinstance(message, ast.JoinedStr) else message
                    if isinstance(last, ast.Constant) and isinstance(last.value, str):
                        yield f"{path.relative_to(ROOT)}:{node.lineno}", last.value


def test_every_problem_is_told_in_full_sentences():
    messages = list(_messages())
    assert len(messages) > 10
    assert not [place for place, words in messages if not words.endswith((".", "?"))]


def test_nothing_says_that_something_went_wrong():
    empty = "något gick " + "fel"
    assert not [str(path.relative_to(ROOT)) for path in PYTHON if empty in path.read_text(encoding="utf-8").lower()]
