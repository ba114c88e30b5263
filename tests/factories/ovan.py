"""The books of the invented association in tests/data/forbund-ovan: two years with equipment and depreciation.

`python -m tests.factories.ovan` writes the files anew.
"""

from __future__ import annotations

from pathlib import Path

from tests.factories.books import Books, Line, sie_bytes

DIRECTORY = Path(__file__).resolve().parents[1] / "data" / "forbund-ovan"
COMPANY, ORG_NUMBER = "Finsam Älvdalarna", "111111-2222"

ACCOUNTS = {
    "1220": "Inventarier",
    "1229": "Ackumulerade avskrivningar inventarier",
    "1650": "Momsfordran",
    "1930": "Företagskonto",
    "2068": "Balanserat resultat",
    "2069": "Årets resultat",
    "2440": "Leverantörsskulder",
    "2990": "Upplupna kostnader",
    "3010": "Bidrag staten",
    "3011": "Bidrag Norrälvs kommun",
    "3012": "Bidrag Mellanälvs kommun",
    "3013": "Bidrag Söderälvs kommun",
    "3014": "Bidrag Region Älv",
    "4010": "Köpta insatser",
    "4310": "Mötesplats Älven",
    "5010": "Lokalhyra",
    "6420": "Revision",
    "7210": "Löner",
    "7240": "Styrelsearvoden",
    "7510": "Arbetsgivaravgifter",
    "7832": "Avskrivningar inventarier",
    "8310": "Ränteintäkter",
    "8999": "Årets resultat",
}
OBJECTS = {
    ("6", "101"): "Unga, norr",
    ("6", "102"): "Unga, söder",
    ("6", "103"): "Unga, söder sommar",
    ("6", "200"): "Steget",
    ("6", "201"): "Steget, arbetsgivarstöd",
    ("6", "900"): "Uppföljning",
}
CONTRIBUTIONS = {"3010": 2_000_000, "3014": 1_000_000, "3011": 548_000, "3012": 276_000, "3013": 176_000}


def _measure(day: str, project: str, kronor: int) -> tuple[str, str, tuple[Line, ...]]:
    return day, OBJECTS["6", project], (Line("4010", kronor, project=project), Line("1930", -kronor))


def _paid(day: str, account: str, kronor: int) -> tuple[str, str, tuple[Line, ...]]:
    return day, ACCOUNTS[account], (Line(account, kronor), Line("1930", -kronor))


def _contributions() -> tuple[str, str, tuple[Line, ...]]:
    lines = tuple(Line(account, -kronor) for account, kronor in CONTRIBUTIONS.items())
    return "0110", "Medlemsbidrag", (Line("1930", sum(CONTRIBUTIONS.values())), *lines)


def _depreciation(kronor: int) -> tuple[str, str, tuple[Line, ...]]:
    return "1231", ACCOUNTS["7832"], (Line("7832", kronor), Line("1229", -kronor))


def prior() -> Books:
    """2024: equipment bought in an earlier year, a small deficit."""
    opening = {"1220": 90_000, "1229": -30_000, "1930": 990_000, "2068": -1_000_000, "2990": -50_000}
    entries = (
        _contributions(),
        _measure("0301", "101", 690_000),
        _measure("0401", "102", 610_000),
        _measure("0501", "200", 580_000),
        _measure("0601", "201", 140_000),
        _paid("0701", "4310", 95_000),
        _measure("0901", "900", 75_000),
        _paid("0228", "5010", 120_000),
        _paid("0630", "7210", 1_090_000),
        _paid("0701", "7510", 342_000),
        _paid("1115", "7240", 110_000),
        ("1220", "Ränta", (Line("1930", 6_000), Line("8310", -6_000))),
        _depreciation(18_000),
        ("1231", "Revision", (Line("6420", 56_000), Line("2990", -56_000))),
    )
    return Books(COMPANY, ORG_NUMBER, 2024, ACCOUNTS, OBJECTS, opening, entries)


def books() -> Books:
    """2025: equipment bought on credit at the end of the year, a surplus."""
    opening = {number: amount for number, amount in prior().closing.items() if amount}
    entries = (
        _contributions(),
        _measure("0301", "101", 705_300),
        _measure("0401", "102", 480_200),
        _measure("0702", "103", 96_400),
        _measure("0501", "200", 571_900),
        _measure("0601", "201", 151_300),
        _paid("0701", "4310", 98_700),
        _measure("0901", "900", 71_800),
        _paid("0228", "5010", 124_600),
        _paid("0630", "7210", 1_102_400),
        _paid("0701", "7510", 346_300),
        _paid("1115", "7240", 113_500),
        ("1010", "Datorer", (Line("1220", 83_200), Line("1650", 20_800), Line("1930", -104_000))),
        ("1130", "Möbler", (Line("1220", 40_000), Line("1650", 10_000), Line("2440", -50_000))),
        ("1220", "Ränta", (Line("1930", 7_400), Line("8310", -7_400))),
        _depreciation(25_600),
        ("1231", "Revision", (Line("6420", 58_900), Line("2990", -58_900))),
    )
    return Books(COMPANY, ORG_NUMBER, 2025, ACCOUNTS, OBJECTS, opening, entries)


def earlier() -> Books:
    """2023, of which only the closing balances are known."""
    closing = dict(prior().opening)
    return Books(COMPANY, ORG_NUMBER, 2023, ACCOUNTS, OBJECTS, closing)


def files() -> dict[str, bytes]:
    """File name → bytes of both years' books."""
    return {
        "bokforing-2025.se": sie_bytes(books(), prior()),
        "bokforing-2024.se": sie_bytes(prior(), earlier()),
    }


if __name__ == "__main__":
    for name, data in files().items():
        (DIRECTORY / name).write_bytes(data)
