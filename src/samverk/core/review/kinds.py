"""Which statement a stranger's table is, and what its rows are called in ours: the names that the rules look for.

A table is recognised by what its rows say, its title only tips the scale. A row that no name fits keeps a name of its
own, so that no rule takes it for something it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from samverk.core.checks.places import (
    BALANCE_REQUIREMENT,
    BALANCE_SHEET,
    BUDGET_OUTCOME,
    CASH_FLOW,
    FORECAST,
    INCOME_STATEMENT,
    OPERATING_ACCOUNT,
    OVERVIEW,
)
from samverk.core.document.tree import Column
from samverk.core.words import fold, skeleton

_Names = tuple[tuple[str, str], ...]

_INCOME: _Names = (
    ("verksamhetens_intakter", "verksamhetens intakter|rorelsens intakter|summa verksamhetens intakter|intakter"),
    (
        "verksamhetens_kostnader",
        "verksamhetens kostnader|rorelsens kostnader|summa verksamhetens kostnader|kostnader",
    ),
    ("avskrivningar", "avskrivningar|avskrivning"),
    (
        "verksamhetens_resultat",
        "verksamhetens resultat|rorelseresultat|verksamhetens nettoresultat|resultat fore finansiella poster"
        "|resultat fore finansiella intakter och kostnader",
    ),
    ("skatteintakter", "skatteintakter"),
    ("generella_statsbidrag", "generella statsbidrag och utjamning|generella statsbidrag"),
    ("finansiella_intakter", "finansiella intakter|ranteintakter"),
    ("finansiella_kostnader", "finansiella kostnader|rantekostnader"),
    ("finansnetto", "summa finansiella poster|finansnetto|finansiella poster|resultat av finansiella poster"),
    ("extraordinara_poster", "extraordinara poster"),
    ("arets_resultat", "arets resultat|periodens resultat|resultat"),
)
_BALANCE: _Names = (
    (
        "fordringar",
        "korta fordringar|kortfristiga fordringar|fordringar|summa kortfristiga fordringar|summa fordringar",
    ),
    ("kortfristiga_placeringar", "kortfristiga placeringar"),
    ("kassa_och_bank", "kassa och bank|kassa bank|likvida medel|bank|kassa|plusgiro och bank|summa kassa och bank"),
    ("summa_omsattningstillgangar", "summa omsattningstillgangar"),
    ("summa_anlaggningstillgangar", "summa anlaggningstillgangar"),
    ("summa_tillgangar", "summa tillgangar|tillgangar totalt|totala tillgangar"),
    ("eget_kapital_arets_resultat", "arets resultat|periodens resultat|resultat|varav arets resultat"),
    ("ovrigt_eget_kapital", "ovrigt eget kapital|balanserat resultat|balanserat kapital|ingaende eget kapital"),
    ("eget_kapital", "summa eget kapital|utgaende eget kapital|eget kapital"),
    ("kortfristiga_skulder", "kortfristiga skulder|korta skulder|summa kortfristiga skulder"),
    ("langfristiga_skulder", "langfristiga skulder"),
    ("summa_skulder", "summa skulder|summa skulder och avsattningar|summa avsattningar och skulder"),
    (
        "summa_eget_kapital_och_skulder",
        "summa eget kapital och skulder|summa skulder och eget kapital|summa eget kapital avsattningar och skulder"
        "|eget kapital och skulder totalt|summa eget kapital avsattning och skulder",
    ),
)
_CASH: _Names = (
    ("arets_resultat", "arets resultat|periodens resultat|resultat"),
    (
        "kf.medel_fore_rorelsekapital",
        "medel fran verksamheten fore forandring av rorelsekapital|medel fran verksamheten",
    ),
    (
        "kf.forandring_fordringar",
        "okning minskning kortfristiga fordringar|okning minskning av kortfristiga fordringar"
        "|minskning okning av kortfristiga fordringar|forandring av kortfristiga fordringar|forandring av fordringar"
        "|forandring kortfristiga fordringar|okning minskning fordringar|okning minskning av fordringar"
        "|forandring fordringar|minskning okning av fordringar",
    ),
    (
        "kf.forandring_kortfristiga_skulder",
        "okning minskning kortfristiga skulder|okning minskning av kortfristiga skulder|forandring av skulder"
        "|forandring av kortfristiga skulder|forandring kortfristiga skulder|okning minskning skulder"
        "|okning minskning av skulder|forandring skulder",
    ),
    ("kf.lopande_verksamhet", "kassaflode fran den lopande verksamheten|kassaflode fran lopande verksamhet"),
    (
        "kf.arets_kassaflode",
        "arets kassaflode|forandring av likvida medel|periodens kassaflode|forandring likvida medel",
    ),
    (
        "kf.likvida_medel_in",
        "likvida medel vid arets borjan|ingaende likvida medel|likvida medel vid periodens borjan|likvida medel ib",
    ),
    (
        "kf.likvida_medel_ut",
        "likvida medel vid arets slut|utgaende likvida medel|likvida medel vid periodens slut|likvida medel ub",
    ),
)
_OPERATING: _Names = (
    ("nettokostnad", "nettokostnad|nettokostnader|verksamhetens nettokostnad|verksamhetens nettokostnader"),
    (
        "summa_intakter",
        "medlemsavgift inkl ovriga bidrag|medlemsavgifter inkl ovriga bidrag|medlemsavgifter|medlemsbidrag",
    ),
    ("resultat", "resultat|arets resultat"),
    ("medel_till_forfogande", "utgaende eget kapital|eget kapital"),
)
_BUDGET: _Names = (
    ("staten", "staten|forsakringskassan|forsakringskassan inkl af|forsakringskassan och arbetsformedlingen"),
    ("summa_intakter", "summa intakter|totala intakter|intakter totalt|summa intakter tillgangar|summa tillgangar"),
    ("insatser", "summa projektkostnader|summa insatser"),
    ("nettokostnad", "summa kostnader|totala kostnader|kostnader totalt"),
    ("resultat", "resultat|arets resultat|budgeterat resultat"),
    (
        "sparade_medel_in",
        "sparade medel fran foregaende ar|sparade medel|ingaende sparade medel|overskott fran foregaende ar"
        "|ingaende eget kapital|eget kapital fran foregaende ar|medel fran foregaende ar",
    ),
    ("tillgangliga_medel", "tillgangliga medel|summa tillgangliga medel|disponibla medel|summa disponibla medel"),
    ("medel_till_forfogande", "medel till forfogande|utgaende sparade medel|utgaende eget kapital"),
    ("administration", "administration|kansli|kansli och administration"),
)
_OVERVIEW: _Names = (
    ("flerar.intakter", "verksamhetens intakter|intakter|summa intakter"),
    ("flerar.kostnader", "verksamhetens kostnader|kostnader|summa kostnader|kostnader inklusive finansiella poster"),
    ("flerar.resultat", "arets resultat|resultat"),
    ("flerar.eget_kapital", "eget kapital|utgaende eget kapital|summa eget kapital"),
)
_FORECAST: _Names = (
    ("prognos.medel_in", "medel vid arets borjan|ingaende medel|sparade medel|ingaende sparade medel"),
    ("prognos.intakter", "intakter|summa intakter"),
    ("prognos.kostnader", "kostnader|summa kostnader"),
    ("prognos.resultat", "resultat|arets resultat"),
    ("prognos.medel", "medel till forfogande|medel till forfogande vid arets slut|utgaende medel|medel vid arets slut"),
)
_REQUIREMENT: _Names = (
    ("arets_resultat", "arets resultat enligt resultatrakningen|arets resultat"),
    ("balanskrav.resultat", "balanskravsresultat|arets balanskravsresultat|balanskravsresultat fore justering"),
)
_ROW_NAMES: dict[str, _Names] = {
    INCOME_STATEMENT: _INCOME,
    BALANCE_SHEET: _BALANCE,
    CASH_FLOW: _CASH,
    OPERATING_ACCOUNT: _OPERATING,
    BUDGET_OUTCOME: _BUDGET,
    OVERVIEW: _OVERVIEW,
    FORECAST: _FORECAST,
    BALANCE_REQUIREMENT: _REQUIREMENT,
}
PLAN = "budget"
"""Kind of a table that plans: budget and plan columns, no outcome to compare with."""


@dataclass(frozen=True, slots=True)
class _Lookup:
    folded: dict[str, str]
    bones: dict[str, str]


def _lookup(names: _Names) -> _Lookup:
    folded = {label: name for name, labels in names for label in labels.split("|")}
    bones = {skeleton(label): name for label, name in folded.items() if skeleton(label)}
    return _Lookup(folded, bones)


_LOOKUPS = {kind: _lookup(names) for kind, names in (*_ROW_NAMES.items(), (PLAN, _BUDGET))}
_YEAR_TAIL = re.compile(r"(?: (?:infor|for|ar|den|per|31 12|12 31|ib|ub)?)*(?: (?:19|20)\d\d)+(?: 12 31)?$|^(?:\d+ )+")
_OUTCOME = ("outcome", "previous", "")


def row_name(kind: str, label: str) -> str:
    """What the row is called in our statement of that kind; "" when no name fits."""
    lookup = _LOOKUPS.get(kind)
    if lookup is None:
        return ""
    folded = fold(label)
    bare = _YEAR_TAIL.sub("", folded)
    for said in (folded, bare, _in_our_order(bare)):
        if said in lookup.folded:
            return lookup.folded[said]
    bones = skeleton(bare)
    return lookup.bones.get(bones, "") if bones else ""


_TOTAL_FIRST = re.compile(r"^(?:s a|totala?|totalt|sum|delsumma) (.+)$")
_TOTAL_LAST = re.compile(r"^(.+) (?:totalt|total|summa)$")
_CLOSING_LAST = re.compile(r"^(.+?)(?: ub| utgaende| vid (?:arets|periodens) slut)$")
_OPENING_LAST = re.compile(r"^(.+?)(?: ib| ingaende| vid (?:arets|periodens) borjan)$")


def _in_our_order(folded: str) -> str:
    """The label as our lists write it: "intäkter totalt" → "summa intäkter", "eget kapital UB" → "utgående …"."""
    for pattern, first in (
        (_TOTAL_FIRST, "summa"),
        (_TOTAL_LAST, "summa"),
        (_CLOSING_LAST, "utgaende"),
        (_OPENING_LAST, "ingaende"),
    ):
        match = pattern.match(folded)
        if match:
            return f"{first} {match[1]}"
    return folded


def recognise(title: str, labels: Sequence[str], columns: Sequence[Column]) -> str:
    """The kind of statement (a name in checks.places, or PLAN); "" when it is none of them."""
    heading = fold(title)
    outcome_years = {column.year for column in columns if column.year and column.role in _OUTCOME}
    ahead = [column for column in columns if column.role in ("budget", "plan", "forecast")]
    roles = {column.role for column in columns}
    names = {kind: {row_name(kind, label) for label in labels} - {""} for kind in _LOOKUPS}
    titled = next((kind for words, kind in _TITLES if words in heading and len(names[kind]) > 1), "")
    if titled:
        return titled
    if "balanskrav" in heading or names[BALANCE_REQUIREMENT] >= {"balanskrav.resultat", "arets_resultat"}:
        return BALANCE_REQUIREMENT if "balanskrav.resultat" in names[BALANCE_REQUIREMENT] else ""
    if len(names[CASH_FLOW] - {"arets_resultat"}) > 1:
        return CASH_FLOW
    if {"eget_kapital", "summa_eget_kapital_och_skulder"} & names[BALANCE_SHEET] and (
        "summa_tillgangar" in names[BALANCE_SHEET] or "kassa_och_bank" in names[BALANCE_SHEET]
    ):
        return BALANCE_SHEET
    if "driftredovisning" in heading or "driftsredovisning" in heading or "nettokostnad" in _said(labels):
        return OPERATING_ACCOUNT if "resultat" in names[OPERATING_ACCOUNT] else ""
    if ahead and "outcome" in roles and names[BUDGET_OUTCOME] & {"summa_intakter", "nettokostnad", "resultat"}:
        return BUDGET_OUTCOME
    if len(ahead) > 1 and "prognos.medel" in names[FORECAST] and len(labels) < 8:
        return FORECAST
    if ahead and names[PLAN] & {"summa_intakter", "nettokostnad", "medel_till_forfogande"}:
        return PLAN
    if len(outcome_years) > 2 and "flerar.resultat" in names[OVERVIEW]:
        return OVERVIEW
    if outcome_years and "arets_resultat" in names[INCOME_STATEMENT] and len(names[INCOME_STATEMENT]) > 2:
        return INCOME_STATEMENT
    return ""


_TITLES = (
    ("flerarsoversikt", OVERVIEW),
    ("kassaflodesanalys", CASH_FLOW),
    ("balansrakning", BALANCE_SHEET),
)


def _said(labels: Sequence[str]) -> set[str]:
    return {fold(label) for label in labels}
