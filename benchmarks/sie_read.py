"""Reading a ledger of 100,000 vouchers with projects, and its balances per account and per project.

Claims: at least 3 times faster than bean-check reads the same ledger; within 4 times of a loop that only splits the
lines for the balances alone; within 8 times of it with every voucher kept and every check run. All programs must give
the same figures, to the öre.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import ledger_maker
import peers
from measuring import DATA, Claim, least_seconds, run_program
from samverk.core.ledger.balances import sum_lines
from samverk.formats.sie import read, read_balances

COUNT = 100_000
FOLDER = DATA / "ledger"
OUR_PROGRAM = """
import json, sys
from pathlib import Path
from samverk.formats.sie import read_balances
sums, problems = read_balances(Path(sys.argv[1]).read_bytes())
projects = {f"{account}/{code}": ore for (account, code), ore in sums.by_object("6").items() if code}
print(json.dumps({"accounts": sums.by_account(), "projects": projects}))
"""
BEANCOUNT_SUMS = """
import collections, json, sys
from beancount import loader
from beancount.core.data import Transaction
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors[:3]
accounts, projects = collections.Counter(), collections.Counter()
for entry in entries:
    if isinstance(entry, Transaction) and entry.date.year == 2024:
        for posting in entry.postings:
            number, ore = posting.account.rpartition("K")[2], int(posting.units.number * 100)
            accounts[number] += ore
            if "projekt" in posting.meta:
                projects[number + "/" + posting.meta["projekt"]] += ore
print(json.dumps({"accounts": accounts, "projects": projects}))
"""


def measure() -> Iterable[Claim]:
    """Make the ledger, see that everyone agrees on it, then race."""
    ledger_maker.write_all(FOLDER, COUNT)
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    path = FOLDER / "ledger.se"
    yield from _against_splitting(path.read_bytes(), expected)
    yield from _against_peers(path, expected)


def _same(found: dict[str, dict[str, int]], expected: dict[str, dict[str, int]], who: str) -> None:
    for kind, sums in expected.items():
        kept = {key: ore for key, ore in found[kind].items() if ore}
        if kept != {key: ore for key, ore in sums.items() if ore}:
            raise SystemExit(f"{who}: the sums per {kind} differ from those the ledger was made with")


def _against_splitting(data: bytes, expected: dict[str, dict[str, int]]) -> Iterable[Claim]:
    ledger, problems = read(data)
    sums, _ = read_balances(data)
    if ledger is None or sums is None or problems or len(ledger.vouchers) != COUNT:
        raise SystemExit(f"the made ledger was not read whole: {problems[:3]}")
    for each, who in ((sums, "read_balances"), (sum_lines(ledger.vouchers), "read")):
        projects = {f"{account}/{code}": ore for (account, code), ore in each.by_object("6").items() if code}
        _same({"accounts": each.by_account(), "projects": projects}, expected, who)
    del ledger

    def split_only() -> None:
        for line in data.decode("cp437").splitlines():
            line.split()

    def balances() -> object:
        sums, _ = read_balances(data)
        return sums.by_account(), sums.by_object("6")

    seconds = least_seconds({"split": split_only, "balances": balances, "read": lambda: read(data)})
    yield Claim(
        "balances per account and project, against only splitting the lines", seconds["balances"] / seconds["split"], 4
    )
    yield Claim(
        "every voucher kept, every check run, against only splitting the lines", seconds["read"] / seconds["split"], 8
    )


def _against_peers(path: Path, expected: dict[str, dict[str, int]]) -> Iterable[Claim]:
    programs = peers.beancount()
    beans = FOLDER / "ledger.beancount"
    ours = (sys.executable, "-c", OUR_PROGRAM, path)
    _same(json.loads(run_program(*ours)), expected, "samverk")
    _same(json.loads(run_program(programs / "python", "-c", BEANCOUNT_SUMS, beans)), expected, "beancount")
    works = {
        "samverk": lambda: run_program(*ours),
        "bean-check": lambda: run_program(programs / "bean-check", "--no-cache", beans),
    }
    hledger = peers.hledger()
    if hledger:
        journal = FOLDER / "ledger.journal"
        _same_accounts(run_program(hledger, "-f", journal, "balance", "-N", "--flat", "-O", "csv"), expected)
        works["hledger"] = lambda: run_program(hledger, "-f", journal, "balance", "--pivot", "projekt")
    seconds = least_seconds(works, rounds=3)
    yield Claim("whole process, bean-check's time against ours", seconds["bean-check"] / seconds["samverk"], 3, True)
    if hledger:
        yield Claim("whole process, hledger balance's time against ours", seconds["hledger"] / seconds["samverk"])


def _same_accounts(written: str, expected: dict[str, dict[str, int]]) -> None:
    """hledger's balances per account hold the opening balances too."""
    rows = csv.reader(written.splitlines()[1:])
    found = {name.rpartition("K")[2]: round(float(amount.split()[0]) * 100) for name, amount in rows}
    wanted = dict(expected["accounts"])
    for account, ore in ledger_maker.OPENING.items():
        wanted[account] = wanted.get(account, 0) + ore
    if {account: ore for account, ore in wanted.items() if ore} != {row: ore for row, ore in found.items() if ore}:
        raise SystemExit("hledger: the balances per account differ from those the ledger was made with")
