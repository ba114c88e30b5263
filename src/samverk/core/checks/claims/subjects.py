"""What a sentence speaks of: the words that say it is about the association's whole result, or about something else."""

from __future__ import annotations

import re
from functools import lru_cache

from samverk.core.checks.claims.quantities import years

UNCERTAIN = re.compile(
    r"\b(?:skulle|hade (?:det|vi|resultatet)|utan |exklusive|exkl\b|bortsett från|frånsett|förutsatt|kommer att|väntas"
    r"|beräknas|förväntas|planeras|prognos\w*|kvartal\w*|tertial\w*|delår\w*|halvår\w*|t\.?o\.?m|till och med"
    r"|kunde|borde|bör |kan bli|risk|inte |aldrig|varken|hösten|våren|vintern|sommaren|månad\w*)",
    re.IGNORECASE,
)
"""A sentence with these words does not say how the year was."""

HEDGE_WORDS = (
    r"(?: (?:på|med))?(?: (?:cirka|ca\.?|omkring|ungefär|runt|drygt|knappt|knapp|närmare|nästan|hela|totalt|sammanlagt"
    r"|minus|plus))?"
)
"""What may stand between a verb and its number."""

NEUTRAL = (
    r"(?: (?:för|under|i|per|vid|den) (?:hela )?(?:året|år|20\d\d|år 20\d\d|helåret|årets slut|årets utgång|årsskiftet"
    r"|bokslutet|verksamheten|verksamhetsåret|räkenskapsåret|förbundet|31 december(?: 20\d\d)?"
    r"|[A-ZÅÄÖ][a-zåäö]+ samordningsförbund)| 20\d\d| därmed| således| totalt| sammanlagt| då| alltså| sammantaget)"
)
"""Words that do not change what a sentence speaks of."""

_LAST_YEAR = re.compile(
    r"\b(?:föregående år|förra året|i fjol|fjolårets|året innan|året före|förra årets)\b", re.IGNORECASE
)
_YEAR_AFTER = re.compile(
    r" \(?(?:för |under |år |i )?(?:(?P<year>20\d\d)\b|föregående år|förra året|året innan|året före|fjol)",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r" (?:för|från|till|i|inom|hos|av|avseende) (?!hela |året|år |20\d\d|förbundet|verksamheten|helåret|räkenskapsår"
    r"|verksamhetsåret|fjol|bokslutet|förhållande|jämförelse|samband|följd|att |den 31 |balansräkning|resultaträkning)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?P<before>[\wåäöÅÄÖé.-]+ )?\b(?P<subject>årsresultatet|resultatet|resultat|utfallet|förbundet"
    r"|samordningsförbundet|bokslutet|helåret|året)\b"
    r"(?P<after> (?:för|av|inom|i|hos|från|på|per) (?:den |det |de )?[\wåäöÅÄÖ-]+)?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:årets|förbundets|samordningsförbundets|års|det|ett|ekonomiska|verksamhetens|och|att|är|blev|vårt|helårets|som"
    r"|positivt|negativt|visar|redovisar|ger|med|på|totala|samlade|slutliga|innebär|under|för|har|så|därmed|hela)$",
    re.IGNORECASE,
)
_OF_THE_YEAR = re.compile(
    r" (?:för|av|inom|i|hos|från|på|per) (?:den |det |de |hela )?(?:året|år|helåret|20\d\d|förbundet|verksamheten"
    r"|verksamhetsåret|räkenskapsåret|samordningsförbundet|-?\d[\d ]*|sin|cirka|ca|drygt|knappt|minus|plus)$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:\w*intäkt\w*|\w*kostnad\w*|administration\w*|kansli\w*|personal\w*|insats\w*|projekt\w*|delprojekt\w*|ESF\w*"
    r"|lokal\w*|styrelsen\w*|bidrag\w*|medlemsavgift\w*|verksamheterna|utbildning\w*|balanskravsresultat\w*|deltagar\w*)\b",
    re.IGNORECASE,
)


