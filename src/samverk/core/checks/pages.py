"""The Swedish pages of docs/regler: an index and one page per family, made from the rules themselves."""

from __future__ import annotations

from itertools import groupby

from samverk.core.checks.catalogue import all_rules
from samverk.core.checks.finding import Severity
from samverk.core.checks.rule import Rule
from samverk.core.law import OWN_RULE, PROVISIONS, SOURCES, citation

FAMILIES: dict[str, str] = {
    "BK": "Balanskrav",
    "BR": "Balansräkning",
    "BU": "Budget och plan",
    "DA": "Dagar",
    "DG": "Diagram",
    "DR": "Driftredovisning och avvikelser",
    "FB": "Förvaltningsberättelse och kapitel",
    "FI": "Mellan filer",
    "FL": "Flerårsöversikt",
    "IN": "Insatser",
    "JF": "Samma sak i flera tabeller",
    "KF": "Kassaflödesanalys",
    "MF": "Medlemmarnas medel",
    "NO": "Noter",
    "NT": "Nyckeltal",
    "OR": "Organisation",
    "PS": "Påståenden i text",
    "RO": "Röjande av enskilda",
    "RR": "Resultaträkning",
    "SP": "Spårbarhet",
    "TB": "Tabeller",
    "UN": "Underskrift",
}
"""Code letters → what the family is about."""

SEVERITY_WORDS = {Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.NOTE: "Notering"}

_GENERATED = "<!-- Sidan är gjord av reglerna i koden. Ändra dem där och kör make docs. -->"


def pages() -> dict[str, str]:
    """File name → Markdown of every page; the same bytes every time. Raises KeyError when a family has no name."""
    made = {}
    for family, found in groupby(all_rules(), key=lambda rule: rule.family):
        made[_file_name(family)] = _family_page(family, tuple(found))
    return {"index.md": _index(all_rules()), **made}


def _file_name(family: str) -> str:
    return f"{family.lower()}.md"


def _index(rules: tuple[Rule, ...]) -> str:
    lines = [
        _GENERATED,
        "",
        "# Regler",
        "",
        f"Samverk prövar {len(rules)} regler på varje färdigt dokument. Ett fel ska rättas innan dokumentet beslutas, "
        "en varning ska någon ta ställning till och en notering är bra att veta. Regler som behöver förbundets fakta "
        "prövas inte på ett dokument som bara har lästs in. SYS-01 betyder att en regel inte kunde prövas.",
        "",
        "| Kod | Regel | Allvar | Källa |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| [{rule.code}]({_file_name(rule.family)}#{rule.code.lower()}) | {rule.title} | "
        f"{SEVERITY_WORDS[rule.severity]} | {citation(*rule.source)} |"
        for rule in rules
    ]
    lines += ["", "## Källor", "", "| Kort namn | Källa |", "|---|---|"]
    cited = {rule.source[0] for rule in rules}
    lines += [f"| {source.key} | {source.title} |" for source in SOURCES.values() if source.key in cited]
    return "\n".join(lines) + "\n"


def _family_page(family: str, rules: tuple[Rule, ...]) -> str:
    lines = [_GENERATED, "", f"# {family} · {FAMILIES[family]}", ""]
    for rule in rules:
        lines += [f'<a id="{rule.code.lower()}"></a>', "", f"## {rule.code} {rule.title}", "", rule.message, ""]
        if rule.advice:
            lines += [f"**Gör så här:** {rule.advice}", ""]
        lines += [
            f"- Allvar: {SEVERITY_WORDS[rule.severity].lower()}",
            f"- Källa: {_source(rule)}",
            f"- Gäller från: {rule.valid_from.isoformat()}",
            f"- Behöver förbundets fakta: {'ja' if rule.needs_facts else 'nej'}",
            "",
        ]
    return "\n".join(lines)


def _source(rule: Rule) -> str:
    """The source with its full name; for a section also what it says, and where it can be read."""
    key, section = rule.source
    if key == OWN_RULE:
        return SOURCES[key].title
    named = f"{citation(key, section)} – {SOURCES[key].title}"
    provision = PROVISIONS.get(rule.source)
    if provision is None:
        return named
    where = f" ([läs]({provision.url}))" if provision.url else ""
    return f"{named}. {provision.wording}{where}"
