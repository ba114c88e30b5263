"""Makes one ledger with projects, the same one for every program: SIE 4E, beancount and hledger, and the right answer.

The figures are invented and the same on every machine: the random numbers have a fixed seed.
"""

from __future__ import annotations

import json
import random
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

BALANCE_ACCOUNTS = {
    "1220": "Inventarier",
    "1510": "Fordringar på medlemmar",
    "1630": "Skattekonto",
    "1790": "Upplupna intäkter",
    "1930": "Företagskonto",
    "2069": "Balanserat resultat",
    "2440": "Leverantörsskulder",
    "2710": "Personalskatt",
    "2891": "Skulder samverkansinsatser",
    "2990": "Upplupna kostnader",
}
RESULT_ACCOUNTS = {
    "3010": "Medlemsintäkt staten",
    "3011": "Medlemsintäkt kommun",
    "3012": "Medlemsintäkt region",
    "3981": "Bidrag ESF",
    "4010": "Köpta tjänster",
    "4020": "Ersättning för personal",
    "4090": "Utvärdering",
    "5010": "Lokaler",
    "5410": "Förbrukningsinventarier",
    "5800": "Resor",
    "6110": "Kontorsmaterial",
    "6420": "Revision",
    "6530": "Redovisning",
    "6550": "Konsulter",
    "7210": "Löner",
    "7410": "Pensioner",
    "7510": "Sociala avgifter",
    "7832": "Avskrivningar",
    "8310": "Ränteintäkter",
    "8410": "Räntekostnader",
}
PROJECTS = [f"P{number:02d}" for number in range(1, 41)]
CENTRES = ["1", "2", "3"]
TEXTS = ["Rekvisition", "Hyra lokal", "Löner och arvoden", "Konsulttjänst utvärdering", "Möte styrelsen", "Ränta"]
OPENING = {"1930": 250_000_000, "1510": 40_000_000, "2440": -60_000_000, "2069": -230_000_000}
FIRST_DAY = date(2024, 1, 1)
START = "20240101"
END = "20241231"


@dataclass(frozen=True)
class Line:
    """One line; `objects` is (cost centre, project), either may be empty."""

    account: str
    ore: int
    centre: str
    project: str


@dataclass(frozen=True)
class MadeVoucher:
    """One voucher; `corrected` ones carry a struck and an added line beside what counts."""

    series: str
    number: int
    day: date
    text: str
    lines: tuple[Line, ...]
    corrected: bool