def speaks_of_the_whole(before: str, names: frozenset[str]) -> bool | None:
    """True when the nearest thing named in `before` is the association's result, False when it is something else.

    None when nothing is named. `names` are words of rows that are neither (measures), lower case.
    """
    nearest: tuple[int, bool] | None = None
    for match in _WHOLE.finditer(before):
        word = (match["before"] or "").strip()
        is_own = (
            not word or bool(_OWN.search(word)) or bool(re.fullmatch(r"[A-ZÅÄÖ]?[a-zåäö]+", word) and word[-1] != "s")
        )
        is_own = is_own and not _is_name(word, names)
        if match["after"] and not _OF_THE_YEAR.fullmatch(match["after"]):
            is_own = False
        nearest = (match.start("subject"), is_own)
    others = [match.start() for match in _OTHER.finditer(before)]
    others += [match.start() for match in re.finditer(r"[\wåäöÅÄÖé]{3,}", before) if _is_name(match[0], names)]
    last = max(others, default=-1)
    if nearest is None:
        return False if others else None
    return nearest[1] and last < nearest[0]


def _is_name(word: str, names: frozenset[str]) -> bool:
    lowered = word.lower()
    return lowered in names or (lowered.endswith("s") and lowered[:-1] in names)


@lru_cache(maxsize=256)
def words_of(labels: tuple[str, ...]) -> frozenset[str]:
    """The words that tell measures apart: of every label those of three letters or more, lower case."""
    return frozenset(word.lower() for label in labels for word in re.findall(r"[\wåäöÅÄÖé]{3,}", label)) - _PLAIN


_PLAIN = frozenset(
    [
        "och",
        "för",
        "med",
        "från",
        "till",
        "den",
        "det",
        "som",
        "inom",
        "samt",
        "övriga",
        "övrigt",
        "summa",
        "totalt",
        "projekt",
        "insats",
        "insatser",
        "året",
        "förbundet",
        "resultat",
        "resultatet",
        "utfall",
        "utfallet",
        "budget",
        "medel",
        "samverkan",
    ]
)


def is_about(text: str, year: int) -> bool:
    """True unless the sentence names other years only."""
    named = {found for found, _offset in years(text)}
    return not named or year in named


def year_said(before: str, start: int, year: int) -> tuple[int, bool]:
    """(the year a claim is of, whether that is certain), by the years named before its number.

    A year at or after `start`, where the subject stands, goes before one earlier in the sentence.
    """
    if _LAST_YEAR.search(before):
        return year - 1, False
    named = years(before)
    inside = {found for found, offset in named if offset >= start}
    chosen = inside or {found for found, _offset in named}
    if len(chosen) > 1:
        return year, False
    return (chosen.pop(), True) if chosen else (year, True)


def year_after(after: str, year: int) -> tuple[int, bool] | None:
    """(the year that stands right after a number, whether it is certain): "7 500 tkr 2023", "641 tkr året innan"."""
    match = _YEAR_AFTER.match(after)
    if match is None:
        return None
    return (int(match["year"]), True) if match["year"] else (year - 1, False)


def is_narrowed(after: str) -> bool:
    """True when what follows says that the number is only of a part: "5 000 tkr för Lotsen", "50 tkr till ESF"."""
    return bool(_OF_A_PART.match(after))


def measure_aliases(labels: dict[str, str]) -> dict[str, frozenset[str]]:
    """What prose may call a row, lower case → folded labels of rows.

    Where three rows or more begin with the same word ("IRIS Insam"), the rest of the label is a name of its own.
    """
    firsts = [folded.split()[0] for folded in labels if " " in folded]
    found: dict[str, set[str]] = {}
    for folded, label in labels.items():
        name = " ".join(label.lower().split())
        found.setdefault(name, set()).add(folded)
        first, _, rest = name.partition(" ")
        if rest and firsts.count(folded.split()[0]) >= _A_FAMILY and first.isalpha():
            found.setdefault(rest.strip("()"), set()).add(folded)
    return {name: frozenset(rows) for name, rows in found.items() if len(name) >= _SHORTEST}


_A_FAMILY = 3
_SHORTEST = 3
