"""The sources that rules cite: laws, recommendations, guidance and our own rules, each with its short name.

What no source confirms is a setting, not a rule (DESIGN.md section 5); the pages of docs/regler are built from this.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawSource:
    """A source. `key` is its short name, `title` the full Swedish one; `in_force` is the first day it applies."""

    key: str
    title: str
    in_force: date


OWN_RULE = "egen regel"
"""Key of the rules that no law states: a report that contradicts itself is wrong whatever the law says."""

_SOURCES = (
    LawSource("FinsamL", "lagen (2003:1210) om finansiell samordning av rehabiliteringsinsatser", date(2004, 1, 1)),
    LawSource("KL", "kommunallagen (2017:725)", date(2018, 1, 1)),
    LawSource("LKBR", "lagen (2018:597) om kommunal bokföring och redovisning", date(2019, 1, 1)),
    LawSource("R14", "Rådet för kommunal redovisning, R14 Drift- och investeringsredovisning", date(2019, 1, 1)),
    LawSource("R15", "Rådet för kommunal redovisning, R15 Förvaltningsberättelse", date(2019, 1, 1)),
    LawSource("Nationella rådet", "Nationella rådets vägledning till samordningsförbunden", date(2013, 10, 2)),
    LawSource(OWN_RULE, "Samverks egen regel: ett dokument får inte säga emot sig självt", date(2004, 1, 1)),
)

SOURCES: dict[str, LawSource] = {source.key: source for source in _SOURCES}


def citation(key: str, section: str) -> str:
    """Write a source for a reader: "LKBR 6 kap.". Raises KeyError when `key` names no known source."""
    source = SOURCES[key]
    return f"{source.key} {section}".strip()