def make_vouchers(count: int) -> list[MadeVoucher]:
    """Make `count` balanced vouchers of two or three lines over the year 2024, two in a hundred corrected."""
    dice = random.Random(20241231)
    costs = [number for number in RESULT_ACCOUNTS if number >= "4"]
    vouchers = []
    numbers: Counter[str] = Counter()
    for position in range(count):
        series = dice.choice("AABL")
        numbers[series] += 1
        day = FIRST_DAY + timedelta(days=position * 366 // count)
        amount = dice.randrange(100, 5_000_000)
        centre = dice.choice(CENTRES)
        project = dice.choice(PROJECTS) if dice.random() < 0.8 else ""
        if dice.random() < 0.1:
            account = dice.choice(["3010", "3011", "3012", "3981"])
            lines = [Line("1930", amount, "", ""), Line(account, -amount, centre, project)]
        else:
            lines = [Line(dice.choice(costs), amount, centre, project)]
            if dice.random() < 0.5:
                other = dice.randrange(100, 2_000_000)
                lines.append(Line(dice.choice(costs), other, centre, dice.choice(PROJECTS)))
                amount += other
            lines.append(Line(dice.choice(["1930", "2440", "2891"]), -amount, "", ""))
        text = f"{dice.choice(TEXTS)} {dice.randrange(10_000)}"
        vouchers.append(MadeVoucher(series, numbers[series], day, text, tuple(lines), dice.random() < 0.02))
    return vouchers


def kronor(ore: int) -> str:
    """Write öre as kronor with dot and two decimals."""
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def _sie_line(label: str, line: Line) -> str:
    objects = " ".join(f"{dim} {code}" for dim, code in (("1", line.centre), ("6", line.project)) if code)
    return f"   #{label} {line.account} {{{objects}}} {kronor(line.ore)}"


def sie_bytes(vouchers: list[MadeVoucher]) -> bytes:
    """The ledger as SIE 4E: code page 437, CRLF, with opening and closing balances that tie."""
    totals: Counter[str] = Counter()
    for voucher in vouchers:
        for line in voucher.lines:
            totals[line.account] += line.ore
    rows = [
        "#FLAGGA 0",
        '#PROGRAM "Samverk mätning" 1.0',
        "#FORMAT PC8",
        "#GEN 20250101",
        "#SIETYP 4",
        "#ORGNR 222000-0000",
        '#FNAMN "Påhittat samordningsförbund"',
        f"#RAR 0 {START} {END}",
        "#KPTYP BAS2014",
    ]
    rows += [f'#KONTO {number} "{name}"' for number, name in (BALANCE_ACCOUNTS | RESULT_ACCOUNTS).items()]
    rows += [f'#OBJEKT 1 {code} "Kostnadsställe {code}"' for code in CENTRES]
    rows += [f'#OBJEKT 6 {code} "Projekt {code}"' for code in PROJECTS]
    rows += [f"#IB 0 {number} {kronor(OPENING.get(number, 0))}" for number in BALANCE_ACCOUNTS]
    rows += [f"#UB 0 {number} {kronor(OPENING.get(number, 0) + totals[number])}" for number in BALANCE_ACCOUNTS]
    rows += [f"#RES 0 {number} {kronor(totals[number])}" for number in RESULT_ACCOUNTS]
    for voucher in vouchers:
        day = f"{voucher.day:%Y%m%d}"
        rows += [f'#VER {voucher.series} {voucher.number} {day} "{voucher.text}" {day}', "{"]
        if voucher.corrected:
            rows += [_sie_line("BTRANS", voucher.lines[0]), _sie_line("RTRANS", voucher.lines[0])]
        rows += [_sie_line("TRANS", line) for line in voucher.lines]
        rows.append("}")
    return "\r\n".join([*rows, ""]).encode("cp437")


def _plain_account(number: str) -> str:
    if number in BALANCE_ACCOUNTS:
        return f"{'Assets' if number < '2' else 'Liabilities'}:K{number}"
    return f"{'Income' if number < '4' or number == '8310' else 'Expenses'}:K{number}"


def beancount_text(vouchers: list[MadeVoucher]) -> str:
    """The ledger for beancount; project and cost centre are metadata of the posting."""
    rows = [f"1970-01-01 open {_plain_account(number)} SEK" for number in BALANCE_ACCOUNTS | RESULT_ACCOUNTS]
    rows += ["", '2023-12-31 * "Ingående balans"']
    rows += [f"  {_plain_account(number)}  {kronor(ore)} SEK" for number, ore in OPENING.items()]
    for voucher in vouchers:
        rows += ["", f'{voucher.day} * "{voucher.text}"', f'  ver: "{voucher.series}{voucher.number}"']
        for line in voucher.lines:
            rows.append(f"  {_plain_account(line.account)}  {kronor(line.ore)} SEK")
            rows += [f'    {key}: "{code}"' for key, code in (("kst", line.centre), ("projekt", line.project)) if code]
    return "\n".join([*rows, ""])


def hledger_text(vouchers: list[MadeVoucher]) -> str:
    """The ledger as a journal for hledger; project and cost centre are tags of the posting."""
    rows = ["2023-12-31 Ingående balans"]
    rows += [f"    {_plain_account(number)}  {kronor(ore)} SEK" for number, ore in OPENING.items()]
    for voucher in vouchers:
        rows += ["", f"{voucher.day} ({voucher.series}{voucher.number}) {voucher.text}"]
        for line in voucher.lines:
            tags = [f"{key}:{code}" for key, code in (("kst", line.centre), ("projekt", line.project)) if code]
            rows.append(
                f"    {_plain_account(line.account)}  {kronor(line.ore)} SEK{'  ; ' if tags else ''}{', '.join(tags)}"
            )
    return "\n".join([*rows, ""])


def right_answer(vouchers: list[MadeVoucher]) -> dict[str, dict[str, int]]:
    """The sums of the year's lines, öre, per account and per "account/project"."""
    accounts: Counter[str] = Counter()
    projects: Counter[str] = Counter()
    for voucher in vouchers:
        for line in voucher.lines:
            accounts[line.account] += line.ore
            if line.project:
                projects[f"{line.account}/{line.project}"] += line.ore
    return {"accounts": dict(sorted(accounts.items())), "projects": dict(sorted(projects.items()))}


def write_all(folder: Path, count: int) -> None:
    """Write the ledger in every form into `folder`, unless the same ledger is there already."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / "made.txt"
    wanted = f"{count} {zlib.crc32(Path(__file__).read_bytes())}"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    vouchers = make_vouchers(count)
    (folder / "ledger.se").write_bytes(sie_bytes(vouchers))
    (folder / "ledger.beancount").write_text(beancount_text(vouchers), encoding="utf-8")
    (folder / "ledger.journal").write_text(hledger_text(vouchers), encoding="utf-8")
    (folder / "expected.json").write_text(json.dumps(right_answer(vouchers), indent=1), encoding="utf-8")
    stamp.write_text(wanted, encoding="utf-8")
