"""Damaged files: whatever happens to the bytes, no exception leaves the reader and no voucher is lost untold."""

import random
import re
from pathlib import Path

import pytest

from samverk.core.ledger.balances import sum_lines
from samverk.core.problems import ProblemSeverity
from samverk.formats.sie import read, read_balances, write
from samverk.formats.sie.validate import vouchers_left_out

FOLDER = Path(__file__).parents[2] / "data" / "sie"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix.lower() in (".se", ".si"))
ROUNDS = 1200
VER_LINE = re.compile(r'(?im)^[ \t\x00-\x08\x0b-\x1f\x7f]*#VER(?=[ \t\x00-\x1f\x7f"{}]|$)')


def piece(dice: random.Random) -> bytes:
    """The head of a real file and a run of its lines: small enough for thousands of rounds."""
    lines = dice.choice(FILES).read_bytes().splitlines(keepends=True)
    start = dice.randrange(len(lines))
    return b"".join(lines[: dice.randrange(5, 30)] + lines[start : start + dice.randrange(80)])


def delete(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + data[at + dice.randrange(1, 40) :]


def duplicate(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    end = at + dice.randrange(1, 200)
    return data[:end] + data[at:end] + data[end:]


def flip(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 6)):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def truncate(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def splice(dice: random.Random, data: bytes) -> bytes:
    lines, others = data.splitlines(keepends=True), piece(dice).splitlines(keepends=True)
    at = dice.randrange(len(lines) + 1)
    return b"".join(lines[:at] + dice.sample(others, min(len(others), 8)) + lines[at:])


def noise(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.randbytes(dice.randrange(1, 20)) + data[at:]


def syntax(dice: random.Random, data: bytes) -> bytes:
    at = dice.randrange(len(data))
    return data[:at] + dice.choice([b'"', b"{", b"}", b"\\", b"#", b"\r", b"\n", b"#VER ", b"\n}\n", b"\t"]) + data[at:]


MUTATIONS = [delete, duplicate, flip, truncate, splice, noise, syntax]


def assert_nothing_is_lost(data: bytes) -> None:
    ledger, problems = read(data, file="skadad.se")
    assert {problem.file for problem in problems} <= {"skadad.se"}
    assert all(problem.message and problem.code.startswith("SIE-") for problem in problems)
    if ledger is None:
        assert [problem.severity for problem in problems] == [ProblemSeverity.REFUSE]
        return
    text = data.decode("utf-8-sig" if ledger.encoding == "utf-8" else ledger.encoding, errors="replace")
    if "\n" not in text:
        text = text.replace("\r", "\n")
    told = vouchers_left_out(problems) + sum(problem.code == "SIE-VER-DUBBEL" for problem in problems)
    assert len(VER_LINE.findall(text)) == len(ledger.vouchers) + told
    assert all(sum(line.amount_ore for line in voucher.postings) == 0 for voucher in ledger.vouchers)
    assert read_balances(data, file="skadad.se")[0] == sum_lines(ledger.vouchers)


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_damaged_files(mutate):
    dice = random.Random(f"SIE {mutate.__name__}")
    for _ in range(ROUNDS):
        data = mutate(dice, piece(dice))
        for _ in range(dice.randrange(3)):
            data = dice.choice(MUTATIONS)(dice, data or b" ")
        assert_nothing_is_lost(data)


def test_what_is_left_of_a_damaged_file_can_be_written():
    dice = random.Random("SIE write")
    written = 0
    for _ in range(ROUNDS):
        ledger, _ = read(flip(dice, piece(dice)))
        if ledger is None:
            continue
        data, told = write(ledger)
        if data is None:
            assert all(problem.severity is ProblemSeverity.REFUSE for problem in told)
        else:
            written += 1
            assert read(data)[0] is not None
    assert written > ROUNDS // 4


@pytest.mark.parametrize("name", ["Sie4.se", "BL0001_typ4.SE", "Bokslut_Norstedts_SIE_4E.se"])
def test_every_truncation_of_a_file_is_told(name):
    data = (FOLDER / name).read_bytes()
    dice = random.Random(name)
    for _ in range(40):
        assert_nothing_is_lost(data[: dice.randrange(len(data))])
