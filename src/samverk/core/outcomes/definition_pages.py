"""The Swedish pages of docs/definitioner: what every figure about participants is, the code lists and the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from samverk.core.outcomes.ages import AGE_BANDS
from samverk.core.outcomes.code_lists import ANSWERS, CODE_LISTS, SUPPORT_GROUP_NAMES, VIOLENCE_DEFINITIONS
from samverk.core.outcomes.codes import CodeList
from samverk.core.outcomes.definitions import DEFINITIONS, SUMMARISED, Definition
from samverk.core.outcomes.progress import INSTRUMENTS
from samverk.core.outcomes.surveys import DEFAULT_MINIMUM_ANSWERS, RESPONDENT_GROUPS
from samverk.core.outcomes.table_kinds import TABLE_KINDS
from samverk.core.outcomes.targets import DEFAULT_MINIMUM
from samverk.core.workflows.returns import MOVE_WORDS, MOVES, STATE_WORDS

_GENERATED = "<!-- Sidan är gjord av definitionerna i koden. Ändra dem där och kör make docs. -->"
_OWN = "vårt förslag, en inställning"


def definition_pages() -> dict[str, str]:
    """File name → Markdown of every page; the same bytes every time."""
    return {"index.md": _index(), "kodlistor.md": _code_lists(), "aterrapport.md": _returns()}


def _page(lines: Iterable[str]) -> str:
    return "\n".join((_GENERATED, "", *lines)) + "\n"


def _index() -> str:
    lines = [
        "# Definitioner",
        "",
        f"Samverk räknar {len(DEFINITIONS)} slags siffror om deltagare. Var och en är bestämd en gång. "
        "Ett deltagande är en person i en insats. En definition utan källa är vårt förslag.",
        "",
        f"Två minsta antal är inställningar som styrelsen bestämmer: mål bedöms från {DEFAULT_MINIMUM} avslut och "
        f"enkätsvar visas från {DEFAULT_MINIMUM_ANSWERS} svar. Ingen källa anger dem.",
        "",
        "Se också [kodlistor](kodlistor.md) och [återrapporten](aterrapport.md).",
        "",
    ]
    for definition in DEFINITIONS.values():
        lines += _definition(definition)
    return _page(lines[:-1])


def _definition(definition: Definition) -> Iterator[str]:
    yield from (f'<a id="{definition.code}"></a>', "", f"## {definition.name}", "", definition.formula, "")
    yield f"- Bas: {_lower_first(definition.base)}"
    yield f"- Enhet: {definition.unit}"
    yield f"- Källa: {definition.source or _OWN}"
    yield f"- Kod: `{definition.code}`, version {definition.version}, `samverk.core.outcomes.{definition.computed}`"
    yield ""


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:].removesuffix(".")


def _code_lists() -> str:
    lines = [
        "# Kodlistor",
        "",
        "En lista utan källa är en inställning: den som driver registret kan ha egna koder, och var och en räknas som "
        "en av dem här. Bara koderna här lämnar registret.",
        "",
    ]
    for codes in (*CODE_LISTS, VIOLENCE_DEFINITIONS, ANSWERS, RESPONDENT_GROUPS):
        lines += _code_list(codes)
    lines += ["## Åldersgrupper", "", "| Ordning | Grupper | Källa |", "|---|---|---|"]
    lines += [
        f"| {bands.name} | {', '.join(bands.name_of(band) for band in bands.shipped[:-1])} | {bands.source} |"
        for bands in AGE_BANDS.values()
    ]
    lines += ["", "Bara födelseår lagras. Åldern är den som personen fyller det år deltagandet börjar.", ""]
    for instrument in INSTRUMENTS.values():
        lines += [f"## {instrument.name}", "", instrument.note, ""]
        lines += [f"- {item.name} ({item.source or _OWN})" for item in instrument.items]
        lines += ["", f"Skattas var {instrument.every_months}:e månad. Skalan är en inställning.", ""]
    return _page(lines[:-1])


def _code_list(codes: CodeList) -> Iterator[str]:
    yield from (f"## {codes.name}", "", f"Källa: {codes.source or _OWN}.", "")
    yield from ("| Kod | Namn | Grupp | Källa |", "|---|---|---|---|")
    for each in codes.codes:
        group = SUPPORT_GROUP_NAMES.get(each.group, each.group)
        yield f"| `{each.code}` | {each.name} | {group} | {each.source or _OWN} |"
    yield ""
    if codes.note:
        yield from (codes.note, "")


def _returns() -> str:
    lines = [
        "# Återrapporten",
        "",
        "En återrapport är det enda ett förbund får veta om deltagare. Den har antal, koder ur slutna listor och "
        "dagar, och inga fält för text. Formatet är `samverk.return/1`.",
        "",
        "## Tabeller",
        "",
        "| Tabell | Rubrik | Delas efter | Definition |",
        "|---|---|---|---|",
    ]
    for kind in TABLE_KINDS.values():
        divided = ", ".join(dimension.name.lower() for dimension in kind.dimensions)
        linked = f"[{DEFINITIONS[kind.definition].name}](index.md#{kind.definition})"
        lines.append(f"| `{kind.id}` | {kind.title} | {divided} | {linked} |")
    lines += ["", "## Medelvärden och medianer", ""]
    lines += [f"- [{DEFINITIONS[code].name}](index.md#{code}), i månader" for code in SUMMARISED]
    lines += ["", "## Från utkast till lämnad", "", "```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {state.value} : {STATE_WORDS[state]}" for state in MOVES]
    for state, moves in MOVES.items():
        lines += [f"    {state.value} --> {to.value} : {MOVE_WORDS[move]}" for move, to in moves.items()]
        if not moves:
            lines.append(f"    {state.value} --> [*]")
    lines += ["```", "", "Den som gjorde utkastet kan inte granska det."]
    return _page(lines)
