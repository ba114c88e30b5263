"""Finsam Lund as an association of the web, with the facts of its directory and its books."""

from __future__ import annotations

from pathlib import Path

from samverk.apps.accounting.actions import unlock_version
from samverk.apps.accounting.queries import current_import
from samverk.apps.organisation.actions import add_association
from samverk.apps.organisation.models import Association
from samverk.apps.publishing.actions import import_facts
from samverk.apps.users.actor import command_line

LUND = Path(__file__).parents[2] / "examples" / "lund"
BOOKS = {year: (LUND / f"bokforing-{year}.se").read_bytes() for year in (2023, 2024)}


def lund(slug: str = "lund") -> Association:
    """The association without facts; the organisation number is that of the books."""
    return add_association(command_line(), slug, "Finsam Lund", "222000-0000")


def lund_with_facts() -> Association:
    """The association with everything the directory holds, books of two years among it; the last year is reopened."""
    made = lund()
    files = {str(path.relative_to(LUND)): path.read_bytes() for path in LUND.rglob("*") if _is_facts(path)}
    import_facts(command_line(made), files, 2024)
    reopen(made, 2024)
    made.refresh_from_db()
    return made


def reopen(of: Association, year: int) -> None:
    """Unlock the books that the decision in the facts has locked."""
    books = current_import(of, year)
    assert books is not None
    unlock_version(command_line(of), books, "året prövas på nytt")


def _is_facts(path: Path) -> bool:
    return path.is_file() and path.suffix in (".toml", ".md", ".se")


def with_voucher(data: bytes, lines: str, accounts: str = "") -> bytes:
    """The books with one more voucher: `lines` are its #TRANS lines, `accounts` records of accounts and balances."""
    text = data.decode("cp437") + f'#VER Z 1 20241230 "Tillagt"\r\n{{\r\n{lines}\r\n}}\r\n'
    return text.replace("#KONTO 1930", f"{accounts}\r\n#KONTO 1930", 1).encode("cp437")


UNPLACED = with_voucher(
    BOOKS[2024],
    "#TRANS 9900 {} 1200.00\r\n#TRANS 9901 {} -1200.00",
    '#KONTO 9900 "Interna <b>poster</b>"\r\n#KONTO 9901 "Interna motposter"\r\n'
    "#RES 0 9900 1200.00\r\n#RES 0 9901 -1200.00",
)
"""The books with two accounts that no chart has a line for."""
