"""An invented association for the year wheel: two municipalities, a region, the two agencies; nothing done yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from samverk.core.organisation import Association
from samverk.core.year_wheel.deadline import Deadline
from samverk.core.year_wheel.state import WheelState
from samverk.core.year_wheel.wheel import deadlines

START = "2010-01-01"
BOARDS = ("Region Berg", "Norrbergs kommun", "Söderbergs kommun")
MEMBERS = ("Försäkringskassan", "Arbetsförmedlingen", *BOARDS)
_KINDS = ("forsakringskassan", "arbetsformedlingen", "region", "kommun", "kommun")
_SHARES = ("1/4", "1/4", "1/4", "1/8", "1/8")


def seats(start: str, end: str | None, members: tuple[str, ...] = MEMBERS) -> list[dict[str, Any]]:
    """A board member and a deputy for each member, for a time."""
    last = {"till": end} if end else {}
    return [
        {"namn": f"{seat} {member}", "medlem": member, "uppdrag": seat, "fran": start, **last}
        for member in members
        for seat in ("ledamot", "ersattare")
    ]


def auditor(*represents: str, end: str | None = None, start: str | None = "2023-04-01") -> dict[str, Any]:
    """An auditor for some members."""
    days = {key: day for key, day in (("fran", start), ("till", end)) if day}
    return {"namn": "Revisor", "funktion": "revisor", "utsedd_av": list(represents), **days}


ALL_AUDITED = (auditor("Försäkringskassan"), auditor(*BOARDS))


def association(**changes: Any) -> Association:
    """The association, complete: a charter without interim report, mandates to March 2027, auditors for all."""
    base: dict[str, Any] = {
        "namn": "Samordningsförbundet Berg",
        "organisationsnummer": "000000-0000",
        "kommuner": ["Norrberg", "Söderberg"],
        "bildat": START,
        "medlem": [
            {"namn": name, "typ": kind, "andelar": [{"andel": share, "fran": START}]}
            for name, kind, share in zip(MEMBERS, _KINDS, _SHARES, strict=True)
        ],
        "kontoplan": {"profil": "bas"},
        "forbundsordning": [{"galler_fran": START}],
        "mandat": seats("2023-04-01", "2027-03-31"),
        "funktionar": list(ALL_AUDITED),
        "arsredovisning": {"ar": 2024},
    }
    return Association.model_validate({**base, **changes})


def wheel_state(day: date, *, facts: Association | None = None, **known: Any) -> WheelState:
    """What is known on a day."""
    return WheelState(day, facts or association(), **known)


def find(state: WheelState, code: str, subject: str | None = None, years: tuple[int, ...] | None = None) -> Deadline:
    """The only deadline with this code (and subject)."""
    found = find_all(state, code, subject, years)
    assert len(found) == 1, [each.id for each in found]
    return found[0]


def find_all(
    state: WheelState, code: str, subject: str | None = None, years: tuple[int, ...] | None = None
) -> list[Deadline]:
    """Every deadline with this code (and subject)."""
    return [each for each in deadlines(state, years) if each.code == code and subject in (None, each.subject)]
