"""Who may open and change what, written by hand: the server is compared with this, not with itself.

A letter per role: F förbundschef, K kansli, L ledamot, E ersättare, B beredningsgrupp, I insatsägare, R redovisning,
V revisor. Every address of an association and every action must be here; the test fails on one that is missing.
"""

from __future__ import annotations

from samverk.apps.users.enums import Role

LETTERS = {
    "F": Role.DIRECTOR,
    "K": Role.OFFICE,
    "L": Role.BOARD_MEMBER,
    "E": Role.DEPUTY,
    "B": Role.PREPARATORY_GROUP,
    "I": Role.MEASURE_OWNER,
    "R": Role.BOOKKEEPER,
    "V": Role.AUDITOR,
}
EVERYONE = "FKLEBIRV"
INSIDE = "FKLEBRV"
READERS = "FKLERV"
LEADERS = "FK"

PAGES: dict[str, tuple[str, str]] = {
    # name: (who may read it, who may send its form; "" when it takes none)
    "home": (EVERYONE, ""),
    "search": (EVERYONE, ""),
    "reports": (READERS, ""),
    "report": (READERS, ""),
    "report_preview": (READERS, ""),
    "report_file": (READERS, ""),
    "report_days": (LEADERS, LEADERS),
    "report_chapter": (LEADERS, LEADERS),
    "review": (EVERYONE, EVERYONE),
}

ACTIONS: dict[str, str] = {
    "publishing.write_chapter": LEADERS,
    "publishing.set_report_days": LEADERS,
}
"""Who may do what inside an association."""

HOST_ACTIONS: dict[str, str] = {}
"""Who may do what concerns the installation: "H" the host."""


def roles(letters: str) -> frozenset[Role]:
    """The roles that the letters stand for."""
    return frozenset(LETTERS[letter] for letter in letters)
