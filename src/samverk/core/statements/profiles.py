"""The profile an association's books follow: shipped ones by id, and a guess for books that nobody has placed yet."""

from __future__ import annotations

from dataclasses import dataclass

from samverk.core.ledger.model import Ledger
from samverk.core.statements.bas import BAS
from samverk.core.statements.kommun_bas import KOMMUN_BAS
from samverk.core.statements.shipped import ShippedProfile

SHIPPED: dict[str, ShippedProfile] = {profile.id: profile for profile in (BAS, KOMMUN_BAS)}

_SALARY = ("lön", "löner", "arvode")
_DEPRECIATION = ("avskriv",)


@dataclass(frozen=True, slots=True)
class ProfileGuess:
    """A proposal for a person to confirm. `reason` is one Swedish sentence; `is_sure` False means nothing pointed."""

    profile: str
    reason: str
    is_sure: bool


def guess_profile(ledger: Ledger) -> ProfileGuess:
    """Propose "bas" or "kommun-bas" from the account names: the two charts put salaries and depreciation apart.

    Salaries in class 5 or depreciation in 79 speak for Kommun-Bas, salaries in class 7 or depreciation in 77–78 for
    BAS. Books with neither are taken for BAS.
    """
    votes: dict[str, list[str]] = {"bas": [], "kommun-bas": []}
    for account in ledger.accounts.values():
        profile = _vote(account.number, account.name.casefold())
        if profile:
            votes[profile].append(f"{account.number} {account.name}")
    best = max(votes, key=lambda profile: (len(votes[profile]), profile == "bas"))
    if not votes[best]:
        return ProfileGuess("bas", "Inget kontonamn visar vilken kontoplan det är; BAS är vanligast.", is_sure=False)
    others = len(votes["bas" if best == "kommun-bas" else "kommun-bas"])
    return ProfileGuess(best, f"Kontot {votes[best][0]} ligger där {SHIPPED[best].name} har det.", is_sure=others == 0)


def _vote(number: str, name: str) -> str:
    if any(word in name for word in _DEPRECIATION):
        if number.startswith("79"):
            return "kommun-bas"
        if number.startswith(("77", "78")):
            return "bas"
    if any(word in name for word in _SALARY):
        return {"5": "kommun-bas", "7": "bas"}.get(number[:1], "")
    return ""
